#!/usr/bin/env python3
"""Relevance of `heed library search --batch --trec` on a test collection, beside SQLite's FTS5 and Xapian, in one run.

Usage: bench/library/relevance.py [--heed PROGRAM] [--cacm DIR]
DIR holds cacm.all, query.text and qrels.text (the CACM collection). Documents are title and abstract alone.
Prints MAP, nDCG (all ranks; binary gain) and nDCG@10 of each system, of Heed without one idea at a time, and of the odd and the
even topics apart: an idea that helps one half only was fitted to it. Then the same with the abstracts bound eight to a document, by
chance: reports of several passages of which one answers, as the library's are, which abstracts alone cannot show. Xapian is left out
where its Python module is missing.
"""
import argparse
import json
import math
import os
import random
import re
import sqlite3
import subprocess
import tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))


def read_fields(path, wanted):
    """Records of the SMART form: .I number, then fields by letter."""
    records, field = [], None
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            mark = re.match(r"^\.([A-Z])(?: (\d+))?\s*$", line)
            if mark and mark.group(1) == "I":
                records.append({"I": mark.group(2), **{f: "" for f in wanted}})
                field = None
            elif mark:
                field = mark.group(1)
            elif field in wanted:
                records[-1][field] += line
    return records


def collection(folder):
    docs = [(r["I"], " ".join(r["T"].split()), r["W"].strip()) for r in read_fields(os.path.join(folder, "cacm.all"), "TW")]
    topics = [(r["I"], " ".join(r["W"].split())) for r in read_fields(os.path.join(folder, "query.text"), "W")]
    qrels = {}
    with open(os.path.join(folder, "qrels.text"), encoding="ascii") as file:
        for line in file:
            topic, doc = line.split()[:2]
            qrels.setdefault(str(int(topic)), set()).add(str(int(doc)))
    return docs, topics, qrels


def measures(run, qrels, topics=None):
    map_, ndcg, ndcg10 = 0.0, 0.0, 0.0
    chosen = [t for t in qrels if topics is None or t in topics]
    for topic in chosen:
        relevant, hits, precision, gain, gain10 = qrels[topic], 0, 0.0, 0.0, 0.0
        for rank, doc in enumerate(run.get(topic, [])[:1000], 1):
            if doc in relevant:
                hits += 1
                precision += hits / rank
                gain += 1 / math.log2(rank + 1)
                if rank <= 10:
                    gain10 += 1 / math.log2(rank + 1)
        ideal = sum(1 / math.log2(r + 1) for r in range(1, len(relevant) + 1))
        ideal10 = sum(1 / math.log2(r + 1) for r in range(1, min(10, len(relevant)) + 1))
        map_ += precision / len(relevant)
        ndcg += gain / ideal
        ndcg10 += gain10 / ideal10
    n = len(chosen)
    return map_ / n, ndcg / n, ndcg10 / n


def fts5(docs, topics):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE d USING fts5(id UNINDEXED, words, tokenize='porter unicode61')")
    db.executemany("INSERT INTO d VALUES (?, ?)", [(i, title + " " + text) for i, title, text in docs])
    run = {}
    for number, words in topics:
        asked = " OR ".join(f'"{w}"' for w in re.findall(r"\w+", words))
        if asked:
            run[number] = [r[0] for r in db.execute("SELECT id FROM d WHERE d MATCH ? ORDER BY rank LIMIT 1000", (asked,))]
    return run


def xapian_run(docs, topics):
    import xapian
    db = xapian.inmemory_open() if hasattr(xapian, "inmemory_open") else xapian.WritableDatabase("", xapian.DB_BACKEND_INMEMORY)
    maker = xapian.TermGenerator()
    maker.set_stemmer(xapian.Stem("en"))
    for number, title, text in docs:
        doc = xapian.Document()
        maker.set_document(doc)
        maker.index_text(title)
        maker.increase_termpos()
        maker.index_text(text)
        doc.set_data(number)
        db.add_document(doc)
    parser = xapian.QueryParser()
    parser.set_stemmer(xapian.Stem("en"))
    parser.set_stemming_strategy(xapian.QueryParser.STEM_ALL)
    run = {}
    for number, words in topics:
        asked = xapian.Query(xapian.Query.OP_OR, [xapian.Query("Z" + xapian.Stem("en")(w.lower()).decode()) for w in re.findall(r"\w+", words)])
        enquire = xapian.Enquire(db)
        enquire.set_query(asked)
        run[number] = [m.document.get_data().decode() for m in enquire.get_mset(0, 1000)]
    return run


def heed_run(heed, data, topics_file, without=()):
    command = [heed, "library", "search", "--data", data, "--batch", topics_file, "--trec"]
    if without:
        command += ["--without", ",".join(without)]
    run = {}
    for line in subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines():
        topic, _, doc, _, _, _ = line.split()
        run.setdefault(topic, []).append(doc)
    return run


BOUND = 8


def bound(docs, qrels):
    """The documents eight to one, in an order of chance that is always the same; one is relevant when any of its eight is."""
    order = docs[:]
    random.Random(3).shuffle(order)
    out, of = [], {}
    for at in range(0, len(order), BOUND):
        group = order[at:at + BOUND]
        name = f"B{at}"
        out.append((name, "", "\n\n".join(f"{title}. {' '.join(text.split())}" for _, title, text in group)))
        of.update((number, name) for number, _, _ in group)
    return out, {topic: {of[doc] for doc in docs} for topic, docs in qrels.items()}


def compare(name, program, docs, topics, qrels):
    rows = [("FTS5, porter", fts5(docs, topics))]
    try:
        rows.append(("Xapian, bm25", xapian_run(docs, topics)))
    except ImportError:
        print("Xapian is not here (Debian: python3-xapian).")
    with tempfile.TemporaryDirectory() as folder:
        lines, asked, data = os.path.join(folder, "docs.jsonl"), os.path.join(folder, "topics.tsv"), os.path.join(folder, "library")
        with open(lines, "w", encoding="utf-8") as out:
            for number, title, text in docs:
                out.write(json.dumps({"id": number, "title": title, "text": text}) + "\n")
        with open(asked, "w", encoding="utf-8") as out:
            for number, words in topics:
                out.write(f"{number}\t{words}\n")
        subprocess.run([program, "library", "add", "--data", data, "--jsonl", lines], check=True, stdout=subprocess.DEVNULL)
        rows.append(("Heed", heed_run(program, data, asked)))
        ideas = ["feedback", "proximity", "fields", "passages", "stop-words"]
        for idea in ideas:
            rows.append((f"Heed without {idea}", heed_run(program, data, asked, [idea])))
        rows.append(("Heed without all five", heed_run(program, data, asked, ideas)))
    order = sorted(qrels, key=int)
    odd, even = set(order[0::2]), set(order[1::2])
    base = measures(rows[0][1], qrels)[0]
    print(f"{name}: {len(docs)} documents, {len(qrels)} topics with judgements")
    print(f"{'':28}{'MAP':>8}{'beside FTS5':>13}{'nDCG':>8}{'nDCG@10':>9}{'MAP odd':>9}{'MAP even':>10}")
    for system, run in rows:
        map_, ndcg, ndcg10 = measures(run, qrels)
        print(f"{system:28}{map_:8.4f}{map_ / base - 1:+13.1%}{ndcg:8.4f}{ndcg10:9.4f}{measures(run, qrels, odd)[0]:9.4f}{measures(run, qrels, even)[0]:10.4f}")
    print()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--heed", default=os.path.join(ROOT, "build/release/heed"))
    shared = os.environ.get("HEED_SHARED", os.path.join(ROOT, "../shared"))
    parser.add_argument("--cacm", default=os.path.join(shared, "data/relevance/cacm"))
    args = parser.parse_args()
    docs, topics, qrels = collection(args.cacm)
    compare("Abstracts", args.heed, docs, topics, qrels)
    together, relevant = bound(docs, qrels)
    compare("Eight abstracts to a document", args.heed, together, topics, relevant)


if __name__ == "__main__":
    main()
