#!/bin/sh
# The image as it is shipped, built and run; then nginx before the program, with docker/nginx.conf.
#
# Where docker works it is used. Otherwise podman, as root, builds in a chroot on a base that mmdebstrap makes once
# (build/container/base.tar) and that stands in for the Dockerfile's FROM: no registry and no cgroups are needed.
# What the machine cannot do is skipped by name. All else lies in one folder that goes away.
set -u
cd "$(dirname "$0")/.." || exit 1
PATH=$PATH:/usr/sbin:/sbin
cache=$PWD/build/container
name=povolani-test-$$
engine=  # docker or podman, once it is known to work
started= # our processes
failed=0
work=$(mktemp -d) || exit 1

cleanup() {
    for process in $started; do
        kill "$process" 2>/dev/null
        wait "$process" 2>/dev/null
    done
    if [ -n "$engine" ]; then
        "$engine" rm -f "$name"
        "$engine" rmi -f "$name"
    fi >/dev/null 2>&1
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM HUP PIPE

skip() { # skip WHAT WHY
    echo "skipped: container: $1: $2"
}

require() { # require WHAT TOOL…
    what=$1
    shift
    for tool in "$@"; do
        command -v "$tool" >/dev/null || { skip "$what" "no $tool"; return 1; }
    done
}

check() { # check SENTENCE COMMAND…
    sentence=$1
    shift
    if "$@" >"$work/check.log" 2>&1; then
        echo "ok: $sentence"
    else
        echo "FAILED: $sentence"
        tail -n 40 "$work/check.log" | sed 's/^/    /'
        failed=1
        false
    fi
}

is() { # is ACTUAL EXPECTED
    [ "$1" = "$2" ] || { printf 'got       %s\nexpected  %s\n' "$1" "$2"; false; }
}

refused() {
    ! "$@"
}

within() { # within SECONDS COMMAND…: tries until it succeeds; prints what the last try said
    tries=$(($1 * 10))
    shift
    until said=$("$@" 2>&1); do
        tries=$((tries - 1))
        [ "$tries" -gt 0 ] || { echo "$said"; return 1; }
        sleep 0.1
    done
}

# The image ----------------------------------------------------------------------------------------------------------

# What lets podman run without systemd, on hybrid cgroups (crun fails there), below low hard limits, and inside a
# container (no overlay lies on an overlay).
podman_settings() {
    driver=overlay
    [ "$(stat --file-system --format=%T "$work")" != overlayfs ] || driver=vfs
    export CONTAINERS_STORAGE_CONF="$work/storage.conf" CONTAINERS_CONF="$work/containers.conf"
    cat >"$CONTAINERS_STORAGE_CONF" <<END
[storage]
driver = "$driver"
runroot = "$work/run"
graphroot = "$work/graph"
END
    cat >"$CONTAINERS_CONF" <<END
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1000:1000"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
END
}

podman_base() {
    base=docker.io/library/debian:bookworm-slim
    if [ ! -s "$cache/base.tar" ]; then
        mkdir -p "$cache" &&
            mmdebstrap --quiet --variant=minbase bookworm "$cache/base.new.tar" &&
            mv "$cache/base.new.tar" "$cache/base.tar" || return 1
    fi
    podman import --quiet "$cache/base.tar" $base && podman run --rm --network=none $base true
}

find_engine() {
    [ "$(id -u)" = 0 ] || { skip image 'not root'; return 1; }
    require image curl nsenter || return 1
    if docker info >/dev/null 2>&1; then
        engine=docker
        return 0
    fi
    require image podman runc mmdebstrap || return 1
    (cd "$work" && apt-get -q download make) >"$work/apt.log" 2>&1 ||
        { skip image 'no source of packages answers'; return 1; }
    podman_settings
    podman_base >"$work/base.log" 2>&1 ||
        { skip image "podman cannot work here: $(tail -n 1 "$work/base.log")"; return 1; }
    engine=podman
    export IMAGE_BUILD_FLAGS='--isolation chroot --network host --layers=false'
}

# Without a network: the ports are its own, and it can ask nobody.
container_runs() {
    "$engine" run --detach --name "$name" --network=none --read-only --cap-drop=ALL \
        --security-opt=no-new-privileges "$name" || return 1
    within 30 "$engine" exec "$name" /povolani healthcheck || { "$engine" logs "$name"; false; }
}

of_image() { # of_image FORMAT
    "$engine" image inspect --format "$1" "$name"
}

of_container() { # of_container FORMAT
    "$engine" container inspect --format "$1" "$name"
}

of_process() { # of_process FIELD: of /proc/PID/status
    sed -n "s/^$1:[[:space:]]*//p" "/proc/$pid/status"
}

answers() { # answers PATH TEXT: this machine's curl asks in the container's network
    nsenter --net="/proc/$pid/ns/net" curl -sSf -m 60 -o "$work/answer" "http://127.0.0.1:8080$1" &&
        grep -qaF "$2" "$work/answer"
}

image() {
    find_engine || return
    check "the image is built with $engine" env "ENGINE=$engine" "IMAGE=$name" docker/image.sh || return
    check 'it brings its health check' \
        is "$(of_image '{{json .Config.Healthcheck.Test}}')" '["CMD","/povolani","healthcheck"]'
    echo "its size: $(of_image '{{.Size}}' | numfmt --to=si)B"

    check 'it runs, read-only and without capabilities, and becomes healthy' container_runs || return
    pid=$(of_container '{{.State.Pid}}')
    check 'it runs as uid 10001' is "$(of_process Uid)" "$(printf '10001\t10001\t10001\t10001')"
    check 'it has no capability' is "$(of_process CapEff)" 0000000000000000
    check 'it can gain no privilege' is "$(of_process NoNewPrivs)" 1
    check 'its file system is read-only' refused touch "/proc/$pid/root/data/new"
    check 'it holds no shell' refused ls "/proc/$pid/root/bin"
    check 'it answers an occupation' answers /v1/occupations/103332 '"id":"103332"'
    check 'SIGTERM ends it in good time' "$engine" stop -t 20 "$name"
    check 'with exit code 0' is "$(of_container '{{.State.ExitCode}}')" 0
}

# nginx --------------------------------------------------------------------------------------------------------------

# Unpacked where it is not installed: installing it would start a server on port 80 of this machine.
find_nginx() {
    export PATH="$PATH:$cache/nginx/usr/sbin"
    command -v nginx >/dev/null && return
    mkdir -p "$cache/nginx" &&
        (cd "$cache/nginx" && apt-get -q download nginx && dpkg-deb --extract nginx_*.deb .) &&
        nginx -v
}

# The configuration as it is shipped, but for the addresses and the folder it writes to. The workers are to reach that
# folder, so they stay who we are.
nginx_settings() {
    printf 'user %s;\ndaemon off;\n' "$(id -un)"
    sed -e "s|/tmp/|$work/|" -e "s|server povolani:8080;|server unix:$work/povolani.sock;|" \
        -e "s|listen 8080;|listen unix:$work/nginx.sock;|" docker/nginx.conf
}

fetch() { # fetch SOCKET PATH [CURL ARGUMENT…]: prints the status; the head and the body lie in $work
    socket=$1
    target=$2
    shift 2
    curl -sS -m 30 --unix-socket "$work/$socket.sock" -D "$work/$socket.head" -o "$work/$socket.body" \
        -w '%{http_code}' "$@" "http://localhost$target"
}

header() { # header SOCKET NAME
    tr -d '\r' <"$work/$1.head" | sed -n "s/^$2: //ip"
}

up() { # up SOCKET
    is "$(fetch "$1" /v1/dataset)" 200 || { tail -n 5 "$work/$1.log"; false; }
}

same() { # same PATH [CURL ARGUMENT…]: nginx hands through what povolani answers
    is "$(fetch nginx "$@")" "$(fetch povolani "$@")" && cmp "$work/nginx.body" "$work/povolani.body" &&
        for field in ETag Content-Encoding Content-Type Cache-Control Vary Link Dataset-Version; do
            is "$(header nginx "$field")" "$(header povolani "$field")" || return 1
        done
}

problem() { # problem STATUS PATH [CURL ARGUMENT…]
    expected=$1
    shift
    is "$(fetch nginx "$@") $(header nginx Content-Type)" "$expected application/problem+json"
}

proxy() {
    require nginx curl || return
    find_nginx >"$work/find.log" 2>&1 || { skip nginx "$(tail -n 1 "$work/find.log")"; return; }
    nginx_settings >"$work/nginx.conf"
    check 'nginx finds its configuration good' nginx -t -p "$work" -c "$work/nginx.conf" || return
    check 'the program is built' make -s data || return

    build/povolani serve --data build/povolani.db --listen "unix:$work/povolani.sock" --admin 127.0.0.1:0 \
        >"$work/povolani.log" 2>&1 &
    server=$!
    nginx -p "$work" -c "$work/nginx.conf" >"$work/nginx.log" 2>&1 &
    started="$! $server"
    check 'the program answers' within 10 up povolani || return
    check 'nginx answers' within 10 up nginx || return

    card=/v1/occupations/103332
    check 'nginx hands an answer through' same $card
    check 'in gzip too' same $card -H 'Accept-Encoding: gzip'
    check 'that answer was in gzip' is "$(header nginx Content-Encoding)" gzip
    etag=$(header nginx ETag)
    check 'a known ETag is 304' is "$(fetch nginx $card -H 'Accept-Encoding: gzip' -H "If-None-Match: $etag")" 304
    head -c 20000 /dev/zero | tr '\0' x >"$work/long"
    head -c 100000 /dev/zero >"$work/large"
    check 'a target that is too long gets our problem' problem 414 "/v1/occupations?q=$(head -c 9000 "$work/long")"
    check 'headers that are too large get our problem' problem 431 $card -H "X-Long: $(cat "$work/long")"
    check 'a body that is too large gets our problem' \
        problem 413 /v1/match/titles -H 'Content-Type: application/json' --data-binary "@$work/large"
    kill "$server"
    wait "$server"
    check 'SIGTERM ends the program with exit code 0' is $? 0
    check 'nginx then explains that nothing answers' problem 503 $card
}

image
proxy
exit $failed
