#!/usr/bin/env python3
"""Writes invented reports for measuring: Zipfian words of a made-up vocabulary, with the headings and stock sentences that reviews
have. The same seed gives the same file. Usage: bench/library/generate.py OUT.jsonl [--reports 2000] [--words 20000] [--seed 7]
Beside it OUT.jsonl.queries gets lines of KIND<TAB>QUERY: common, middling and rare words, pairs, phrases, filters.
"""
import argparse
import itertools
import json
import random

SYLLABLES = ["ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "qui", "ro", "su", "ta", "ve", "wi", "xo", "yu", "zan", "bren", "cor", "dal", "fen", "gor", "hel", "mar", "nor", "tor"]
ENDINGS = ["", "", "", "s", "ed", "ing", "er", "ly", "ment", "ness", "al"]
HEADINGS = ["Introduction", "Terms of reference", "Background", "Chronology", "Analysis", "Equality and diversity", "Lessons to be learned", "Conclusions", "Recommendations"]
STOCK = ["The panel considered what was known to each agency at the time.", "No record was found of a risk assessment being made.", "The family was offered the support of a specialist advocate.",
         "Information was not shared between the agencies involved.", "It is recommended that the partnership should review its training on coercive control."]
PLACES = ["Alder", "Brack", "Cold", "Dun", "Elm", "Fen", "Grim", "Hart", "Ivy", "Kings"]
ENDS = ["by", "mere", "ton", "ford", "wick", "dale", "ham", "stead"]


def vocabulary(rng, size):
    made, out = set(), []
    while len(out) < size:
        word = "".join(rng.choice(SYLLABLES) for _ in range(rng.choice((2, 2, 3, 3, 4)))) + rng.choice(ENDINGS)
        if word not in made:
            made.add(word)
            out.append(word)
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--words", type=int, default=20000)
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    rng = random.Random(args.seed)
    words = vocabulary(rng, 120000)
    common = ["the", "of", "and", "to", "was", "in", "that", "her", "had", "for", "police", "risk", "support", "health", "family"]
    words[:len(common)] = common
    cumulative = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    partnerships = [f"{a}{b} Community Safety Partnership" for a in PLACES for b in ENDS]
    kept = []
    with open(args.out, "w", encoding="utf-8") as out:
        for number in range(args.reports):
            stream = iter(rng.choices(words, cum_weights=cumulative, k=args.words))
            sections, left = [], args.words
            for at, heading in enumerate(HEADINGS):
                share = args.words // len(HEADINGS)
                paragraphs, used = [], 0
                while used < share and left > 0:
                    length = min(rng.randint(40, 140), left)
                    chosen = list(itertools.islice(stream, length))
                    text = " ".join(chosen).capitalize() + "."
                    if rng.random() < 0.08:
                        text += " " + rng.choice(STOCK)
                    if rng.random() < 0.0005:
                        kept.append(" ".join(chosen[5:7]))
                    paragraphs.append(text)
                    used += length
                    left -= length
                sections.append({"heading": f"{at + 1}. {heading}", "text": "\n\n".join(paragraphs)})
            out.write(json.dumps({
                "id": f"S{number:05}", "title": f"The death of {rng.choice(words[200:4000]).capitalize()}", "sections": sections,
                "partnership": rng.choice(partnerships), "published": f"{rng.randint(2012, 2026)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
                "facets": {"victim-sex": rng.choice(["Female", "Female", "Female", "Male", "Not known"]), "aggravating-factors": rng.sample(["Coercive control", "Stalking", "Economic abuse", "Separation", "Physical abuse", "Honour-based abuse"], 2),
                           "region": rng.choice(["North", "South", "East", "West", "Wales", "London"]), "relationship": rng.choice(["Partner", "Former partner", "Son", "Daughter", "Sibling", "Parent"]),
                           "victim-age": rng.choice(["16-19", "20-24", "25-34", "35-44", "45-54", "55-64", "65+"])}}) + "\n")
    queries = []
    for _ in range(40):
        queries.append(("common", rng.choice(words[10:60])))
        queries.append(("middling", rng.choice(words[800:3000])))
        queries.append(("rare", rng.choice(words[20000:60000])))
        queries.append(("two common", " ".join(rng.sample(words[10:80], 2))))
        queries.append(("common and middling", f"{rng.choice(words[10:60])} {rng.choice(words[800:3000])}"))
        queries.append(("phrase", '"' + rng.choice(kept) + '"' if kept else '"risk assessment"'))
        queries.append(("stock phrase", '"' + rng.choice(["risk assessment", "specialist advocate", "agencies involved", "each agency"]) + '"'))
        queries.append(("prefix", rng.choice(words[800:3000])[:5] + "*"))
        queries.append(("word and filter", rng.choice(words[100:2000]) + "\tvictim-sex=Female\tregion=" + rng.choice(["North", "Wales"])))
        queries.append(("without", f"{rng.choice(words[100:800])} -{rng.choice(words[100:800])}"))
    rng.shuffle(queries)
    with open(args.out + ".queries", "w", encoding="utf-8") as out:
        for kind, query in queries:
            out.write(f"{kind}\t{query}\n")


if __name__ == "__main__":
    main()
