#!/usr/bin/env python3
"""Measures what the confidence of roles and relations is worth, and fits it.

reads:  SCORE, the scorer of annotated articles, as a module; pairs of GOLD, a folder of annotations, and
        ARTICLES, their texts as JSON Lines; the newsgraph program, which is run on them
writes: with --check, of the roles and relations in each band of confidence how many are right on the articles named
        behind it; with --fit, a new data/frames/_confidence.toml to standard output, from the articles named behind it
        and behind --read, from which rules were written: more is right there, which is not to make the rest look surer
never:  checks on what it fits

A role is right if event type, role and filler agree with an annotation of the same words, as in the scorer.

usage: confidence.py SCORE.py NEWSGRAPH [--fit GOLD ARTICLES]... [--read GOLD ARTICLES]... [--check GOLD ARTICLES]...
needs: pip install scikit-learn
"""
import argparse
import collections
import glob
import importlib.util
import json
import os
import statistics
import subprocess
from typing import NamedTuple

# The program computes the same features in src/facts/confidence.rs. How sure the words mean the filler is none of
# them: of roles filled by doubtful mentions as many are right as of others.
SLOTS = ("subject", "object", "iobj", "attribute", "possessor", "compound", "modifier", "content", "obl")
BANDS = ((0, 60), (60, 70), (70, 80), (80, 90), (90, 101))
# Inverse strength of the ridge, and the least weight that is worth a line.
STRENGTH, LEAST = 0.1, 0.05
# The share of a rule of relations is drawn to that of all, as if so many more of its relations had been seen.
PRIOR = 10

HEAD = """\
# How sure a filled role is: the sum of these weights is the logarithm of the odds that it is right, class, role and
# filler. Fitted by tests/quality/confidence.py on {roles} roles and {relations} relations of {articles} annotated
# articles, for texts like the {fresh} of them that no rule had been written from, where {share:.2f} of the roles are right;
# what is not listed weighs nothing.
"""


def scorer(path):
    spec = importlib.util.spec_from_file_location("score", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def features(event, role, entities):
    """(table, name) to value; a weight of its own has no table."""
    slot = role["because"].replace(":", " ").split(" ")[0]
    via = role["because"].split(" via ")[1].split(" ")[0] if " via " in role["because"] else "direct"
    (sort, filler), = role["filler"].items()
    entity = entities[filler]["entity"] if sort == "Entity" else None
    report = event["reports"][0]
    return {
        ("role", role["name"]): 1,
        ("filler", family(entity["kind"]) if entity else {"Event": "event", "Text": "words"}[sort]): 1,
        ("slot", slot if slot in SLOTS else "rule"): 1,
        ("via", via): 1,
        ("", "named"): int(bool(entity and entity["named"])),
        ("", "inferred"): int(role["inferred"]),
        ("", "unreal"): int(report["modality"] not in ("Actual", "Ongoing")),
        ("", "told"): int(report["source"] != "Narrator"),
        ("", "again"): min(len(event["reports"]), 3) - 1,
        ("", "alone"): int(len(event["roles"]) == 1),
    }


def family(kind):
    """As EntityKind::family names it."""
    for name, kinds in {
        "person": ("Person",), "group": ("Group",), "topic": ("Topic",), "happening": ("Happening",),
        "text": ("Work", "AgreementDocument", "Law"), "platform": ("Platform",),
        "place": ("Place", "Country", "Region", "City", "Facility", "BorderCrossing"),
        "organization": ("Organization", "Government", "Company", "Party", "University", "ArmedGroup",
                         "MediaOrganization", "SportsTeam", "IGO"),
    }.items():
        if kind in kinds:
            return name
    return "other"


class Judge:
    """Compares what the program tells of an article with its annotation."""

    def __init__(self, score, gold, facts):
        self.score, self.gold, self.facts = score, gold, facts
        self.entities = {entity["id"]: entity for entity in gold["entities"]}
        self.events = {event["id"]: event for event in gold["events"]}

    def found(self, number):
        """Names and spans of an entity that the program found."""
        mentioned = self.facts["entities"][number]
        entity = mentioned["entity"]
        names = {self.score.norm(name) for name in [entity["name"], *entity["aliases"]]}
        return names - {""}, {(span["start"], span["end"]) for span in mentioned["mentions"]}

    def is_entity(self, number, gold):
        names, spans = self.found(number)
        return bool(names & gold["names"]) or any(self.score.same_span(a, b) for a in spans for b in gold["spans"])

    def told(self, event):
        """Annotated events of the same class whose words meet those of an event that the program found."""
        spans = [(span["start"], span["end"]) for span in event["triggers"]]
        near = [g for g in self.gold["events"] if any(self.score.overlap(a, b) for a in spans for b in g["spans"])]
        return [g for g in near if event["class"] in g["types"]]

    def is_filler(self, filler, gold):
        (sort, value), = filler.items()
        if sort == "Event":
            return gold in {g["id"] for g in self.told(self.facts["events"][value])}
        if gold in self.entities:
            entity = self.entities[gold]
            if sort == "Entity":
                return self.is_entity(value, entity)
            return any(self.score.same_string(value, name) for name in entity["names"])
        if gold in self.events:
            return False
        words = self.found(value)[0] if sort == "Entity" else {value}
        return any(self.score.same_string(str(gold), word) for word in words)

    def is_right(self, event, role):
        edges = [edge for gold in self.told(event) for edge in gold["edges"]]
        return any(role["name"] in roles and self.is_filler(role["filler"], gold) for roles, gold in edges)

    def holds(self, relation):
        return any(
            gold["type"] == relation["property"]
            and self.is_entity(relation["subject"], self.entities[gold["subject"]])
            and self.is_filler(relation["object"], gold["object"])
            for gold in self.gold["relations"]
        )


class Judged(NamedTuple):
    """(features, confidence, right) of each role, (rule, confidence, right) of each relation, number of articles."""

    roles: list
    relations: list
    articles: int


def judged(score, program, pairs):
    roles, relations, articles = [], [], 0
    for folder, texts in pairs:
        golds = {gold["id"]: gold for gold in map(score.load_gold, sorted(glob.glob(os.path.join(folder, "*.json"))))}
        out = subprocess.run([program, "extract", texts, "--to", "jsonl"], capture_output=True, text=True, check=True)
        for line in out.stdout.splitlines():
            told = json.loads(line)
            if told["id"] not in golds:
                continue
            articles += 1
            facts = told["facts"]
            judge = Judge(score, golds[told["id"]], facts)
            known = [event for event in facts["events"] if event["class"] in score.TYPES]
            for event in known:
                for role in event["roles"]:
                    if role["name"] in score.ENTITY_ROLES + score.STRING_ROLES:
                        row = features(event, role, facts["entities"])
                        roles.append((row, role["confidence"], judge.is_right(event, role)))
            for relation in facts["relations"]:
                if relation["property"] in score.RELATIONS:
                    sure = max(relation["reports"], key=lambda report: report["confidence"])
                    relations.append((sure["derivation"]["rule"], sure["confidence"], judge.holds(relation)))
    return Judged(roles, relations, articles)


def fitted(fresh, read):
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    vectors = DictVectorizer()
    known = [(row | {("", "read"): 1}, ok) for row, _, ok in read.roles] + [(row, ok) for row, _, ok in fresh.roles]
    rows = vectors.fit_transform([{"|".join(name): value for name, value in row.items()} for row, _ in known])
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(rows, [ok for _, ok in known])
    tables = collections.defaultdict(dict)
    for name, weight in zip(vectors.feature_names_, model.coef_[0]):
        table, key = name.split("|")
        if key != "read" and (abs(weight) >= LEAST or not table):
            tables[table][key] = weight
    lines = [HEAD.format(roles=len(known), relations=len(read.relations) + len(fresh.relations), fresh=fresh.articles,
                         articles=read.articles + fresh.articles, share=share(fresh.roles))]
    lines.append(f"base = {model.intercept_[0]:.2f}")
    lines += [f"{key} = {weight:.2f}" for key, weight in sorted(tables.pop("").items())]
    for table in sorted(tables):
        lines.append(f"\n[{table}]")
        lines += [f"{key} = {weight:.2f}" for key, weight in sorted(tables[table].items())]
    every = share(fresh.relations)
    # As many of the fresh ones would be right as of those read, but for what the reading did to all.
    less = every / share(read.relations) if read.relations else 1
    lines += ["\n# Right ones of a hundred relations.", "[relation]", f"other = {100 * every:.0f}"]
    told = [(name, ok * less) for name, _, ok in read.relations] + [(name, ok) for name, _, ok in fresh.relations]
    for name in sorted({name for name, _ in told}):
        own = [ok for other, ok in told if other == name]
        lines.append(f'"{name}" = {100 * (sum(own) + PRIOR * every) / (len(own) + PRIOR):.0f}')
    return "\n".join(lines)


def share(rows):
    return statistics.mean(ok for _, _, ok in rows)


def bands(title, rows):
    print(f"{title}: {len(rows)}, right {share(rows):.3f}")
    for low, high in BANDS:
        inside = [(sure, ok) for _, sure, ok in rows if low <= sure < high]
        if inside:
            expected, right = statistics.mean(sure for sure, _ in inside) / 100, statistics.mean(ok for _, ok in inside)
            print(f"  {low:3} to {min(high, 100):3} %: {len(inside):5}, expected {expected:.3f}, right {right:.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("score")
    parser.add_argument("newsgraph")
    pair = {"nargs": 2, "action": "append", "default": [], "metavar": ("GOLD", "ARTICLES")}
    parser.add_argument("--fit", **pair)
    parser.add_argument("--read", **pair)
    parser.add_argument("--check", **pair)
    given = parser.parse_args()
    score = scorer(given.score)
    if given.fit:
        print(fitted(*(judged(score, given.newsgraph, pairs) for pairs in (given.fit, given.read))))
    if given.check:
        found = judged(score, given.newsgraph, given.check)
        bands("roles", found.roles)
        bands("relations", found.relations)


if __name__ == "__main__":
    main()
