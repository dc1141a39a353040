#!/usr/bin/env python3
"""Compares event types and actors with PLOVER gold standard records.

reads:  a JSON Lines file of PLOVER records (`text`, `event`, `eventText`, `source`, `target`); the newsgraph
        program, which is run on the sentences; ontology/newsgraph.ttl (`ng:ploverType` of each class) and
        plover_types.toml (how names of types, modalities and polarity map)
writes: to standard output type accuracy, actor P/R/F1 and confusions; with --errors the sentences gone wrong
never:  shows the program anything but the sentence and its date, or looks at the gold type to choose an event

usage: plover.py RECORDS.jsonl NEWSGRAPH [--data DIR] [--errors]
needs: pip install pyoxigraph

strict   the one event with a PLOVER type whose triggers share most words with `eventText` (of equals the first in
         the sentence) has the gold type; a sentence without such an event is wrong
lenient  any event of the sentence has the gold type
actors   of the strict event, or where it lacks a side, of what it says or plans (`content`): source = agent,
         target = the first of recipient, participant, theme, destination, origin, place that is filled. A gold and
         a predicted actor are the same if their names share a word that is no title or little word.
         Where one side of the gold is empty (symmetric events) both sides are pooled.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

import pyoxigraph as ox

NG = "https://w3id.org/newsgraph/ns#"
GAF = "http://groundedannotationframework.org/gaf#denotedBy"
HERE = pathlib.Path(__file__).resolve().parent
NAMES = ("http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#altLabel")
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
SOURCE, TARGET = ["agent", "participant"], ["recipient", "participant", "theme", "destination", "origin", "place"]
LITTLE = set("the a an of in and to on with by from for at is has have be been its his their was were will would who "
             "president minister prime official officials leader leaders government group forces army military".split())


def words(text):
    return {w for w in re.findall(r"\w+", re.sub(r"['’]s\b", "", text.casefold())) if w not in LITTLE}


class Graph:
    """What one run says: the events of each article with type, report, spans and fillers."""

    def __init__(self, quads, plover, rules, texts):
        self.props = collections.defaultdict(lambda: collections.defaultdict(list))
        for q in quads:
            self.props[getattr(q.subject, "value", "")][q.predicate.value].append(q.object.value)
        self.texts = texts
        self.events = collections.defaultdict(list)
        for report, p in list(self.props.items()):
            for event in p.get(NG + "reports", [])[:1]:
                kinds = [plover[t] for t in self.props[event][TYPE] if t in plover]
                article = report.rsplit("/", 1)[-1].split("#")[0]
                kind = presented(kinds[0], p, rules) if kinds else None
                self.events[article].append((event, kind, self.spans(event)))

    def spans(self, node):
        found = {re.search(r"char=(\d+),(\d+)", s) for s in self.props[node][GAF]}
        return sorted((int(m[1]), int(m[2])) for m in found if m)

    def names(self, article, node):
        text = self.texts[article]
        said = [text[b:e] for b, e in self.spans(node)]
        return words(" ".join(said + [n for key in NAMES for n in self.props[node][key]]))

    def actors(self, article, event, roles, depth=2):
        for role in roles:
            found = [n for n in map(lambda f: self.names(article, f), self.props[event][NG + role]) if n]
            if found:
                return found
        inner = self.props[event][NG + "content"] if depth else []
        return next((a for e in inner if (a := self.actors(article, e, roles, depth - 1))), [])


def presented(kind, report, rules):
    """The type once PLOVER's modes are undone: what is planned, asked for or refused has a type of its own there."""
    value = {key: report[NG + key][0].rsplit("#", 1)[-1] for key in ("modality", "polarity")}
    for rule in rules:
        if kind in rule["types"] and all(value[k] in rule[k] for k in value if k in rule):
            return rule["as"]
    return kind


def run(program, data, records):
    with tempfile.TemporaryDirectory() as folder:
        lines = [json.dumps({"id": i, "title": "", "date": r["date"], "text": r["text"]}) for i, r in records.items()]
        path = pathlib.Path(folder) / "records.jsonl"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        done = subprocess.run([program, *data, "extract", str(path), "--to", "nquads"], capture_output=True, check=True)
    return ox.parse(done.stdout, format=ox.RdfFormat.N_QUADS)


def chosen(events, text, wanted):
    """The event of a PLOVER type whose triggers share most words with what the coder marked."""
    shared = [(len(words(" ".join(text[b:e] for b, e in spans)) & wanted), -spans[0][0], event, kind)
              for event, kind, spans in events if kind and spans]
    best = max(shared, default=None)
    return best[2:] if best and best[0] else (None, None)


def gold_actors(side):
    return [words(a["actorText"]) for a in side if a.get("actorText")] if isinstance(side, list) else []


def matched(gold, predicted):
    """How many gold actors are found and how many predicted ones are right."""
    return sum(any(g & p for p in predicted) for g in gold), sum(any(g & p for g in gold) for p in predicted)


def score_actors(graph, article, event, record, count):
    sides = [gold_actors(record.get("source")), gold_actors(record.get("target"))]
    found = [graph.actors(article, event, SOURCE), graph.actors(article, event, TARGET)] if event else [[], []]
    if not all(sides):
        found = [[*found[0], *(f for f in found[1] if f not in found[0])]]
        sides = [sides[0] + sides[1]]
    for gold, predicted in zip(sides, found):
        hit, right = matched(gold, predicted)
        count.update(gold=len(gold), predicted=len(predicted), hit=hit, right=right)


def main(argv):
    errors, args = "--errors" in argv, [a for a in argv if a != "--errors"]
    data = args[args.index("--data"):][:2] if "--data" in args else []
    args = [a for a in args if a not in data]
    if len(args) != 2:
        sys.exit(__doc__)
    ontology = ox.parse((HERE.parents[1] / "ontology/newsgraph.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    plover = {q.subject.value: q.object.value for q in ontology if q.predicate.value == NG + "ploverType"}
    table = tomllib.loads((HERE / "plover_types.toml").read_text())
    known, records, left_out = {*plover.values()}, {}, collections.Counter()
    for line in pathlib.Path(args[0]).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        older = table["older"]
        record["types"] = older.get(f"{record['event']}:{record.get('mode')}", older.get(record["event"], [record["event"]]))
        if known & {*record["types"]}:
            records[f"r{len(records)}"] = record
        else:
            left_out[record["event"]] += 1
    graph = Graph(run(args[1], data, records), plover, table["presented"], {i: r["text"] for i, r in records.items()})
    report(graph, records, left_out, errors)


def report(graph, records, left_out, errors):
    strict, lenient, actors, confused = collections.Counter(), collections.Counter(), collections.Counter(), collections.Counter()
    for article, record in records.items():
        events = graph.events[article]
        event, kind = chosen(events, record["text"], words(record["eventText"]))
        name, right = record["event"], kind in record["types"]
        strict[name] += right
        lenient[name] += any(k in record["types"] for _, k, _ in events)
        score_actors(graph, article, event, record, actors)
        if not right:
            confused[name, kind or "-"] += 1
        if errors and not right:
            others = ", ".join(sorted(f"{e.split('/')[-1][:60]}={k or '-'}" for e, k, _ in events))
            print(f"{name} as {kind or '-'}: {record['text']}\n    marked: {record['eventText']}\n    events: {others}")
    total = collections.Counter(r["event"] for r in records.values())
    count = len(records)
    print(f"{count} records, left out {sum(left_out.values())} {dict(left_out) or ''}")
    print(f"type accuracy  strict {strict.total() / count:.3f}  lenient {lenient.total() / count:.3f}")
    p, r = actors["right"] / max(actors["predicted"], 1), actors["hit"] / max(actors["gold"], 1)
    print(f"actors  P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(p + r, 1e-9):.3f}")
    for name, n in total.most_common():
        wrong = ", ".join(f"{k} {c}" for (g, k), c in confused.most_common() if g == name)
        print(f"{name:12} {n:3}  strict {strict[name]:3}  lenient {lenient[name]:3}  taken for: {wrong or 'nothing else'}")


if __name__ == "__main__":
    main(sys.argv[1:])
