"""How the sections read: verdicts of a reader on every cited sentence of twelve random topics.

    python -m benchmarks.readability          the sentences that have no verdict yet, as JSON Lines
    python -m benchmarks.readability LARGE    the same for 200 random papers of the large corpus

A verdict is a line of `readability.jsonl`: the sentence by paper, span and text, and its `fault`:
null or one of `FAULTS`, with a `note`. A sentence that a rule has changed since has lost its
verdict and must be read again. Of the large corpus, which stays out of the repository, a line of
`readability_large.jsonl` holds the id, the span and a hash of the sentence.
"""

import hashlib
import json
import lzma
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from review.config import load_config
from review.extract import extract
from review.model import Survey
from review.pipeline import build, remember
from review.sources import read_text

ROOT = Path(__file__).parents[1]
LARGE = ROOT / "../shared/data/scale/papers_100k.jsonl.xz"
FAULTS = ("ungrammatical", "dangling", "redundant", "misattributed", "off-topic")
SEED = 20261121
TOPICS, PAPERS = 12, 200


def sections(survey: Survey) -> Iterator[dict[str, Any]]:
    """Yield the cited sentences of twelve random topics with papers, in their order of reading."""
    filled = sorted(section.topic for section in survey.sections if section.papers)
    chosen = random.Random(SEED).sample(filled, min(TOPICS, len(filled)))
    for section in survey.sections:
        if section.topic in chosen:
            for paragraph in section.paragraphs:
                for quote in paragraph.quotes:
                    if not quote.counted:
                        yield {
                            "topic": section.topic,
                            "kind": paragraph.kind,
                            "paper": quote.paper,
                            "start": quote.start,
                            "end": quote.end,
                            "text": quote.text,
                        }


def papers() -> Iterator[dict[str, Any]]:
    """Yield the citation sentences of 200 random papers of the large corpus."""
    with lzma.open(LARGE, "rt", encoding="utf-8") as stream:
        lines = stream.readlines()
    picked = random.Random(SEED).sample(range(len(lines)), PAPERS)
    for record in read_text("".join(lines[i] for i in sorted(picked)), "large.jsonl").records:
        citation = extract(record, "work").citation
        if citation:
            digest = hashlib.sha256(citation.text.encode()).hexdigest()[:16]
            place = {"paper": record.id, "start": citation.start, "end": citation.end}
            yield {**place, "hash": digest, "text": citation.text}


def verdicts(name: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Return the verdicts in a file by paper, span and the sentence (or its hash)."""
    path = Path(__file__).with_name(name)
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    found = [json.loads(line) for line in lines]
    assert all(line["fault"] in (None, *FAULTS) for line in found)
    return {identity(line): line for line in found}


def identity(line: dict[str, Any]) -> tuple[Any, ...]:
    return (line["paper"], line["start"], line["end"], line.get("hash") or line["text"])


def judge(name: str, sentences: list[dict[str, Any]], file: str) -> list[dict[str, Any]]:
    """Return the rows of one reading: how many sentences, how many read, how many at fault."""
    known = verdicts(file)
    read = [known[identity(line)] for line in sentences if identity(line) in known]
    faults = [line["fault"] for line in read if line["fault"]]
    rate = round(100 * len(faults) / len(read), 1) if read else "–"
    rows: list[dict[str, Any]] = [
        {"name": name, "figure": "sentences", "value": len(sentences)},
        {"name": name, "figure": "of them read", "value": len(read)},
        {"name": name, "figure": "at fault, %", "value": rate, "asked": "≤ 3"},
    ]
    for fault in FAULTS:
        rows.append({"name": name, "figure": fault, "value": faults.count(fault)})
    return rows


def run() -> list[dict[str, Any]]:
    """Return the fault rates of the example survey and of the large corpus."""
    survey = build(load_config(ROOT), remember(ROOT))
    name = f"{TOPICS} topics of the example survey (seed {SEED})"
    rows = judge(name, list(sections(survey)), "readability.jsonl")
    if LARGE.is_file():
        name = f"{PAPERS} papers of the large corpus (seed {SEED})"
        rows += judge(name, list(papers()), "readability_large.jsonl")
    return rows


def main(arguments: list[str]) -> None:
    """Print what has no verdict yet."""
    large = "LARGE" in arguments
    known = verdicts("readability_large.jsonl" if large else "readability.jsonl")
    for line in papers() if large else sections(build(load_config(ROOT), remember(ROOT))):
        if identity(line) not in known:
            print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
