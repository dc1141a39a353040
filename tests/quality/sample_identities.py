#!/usr/bin/env python3
"""Draws clusters, merges and links for a person to judge: the shares of right ones are the figures of the README.

reads:  a JSON Lines file of articles; the newsgraph program, which is run on them
writes: to standard output a Markdown list. A cluster: its entity and every mention in its words, each after the one
        before; a mention is right if it means what the first one means, a cluster if all its mentions are.
        A merge: an entity that is one node in several articles, with its first words in each; it is right if all
        mean one thing. A link: the entity, where it is named first, and what the gazetteer calls the thing that it is
        linked to
never:  prefers one; clusters and links are drawn by the hash of article and place, merges by that of their IRI, half
        of the clusters from those that hold a pronoun

A cluster has at least two mentions that are not the same words.

usage: sample_identities.py ARTICLES.jsonl NEWSGRAPH [--across | --links | --sure] [--number N] [--skip N]
"""
import argparse
import hashlib
import json
import re
import subprocess

BRACKET = re.compile(r"(\()?([^()-]+)(?:-([^()-]*)-(\d+)(-[^()-]*)?)?(\))?")
# An entity that an article names, but for what it tells of itself alone.
NAMED = re.compile(
    r"^<\S+/id/((?!article/)\S+)> <http://groundedannotationframework\.org/gaf#denotedBy> <\S+/text/(\S+)#char=(\d+),(\d+)>",
    re.MULTILINE,
)
AROUND = 110


def run(program, arguments, articles):
    done = subprocess.run([program, *arguments], input=articles, capture_output=True, text=True, check=False)
    return done.stdout


def mentions(document):
    """(start, end, entity, kind, is a pronoun, is doubtful) of every mention of a document in CoNLL-U."""
    rows = [line.split("\t") for line in document.splitlines() if line[:1].isdigit()]
    opened, found = {}, []
    for row in rows:
        start, end = map(int, re.search(r"Offset=(\d+):(\d+)", row[9]).groups())
        item = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for opening, name, kind, _, doubt, closing in BRACKET.findall(item[1] if item else ""):
            if opening:
                opened.setdefault(name, []).append((start, kind, row[3], bool(doubt)))
            if closing:
                first, kind, tag, doubt = opened[name].pop()
                found.append((first, end, name, kind, tag == "PRON" and first == start, doubt))
    return sorted(found)


def quoted(text, start, end, before):
    left = " ".join(text[max(before, start - AROUND):start].split())
    right = " ".join(text[end:end + AROUND // 3].split())
    return f"… {left} **[{' '.join(text[start:end].split())}]** {right} …"


def clusters(document, text, sure):
    """Words and place of every cluster that joins anything, and whether it holds a pronoun."""
    by_entity = {}
    for mention in mentions(document):
        if not (sure and mention[5]):
            by_entity.setdefault(mention[2], []).append(mention)
    for members in by_entity.values():
        words = {text[start:end].casefold() for start, end, *_ in members}
        if len(words) > 1 and members[0][3] != "time":
            lines, before = [], 0
            for start, end, *_ in members:
                lines.append(f"   - {quoted(text, start, end, before)}")
                before = end
            yield members[0][0], f"{members[0][3]}\n" + "\n".join(lines), any(it[4] for it in members)


def links(facts, text):
    for mentioned in facts["entities"]:
        entity, link = mentioned["entity"], mentioned["entity"]["link"]
        if link and mentioned["mentions"]:
            first = mentioned["mentions"][0]
            within = ", ".join(whole["label"] for whole in link["within"])
            shown = f"{entity['name']} = {link['label']} ({within or link['source']})"
            yield first["start"], f"{shown}\n   {quoted(text, first['start'], first['end'], 0)}"


def merges(quads, texts):
    """IRI and words of every entity that several articles name."""
    first = {}
    for entity, article, start, end in NAMED.findall(quads):
        span = int(start), int(end)
        articles = first.setdefault(entity, {})
        articles[article] = min(span, articles.get(article, span))
    for entity, articles in first.items():
        if len(articles) > 1:
            lines = [f"   - `{name}` {quoted(texts[name], *span, 0)}" for name, span in sorted(articles.items())]
            yield entity, "\n" + "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles")
    parser.add_argument("newsgraph")
    parser.add_argument("--across", action="store_true", help="draw what is one in several articles, not clusters")
    parser.add_argument("--links", action="store_true", help="draw links, not clusters")
    parser.add_argument("--sure", action="store_true", help="leave out mentions that the program calls doubtful")
    parser.add_argument("--number", type=int, default=150)
    parser.add_argument("--skip", type=int, default=0, help="leave out as many of the first ones")
    given = parser.parse_args()
    with open(given.articles, encoding="utf-8") as file:
        articles = file.read()
    texts = {article["id"]: article["text"] for article in map(json.loads, articles.splitlines())}
    groups = {True: [], False: []}
    if given.across:
        quads = run(given.newsgraph, ["extract", "-", "--to", "nquads"], articles)
        groups[False] = [(entity, "", shown) for entity, shown in merges(quads, texts)]
    elif given.links:
        for line in run(given.newsgraph, ["extract", "-", "--to", "jsonl"], articles).splitlines():
            told = json.loads(line)
            found = links(told["facts"], texts[told["id"]])
            groups[False] += [(told["id"], place, shown) for place, shown in found]
    else:
        arguments = ["parse", "--entities", "--format", "jsonl", "-"]
        for document in run(given.newsgraph, arguments, articles).split("# newdoc id = ")[1:]:
            name = document.split("\n")[0]
            for place, shown, pronoun in clusters(document, texts[name], given.sure):
                groups[pronoun].append((name, place, shown))
    key = lambda it: hashlib.sha256(f"{it[0]} {it[1]}".encode()).hexdigest()
    halves = 1 if given.links or given.across else 2
    size, skip = given.number // halves, given.skip // halves
    drawn = [(pronoun, it) for pronoun in groups for it in sorted(groups[pronoun], key=key)[skip:skip + size]]
    print(f"{len(drawn)} of {sum(map(len, groups.values()))}\n")
    for count, (pronoun, (name, _, shown)) in enumerate(drawn, 1):
        print(f"{count}. `{name}`{' with a pronoun' if pronoun else ''} {shown}\n")


if __name__ == "__main__":
    main()
