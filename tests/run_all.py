#!/usr/bin/env python3
"""Runs every suite of the project, two at a time, and ends in one line: N passed, N failed[, N skipped].

Usage: tests/run_all.py [--build] [NAME …] — only the suites whose name holds one of the words. script/test builds the program, then
calls this with --build: the journeys, which mostly wait, are walked while the test programs are still being built.
A suite is: each GoogleTest program that the build registered, each fuzz body, the layers, the documentation, the journeys in a
browser. A suite that crashes, or counts nothing, counts as one failed. Logs: build/test-logs.
"""
import json
import os
import re
import subprocess
import sys
import threading
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), ".."))
BUILD = os.path.join(ROOT, "build", os.environ.get("HEED_PRESET", "quick"))
LOGS = os.path.join(ROOT, "build", "test-logs")
FUZZ_SECONDS = 2
LIMIT = 1500  # seconds that a suite may take

# The longest first, so that no long one is left to run alone at the end.
WEIGHT = {"journeys": 100, "kill9": 90, "web": 50, "publish": 45, "demo": 40, "document": 30, "store": 30, "chronology": 20}


class Suite:
    def __init__(self, name, command, count, cwd=ROOT):
        self.name, self.command, self.count, self.cwd = name, command, count, cwd
        self.passed = self.failed = self.skipped = 0
        self.reasons = []
        self.seconds = 0.0


def count_gtest(suite, text, code):
    suite.passed = len(re.findall(r"^\[       OK \] ", text, re.M))
    # The list at the end repeats each name without a time.
    failed = re.findall(r"^\[  FAILED  \] (\S+?),? .*\(\d+ ms\)$", text, re.M)
    suite.failed = len(failed)
    suite.skipped = len(re.findall(r"^\[  SKIPPED \] \S+ \(\d+ ms\)$", text, re.M))
    suite.reasons = failed
    if code != 0 and not failed:
        started = re.findall(r"^\[ RUN      \] (\S+)$", text, re.M)
        suite.failed += 1
        suite.reasons.append(f"ended with {code}" + (f" in {started[-1]}" if started else ""))


def count_line(suite, text, code):
    lines = re.findall(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$", text, re.M)
    if lines:
        suite.passed, suite.failed, suite.skipped = int(lines[-1][0]), int(lines[-1][1]), int(lines[-1][2] or 0)
    # A reason goes on in the lines below it that are set in.
    suite.reasons = ["\n        ".join(line.strip() for line in block.strip().splitlines()[:8])
                     for block in re.findall(r"^FAILED (.+(?:\n    +\S.*)*)", text, re.M)]
    if code != 0 and suite.failed == 0:
        suite.failed += 1
        suite.reasons.append(f"ended with {code}")


def count_one(suite, text, code):
    if code == 0:
        suite.passed = 1
    else:
        suite.failed, suite.reasons = 1, [text.strip().splitlines()[-1] if text.strip() else f"ended with {code}"]


def gtest_suites():
    listed = subprocess.run(["ctest", "--test-dir", BUILD, "--show-only=json-v1"], capture_output=True, text=True, check=True).stdout
    for test in json.loads(listed)["tests"]:
        at = next((p["value"] for p in test.get("properties", []) if p["name"] == "WORKING_DIRECTORY"), ROOT)
        yield Suite(test["name"], test.get("command", ["false"]), count_gtest, at)


def fuzz_suites():
    program = os.path.join(BUILD, "heed_fuzz")
    names = subprocess.run([program], capture_output=True, text=True, check=True).stdout.split()
    for name in names:
        seeds = os.path.join(ROOT, "tests", "fuzz", name)
        yield Suite(f"fuzz {name}", [program, name, "--seconds", str(FUZZ_SECONDS), "--keep", os.path.join(LOGS, "fuzz")]
                    + ([seeds] if os.path.isdir(seeds) else []), count_one)


def program_suites():
    """What needs the program alone."""
    yield Suite("journeys", ["node", "tests/journeys/run.mjs"], count_line)
    yield Suite("layers", [sys.executable, "tests/layers_test.py"], count_line)
    yield Suite("documentation", [sys.executable, "tests/docs_test.py", os.path.join(BUILD, "heed")], count_line)


def built_suites():
    return sorted([*gtest_suites(), *fuzz_suites()], key=lambda s: -WEIGHT.get(s.name, 5))


def build_the_rest():
    """Builds the test programs, behind whatever else runs. Gives what went wrong, "" when nothing did."""
    log = os.path.join(LOGS, "build.log")
    with open(log, "ab") as out:
        code = subprocess.run(["nice", "-n", "10", "script/build", os.path.basename(BUILD)], cwd=ROOT, stdin=subprocess.DEVNULL,
                              stdout=out, stderr=subprocess.STDOUT).returncode
    if code == 0:
        return ""
    with open(log, encoding="utf-8", errors="replace") as text:
        lines = text.read().splitlines()
    wrong = [i for i, line in enumerate(lines) if re.search(r"error:|FAILED:|undefined reference", line)]
    told = lines[wrong[0]:wrong[0] + 30] if wrong else lines[-30:]
    return "\n".join(told) + "\nThe build failed; the whole log is build/test-logs/build.log."


def run(suite):
    environment = dict(os.environ)
    environment.setdefault("HEED_SHARED", os.path.abspath(os.path.join(ROOT, "..", "shared")))
    environment["ASAN_OPTIONS"] = "detect_leaks=1:abort_on_error=0:" + environment.get("ASAN_OPTIONS", "")
    environment["UBSAN_OPTIONS"] = "print_stacktrace=1:" + environment.get("UBSAN_OPTIONS", "")
    log = os.path.join(LOGS, re.sub(r"\W+", "-", suite.name) + ".log")
    began = time.monotonic()
    with open(log, "wb") as out:
        try:
            code = subprocess.run(suite.command, cwd=suite.cwd, env=environment, stdin=subprocess.DEVNULL, stdout=out,
                                  stderr=subprocess.STDOUT, timeout=LIMIT).returncode
        except subprocess.TimeoutExpired:
            code = f"no end after {LIMIT} s"
        except OSError as error:
            code = f"no start ({error.strerror})"
    suite.seconds = time.monotonic() - began
    with open(log, encoding="utf-8", errors="replace") as text:
        suite.count(suite, text.read(), code)
    if suite.passed + suite.failed + suite.skipped == 0:
        suite.failed, suite.reasons = 1, ["it counted no test"]


def main():
    arguments = sys.argv[1:]
    build = "--build" in arguments
    wanted = [a for a in arguments if a != "--build"]
    os.makedirs(LOGS, exist_ok=True)
    suites, waiting, lock = [], [], threading.Condition()
    state = {"all listed": False, "failed": ""}

    def add(found):
        found = [s for s in found if not wanted or any(word in s.name for word in wanted)]
        with lock:
            suites.extend(found)
            waiting.extend(found)
            lock.notify_all()

    def list_the_rest():
        try:
            if build:
                began = time.monotonic()
                state["failed"] = build_the_rest()
                if not state["failed"]:
                    print(f"    the tests are built ({time.monotonic() - began:.0f} s)", flush=True)
            if not state["failed"]:
                add(built_suites())
        except (OSError, subprocess.CalledProcessError) as error:
            state["failed"] = f"The tests could not be listed: {error}"
        with lock:
            state["all listed"] = True
            lock.notify_all()

    def work():
        while True:
            with lock:
                while not waiting and not state["all listed"]:
                    lock.wait()
                if not waiting:
                    return
                suite = waiting.pop(0)
            run(suite)
            with lock:
                skipped = f", {suite.skipped} skipped" if suite.skipped else ""
                print(f"    {suite.name:<22} {suite.passed} passed, {suite.failed} failed{skipped} ({suite.seconds:.0f} s)", flush=True)
                for reason in suite.reasons[:20]:
                    print(f"      FAILED {reason}", flush=True)

    print("==> Running the tests", flush=True)
    add(program_suites())
    threads = [threading.Thread(target=list_the_rest)] + [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if state["failed"]:
        print(state["failed"])
    elif not suites:
        print("No suite has a name like that.\n0 passed, 1 failed")
        return 2

    passed, failed, skipped = (sum(getattr(s, what) for s in suites) for what in ("passed", "failed", "skipped"))
    failed += 1 if state["failed"] else 0
    if failed:
        print("The logs are in build/test-logs.")
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
