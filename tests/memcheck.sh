#!/bin/sh
# A server under valgrind: a burst of requests of every kind, reloads, a damaged file, SIGTERM. No error, no leak, exit 0.
set -u
cd "$(dirname "$0")/.." || exit 1
program=${BUILD:-build}/povolani
folder=$(mktemp -d) || exit 1
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$folder"' EXIT
failed() {
    echo "FAILED: $1"
    cat "$folder/log"
    exit 1
}
wait_for() { # wait_for TEXT: in the log
    tries=0
    until grep -q "$1" "$folder/log"; do
        if [ "$tries" -eq 600 ] || ! kill -0 "$server" 2>/dev/null; then failed "\"$1\" is not in the log"; fi
        tries=$((tries + 1))
        sleep 0.1
    done
}

: >"$folder/log"
"$program" import --out "$folder/povolani.db" data/cards 2>>"$folder/log" || failed 'import'
valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=all --errors-for-leak-kinds=all \
    "$program" serve --data "$folder/povolani.db" --listen 127.0.0.1:0 --admin 127.0.0.1:0 --threads 2 --cache-size 1 2>>"$folder/log" &
server=$!
wait_for 'admin on '
url=$(sed -n 's/^listening on //p' "$folder/log")
admin=$(sed -n 's/^admin on //p' "$folder/log")

ask() { # ask [CURL OPTION…] URL: whatever it answers
    curl -s -o /dev/null --max-time 60 --noproxy '*' "$@" || failed "curl $*"
}
burst() {
    for path in occupations occupations/103332 occupations/103332/wages.csv occupations/nic 'wages?limit=1' 'wages?region=nic' \
        competences isco/1221 regions working-conditions dataset export/occupations.ndjson export/dataset.db; do
        ask "$url/v1/$path"
        ask -H 'Accept-Encoding: gzip' "$url/v1/$path"
        ask --compressed -H 'If-None-Match: *' "$url/v1/$path"
        ask -I -H 'Accept-Encoding: br' "$url/v1/$path"
        ask -r 10-99 "$url/v1/$path"
        ask -X OPTIONS "$url/v1/$path"
        ask -X DELETE "$url/v1/$path"
    done
    for path in / /docs /docs/problems/gone /openapi.json /openapi.yaml /nic; do ask --compressed "$url$path"; done
    for path in livez readyz metrics; do ask "$admin/$path"; done
    head -c 70000 /dev/zero | ask -X POST --data-binary @- "$url/v1/wages"
    ask -H "Cookie: $(head -c 17000 /dev/zero | tr '\0' x)" "$url/v1/wages"
}

burst
kill -HUP "$server"
until [ "$(grep -c '^dataset [0-9a-f]*:' "$folder/log")" -eq 2 ]; do sleep 0.1; done
burst
printf 'nic' >"$folder/next"
mv "$folder/next" "$folder/povolani.db"
wait_for 'dataset refused'
burst
kill -TERM "$server"
wait "$server"
code=$?
server=
[ "$code" -eq 0 ] || failed "the server under valgrind ended with $code"
echo 'passed: no error, no leak'
