#!/usr/bin/env bash
# Prints compile_commands.json: compdb.sh "FLAGS" FILE...
flags=$1
shift
separator="["
for file in "$@"; do
  printf '%s\n{"directory": "%s", "file": "%s", "command": "cc %s -c %s"}' "$separator" "$PWD" "$file" "$flags" "$file"
  separator=,
done
echo "]"
