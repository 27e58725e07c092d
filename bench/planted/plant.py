#!/usr/bin/env python3
"""Plants listed values in every hiding place of a DOCX file.

    plant.py FOLDER [--files 500] [--values 10000] [--seed 1]

writes FOLDER/register.csv, FOLDER/in/*.docx, FOLDER/clean/*.docx (no listed value in them), FOLDER/refuse/*.docx
(holding a part that cannot be read) and FOLDER/truth.json: for every
file the places, and what was planted there. Python's own library only.
"""
import argparse
import base64
import csv
import json
import os
import random
import struct
import zipfile
import zlib
from xml.sax.saxutils import escape

import register

W = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
     'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
     'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
     'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
     'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
     'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
     'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:dsp="http://schemas.microsoft.com/office/drawing/2008/diagram"')
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

PROSE = ["The panel met in the spring and agreed the terms of reference.", "A referral was made and the outcome was not recorded.", "The practitioner asked about safety at home, and a plan was agreed.",
         "There was no contact for some weeks after that.", "She said that she would think about it, and that the children were well.", "Information was not shared between the agencies at this point.",
         "The risk was assessed as medium; no rationale was written down.", "He will call again next week, she hoped, with some grace and joy.", "It may be a long way, but in the young case the rose was on the page.",
         "Good practice was seen in the way the nurse followed this up.", "The review found that the policy had been followed in part."]


def q(s):
    return escape(s, {'"': "&quot;"})


def hidden_xml(s, r):
    """XML of a text, now and then as character references."""
    if r.random() < 0.15:
        return "".join("&#%d;" % ord(c) if r.random() < 0.5 else "&#x%X;" % ord(c) for c in s)
    return escape(s)


def run(s, r=None, props="", tag="w:t"):
    return '<w:r>%s<%s xml:space="preserve">%s</%s></w:r>' % ("<w:rPr>%s</w:rPr>" % props if props else "", tag, hidden_xml(s, r) if r else escape(s), tag)


def split_runs(s, r, tag="w:t"):
    """The text in several runs, cut anywhere, with what programs put between runs."""
    cuts = sorted(r.sample(range(1, len(s)), min(len(s) - 1, r.randint(1, 4)))) if len(s) > 1 else []
    out, last = [], 0
    for cut in cuts + [len(s)]:
        out.append(run(s[last:cut], None, r.choice(["", "<w:b/>", "<w:i/>", '<w:color w:val="FF0000"/>', '<w:lang w:val="cy-GB"/>']), tag))
        last = cut
        if cut != len(s) and tag == "w:t":
            out.append(r.choice(["", '<w:proofErr w:type="spellStart"/>', '<w:bookmarkStart w:id="9%d" w:name="_b%d"/><w:bookmarkEnd w:id="9%d"/>' % (cut, cut, cut), "<w:r><w:lastRenderedPageBreak/></w:r>",
                                 "<w:r><w:softHyphen/></w:r>"]))
    return "".join(out)


def p(inside, props=""):
    return "<w:p>%s%s</w:p>" % ("<w:pPr>%s</w:pPr>" % props if props else "", inside)


def png(chunks, tail=b""):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    ihdr = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", ihdr) + b"".join(chunk(k, d) for k, d in chunks) + chunk(b"IDAT", zlib.compress(b"\0\xff\xff\xff")) + chunk(b"IEND", b"") + tail


# A whole one-pixel picture, so that programs can open the file.
JPEG = base64.b64decode("/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=")


def jpeg(comment, exif, xmp, tail=b""):
    def segment(marker, data):
        return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data
    text = exif.encode("utf-8") + b"\0"
    tiff = b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHII", 0x013B, 2, len(text), 26) + b"\0\0\0\0" + text
    return (JPEG[:2] + segment(0xE1, b"Exif\0\0" + tiff) + segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator>" + xmp.encode() + b"</dc:creator></x:xmpmeta>") +
            segment(0xFE, comment.encode("utf-8")) + JPEG[2:] + b"\xff\xd9" + tail)


def workbook(values):
    import io
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
        z.writestr("xl/workbook.xml", HEAD + "<workbook/>")
        z.writestr("xl/sharedStrings.xml", HEAD + "<sst>" + "".join("<si><t>%s</t></si>" % escape(v) for v in values) + "</sst>")
    return out.getvalue()


class Planter:
    def __init__(self, rows, seed):
        self.rows = [x for x in rows if x[1] != "pseudonym"]
        self.seed = seed

    def file(self, n, path, clean=False, refuse=None):
        r = random.Random(self.seed * 1000003 + n)
        truth = []

        def put(place, kinds=None, plain=False, tame=False):
            """A value to plant here; what was planted is written down."""
            if clean:
                return "nothing here"
            while True:
                who, kind, value, _ = r.choice(self.rows)
                if kinds and kind not in kinds:
                    continue
                text, form, weak = register.forms(kind, value, r)
                if plain and (form in ("initials",) or "\n" in text):
                    continue
                shown, how = (text, "as is") if tame else register.hide(text, r)
                # "ada lovelace" in small letters is no name of everyday words: such a form is weak or no form at all.
                if any(value == a + " " + b for a, b in register.EVERYDAY) and how in ("lower", "mixed"):
                    weak = True
                truth.append({"place": place, "kind": kind, "value": value, "text": shown, "form": form, "how": how, "weak": weak})
                return shown

        names = ("name", "former_name")
        lines = lambda: p(run(r.choice(PROSE)))
        body, rels, types, parts = [], [], [], {}

        def rel(rid, kind, target, external=False):
            rels.append('<Relationship Id="%s" Type="%s" Target="%s"%s/>' % (rid, kind if "/" in kind else REL + kind, q(target), ' TargetMode="External"' if external else ""))

        def part(name, content, content_type=None):
            parts[name] = content
            if content_type:
                types.append('<Override PartName="/%s" ContentType="%s"/>' % (name, content_type))

        def word_part(name, root, inside, kind, rid, reltype):
            part(name, HEAD + "<w:%s %s>%s</w:%s>" % (root, W, inside, root), WORD + kind + "+xml")
            rel(rid, reltype, name.split("/")[-1])

        # --- words of the body
        for _ in range(r.randint(2, 5)):
            body += [lines(), p(run("It was said that ") + run(put("body run"), r) + run(" was there."))]
            body += [p(run("Later ") + split_runs(put("body split over runs"), r) + run(" left."))]
        # A sentence that begins lower case and a value that stands at its very start and end.
        body.append(p(run(put("paragraph alone"), r)))
        body.append(p(run("See (") + run(put("in brackets"), r) + run("); “") + run(put("in quotation marks"), r) + run("”.")))
        body.append(p(run("a/") + run(put("after a slash", names + ("nickname", "phone", "nhs"), True), r) + run("/b")))
        body.append("<w:tbl><w:tr><w:tc>%s</w:tc><w:tc>%s</w:tc></w:tr><w:tr><w:tc>%s<w:tbl><w:tr><w:tc>%s</w:tc></w:tr></w:tbl>%s</w:tc></w:tr></w:tbl>" %
                    (p(run(put("table cell"), r)), p(split_runs(put("table cell split"), r)), p(run("x")), p(run(put("nested table"), r)), p("")))
        body.append(p(run("Her ") + '<w:ins w:id="1" w:author="%s" w:date="2020-01-01T00:00:00Z" w:initials="%s">%s</w:ins>' % (q(put("author of an insertion", names)), "zz", run(put("insertion"), r)) +
                      '<w:del w:id="2" w:author="%s">%s</w:del>' % (q(put("author of a deletion", names)), run(put("deletion"), r, "", "w:delText"))))
        body.append(p('<w:moveFromRangeStart w:id="3" w:name="%s" w:author="%s"/>' % (q(put("name of a move", names, True)), q(put("author of a move", names))) +
                      '<w:moveFrom w:id="4" w:author="x">%s</w:moveFrom><w:moveFromRangeEnd w:id="3"/>' % run(put("moved from"), r)))
        body.append(p('<w:moveTo w:id="5" w:author="y">%s</w:moveTo>' % split_runs(put("moved to"), r)))
        t = put("split by an insertion", names, True)
        cut = max(1, len(t) // 2)
        body.append(p(run(t[:cut]) + '<w:ins w:id="6" w:author="z">%s</w:ins>' % run(t[cut:])))
        body.append(p(run("old", None, "", "w:t") + '<w:r><w:rPr><w:rPrChange w:id="7" w:author="%s"><w:rPr/></w:rPrChange></w:rPr><w:t>new</w:t></w:r>' % q(put("author of a formatting change", names))))
        body.append(p(run(put("hidden text"), r, "<w:vanish/>")))
        body.append(p(run(put("text of a hidden style"), r), '<w:pStyle w:val="Hid"/>'))
        body.append(p("<w:r><w:ruby><w:rt>%s</w:rt><w:rubyBase>%s</w:rubyBase></w:ruby></w:r>" % (run(put("ruby", names, True)), run(put("ruby base", names, True)))))
        body.append("<m:oMathPara><m:oMath><m:r><m:t>%s</m:t></m:r></m:oMath></m:oMathPara>" % escape(put("formula")))
        t = put("parts with a tab and a line break", ("name",), True, True)
        body.append(p("<w:r>" + r.choice(["<w:tab/>", "<w:br/>", "<w:cr/>"]).join('<w:t xml:space="preserve">%s</w:t>' % escape(x) for x in t.split(" ")) + "</w:r>"))
        t = put("no-break hyphen", names, True, True)
        body.append(p("<w:r>" + "<w:noBreakHyphen/>".join('<w:t xml:space="preserve">%s</w:t>' % escape(x) for x in t.split("-")) + "</w:r>"))
        body.append(p("<w:r><w:t><![CDATA[%s]]></w:t></w:r><!-- %s -->" % (put("CDATA"), put("XML comment", names, True).replace("--", "-"))) + "<?mso %s?>" % put("processing instruction", names, True, True).replace("?>", ""))
        # --- fields and links
        t = put("field instruction", ("email", "phone"), True)
        instr = ' HYPERLINK "mailto:%s" ' % t
        c1 = r.randint(12, len(instr) - 3)
        body.append(p('<w:r><w:fldChar w:fldCharType="begin"><w:fldData>%s</w:fldData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve">%s</w:instrText></w:r><w:r><w:instrText xml:space="preserve">%s</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>%s<w:r><w:fldChar w:fldCharType="end"/></w:r>' %
                      (base64.b64encode(put("field data", names, True).encode("utf-16-le")).decode(), escape(instr[:c1]), escape(instr[c1:]), run(put("field result"), r))))
        body.append(p('<w:fldSimple w:instr="%s">%s</w:fldSimple>' % (q(' DOCPROPERTY "%s" ' % put("simple field", names, True)), run(put("simple field result"), r))))
        body.append(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> XE "%s" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' % escape(put("index entry"))))
        body.append(p('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="%s"/><w:helpText w:type="text" w:val="%s"/><w:statusText w:type="text" w:val="%s"/><w:textInput><w:default w:val="%s"/></w:textInput><w:ddList><w:listEntry w:val="%s"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' %
                      tuple(q(put("form field " + x, names if x == "name" else None, True)) for x in ("name", "help", "status", "default", "list"))))
        rel("rLink", "hyperlink", "mailto:" + put("link target", ("email",), True, True), True)
        rel("rLink2", "hyperlink", "https://example.org/people/" + put("link target path", names, True).replace(" ", r.choice(["%20", "+", "_", "-"])), True)
        rel("rLink3", "hyperlink", "file:///C:/Users/" + put("link to a file", names, True).replace(" ", "%20") + "/notes.docx", True)
        body.append(p('<w:hyperlink r:id="rLink" w:tooltip="%s">%s</w:hyperlink><w:hyperlink r:id="rLink2">%s</w:hyperlink><w:hyperlink r:id="rLink3">%s</w:hyperlink>' % (q(put("tooltip")), run(put("link text"), r), run("two"), run("three"))))
        mark = put("bookmark", names, True, True).replace(" ", "_").replace(",", "").replace(".", "")
        body.append(p('<w:bookmarkStart w:id="20" w:name="%s"/>%s<w:bookmarkEnd w:id="20"/><w:hyperlink w:anchor="%s">%s</w:hyperlink>' % (q(mark), run("mark"), q(mark), run("to mark"))))
        # --- content controls
        body.append('<w:sdt><w:sdtPr><w:alias w:val="%s"/><w:tag w:val="%s"/><w:placeholder><w:docPart w:val="%s"/></w:placeholder><w:dropDownList w:lastValue="%s"><w:listItem w:displayText="%s" w:value="%s"/></w:dropDownList><w:dataBinding w:xpath="%s"/></w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>' %
                    (tuple(q(put("content control " + x, names if x in ("tag", "binding") else None, True)) for x in ("title", "tag", "placeholder", "last value", "item", "value", "binding")) + (p(run(put("content control text"), r)),)))
        body.append('<w:sdt><w:sdtPr><w:date w:fullDate="2019-05-12T00:00:00Z"><w:dateFormat w:val="d MMMM yyyy"/></w:date></w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>' % p(run(put("date control", ("date_of_birth", "date_of_death")), r)))
        # --- drawings
        box = p(run(put("text box"), r)) + p(split_runs(put("text box split"), r))
        fallback = p(run(put("text box fallback"), r))
        body.append(p('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="%s" descr="%s" title="%s"><a:hlinkClick r:id="rLink" tooltip="%s"/></wp:docPr><a:graphic><a:graphicData uri="x"><wps:wsp><wps:cNvPr id="3" name="%s"/><wps:txbx><w:txbxContent>%s</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape id="%s" alt="%s" o:title="%s" href="%s" o:gfxdata="%s"><v:textbox><w:txbxContent>%s</w:txbxContent></v:textbox><v:textpath string="%s"/></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>' %
                      (q(put("drawing name", names, True)), q("A picture of " + put("alternative text")), q(put("drawing title")), q(put("drawing tooltip")), q(put("shape name", names, True)), box,
                       q(put("VML id", names, True).replace(" ", "_")), q(put("VML alt")), q(put("VML title")), q("http://x/" + put("VML link", names, True).replace(" ", "%20")),
                       base64.b64encode(workbook([put("VML packed data", names, True)])).decode(), fallback, q(put("word art")))))
        rel("rPng", "image", "media/image1.png")
        part("word/media/image1.png", png([(b"tEXt", b"Author\0" + put("PNG tEXt").encode("utf-8")), (b"zTXt", b"Comment\0\0" + zlib.compress(put("PNG zTXt").encode("utf-8"))),
                                           (b"iTXt", b"Title\0\0\0\0\0" + put("PNG iTXt").encode("utf-8")), (b"iTXt", b"Title\0\x01\0\0\0" + zlib.compress(put("PNG packed iTXt").encode("utf-8"))), (b"eXIf", b"II*\0" + put("PNG eXIf").encode())],
                                          put("after the PNG").encode("utf-8")))
        rel("rJpg", "image", "media/image2.jpeg")
        part("word/media/image2.jpeg", jpeg(put("JPEG comment"), put("JPEG EXIF"), put("JPEG XMP"), put("after the JPEG").encode("utf-8")))
        hidden_name = "word/media/" + put("name of a part", names, True, True).replace(" ", "_").replace("/", "") + ".png"
        rel("rNamed", "image", hidden_name[5:].replace("’", "%E2%80%99") if r.random() < 0.5 else hidden_name[5:])
        part(hidden_name, png([]))
        for i, rid in enumerate(("rPng", "rJpg", "rNamed")):
            body.append(p('<w:r><w:drawing><wp:inline><wp:docPr id="%d" name="Picture"/><a:graphic><a:graphicData uri="x"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="%s" descr="%s"/></pic:nvPicPr><pic:blipFill><a:blip r:embed="%s"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>' %
                          (30 + i, q(put("picture name", names, True) + ".jpg"), q(put("picture description")), rid)))
        rel("rSvg", "image", "media/image4.svg")
        part("word/media/image4.svg", '<svg xmlns="http://www.w3.org/2000/svg"><title>%s</title><text>%s</text></svg>' % (escape(put("SVG title")), escape(put("SVG text"))))
        rel("rEmf", "image", "media/image5.emf")
        part("word/media/image5.emf", b"\1\0\0\0" + put("EMF text").encode("utf-16-le"))
        for rid in ("rSvg", "rEmf"):
            body.append(p('<w:r><w:drawing><wp:inline><a:graphic><a:blip r:embed="%s"/></a:graphic></wp:inline></w:drawing></w:r>' % rid))
        rel("rChart", "chart", "charts/chart1.xml")
        body.append(p('<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="c"><c:chart r:id="rChart"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'))
        part("word/charts/chart1.xml", HEAD + "<c:chartSpace %s><c:chart><c:title><c:tx><c:rich><a:p>%s</a:p></c:rich></c:tx></c:title><c:plotArea><c:barChart><c:ser><c:tx><c:strRef><c:f>%s</c:f><c:strCache><c:pt idx=\"0\"><c:v>%s</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache><c:pt idx=\"0\"><c:v>%s</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser></c:barChart></c:plotArea></c:chart><c:externalData r:id=\"rId1\"/></c:chartSpace>" %
             (W, "".join("<a:r><a:t>%s</a:t></a:r>" % escape(x) for x in halves(put("chart title", None, True))), escape("'%s'!$A$1" % put("chart formula", names, True).replace("'", "")), escape(put("chart series")), escape(put("chart category"))),
             "application/vnd.openxmlformats-officedocument.drawingml.chart+xml")
        part("word/charts/_rels/chart1.xml.rels", HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="%spackage" Target="../embeddings/Microsoft_Excel_Sheet.xlsx"/></Relationships>' % REL)
        part("word/embeddings/Microsoft_Excel_Sheet.xlsx", workbook([put("embedded workbook"), put("embedded workbook")]))
        rel("rOle", "oleObject", "embeddings/oleObject1.bin")
        part("word/embeddings/oleObject1.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64) + put("OLE object").encode("utf-16-le") + bytes(9) + put("OLE object").encode("utf-8"), "application/vnd.openxmlformats-officedocument.oleObject")
        body.append(p('<w:r><w:object><v:shape><v:imagedata r:id="rEmf" o:title="%s"/></v:shape><o:OLEObject ProgID="Package" r:id="rOle"/></w:object></w:r>' % q(put("OLE title"))))
        for kind, name, rid, inside in (("diagramData", "data", "rDgm", "<dgm:dataModel %s><dgm:ptLst><dgm:pt><dgm:prSet phldrT=\"%s\"/><dgm:t><a:p>%s</a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>" % (W, q("[%s]" % put("SmartArt prompt")), "".join("<a:r><a:t>%s</a:t></a:r>" % escape(x) for x in halves(put("SmartArt", None, True))))),
                                        ("diagramDrawing", "drawing", "rDsp", "<dsp:drawing %s><dsp:spTree><dsp:sp><dsp:txBody><a:p><a:r><a:t>%s</a:t></a:r></a:p></dsp:txBody></dsp:sp></dsp:spTree></dsp:drawing>" % (W, escape(put("SmartArt drawing"))))):
            rel(rid, kind, "diagrams/%s1.xml" % name)
            part("word/diagrams/%s1.xml" % name, HEAD + inside, "application/vnd.openxmlformats-officedocument.drawingml.%s+xml" % kind if name == "data" else "application/vnd.ms-office.drawingml.diagramDrawing+xml")
        body.append(p('<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="d"><dgm:relIds r:dm="rDgm" r:lo="rX" r:qs="rX" r:cs="rX"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'))
        # --- other parts of the document
        body.append(p(run("Notes") + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:endnoteReference w:id="2"/></w:r><w:commentRangeStart w:id="0"/>' + run("seen") + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'))
        word_part("word/header1.xml", "hdr", p(split_runs(put("header"), r)) + p('<w:r><w:pict><v:shape type="#t136"><v:textpath string="%s"/></v:shape></w:pict></w:r>' % q(put("watermark"))), "header", "rHdr", "header")
        word_part("word/footer1.xml", "ftr", p(run(put("footer"), r)), "footer", "rFtr", "footer")
        word_part("word/footnotes.xml", "footnotes", '<w:footnote w:id="2">%s</w:footnote>' % p(split_runs(put("footnote"), r)), "footnotes", "rFn", "footnotes")
        word_part("word/endnotes.xml", "endnotes", '<w:endnote w:id="2">%s</w:endnote>' % p(run(put("endnote"), r)), "endnotes", "rEn", "endnotes")
        word_part("word/comments.xml", "comments", '<w:comment w:id="0" w:author="%s" w:initials="%s">%s</w:comment>' % (q(put("comment author", names)), "qq", p(run(put("comment"), r))), "comments", "rCm", "comments")
        part("word/commentsExtended.xml", HEAD + '<w15:commentsEx %s><w15:commentEx w15:paraId="0"/></w15:commentsEx>' % W, WORD + "commentsExtended+xml")
        rel("rCe", "http://schemas.microsoft.com/office/2011/relationships/commentsExtended", "commentsExtended.xml")
        part("word/people.xml", HEAD + '<w15:people %s><w15:person w15:author="%s"><w15:presenceInfo w15:providerId="AD" w15:userId="%s"/></w15:person></w15:people>' % (W, q(put("people", names)), q(put("people id", ("email",)))), WORD + "people+xml")
        rel("rPe", "http://schemas.microsoft.com/office/2011/relationships/people", "people.xml")
        word_part("word/styles.xml", "styles", '<w:style w:type="paragraph" w:styleId="Hid"><w:name w:val="Hid"/><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:aliases w:val="%s"/></w:style>' %
                  (q(put("style id", names, True, True).replace(" ", "").replace(",", "").replace("’", "") + "1"), q(put("style name", names, True) + " heading"), q(put("style alias", names, True))), "styles", "rSt", "styles")
        word_part("word/numbering.xml", "numbering", '<w:abstractNum w:abstractNumId="0"><w:name w:val="%s"/><w:lvl w:ilvl="0"><w:lvlText w:val="%s %%1."/></w:lvl></w:abstractNum>' % (q(put("list name", names, True)), q(put("list label", None, True))), "numbering", "rNum", "numbering")
        word_part("word/settings.xml", "settings", '<w:writeProtection w:hash="%s"/><w:mailMerge><w:connectString w:val="%s"/><w:query w:val="%s"/></w:mailMerge><w:docVars><w:docVar w:name="%s" w:val="%s"/></w:docVars><w:attachedTemplate r:id="rId1"/><w:captions><w:caption w:name="%s"/></w:captions>' %
                  ("x", q(put("mail merge source", None, True)), q("SELECT * FROM `%s`" % put("mail merge query", names, True)), q(put("document variable name", names, True)), q(put("document variable")), q(put("caption", names, True))), "settings", "rSet", "settings")
        part("word/_rels/settings.xml.rels", HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="%sattachedTemplate" Target="%s" TargetMode="External"/></Relationships>' % (REL, q("file:///C:/Users/%s/t.dotx" % put("template path", names, True).replace(" ", "%20"))))
        word_part("word/webSettings.xml", "webSettings", '<w:divs><w:div w:id="%s"/></w:divs>' % "1", "webSettings", "rWeb", "webSettings")
        word_part("word/fontTable.xml", "fonts", '<w:font w:name="%s"><w:altName w:val="%s"/></w:font>' % (q(put("font name", names, True)), q(put("font other name", names, True))), "fontTable", "rFt", "fontTable")
        part("word/theme/theme1.xml", HEAD + '<a:theme %s name="%s"><a:themeElements><a:clrScheme name="%s"/></a:themeElements></a:theme>' % (W, q(put("theme name", names, True)), q(put("colour scheme", names, True))), "application/vnd.openxmlformats-officedocument.theme+xml")
        rel("rTh", "theme", "theme/theme1.xml")
        part("word/glossary/document.xml", HEAD + "<w:glossaryDocument %s><w:docParts><w:docPart><w:docPartPr><w:name w:val=\"%s\"/></w:docPartPr><w:docPartBody>%s</w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>" % (W, q(put("building block name", names)), p(run(put("building block"), r))), WORD + "document.glossary+xml")
        rel("rGl", "glossaryDocument", "glossary/document.xml")
        if refuse == "chunk":
            part("word/afchunk.html", "<html><p>%s</p></html>" % escape(put("alternative chunk")), "text/html")
            rel("rAlt", "aFChunk", "afchunk.html")
            body.append('<w:altChunk r:id="rAlt"/>')
        elif refuse == "unknown":
            part("word/strange.qqq", put("unknown part"), "application/x-strange")
        elif refuse == "macro":
            part("word/vbaProject.bin", put("macro"), "application/vnd.ms-office.vbaProject")
        elif refuse == "entity":
            parts["word/header1.xml"] = HEAD + "<!DOCTYPE x [<!ENTITY n '%s'>]>" % escape(put("entity", names)) + parts["word/header1.xml"][len(HEAD):].replace("<w:t ", "<w:t>&n;</w:t><w:t ", 1)
        elif refuse == "broken":
            parts["word/footnotes.xml"] = parts["word/footnotes.xml"][:-20]
        # --- the package
        part("docProps/core.xml", HEAD + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>%s</dc:creator><cp:lastModifiedBy>%s</cp:lastModifiedBy><dc:title>%s</dc:title><dc:description>%s</dc:description><cp:keywords>%s</cp:keywords><dc:subject>%s</dc:subject></cp:coreProperties>' %
             tuple(escape(put("property " + x)) for x in ("creator", "last modified by", "title", "description", "keywords", "subject")), "application/vnd.openxmlformats-package.core-properties+xml")
        part("docProps/app.xml", HEAD + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>%s</Company><Manager>%s</Manager><HyperlinkBase>%s</HyperlinkBase><TitlesOfParts><vt:lpstr xmlns:vt="v">%s</vt:lpstr></TitlesOfParts></Properties>' %
             tuple(escape(put("property " + x)) for x in ("company", "manager", "link base", "titles of parts")), "application/vnd.openxmlformats-officedocument.extended-properties+xml")
        part("docProps/custom.xml", HEAD + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"><property name="%s"><vt:lpwstr xmlns:vt="v">%s</vt:lpwstr></property></Properties>' % (q(put("custom property name")), escape(put("custom property"))), "application/vnd.openxmlformats-officedocument.custom-properties+xml")
        part("docProps/thumbnail.jpeg", jpeg(put("thumbnail comment"), put("thumbnail EXIF"), put("thumbnail XMP")))
        part("customXml/item1.xml", "<k xmlns=\"urn:k\"><who at=\"%s\">%s</who></k>" % (q(put("custom XML attribute")), escape(put("custom XML"))))
        part("customXml/itemProps1.xml", HEAD + '<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>', "application/vnd.openxmlformats-officedocument.customXmlProperties+xml")
        rel("rCx", "customXml", "../customXml/item1.xml")
        part("customXml/_rels/item1.xml.rels", HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="%scustomXmlProps" Target="itemProps1.xml"/></Relationships>' % REL)
        if r.random() < 0.2:
            # A part in UTF-16, as some programs write it.
            parts["word/footer1.xml"] = parts["word/footer1.xml"].replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
        r.shuffle(body)
        namespace = put("namespace", names, True, True).replace(" ", "-") if r.random() < 0.3 else None
        root = W + (' xmlns:own="urn:%s"' % q(namespace) if namespace else "")
        parts["word/document.xml"] = HEAD + "<w:document %s><w:body>%s<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rHdr\"/><w:footerReference w:type=\"default\" r:id=\"rFtr\"/></w:sectPr></w:body></w:document>" % (root, "".join(body))
        parts["word/_rels/document.xml.rels"] = HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + "".join(rels) + "</Relationships>"
        parts["_rels/.rels"] = HEAD + '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="%sofficeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="r3" Type="%sextended-properties" Target="docProps/app.xml"/><Relationship Id="r4" Type="%scustom-properties" Target="docProps/custom.xml"/><Relationship Id="r5" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/></Relationships>' % (REL, REL, REL)
        content = HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' + "".join('<Default Extension="%s" ContentType="%s"/>' % x for x in (("png", "image/png"), ("jpeg", "image/jpeg"), ("svg", "image/svg+xml"), ("emf", "image/x-emf"), ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))) + '<Override PartName="/word/document.xml" ContentType="%sdocument.main+xml"/>' % WORD + "".join(types) + "</Types>"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
            z.writestr("[Content_Types].xml", content)
            for name, data in parts.items():
                info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                if r.random() < 0.02:
                    info.comment = put("comment of a packed part", names).encode("utf-8")
                if r.random() < 0.02:
                    data_extra = put("extra field of a packed part", names).encode("utf-8")
                    info.extra = struct.pack("<HH", 0x7075, len(data_extra)) + data_extra
                z.writestr(info, data)
            z.comment = put("comment of the archive").encode("utf-8")
        return truth


# Files that must not be anonymised at all, since a part of them cannot be: no output, and a reason.
REFUSALS = ("chunk", "unknown", "macro", "entity", "broken")


def halves(s):
    return [s[:len(s) // 2], s[len(s) // 2:]]


def main():
    a = argparse.ArgumentParser()
    a.add_argument("folder")
    a.add_argument("--files", type=int, default=500)
    a.add_argument("--values", type=int, default=10000)
    a.add_argument("--seed", type=int, default=1)
    args = a.parse_args()
    rows = register.make(args.values, args.seed)
    os.makedirs(os.path.join(args.folder, "in"), exist_ok=True)
    os.makedirs(os.path.join(args.folder, "clean"), exist_ok=True)
    os.makedirs(os.path.join(args.folder, "refuse"), exist_ok=True)
    with open(os.path.join(args.folder, "register.csv"), "w", newline="", encoding="utf-8") as f:
        w = csv.writer(f)
        w.writerow(["person", "kind", "value", "replacement"])
        for row in rows:
            # A telephone number that begins with + or 0 is a text here, as in a spreadsheet saved by hand.
            w.writerow(row)
    planter = Planter(rows, args.seed)
    truth = {}
    for n in range(args.files):
        truth["%05d.docx" % n] = planter.file(n, os.path.join(args.folder, "in", "%05d.docx" % n))
    for n in range(max(5, args.files // 10)):
        planter.file(10_000_000 + n, os.path.join(args.folder, "clean", "%05d.docx" % n), clean=True)
    for n, refuse in enumerate(REFUSALS):
        planter.file(20_000_000 + n, os.path.join(args.folder, "refuse", "%s.docx" % refuse), refuse=refuse)
    with open(os.path.join(args.folder, "truth.json"), "w", encoding="utf-8") as f:
        json.dump(truth, f, ensure_ascii=False)
    print("%d values, %d files, %d plantings in %d kinds of place" % (len(rows), args.files, sum(map(len, truth.values())), len({t["place"] for x in truth.values() for t in x})))


if __name__ == "__main__":
    main()
