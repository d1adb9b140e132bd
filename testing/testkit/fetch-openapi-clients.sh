#!/bin/sh
# Puts what the tests read our OpenAPI document with (redocly, openapi-typescript, openapi-generator, and what its Python
# clients need) into a cache outside the repository. Run again, it finds them there and says where.
#   testing/testkit/fetch-openapi-clients.sh [FOLDER]     default: $VIGIA_TEST_OPENAPI_HOME, else ~/.cache/vigia/openapi
# npm, pip and Maven get the files and check them by the digests in openapi-clients/ and here; nothing of them is installed.
set -eu

generator=7.25.0
digest=41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae
here="$(cd "$(dirname "$0")/openapi-clients" && pwd)"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/vigia/openapi"
home="${1:-${VIGIA_TEST_OPENAPI_HOME:-$cache}}"
maven="${MAVEN:-mvn}"

# What is asked for, so that a changed pin is fetched anew.
pins="$(cat "$here/requirements.txt" "$here/package-lock.json" | cksum) $digest"
if [ -f "$home/complete" ] && [ "$(cat "$home/complete")" = "$pins" ]; then
    echo "$home"
    exit 0
fi
for tool in "python3 -m pip --version" "npm --version" "$maven --version"; do
    if ! $tool >/dev/null 2>&1; then
        echo "fetch-openapi-clients: '${tool% --version}' is not there (Debian: apt-get install python3-pip npm maven); without it no generated client is tried." >&2
        exit 3
    fi
done

mkdir -p "$(dirname "$home")"
work="$(mktemp -d "$home.XXXXXX")"
trap 'rm -rf "$work"' EXIT INT TERM

mkdir -p "$work/home/node"
cp "$here/package.json" "$here/package-lock.json" "$work/home/node/"
(cd "$work/home/node" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore python3 -m pip install --quiet --no-deps --require-hashes \
    --only-binary=:all: --no-compile --target "$work/home/python" -r "$here/requirements.txt" >&2
"$maven" -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy \
    -Dartifact="org.openapitools:openapi-generator-cli:$generator" -DoutputDirectory="$work/home" >&2
mv "$work/home/openapi-generator-cli-$generator.jar" "$work/home/generator.jar"
echo "$digest  $work/home/generator.jar" | sha256sum --check --quiet >&2

echo "$pins" >"$work/home/complete"
# Another run may have finished first: then its copy is as good as ours.
if [ ! -f "$home/complete" ] || [ "$(cat "$home/complete")" != "$pins" ]; then
    rm -rf "$home"
    mv "$work/home" "$home" 2>/dev/null || true
fi
[ -f "$home/complete" ] || { echo "fetch-openapi-clients: could not write $home" >&2; exit 1; }
echo "$home"
