"""Turns the results of scripts/bench-peers into a page.

usage: report.py RESULTS FOLDER
"""

import json
import os
import pathlib
import platform
import statistics
import sys


def rate(figures: dict) -> float:
    return figures["lists"] / max(figures["seconds"], 1e-9)


def processor() -> str:
    for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or "unknown"


def number(value: float) -> str:
    if value < 0.01:
        return "< 0.01"
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def main() -> None:
    results = [json.loads(line) for line in pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    # A later turn replaces what it measured.
    turns = sum(result["name"] == "site" for result in results)
    site = {key: value for result in results if result["name"] == "site" for key, value in result["figures"].items()}
    results = [result for result in results if result["name"] != "site"]
    work = pathlib.Path(sys.argv[2])
    sizes = sorted({result["size"] for result in results})
    names = list(dict.fromkeys(result["name"] for result in results))

    def median(size: int, name: str, queries: str, threads: int, of=rate) -> float | None:
        key = (size, name, queries, threads)
        found = [
            of(result["figures"])
            for result in results
            if (result["size"], result["name"], result["queries"], result["threads"]) == key
        ]
        return statistics.median(found) if found else None

    print("# Benchmarks beside the peers\n")
    print("Made by `scripts/bench-peers` in one run; nothing here is written by hand.\n")
    print(f"Machine: {processor()}, {os.cpu_count()} cores, shared with others: compare the ratios, not the times.\n")
    print(
        "**Method.** Texts of the kind of the test collection sbir: sentences of two or three neighbouring abstracts "
        "are put together, and needs, a page each, in the same way. All peers get the same stemmed words. `pruned` "
        "asks with the 40 strongest terms of each need by frequency and inverse document frequency, the same for all; "
        "`needs` with the whole page. Everybody makes lists of the best 20, in turn, for a bounded time a turn; a "
        "rate is the number of lists made a second, the median of the turns. Building is not in it. The needs stand "
        "in this project's index as its market keeps them; the peers get them as lists of words. `lookup` is the "
        "same work as the peers' (one weighted sum of terms for each text); `whole ranking` adds pairs of words, "
        "cosine, latent view, neighbours and hub correction, which the peers don't have; how well it ranks beside them "
        "is in `docs/MATCHING.md`. Up to 10,000 texts everybody takes several turns, beyond one. What is missing below "
        "was not measured in this run.\n"
    )
    print("| Texts | Needs | Words a text | Distinct | Vocabulary |\n|---|---|---|---|---|")
    for size in sizes:
        figures = json.loads((work / str(size) / "figures.json").read_text(encoding="utf-8"))
        print(
            f"| {size:,} | {figures['needs']:,} | {figures['mean_words']} | {figures['mean_distinct']} | "
            f"{figures['vocabulary']:,} |"
        )
    for queries, title in (("pruned", "The same 40 terms"), ("needs", "Whole pages")):
        print(f"\n## {title}\n")
        for size in sizes:
            rows = []
            for name in names:
                one, two = (median(size, name, queries, threads) for threads in (1, 2))
                if one is None and two is None:
                    continue
                rows.append((name, one, two))
            peers = [(max(one or 0, two or 0), name) for name, one, two in rows if not name.startswith("sunmao")]
            if not peers:
                continue
            best = max(peers)
            print(f"{size:,} texts, {size if size <= 100_000 else 100_000:,} needs:\n")
            print(f"| | lists/s, 1 thread | lists/s, 2 threads | 2 to 1 | to the fastest peer ({best[1]}) |")
            print("|---|---|---|---|---|")
            for name, one, two in sorted(rows, key=lambda row: -max(row[1] or 0, row[2] or 0)):
                cells = [number(value) if value else "–" for value in (one, two)]
                scaling = f"{two / one:.2f}" if one and two else "–"
                print(f"| {name} | {cells[0]} | {cells[1]} | {scaling} | {max(one or 0, two or 0) / best[0]:.2f} |")
            print()
    print("## Building, memory, bandwidth\n")
    print("| Texts | threads | building | bytes a text | postings a list | postings/s | share of bandwidth |")
    print("|---|---|---|---|---|---|---|")
    for size in sizes:
        threads = 2
        key = (size, "sunmao, lookup", "pruned", threads)
        building, held, touched, bandwidth = (
            median(*key, of=lambda figures, name=name: figures[name])
            for name in ("building", "bytes_per_text", "touched", "bandwidth")
        )
        speed = median(*key)
        if None in (building, held, touched, bandwidth, speed):
            continue
        share = speed * touched * 3 / bandwidth
        print(
            f"| {size:,} | {threads} | {building:.1f} s | {held:,.0f} | {touched:,.0f} | {number(speed * touched)} | "
            f"{share:.2f} |"
        )
    print(
        "\nA posting takes 3 bytes (2 for the text's place, 1 for its weight). The share is what the lookup reads of "
        "its lists each second, divided by what the same two threads read and add up in order from memory: the "
        "lists' bytes alone, without the sums that they are added to. Bytes a text are all that is kept beside the "
        "texts (sequences, lists, directions, vocabulary, model), over both sides, where needs are their 40 terms; "
        "there are as many needs as texts, and 100,000 at most."
    )
    if site:
        print_site(site)
    if turns > 1:
        print("\nStarting and searching were measured again in a turn of their own, with a later state of the program.")


def print_site(site: dict) -> None:
    print(f"\n## A site of {site['postings']:,} postings\n")
    print(
        "On SQLite, the machine's two cores. Changes of the engine: a posting is indexed and compared with all whose "
        "lists it may enter; withdrawn. Changes of the site: from the change in the database until the engine knows it "
        "and the lists of both sides are written there. A search of two or three words is a page of results with facets "
        f"and marks; {site['search']['found']:,} postings answer one on average.\n"
    )
    print(
        f"Started from the store in {site['build'] / 1e3:.0f} s, from the snapshot ({site['snapshot_bytes'] / 1e6:.0f} "
        f"MB) in {site['restart'] / 1e3:.1f} s; all lists of both sides written in {site['site']['all_lists'] / 1e3:.0f} s.\n"
    )
    print("| | median, ms | 99th percentile | highest |\n|---|---|---|---|")
    rows = (
        ("a posting comes, in the engine", site["engine"]["added"]),
        ("a posting goes, in the engine", site["engine"]["withdrawn"]),
        ("a posting comes, on the site", site["site"]["added"]),
        ("a posting goes, on the site", site["site"]["withdrawn"]),
        ("a search", site["search"]),
    )
    for title, times in rows:
        cells = " | ".join(number(times[name]) for name in ("median", "p99", "highest"))
        print(f"| {title} | {cells} |")


main()
