#!/usr/bin/env python3
"""Every non-empty cell of real workbooks, Heed beside SheetJS in one run.

Usage: bench/document/workbooks.py HEED [FOLDER|FILE …] [--detail]

Without folders: data/workbooks and data/formats/xlsx under $HEED_SHARED or ../shared. Prints counts only, never a value:
cells both found, cells that one alone found, days both read, days that differ. --detail names the cells that differ.
"""
import collections, json, os, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")


def heed_cells(program, path):
    done = subprocess.run([program, "read", path, "--as", "json"], capture_output=True)
    if done.returncode not in (0, 4): return None, done.stderr.decode().splitlines()[0][:60]
    sheets = {}
    for block in json.loads(done.stdout)["blocks"]:
        if block["kind"] != "table": continue
        cells = sheets.setdefault(block.get("caption", ""), {})
        for row in block.get("rows", []):
            for cell in row["cells"]:
                if cell["kind"] != "empty" and cell.get("ref"): cells[cell["ref"]] = cell.get("date", "")[:10] or cell["kind"][0]
    return sheets, None


def sheetjs_cells(path):
    try:  # a process for each file, for some end it and some never end
        done = subprocess.run(["node", os.path.join(HERE, "sheetjs_cells.mjs")], input=path.encode(), capture_output=True, timeout=20)
        return json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"fault": "more than 20 seconds"}
    except ValueError:
        return {"fault": "its process ended"}


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if not args: sys.exit(__doc__)
    shared = os.environ.get("HEED_SHARED") or os.path.join(HERE, "..", "..", "..", "shared")
    places = args[1:] or [os.path.join(shared, "data/workbooks"), os.path.join(shared, "data/formats/xlsx")]
    files = []
    for place in places:
        if os.path.isfile(place): files.append(place)
        for folder, _, names in os.walk(place): files += [os.path.join(folder, n) for n in sorted(names) if n.lower().endswith(ENDINGS)]
    total = collections.Counter()
    print(f"{'file':44} {'both':>8} {'Heed alone':>11} {'SheetJS alone':>14} {'days':>7} {'days differ':>12}")
    for path in files:
        ours, refused = heed_cells(args[0], path)
        theirs = sheetjs_cells(path)
        name = os.path.relpath(path, os.path.dirname(os.path.dirname(path)))[-44:]
        if ours is None or "fault" in theirs:
            total["read by both"] += 0
            print(f"{name:44} Heed: {refused or 'read'}; SheetJS: {theirs.get('fault', 'read')}")
            continue
        count = collections.Counter()
        odd = []
        for sheet in set(ours) | set(theirs["sheets"]):
            a, b = ours.get(sheet, {}), theirs["sheets"].get(sheet, {})
            for ref in set(a) | set(b):
                if ref not in b: count["ours"] += 1; odd.append(("Heed alone", sheet, ref, a[ref]))
                elif ref not in a: count["theirs"] += 1; odd.append(("SheetJS alone", sheet, ref, b[ref]))
                else:
                    count["both"] += 1
                    days = [len(x) == 10 for x in (a[ref], b[ref])]
                    if all(days) and a[ref] == b[ref]: count["days"] += 1
                    elif any(days): count["differ"] += 1; odd.append(("day", sheet, ref, a[ref], b[ref]))
        total.update(count)
        total["files"] += 1
        if count["ours"] or count["theirs"] or count["differ"] or "--all" in sys.argv:
            print(f"{name:44} {count['both']:8d} {count['ours']:11d} {count['theirs']:14d} {count['days']:7d} {count['differ']:12d}")
            if "--detail" in sys.argv:
                for one in odd[:8]: print("   ", *one)
    print(f"{total['files']} files alike except those above: {total['both']} cells by both, {total['ours']} by Heed alone, {total['theirs']} by SheetJS alone; "
          f"{total['days']} days alike, {total['differ']} not")
    return 0


sys.exit(main())
