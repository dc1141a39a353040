#!/usr/bin/env python3
"""Draws facts for a person to judge: the share of right ones is the precision that the README gives.

reads:  a JSON Lines file of articles, and what `newsgraph extract --to jsonl` says of them
writes: to standard output a Markdown list: the fact in words, the sentence that says it, the one before
never:  prefers a fact; a fact is drawn by the hash of its article, place and words, so that a change of the
        program draws the same ones again as far as they are still there

A fact is a filled role of an event with the event's type and presentation, or a static relation.

With --confidence it writes only the number and the confidence of each, in percent, to set beside the verdicts;
whoever judges should not see them.

usage: sample_facts.py ARTICLES.jsonl FACTS.jsonl [NUMBER] [--confidence]
"""
import hashlib
import json
import sys


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


class Article:
    """One article with its facts, which count in code points."""

    def __init__(self, text, facts):
        self.text, self.facts = text, facts

    def words(self, span):
        return self.text[span["start"]:span["end"]]

    def entity(self, number):
        return self.facts["entities"][number]["entity"]["name"]

    def filler(self, filler):
        (kind, value), = filler.items()
        if kind == "Entity":
            return self.entity(value)
        return value if kind == "Text" else self.event(self.facts["events"][value])

    def event(self, event):
        return f"{event['class']} \"{' '.join(self.words(span) for span in event['triggers'])}\""

    def presentation(self, report):
        source = report["source"]
        told_by = source if isinstance(source, str) else self.entity(source["Entity"])
        return f"{report['modality']}, {report['polarity']}, {told_by}"

    def all(self):
        """(place, words of the fact, evidence, confidence) of every fact."""
        for event in self.facts["events"]:
            report = event["reports"][0]
            time = (event["time"] or {}).get("begin", "no time")
            for role in event["roles"]:
                fact = f"{self.event(event)}: {role['name']} = {self.filler(role['filler'])}"
                shown = f"{fact}  ({self.presentation(report)}, {time})"
                yield report["trigger"]["start"], shown, report["evidence"], role["confidence"]
        for relation in self.facts["relations"]:
            report, subject = relation["reports"][0], self.entity(relation["subject"])
            fact = f"{subject} {relation['property']} {self.filler(relation['object'])}"
            shown = f"{fact}  ({self.presentation(report)})"
            sure = max(report["confidence"] for report in relation["reports"])
            yield report["trigger"]["start"], shown, report["evidence"], sure

    def quoted(self, evidence):
        before = " ".join(self.text[:evidence["start"]].split())[-160:]
        return f"… {before} **{' '.join(self.words(evidence).split())}**"


def main(argv):
    sure = "--confidence" in argv
    argv = [argument for argument in argv if argument != "--confidence"]
    if len(argv) not in (2, 3):
        sys.exit(__doc__)
    texts = {article["id"]: article["text"] for article in lines(argv[0])}
    number = int(argv[2]) if len(argv) == 3 else 200
    drawn = []
    for told in lines(argv[1]):
        article = Article(texts[told["id"]], told["facts"])
        for place, fact, evidence, percent in article.all():
            key = hashlib.sha256(f"{told['id']} {place} {fact}".encode()).hexdigest()
            drawn.append((key, told["id"], fact, article.quoted(evidence), percent))
    drawn.sort()
    if sure:
        print("\n".join(f"{count}\t{it[4]}" for count, it in enumerate(drawn[:number], 1)))
        return
    print(f"{min(number, len(drawn))} of {len(drawn)} facts\n")
    for count, (_, article, fact, quoted, _) in enumerate(drawn[:number], 1):
        print(f"{count}. `{article}` {fact}\n   {quoted}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
