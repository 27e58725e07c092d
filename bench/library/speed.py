#!/usr/bin/env python3
"""Speed of the library beside SQLite's FTS5 and Xapian, both with whole reports as documents, in one run.

Usage: bench/library/speed.py [--heed PROGRAM] [--reports 2000] [--words 20000] [--rounds 3] [--keep FOLDER]
Heed's figures are of everything its search page needs: reports in order, their passages with highlights, counts of every filter.
FTS5's are the ten best reports by bm25 with one snippet each; Xapian's the ten best. Prints seconds to index, bytes on disk, and
for each kind of query the median and the 99th percentile in milliseconds over all rounds, after one round that warms up.
"""
import argparse
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.abspath(os.path.join(HERE, "../.."))


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))]


def fts5_query(text):
    words, minus = [], []
    for part in re.findall(r'-?"[^"]*"|\S+', text):
        target = minus if part.startswith("-") else words
        part = part.lstrip("-")
        target.append('"' + part.strip('"*') + '"' + (" *" if part.endswith("*") else ""))
    asked = " AND ".join(words)
    return asked + (" NOT " + " NOT ".join(minus) if minus else "")


def whole(line):
    return "\n".join(s["heading"] + "\n" + s["text"] for s in line["sections"])


def fts5(path, folder, queries, rounds):
    db = sqlite3.connect(os.path.join(folder, "fts5.db"))
    db.executescript("PRAGMA journal_mode=WAL; CREATE TABLE meta (id INTEGER PRIMARY KEY, sex TEXT, region TEXT); CREATE VIRTUAL TABLE d USING fts5(title, words, tokenize='porter unicode61');")
    start = time.perf_counter()
    with open(path, encoding="utf-8") as file:
        for number, text in enumerate(file, 1):
            line = json.loads(text)
            db.execute("INSERT INTO d (rowid, title, words) VALUES (?, ?, ?)", (number, line["title"], whole(line)))
            db.execute("INSERT INTO meta VALUES (?, ?, ?)", (number, line["facets"]["victim-sex"], line["facets"]["region"]))
            if number % 256 == 0:
                db.commit()
    db.commit()
    seconds = time.perf_counter() - start
    times = {}
    for round_ in range(rounds + 1):
        for kind, query, filters in queries:
            asked, where, values = fts5_query(query), "", []
            for field, value in filters:
                where += f" AND {'sex' if field == 'victim-sex' else 'region'} = ?"
                values.append(value)
            start = time.perf_counter()
            db.execute(f"SELECT d.rowid, snippet(d, 1, '[', ']', '…', 40) FROM d JOIN meta ON meta.id = d.rowid WHERE d MATCH ?{where} ORDER BY d.rank LIMIT 10", [asked] + values).fetchall()
            if round_:
                times.setdefault(kind, []).append((time.perf_counter() - start) * 1000)
    db.close()
    return seconds, os.path.getsize(os.path.join(folder, "fts5.db")), times


def xapian_run(path, folder, queries, rounds):
    import xapian
    target = os.path.join(folder, "xapian")
    db = xapian.WritableDatabase(target, xapian.DB_CREATE_OR_OPEN)
    maker = xapian.TermGenerator()
    maker.set_stemmer(xapian.Stem("en"))
    start = time.perf_counter()
    with open(path, encoding="utf-8") as file:
        for text in file:
            line = json.loads(text)
            doc = xapian.Document()
            maker.set_document(doc)
            maker.index_text(line["title"])
            maker.increase_termpos()
            maker.index_text(whole(line))
            doc.add_boolean_term("XSEX" + line["facets"]["victim-sex"])
            doc.add_boolean_term("XREGION" + line["facets"]["region"])
            db.add_document(doc)
    db.commit()
    seconds = time.perf_counter() - start
    parser = xapian.QueryParser()
    parser.set_database(db)
    parser.set_stemmer(xapian.Stem("en"))
    parser.set_stemming_strategy(xapian.QueryParser.STEM_SOME)
    parser.set_default_op(xapian.Query.OP_AND)
    flags = xapian.QueryParser.FLAG_DEFAULT | xapian.QueryParser.FLAG_WILDCARD
    times = {}
    for round_ in range(rounds + 1):
        for kind, query, filters in queries:
            start = time.perf_counter()
            asked = parser.parse_query(query, flags)
            for field, value in filters:
                asked = xapian.Query(xapian.Query.OP_FILTER, asked, xapian.Query(("XSEX" if field == "victim-sex" else "XREGION") + value))
            enquire = xapian.Enquire(db)
            enquire.set_query(asked)
            list(enquire.get_mset(0, 10))
            if round_:
                times.setdefault(kind, []).append((time.perf_counter() - start) * 1000)
    size = sum(os.path.getsize(os.path.join(target, f)) for f in os.listdir(target))
    return seconds, size, times


def heed(program, path, folder, queries, rounds):
    data = os.path.join(folder, "heed")
    start = time.perf_counter()
    subprocess.run([program, "library", "add", "--data", data, "--jsonl", path], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    batch = os.path.join(folder, "queries.tsv")
    with open(batch, "w", encoding="utf-8") as out:
        for round_ in range(rounds + 1):
            for number, (kind, query, filters) in enumerate(queries):
                out.write(f"{round_}:{number}\t{query}" + "".join(f"\t{f}={v}" for f, v in filters) + "\n")
    times = {}
    for line in subprocess.run([program, "library", "search", "--data", data, "--batch", batch, "--time"], capture_output=True, text=True, check=True).stdout.splitlines():
        topic, micros, _ = line.split("\t")
        round_, number = topic.split(":")
        if round_ != "0":
            times.setdefault(queries[int(number)][0], []).append(int(micros) / 1000)
    # One more report, as it would come in while others read.
    one = os.path.join(folder, "one.jsonl")
    adds = []
    with open(path, encoding="utf-8") as file:
        line = json.loads(file.readline())
    for n in range(5):
        line["id"] = f"late-{n}"
        with open(one, "w", encoding="utf-8") as out:
            out.write(json.dumps(line) + "\n")
        start = time.perf_counter()
        subprocess.run([program, "library", "add", "--data", data, "--jsonl", one], check=True, stdout=subprocess.DEVNULL)
        adds.append((time.perf_counter() - start) * 1000)
    return seconds, os.path.getsize(os.path.join(data, "library.db")), times, adds


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--heed", default=os.path.join(ROOT, "build/release/heed"))
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--words", type=int, default=20000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep")
    parser.add_argument("--alone", action="store_true", help="Heed without the others")
    args = parser.parse_args()
    folder = args.keep or tempfile.mkdtemp()
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, f"reports-{args.reports}-{args.words}.jsonl")
    if not os.path.exists(path):
        subprocess.run([sys.executable, os.path.join(HERE, "generate.py"), path, "--reports", str(args.reports), "--words", str(args.words)], check=True)
    queries = []
    with open(path + ".queries", encoding="utf-8") as file:
        for line in file:
            kind, query, *filters = line.rstrip("\n").split("\t")
            queries.append((kind, query, [tuple(f.split("=", 1)) for f in filters]))
    for old in ("heed", "xapian"):
        shutil.rmtree(os.path.join(folder, old), ignore_errors=True)
    for old in ("fts5.db", "fts5.db-wal", "fts5.db-shm"):
        if os.path.exists(os.path.join(folder, old)):
            os.remove(os.path.join(folder, old))
    seconds, size, times, adds = heed(args.heed, path, folder, queries, args.rounds)
    rows = [("Heed", seconds, size, times)]
    if not args.alone:
        rows.append(("FTS5", *fts5(path, folder, queries, args.rounds)))
        try:
            rows.append(("Xapian", *xapian_run(path, folder, queries, args.rounds)))
        except ImportError:
            print("Xapian is not here (Debian: python3-xapian).")
    print(f"{args.reports} reports of {args.words} words; {len(queries)} queries, {args.rounds} rounds")
    print(f"{'':24}" + "".join(f"{name:>20}" for name, *_ in rows))
    print(f"{'index, seconds':24}" + "".join(f"{s:20.1f}" for _, s, _, _ in rows))
    print(f"{'file, MB':24}" + "".join(f"{b / 1e6:20.0f}" for _, _, b, _ in rows))
    for kind in sorted({q[0] for q in queries}) + ["all"]:
        cells = []
        for _, _, _, t in rows:
            values = [v for k in t for v in t[k]] if kind == "all" else t.get(kind, [0])
            cells.append(f"{percentile(values, .5):9.2f} /{percentile(values, .99):8.2f}")
        print(f"{kind:24}" + "".join(f"{c:>20}" for c in cells))
    print(f"(milliseconds: median / 99th percentile) one more report added: {percentile(adds, .5):.0f} ms, worst {max(adds):.0f} ms, starting the program counted in")
    if not args.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
