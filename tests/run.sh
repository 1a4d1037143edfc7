#!/bin/sh
# Runs every test program of $BUILD (default build), or those whose name holds $1, and sums up.
build=${BUILD:-build}
passed=0
failed=0
for test in $(find "$build"/tests/*/ -type f -name 'test_*' -perm -u+x | sort); do
    case $test in *"$1"*) ;; *) continue ;; esac
    echo "== ${test#"$build"/tests/}"
    if "$test"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED: $test"; fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
