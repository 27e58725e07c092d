#!/usr/bin/env python3
"""What the documentation promises exists, and what exists is documented.

Asks the built program for its commands and routes, reads the sources for settings, and checks that
  (a) every command and each of its options stands in docs/guide/commands.md, and no command stands there that is none;
  (b) every area of pages (/reviews/…/people, /admin, /search, …) stands in docs/guide/where-things-are.md;
  (c) every setting of heed.toml and every HEED_ variable that the program reads stands in docs/guide/settings.md;
  (d) every script that README.md or docs name exists, and every script is named;
  (e) links between README.md, docs and files of the repository lead somewhere, anchors too;
  (f) every role and every folder of src stands where a newcomer looks for it.
Prints "N passed, N failed" and the reasons. Usage: tests/docs_test.py [PROGRAM]
"""
import glob
import json
import os
import re
import subprocess
import sys

from report import Report

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
GUIDE = "docs/guide"


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def documents():
    found = ["README.md"] + [os.path.relpath(p, ROOT) for p in glob.glob(os.path.join(ROOT, "docs", "**", "*.md"), recursive=True)]
    return sorted(found)


def without_code(text):
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))


def anchors(text):
    """The anchors of a document's headings, as they are made from their words."""
    found = set()
    for heading in re.findall(r"^#{1,6}\s+(.+?)\s*$", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S), re.M):
        words = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", lambda m: m.group(1) or "", heading).lower()
        found.add(re.sub(r"[^\w\- ]", "", words).replace(" ", "-"))
    return found


def wrong_links(path, text):
    wrong = []
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(text)):
        if re.match(r"[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        if file.startswith("/"):
            continue  # a page of Heed
        to = os.path.normpath(os.path.join(os.path.dirname(path), file)) if file else path
        if not os.path.exists(os.path.join(ROOT, to)):
            wrong.append(f"{path}: {target} does not exist")
        elif anchor and to.endswith(".md") and anchor not in anchors(read(to)):
            wrong.append(f"{path}: {target} is no heading")
    return wrong


def help_of(program, *words):
    return subprocess.run([program, *words], capture_output=True, text=True, check=True).stdout


def commands(program):
    found = {}
    for name in re.findall(r"^  heed (\S+)", help_of(program, "help"), re.M):
        usage = help_of(program, "help", name).splitlines()[0]
        found[name] = re.findall(r"(?<![\w-])(--?[a-z][a-z-]*)", usage)
    return found


def area(pattern):
    parts = [p for p in pattern.split("/") if p]
    if parts[:2] == ["reviews", ":review"]:
        named = [p for p in parts[2:] if not p.startswith((":", "*"))]
        if named[:1] == ["agency"]:
            return "/reviews/…/agency/…" + (f"/{named[1]}" if len(named) > 1 else "")
        return "/reviews/…" + (f"/{named[0]}" if named else "")
    named = [p for p in parts if not p.startswith((":", "*"))]
    if named[:1] == ["admin"] and len(named) > 1:
        return "/admin/" + named[1]
    return "/" + (named[0] if named else "")


def settings():
    found = set()
    for path in glob.glob(os.path.join(ROOT, "src", "**", "*.cc"), recursive=True):
        if re.search(r"_(test|fuzz)\.cc$|fuzz_main\.cc$", path):
            continue
        with open(path, encoding="utf-8") as file:
            text = file.read()
        found.update(re.findall(r'getenv\("(HEED_\w+)"\)', text))
        found.update(re.findall(r'settings\["(\w+)"\]', text))
    return found


def main():
    report = Report()
    texts = {path: read(path) for path in documents()}
    program = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "build/release/heed")
    if os.path.exists(program):
        known, written = commands(program), texts.get(f"{GUIDE}/commands.md", "")
        sections = {name: body for name, body in re.findall(r"^## heed (\S+)\n(.*?)(?=^## |\Z)", written, re.M | re.S)}
        wrong = [f"heed {name} has no section in commands.md" for name in known if name not in sections]
        wrong += [f"commands.md tells of heed {name}, which does not exist" for name in sections if name not in known]
        wrong += [f"heed {name}: {option} is not explained" for name, options in known.items() for option in options
                  if name in sections and not re.search(rf"{re.escape(option)}(?![\w-])", sections[name])]
        wrong += [f"heed {name} --help says other than heed help {name}" for name in known if help_of(program, name, "--help") != help_of(program, "help", name)]
        wrong += [] if help_of(program, "--help") == help_of(program, "help") else ["heed --help says other than heed help"]
        report.check("(a) every command is documented", wrong)
        said = subprocess.run([program, "routes", "--json"], capture_output=True, text=True)
        where = texts.get(f"{GUIDE}/where-things-are.md", "")
        if said.returncode == 0:
            areas = sorted({area(route["pattern"]) for route in json.loads(said.stdout)})
            report.check("(b) every area of pages is documented", [f"{a} is not in where-things-are.md" for a in areas if f"`{a}`" not in where])
        else:
            report.check("(b) every area of pages is documented", ["heed routes --json does not answer"])
    else:
        report.check("(a) every command is documented", [f"{program} is not built"])

    report.check("(c) every setting is documented",
                 [f"{name} is not in settings.md" for name in sorted(settings()) if f"`{name}`" not in texts.get(f"{GUIDE}/settings.md", "")])

    named = {script for text in texts.values() for script in re.findall(r"\bscript/([a-z_]+)", text)}
    there = {name for name in os.listdir(os.path.join(ROOT, "script"))}
    report.check("(d) scripts are documented and exist",
                 [f"script/{s} does not exist" for s in sorted(named - there)] + [f"script/{s} is not told of" for s in sorted(there - named)]
                 + [f"script/{s} cannot be run" for s in sorted(there) if not os.access(os.path.join(ROOT, "script", s), os.X_OK)])

    report.check("(e) links lead somewhere", [reason for path, text in texts.items() for reason in wrong_links(path, text)])

    wrong = []
    roles = re.findall(r'case Role::\w+: return "([A-Z][a-z ]+)";', read("src/access/policy.cc"))
    wrong += [f"the role {role} is not in {GUIDE}/roles.md" for role in roles if role.lower() not in texts.get(f"{GUIDE}/roles.md", "").lower()]
    folders = [line.partition(":")[0].strip() for line in read("src/layers.txt").splitlines() if ":" in line.split("#")[0]]
    wrong += [f"src/{folder} is not in docs/architecture.md" for folder in folders
              if f"{folder.split('/')[-1]}" not in texts.get("docs/architecture.md", "")]
    report.check("(f) roles and folders are documented", wrong)
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
