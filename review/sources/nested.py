"""JSON objects to records: values that may be missing or of another kind, at every depth."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from review.model import DETAILS, Author, Json, Origin, Record
from review.sources.fields import content_id, person, squeeze

Object = dict[str, Json]


def at(value: Json, *path: str) -> Json:
    """Return what stands at a path of member names, or None."""
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def text_at(value: Json, *path: str) -> str:
    """Return the text or whole number at a path on one line, or an empty string."""
    found = at(value, *path)
    plain = isinstance(found, str | int) and not isinstance(found, bool)
    return squeeze(str(found)) if plain else ""


def list_at(value: Json, *path: str) -> list[Json]:
    """Return the list at a path, or an empty one."""
    found = at(value, *path)
    return found if isinstance(found, list) else []


def people_at(value: Json, name: str, *path: str) -> tuple[Author, ...]:
    """Return the people of the list `name`, whose names stand at `path` of each member."""
    names = [
        text_at(item, *path) if path else text_at({"": item}, "") for item in list_at(value, name)
    ]
    return tuple(person(name) for name in names if name)


def record(
    known: Mapping[str, Any], details: Mapping[str, Json], rest: Mapping[str, Json], origin: Origin
) -> Record:
    """Return the record of the fields that say anything; without an id, one made from content."""
    stated = {name: value for name, value in known.items() if value not in ("", None, ())}
    named: dict[str, Json] = {name: details[name] for name in DETAILS if details.get(name)}
    named |= {name: item for name, item in rest.items() if item not in ("", None, [], {})}
    made = Record(**{"id": "", **stated}, extra=tuple(named.items()), origin=origin)
    return replace(made, id=content_id(made)) if made.id == "" else made
