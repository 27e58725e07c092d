#!/usr/bin/env python3
"""Speed and memory of `heed read` beside its peers: whole processes on one core, in one run.

Usage: bench/document/speed.py HEED [ROUNDS] [--keep DIR]

Makes a report of 200 pages (DOCX, and as PDF by LibreOffice where it is installed) and a workbook of 50,000 rows from words
that mean nothing, then times each reader on them, from start to end with the output thrown away: Heed starts itself twice,
as it does for people. Heed, mammoth and SheetJS are also timed warm, inside one process, where their start counts for nothing
(heed_document_warm, a target of its own, is looked for beside HEED). "Times Heed" compares processor time, which a busy machine changes
least, and for PDF the clock, because what runs inside bubblewrap is not counted.
The calls of poppler that give what Heed gives of a PDF (pdfinfo, pdftotext, pdfdetach, pdfimages) are timed bare and added up.
Memory is the largest resident set of any process of a reading, and the same less what an almost empty file costs. Needs: pandoc, docx2txt, poppler-utils, `npm ci` here.
"""
import multiprocessing, os, random, shutil, statistics, subprocess, sys, tempfile, time, zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
rng = random.Random(5)
WORDS = ["".join(rng.choice("bdfgklmnprst") + rng.choice("aeiou") for _ in range(rng.randint(1, 4))) for _ in range(3000)]


def sentence(n):
    return " ".join(rng.choice(WORDS) for _ in range(n)).capitalize() + "."


def make_docx(path):
    body, notes, note = [], [], 0
    for page in range(200):
        if page % 5 == 0:
            body.append(f'<w:p w:rsidR="00A1{page:04d}"><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{sentence(5)}</w:t></w:r></w:p>')
        for k in range(7):
            runs = "".join(f'<w:r w:rsidRPr="00B2{page:04d}"><w:rPr>{"<w:b/>" if i % 5 == 0 else ""}<w:sz w:val="24"/></w:rPr><w:t xml:space="preserve">{sentence(11)} </w:t></w:r>' for i in range(6))
            if k == 3:
                note += 1
                runs += f'<w:r><w:footnoteReference w:id="{note}"/></w:r>'
                notes.append(f'<w:footnote w:id="{note}"><w:p><w:r><w:t>{sentence(12)}</w:t></w:r></w:p></w:footnote>')
            number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if k % 3 == 0 else ""
            body.append(f'<w:p w:rsidR="00A1{page:04d}" w:rsidRDefault="00A1{page:04d}"><w:pPr>{number}<w:spacing w:after="160"/></w:pPr>{runs}</w:p>')
        if page % 4 == 0:
            rows = "".join("<w:tr>" + "".join(f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{sentence(3)}</w:t></w:r></w:p></w:tc>' for _ in range(3)) + "</w:tr>" for _ in range(6))
            body.append(f"<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>{rows}</w:tbl>")
    types = "".join(f'<Override PartName="/word/{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{t}+xml"/>'
                    for n, t in (("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"), ("footnotes", "footnotes")))
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="{REL}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(f'<Relationship Id="r{i}" Type="{REL}/{n}" Target="{n}.xml"/>' for i, n in enumerate(("styles", "numbering", "footnotes"))) + "</Relationships>",
        "word/styles.xml": f'{HEAD}<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>',
        "word/numbering.xml": f'{HEAD}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/footnotes.xml": f'{HEAD}<w:footnotes xmlns:w="{W}">{"".join(notes)}</w:footnotes>',
        "word/document.xml": f'{HEAD}<w:document xmlns:w="{W}"><w:body>{"".join(body)}<w:sectPr/></w:body></w:document>',
    }
    write(path, parts)


def make_xlsx(path, rows=50_000):
    strings = [sentence(4) for _ in range(4000)]
    sheet = []
    for r in range(1, rows + 1):
        cells = [f'<c r="A{r}" s="1"><v>{40000 + r % 3000}</v></c>', f'<c r="B{r}"><v>{r * 1.5}</v></c>']
        cells += [f'<c r="{c}{r}" t="s"><v>{(r * 7 + i) % 4000}</v></c>' for i, c in enumerate("CDEFG")]
        cells += [f'<c r="H{r}"><f>B{r}*2</f><v>{r * 3}</v></c>']
        sheet.append(f'<row r="{r}" spans="1:8">{"".join(cells)}</row>')
    S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{S}" xmlns:r="{REL}"><sheets><sheet name="Contacts" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="{REL}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'{HEAD}<styleSheet xmlns="{S}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{S}" uniqueCount="4000">' + "".join(f"<si><t>{s}</t></si>" for s in strings) + "</sst>",
        "xl/worksheets/sheet1.xml": f'{HEAD}<worksheet xmlns="{S}"><sheetData>{"".join(sheet)}</sheetData></worksheet>',
    }
    write(path, parts)


def write(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items(): z.writestr(name, text)


def xml_bytes(path):
    with zipfile.ZipFile(path) as z: return sum(i.file_size for i in z.infolist())


def one(command):
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, use = os.wait4(child.pid, 0)
    return (time.perf_counter() - began) * 1000, (use.ru_utime + use.ru_stime) * 1000


# A process counts the memory of the one that started it, so a bare interpreter stands between.
START = "import os, sys\nn = os.open(os.devnull, os.O_RDWR)\np = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, n, 1), (os.POSIX_SPAWN_DUP2, n, 2)])\nprint(os.wait4(p, 0)[2].ru_maxrss)"


def peak(command):
    """Kilobytes of the largest process that a command needed."""
    return int(subprocess.run([sys.executable, "-I", "-S", "-c", START, *command], capture_output=True, text=True, check=True).stdout)


def measured(commands, rounds):
    """Median and spread of the wall clock and of processor time over rounds, several commands added up."""
    walls, cpus = [], []
    for _ in range(rounds):
        all_of = [one(c) for c in commands]
        walls.append(sum(a[0] for a in all_of))
        cpus.append(sum(a[1] for a in all_of))
    return walls, cpus, max(peak(c) for c in commands)


def warm(command, rounds):
    out = subprocess.run([*command, str(rounds + 3)], capture_output=True, text=True).stdout.split("\n")
    return [float(line.split()[0]) for line in out if line.strip()][3:]


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if not args: sys.exit(__doc__)
    heed, rounds = os.path.abspath(args[0]), int(args[1]) if len(args) > 1 else 7
    folder = tempfile.mkdtemp(prefix="heed-bench-")
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})
    docx, xlsx, pdf = (os.path.join(folder, "report." + e) for e in ("docx", "xlsx", "pdf"))
    for make, path in ((make_docx, docx), (make_xlsx, xlsx)):  # in processes of their own: memory is counted from here
        made = multiprocessing.get_context("fork").Process(target=make, args=(path,))
        made.start()
        made.join()
    if shutil.which("soffice"): subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/lo", "--headless", "--convert-to", "pdf", "--outdir", folder, docx], capture_output=True)
    itself = os.path.join(os.path.dirname(heed), "heed_document_warm")
    node = lambda script, *more: ["node", os.path.join(HERE, script), *more]
    plans = [
        ("DOCX, 200 pages", docx, {"heed read": [[heed, "read", docx]], "pandoc": [["pandoc", "-t", "plain", "--wrap=none", docx]], "mammoth": [node("mammoth_text.mjs", docx)], "docx2txt": [["docx2txt", docx, "-"]]}, {"heed, warm": [itself, docx], "mammoth, warm": node("mammoth_text.mjs", "--time", docx)}),
        ("XLSX, 50,000 rows", xlsx, {"heed read": [[heed, "read", xlsx]], "SheetJS": [node("sheetjs_cells.mjs", "--once", xlsx)]}, {"heed, warm": [itself, xlsx], "SheetJS, warm": node("sheetjs_cells.mjs", "--time", xlsx)}),
    ]
    if os.path.exists(pdf):
        plans.append(("PDF of the report", pdf, {"heed read": [[heed, "read", pdf]], "poppler's calls": [["pdfinfo", pdf], ["pdftotext", pdf, "-"], ["pdfdetach", "-list", pdf], ["pdfimages", "-list", pdf]], "pdftotext alone": [["pdftotext", pdf, "-"]]}, {}))
    empty = os.path.join(folder, "empty.txt")
    with open(empty, "w") as f: f.write("x")
    bare = peak([heed, "read", empty])
    for title, path, tools, warm_ones in plans:
        expanded = xml_bytes(path) if not path.endswith("pdf") else os.path.getsize(path)
        print(f"\n{title}: {os.path.getsize(path) / 1e6:.1f} MB, {expanded / 1e6:.1f} MB unpacked; {rounds} rounds on one core")
        print(f"{'':18} {'median ms':>10} {'least':>8} {'most':>8} {'cpu ms':>8} {'least':>8} {'most':>8} {'times Heed':>11} {'memory MB':>10} {'x unpacked':>11} {'less bare':>10}")
        base = None
        for name, commands in tools.items():
            fewer = rounds if name == "heed read" else max(3, rounds // 2)
            walls, cpus, memory = measured(commands, fewer)
            median, cpu = statistics.median(walls), statistics.median(cpus)
            counted = median if path.endswith("pdf") else cpu
            base = base or counted
            print(f"{name:18} {median:10.1f} {min(walls):8.1f} {max(walls):8.1f} {cpu:8.1f} {min(cpus):8.1f} {max(cpus):8.1f} {counted / base:11.1f} {memory / 1024:10.1f} {memory * 1024 / expanded:11.1f}", end="")
            print(f" {(memory - bare) * 1024 / expanded:10.1f}" if name == "heed read" else "")
        base = None
        for name, command in warm_ones.items():
            if not os.path.exists(command[0]) and not shutil.which(command[0]): continue
            all_of = warm(command, 5)
            base = base or statistics.median(all_of)
            print(f"{name:18} {'':10} {'':8} {'':8} {statistics.median(all_of):8.1f} {min(all_of):8.1f} {max(all_of):8.1f} {statistics.median(all_of) / base:11.1f}")
    if "--keep" in sys.argv: shutil.copytree(folder, sys.argv[sys.argv.index("--keep") + 1], dirs_exist_ok=True)
    shutil.rmtree(folder)


if __name__ == "__main__": main()
