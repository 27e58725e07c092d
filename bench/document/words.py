#!/usr/bin/env python3
"""Words of DOCX files in reading order, Heed beside docx2txt, pandoc and mammoth, against what pandoc's tests expect.

Usage: bench/document/words.py HEED [FOLDER] [--detail]

FOLDER holds X.docx with X.native beside it (pandoc's document tree in Haskell syntax); without it, formats/docx/pandoc
under $HEED_SHARED/data or ../shared/data. The expected words are those of Str, Code, CodeBlock and Math in reading order;
notes and comments stand at the end for everybody, for that is where a reader that gives text puts them; raw markup, which
no page shows, is left out, and so is metadata that comes from the file's properties. Found words are the longest common subsequence of expected and
given words, so that a word in the wrong place is a word lost. pandoc is here on its own ground: the trees are its own tests.
Needs: pandoc and docx2txt (Debian), and `npm ci` in this folder.
"""
import os, re, statistics, subprocess, sys, unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
TOKEN = re.compile(r'\s*(?:("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+(?:e-?\d+)?)?)|([A-Za-z_][\w.\']*)|([\[\](){},=]))', re.S)
ESCAPE = re.compile(r'\\(?:(\d+)|x([0-9a-fA-F]+)|([abfnrtv"\\\'])|(&)|(\s+\\)|(SOH|STX|ETX|EOT|ENQ|ACK|BEL|BS|HT|LF|VT|FF|CR|SO|SI|DEL|NUL|US|SP))')


def unquoted(s):
    plain = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "'": "'"}
    def one(m):
        if m[1]: return chr(int(m[1]))
        if m[2]: return chr(int(m[2], 16))
        if m[3]: return plain.get(m[3], " ")
        return "" if m[4] or m[5] else " "
    return ESCAPE.sub(one, s[1:-1])


class Reader:
    """Haskell's `show`: ("Name", [arguments]) for a constructor, lists and tuples as lists, strings, numbers."""
    def __init__(self, text):
        self.tokens, at = [], 0
        while m := TOKEN.match(text, at):
            self.tokens.append(m)
            at = m.end()
        self.i = 0

    def peek(self, group=0):
        if self.i >= len(self.tokens): return None
        return self.tokens[self.i][group] if group else self.tokens[self.i][0].strip()

    def several(self, close):
        out = []
        while self.peek() not in (close, None):
            if self.peek() == ",": self.i += 1
            else: out.append(self.value())
        self.i += 1
        return out

    def atom(self):
        m = self.tokens[self.i]
        self.i += 1
        if m[1] is not None: return unquoted(m[1])
        if m[2]: return float(m[2])
        if m[4] == "[": return self.several("]")
        if m[4] == "(": return self.several(")")
        if m[4] == "{":  # a record: its values alone
            out = []
            while self.peek() not in ("}", None):
                self.i += 1  # the field's name, "=" or ","
                if self.tokens[self.i - 1][4] == "=": out.append(self.value())
            self.i += 1
            return out
        return (m[3], [])

    def value(self):
        first = self.atom()
        if isinstance(first, tuple):
            while self.peek() is not None and self.peek() not in ("]", ")", "}", ",", "="):
                first[1].append(self.atom())
        return first


def expected(text):
    tree = Reader(text).value()
    notes = []

    def attributes(v):
        return isinstance(v, list) and len(v) == 3 and isinstance(v[0], str) and isinstance(v[1], list) and isinstance(v[2], list)

    def walk(v, out):
        if isinstance(v, list):
            if attributes(v): return
            for x in v: walk(x, out)
        elif isinstance(v, tuple):
            name, given = v
            if name in ("Str", "Code", "CodeBlock", "Math"):
                text = [x for x in given if isinstance(x, str)][-1:]
                if name == "Math": text = [re.sub(r"\\[A-Za-z]+", " ", t) for t in text]
                out += text
            elif name == "Span" and given and attributes(given[0]) and "deletion" in given[0][1]: pass
            elif name in ("Space", "SoftBreak", "LineBreak"): out.append(" ")
            elif name in ("RawInline", "RawBlock", "Meta"): pass
            elif name == "Note" or (name == "Span" and given and attributes(given[0]) and "comment-start" in given[0][1]):
                inner = []
                walk(given[1:] if name == "Span" else given, inner)
                notes.append(" ".join(["", *["".join(inner)]]))
            elif name in ("Link", "Image"):
                for x in given[:-1]: walk(x, out)
            else:
                block = name in ("Para", "Plain", "Header", "Cell", "CodeBlock", "BulletList", "OrderedList", "Div", "Table", "BlockQuote", "DefinitionList")
                if block: out.append("\n")
                for x in given: walk(x, out)
                if block: out.append("\n")
            if name == "CodeBlock": out.append("\n")

    out = []
    if isinstance(tree, tuple) and tree[0] == "Pandoc":  # what stood on the page as title, author, date
        meta = {}
        def gather(v):
            if isinstance(v, list):
                if len(v) == 2 and isinstance(v[0], str) and isinstance(v[1], tuple): meta[v[0]] = v[1]
                else:
                    for x in v: gather(x)
            elif isinstance(v, tuple):
                for x in v[1]: gather(x)
        gather(tree[1][0])
        for key in ("title", "subtitle", "author", "date", "abstract"):
            # Inlines stood on the page; a MetaString is a property of the file.
            if key in meta and meta[key][0] != "MetaString":
                for one in meta[key][1][0] if meta[key][0] == "MetaList" else [meta[key]]:
                    walk(one, out)
                    out.append("\n")
        walk(tree[1][1:], out)
    else:
        walk(tree, out)
    return "".join(out) + "\n" + "\n".join(notes)


def words(text):
    text = unicodedata.normalize("NFKC", text.replace("\u00ad", "").replace("\u200b", ""))
    return re.findall(r"\w+|[^\w\s\x00-\x7f‐-⁞]", text)


def common(a, b):
    """Length of the longest common subsequence, by whole rows of bits."""
    where = {}
    for i, w in enumerate(a): where[w] = where.get(w, 0) | (1 << i)
    row, full = (1 << len(a)) - 1, (1 << len(a)) - 1
    for w in b:
        m = where.get(w, 0)
        row = ((row + (row & m)) | (row & ~m)) & full
    return len(a) - bin(row).count("1")


def native_of(path):
    stem = path[:-5]
    for ending in (".native", "_accept.native", "_minus.native"):
        if os.path.exists(stem + ending): return stem + ending
    return None


def output(command):
    done = subprocess.run(command, capture_output=True)
    return done.stdout.decode("utf-8", "replace")


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if not args: sys.exit(__doc__)
    shared = os.environ.get("HEED_SHARED") or os.path.join(HERE, "..", "..", "..", "shared")
    folder = args[1] if len(args) > 1 else os.path.join(shared, "data/formats/docx/pandoc")
    files = [os.path.join(folder, n) for n in sorted(os.listdir(folder)) if n.endswith(".docx")]
    pairs = [(f, native_of(f)) for f in files if native_of(f)]
    batch = subprocess.run(["node", os.path.join(HERE, "mammoth_text.mjs"), "--batch"], input="\n".join(f for f, _ in pairs).encode(),
                           capture_output=True).stdout.decode("utf-8", "replace").split("\0")
    mammoth = dict(zip(batch[::2], batch[1::2]))
    tools = {"heed": lambda f: output([args[0], "read", f]), "docx2txt": lambda f: output(["docx2txt", f, "-"]),
             "pandoc": lambda f: output(["pandoc", "-f", "docx", "-t", "plain", "--wrap=none", f]), "mammoth": lambda f: mammoth.get(f, "")}
    shares, found, total, extra, least = {t: [] for t in tools}, dict.fromkeys(tools, 0), 0, dict.fromkeys(tools, 0), {}
    for f, native in pairs:
        with open(native, encoding="utf-8") as file: want = words(expected(file.read()))
        if not want: continue
        total += len(want)
        line = []
        for tool, run in tools.items():
            got = words(run(f))
            n = common(want, got)
            shares[tool].append(n / len(want))
            found[tool] += n
            extra[tool] += len(got) - n
            line.append(f"{tool} {n}")
            if tool == "heed" and "--detail" in sys.argv and n < len(want):
                print(f"{os.path.basename(f)}: {n} of {len(want)}; " + ", ".join(line))
                import difflib
                for op in difflib.SequenceMatcher(None, want, got, autojunk=False).get_opcodes():
                    if op[0] in ("delete", "replace"): print("    wanted", want[op[1]:op[2]][:20], "got", got[op[3]:op[4]][:20])
    print(f"{len(shares['heed'])} files, {total} words expected")
    print(f"{'':10} {'median file':>12} {'worst file':>11} {'overall':>9} {'files whole':>12} {'words beside':>13}")
    for tool in tools:
        s = shares[tool]
        print(f"{tool:10} {statistics.median(s):12.2%} {min(s):11.2%} {found[tool] / total:9.2%} {sum(x == 1 for x in s):12d} {extra[tool]:13d}")
    ok = statistics.median(shares["heed"]) >= 0.99 and found["heed"] / total >= 0.97
    print("Wanted: 99% on the median file, 97% overall:", "reached" if ok else "MISSED")
    return 0 if ok else 1


sys.exit(main())
