#!/bin/sh
# Runs one fuzzer ($1) for $2 seconds from its seeds; what it learns stays below build/.
set -eu
fuzzer=$1
seconds=$2
corpus=build/corpus/$(basename "$fuzzer")
seeds=tests/fuzz/seeds/$(basename "$fuzzer")
mkdir -p "$corpus"
[ -d "$seeds" ] || seeds=data/cards
if ! "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -artifact_prefix="$corpus.crash-" -print_final_stats=1 \
    "$corpus" "$seeds" >"$corpus.log" 2>&1; then
    tail -n 60 "$corpus.log"
    exit 1
fi
echo "$(basename "$fuzzer"): $(sed -n 's/^stat::number_of_executed_units: *//p' "$corpus.log") inputs in $seconds s, no fault"
