"""Runs one of the peers written in or for Python, and prints its figures as a JSON object.

usage: python_peers.py PEER FOLDER QUERIES THREADS SECONDS

PEER is bm25s, tfidf, fts5 or postgres; FOLDER holds what generate.py wrote; QUERIES is `pruned` or
`needs`. Stops after SECONDS of looking up; what was done by then gives the lists per second.
"""

import json
import os
import pathlib
import resource
import sqlite3
import sys
import time

TOP = 20
ENOUGH = 2.0


def lines(path: pathlib.Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def batches(items: list, size: int):
    for start in range(0, len(items), size):
        yield items[start : start + size]


def measured(queries: list, size: int, seconds: float, look_up) -> tuple[int, float]:
    """How many queries were answered, and in which time; few are asked over again."""
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < min(seconds, ENOUGH):
        for batch in batches(queries, size):
            look_up(batch)
            done += len(batch)
            if time.perf_counter() - began > seconds:
                break
    return done, time.perf_counter() - began


def bm25s_peer(documents, queries, threads, seconds):
    import bm25s

    retriever = bm25s.BM25(k1=1.5, b=0.75, backend="numba")
    retriever.index([text.split() for text in documents], show_progress=False)
    tokens = [text.split() for text in queries]
    top = min(TOP, len(documents))

    def look_up(batch):
        retriever.retrieve(batch, k=top, show_progress=False, n_threads=threads)

    look_up(tokens[:4])  # compiles
    yield
    yield measured(tokens, 2_048, seconds, look_up)


def tfidf_peer(documents, queries, threads, seconds):
    import numpy
    import scipy.sparse
    from sparse_dot_topn import sp_matmul_topn

    terms: dict[str, int] = {}

    def matrix(texts):
        starts, columns, values = [0], [], []
        for text in texts:
            counts: dict[int, int] = {}
            for word in text.split():
                term = terms.setdefault(word, len(terms))
                counts[term] = counts.get(term, 0) + 1
            columns.extend(counts)
            values.extend(counts.values())
            starts.append(len(columns))
        return starts, columns, values

    parts = [matrix(texts) for texts in (documents, queries)]
    shapes = (len(documents), len(queries))
    rows = [
        scipy.sparse.csr_matrix(
            (1 + numpy.log(numpy.array(values, dtype=numpy.float32)), columns, starts), shape=(shape, len(terms))
        )
        for (starts, columns, values), shape in zip(parts, shapes, strict=True)
    ]
    having = numpy.bincount(rows[0].indices, minlength=len(terms))
    weights = scipy.sparse.diags((numpy.log((1 + len(documents)) / (1 + having)) + 1).astype(numpy.float32))
    weighed = [row @ weights for row in rows]
    unit = [
        scipy.sparse.diags(1 / numpy.maximum(scipy.sparse.linalg.norm(row, axis=1), 1e-9).astype(numpy.float32)) @ row
        for row in weighed
    ]
    texts, asked = scipy.sparse.csr_matrix(unit[0].T), scipy.sparse.csr_matrix(unit[1])

    def look_up(batch):
        sp_matmul_topn(asked[batch[0] : batch[-1] + 1], texts, top_n=TOP, n_threads=threads, sort=True)

    yield
    yield measured(list(range(len(queries))), 512, seconds, look_up)


def fts5_peer(documents, queries, threads, seconds):
    del threads
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize = 'ascii')")
    database.executemany("INSERT INTO texts VALUES (?)", ((text,) for text in documents))
    database.execute("INSERT INTO texts(texts) VALUES ('optimize')")
    statement = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts) LIMIT ?"

    def look_up(batch):
        for text in batch:
            disjunction = " OR ".join(f'"{word}"' for word in text.split())
            database.execute(statement, (disjunction, TOP)).fetchall()

    yield
    yield measured(queries, 1, seconds, look_up)


def postgres_peer(documents, queries, threads, seconds):
    del threads
    import psycopg

    connection = psycopg.connect(os.environ["SUNMAO_TEST_POSTGRES"], autocommit=True)
    cursor = connection.cursor()
    cursor.execute("CREATE TEMPORARY TABLE texts (id INTEGER, words TSVECTOR)")
    with cursor.copy("COPY texts FROM STDIN") as copy:
        for at, text in enumerate(documents):
            words = dict.fromkeys(text.split())
            copy.write_row((at, " ".join(words)))
    cursor.execute("CREATE INDEX ON texts USING gin (words)")
    cursor.execute("ANALYZE texts")
    statement = "SELECT id FROM texts WHERE words @@ %s::tsquery ORDER BY ts_rank(words, %s::tsquery) DESC LIMIT %s"

    def look_up(batch):
        for text in batch:
            disjunction = " | ".join(dict.fromkeys(text.split()))
            cursor.execute(statement, (disjunction, disjunction, TOP)).fetchall()

    yield
    yield measured(queries, 1, seconds, look_up)


PEERS = {"bm25s": bm25s_peer, "tfidf": tfidf_peer, "fts5": fts5_peer, "postgres": postgres_peer}


def main() -> None:
    peer, folder, name, threads, seconds = sys.argv[1:]
    documents = lines(pathlib.Path(folder) / "documents.txt")
    queries = lines(pathlib.Path(folder) / f"{name}.txt")
    began = time.perf_counter()
    run = PEERS[peer](documents, queries, int(threads), float(seconds))
    next(run)
    building = time.perf_counter() - began
    done, looking = next(run)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    figures = {"lists": done, "seconds": looking, "building": building, "memory": memory}
    print(json.dumps(figures))


main()
