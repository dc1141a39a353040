"""The language engine beside spaCy's nlp.pipe, same text, same run, one thread each.

    python3 benches/spacy_compare.py ARTICLES.jsonl [MODEL_PACKAGE]

Needs spaCy 3.8 and an en_core_web_sm 3.8.0 package (default: en_core_web_sm), and the compiled bench
(`cargo bench --bench engine --no-run`). Both sides get the same paragraphs; each is run three times,
in turns, and the best run counts. Time is processor time, so that other work on the machine does
not count. spaCy runs all its components.
"""
import importlib
import json
import os
import re
import subprocess
import sys
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"):
    os.environ[variable] = "1"


def paragraphs(path):
    with open(path, encoding="utf8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]


def time_spacy(nlp, texts):
    start = time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
    return tokens / (time.process_time() - start), tokens


def time_newsgraph(path):
    command = ["cargo", "bench", "--quiet", "--bench", "engine", "--", os.path.abspath(path)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    speed = float(re.search(r"tokens_per_second (\d+)", out)[1])
    return speed, int(re.search(r"newsgraph tokens (\d+)", out)[1]), out


def main(path, package="en_core_web_sm"):
    nlp = importlib.import_module(package).load()
    texts = paragraphs(path)
    time_spacy(nlp, texts[:50])
    spacy, newsgraph, stages = 0.0, 0.0, ""
    for _ in range(3):
        speed, spacy_tokens = time_spacy(nlp, texts)
        spacy = max(spacy, speed)
        speed, tokens, out = time_newsgraph(path)
        if speed > newsgraph:
            newsgraph, stages = speed, out
    print(stages, end="")
    print(f"spaCy     {spacy:8.0f} tokens/s ({spacy_tokens} tokens)")
    print(f"newsgraph {newsgraph:8.0f} tokens/s ({tokens} tokens), {newsgraph / spacy:.1f} times spaCy")


if __name__ == "__main__":
    main(*sys.argv[1:])
