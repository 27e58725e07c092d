"""What the detector's errors on the judgments are made of, and whether its confidences are what they say.

Both look at words of judgments that the model has not learned from. Kinds alone are printed, nothing of any text.
"""
import bisect
import collections
import math
import re

WORD = re.compile(r"\w+", re.U)
BANDS = 10


def words_of(judgment, spans):
    """[(start, end, confidence, kind)] of the words of one judgment; confidence 0 and no kind where nothing was found."""
    spans = sorted(spans)
    out, at = [], 0
    for m in WORD.finditer(judgment.text):
        while at < len(spans) and spans[at][1] <= m.start():
            at += 1
        found = [s for s in spans[at : at + 3] if s[0] <= m.start() and s[1] >= m.end()]
        best = max(found, key=lambda s: s[3], default=None)
        out.append((m.start(), m.end(), best[3] if best else 0.0, best[2] if best else None))
    return out


def labels_of(judgment):
    """Two lists of (start, end, kind): what must be masked, and what the labeller named and left open."""
    masked, left = [], []
    for entity in judgment.ents:
        for (start, end), needed in zip(entity["m"], entity["ml"]):
            (masked if entity["need"] and needed else left).append((start, end, entity["type"]))
    return masked, left


def at_place(stretches, start, end, whole):
    """The kind of the first stretch that holds a word: all of it, or any part."""
    for s, e, kind in stretches:
        if (s <= start and e >= end) if whole else (s < end and e > start):
            return kind
    return None


def scored_words(gold, answers):
    """[(id, confidence, right, kind found, kind owed, kind left open)], one for each word."""
    out = []
    for judgment in gold:
        masked, left = (sorted(x) for x in labels_of(judgment))
        ends = [[e for _, e, _ in sorted(x, key=lambda m: m[1])] for x in (masked, left)]
        by_end = [sorted(x, key=lambda m: m[1]) for x in (masked, left)]
        for start, end, confidence, kind in words_of(judgment, answers[judgment.id]):
            near = [part[bisect.bisect_right(e, start) : bisect.bisect_right(e, start) + 8] for part, e in zip(by_end, ends)]
            owed = at_place(near[0], start, end, False)
            out.append((judgment.id, confidence, at_place(near[0], start, end, True) is not None, kind, owed, at_place(near[1], start, end, False)))
    return out


def errors(gold, answers, threshold):
    """Prints what was masked in vain and what was missed, by kind, at a threshold."""
    vain, missed, right, owed_words = collections.Counter(), collections.Counter(), 0, 0
    for _, confidence, is_right, kind, owed, left in scored_words(gold, answers):
        owed_words += owed is not None
        if confidence >= threshold:
            right += is_right
            if not is_right:
                vain[f"{left} that the labeller left open" if left else f"no label, taken for {kind}" if not owed else f"beside a masked {owed}"] += 1
        elif owed:
            missed[owed] += 1
    print(f"\nwhat the errors are made of, threshold {threshold:.3f}: {right} words masked rightly, {sum(vain.values())} in vain, {sum(missed.values())} of {owed_words} missed")
    print("  in vain: " + "; ".join(f"{n} {what}" for what, n in vain.most_common(10)))
    print("  missed:  " + "; ".join(f"{n} {what}" for what, n in missed.most_common()) + " (joining words such as “of” are counted here)")


def platt(pairs, rounds=60):
    """(a, b) such that 1/(1+exp(-(a·log-odds+b))) fits (confidence, right): Newton's method on the likelihood."""
    a, b = 1.0, 0.0
    for _ in range(rounds):
        ga = gb = haa = hab = hbb = 0.0
        for x, y in pairs:
            p = 1 / (1 + math.exp(-(a * x + b)))
            w = p * (1 - p)
            ga += (p - y) * x
            gb += p - y
            haa += w * x * x
            hab += w * x
            hbb += w
        determinant = haa * hbb - hab * hab
        if determinant < 1e-9:
            break
        step = ((hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant)
        a, b = a - step[0], b - step[1]
        if abs(step[0]) + abs(step[1]) < 1e-6:
            break
    return a, b


def log_odds(p):
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def bands_of(pairs):
    bands = [[0, 0.0, 0] for _ in range(BANDS)]
    for confidence, right in pairs:
        band = bands[min(int(confidence * BANDS), BANDS - 1)]
        band[0] += 1
        band[1] += confidence
        band[2] += right
    return bands


def calibration_error(pairs):
    """The mean distance between what confidences say and what is so, over ten bands, weighed by their words."""
    return sum(abs(total - right) for _, total, right in bands_of(pairs)) / len(pairs)


def reliability(gold, answers, folds):
    """Prints ten bands of confidence, and what a calibration learned on the other folds would make of it."""
    words = [(i, c, right) for i, c, right, *_ in scored_words(gold, answers) if c > 0]
    pairs = [(c, right) for _, c, right in words]
    print(f"\nare confidences what they say? {len(pairs)} words with one, none of a judgment that was learned from")
    print("  confidence    words   said   right")
    for n, (count, total, right) in enumerate(bands_of(pairs)):
        if count:
            print(f"  {n / BANDS:.1f} to {(n + 1) / BANDS:.1f} {count:>8} {total / count:>6.3f} {right / count:>7.3f}")
    after = []
    for fold in sorted(set(folds.values())):
        a, b = platt([(log_odds(c), right) for i, c, right in words if folds[i] != fold])
        after += [(1 / (1 + math.exp(-(a * log_odds(c) + b))), right) for i, c, right in words if folds[i] == fold]
    a, b = platt([(log_odds(c), right) for c, right in pairs])
    print(f"  expected calibration error {calibration_error(pairs):.4f}; after one more line through the log-odds fitted on the other folds {calibration_error(after):.4f}")
    print(f"  that line over all folds: {a:.3f} x log-odds {b:+.3f} (1 and 0 where nothing is to be mended)")
