#!/bin/sh
# The contract: strict linters over openapi.yaml, then real answers against it. A linter is skipped by name where it
# cannot be had: without Node and npm, without their registry, or where Node is too old for it.
set -u
cd "$(dirname "$0")/.." || exit 1
tools=$PWD/build/node
failed=0

lint() { # lint NAME PACKAGE@VERSION PROGRAM ARGUMENT…
    name=$1 package=$2 program=$tools/node_modules/.bin/$3
    shift 3
    if ! command -v npm >/dev/null; then
        echo "skipped: $name: there is no npm"
    elif ! npm install --prefix "$tools" --ignore-scripts --no-audit --no-fund --prefer-offline "$package" >"$tools.log" 2>&1 ||
        ! "$program" --version >>"$tools.log" 2>&1; then
        echo "skipped: $name: $package cannot be installed or run here ($tools.log)"
    elif "$program" "$@" >"$tools.log" 2>&1; then
        echo "passed: $name"
    else
        cat "$tools.log"
        echo "FAILED: $name"
        failed=1
    fi
}

mkdir -p "$tools"
echo '{"private": true}' >"$tools/package.json"
echo 'extends: ["spectral:oas"]' >"$tools/spectral.yaml"
export REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true
lint Redocly @redocly/cli@2.77.0 redocly lint --extends recommended-strict openapi.yaml
lint Spectral @stoplight/spectral-cli@6.16.3 spectral lint --fail-severity hint --ruleset "$tools/spectral.yaml" openapi.yaml

/usr/bin/python3 tests/contract.py && [ "$failed" -eq 0 ]
