import os, signal, subprocess, time

line = b'{"id":"d","text":"Ten patients improved (p = 0.01)."}\n'


def stop(number, output, busy):
    for known in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(known, signal.SIG_DFL)
    run = subprocess.Popen(["reap", "run", "-q", "-", "-o", output], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    run.stdin.write(line * (2000 if busy else 1))
    run.stdin.flush()
    while not os.path.exists(output + ".partial"):
        time.sleep(0.01)
    run.send_signal(number)
    words = run.stderr.read().decode().strip()
    print(number.name, output, run.wait(), words, sorted(f for f in os.listdir(".") if f.startswith("out")))


for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    stop(number, "out.ndjson", False)
stop(signal.SIGINT, "out.csv", True)
stop(signal.SIGINT, "out.db", True)

# nohup goes on ignoring the end of the terminal
signal.signal(signal.SIGHUP, signal.SIG_IGN)
run = subprocess.Popen(["reap", "run", "-q", "-", "-o", "out.ndjson"], stdin=subprocess.PIPE)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
while not os.path.exists("out.ndjson.partial"):
    time.sleep(0.01)
run.send_signal(signal.SIGHUP)
run.communicate(line)
print("ignored", run.returncode, open("out.ndjson").read().count("\n"))
