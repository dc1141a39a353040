#!/usr/bin/env python3
"""Scores who is meant by whom on the news texts of the GUM corpus.

reads:  DEP, GUM's folder of .conllu files (texts), and KEY, OntoGUM's .conllu files of the same names
        (coreference in the manner of OntoNotes: no mention alone, no appositions)
writes: recall, precision and F1 of MUC, B3 and CEAF-e and their mean, the CoNLL F1, as `scorch` computes
        them (Pradhan et al. 2014), on the mentions that the program itself found
never:  looks at the texts that are set aside, unless asked: a third of them, by SHA-256 of the name

Mentions meet as in the CorefUD scorer (Nedoluzhko et al. 2022): "head" where the program's mention lies
within that of the key and holds its head, since its spans end at the noun; "exact" where the words are the
same. What OntoNotes never marks is left out of the program's mentions: relative pronouns, adjectives of
nationality and appositions, which belong to the phrase that they explain. The key holds verbs, too ("he
resigned; **this** ..."), which the program joins as events and not as mentions.

usage: coreference.py DEP KEY NEWSGRAPH [--aside | --all] [--each]
needs: pip install scorch
"""
import hashlib
import json
import pathlib
import re
import statistics
import subprocess
import sys

from scorch import scores

# Opening with name, kind and head, or name alone; closing; both.
BRACKET = re.compile(r"(\()?([^()-]+)(?:-[^()-]*-(\d+)(?:-[^()-]*)?)?(\))?")
MEASURES = (("MUC", scores.muc), ("B3", scores.b_cubed), ("CEAF-e", scores.ceaf_e))


class Text:
    """A text put together from CoNLL-U, with the characters that each token covers."""

    def __init__(self, path):
        self.text, self.tokens, sentence = "", [], []
        self.date = ""
        for line in path.read_text(encoding="utf-8").splitlines() + [""]:
            columns = line.split("\t")
            if line.startswith("# newpar") and self.text and not line.startswith("# newpar_block"):
                self.text = self.text.rstrip() + "\n\n"
            elif line.startswith("# meta::dateCreated"):
                self.date = line.split("= ")[1]
            elif not line:
                self.tokens += sentence
                sentence = []
            elif columns[0].isdigit():
                start = len(self.text)
                self.text += columns[1] + ("" if "SpaceAfter=No" in columns[9] else " ")
                end = start + len(columns[1])
                first = len(self.tokens)
                head = first + int(columns[6]) - 1 if columns[6] != "0" else None
                sentence.append({"span": (start, end), "head": head, "misc": columns[9]})


def brackets(miscs):
    """Mentions as (first token, last token, entity, head counted from 1) from the Entity items of MISC."""
    opened, mentions = {}, []
    for at, misc in enumerate(miscs):
        item = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
        for start, name, head, closed in BRACKET.findall(item[1] if item else ""):
            if start:
                opened.setdefault(name, []).append((at, int(head or 0)))
            if closed:
                first, head = opened[name].pop()
                mentions.append((first, at, name, head))
    return mentions


def key_of(text, annotated):
    """The key's mentions: characters, characters of the head, entity."""
    found = []
    for first, last, name, _ in brackets([token["misc"] for token in annotated.tokens]):
        inside = range(first, last + 1)
        heads = [i for i in inside if text.tokens[i]["head"] not in inside]
        span = (text.tokens[first]["span"][0], text.tokens[last]["span"][1])
        found.append((span, text.tokens[heads[0]]["span"], name))
    return found


def responses(program, texts):
    """The program's mentions of each text: characters, entity."""
    lines = [json.dumps({"id": name, "date": text.date, "text": text.text}) for name, text in texts.items()]
    run = [program, "parse", "--entities", "--format", "jsonl", "-"]
    out = subprocess.run(run, input="\n".join(lines), capture_output=True, text=True, check=True).stdout
    found = {}
    for document in out.split("# newdoc id = ")[1:]:
        rows = [line.split("\t") for line in document.splitlines() if line[:1].isdigit()]
        offsets = [tuple(map(int, re.search(r"Offset=(\d+):(\d+)", row[9]).groups())) for row in rows]
        mentions = brackets([row[9] for row in rows])
        entity_of = {first + head - 1: name for first, _, name, head in mentions}
        found[document.split("\n")[0]] = [
            ((offsets[first][0], offsets[last][1]), name)
            for first, last, name, head in mentions
            if is_marked(rows, first + head - 1, entity_of)
        ]
    return found


def is_marked(rows, head, entity_of):
    """True where OntoNotes would mark a mention with this head."""
    row = rows[head]
    above = head - int(row[0]) + int(row[6])
    apposed = row[7] == "appos" and entity_of.get(above) == entity_of[head]
    return row[4] not in ("WDT", "WP", "WP$", "JJ") and not apposed


def partners(key, response, exact):
    """The key's mention for each of the program's: the smallest that fits, each taken once."""
    taken, partner = set(), {}
    for i, (span, _) in enumerate(response):
        fits = [
            (wide[1] - wide[0], j) for j, (wide, head, _) in enumerate(key)
            if j not in taken and (wide == span if exact else
                                   wide[0] <= span[0] <= head[0] and head[1] <= span[1] <= wide[1])
        ]
        if fits:
            partner[i] = min(fits)[1]
            taken.add(partner[i])
    return partner


def clusters(names):
    """Sets of mentions of one entity; a mention alone is no cluster."""
    by_name = {}
    for mention, name in names:
        by_name.setdefault(name, set()).add(mention)
    return [cluster for cluster in by_name.values() if len(cluster) > 1]


def clusterings(name, key, response, exact):
    partner = partners(key, response, exact)
    mention = lambda i: f"{name} {partner[i]}" if i in partner else f"{name} +{i}"
    wanted = clusters([(f"{name} {i}", f"{name} {entity}") for i, (_, _, entity) in enumerate(key)])
    return wanted, clusters([(mention(i), f"{name} {entity}") for i, (_, entity) in enumerate(response)])


def row(title, wanted, found):
    results = [measure(wanted, found) for _, measure in MEASURES]
    conll = statistics.mean(f1 for _, _, f1 in results)
    return f"{title:24}" + "".join(f"  {r:.3f} {p:.3f} {f1:.3f}" for r, p, f1 in results) + f"  {conll:.3f}"


def main(argv):
    arguments = [a for a in argv if not a.startswith("--")]
    if len(arguments) != 3:
        sys.exit(__doc__)
    names = sorted(path.stem for path in pathlib.Path(arguments[0]).glob("*.conllu"))
    by_hash = sorted(names, key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    aside = set(by_hash[: len(names) // 3])
    wanted = set(names) if "--all" in argv else aside if "--aside" in argv else set(names) - aside
    texts = {n: Text(pathlib.Path(arguments[0]) / f"{n}.conllu") for n in names if n in wanted}
    keys = {n: key_of(text, Text(pathlib.Path(arguments[1]) / f"{n}.conllu")) for n, text in texts.items()}
    found = responses(arguments[2], texts)
    print(f"{len(texts)} texts{'':16}" + "".join(f"{m + ' R':>8}     P    F1" for m, _ in MEASURES) + "  CoNLL")
    for title, exact in (("head", False), ("exact", True)):
        every = [(n, *clusterings(n, keys[n], found[n], exact)) for n in sorted(texts)]
        if "--each" in argv and not exact:
            print("\n".join(row(*one) for one in every))
        print(row(title, [c for _, k, _ in every for c in k], [c for _, _, r in every for c in r]))


if __name__ == "__main__":
    main(sys.argv[1:])
