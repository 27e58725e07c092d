#!/usr/bin/env python3
"""A report of about 60 pages as tagged PDF: `heed convert` beside Chromium's --print-to-pdf of the same words, in one run.

Usage: bench/document/pdf_write.py HEED [ROUNDS] [--keep DIR]

Makes a report of words that mean nothing (headings, paragraphs, lists, tables) as HTML, and lets each program make a PDF of it: whole
processes from start to end, each round one after the other, so that both meet the same machine. Chromium prints with tags and with a
fresh profile, and is not asked to draw a header. Prints seconds (median, least, most), the ratio of the medians and its spread over
the rounds, pages, bytes, and whether poppler finds the file tagged. Needs: chromium, poppler-utils.
"""
import os, random, re, shutil, statistics, subprocess, sys, tempfile, time

rng = random.Random(5)
WORDS = ["".join(rng.choice("bdfgklmnprst") + rng.choice("aeiou") for _ in range(rng.randint(1, 4))) for _ in range(3000)]
CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--export-tagged-pdf", "--no-pdf-header-footer"]


def sentence(n):
    return " ".join(rng.choice(WORDS) for _ in range(n)).capitalize() + "."


def make_html(path):
    out = ['<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Overview report</title><style>'
           "@page{size:A4;margin:22mm} body{font:12pt/1.36 Arial,'Liberation Sans',sans-serif} table{border-collapse:collapse;width:100%;font-size:10.5pt}"
           "td,th{border:1px solid #777;padding:3pt 4pt;vertical-align:top;text-align:left} thead{display:table-header-group}</style></head><body>"]
    for chapter in range(20):
        out.append(f"<h1>{sentence(5)}</h1>")
        for part in range(3):
            out.append(f"<h2>{sentence(6)}</h2>")
            out += [f"<p>{' '.join(sentence(14) for _ in range(6))}</p>" for _ in range(4)]
            out.append("<ul>" + "".join(f"<li>{sentence(12)}</li>" for _ in range(4)) + "</ul>")
        rows = "".join("<tr>" + "".join(f"<td>{sentence(5)}</td>" for _ in range(4)) + "</tr>" for _ in range(12))
        out.append(f"<table><thead><tr><th>Date</th><th>Agency</th><th>Contact</th><th>What was done</th></tr></thead><tbody>{rows}</tbody></table>")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(out) + "</body></html>")


def timed(command, env=None):
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    if done.returncode not in (0, 4):  # 4: written, with losses listed
        sys.exit(f"failed: {' '.join(command)}")
    return time.perf_counter() - start


def about(path):
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout
    words = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True).stdout.split()
    return (re.search(r"Pages:\s+(\d+)", info) or [0, "?"])[1], os.path.getsize(path), (re.search(r"Tagged:\s+(\w+)", info) or [0, "?"])[1], len(words)


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    if not arguments:
        sys.exit(__doc__)
    heed, rounds = arguments[0], int(arguments[1]) if len(arguments) > 1 and arguments[1].isdigit() else 7
    keep = sys.argv[sys.argv.index("--keep") + 1] if "--keep" in sys.argv else None
    folder = keep or tempfile.mkdtemp(prefix="heed-pdf-")
    os.makedirs(folder, exist_ok=True)
    html, ours, theirs = (os.path.join(folder, n) for n in ("report.html", "heed.pdf", "chromium.pdf"))
    make_html(html)
    chromium = shutil.which("chromium") or sys.exit("chromium is not installed")
    times = {"heed convert": [], "chromium": []}
    for _ in range(rounds):
        if os.path.exists(ours):
            os.remove(ours)
        times["heed convert"].append(timed([heed, "convert", html, ours, "--title", "Overview report"]))
        profile = tempfile.mkdtemp(prefix="heed-profile-")
        times["chromium"].append(timed([chromium, *CHROMIUM, f"--user-data-dir={profile}", f"--print-to-pdf={theirs}", "file://" + html]))
        shutil.rmtree(profile, ignore_errors=True)
    print(f"{'':14} {'median s':>9} {'least':>7} {'most':>7} {'pages':>6} {'KiB':>6} {'tagged':>7} {'words':>7}")
    for name, path in (("heed convert", ours), ("chromium", theirs)):
        pages, size, tagged, words = about(path)
        t = times[name]
        print(f"{name:14} {statistics.median(t):9.3f} {min(t):7.3f} {max(t):7.3f} {pages:>6} {size // 1024:6} {tagged:>7} {words:7}")
    ratios = [c / h for h, c in zip(times["heed convert"], times["chromium"])]
    print(f"Chromium takes {statistics.median(ratios):.1f} times as long (least {min(ratios):.1f}, most {max(ratios):.1f}, {rounds} rounds)")
    if not keep:
        shutil.rmtree(folder)


main()
