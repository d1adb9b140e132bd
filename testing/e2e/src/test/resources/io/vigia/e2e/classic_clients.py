"""Calls the classic calls as the client programs of the former Flask service do; its base address ends in a slash."""

import sys
import urllib.parse
import urllib.request

BASE = sys.argv[1]
VALUES = [72, 73.5, 95]


def with_urllib():
    for value in VALUES:
        query = urllib.parse.urlencode({"dato": value})
        with urllib.request.urlopen(f"{BASE}/nuevo?{query}", timeout=60) as answer:
            assert answer.status == 200, answer.status
        form = urllib.parse.urlencode({"dato": value, "sensor": "urllib"}).encode()
        with urllib.request.urlopen(f"{BASE}/detectar/", data=form, timeout=60) as answer:
            assert answer.status == 200, answer.status
    for path in ("/listar", "/", ""):
        urllib.request.urlopen(BASE + path, timeout=60).read()


def with_requests():
    import requests

    session = requests.Session()
    for value in VALUES:
        session.get(f"{BASE}/nuevo", params={"dato": value}, timeout=60).raise_for_status()
        session.post(f"{BASE}/detectar", data={"dato": value}, timeout=60).raise_for_status()
    session.get(f"{BASE}/nuevo", params={"dato": 1}, headers={"Host": "vigia_gateway:4000"}, timeout=60).raise_for_status()
    session.get(f"{BASE}/borrar", timeout=60).raise_for_status()


with_urllib()
try:
    with_requests()
except ImportError:
    print("requests is not installed")
