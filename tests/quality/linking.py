#!/usr/bin/env python3
"""Scores links to the gazetteer against links that editors of Wikipedia set by hand.

reads:  REPORTS, JSON Lines with `id`, `date`, `text` and `entities` (`text`, `start`, `end`, `page`: the title of a
        Wikipedia article); the newsgraph program, which is run on the texts; data/gazetteer/*.tsv of the project,
        for what a title stands for
writes: to standard output how many countries, cities, regions and international bodies get the right link, and
        how many links are right; with --errors the mentions gone wrong
never:  looks at the last 15 % of the reports by date, unless asked with --aside (then at nothing else)

usage: linking.py REPORTS.jsonl NEWSGRAPH [--aside] [--errors] [--every N]

What a title stands for
  plain      "Ukraine", "Lviv Oblast": the entry of this name or alternative, letters folded; of "X Province", "X City"
             and the like else the regions, or cities, X
  qualified  "Paris, Texas", "Georgia (country)", "Punjab, Pakistan": of the entries of the first part those for which
             the rest names their kind, country or first-level region
  several    a body of this very name; else a country; no region in whose country a city of 100,000 has the name ("Odesa", "Odesa Oblast"); of the rest
             the one with most people, an alternative name counting half, if it has twice those of the next. A title
             that stays open counts as not in the gazetteer.
  else       not in the gazetteer. Redirects are not known: they count only where they are an alternative name.
Mentions of a title that stands for an entry are the key, where their text is a name (begins with a capital or digit).
Out of the key are peoples ("Canadians", behind which editors set the country) and a country within the name of a part of it ("southern Lebanon") that the program places there.

right   an entity of the program has a mention of the same words (without "the", "'s", and words before the name,
        such as titles) and is linked to the entry
precision, of links with such a mention: right / (right + other entry + title not in the gazetteer).
        A title that is not in the gazetteer is left out where it may go together with the link: it holds a name or
        demonym of a linked country or body ("Israel Defense Forces" behind "Israeli"), or a name of the linked city
        or region within more words than a word for kinds of places ("Attack on Kyiv", but not "Tehran Province");
        so is a title in other words than the mention's, which says no more than that the editor meant some part,
        office or event ("President of France" behind "France")
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLACE_WORDS = set("province region state county oblast district governorate department division prefecture city area "
                  "municipality town village canton republic raion krai okrug metropolitan greater territory of the "
                  "and zone island islands parish country u.s. us".split())
PLACES = {"Country", "City", "Region", "Place"}
GROUPS = {"Country": "countries", "City": "cities", "Region": "regions", "IGO": "bodies"}


def fold(text):
    text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'").replace("ʻ", "'"))
    return "".join(c for c in text if not unicodedata.combining(c)).casefold().strip()


class Entry:
    def __init__(self, file, line, fields):
        self.source = f"data/gazetteer/{file}:{line}"
        self.name = fields["name"]
        self.kind = fields.get("kind") or {"countries.tsv": "Country", "cities.tsv": "City"}[file]
        self.iso, self.admin1 = fields.get("iso", ""), fields.get("admin1", "")
        self.people = int(fields.get("population") or 0)
        self.names = [self.name] + [a for a in fields["alternatives"].split("|") if a]
        self.demonyms = [d for d in fields.get("demonyms", "").split("|") if d]


class Gazetteer:
    def __init__(self):
        self.entries, self.by_name, self.by_source = [], collections.defaultdict(list), {}
        for path in sorted((ROOT / "data/gazetteer").glob("*.tsv")):
            lines = path.read_text(encoding="utf-8").split("\n")
            header = re.sub(r"^# | \(see.*", "", lines[0]).split("\t")
            if "name" not in header:
                continue
            for number, line in enumerate(lines[1:], 2):
                if line and not line.startswith("#"):
                    self.add(Entry(path.name, number, dict(zip(header, line.split("\t")))))

    def add(self, entry):
        self.entries.append(entry)
        self.by_source[entry.source] = entry
        for name in dict.fromkeys(map(fold, entry.names)):
            self.by_name[name].append(entry)

    def of_title(self, title):
        """The entry that a title stands for, or None."""
        found = self.by_name.get(fold(title)) or self.with_word(title)
        parts = re.match(r"^(.+?)(?:, | \()([^()]+)\)?$", title)
        if not found and parts:
            found = self.by_name.get(fold(parts[1])) or self.with_word(parts[1])
            found = [e for e in found if self.fits(e, parts[2])]
        return most_people(title, found)

    def with_word(self, title):
        """Entries of "X Province" or "X City"."""
        words = title.split()
        if len(words) < 2 or words[-1].lower() not in PLACE_WORDS:
            return []
        kind = "City" if words[-1].lower() == "city" else "Region"
        return [e for e in self.by_name[fold(" ".join(words[:-1]))] if e.kind == kind]

    def fits(self, entry, qualifier):
        kinds = {"country": "Country", "city": "City", "state": "Region", "u.s. state": "Region", "region": "Region",
                 "province": "Region", "department": "Region", "territory": "Region", "county": "Region"}
        last = fold(qualifier).split(" ")[-1]
        if fold(qualifier) in kinds or last in kinds:
            place = fold(qualifier).rsplit(" ", 1)[0]
            return entry.kind == kinds.get(fold(qualifier), kinds.get(last)) and (
                place == last or place not in self.by_name or self.lies_in(entry, place))
        return self.lies_in(entry, fold(qualifier))

    def lies_in(self, entry, place):
        if entry.kind not in ("City", "Region", "Place"):
            return False
        return any(e.iso == entry.iso and (e.kind == "Country" or e.kind == "Region" and e.admin1 == entry.admin1
                                           and e is not entry) for e in self.by_name.get(place, []))


def most_people(title, entries):
    """Of several entries that a title may stand for the one that it does, or None."""
    bodies = [e for e in entries if e.kind not in PLACES and fold(e.name) == fold(title)]
    countries = bodies or [e for e in entries if e.kind == "Country"]
    towns = [e for e in entries if e.kind == "City" and e.people >= 100_000]
    rest = [e for e in countries or entries
            if not (e.kind == "Region" and any(town.iso == e.iso for town in towns))]
    weight = {e: e.people / (1 if fold(e.name) in (fold(title), fold(title.split(",")[0].split(" (")[0])) else 2)
              for e in rest}
    rest.sort(key=lambda e: -weight[e])
    if len(rest) > 1 and weight[rest[0]] < 2 * weight[rest[1]]:
        return None
    return rest[0] if rest else None


def bare(text, start, end):
    """A span without "the" before and "'s" after it."""
    part = text[start:end]
    lead = re.match(r"(?:the|a|an)\s+", part, re.I)
    tail = re.search(r"['’]s?\s*$", part)
    return (start + (lead.end() if lead else 0), end - (len(part) - tail.start() if tail else 0))


def predicted(reports, program):
    """Of each report the linked entities with their spans."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as lines:
        for report in reports:
            lines.write(json.dumps({"id": report["id"], "date": report["date"], "text": report["text"]}) + "\n")
        lines.flush()
        run = subprocess.run([program, "extract", lines.name, "--to", "jsonl"], stdout=subprocess.PIPE)
    # 1: some reports could not be read, named on standard error; they count as without entities.
    if run.returncode > 1:
        sys.exit(f"{program} ended with {run.returncode}")
    found = {}
    for line in run.stdout.decode("utf-8").splitlines():
        article = json.loads(line)
        found[article["id"]] = [(e["entity"], [(m["start"], m["end"]) for m in e["mentions"]])
                                for e in article["facts"]["entities"]]
    return found


def holds(title, entry, text):
    """True where a title that the gazetteer lacks may go together with a link (see above)."""
    title = f" {fold(title)} "
    names = [n for n in map(fold, entry.names + entry.demonyms) if f" {n} " in title or f" {n}s " in title]
    if not names:
        return fold(text) not in title
    if entry.kind not in ("City", "Region"):
        return True
    if "," in title or "(" in title:
        return False
    rest = set(title.replace(f"{max(names, key=len)}", " ").split())
    return not rest <= PLACE_WORDS


class Score:
    def __init__(self):
        self.key, self.right = collections.Counter(), collections.Counter()
        self.links, self.good = collections.Counter(), collections.Counter()
        self.left_out, self.errors = 0, []

    def report(self, report, entities, gazetteer):
        text = report["text"]
        spans = {}
        for entity, mentions in entities:
            for start, end in mentions:
                spans.setdefault(bare(text, start, end), entity)
        for gold in report["entities"]:
            if "start" not in gold or not re.search(r"[A-Z0-9]", gold["text"][:4]):
                continue
            span = bare(text, gold["start"], gold["end"])
            title = gold["page"].split("#")[0].replace("_", " ").strip()
            entry = gazetteer.of_title(title)
            entity = spans.get(span) or same_name(text, spans, span)
            if not (entry and entity is None and part_of(text, entities, span, entry)):
                self.mention(report, gold["text"], title, entry, entity, gazetteer)

    def mention(self, report, words, title, entry, entity, gazetteer):
        if entry and entry.kind == "Country" and fold(words)[:-1] in map(fold, entry.demonyms) and words.endswith("s"):
            return
        link = entity and entity["link"]
        linked = gazetteer.by_source.get(link["source"]) if link else None
        group = entry and GROUPS.get(entry.kind)
        right = entry is not None and linked is entry
        if group:
            self.key[group] += 1
            self.right[group] += right
        body = entry is not None and linked and linked.kind == "Country" and group in (None, "bodies") \
            and fold(words) in map(fold, linked.names + linked.demonyms)
        if linked and not right and (body or entry is None and holds(title, linked, words)):
            self.left_out += 1
            linked = None
        if linked:
            kind = GROUPS.get(linked.kind, "others")
            self.links[kind] += 1
            self.good[kind] += right
        if linked and not right:
            self.errors.append(("wrong link", report["id"], words, title, f"{linked.name} ({linked.kind}, {linked.iso})"))
        elif group and not right:
            what = entity["kind"] + ": " + entity["name"] if entity else "no entity"
            self.errors.append((f"missed {entry.kind}", report["id"], words, title, what, report["text"]))


def part_of(text, entities, span, entry):
    """True where an entity of the country ends with its name after a word in small letters."""
    return entry.kind == "Country" and any(
        entity["country"] == entry.iso and entity["kind"] in ("Place", "Region") and
        any(end == span[1] and re.search(r"[a-z]+[ -]$", text[start:span[0]]) for start, end in mentions)
        for entity, mentions in entities)


def same_name(text, spans, span):
    """An entity whose mention ends with the name, after words in small letters or titles."""
    for (start, end), entity in spans.items():
        if end == span[1] and start < span[0] and fold(entity["name"]) == fold(text[span[0]:span[1]]):
            return entity
    return None


def main(argv):
    args = [a for a in argv if not a.startswith("--")]
    step = 1
    if "--every" in argv:
        step = int(argv[argv.index("--every") + 1])
        args.remove(str(step))
    with open(args[0], encoding="utf-8") as lines:
        reports = sorted(map(json.loads, lines), key=lambda r: (r["date"], r["id"]))
    first_aside = reports[int(len(reports) * 0.85)]["date"]
    reports = [r for r in reports if (r["date"] >= first_aside) == ("--aside" in argv)][::step]
    gazetteer, score = Gazetteer(), Score()
    found = predicted(reports, args[1])
    for report in reports:
        score.report(report, found.get(report["id"], []), gazetteer)
    print(f"{len(reports)} reports, {'from' if '--aside' in argv else 'before'} {first_aside}; "
          f"{score.left_out} links left out of precision")
    print(f"{'':12}{'key':>8}{'right':>8}{'recall':>8}{'links':>8}{'good':>8}{'precision':>11}")
    for group in ("countries", "cities", "regions", "bodies", "others", "all"):
        key, right, links, good = (sum(c.values()) if group == "all" else c[group]
                                   for c in (score.key, score.right, score.links, score.good))
        print(f"{group:12}{key:8}{right:8}{right / max(key, 1):8.3f}{links:8}{good:8}{good / max(links, 1):11.3f}")
    if "--errors" in argv:
        for error in sorted(score.errors):
            print("\t".join(error))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1:])
