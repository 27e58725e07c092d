"""An invented register of people and values, and the ways each value may be written.

Nobody in it exists: every name is put together from syllables. Weak forms (initials, a surname that is an everyday word)
are marked, since they need a person's decision and are not expected to go by themselves.
"""
import random
import unicodedata

TRADITIONS = {
    # onset syllables, middle, endings of forenames, endings of surnames
    "english": ("Hal Wen Bri Cor Tam Ros Eld Mar Jo Al".split(), "den wi rel sa mon le bri".split(), "ric na win ley etta ven".split(), "worth bourne stone wick shaw field cott".split()),
    "welsh": ("Llew Gwy Rhi Cari Ang Myf Eir".split(), "nel wed fan dry lys".split(), "wen ys fyr an iog".split(), "ydd allt wyn fryn goed".split()),
    "irish": ("Cao Sao Nia Fion Bre Ois Déa".split(), "lan mhó rai dra".split(), "ín gh ne án ail".split(), "ghan rrigan nnery llagh".split()),
    "polish": ("Wi Zbi Kat Mał Łu Sła".split(), "szko gnie rzy wom bo".split(), "mir sław na ta ka".split(), "kowiak żewski czyńska rzec".split()),
    "french": ("Él Ré Bén Cél Gér Hél".split(), "oï in é an".split(), "dine ard ette ette ïse".split(), "vallier ançois ègue rmont".split()),
    "spanish": ("Íñ Beg Ram Con Xó Núr".split(), "igo oñ chi ela".split(), "ita ón dro ía".split(), "ñaleda mírez rráez güelles".split()),
    "turkish": ("Öz Gül Çağ Şe Yıl Tü".split(), "ğe şa lin rkü".split(), "nur han gül mez".split(), "oğluay demirci yıldız çakır".split()),
    "arabic": ("Sa Haf Mun Zay Nou Taw".split(), "lih eez dhi nab".split(), "een ah iq ira".split(), "rouni sabbagh haddani qureishi".split()),
    "punjabi": ("Har Jas Gur Man Par Bal".split(), "pree vin deep jee".split(), "nder want leen ot".split(), "dhaliwara sandhori grewali bhogra".split()),
    "bengali": ("Sha Nas Rok Taj Mou".split(), "hna ree yas min".split(), "ara een ul ita".split(), "chowdhri mazumdari khandokar begumi".split()),
    "yoruba": ("Ade Olu Ayọ Ifẹ Tem".split(), "ban wa kun dọ".split(), "ke le mi tọ lá".split(), "bankolu yemikan dewale oyinde".split()),
    "chinese": ("Qian Xue Zhen Wei Lian".split(), "mi lu ya fe".split(), "ng i n iu".split(), "ouyun situo zhugao xiahue".split()),
    "vietnamese": ("Ngọ Thủ Hươ Quỳ Đứ".split(), "c y ng nh".split(), "a i ên ơ".split(), "guyẽnh rầnph hạmvu oàngl".split()),
    "icelandic": ("Þór Sig Guð Æv Hal".split(), "un ríð ar ey".split(), "dís nar ur björg".split(), "arsdóttur jónssen leifsen".split()),
    "greek": ("Xan Theo Eu Kal".split(), "thi do ro lli".split(), "ppa ros nia stis".split(), "kopoulis idakis matzis".split()),
}
PARTICLES = ["", "", "", "", "", "", "van der ", "de la ", "Al-", "El ", "O’", "Mc", "D’", "Ní ", "bin ", "von "]
EVERYDAY = [("Will", "Young"), ("Grace", "Hope"), ("Mark", "Field"), ("Rose", "Hill"), ("Art", "Page"), ("Joy", "Long"), ("May", "Day"), ("Faith", "Black"), ("Bill", "Ward"), ("Pat", "Case")]
STREETS = ["Street", "Road", "Avenue", "Close", "Lane", "Gardens", "Court", "Drive", "Crescent", "Terrace"]
MONTHS = "January February March April May June July August September October November December".split()


def plain(s):
    """Folded by other code than Heed's: letters and digits, one space between words."""
    s = s.replace("ß", "ss").replace("æ", "ae").replace("Æ", "ae").replace("œ", "oe").replace("ø", "o").replace("Ø", "o")
    s = s.replace("ł", "l").replace("Ł", "l").replace("đ", "d").replace("Đ", "d").replace("ð", "d").replace("Ð", "d").replace("þ", "th").replace("Þ", "th").replace("ı", "i")
    out = []
    for c in unicodedata.normalize("NFKD", s).casefold():
        kind = unicodedata.category(c)
        if kind in ("Mn", "Me", "Cf"):
            continue
        out.append(c if c.isalnum() else " ")
    return " ".join("".join(out).split())


def compact(s):
    return plain(s).replace(" ", "")


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.taken = set()

    def word(self, tradition, surname):
        a, b, c, d = TRADITIONS[tradition]
        while True:
            w = self.r.choice(a) + self.r.choice(b)
            if self.r.random() < 0.5:
                w += self.r.choice(b)
            w += self.r.choice(d if surname else c)
            w = w[0].upper() + w[1:].lower()
            if len(compact(w)) < 6:
                w += self.r.choice(b)
            key = compact(w)
            if len(key) >= 6 and key not in self.taken:
                self.taken.add(key)
                return w
            # Syllables run out: lengthen.
            w += self.r.choice(b) + self.r.choice(c)
            key = compact(w)
            if len(key) >= 6 and key not in self.taken:
                self.taken.add(key)
                return w

    def person(self, n):
        r = self.r
        tradition = r.choice(list(TRADITIONS))
        rows = []
        who = "P%d" % n
        everyday = n % 120 == 7
        if everyday:
            first, last = EVERYDAY[(n // 120) % len(EVERYDAY)]
            last_all = last
            first_2 = last_2 = ""
            name = first + " " + last
        else:
            first, last = self.word(tradition, False), self.word(tradition, True)
            particle = r.choice(PARTICLES)
            last_all = particle + last
            if r.random() < 0.15:
                last_all += "-" + self.word(r.choice(list(TRADITIONS)), True)
            if r.random() < 0.08:
                first += "-" + self.word(tradition, False)
            middle = " " + self.word(tradition, False) if r.random() < 0.3 else ""
            name = first + middle + " " + last_all
        pseudonym = "Adult %d" % n if n % 3 else ""
        rows.append((who, "name", name, pseudonym))
        if r.random() < 0.35 and not everyday:
            rows.append((who, "nickname", self.word(tradition, False), ""))
        if r.random() < 0.25 and not everyday:
            rows.append((who, "former_name", first + " " + self.word(tradition, True), ""))
        y, m, d = r.randint(1935, 2012), r.randint(1, 12), r.randint(1, 28)
        rows.append((who, "date_of_birth", "%02d/%02d/%d" % (d, m, y), ""))
        if r.random() < 0.3:
            rows.append((who, "date_of_death", "%d %s %d" % (r.randint(1, 28), r.choice(MONTHS), r.randint(2013, 2025)), ""))
        if r.random() < 0.8:
            letters = "ABDEFGHJLNPQRSTUWXYZ"
            postcode = "%s%d %d%s" % (r.choice(["ZE", "QX", "VK", "ZQ", "XJ"]), r.randint(1, 99), r.randint(0, 9), r.choice(letters) + r.choice(letters))
            rows.append((who, "address", "%d %s %s, %s, %s" % (r.randint(1, 240), self.word("english", True), r.choice(STREETS), self.word("welsh", True), postcode), ""))
        if r.random() < 0.8:
            rows.append((who, "phone", "07700 %06d" % r.randint(0, 999999) if r.random() < 0.7 else "020 7946 %04d" % r.randint(0, 9999), ""))
        if r.random() < 0.6:
            rows.append((who, "email", "%s.%s@example.org" % (compact(first), compact(last)), ""))
        if r.random() < 0.5:
            rows.append((who, "nhs", nhs(r), ""))
        if r.random() < 0.5:
            rows.append((who, "nino", "QQ%06d%s" % (r.randint(0, 999999), r.choice("ABCD")), ""))
        if r.random() < 0.5:
            rows.append((who, "reference", "%s/%06d/%d" % (r.choice(["MARAC", "CRN", "LAS", "URN"]), r.randint(0, 999999), r.randint(10, 25)), ""))
        if r.random() < 0.2:
            rows.append((who, "place", self.word("english", True) + " " + r.choice(["Park", "Mill", "Green", "Heath"]), ""))
        if r.random() < 0.15:
            rows.append((who, "agency", self.word("english", True) + " " + r.choice(["Surgery", "Primary School", "Carpets Ltd"]), ""))
        return rows


def nhs(r):
    while True:
        digits = [9, 9, 9] + [r.randint(0, 9) for _ in range(6)]
        check = 11 - sum(d * (10 - i) for i, d in enumerate(digits)) % 11
        check = 0 if check == 11 else check
        if check != 10:
            s = "".join(map(str, digits)) + str(check)
            return "%s %s %s" % (s[:3], s[3:6], s[6:])


def make(values, seed):
    maker = Maker(seed)
    rows = []
    n = 0
    while len(rows) < values:
        n += 1
        rows += maker.person(n)
    rows = rows[:values]
    # Emails and the like must differ from person to person; so they do, since the words do.
    return rows


# --- the ways to write a value --------------------------------------------------------------------------------------------

APOSTROPHES = "'’‘ʼ`´′＇"
HYPHENS = "-‐‑–−﹣－"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202a"


def hide(s, r):
    """The same to a reader, other bytes."""
    how = r.choice(["as is", "as is", "upper", "lower", "nfd", "stripped", "wide", "invisible", "soft", "apostrophe", "hyphen", "nbsp", "narrow", "double", "mixed"])
    if how == "upper":
        return s.upper(), how
    if how == "lower":
        return s.lower(), how
    if how == "nfd":
        return unicodedata.normalize("NFD", s), how
    if how == "stripped":
        return "".join(c for c in unicodedata.normalize("NFD", s) if unicodedata.category(c) != "Mn"), how
    if how == "wide":
        return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in s), how
    if how == "invisible" and len(s) > 3:
        at = r.randint(1, len(s) - 2)
        return s[:at] + r.choice(INVISIBLE) + s[at:], how
    if how == "soft":
        return "\u00ad".join(s[i:i + 3] for i in range(0, len(s), 3)), how
    if how == "apostrophe":
        return s.replace("’", r.choice(APOSTROPHES)), how
    if how == "hyphen":
        return s.replace("-", r.choice(HYPHENS)), how
    if how == "nbsp":
        return s.replace(" ", "\u00a0"), how
    if how == "narrow":
        return s.replace(" ", "\u202f"), how
    if how == "double":
        return s.replace(" ", "  "), how
    if how == "mixed":
        return "".join(c.upper() if i % 2 else c.lower() for i, c in enumerate(s)), how
    return s, "as is"


def surname_of(name):
    words = name.split(" ")
    start = len(words) - 1
    for i in range(1, len(words) - 1):
        if words[i].lower() in ("van", "de", "el", "ní", "bin", "von", "der", "la"):
            start = i
            break
    return " ".join(words[start:])


def forms(kind, value, r):
    """(text, form, weak): one way in which this value may stand."""
    if kind in ("name", "former_name"):
        words = value.split(" ")
        first, last = words[0], surname_of(value)
        everyday = any(value == a + " " + b for a, b in EVERYDAY)
        form = r.choice(["full", "full", "first last", "possessive", "reversed", "surname", "forename", "titled", "initial surname", "surname initial", "joined", "underscored", "initials"])
        if form == "full":
            return value, form, False
        if form == "first last":
            return first + " " + last, form, False
        if form == "possessive":
            return last + r.choice(["’s", "'s"]), form, everyday
        if form == "reversed":
            return last + ", " + first, form, everyday
        if form == "surname":
            return last, form, everyday
        if form == "forename":
            return first, form, everyday
        if form == "titled":
            return r.choice(["Mr ", "Mrs ", "Ms ", "Dr ", "Miss "]) + last, form, False
        if form == "initial surname":
            return first[0] + r.choice([". ", " ", "."]) + last, form, everyday
        if form == "surname initial":
            return last + " " + first[0], form, everyday
        if form == "joined":
            return (first + last).replace(" ", "").replace("-", "").replace("’", ""), form, everyday
        if form == "underscored":
            return (first + "_" + last).replace(" ", "_"), form, False
        return "%s.%s." % (first[0], last[0]), form, True
    if kind == "nickname":
        return r.choice([(value, "nickname", False), (value + "’s", "nickname possessive", False)])
    if kind in ("date_of_birth", "date_of_death"):
        if "/" in value:
            d, m, y = map(int, value.split("/"))
        else:
            d, m, y = value.split(" ")
            d, m, y = int(d), MONTHS.index(m) + 1, int(y)
        th = "th" if d in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(d % 10, "th")
        long, short = MONTHS[m - 1], MONTHS[m - 1][:3]
        texts = ["%02d/%02d/%d" % (d, m, y), "%d/%d/%02d" % (d, m, y % 100), "%d.%d.%d" % (d, m, y), "%02d-%02d-%d" % (d, m, y), "%d-%02d-%02d" % (y, m, d), "%d %s %d" % (d, long, y),
                 "%d%s %s %d" % (d, th, long, y), "%d%s of %s %d" % (d, th, long, y), "%s %d, %d" % (long, d, y), "%d %s %02d" % (d, short, y % 100), "the %d%s day of %s %d" % (d, th, long, y),
                 "%d-%s-%d" % (d, short, y), "%d %s. %d" % (d, short, y), "%s the %d%s, %d" % (long, d, th, y), "%d%02d%02d" % (y, m, d), "%02d%02d%d" % (d, m, y), "%02d / %02d / %d" % (d, m, y),
                 "%d/%02d/%02d" % (y, m, d), "%d %s, %d" % (d, long, y), "%d%s %s ’%02d" % (d, th, short, y % 100)]
        return r.choice(texts), "date", False
    if kind == "phone":
        digits = value.replace(" ", "")
        return r.choice([value, digits, "+44 " + digits[1:], "+44 (0)" + digits[1:5] + " " + digits[5:], "0044" + digits[1:], digits[:5] + "-" + digits[5:8] + "-" + digits[8:], " ".join(digits),
                         digits[:3] + "." + digits[3:7] + "." + digits[7:], "(" + digits[:5] + ") " + digits[5:]]), "phone", False
    if kind == "email":
        return r.choice([value, value.upper(), value.replace("@", " at "), "mailto:" + value, value.replace("@", "&#64;") if False else value]), "email", False
    if kind in ("nhs", "nino"):
        c = value.replace(" ", "")
        return r.choice([value, c, " ".join(c[i:i + 2] for i in range(0, len(c), 2)), "-".join(c[i:i + 3] for i in range(0, len(c), 3)), c.lower(), c[:3] + "." + c[3:6] + "." + c[6:]]), kind, False
    if kind == "reference":
        return r.choice([value, value.replace("/", "-"), value.replace("/", " "), value.replace("/", ""), value.lower()]), "reference", False
    if kind == "address":
        lines = value.split(", ")
        return r.choice([(value, "address", False), (value.replace(", ", "\n"), "address lines", False), (lines[0], "address line", False), (lines[-1], "postcode", False),
                         (lines[-1].replace(" ", ""), "postcode", False), (lines[0].replace("Street", "St").replace("Road", "Rd").replace("Avenue", "Ave"), "address line", False)])
    return value, kind, False
