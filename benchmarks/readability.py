"""How the sections read: verdicts of readers on every cited sentence of the example survey.

    python -m benchmarks.readability          the sentences that have no verdict yet, as JSON Lines
    python -m benchmarks.readability LARGE    the same for 200 random papers of the large corpus

A verdict is a line of `readability.jsonl`: the sentence by topic, paper, span and text, and its
`fault`: null or one of `FAULTS`, with a `note`. A sentence that a rule has changed since, or that
stands in another topic, has lost its verdict and must be read again. Works of which no sentence can
be read alone are listed by title with a sentence of theirs (kind "listed"); the running text
without them, and twelve random topics of it, are counted apart. Of the large corpus, which stays
out of the repository, a line of `readability_large.jsonl` holds the id, the span and a hash.
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


def sentences(survey: Survey) -> Iterator[dict[str, Any]]:
    """Yield the cited sentences of the survey, its abstract first, in their order of reading."""
    said = [("overview", survey.overview)]
    said += [(section.topic, section.paragraphs) for section in survey.sections]
    for topic, paragraphs in said:
        for paragraph in paragraphs:
            listed = any(quote.counted and quote.also for quote in paragraph.quotes)
            for quote in paragraph.quotes:
                if not quote.counted:
                    yield {
                        "topic": topic,
                        "kind": "listed" if listed else paragraph.kind,
                        "paper": quote.paper,
                        "start": quote.start,
                        "end": quote.end,
                        "text": quote.text,
                    }


def drawn(survey: Survey) -> frozenset[str]:
    """Return twelve random topics with papers."""
    filled = sorted(section.topic for section in survey.sections if section.papers)
    return frozenset(random.Random(SEED).sample(filled, min(TOPICS, len(filled))))


def papers() -> Iterator[dict[str, Any]]:
    """Yield the citation sentences of 200 random papers of the large corpus."""
    with lzma.open(LARGE, "rt", encoding="utf-8") as stream:
        lines = stream.readlines()
    picked = random.Random(SEED).sample(range(len(lines)), PAPERS)
    for record in read_text("".join(lines[i] for i in sorted(picked)), "large.jsonl").records:
        found = extract(record, "work")
        citation = found.citation
        if citation:
            digest = hashlib.sha256(citation.text.encode()).hexdigest()[:16]
            place = {"paper": record.id, "start": citation.start, "end": citation.end}
            yield {**place, "hash": digest, "text": citation.text, "stands": found.stands}


def verdicts(name: str) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Return the verdicts in a file by paper, span and the sentence (or its hash)."""
    path = Path(__file__).with_name(name)
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    found = [json.loads(line) for line in lines]
    assert all(line["fault"] in (None, *FAULTS) for line in found)
    return {identity(line): line for line in found}


def identity(line: dict[str, Any]) -> tuple[Any, ...]:
    place = (line.get("topic"), line["paper"], line["start"], line["end"])
    return (*place, line.get("hash") or line["text"])


def judge(name: str, said: list[dict[str, Any]], file: str) -> list[dict[str, Any]]:
    """Return the rows of one reading: how many sentences, how many read, how many at fault."""
    known = verdicts(file)
    read = [known[identity(line)] for line in said if identity(line) in known]
    faults = [line["fault"] for line in read if line["fault"]]
    rate = round(100 * len(faults) / len(read), 1) if read else "–"
    rows: list[dict[str, Any]] = [
        {"name": name, "figure": "sentences", "value": len(said)},
        {"name": name, "figure": "of them read", "value": len(read)},
        {"name": name, "figure": "at fault, %", "value": rate, "asked": "≤ 3"},
    ]
    for fault in FAULTS:
        rows.append({"name": name, "figure": fault, "value": faults.count(fault)})
    return rows


def run() -> list[dict[str, Any]]:
    """Return the fault rates of the example survey and of the large corpus."""
    survey = build(load_config(ROOT), remember(ROOT))
    said, topics = list(sentences(survey)), drawn(survey)
    rows = judge("the example survey", said, "readability.jsonl")
    text = [line for line in said if line["kind"] != "listed"]
    rows += judge("its running text, without works listed by title", text, "readability.jsonl")
    some = [line for line in text if line["topic"] in topics]
    rows += judge(f"{TOPICS} topics of that text (seed {SEED})", some, "readability.jsonl")
    if LARGE.is_file():
        name, read = f"{PAPERS} papers of the large corpus (seed {SEED})", list(papers())
        rows += judge(name, read, "readability_large.jsonl")
        alone = [line for line in read if line["stands"]]
        rows += judge("of these, what is said to stand alone", alone, "readability_large.jsonl")
    return rows


def main(arguments: list[str]) -> None:
    """Print what has no verdict yet."""
    large = "LARGE" in arguments
    known = verdicts("readability_large.jsonl" if large else "readability.jsonl")
    for line in papers() if large else sentences(build(load_config(ROOT), remember(ROOT))):
        if identity(line) not in known:
            print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
