"""JSON Lines: one paper an entry, with the fields of `review read` or those of a service."""

import json
import math
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from review.model import Author, Batch, Json, Origin, Problem, Record, Source
from review.sources import csl, foreign, openalex, semantic
from review.sources.fields import arxiv_of, content_id, doi_of, people, person, squeeze, year_of

FORMAT = "jsonl"
_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")
_BODY = re.compile(r"\b(?:of|for|the|in)\b|&", re.IGNORECASE)
DEEPEST = 100  # lists and objects in each other; deeper ones could not be written again
_OBJECT = re.compile(r"^[ \t]*\{[ \t]*(?:\}|\"[^\"\n]*\"[ \t]*:)", re.MULTILINE)
_DIALECTS = ((openalex.fits, openalex.work), (semantic.fits, semantic.paper), (csl.fits, csl.item),
             (foreign.fits, foreign.item))  # fmt: skip
_IDENTIFIERS = {"doi": doi_of, "arxiv": arxiv_of}
_KNOWN = frozenset(
    "id title abstract authors authors_complete year venue venue_year doi arxiv url extra".split()
)


def sniff(text: str) -> bool:
    """Return whether the first line is a JSON object, or most of the first ones look like one."""
    lines = [line.strip() for line in text[:20_000].split("\n")[:20] if line.strip()]
    looks = 2 * sum(line.startswith("{") for line in lines) > len(lines)
    return looks or bool(lines and _OBJECT.match(lines[0]))


def holds(text: str) -> bool:
    """Return whether any line looks like a JSON object: enough where the suffix says so too."""
    return bool(_OBJECT.search(text))


def read(text: str, name: str) -> Batch:
    """Return one record for each line that is a JSON object, a problem for each other line."""
    records: list[Record] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        origin = Origin(name, number)
        try:
            value = _loads(line)
        except (ValueError, RecursionError) as error:
            problems.append(Problem(str(origin), f"is not JSON: {_reason(error)}"))
            continue
        if not isinstance(value, dict):
            problems.append(Problem(str(origin), "is not a JSON object; nothing was read from it"))
            continue
        record, found = record_of(value, origin)
        records.append(record)
        problems += (Problem(str(origin), message) for message in found)
    source = Source(name, FORMAT, len(records), problems=tuple(problems))
    return Batch(tuple(records), (source,))


def record_of(value: dict[str, Json], origin: Origin) -> tuple[Record, list[str]]:
    """Return the record of an object in the dialect it is written in, a paper line failing that."""
    return dialect(value)(value, origin)


def dialect(
    value: dict[str, Json],
) -> Callable[[dict[str, Json], Origin], tuple[Record, list[str]]]:
    """Return what reads an object: `paper`, or the reader of the service it is from."""
    return next((read for fits, read in _DIALECTS if fits(value)), paper)


def paper(value: dict[str, Json], origin: Origin) -> tuple[Record, list[str]]:
    """Return the record that a paper line states, and what is wrong with its fields.

    A field of the wrong kind is kept, as it is, under `extra`.
    """
    messages: list[str] = []
    extra: dict[str, Json] = {}
    known: dict[str, Any] = {}
    for name, item in value.items():
        if name not in _KNOWN:
            if item is not None and item != "":
                extra[name] = item
            continue
        try:
            known |= _field(name, item)
        except ValueError as error:
            messages.append(f"{name}: {error}; kept under extra")
            extra[name] = item
    extra = {**known.pop("extra", {}), **extra}
    record = Record(**{"id": "", **known}, extra=tuple(extra.items()), origin=origin)
    return (record if record.id != "" else replace(record, id=content_id(record))), messages


def _field(name: str, item: Json) -> dict[str, Any]:
    """Return the fields of `Record` that one known field states; `ValueError` where it is unfit."""
    if item is None or item in ("", []):
        return {}
    if name == "authors":
        return _authors(item)
    if name in ("year", "venue_year"):
        year = year_of(item)
        if year is None:
            raise ValueError(f"{_short(item)} is not a year")
        return {name: year}
    if name in ("authors_complete", "extra"):
        if not isinstance(item, bool if name == "authors_complete" else dict):
            raise ValueError(f"{_short(item)} is of the wrong kind")
        return {name: item}
    if isinstance(item, bool) or not isinstance(item, str | int):
        raise ValueError(f"{_short(item)} is not text")
    if name == "id":
        return {name: item}
    if name in _IDENTIFIERS:
        found = _IDENTIFIERS[name](str(item))
        if not found:
            raise ValueError(f"{_short(item)} is not such an identifier")
        return {name: found}
    return {name: str(item) if name == "abstract" else squeeze(str(item))}


def _authors(item: Json) -> dict[str, Any]:
    if isinstance(item, str):
        names, complete = people(item)
        return {"authors": names} if complete else {"authors": names, "authors_complete": False}
    if not isinstance(item, list):
        raise ValueError(f"{_short(item)} is not a list of names")
    named = (author for one in item for author in _listed(one))
    names = _suffixed([author for author in named if author.family or author.given])
    others = [a for a in names if len(a.family) < 8 and _stands_for_others(a)]
    if not others:
        return {"authors": names}
    return {"authors": tuple(a for a in names if a not in others), "authors_complete": False}


def _listed(item: Json) -> tuple[Author, ...]:
    """Return whom one member of a list names: several where "and" parts whole names of people."""
    if isinstance(item, str) and "and " in item and not _BODY.search(item):
        parts = [part.strip(" ,") for part in re.split(r"(?:^|\s)and\s", item) if part.strip(" ,")]
        if all(" " in part and person(part).given for part in parts):
            return tuple(map(person, parts))
    return (_author(item),)


def _suffixed(names: list[Author]) -> tuple[Author, ...]:
    """Return the names; a "Jr." that stands as a member of its own belongs to the one before."""
    joined: list[Author] = []
    for author in names:
        if joined and not author.given and _SUFFIX.fullmatch(author.family):
            joined[-1] = replace(joined[-1], family=f"{joined[-1].family} {author.family}")
        else:
            joined.append(author)
    return tuple(joined)


def _stands_for_others(author: Author) -> bool:
    return str(author).casefold().rstrip(".") in ("others", "et al")


def _author(item: Json) -> Author:
    if isinstance(item, str):
        return person(item)
    if isinstance(item, dict):
        parts = {key: squeeze(text) for key, text in item.items() if isinstance(text, str)}
        family = parts.get("family") or parts.get("last") or parts.get("literal", "")
        given = parts.get("given") or parts.get("first", "")
        if family or given:
            return Author(family, given) if family else Author(given)
        if parts.get("name"):
            return person(parts["name"])
    if item is None:
        return Author("")
    raise ValueError(f"{_short(item)} is not a name")


# ── JSON, strictly ───────────────────────────────────────────────────────────────────────────


@cache
def _decoder() -> json.JSONDecoder:
    return json.JSONDecoder(parse_constant=_no_constant, parse_float=_finite)


def _loads(line: str) -> Json:
    value: Json = _decoder().decode(line)
    if line.count("[") + line.count("{") > DEEPEST and depth(value) > DEEPEST:
        raise ValueError("nested too deeply")
    return value


def depth(value: Json) -> int:
    """Return how many lists and objects lie in each other."""
    level: list[Json] = [value]
    depth = 0
    while level := [item for outer in level for item in _items(outer)]:
        depth += 1
    return depth


def _items(value: Json) -> list[Json]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _no_constant(text: str) -> float:
    raise ValueError(f"{text} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError(f"{text[:20]} is too large a number")
    return number


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error).split(";")[0]


def _short(item: Json) -> str:
    text = repr(item)
    return text if len(text) <= 40 else f"{text[:37]}..."
