"""Scores small made-up cases with NAB's own scorer, as fixtures for NabScorerTest.

python make_nab_cases.py FOLDER_OF_NAB > ../resources/io/vigia/models/judge/nab-cases.csv
"""
import random
import sys

sys.path.insert(0, sys.argv[1])
from nab.sweeper import Sweeper  # noqa: E402

PROFILES = {"standard": (1.0, 0.11, 1.0), "reward_low_FP_rate": (1.0, 0.22, 1.0), "reward_low_FN_rate": (1.0, 0.11, 2.0)}


def windows(rng, length):
    found, free = [], 0
    for _ in range(rng.randrange(4)):
        first = free + rng.randrange(1, max(2, length // 5))
        last = first + rng.randrange(1, max(2, length // 8))
        if last >= length:
            break
        found.append((first, last))
        free = last + 1
    return found


def main():
    print("rows,windows,detections," + ",".join(PROFILES))
    rng = random.Random(1)
    for _ in range(60):
        length = rng.choice([20, 47, 100, 400, 6000])
        spans = windows(rng, length)
        rows = sorted(rng.sample(range(length), rng.randrange(0, 8)))
        scores = [1.0 if row in rows else 0.0 for row in range(length)]
        points = []
        for tp, fp, fn in PROFILES.values():
            sweeper = Sweeper(0.15, {"tpWeight": tp, "fpWeight": fp, "fnWeight": fn})
            _, row = sweeper.scoreDataSet(list(range(length)), scores, spans, "case", 1.0)
            points.append(repr(float(row.score)))
        print("%d,%s,%s,%s" % (length, " ".join("%d-%d" % span for span in spans), " ".join(map(str, rows)), ",".join(points)))


main()
