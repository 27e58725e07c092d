#!/usr/bin/env python3
"""What the folders may know of each other, and what no tracked file may hold.

Reads src/layers.txt and the sources, and checks:
  (a) each line of layers.txt names only folders on lines above its own;
  (b) every #include "folder/…" under src obeys it: a file's folder is the longest entry that its path begins with, a
      folder may include itself, and a test may include what its folder may;
  (c) every folder under src with C++ in it is listed;
  (d) no SQL in string literals outside src/store, src/library, *_store.cc and tests;
  (e) no file under src is longer than 720 lines (600 is worth a thought);
  (f) no registry host, path of a workplace or unfinished-work mark in a tracked file.
Prints "N passed, N failed" and the reasons. Usage: tests/layers_test.py [ROOT]
"""
import os
import re
import subprocess
import sys

from report import Report

LONGEST, LONG = 720, 600
CODE = (".h", ".cc")
# Built from halves, so that this file does not hold what it looks for.
HOSTS = ["registry." + "npmjs.org", "registry." + "yarnpkg.com", "npm." + "pkg.github", "deb." + "debian.org",
         "security." + "debian.org", "snapshot." + "debian.org", "archive." + "ubuntu.com", "pypi." + "org",
         "files." + "pythonhosted.org", "crates." + "io", "proxy." + "golang.org", "artifact" + "ory",
         "nexus" + "-proxy"]
MARKS = ["TO" + "DO", "FIX" + "ME", "X" + "XX"]
FORBIDDEN = ([("a registry's host", re.compile(r"(?<![\w.])(?:[\w-]+\.)*" + re.escape(h), re.I)) for h in HOSTS]
             + [("a path of a workplace", re.compile(r"(?<![\w.}])/wo" + r"rk/"))]
             # EDTF writes unspecified figures as X; a mark of unfinished work stands as a word of its own.
             + [("unfinished work", re.compile(r"\b" + m + r"\b")) for m in MARKS])
SQL = re.compile(r"\bSELECT\s|\bINSERT\s|\bUPDATE\b[\s\S]*\bSET\b|\bDELETE\s+FROM\b|\bCREATE\s+(?:TEMP\s+|VIRTUAL\s+)?TABLE\b")
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def layers(root):
    """The folders in order, each with what it may include; and what is wrong with the list itself."""
    allowed, wrong = {}, []
    for number, line in enumerate(read(os.path.join(root, "src/layers.txt")).splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        folder, colon, names = line.partition(":")
        folder = folder.strip()
        if not colon:
            wrong.append(f"src/layers.txt:{number}: no colon after the folder")
            continue
        if folder in allowed:
            wrong.append(f"src/layers.txt:{number}: {folder} is listed twice")
        for name in names.split():
            if name not in allowed:
                wrong.append(f"src/layers.txt:{number}: {folder} names {name}, which is not on a line above it")
        allowed[folder] = set(names.split())
    return allowed, wrong


def folder_of(path, allowed):
    """The longest entry that a path below src begins with; None for a file at the top of src."""
    parts = path.split("/")[:-1]
    for n in range(len(parts), 0, -1):
        if "/".join(parts[:n]) in allowed:
            return "/".join(parts[:n])
    return None


def sources(root):
    found = []
    for at, folders, files in os.walk(os.path.join(root, "src")):
        folders.sort()
        found += [os.path.relpath(os.path.join(at, f), os.path.join(root, "src")).replace(os.sep, "/") for f in sorted(files)]
    return found


def tracked(root):
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout
        return [name for name in listed.decode("utf-8", "replace").split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        # An unpacked archive has no list of tracked files: everything but what is built counts.
        found = []
        for at, folders, files in os.walk(root):
            folders[:] = sorted(f for f in folders if f not in (".git", "build", "node_modules"))
            found += [os.path.relpath(os.path.join(at, f), root) for f in files]
        return found


TOKEN = re.compile(r'//[^\n]*|/\*[\s\S]*?\*/|R"(?P<tag>[^()\\\s]{0,16})\((?P<raw>[\s\S]*?)\)(?P=tag)"'
                   r"|\"(?P<text>(?:\\.|[^\"\\\n])*)\"|'(?:\\.|[^'\\\n])+'")


def string_literals(text):
    """(line, literal) with literals that stand side by side joined, as the compiler joins them. Skips comments."""
    joined, last_end = [], None
    for match in TOKEN.finditer(text):
        literal = match.group("raw") if match.group("raw") is not None else match.group("text")
        if literal is None:
            continue
        if last_end is not None and not text[last_end:match.start()].strip():
            joined[-1][1] += literal
        else:
            joined.append([text.count("\n", 0, match.start()) + 1, literal])
        last_end = match.end()
    return joined


def is_test(path):
    name = path.rsplit("/", 1)[-1]
    return bool(re.search(r"_(test|fuzz|bench|fixture)\.(cc|h)$", name)) or name.startswith("test_")


def may_hold_sql(path):
    return path.startswith(("store/", "library/")) or path.endswith("_store.cc") or is_test(path)


def include_faults(root, allowed, files):
    wrong = []
    for path in files:
        if not path.endswith(CODE):
            continue
        folder = folder_of(path, allowed)
        if folder is None:
            continue  # src/main.cc stands above every folder
        text = read(os.path.join(root, "src", path))
        for match in INCLUDE.finditer(text):
            target = match.group(1)
            other = folder_of(target, allowed)
            if other is None or other == folder or other in allowed[folder]:
                continue
            line = text.count("\n", 0, match.start(1)) + 1
            wrong.append(f'src/{path}:{line}: {folder} may not include {other} ("{target}")')
    return wrong


def sql_faults(root, files):
    wrong = []
    for path in files:
        if path.endswith(CODE) and not may_hold_sql(path):
            for line, literal in string_literals(read(os.path.join(root, "src", path))):
                if SQL.search(literal):
                    wrong.append(f"src/{path}:{line}: SQL belongs in a file ending _store.cc")
    return wrong


def word_faults(root):
    wrong = []
    for path in tracked(root):
        full = os.path.join(root, path)
        if not os.path.isfile(full) or os.path.islink(full):
            continue
        with open(full, "rb") as file:
            data = file.read()
        if b"\0" in data[:8000]:
            continue
        # npm writes where each package came from into its lock file; npm ci needs those lines.
        lock = os.path.basename(path) == "package-lock.json"
        for number, line in enumerate(data.decode("utf-8", "replace").split("\n"), 1):
            for what, pattern in FORBIDDEN:
                if lock and what != "a path of a workplace":
                    continue
                if pattern.search(line):
                    wrong.append(f"{path}:{number}: {what}")
    return wrong


def self_test(report):
    """The checks can fail: each is shown something wrong, and something that only looks so."""
    wrong = []

    def expect(condition, fact):
        if not condition:
            wrong.append(fact)

    def literal_has_sql(code):
        return any(SQL.search(literal) for _, literal in string_literals(code))

    expect(literal_has_sql('auto q = "SELECT a FROM b";'), "a query is seen")
    expect(literal_has_sql('auto q = R"sql(\n  UPDATE a\n  SET b = 1)sql";'), "a raw query over lines is seen")
    expect(literal_has_sql('f("UPDATE a "\n  "SET b = 1");'), "a query in two literals is seen")
    expect(not literal_has_sql('// "SELECT a"\nf("Select a date", \'"\', "UPDATE me");'), "a comment or a page's words are not SQL")
    listed = {"base": set(), "review/people": {"base"}, "review": set()}
    expect(folder_of("review/people/x.h", listed) == "review/people", "the longest folder wins")
    expect(folder_of("main.cc", listed) is None, "the top of src is no folder")
    expect(is_test("base/date_test.cc") and not is_test("base/latest.cc"), "tests are told by their names")

    def forbidden(line):
        return any(pattern.search(line) for _, pattern in FORBIDDEN)

    expect(forbidden("see https://" + HOSTS[0] + "/x"), "a registry's host is seen")
    expect(forbidden("cd /wo" + "rk/somewhere"), "a path of a workplace is seen")
    expect(forbidden("// " + MARKS[0] + ": later"), "a mark of unfinished work is seen")
    expect(not forbidden("19" + "XX, build/wo" + "rk/x, https://example.org/wo" + "rk/"), "what only looks like one is not")
    report.check("the checks themselves", wrong)


def main():
    root = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(__file__), ".."))
    report = Report()
    self_test(report)

    allowed, wrong = layers(root)
    report.check("(a) layers.txt names only folders above", wrong)

    files = sources(root)
    report.check("(b) includes obey layers.txt", include_faults(root, allowed, files))

    unlisted = sorted({path.rsplit("/", 1)[0] for path in files
                       if "/" in path and path.endswith(CODE) and folder_of(path, allowed) is None})
    report.check("(c) every folder with C++ is listed", [f"src/{folder} is not in src/layers.txt" for folder in unlisted])

    report.check("(d) SQL stays in the stores", sql_faults(root, files))

    long = []
    for path in files:
        if not path.endswith(CODE + (".mjs", ".js", ".scss")):
            continue
        lines = read(os.path.join(root, "src", path)).count("\n")
        if lines > LONGEST:
            long.append(f"src/{path} has {lines} lines")
        elif lines >= LONG:
            report.notes.append(f"src/{path} has {lines} lines")
    report.check(f"(e) no file is longer than {LONGEST} lines", long)

    report.check("(f) nothing in a tracked file that does not belong to the project", word_faults(root))
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
