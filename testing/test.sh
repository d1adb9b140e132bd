#!/usr/bin/env bash
# What ./vigia test runs (testing/test.sh --help).     Wants JAVA_HOME, and Maven on the PATH or in MAVEN.
# Maven builds everything once; then the tests run in three lanes beside each other, each a Maven, since most of them wait more than they
# compute. A lane goes on after a failure, and what decides in the end are the reports that the tests wrote.
set -euo pipefail
cd "$(dirname "$0")/.."

readonly OUT=target/test
readonly CHECKS="$OUT/checks"
# The modules that start most; all others are one more lane.
readonly LANES=(testing/e2e cli)

usage() {
    cat <<'HELP'
Usage: ./vigia test [--quick | --explore [--seed N] | --containers] [MAVEN OPTION…]

Builds and runs every test: formatting, scripts, workflows, Dockerfiles, the page's JavaScript, then all modules with real brokers, Redis and a browser.
Aim: 12 minutes on two quiet cores.

  --quick       everything that needs neither a broker nor a browser; aim: 3 minutes
  --explore     the property tests alone, with new seeds and ten times as many cases
  --seed N      with --explore: begins with this seed, which a failure named
  --containers  builds the images and tests them; aim: 15 minutes; as root it starts its own container engine where there is none
  --help        this text

What it needs and can't find comes first, with what is skipped for it; with CI=true that is a failure. All modules are tested,
whatever fails. The last lines are why tests were skipped, how many passed, failed and were skipped, and what failed.
With options for Maven, only what they say is built and tested:

  ./vigia test -pl libs/service-runtime -am -Dtest=AccessTest -Dsurefire.failIfNoSpecifiedTests=false

Exit code: 0 if all passed, 1 if something failed, 2 for a usage error.
HELP
}

refuse() {
    printf "vigia test: %s; './vigia test --help' lists what is valid\n" "$1" >&2
    exit 2
}

say() {
    printf 'vigia test: %s\n' "$1" >&2
}

# One line of the report: note passed|failed|skipped WHAT [WHY]
note() {
    printf '%s\t%s\t%s\n' "$1" "$2" "${3:-}" >>"$CHECKS"
}

# In CI what can't be had is a failure: lacks WHAT WHY
lacks() {
    if [ "${CI:-}" = true ]; then note failed "$1" "$2"; else note skipped "$1" "$2"; fi
}

# Names what is missing before anything runs; prints nothing if nothing is: need COMMAND… -- PACKAGE WHAT-IS-SKIPPED
missing=()
need() {
    local command
    while [ "$1" != -- ]; do
        command="$1"
        shift
        if ! command -v "$command" >/dev/null 2>&1; then
            missing+=("$(printf '%-22s %s' "$command ($3)" "$4")")
            return
        fi
    done
}

list_needs() {
    need shellcheck -- shellcheck "the check of all scripts"
    need chromium -- chromium "the live page in a browser"
    need chromedriver -- chromium-driver "the live page in a browser"
    need prometheus -- prometheus "the queries of dashboards and alerts"
    need kcat -- kcat "the example consumer in shell"
    need jq -- jq "the example consumer in shell, and scaling on lag"
    need node -- nodejs "the tests of the page's JavaScript, the example consumer for Node, and openapi.json in other programs"
    need npm -- npm "the check of the page's JavaScript, all example consumers, the check of asyncapi.yaml, and openapi.json in other programs"
    need faketime -- faketime "a clock that is set by an hour"
    PATH=$PATH:/usr/sbin need haproxy -- haproxy "the gateway's routes"
    need python3 -- python3 "the example consumers; without Docker also all tests with Redis"
    if ! python3 -m pip --version >/dev/null 2>&1; then
        missing+=("$(printf '%-22s %s' "pip (python3-pip)" "the example consumers, the check of workflows and Dockerfiles; without Docker also all tests with Redis")")
    fi
    [ -n "${NAB_HOME:-}" ] || missing+=("$(printf '%-22s %s' NAB_HOME "published scores of the Numenta benchmark; names a copy of github.com/numenta/NAB")")
    [ -d ../shared/models/keras-temperature-24 ] ||
        missing+=("$(printf '%-22s %s' "a user's Keras model" "its predictions; looked for in shared/models/keras-temperature-24 beside this folder")")
    [ "${#missing[@]}" -gt 0 ] || return 0
    say "not found here (as packages of Debian: .ci/run installs them), and skipped for it:"
    printf '  %s\n' "${missing[@]}" >&2
}

check_scripts() {
    command -v shellcheck >/dev/null || { lacks "scripts (shellcheck)" "shellcheck is not installed"; return; }
    if shellcheck -x vigia .ci/run .ci/*.sh .github/*.sh testing/*.sh testing/testkit/*.sh containers/*.sh containers/files/* \
        containers/stand-ins/kafka-start containers/stand-ins/*.sh compose/redis/*.sh swarm/*.sh swarm/redis/*.sh examples/*.sh; then
        note passed "scripts (shellcheck)"
    else
        note failed "scripts (shellcheck)" "see $OUT/checks.log"
    fi
}

check_deployment() {
    local linters
    if ! linters="$(.ci/fetch-linters.sh)"; then
        lacks "workflows and Dockerfiles" "actionlint and hadolint can't be had, see $OUT/checks.log"
        return
    fi
    # Stand-ins stand on an image of this machine alone, which has no versions.
    if "$linters/actionlint" .github/workflows/*.yml && "$linters/hadolint" containers/*Dockerfile &&
        "$linters/hadolint" --ignore DL3006 containers/stand-ins/*.Dockerfile; then
        note passed "workflows and Dockerfiles (actionlint, hadolint)"
    else
        note failed "workflows and Dockerfiles (actionlint, hadolint)" "see $OUT/checks.log"
    fi
}

check_format() {
    if "$maven" -B -ntp -q spotless:check; then
        note passed "formatting (spotless)"
    else
        note failed "formatting (spotless)" "'mvn spotless:apply' mends it; see $OUT/checks.log"
    fi
}

# The page's modules, and their pure parts under Node; beside each other in a folder that says that they are modules.
check_page() {
    local assets=query-api/src/main/resources/io/vigia/query/assets tests=query-api/src/test/page eslint folder=target/page
    if ! eslint="$(.ci/fetch-eslint.sh)"; then
        lacks "the page's JavaScript (ESLint)" "ESLint can't be had, see $OUT/checks.log"
    elif "$eslint/node/node_modules/.bin/eslint" --config "$eslint/node/eslint.config.mjs" "$assets" "$tests"; then
        note passed "the page's JavaScript (ESLint)"
    else
        note failed "the page's JavaScript (ESLint)" "see $OUT/checks.log"
    fi
    if ! command -v node >/dev/null; then
        lacks "the page's JavaScript (node --test)" "node is not installed"
        return
    fi
    rm -rf "$folder"
    mkdir -p "$folder"
    cp "$assets"/*.js "$tests"/*.js "$folder/"
    echo '{"type": "module"}' >"$folder/package.json"
    if (cd "$folder" && node --test .); then
        note passed "the page's JavaScript (node --test)"
    else
        note failed "the page's JavaScript (node --test)" "see $OUT/checks.log"
    fi
}

run_checks() {
    check_scripts
    check_page
    check_deployment
    check_format
}

# Servers and clients that tests want; who finds none says so.
fetch() {
    testing/testkit/fetch-redis.sh || true
    testing/testkit/fetch-clients.sh || true
    testing/testkit/fetch-telegraf.sh || true
    MAVEN="$maven" testing/testkit/fetch-openapi-clients.sh || true
}

# Shows each class as it ends; the rest is in a file.
show() {
    tee "$1" | grep --line-buffered -E '^\[(INFO|WARNING|ERROR)\].* Tests run: .* in |^\*\*\* NOT RUN|^\[ERROR\] (COMPILATION|.*\.java:\[)|BUILD FAILURE' || true
}

# The tests of some modules over what was built: lane NAME PACKAGES MODULES [MAVEN OPTION…]
lane() {
    local began=$SECONDS
    # Modules that the lane only needs are not tested in it: no class of theirs is in its packages.
    if "$maven" -B -ntp --fail-at-end -pl "$3" -am test "${@:4}" "${options[@]}" -Dmaven.main.skip=true \
        -Dmaven.compiler.useIncrementalCompilation=false -Dtest="$2" -Dsurefire.failIfNoSpecifiedTests=false 2>&1 \
        | show "$OUT/$1.log"; then
        say "$1: all tests ran, in $((SECONDS - began)) s"
    else
        note failed "the tests of $1 ended early" "see $OUT/$1.log"
    fi
}

# All modules in lanes.
run_lanes() {
    local module name others="io/vigia/**/*Test" modules
    modules="$(sed -n 's|.*<module>\(.*\)</module>.*|\1|p' pom.xml)"
    for module in "${LANES[@]}"; do
        name="${module##*/}"
        lane "$name" "io/vigia/$name/**/*Test" "$module" &
        others="$others,!io/vigia/$name/**/*Test"
        modules="$(grep -vx "$module" <<<"$modules")"
    done
    lane others "$others" "$(paste -sd, - <<<"$modules")" -T 2 &
    wait
}

build() {
    say "building with JDK $("$JAVA_HOME/bin/java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p'); the log is $OUT/build.log"
    if ! "$maven" -B -ntp --fail-at-end -T 2 package -DskipTests 2>&1 | show "$OUT/build.log"; then
        note failed "the build" "see $OUT/build.log"
    fi
}

# Everything, or everything without brokers and browsers.
run_all() {
    list_needs
    fetch >"$OUT/fetch.log" 2>&1 &
    build
    wait
    run_checks >"$OUT/checks.log" 2>&1 &
    run_lanes
    wait
}

# What options of Maven's own say.
run_some() {
    fetch >"$OUT/fetch.log" 2>&1
    if ! "$maven" -B -ntp --fail-at-end verify "${options[@]}" "$@" 2>&1 | show "$OUT/build.log"; then
        note failed "Maven's run" "see $OUT/build.log"
    fi
}

main() {
    local mode=all seed=""
    while [ $# -gt 0 ]; do
        case "$1" in
            --help | -h) usage; exit 0 ;;
            --quick | --explore | --containers)
                [ "$mode" = all ] || refuse "--$mode and $1 can't be combined"
                mode="${1#--}"
                ;;
            --seed)
                [[ "${2:-}" =~ ^-?[0-9]+$ ]] || refuse "--seed is '${2:-}'; it must be a whole number"
                seed="$2"
                shift
                ;;
            -*) break ;;
            *) refuse "'$1' is not an option" ;;
        esac
        shift
    done
    [ -z "$seed" ] || [ "$mode" = explore ] || refuse "--seed is for --explore"
    maven="${MAVEN:-mvn}"
    [ "$mode" != containers ] || MAVEN="$maven" exec containers/test.sh "$@"

    # Of all that runs beside this script; what runs in the background ignores Ctrl-C by itself.
    trap 'trap - INT TERM; kill 0' INT TERM
    rm -rf "$OUT"
    mkdir -p "$OUT"
    : >"$CHECKS"
    find . -path '*/target/surefire-reports' -prune -exec rm -rf {} +
    # A failure of a test ends nothing: the report decides.
    options=(-Dmaven.test.failure.ignore=true)
    local expect=()
    case "$mode" in
        explore)
            seed="${seed:-$(date +%s)}"
            say "exploring with seed $seed"
            options+=(-Dgroups=property "-Dvigia.property.seed=$seed" -Dvigia.property.times=10 -Dsurefire.failIfNoSpecifiedTests=false)
            run_some "$@"
            ;;
        quick)
            options+=(-Dvigia.quick=true)
            run_all
            expect=(--expect-all)
            ;;
        all)
            if [ $# -gt 0 ]; then
                run_some "$@"
            else
                run_all
                expect=(--expect-all)
            fi
            ;;
    esac
    "$JAVA_HOME/bin/java" testing/TestReport.java "${expect[@]+"${expect[@]}"}" . "$CHECKS" | tee "$OUT/report"
}

main "$@"
