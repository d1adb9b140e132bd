#!/usr/bin/env bash
# What ./vigia test --containers runs: an engine, base images, our images, and the tests against them.
#   containers/test.sh [WHAT MAVEN IS TOLD…]      wants JAVA_HOME, and Maven on the PATH or in MAVEN
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
cd "$root"
# shellcheck source=containers/engine.sh
. containers/engine.sh
# shellcheck source=containers/stand-ins.sh
. containers/stand-ins.sh
readonly DEBIAN=vigia-stand-in/debian
readonly IMAGES=(ingest-api stream-detector query-api notifier tools)

# The public names are said once, where they are used: image_of PART-OF-ITS-NAME
image_of() {
    docker compose -f compose/compose.yaml config --images | grep -E "(^|/)$1:" | head -n 1
}

name_images() {
    JRE="$(sed -n 's/^ARG JRE=//p' containers/Dockerfile | head -n 1)"
    KAFKA="$(image_of kafka)"
    REDIS="$(image_of redis)"
    HAPROXY="$(image_of haproxy)"
    PROMETHEUS="$(image_of prometheus)"
}

build_images() {
    local image
    for image in "${IMAGES[@]}"; do
        say "building vigia/$image"
        build_image -q -f containers/Dockerfile --target "$image" --build-arg "JRE=$JRE" \
            --build-arg "REVISION=$(git rev-parse HEAD 2>/dev/null || echo unknown)" -t "vigia/$image" . >/dev/null
    done
    say "building vigia/e2e"
    build_image -q -f containers/e2e.Dockerfile --build-arg "JRE=$JRE" -t vigia/e2e . >/dev/null
    # What builds before this one left.
    docker image prune -f >/dev/null
}

# What our layers add to the JRE, in MB.
sizes() {
    local image base size
    base="$(docker image inspect --format '{{.Size}}' "$JRE")"
    for image in "${IMAGES[@]}"; do
        size="$(docker image inspect --format '{{.Size}}' "vigia/$image")"
        printf '%s %s MB ' "$image" $(((size - base) / 1000000))
    done
    echo "on top of the JRE"
}

main() {
    trap stop_engine EXIT
    trap 'exit 130' INT TERM
    start_engine
    find_compose
    name_images
    say "laying out the images"
    containers/stage.sh --e2e
    base_images
    build_images
    say "sizes: $(sizes)"
    say "building the version that people update from (a few minutes, once a machine)"
    local former status=0
    former="$(testing/testkit/build-former.sh)" || status=$?
    if [ "$status" -ne 0 ]; then
        # A checkout without history can't have it, in CI neither; our workflow fetches all of it.
        [ "$status" -eq 3 ] || [ -z "${CI:-}" ] || fail "the version that people update from can't be built (see above)"
        say "NOT CHECKED: a rolling update from the former version (see above)"
        former=""
    fi
    say "testing"
    local checks=target/containers/checks
    find . -path '*/target/surefire-reports' -prune -exec rm -rf {} +
    mkdir -p target/containers
    : >"$checks"
    # What was staged is not compiled again; a failure of a test ends nothing, as the report decides.
    "${MAVEN:-mvn}" -B -ntp -pl testing/e2e -am test -DforkCount=1 -Dgroups=containers -De2e.excluded=none \
        -Dmaven.main.skip=true -Dmaven.compiler.useIncrementalCompilation=false -Dmaven.test.failure.ignore=true \
        -Dvigia.haproxy="$HAPROXY" -Dvigia.former.jar="$former" "$@" || printf "failed\tMaven's run\tsee above\n" >>"$checks"
    say "not checked here: Grafana (left out of what is started), and images for arm64"
    case " $* " in
        *" -Dvigia.restore=true "*) ;;
        *) say "not checked here: restoring a backup of volumes (-Dvigia.restore=true, four minutes more)" ;;
    esac
    local image stood_in=()
    for image in "$JRE" "$KAFKA" "$REDIS" "$HAPROXY" "$PROMETHEUS"; do
        ! is_stand_in "$image" || stood_in+=("$image")
    done
    [ "${#stood_in[@]}" -eq 0 ] || say "checked with stand-ins, not with the images themselves: ${stood_in[*]}"
    "$JAVA_HOME/bin/java" testing/TestReport.java . "$checks" | tee target/containers/report
}

main "$@"
