#!/usr/bin/env bash
# The rules of the house that a script can check: who may include whom, sizes, documented headers, banned functions.
set -u
cd "$(dirname "$0")/.."
bad=0
say() {
  echo "$1"
  bad=1
}

# Layers: a folder of src/ may include those named behind it; a stage may include src/ and the contracts, no other stage.
declare -A may=(
  [base]="base" [net]="base net" [model]="base model" [text]="base model text" [linear]="base linear" [lexicon]="base model text lexicon" [store]="base model store" [registry]="base net model text lexicon store registry"
  [score]="base model score" [cli]="*")
while IFS=: read -r file line include; do
  from=${file#src/}
  from=${from%%/*}
  to=${include%%/*}
  case $file in
    src/*)
      allowed=${may[$from]:-base}
      [ "$allowed" = "*" ] || [[ " $allowed " == *" $to "* ]] || say "$file:$line: src/$from may not include $include" ;;
    pipeline/[0-9]_*/*)
      own=${file#pipeline/}
      own=${own%%/*}
      case $to in
        "$own" | base | net | model | text | linear | lexicon | store) ;;
        pipeline) [ "$include" = pipeline/stage.h ] || say "$file:$line: a stage may include pipeline/stage.h only" ;;
        *) say "$file:$line: a stage may not include $include" ;;
      esac ;;
  esac
done < <(grep -noE '^#include "[^"]+"' -r src pipeline --include='*.c' --include='*.h' | sed -E 's/#include "([^"]+)"/\1/')

# Sizes: files under 600 lines, functions under 80 (a definition's closing brace stands in the first column).
for file in $(git ls-files 'src/*.c' 'src/*.h' 'pipeline/*.c' 'pipeline/*.h'); do
  lines=$(wc -l <"$file")
  [ "$lines" -le 600 ] || say "$file: $lines lines; is there a second room inside? (cap 600)"
  awk -v file="$file" '
    /^[a-zA-Z_].*\) \{$/ || /^ +.*\) \{$/ && !inside && continued { start = NR; inside = 1 }
    { continued = /^[a-zA-Z_].*[,(]$/ || (continued && !/[;{]$/) }
    /^}/ && inside { if (NR - start > 80) { printf "%s:%d: a function of %d lines (cap 80)\n", file, start, NR - start; bad = 1 } inside = 0 }
    END { exit bad }' "$file" || bad=1
  head -n 1 "$file" | grep -q 'SPDX-License-Identifier: MIT' || say "$file:1: no SPDX line"
done

# Functions that a library must not call, and marks of unfinished work.
grep -nE '\b(strcpy|strcat|sprintf|gets|strtok|atoi|atof)\(' -r src pipeline --include='*.c' && bad=1
grep -nE '\b(printf|puts|exit|abort)\(|fprintf\(std(out|err)' -r src pipeline --include='*.c' |
  grep -vE '^src/(cli|base/(memory|vec))' && bad=1
grep -nE '\b(TODO|FIXME|XXX)\b' -r src pipeline tests lexicons Makefile --include='*.[ch]' --include='*.py' --include='*.tsv' --include='*.sh' --include=Makefile |
  grep -v '^tests/lint.sh' && bad=1

# Every public function of a header has a comment before it or behind it, at least for the group it stands in.
for header in $(git ls-files 'src/*.h' 'pipeline/*.h'); do
  awk -v file="$header" '
    /\/\*/ { documented = 1 }
    /^$/ { documented = 0 }
    /^[a-zA-Z].*\(.*;$/ && !/typedef|static|_(free|close)\(/ { if (!documented && !/\/\*/) { printf "%s:%d: no comment says what this does\n", file, NR; bad = 1 } }
    END { exit bad }' "$header" || bad=1
done
exit $bad
