"""An independent search of a file for listed values: no code of Heed's, no parser of XML, other folding.

It unpacks, decodes, strips tags in two ways, resolves character references, percent signs and base 64, inflates what is
packed in pictures, and compares letters and digits alone. It over-reports rather than misses.
"""
import base64
import html
import io
import re
import struct
import urllib.parse
import zipfile
import zlib

from register import compact, plain


def readings(data, name="", depth=0):
    """(place, text) of every way in which these bytes can be read."""
    yield name + " | name", urllib.parse.unquote(name)
    if data[:4] == b"PK\x03\x04":
        archive = zipfile.ZipFile(io.BytesIO(data))
        yield name + " | archive comment", archive.comment.decode("utf-8", "replace")
        for info in archive.infolist():
            yield name + " | entry", info.filename + "\n" + info.comment.decode("utf-8", "replace") + "\n" + info.extra.decode("utf-8", "replace")
            if depth < 4:
                yield from readings(archive.read(info), name + "/" + info.filename, depth + 1)
        return
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
    else:
        text = data.decode("utf-8", "replace")
        if b"\0" in data:
            yield name + " | utf-16", data.decode("utf-16-le", "replace") + "\n" + data[1:].decode("utf-16-le", "replace")
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        at = 8
        while at + 12 <= len(data):
            length, = struct.unpack(">I", data[at:at + 4])
            kind, body = data[at + 4:at + 8], data[at + 8:at + 8 + length]
            # Each chunk by itself: the sum that follows it may begin with a digit, and a date before it read as a longer number.
            yield name + " | chunk", body.decode("utf-8", "replace")
            if kind in (b"zTXt", b"iTXt"):
                for start in range(len(body)):
                    try:
                        yield name + " | packed", zlib.decompress(body[start:]).decode("utf-8", "replace")
                        break
                    except zlib.error:
                        pass
            at += 12 + length
    if data[:3] == b"\xff\xd8\xff":
        at = 2
        while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
            length, = struct.unpack(">H", data[at + 2:at + 4])
            # By itself as well: its length stands before it and may be a digit's byte.
            yield name + " | segment", data[at + 4:at + 2 + length].decode("utf-8", "replace")
            at += 2 + length
    yield name + " | as it is", html.unescape(text)
    if "<" in text:
        yield name + " | tags taken out", html.unescape(re.sub(r"<[^>]*>", "", text))
        # Runs joined, paragraphs and cells apart: where a date meets the digits of its neighbour, only this shows both.
        yield name + " | paragraphs apart", html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"</?(?:\w+:)?(?:p|tc|tr|td|li|br|cr|tab)\b[^>]*>", " ", text)))
        # The 1 of "$A$1" in a chart is a place in a sheet, and no day of the month that follows in the next element.
        yield name + " | tags as spaces", html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"\$\d+</", "$</", text)))
        # Words of no language between the values, so that the end of one and the beginning of the next never read as a date.
        yield name + " | attributes", "\nzqxjkzq\n".join(html.unescape(v) for v in re.findall(r'=\s*"([^"]*)"', text) + re.findall(r"=\s*'([^']*)'", text))
    if "%" in text:
        yield name + " | percent", urllib.parse.unquote(html.unescape(text))
    if depth < 4:
        for stretch in re.findall(r"[A-Za-z0-9+/]{16,}={0,2}", text):
            try:
                inside = base64.b64decode(stretch + "=" * (-len(stretch) % 4))
            except ValueError:
                continue
            if inside[:4] == b"PK\x03\x04":
                yield from readings(inside, name + " | base 64", depth + 1)
            else:
                yield name + " | base 64", inside.decode("utf-8", "replace") + "\n" + inside.decode("utf-16-le", "replace")


class Index:
    """The whole values of a register, and the words of its names, for one pass over the words of a text."""

    def __init__(self, rows, everyday):
        self.whole = {}
        for who, kind, value, _ in rows:
            if kind == "pseudonym":
                continue
            tokens = plain(value).split()
            if not tokens or value in everyday:
                continue
            self.whole.setdefault(tokens[0], []).append((tokens, kind))
            if kind in ("name", "former_name", "nickname"):
                for token in tokens:
                    if len(token) >= 6:
                        self.whole.setdefault(token, []).append(([token], kind + " part"))

    def search(self, tokens):
        for i, token in enumerate(tokens):
            for want, kind in self.whole.get(token, ()):
                if tokens[i:i + len(want)] == want:
                    yield kind, " ".join(want)


def left(data, name, planted, index):
    """What is left: (place, kind, form, what)."""
    out = set()
    needles = []
    for t in planted:
        if t["weak"]:
            continue
        tokens, joined = plain(t["text"]), compact(t["text"])
        if len(joined) < 5:
            continue
        # The digits of a date, with any spaces between them, stand in any list of numbers by chance: its words count in their
        # order, also where a tag that was taken out between letters and digits has glued them to their neighbours.
        date = re.compile(r"(?<!\d)%s(?!\d)" % " ?".join(map(re.escape, tokens.split()))) if t["kind"] in ("date_of_birth", "date_of_death") else None
        needles.append((" %s " % tokens, joined, date, t))
    for place, text in readings(data, name):
        folded = plain(text)
        spaced, squeezed = " %s " % folded, folded.replace(" ", "")
        for tokens, joined, date, t in needles:
            if joined in squeezed and (tokens in spaced or not date or date.search(folded)):
                out.add((place, t["place"], t["kind"], t["form"] + ", " + t["how"], t["text"]))
        for kind, what in index.search(folded.split()):
            out.add((place, "register", kind, "whole or part", what))
    return out
