#!/bin/sh
# Puts what the tests read our OpenAPI document with (redocly, openapi-typescript, openapi-generator, and what its Python
# clients need) into a cache outside the repository. Run again, it finds them there and says where.
#   testing/testkit/fetch-openapi-clients.sh [FOLDER]     default: $VIGIA_TEST_OPENAPI_HOME, else ~/.cache/vigia/openapi
# npm, pip and Maven get the files and check them by the digests in openapi-clients/ and here; nothing of them is installed.
set -eu

generator=7.25.0
digest=41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae
here="$(cd "$(dirname "$0")" && pwd)"
clients="$here/openapi-clients"
maven="${MAVEN:-mvn}"
# shellcheck source=/dev/null
. "$here/fetch-into-cache.sh"

found_or_begin fetch-openapi-clients "${1:-${VIGIA_TEST_OPENAPI_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/vigia/openapi}}" \
    "$(cat "$clients/requirements.txt" "$clients/package-lock.json" | cksum) $digest" \
    "python3-pip npm maven" "no generated client is tried" "python3 -m pip --version" "npm --version" "$maven --version"
fetch_node "$clients"
fetch_python "$clients"
"$maven" -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy \
    -Dartifact="org.openapitools:openapi-generator-cli:$generator" -DoutputDirectory="$(fetched)" >&2
mv "$(fetched)/openapi-generator-cli-$generator.jar" "$(fetched)/generator.jar"
echo "$digest  $(fetched)/generator.jar" | sha256sum --check --quiet >&2
finish
