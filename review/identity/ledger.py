"""`review.lock`: published keys and letters, places on the map; JSON Lines sorted by work id.

A line is a work: its `id`, made from its title when it was first seen, and never changed; its
citation `key`, with its `letter` among the works of its label and `year`, and the `aliases` that
its key had before; its
`marks`, by which it is found again when a better record changes its title, or another work turns
up under the same one: identifiers ("doi 10.1000/x"), digests of the titles (w…) and of the
abstracts (a…) of its records, or of what a record without an abstract states (r…). The line of a
work that became part of another one, `into`, stays for the day they part.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from review.errors import ConfigError
from review.identity.keys import Shown, first_year
from review.identity.recall import marks_of
from review.model import Json, Paper, Remembered, Spot
from review.serial import from_plain, json_line

_LEGAL = re.compile(r"[a-z0-9-]+")
_LETTER = re.compile(r"[a-z]*")


def load_lock(path: Path) -> tuple[Remembered, ...]:
    """Return the lines of the ledger.

    Raises `ConfigError`, with file and line, on a line that is not a ledger line, and on a work
    or a key (ignoring case) that stands twice.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as UTF-8 text") from error
    lines: list[Remembered] = []
    owners: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            where = f"{path.name}:{number}"
            lines.append(_entry(line, where))
            _claim(lines[-1], owners, where)
    return tuple(lines)


def _entry(line: str, where: str) -> Remembered:
    try:
        value: Json = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{where}: is not a line of the ledger (JSON)") from error
    entry = from_plain(Remembered, value, lambda _: where)
    for key in (entry.key, *entry.aliases):
        if not _LEGAL.fullmatch(key):
            raise ConfigError(f"{where}: {key!r} is not a citation key (a-z, 0-9 and '-')")
    if not _LETTER.fullmatch(entry.letter):
        raise ConfigError(f"{where}: {entry.letter!r} is not a year letter")
    return entry


def _claim(entry: Remembered, owners: dict[str, str], where: str) -> None:
    for name in (f"work {entry.id}", *(f"key {key}" for key in {entry.key, *entry.aliases})):
        if name in owners:
            raise ConfigError(f"{where}: {name} stands already at {owners[name]}")
        owners[name] = where


def dated(papers: Sequence[Paper], ledger: Sequence[Remembered], date: str) -> tuple[Paper, ...]:
    """Return the papers with the edition in which each first stood: that of `date` for new ones."""
    known = {entry.id: entry.since for entry in ledger}
    return tuple(replace(paper, since=known.get(str(paper.id), date)) for paper in papers)


def dump_lock(
    papers: Sequence[Paper],
    ledger: Sequence[Remembered],
    spots: Sequence[Spot] = (),
    shown: Shown = first_year,
) -> str:
    """Return the text of the ledger: the papers, and the lines of works no longer present.

    The latter stay, so that a published key is never given to another work. `spots` say where
    the papers stand on the map; `shown` is the year in the label of a paper.
    """
    places = {spot.paper: spot for spot in spots}
    lines = {entry.id: entry for entry in ledger}
    owners = {key: entry.id for entry in ledger for key in (entry.key, *entry.aliases)}
    for paper in papers:
        id_, spot = str(paper.id), places.get(paper.key)
        parts = {owners.get(key, id_) for key in paper.aliases} - {id_}
        lines |= {part: replace(lines[part], into=id_) for part in parts}
        theirs = {mark for part in parts for mark in (part, *lines[part].marks)}
        lines[id_] = Remembered(
            id_,
            paper.key,
            paper.letter,
            tuple(key for key in paper.aliases if owners.get(key, id_) == id_),
            spot.topic if spot else "",
            (spot.q, spot.r) if spot else None,
            marks=tuple(sorted(marks_of(paper) - {id_} - theirs)),
            since=paper.since,
            year=shown(paper) if paper.authors else None,
        )
    return "".join(json_line(_plain(lines[id_])) + "\n" for id_ in sorted(lines))


def _plain(entry: Remembered) -> Json:
    plain: dict[str, Json] = {"id": entry.id, "key": entry.key}
    if entry.letter:
        plain["letter"] = entry.letter
    if entry.year:
        plain["year"] = entry.year
    if entry.aliases:
        plain["aliases"] = list(entry.aliases)
    if entry.cell:
        plain |= {"topic": entry.topic, "cell": list(entry.cell)}
    if entry.marks:
        plain["marks"] = list(entry.marks)
    if entry.into:
        plain["into"] = entry.into
    if entry.since:
        plain["since"] = entry.since
    return plain
