#!/bin/sh
# Builds the version that people update from (the commit in testing/testkit/former-version) into a cache outside the repository, once a
# machine, and says where its vigia.jar is. For the test of a rolling update.
#   testing/testkit/build-former.sh      wants JAVA_HOME, Maven on the PATH or in MAVEN, and the commit in the history
set -eu
cd "$(dirname "$0")/../.."

commit="$(cat testing/testkit/former-version)"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/vigia/versions"
home="$cache/$commit"

if [ -f "$home/vigia.jar" ]; then
    echo "$home/vigia.jar"
    exit 0
fi
if ! git cat-file -e "$commit^{commit}" 2>/dev/null; then
    # A shallow checkout, as CI systems make: this commit alone is enough.
    git fetch -q --depth=1 origin "$commit" 2>/dev/null || true
fi
if ! git cat-file -e "$commit^{commit}" 2>/dev/null; then
    echo "build-former: the history lacks $commit, which is updated from; in a clone 'git fetch --unshallow' fetches it." >&2
    exit 3
fi

mkdir -p "$cache"
work="$(mktemp -d "$cache/building.XXXXXX")"
trap 'rm -rf "$work"' EXIT INT TERM
mkdir "$work/source" "$work/home"
git archive "$commit" | tar -x -C "$work/source"
if ! (cd "$work/source" && "${MAVEN:-mvn}" -B -ntp -q -pl cli -am package -Dmaven.test.skip=true) >"$work/log" 2>&1; then
    tail -n 20 "$work/log" >&2
    echo "build-former: $commit, which is updated from, can't be built." >&2
    exit 1
fi
cp -R "$work/source/cli/target/lib" "$work/home/"
cp "$work/source/cli/target/vigia.jar" "$work/home/"
# Another run may have finished first: then its copy is as good as ours.
[ -e "$home" ] || mv "$work/home" "$home" 2>/dev/null || true
[ -f "$home/vigia.jar" ] || { echo "build-former: could not write $home" >&2; exit 1; }
echo "$home/vigia.jar"
