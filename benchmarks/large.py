"""What holds on 100,614 papers: citation sentences replay, and no limit of a claim is lost."""

import lzma
import re
import time
from collections import Counter
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any

from review.classify import classify
from review.extract import extract, extract_keys
from review.extract.edits import allowed
from review.model import Entry, Excerpt, Record, Topic
from review.sources import read_text
from review.text.edits import replay

LARGE = Path(__file__).parents[1] / "../shared/data/scale/papers_100k.jsonl.xz"
# What may never be dropped or cut, by DESIGN: a condition, a scope, a contrast, a negation.
LIMIT = re.compile(
    r"\b(?:when|if|unless|under|given|assuming|without|unlike|except|although|only|not|no|never|"
    r"n't|but|up to)\b",
    re.IGNORECASE,
)
DROPPING = ("drop-lead", "cut-tail")
WARM = 200
FILED, TOPICS, APART = 100_000, 200, 97


def run() -> list[dict[str, Any]]:
    """Return the shares of papers with citation sentences, and what the edits did to them."""
    with lzma.open(LARGE, "rt", encoding="utf-8") as stream:
        records = read_text(stream.read(), "large.jsonl").records
    for record in records[:WARM]:
        extract(record, "work")
    spent = []
    for read in (extract_keys, extract):
        started = time.process_time()
        for record in records[:10_000]:
            read(record, "work")
        spent.append(time.process_time() - started)
    found = Counter[str]()
    for record in records:
        _count(record, found)
    with_abstract = found["abstracts"]

    def share(name: str) -> float:
        return round(100 * found[name] / with_abstract, 2)

    return [
        _row("abstracts", with_abstract, ""),
        _row("with a citation, %", share("citation"), "≥ 97"),
        _row("of them verbatim in quotation marks, %", share("quoted"), ""),
        _row("with a finding, %", share("finding"), ""),
        _row("that do not replay", found["broken"], "0"),
        _row("with an edit outside the closed list", found["unlawful"], "0"),
        _row("that drop a condition or a negation", found["limit"], "0"),
        _row("CPU s for 10,000 abstracts, as `review extract`", round(spent[0], 1), "≤ 8"),
        _row("the same with all that sections need", round(spent[1], 1), ""),
    ]


def filing() -> list[dict[str, Any]]:
    """Return what it costs to file many papers into topics that are each described by a paper."""
    with lzma.open(LARGE, "rt", encoding="utf-8") as stream:
        records = read_text(stream.read(), "large.jsonl").records[:FILED]
    entries = [Entry(id=i, title=r.title, abstract=r.abstract) for i, r in enumerate(records)]
    described = [entry for entry in entries[::APART] if entry.abstract][:TOPICS]
    taxonomy = [Topic(str(entry.id), entry.title, entry.abstract) for entry in described]
    classify(entries[:WARM], taxonomy)  # imports are not filing
    del records
    began = time.process_time()
    classify(entries, taxonomy)
    spent = time.process_time() - began
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    return [
        _row(f"CPU s to file {FILED:,} papers into {TOPICS} topics", round(spent, 1), "≤ 20"),
        _row("peak memory, GB, the papers themselves included", round(peak / 1024, 2), "≤ 1.5"),
    ]


def _row(figure: str, value: float, asked: str) -> dict[str, Any]:
    return {"name": "large corpus", "figure": figure, "value": value, "asked": asked}


def _count(record: Record, found: Counter[str]) -> None:
    """Add what the abstract of `record` gives to the counts."""
    if not record.abstract.strip():
        return
    made = extract(record, "work")
    found["abstracts"] += 1
    found["citation"] += made.citation is not None
    found["quoted"] += bool(made.citation and made.citation.text.startswith("“"))
    found["finding"] += made.finding is not None
    for excerpt in filter(None, (made.citation, made.finding, made.limitation, *made.background)):
        _check(record.abstract, excerpt, found)


def _check(abstract: str, excerpt: Excerpt, found: Counter[str]) -> None:
    text = replay(abstract, excerpt.start, excerpt.end, excerpt.edits)
    found["broken"] += text != excerpt.text or text.count("[@work]") != 1
    found["unlawful"] += allowed(abstract, excerpt) is not None
    found["limit"] += any(
        edit.op in DROPPING and LIMIT.search(abstract[edit.start : edit.end])
        for edit in excerpt.edits
    )
