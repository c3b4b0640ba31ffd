"""Makes texts of a test collection's kind, as many as are asked for.

usage: generate.py SET NUMBER FOLDER

Sentences of two or three neighbouring texts of SET (a folder with corpus.jsonl and queries.jsonl) are
put together, so that lengths, vocabulary and the frequencies of terms stay like the originals'. Writes
to FOLDER, each with one text a line, stemmed (Snowball English), in small letters, words set apart by
blanks: documents.txt, needs.txt (whole pages) and pruned.txt (the 40 strongest terms of each need, by
frequency and inverse document frequency). Always the same for the same input.
"""

import collections
import json
import math
import pathlib
import random
import re
import sys

import Stemmer

STRONGEST = 40
MOST_NEEDS = 100_000
STOP = set(
    "a an and are as at be by for from has have in into is it its of on or such that the their these this to "
    "was were which will with".split()
)


def texts(path: pathlib.Path) -> list[str]:
    with path.open(encoding="utf-8") as lines:
        entries = map(json.loads, lines)
        return [f"{entry['title']} {entry['text']}" for entry in entries]


def tokenize(text: str, stemmer: Stemmer.Stemmer) -> list[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return stemmer.stemWords([word for word in words if word not in STOP])


def recombined(source: list[list[list[str]]], number: int, seed: int):
    """Texts of sentences of two or three neighbours; sources are texts as lists of sentences."""
    chance = random.Random(seed)
    for _ in range(number):
        at = chance.randrange(len(source))
        near = [source[(at + chance.randrange(20)) % len(source)] for _ in range(chance.choice((1, 2)))]
        length = len(source[at])
        pool = source[at] + [sentence for text in near for sentence in text]
        yield [word for sentence in chance.sample(pool, min(length, len(pool))) for word in sentence]


def main() -> None:
    source, number, folder = pathlib.Path(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    stemmer = Stemmer.Stemmer("english")
    sentences = {}
    for name in ("corpus", "queries"):
        split = (re.split(r"(?<=[.;:])\s+", text) for text in texts(source / f"{name}.jsonl"))
        sentences[name] = [[tokenize(part, stemmer) for part in parts] for parts in split]
    having: collections.Counter[str] = collections.Counter()
    words = distinct = 0
    with (folder / "documents.txt").open("w", encoding="utf-8") as out:
        for text in recombined(sentences["corpus"], number, 1):
            terms = set(text)
            having.update(terms)
            words += len(text)
            distinct += len(terms)
            print(" ".join(text), file=out)
    needs = min(number, MOST_NEEDS)
    with (
        (folder / "needs.txt").open("w", encoding="utf-8") as whole,
        (folder / "pruned.txt").open("w", encoding="utf-8") as pruned,
    ):
        for text in recombined(sentences["queries"], needs, 2):
            counts = collections.Counter(term for term in text if having[term])
            weights = {
                term: count * math.log(1 + (number - having[term] + 0.5) / (having[term] + 0.5))
                for term, count in counts.items()
            }
            strongest = sorted(weights, key=lambda term: (-weights[term], term))[:STRONGEST]
            print(" ".join(text), file=whole)
            print(" ".join(strongest), file=pruned)
    figures = {
        "documents": number,
        "needs": needs,
        "mean_words": round(words / number, 1),
        "mean_distinct": round(distinct / number, 1),
        "vocabulary": len(having),
    }
    (folder / "figures.json").write_text(json.dumps(figures), encoding="utf-8")


main()
