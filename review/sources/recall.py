"""What a survey decided of a work, told again by a file that it wrote: the note taken apart.

`review.render.exchange` writes the note. Another program may have kept it under another name, in
HTML, behind a person's own words, or with its parts run together; its brackets stay.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from review.model import DETAILS, Batch, Json, Record
from review.sources.fields import arxiv_of, squeeze

MARK = "living-review"

TOPIC = {"topic": "topic", "path": "topic_path", "by": "topic_by",
         "confidence": "topic_confidence", "work": "work"}  # fmt: skip
"""Names in the note, and those in `Record.extra`."""

_NOTE = re.compile(r"\[living-review:\s*([^\[\]]*)\]")
_SAID = re.compile(
    r"Contribution:\s+(.+?)\s+\(characters (\d+)\s*[-–]{1,3}\s*(\d+) of the abstract\)\s*\Z",
    re.DOTALL,
)
_KEY_LINE = re.compile(r"(?:^|(?<=\s))Citation Key:\s*\S+\s*", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|br|div|span|b|i|em|strong)\b[^<>]*>", re.IGNORECASE)
_NOTES = frozenset(("n1", "m2", "annote", "annotation", "notes", "note", "extra"))
_PAIR = re.compile(r"(\w+)\s*=\s*(.*)", re.DOTALL)
_TAG_OF_TOPIC = ""  # under this name, which no note has, the keyword of the topic is kept


def recalled(batch: Batch) -> Batch:
    """Return the batch with what notes of a survey say in the fields that they are about."""
    return replace(batch, records=tuple(map(_recalled, batch.records)))


def _recalled(record: Record) -> Record:
    extra = dict(record.extra)
    marked = [name for name, value in extra.items() if any(map(_NOTE.search, _texts(value)))]
    if not marked and MARK not in extra:
        return record
    if MARK in extra:
        extra["work"] = extra.pop(MARK)
    decided: dict[str, str] = {}
    own: list[str] = []
    for name in marked:
        left = [rest for text in _texts(extra.pop(name)) if (rest := _apart(text, decided))]
        if name.casefold().partition("-")[0] in _NOTES:
            own += left
        elif left:
            extra[name] = left[0] if len(left) == 1 else [*left]
    if own and not extra.get("note"):
        extra["note"] = " ".join(own)
    return _told(record, extra, decided)


def _texts(value: Json) -> list[str]:
    if isinstance(value, str):
        return [value] if MARK in value else []
    if not isinstance(value, list) or not any(
        isinstance(one, str) and MARK in one for one in value
    ):
        return []
    return [one for one in value if isinstance(one, str)]


def _apart(text: str, decided: dict[str, str]) -> str:
    """Put what the note says into `decided`, and return what a person wrote beside it."""
    found = _NOTE.search(text)
    if not found:
        return squeeze(_KEY_LINE.sub("", _TAG.sub(" ", text)))
    pairs = (_PAIR.fullmatch(squeeze(part)) for part in found[1].split(";"))
    for pair in pairs:
        if pair:
            parts = [unquote(part) for part in pair[2].split(" / ")]
            decided.setdefault(pair[1], " / ".join(parts))
            if pair[1] == "path":
                decided.setdefault(_TAG_OF_TOPIC, f"topic: {parts[-1]}")
    before = squeeze(_TAG.sub(" ", text[: found.start()]))
    if said := _SAID.search(before):
        decided.setdefault("contribution", said[1])
        decided.setdefault("contribution_span", f"{said[2]}-{said[3]}")
        before = before[: said.start()]
    after = _TAG.sub(" ", text[found.end() :])
    return squeeze(_KEY_LINE.sub("", f"{before} {after}")).strip(" ;")


def _told(record: Record, extra: dict[str, Json], decided: dict[str, str]) -> Record:
    changed: dict[str, Any] = {}
    if arxiv := arxiv_of(decided.get("arxiv", "")):
        changed["arxiv"] = arxiv
    details: dict[str, Json] = {name: extra[name] for name in DETAILS if extra.get(name)}
    if key := decided.get("key"):
        details["key"] = key
    told = decided.get("type")  # no format of another program says so
    if told and (told == "proceedings" or details.get("type") == "misc"):
        details["type"] = told
    for name in DETAILS:
        if decided.get(name) and name not in details:
            details[name] = True if name == "retracted" else decided[name]
    if "keywords" in details:
        details["keywords"] = [*_untagged(details["keywords"], decided.get(_TAG_OF_TOPIC, ""))]
    if extra.get("ID") == details.get("key"):
        extra.pop("ID", None)
    named = {name: details[name] for name in DETAILS if details.get(name)}
    rest = {name: value for name, value in extra.items() if name not in DETAILS}
    about = (*TOPIC, "contribution", "contribution_span")
    rest |= {TOPIC.get(name, name): decided[name] for name in about if decided.get(name)}
    return replace(record, **changed, extra=tuple({**named, **rest}.items()))


def _untagged(keywords: Json, tag: str) -> Iterator[Json]:
    """Yield the keywords without that of the topic, also where its commas parted it."""
    words = keywords if isinstance(keywords, list) else []
    parts = [part.strip() for part in re.split("[,;]", tag)]
    at = 0
    while at < len(words):
        if words[at] == tag:
            at += 1
        elif tag and words[at : at + len(parts)] == parts:
            at += len(parts)
        else:
            yield words[at]
            at += 1
