"""Same work or not: labelled pairs of DBLP and ACM, searches with known duplicates; the cost."""

import json
import lzma
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.speed import once
from review.identity import merge
from review.model import Origin, Record
from review.sources import read_file
from review.sources.jsonl import paper

DATA = Path("../shared/data/dedup")
EXPORTS = Path("../shared/data/import_files")
LARGE = Path("../shared/data/scale/papers_100k.jsonl.xz")
Row = dict[str, Any]


def run() -> list[Row]:
    """Return F1 over the pairs, sensitivity and specificity over the search, in percent.

    Raises `FileNotFoundError` where the data is absent. All records of a file are merged at
    once, as `review dedupe` does; a pair counts as matched when both lie in one work.
    """
    return [
        *_pairs("dblp_acm_structured_valid", "DBLP-ACM, structured", "98"),
        *_pairs("dblp_acm_dirty_valid", "DBLP-ACM, values in the wrong column", "92"),
        *_search("iebh_tafenoquine"),
        *_exports("citesource__20221207_gambling-harms_*.ris"),
        *_cost(LARGE),
    ]


def _rows(name: str) -> list[Row]:
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def _record(fields: Row, number: int) -> Record:
    return paper({**fields, "id": number}, Origin("records.jsonl", number + 1))[0]


def _groups(records: Sequence[Record]) -> dict[str | int, int]:
    """Return the number of the work that each input id is a member of."""
    return {member: i for i, work in enumerate(merge(records)) for member in work.members}


def _pairs(name: str, title: str, asked: str) -> Iterable[Row]:
    rows = _rows(name)
    records = [
        _record(row[side], 2 * i + offset)
        for i, row in enumerate(rows)
        for offset, side in enumerate(("left", "right"))
    ]
    work = _groups(records)
    said = [work[2 * i] == work[2 * i + 1] for i in range(len(rows))]
    right = sum(yes and bool(row["match"]) for yes, row in zip(said, rows, strict=True))
    precision, recall = right / sum(said), right / sum(bool(row["match"]) for row in rows)
    f1 = 2 * precision * recall / (precision + recall)
    yield {"name": title, "figure": "precision", "value": _percent(precision), "asked": ""}
    yield {"name": title, "figure": "recall", "value": _percent(recall), "asked": ""}
    yield {"name": title, "figure": "F1", "value": _percent(f1), "asked": asked}


def _search(name: str) -> Iterable[Row]:
    """Return how well records with a duplicate are told from records without one."""
    rows = _rows(name)
    work = _groups([_record({**row, "venue": row["journal"]}, i) for i, row in enumerate(rows)])
    size = [list(work.values()).count(work[i]) for i in range(len(rows))]
    for figure, truth, asked in (("sensitivity", True, "97"), ("specificity", False, "99.8")):
        those = [size[i] > 1 for i, row in enumerate(rows) if row["duplicate"] is truth]
        share = sum(yes is truth for yes in those) / len(those)
        title = "tafenoquine search"
        yield {"name": title, "figure": figure, "value": _percent(share), "asked": asked}


def _exports(pattern: str) -> Iterable[Row]:
    """Return how well one search in three services is merged when its DOIs are hidden.

    Two records are one work where their DOIs are the same; those without a DOI do not count.
    """
    paths = sorted(EXPORTS.glob(pattern))
    records = [record for path in paths for record in read_file(path, path.name).records]
    dois = [record.doi.casefold() for record in records]
    work = _groups([replace(one, id=i, doi="", url="") for i, one in enumerate(records)])
    pairs = [(i, j) for i, j in combinations(range(len(dois)), 2) if dois[i] and dois[j]]
    same = [pair for pair in pairs if dois[pair[0]] == dois[pair[1]]]
    said = [(i, j) for i, j in pairs if work[i] == work[j]]
    right = sum(work[i] == work[j] for i, j in same)
    shares = {"pairs found": right / len(same), "precision": right / len(said)}
    for figure, share in shares.items():
        title = "one search in three services, DOIs hidden"
        yield {"name": title, "figure": figure, "value": _percent(share), "asked": ""}


def _cost(path: Path) -> Iterable[Row]:
    """Return the CPU seconds of `review dedupe` as a process, over the papers in the file."""
    with tempfile.TemporaryDirectory() as folder:
        papers = Path(folder) / "papers.jsonl"
        papers.write_bytes(lzma.decompress(path.read_bytes()))
        spent, peak = once(["dedupe", str(papers), "-o", str(Path(folder) / "works.jsonl")])
    yield {"name": "100,614 papers", "figure": "CPU s", "value": round(spent, 1), "asked": "≤ 15"}
    yield {"name": "100,614 papers", "figure": "peak MB", "value": round(peak), "asked": ""}


def _percent(share: float) -> float:
    return round(100 * share, 1)
