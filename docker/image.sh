#!/bin/sh
# Builds the image with docker or podman, whichever works here.
#
# IMAGE              its name (povolani)
# ENGINE             docker or podman (the first that works)
# IMAGE_BUILD_FLAGS  further flags of `build`, as where namespaces are not to be had: --isolation chroot --network host
set -eu
cd "$(dirname "$0")/.."

engine=
candidates=${ENGINE:-docker podman}
for candidate in $candidates; do
    if "$candidate" info >/dev/null 2>&1; then
        engine=$candidate
        break
    fi
done
if [ -z "$engine" ]; then
    echo "image: no container engine works here (tried \`info\` of: $candidates)" >&2
    exit 3
fi

# Podman's own format, OCI, has no place for HEALTHCHECK.
format=
[ "$engine" = docker ] || format='--format docker'

# shellcheck disable=SC2086 # both are lists of flags
exec "$engine" build $format ${IMAGE_BUILD_FLAGS:-} -f docker/Dockerfile -t "${IMAGE:-povolani}" .
