# Sourced by tests: serves the folder `site` from the loopback; $url is its address, `control` its folder (see main.c).
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY
mkdir -p control
"$ROOT/build/tests/server" site control &
trap 'rm -f control/port' EXIT
for _ in $(seq 200); do
  [ -s control/port ] && break
  sleep 0.05
done
url=http://127.0.0.1:$(cat control/port)

# A distribution file of so many lines, with its checksum: file YEAR NUMBER LINES
make_file() {
  name=$(printf 'pubmed%02dn%04d.xml.gz' "$1" "$2")
  seq "$3" | gzip -nc >"site/$name"
  printf 'MD5(%s)= %s\n' "$name" "$(md5sum <"site/$name" | cut -d ' ' -f 1)" >"site/$name.md5"
}
# Do the files in the folder agree with those of the site?
same() {
  for file in site/pubmed*.gz; do
    cmp -s "$file" "$1/$(basename "$file")" || echo "$(basename "$file") differs"
  done
}
