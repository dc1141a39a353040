#!/usr/bin/env python3
"""Names the articles that nobody looks at while extraction is worked on.

reads:  a JSON Lines file of articles (`id` per line) and the folder of gold files, which are looked at
writes: to standard output the 40 ids set aside, a line each; with --split also OUT/seen.jsonl and
        OUT/aside.jsonl, the same articles in two files
never:  depends on the order of the articles: those whose SHA-256 of the id is smallest are set aside

usage: set_aside.py ARTICLES.jsonl GOLD_DIR [--split OUT]
"""
import hashlib
import json
import pathlib
import sys

ASIDE = 40


def main(argv):
    if len(argv) not in (2, 4) or (len(argv) == 4 and argv[2] != "--split"):
        sys.exit(__doc__)
    lines = pathlib.Path(argv[0]).read_text(encoding="utf-8").splitlines()
    by_id = {json.loads(line)["id"]: line for line in lines}
    looked_at = {path.stem for path in pathlib.Path(argv[1]).glob("*.json")}
    unseen = sorted(by_id.keys() - looked_at, key=lambda i: hashlib.sha256(i.encode()).hexdigest())
    aside = set(unseen[:ASIDE])
    print("\n".join(sorted(aside)))
    if len(argv) == 4:
        out = pathlib.Path(argv[3])
        for name, wanted in (("aside", aside), ("seen", by_id.keys() - aside)):
            rows = [line for i, line in by_id.items() if i in wanted]
            (out / f"{name}.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
