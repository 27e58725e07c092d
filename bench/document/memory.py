#!/usr/bin/env python3
"""Memory of `heed read` on real files, as text, JSON and HTML, in times of their unpacked XML.

Usage: bench/document/memory.py HEED [FOLDER|FILE …] [--least KB]

Prints the files that cost most, for those with at least so many kilobytes of XML (200): the largest resident set of any process,
less what the program needs for an almost empty file. Without folders: data/formats and data/workbooks under $HEED_SHARED or ../shared.
"""
import os, sys, tempfile, zipfile

from speed import HERE, peak

ENDINGS = (".docx", ".xlsx", ".xlsm", ".odt", ".ods")


def xml_bytes(path):
    try:
        with zipfile.ZipFile(path) as z: return sum(i.file_size for i in z.infolist() if i.filename.endswith((".xml", ".rels", ".vml")))
    except Exception: return 0  # damaged on purpose


def main():
    args, least = sys.argv[1:], 200
    if "--least" in args:
        at = args.index("--least")
        least = int(args[at + 1])
        del args[at:at + 2]
    if not args: sys.exit(__doc__)
    shared = os.environ.get("HEED_SHARED") or os.path.join(HERE, "..", "..", "..", "shared")
    files = []
    for place in args[1:] or [os.path.join(shared, "data", n) for n in ("formats", "workbooks")]:
        if os.path.isfile(place): files.append(place)
        for folder, _, names in os.walk(place): files += [os.path.join(folder, n) for n in sorted(names) if n.lower().endswith(ENDINGS)]
    heed = os.path.abspath(args[0])
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as empty:
        empty.write("x")
        empty.flush()
        bare = peak([heed, "read", empty.name])
    rows = []
    for path in files:
        xml = xml_bytes(path)
        if xml < least << 10: continue
        rows.append((xml, path, [(peak([heed, "read", path, "--as", form]) - bare) * 1024 / xml for form in ("text", "json", "html")]))
    print(f"{len(rows)} files with {least} KB of XML or more; bare {bare / 1024:.1f} MB; times the XML")
    print(f"{'file':44} {'XML MB':>8} {'text':>7} {'json':>7} {'html':>7}")
    for xml, path, times in sorted(rows, key=lambda r: -max(r[2]))[:12]:
        print(f"{os.path.basename(path)[-44:]:44} {xml / 1e6:8.1f} " + " ".join(f"{t:7.1f}" for t in times))
    return 0


sys.exit(main())
