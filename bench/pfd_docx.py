#!/usr/bin/env python3
"""Anonymises real prose: reports from a JSONL file made into DOCX, with a register of the names in them.

Usage: bench/pfd_docx.py HEED REPORTS.jsonl [COUNT]

For each report: builds a DOCX (body split into runs at odd places, header, footnote, comment, properties), makes a
register of the capitalised names that stand after a title or as the name of who died, runs `heed anonymise` and
`heed prove`, then searches the unpacked result with a search of its own. Prints counts only, never a word of a report.
"""
import json, os, re, subprocess, sys, tempfile, time, unicodedata, zipfile
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TITLES = r"(?:Mr|Mrs|Ms|Miss|Dr|Doctor|Master|PC|Nurse)"
NOT_NAMES = set("The This That Coroner Senior Assistant Area Trust Hospital Police Council Chief Executive Officer Service NHS Health".split())


def fold(text):
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


def names_of(text):
    found = {}
    died = re.search(r"death of,? (?:Mr|Mrs|Ms|Miss|Dr)?\.? ?((?:[A-Z][\w'’-]+ ?){2,4})", text)
    if died:
        name = " ".join(w for w in died.group(1).split() if w not in NOT_NAMES)
        if len(fold(name)) > 3:
            found.setdefault(fold(name), name)
    for match in re.finditer(TITLES + r"\.? ((?:[A-Z][\w'’-]+ ?){1,3})", text):
        words = [w for w in match.group(1).split() if w not in NOT_NAMES]
        name = " ".join(words)
        if len(fold(name)) > 3:
            found.setdefault(fold(name), name)
    return list(found.values())[:60]


def runs(text, step):
    out = []
    for at in range(0, len(text), step):
        out.append('<w:r><w:t xml:space="preserve">%s</w:t></w:r>' % escape(text[at:at + step]))
    return "".join(out)


def clean(text):
    return re.sub(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]", " ", text)


def build(path, text, names):
    first = clean(names[0] if names else "x")
    body = "".join("<w:p>%s</w:p>" % runs(p, 7 + i % 11) for i, p in enumerate(clean(text).split("\n")) if p.strip())
    note = "<w:p>%s</w:p>" % runs(first, 3)
    parts = {
        "[Content_Types].xml": HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join('<Override PartName="/%s" ContentType="%s"/>' % (p, t) for p, t in [
            ("word/document.xml", TYPE + "document.main+xml"), ("word/header1.xml", TYPE + "header+xml"), ("word/footnotes.xml", TYPE + "footnotes+xml"),
            ("word/comments.xml", TYPE + "comments+xml"), ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")]) + "</Types>",
        "_rels/.rels": HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="%sofficeDocument" Target="word/document.xml"/></Relationships>' % REL,
        "word/_rels/document.xml.rels": HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="%sheader" Target="header1.xml"/>'
        '<Relationship Id="rId2" Type="%sfootnotes" Target="footnotes.xml"/><Relationship Id="rId3" Type="%scomments" Target="comments.xml"/></Relationships>' % (REL, REL, REL),
        "word/document.xml": HEAD + "<w:document %s><w:body>%s</w:body></w:document>" % (W, body),
        "word/header1.xml": HEAD + "<w:hdr %s>%s</w:hdr>" % (W, note),
        "word/footnotes.xml": HEAD + '<w:footnotes %s><w:footnote w:id="1">%s</w:footnote></w:footnotes>' % (W, note),
        "word/comments.xml": HEAD + '<w:comments %s><w:comment w:id="0" w:author="%s">%s</w:comment></w:comments>' % (W, escape(first, {'"': "&quot;"}), note),
        "docProps/core.xml": HEAD + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>%s</dc:creator></cp:coreProperties>' % escape(first),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            out.writestr(name, content)


def left_in(path, names):
    """Names still there: in each part with tags taken out, and in the raw part."""
    hits = 0
    with zipfile.ZipFile(path) as z:
        for part in z.namelist():
            raw = z.read(part).decode("utf-8", "replace")
            joined = re.sub(r"<[^>]*>", "", re.sub(r"</w:p>", "\n", raw))
            for view in (" " + fold(raw) + " ", " " + fold(joined) + " "):
                hits += sum((" " + fold(n) + " ") in view for n in names)
    return hits


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    heed, source = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 10
    totals = dict(reports=0, listed=0, refused=0, not_clean=0, left_by_own_search=0, weak=0, everyday_words_left=0)
    started = time.time()
    with tempfile.TemporaryDirectory() as folder, open(source, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = "\n".join(record.get(k) or "" for k in ("investigation", "circumstances", "concerns"))
            names = names_of(text)
            if not names:
                continue
            if totals["reports"] == count:
                break
            totals["reports"] += 1
            totals["listed"] += len(names)
            docx, register, out = (os.path.join(folder, n) for n in ("in.docx", "people.csv", "out.docx"))
            if os.path.exists(out):
                os.remove(out)
            build(docx, text, names)
            with open(register, "w", encoding="utf-8") as f:
                f.write("person,kind,value,replacement\n")
                for i, name in enumerate(names):
                    f.write('P%d,name,"%s",Person P%d\n' % (i, name.replace('"', ""), i))
            done = subprocess.run([heed, "anonymise", docx, "--register", register, "-o", out], capture_output=True, text=True)
            if done.returncode != 0:
                totals["refused"] += 1
                continue
            proved = subprocess.run([heed, "prove", out, "--register", register, "--json"], capture_output=True, text=True)
            totals["not_clean"] += proved.returncode != 0
            totals["weak"] += len(json.loads(proved.stdout)["left_weak"]) if proved.stdout else 0
            # A register row of one everyday word ("Young", found after a title) is a weak variant: listed, not forced out.
            totals["left_by_own_search"] += left_in(out, [n for n in names if " " in fold(n)])
            totals["everyday_words_left"] += left_in(out, [n for n in names if " " not in fold(n)])
    totals["seconds"] = round(time.time() - started, 2)
    print(json.dumps(totals))
    sys.exit(1 if totals["not_clean"] or totals["left_by_own_search"] or totals["refused"] else 0)


if __name__ == "__main__":
    main()
