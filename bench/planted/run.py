#!/usr/bin/env python3
"""Plants, anonymises, searches.

    run.py HEED [--files 500] [--values 10000] [--seed 1] [--folder DIR] [--look-in 5] [--verbose]

HEED is the program (build/release/heed). Every 5th of the inputs (--look-in) is searched, too: a searcher that does not find
what was planted there would prove nothing. Prints the table, and fails when anything is left or was not seen.
"""
import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter

import register
import search

HERE = os.path.dirname(os.path.abspath(__file__))


def main():
    a = argparse.ArgumentParser()
    a.add_argument("heed")
    a.add_argument("--files", type=int, default=500)
    a.add_argument("--values", type=int, default=10000)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--folder")
    a.add_argument("--look-in", type=int, default=5)
    a.add_argument("--verbose", action="store_true")
    args = a.parse_args()
    folder = args.folder or tempfile.mkdtemp(prefix="planted-")
    subprocess.run([sys.executable, os.path.join(HERE, "plant.py"), folder, "--files", str(args.files), "--values", str(args.values), "--seed", str(args.seed)], check=True)
    out = {}
    table = os.path.join(folder, "register.csv")
    for kind in ("in", "clean", "refuse"):
        source = os.path.join(folder, kind)
        target = os.path.join(folder, "out-" + kind)
        os.makedirs(target, exist_ok=True)
        files = [os.path.join(source, f) for f in sorted(os.listdir(source))]
        start = time.time()
        done = subprocess.run([args.heed, "anonymise", *files, "--register", table, "-o", target], capture_output=True, text=True)
        seconds = time.time() - start
        size = sum(map(os.path.getsize, files))
        print("anonymise %s: exit %d, %d of %d files written, %.1f s, %.2f MB/s of packed files" % (kind, done.returncode, len(os.listdir(target)), len(files), seconds, size / 1e6 / seconds))
        if (done.returncode != 0) != (kind == "refuse") or args.verbose:
            print((done.stderr or done.stdout)[:4000])
        out[kind] = target
    with open(table, encoding="utf-8", newline="") as f:
        rows = list(csv.reader(f))[1:]
    truth = json.load(open(os.path.join(folder, "truth.json"), encoding="utf-8"))
    index = search.Index(rows, {a + " " + b for a, b in register.EVERYDAY})
    wrongly = os.listdir(out["refuse"])
    found, by_place, planted_by = [], Counter(), Counter()
    missing = [n for n in truth if not os.path.exists(os.path.join(out["in"], n))]
    unseen = 0
    for name, planted in truth.items():
        for t in planted:
            planted_by[t["place"]] += 1
        before = open(os.path.join(folder, "in", name), "rb").read()
        if int(name[:5]) % args.look_in == 0:
            seen = {(x[1], x[4]) for x in search.left(before, name, planted, index)}
            blind = [t for t in planted if not t["weak"] and len(register.compact(t["text"])) >= 5 and (t["place"], t["text"]) not in seen]
            unseen += len(blind)
            if args.verbose:
                for t in blind:
                    print("not seen in the input:", t["place"], t["form"], t["how"], ascii(t["text"]))
        if name in missing:
            continue
        for x in search.left(open(os.path.join(out["in"], name), "rb").read(), name, planted, index):
            found.append((name,) + x)
            by_place[x[1]] += 1
    strong = sum(not t["weak"] for x in truth.values() for t in x)
    print("planted: %d values (%d strong forms) in %d kinds of place over %d files" % (sum(map(len, truth.values())), strong, len(planted_by), len(truth)))
    print("the searcher did not see %d plantings in the inputs it was tried on" % unseen)
    print("not written: %d files" % len(missing))
    print("written though a part could not be read: %d" % len(wrongly))
    print("left: %d" % len(found))
    for place, n in by_place.most_common():
        print("  %4d  %s" % (n, place))
    for x in found[:40 if not args.verbose else 400]:
        print("   ", " | ".join(map(str, x)))
    return 1 if found or missing or wrongly or unseen else 0


if __name__ == "__main__":
    sys.exit(main())
