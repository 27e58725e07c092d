#!/usr/bin/env python3
"""Public pages under load: different searches, none of them kept, and kept pages, from a second process on the same cores.

Usage: bench/library/load.py LIBRARY [--heed PROGRAM] [--queries FILE] [--rates 300 3000] [--seconds 20] [--rounds 3] [--connections 32]
LIBRARY is a library.db; the queries are those that generate.py wrote beside its reports (KIND<TAB>QUERY<TAB>FILTER…), or, without
them, words of the library's own. Requests are due at a fixed rate, and time counts from when each was due. Each address is asked once
in quiet first, and an answer under load that differs from that by a byte is counted. Prints a line for each round.
"""
import argparse
import json
import os
import re
import subprocess
import tempfile
import urllib.parse
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, "../.."))


def searches(args, base):
    if args.queries:
        out = []
        with open(args.queries, encoding="utf-8") as file:
            for line in file:
                _, query, *filters = line.rstrip("\n").split("\t")
                fields = [("q", query)] + [("f-" + f.split("=", 1)[0], f.split("=", 1)[1]) for f in filters]
                out.append("/search?" + urllib.parse.urlencode(fields))
        return list(dict.fromkeys(out))
    words = {}
    for path in kept(base):
        page = urllib.request.urlopen(base + path).read().decode()
        for word in re.findall(r"[a-z]{5,12}", re.sub(r"<[^>]*>", " ", page).lower()):
            words[word] = words.get(word, 0) + 1
    common = sorted(words, key=lambda w: -words[w])[:300]
    pairs = [f"{a} {b}" for a, b in zip(common, common[7:])]
    return ["/search?" + urllib.parse.urlencode({"q": q}) for q in common + pairs]


def kept(base):
    """Addresses of pages that are kept: what the front page and the list of tables lead to."""
    out = ["/", "/learning", "/progress", "/feed.atom", "/learning/fields"]
    for path in ("/", "/learning"):
        page = urllib.request.urlopen(base + path).read().decode()
        out += re.findall(r'href="(/(?:published|learning)/[^"#?]+)"', page)
    return list(dict.fromkeys(out))[:120]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("library")
    parser.add_argument("--heed", default=os.path.join(ROOT, "build/release/heed"))
    parser.add_argument("--queries")
    parser.add_argument("--rates", nargs=2, type=float, default=[300, 3000])
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=32)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        load = os.path.join(folder, "load")
        subprocess.run(["c++", "-O2", "-std=c++20", "-o", load, os.path.join(ROOT, "bench/chronology_page/load.cc")], check=True)
        server = subprocess.Popen([args.heed, "serve", "--library", args.library, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True)
        try:
            base = re.search(r"http://\S+", server.stdout.readline()).group(0).rstrip("/")
            port = base.rsplit(":", 1)[1]

            def processor():
                with open(f"/proc/{server.pid}/stat", encoding="ascii") as file:
                    fields = file.read().rsplit(")", 1)[1].split()
                return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

            print(f"{'':10}{'addresses':>10}{'a second':>10}{'median ms':>11}{'99th ms':>9}{'worst ms':>10}{'errors':>8}{'different':>11}{'unanswered':>12}{'server ms each':>16}   load average")
            for name, rate, addresses in (("searches", args.rates[0], searches(args, base)), ("kept", args.rates[1], kept(base))):
                file = os.path.join(folder, name)
                with open(file, "w", encoding="utf-8") as out:
                    out.write("\n".join(addresses) + "\n")
                for _ in range(args.rounds):
                    before = processor()
                    said = json.loads(subprocess.run([load, port, "@" + file, "", str(args.connections), str(args.seconds), str(rate)], capture_output=True, text=True, check=True).stdout)
                    each = (processor() - before) * 1000 / max(1, said["answers"] + len(addresses))
                    print(f"{name:10}{len(addresses):10}{said['per_second']:10.0f}{said['p50']:11.1f}{said['p99']:9.1f}{said['max']:10.1f}{said['errors']:8}{said['different']:11}{said['unanswered']:12}{each:16.2f}   {os.getloadavg()[0]:.1f}", flush=True)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
