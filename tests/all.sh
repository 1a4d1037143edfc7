#!/bin/sh
# make test: every proof in turn. With a name ($1) only the test programs whose name holds it, plain and under ASan+UBSan.
set -u
cd "$(dirname "$0")/.." || exit 1
name=${1:-}
jobs=-j$(nproc)
passed=0
failed=0

step() { # step TITLE COMMAND…
    title=$1
    shift
    echo "=== $title"
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "=== FAILED: $title"
    fi
}

variant() { # variant NAME FLAGS [TESTS]: builds build/NAME and runs its tests
    make -s $jobs BUILD="build/$1" CFLAGS='-O1 -g' SANITIZE="$2" tests && BUILD="build/$1" tests/run.sh "${3:-$name}"
}

plain() {
    make -s $jobs tests && tests/run.sh "$name"
}

bench_smoke() {
    make -s $jobs bench-programs && tests/bench/peers/bench.py --smoke
}

step 'tests' plain
step 'tests under ASan+UBSan' variant asan "$(make -s print-asan)"
if [ -z "$name" ]; then
    for test in test_concurrency test_cache test_access_log test_listing; do
        step "threads under TSan: $test" variant tsan "$(make -s print-tsan)" $test
    done
    step 'headers compile alone' make -s headers
    step 'fuzzers' make -s fuzz
    step 'no leak from start to SIGTERM' tests/memcheck.sh
    step 'sync against a server that misbehaves' tests/sync.py
    step 'sync under ASan+UBSan' env BUILD=build/asan tests/sync.py
    step 'answers against openapi.yaml' tests/contract.sh
    step 'the questions of docs/queries.md' tests/queries.py
    step 'filters against a model' tests/filters.py
    step 'occupations by parts of their profiles' tests/match_eval.py --every 4 --floor 0.96 0.93
    step 'titles find their groups' tests/titles_eval.py --floor 57 77
    step 'instructions of a request within the budget' tests/profile.py --check
    step 'rows in are rows out' /usr/bin/python3 tests/roundtrip.py
    step 'the bench: all peers that are here answer the same' bench_smoke
    step 'container' tests/container.sh
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
