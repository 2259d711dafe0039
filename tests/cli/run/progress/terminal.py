import os, pty, subprocess

sample = os.environ["ROOT"] + "/corpora/samples/founding.xml"
for options in ([], ["-q"]):
    terminal, end = pty.openpty()
    run = subprocess.Popen(["reap", "run", *options, sample, "missing.xml", sample], stdout=subprocess.DEVNULL, stderr=end)
    os.close(end)
    seen = b""
    try:
        while part := os.read(terminal, 65536):
            seen += part
    except OSError:
        pass
    run.wait()
    print(options, b"citations" in seen, b"MB/s" in seen, b"missing.xml" in seen, b"left" in seen.split(b"\033[K")[-1])
