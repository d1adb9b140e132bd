# shellcheck shell=sh
# Sourced by the scripts beside it that put tools of tests into a cache outside the repository, whole or not at all:
# found_or_begin …, then fetches into "$(fetched)", then finish.

# Ends with success if the cache has it, else begins:
#   found_or_begin NAME HOME PINS PACKAGES WITHOUT COMMAND…
# NAME is for messages, HOME the folder in the cache, PINS what is asked for, so that a changed pin is fetched anew. Each COMMAND must
# work; PACKAGES bring them, and WITHOUT says what is left out if one does not.
found_or_begin() {
    name="$1" home="$2" pins="$3" packages="$4" without="$5"
    shift 5
    if [ -f "$home/complete" ] && [ "$(cat "$home/complete")" = "$pins" ]; then
        echo "$home"
        exit 0
    fi
    for tool in "$@"; do
        if ! $tool >/dev/null 2>&1; then
            echo "$name: '${tool% --version}' is not there (Debian: apt-get install $packages); without it $without." >&2
            exit 3
        fi
    done
    mkdir -p "$(dirname "$home")"
    work="$(mktemp -d "$home.XXXXXX")"
    trap 'rm -rf "$work"' EXIT INT TERM
    mkdir -p "$work/home"
}

# The folder to fetch into.
fetched() {
    printf '%s\n' "$work/home"
}

# Checked by the digests in requirements.txt of a folder; nothing of it is run or installed.
fetch_python() {
    PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore python3 -m pip install --quiet --no-deps --require-hashes \
        --only-binary=:all: --no-compile --target "$work/home/python" -r "$1/requirements.txt" >&2
}

# The same of package-lock.json.
fetch_node() {
    mkdir -p "$work/home/node"
    cp "$1/package.json" "$1/package-lock.json" "$work/home/node/"
    (cd "$work/home/node" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2)
}

# Moves it into the cache and says where that is.
finish() {
    echo "$pins" >"$work/home/complete"
    # Another run may have finished first: then its copy is as good as ours.
    if [ ! -f "$home/complete" ] || [ "$(cat "$home/complete")" != "$pins" ]; then
        rm -rf "$home"
        mv "$work/home" "$home" 2>/dev/null || true
    fi
    [ -f "$home/complete" ] || { echo "$name: could not write $home" >&2; exit 1; }
    echo "$home"
}
