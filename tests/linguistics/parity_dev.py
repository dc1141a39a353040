"""The engine against spaCy on articles of one's own: share of equal tokens, tags, heads, labels, ...

    newsgraph parse ARTICLES.jsonl > articles.conllu
    python3 tests/linguistics/parity_dev.py ARTICLES.jsonl articles.conllu [MODEL_PACKAGE]

Needs spaCy 3.8 and an en_core_web_sm 3.8.0 package (default: en_core_web_sm). Each paragraph of the
CoNLL-U (`# newpar`) is analysed by spaCy as one text, taken from the article by the offsets.
"""
import importlib
import json
import re
import sys
from collections import Counter

COLUMNS = ("token", "lemma", "pos", "tag", "morph", "head", "label", "sentence start", "entity")


def visible(value):
    return re.sub(r"[\t\n\r]", " ", value) or "_"


def paragraphs(path):
    """Article id and, for each paragraph, one list of columns per token (heads from its start)."""
    article, tokens, start = None, [], 0
    with open(path, encoding="utf8", newline="\n") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id = ") or line.startswith("# newpar"):
                if tokens:
                    yield article, tokens
                tokens = []
                if line.startswith("# newdoc"):
                    article = line[len("# newdoc id = "):]
            elif line.startswith("# sent_id"):
                start = len(tokens)
            elif line and not line.startswith("#"):
                tokens.append(token(line.split("\t"), len(tokens), start))
    if tokens:
        yield article, tokens


def token(columns, number, start):
    _, form, lemma, pos, tag, morph, head, label, _, misc = columns
    head = number if head == "0" else start + int(head) - 1
    misc = dict(item.split("=", 1) for item in misc.split("|"))
    first, last = map(int, misc["Offset"].split(":"))
    space = misc.get("SpaceAfter") != "No"
    name = misc.get("NER", "O")
    return (first, last), ((form, space, first), lemma, pos, tag, morph, head, label, number == start, name)


def of_spacy(doc, base):
    for t in doc:
        name = f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O"
        form = (visible(t.text), bool(t.whitespace_), base + t.idx)
        yield (form, visible(t.lemma_), visible(t.pos_), visible(t.tag_), visible(str(t.morph)),
               t.head.i, visible(t.dep_), bool(t.is_sent_start), name)


def main(articles, conllu, package="en_core_web_sm"):
    nlp = importlib.import_module(package).load()
    with open(articles, encoding="utf8") as lines:
        texts = {a["id"]: a["text"] for a in map(json.loads, lines)}
    total, equal, count, shown = 0, Counter(), 0, 0
    for article, tokens in paragraphs(conllu):
        base, end = tokens[0][0][0], tokens[-1][0][1]
        expected = list(of_spacy(nlp(texts[article][base:end]), base))
        count += 1
        total += max(len(expected), len(tokens))
        for (_, found), wanted in zip(tokens, expected):
            equal.update(name for name, a, b in zip(COLUMNS, found, wanted) if a == b)
            if found != wanted and shown < 20:
                shown += 1
                print(f"{article}: newsgraph {found}\n{' ' * len(article)}  spaCy     {wanted}")
    print(f"{count} paragraphs, {total} tokens")
    for name in COLUMNS:
        print(f"{name:15} {equal[name]:7} equal, {100 * equal[name] / max(total, 1):.4f} %")


if __name__ == "__main__":
    main(*sys.argv[1:])
