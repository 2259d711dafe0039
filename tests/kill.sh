#!/usr/bin/env bash
# kill -9 at random moments: kill.sh [PROGRAM [ROUNDS]]. A round kills a fetch, a run into a new store, a run into an
# existing one, a load of trials or a sync once or more, runs it again to its end, and compares with what an undisturbed run
# gives, byte for byte. The last line is "N of N recovered".
set -u
program=$(realpath "${1:-$BUILD/reap}")
rounds=${2:-15}
ROOT=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
cd "$work" || exit 2
# serve.sh sets a trap of its own, which must keep ours.
mkdir site
. "$ROOT/tests/server/serve.sh"
trap 'rm -f "$work/control/port"; wait 2>/dev/null; rm -rf "$work"' EXIT
export REAP_LEXICON=$ROOT/build/lexicons/default.lex SOURCE_DATE_EPOCH=1780000000
reap() { "$program" "$@"; }

# ---- what undisturbed runs give ----
for n in 1 2 3; do make_file 26 $n 30000; done
for n in 1 2 3; do
  { echo '<PubmedArticleSet>'
    for i in $(seq 60); do
      echo "<PubmedArticle><MedlineCitation><PMID>$((n * 1000 + i))</PMID><Article><ArticleTitle>Trial $i of zorbinex.</ArticleTitle><Abstract><AbstractText>We randomly assigned $((i + 20)) patients with type 2 diabetes to zorbinex (n = 10) or placebo. Pain was lower with zorbinex than with placebo (3.$i vs 5.1; P = 0.0$((i % 9 + 1))). NCT9900$((n * 1000 + i)).</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>"
    done
    echo "<DeleteCitation><PMID>$(((n - 1) * 1000 + 3))</PMID></DeleteCitation></PubmedArticleSet>"; } >"part$n.xml"
done
contents() { sqlite3 "$1" .dump | grep -v "^INSERT INTO 'search_\|^INSERT INTO search_" | md5sum; }
reap run -q part1.xml -o first.db && cp first.db both.db
reap run -q part2.xml part3.xml -o both.db
reap load trials -q "$ROOT/corpora/samples/registered.json" -o trials.db
mkdir site/sync
for n in 2 3; do
  name=pubmed26n000$n.xml.gz
  gzip -nc part$n.xml >"site/sync/$name"
  printf 'MD5(%s)= %s\n' "$name" "$(md5sum <"site/sync/$name" | cut -d ' ' -f 1)" >"site/sync/$name.md5"
done
# A sync brings files, then newer states of the trials.
cp first.db old.db
reap load trials -q "$ROOT/corpora/samples/registered.json" -o old.db
sed -E 's/"date": "(2016-02-26|2025-02-13)"/"date": "2026-03-01"/' "$ROOT/corpora/samples/registered.json" >control/trials.json
export REAP_CTGOV_URL=$url/api
cp old.db synced.db
reap sync synced.db --into synced --url "$url/sync" --pause 1 -q --no-trials
want_old=$(contents old.db) want_files=$(contents synced.db)
reap sync synced.db --into synced --url "$url/sync" --pause 1 -q
want_synced=$(contents synced.db)
[ "$(sqlite3 synced.db "SELECT min(versions) FROM registered_trials")" = 2 ] || echo "not ok the trials did not change"
want_new=$(contents first.db) want_both=$(contents both.db) want_trials=$(contents trials.db)

# ---- rounds ----
# Runs the command and kills it after a moment between nothing and $1 milliseconds.
killed() {
  local most=$1 wait
  shift
  wait=$((RANDOM % most))
  "$program" "$@" >/dev/null 2>&1 &
  sleep "$(printf '0.%03d' $wait)"
  kill -9 $! 2>/dev/null
  wait $! 2>/dev/null
}
fetch_round() {
  rm -rf here
  killed 60 fetch updates --url "$url" --into here --pause 1 -q
  killed 60 fetch updates --url "$url" --into here --pause 1 -q
  reap fetch updates --url "$url" --into here --pause 1 -q || return 1
  [ -z "$(same here)" ] && ! ls here | grep -q 'part$'
}
new_round() {
  rm -f new.db*
  killed 90 run -q part1.xml -o new.db
  [ -e new.db ] && [ "$(contents new.db)" != "$want_new" ] && return 1
  reap run -q part1.xml -o new.db && [ "$(contents new.db)" = "$want_new" ]
}
existing_round() {
  rm -f store.db*
  cp first.db store.db
  killed 120 run -q part2.xml part3.xml -o store.db
  case $(contents store.db) in "$want_new" | "$want_both") ;; *) return 1 ;; esac
  reap run -q part2.xml part3.xml -o store.db && [ "$(contents store.db)" = "$want_both" ]
}
trials_round() {
  rm -f loaded.db*
  killed 40 load trials -q "$ROOT/corpora/samples/registered.json" -o loaded.db
  reap load trials -q "$ROOT/corpora/samples/registered.json" -o loaded.db && [ "$(contents loaded.db)" = "$want_trials" ]
}
sync_round() {
  rm -rf sync.db* updates
  cp old.db sync.db
  killed 500 sync sync.db --into updates --url "$url/sync" --pause 1 -q
  case $(contents sync.db) in "$want_old" | "$want_files" | "$want_synced") ;; *) return 1 ;; esac
  reap sync sync.db --into updates --url "$url/sync" --pause 1 -q && [ "$(contents sync.db)" = "$want_synced" ]
}
kinds=(fetch new existing trials sync)
recovered=0
for round in $(seq "$rounds"); do
  kind=${kinds[$((round % 5))]}
  if "${kind}_round"; then
    recovered=$((recovered + 1))
  else
    echo "not ok round $round: $kind did not recover"
  fi
done
[ "$recovered" = "$rounds" ] && echo "ok $rounds kills"
echo "$recovered of $rounds recovered"
[ "$recovered" = "$rounds" ]
