"""The works as JSON Lines, which every stage reads: a paper line with what was decided of it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from review.model import Json, Page, Survey
from review.render.exchange import Decision, items
from review.serial import entry_plain, json_line


def render(survey: Survey, root: Path | None) -> Iterable[Page]:
    """Yield `papers.jsonl`, a work a line under its citation key."""
    text = "".join(f"{json_line(line)}\n" for line in lines(survey))
    yield Page("papers.jsonl", text)


def lines(survey: Survey) -> Iterator[dict[str, Json]]:
    """Yield the paper line of each work, sorted by key."""
    for item in items(survey):
        plain = entry_plain(item.paper)
        extra: dict[str, Json] = {**dict(item.paper.extra), "key": item.paper.key}
        extra |= decided(item.decision)
        yield {**plain, "id": item.paper.key, "abstract": item.abstract, "extra": extra}


def decided(decision: Decision) -> dict[str, Json]:
    """Return what was decided of a work, under the names in which files of all formats are read."""
    stated = {
        "topic": decision.topic,
        "topic_path": " / ".join(decision.path),
        "topic_by": decision.by,
        "topic_confidence": decision.confidence,
        "work": decision.work,
        "contribution": decision.contribution,
        "contribution_span": decision.span,
    }
    return {name: value for name, value in stated.items() if value}
