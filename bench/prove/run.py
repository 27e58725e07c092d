#!/usr/bin/env python3
"""Speed of `heed prove` beside ripgrep with the same list, whole processes on one core (unless --all-cores), in one run.

    run.py HEED VARIANTS [--values 10000] [--megabytes 32] [--rounds 5] [--all-cores] [--folder DIR]

HEED is build/release/heed, VARIANTS build/release/heed_variants (cmake --build build/release --target heed heed_variants).
Makes a register of 10,000 invented values and texts of a report's words that hold none of them, and a few of them. Then
times, turn by turn, `heed prove` and `rg -F -f`, with and without `-i`: with the list of the values as they are, and with
the list of their variants, which is what Heed searches for (Heed also folds diacritics, divided and glued words, looks for
slips of the pen, unknown capitals and rare facts, and hashes the file). Prints the median with the fastest and the slowest, and
the ratio of medians (above 1: Heed is faster) with the least and the most of the ratios turn by turn.
"""
import argparse
import csv
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "planted"))
import register  # noqa: E402

COMMON = ("the of and to a in was that she he her for on with had it as by at not from be were this which have or but they his been are an would who their there after when what about more him "
          "has no if out said will one all so up into than them can only other some could time these two may then do first any my now such like our over me even most made also did many before must "
          "through years where much your way well down should because each just those people how too little state good very make world still own see men work long get here between both life being under "
          "never day same another know while last might us great old year off come since against go came right used take three").split()
REPORT = ("police officer attended address incident injury assessment referral agency practitioner surgery appointment housing support safeguarding children school medium standard risk disclosure partner "
          "relationship separation contact message telephone hospital ward discharge mental health alcohol advocate conference multi-agency information shared record policy procedure supervision training "
          "recommendation action plan evidence learning finding chronology panel chair author commissioned statutory guidance coercive controlling behaviour economic abuse threat weapon neighbour witness "
          "statement court order bail breach solicitor application tenancy arrears benefit employment colleague midwife visitor nursery appointment missed letter reminder consultation medication prescription").split()
NAMES = "Amara Felix Tegwen Rosalind Dominic Oksana Bartosz Nirmala Kwabena Hodan Okoro Pemberton Llewellyn Gallagher Walczak Chowdhury Mensah Whitcombe Lisbane".split()
PLACES = "Westbrook Northcliffe Oldham Ferrybridge Kingsmead Hallgate Brindlewood".split()


def text(size, rng, values=(), every=0):
    """A report's prose: sentences, paragraphs, names, dates, numbers, a few accents and curly quotes."""
    out, length, since = [], 0, 0
    months = register.MONTHS
    while length < size:
        words = []
        for i in range(rng.randint(6, 28)):
            x = rng.random()
            if x < 0.55:
                w = rng.choice(COMMON)
            elif x < 0.92:
                w = rng.choice(REPORT)
            elif x < 0.95:
                w = rng.choice(NAMES)
            elif x < 0.96:
                w = rng.choice(PLACES)
            elif x < 0.97:
                w = "%d %s %d" % (rng.randint(1, 28), rng.choice(months), rng.randint(1850, 1900))
            elif x < 0.975:
                w = str(rng.randint(1, 400))
            elif x < 0.98:
                w = "(%s)" % rng.choice(REPORT)
            elif x < 0.985:
                w = "Adult " + rng.choice("ABCDEF")
            elif x < 0.99:
                w = rng.choice(["Zoë’s", "Siân", "“" + rng.choice(REPORT) + "”", "café", "–"])
            else:
                w = rng.choice(REPORT) + ","
            words.append(w)
        s = " ".join(words)
        s = s[0].upper() + s[1:] + rng.choice([". ", ". ", ".\n", "; "])
        out.append(s)
        n = len(s.encode())
        length += n
        since += n
        if every and since >= every:
            since = 0
            v = rng.choice(values)
            out.append("It was recorded that %s was there. " % v)
    return "".join(out)


def once(pinned, command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(pinned + command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.returncode


def main():
    a = argparse.ArgumentParser()
    a.add_argument("heed")
    a.add_argument("variants")
    a.add_argument("--values", type=int, default=10000)
    a.add_argument("--megabytes", type=float, default=32)
    a.add_argument("--rounds", type=int, default=5)
    a.add_argument("--all-cores", action="store_true")
    a.add_argument("--folder")
    args = a.parse_args()
    folder = args.folder or tempfile.mkdtemp(prefix="prove-")
    os.makedirs(folder, exist_ok=True)
    path = lambda name: os.path.join(folder, name)
    rows = register.make(args.values, 1)
    with open(path("register.csv"), "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f)
        w.writerow(["person", "kind", "value", "replacement"])
        w.writerows(rows)
    values = [r[2] for r in rows if r[1] != "pseudonym"]
    with open(path("values.list"), "w", encoding="utf-8") as f:
        f.write("\n".join(values) + "\n")
    # ripgrep stops at the first hit in a line: short and weak variants, which stand in every line, would spare it the work.
    every = subprocess.run([args.variants, path("register.csv")], stdout=subprocess.PIPE, check=True).stdout.decode().split("\n")
    with open(path("variants.list"), "w", encoding="utf-8") as f:
        f.write("\n".join(v for v in every if len(v) >= 5) + "\n")
    with open(path("clean.txt"), "w", encoding="utf-8") as f:
        f.write(text(int(args.megabytes * 1e6), random.Random(2)))
    with open(path("few.txt"), "w", encoding="utf-8") as f:
        f.write(text(int(args.megabytes * 1e6), random.Random(3), values, 20000))
    with open(path("small.txt"), "w", encoding="utf-8") as f:
        f.write(text(200000, random.Random(4)))
    lines = sum(1 for _ in open(path("variants.list"), encoding="utf-8"))
    print("%d values, %d variants; %s" % (len(values), lines, subprocess.run(["rg", "--version"], capture_output=True, text=True).stdout.split("\n")[0]))
    pinned = [] if args.all_cores or not shutil.which("taskset") else ["taskset", "-c", "0"]
    for name in ("clean.txt", "few.txt", "small.txt"):
        size = os.path.getsize(path(name)) / 1e6
        rg = ["rg", "-j1", "-c"]
        tools = {"heed prove": [args.heed, "prove", path(name), "--register", path("register.csv")]}
        for shown, options, which in (("rg -F -f values", ["-F"], "values"), ("rg -i -F -f values", ["-i", "-F"], "values"),
                                      ("rg -F -f variants", ["-F"], "variants"), ("rg -i -F -f variants", ["-i", "-F"], "variants")):
            tools[shown] = rg + options + ["-f", path(which + ".list"), path(name)]
        times, processor, codes = {k: [] for k in tools}, {k: [] for k in tools}, {}
        for turn in range(args.rounds + 1):
            for k, command in list(tools.items()):
                if turn > 2 and times[k] and min(times[k]) > 5:
                    continue  # slow peers are timed twice
                seconds, cpu, codes[k] = once(pinned, command)
                if turn:  # the first warms the caches
                    times[k].append(seconds)
                    processor[k].append(cpu)
                if codes[k] == 2:
                    print("  %s refuses this list" % k)
                    del tools[k]
        print("\n%s, %.1f MB, %d turns (exit codes %s)" % (name, size, args.rounds, ", ".join(str(codes[k]) for k in tools)))
        ours = times["heed prove"]
        for k in tools:
            t = times[k]
            m = statistics.median(t)
            ratios = [x / o for x, o in zip(t, ours)]
            beside = "" if k == "heed prove" else "   heed is %.2f times as fast (%.2f to %.2f)" % (m / statistics.median(ours), min(ratios), max(ratios))
            print("  %-22s %7.3f s (%.3f to %.3f), %.3f s of processor %8.1f MB/s%s" % (k, m, min(t), max(t), statistics.median(processor[k]), size / m, beside))
    return 0


if __name__ == "__main__":
    sys.exit(main())
