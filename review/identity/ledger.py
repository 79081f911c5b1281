"""`review.lock`: published keys and letters, places on the map; JSON Lines sorted by work id.

A line is a work: its `id`, made from its title when it was first seen, and never changed; its
citation `key`, with its `letter` among the works of its label and `year`, and the `aliases` that
its key had before; its
`marks`, by which it is found again when a better record changes its title, or another work turns
up under the same one: identifiers ("doi 10.1000/x"), digests of the titles (w…) and of the
abstracts (a…) of its records, or of what a record without an abstract states (r…). The line of a
work that became part of another one, `into`, stays for the day they part.

After the works come the other pages that were ever published, a line each, sorted by their path.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import cast

from review.errors import ConfigError
from review.identity.keys import Shown, first_year
from review.identity.recall import marks_of
from review.model import Departed, Json, Ledger, Paper, Published, Remembered, Spot
from review.serial import from_plain, json_line, to_plain
from review.text.titles import shown as title_shown

_LEGAL = re.compile(r"[a-z0-9-]+")
_LETTER = re.compile(r"[a-z]*")
_PAGE = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*\.md")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")
_FEW = 0.1  # of the reference corpus, that may come late
_LONGEST = 200  # letters of a title that are remembered


def load_lock(path: Path) -> tuple[Remembered, ...]:
    """Return the works of the ledger; raises as `load_ledger` does."""
    return load_ledger(path).works


def load_ledger(path: Path) -> Ledger:
    """Return the ledger; what git joined from two branches is one line again.

    Raises `ConfigError`, with file and line, on a line that is not a ledger line, such as a
    conflict marker of git, and on a key (ignoring case) of two works.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read as UTF-8 text") from error
    works: dict[str, list[Remembered]] = {}
    pages: dict[str, Published] = {}
    owners: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        where = f"{path.name}:{number}"
        if line.strip():
            found = _line(line.rstrip("\r"), where)
            if isinstance(found, Published):
                pages[found.page] = max(pages.get(found.page, found), found, key=_later)
            else:
                works.setdefault(found.id, []).append(found)
                _claim(found, owners, where)
    return Ledger(tuple(map(_joint, works.values())), tuple(pages.values()))


def _later(page: Published) -> tuple[bool, str, str, str]:
    """Return what tells which of two lines of one page holds: the one that changed last."""
    return not page.to, page.changed, page.text, page.to


def _line(line: str, where: str) -> Remembered | Published:
    if _CONFLICT.match(line):
        raise ConfigError(
            f"{where}: a conflict marker of git: keep the lines of both sides, delete the lines of"
            " <<<<<<<, ======= and >>>>>>>, then run review build; with 'review.lock merge=union'"
            " in .gitattributes git does so by itself"
        )
    try:
        value: Json = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{where}: is not a line of the ledger (JSON)") from error
    if isinstance(value, dict) and "page" in value:
        page = from_plain(Published, value, lambda _: where)
        if not _PAGE.fullmatch(page.page):
            raise ConfigError(f"{where}: {page.page!r} is not the path of a page")
        return page
    return _entry(value, where)


def _entry(value: Json, where: str) -> Remembered:
    entry = from_plain(Remembered, value, lambda _: where)
    for key in (entry.key, *entry.aliases):
        if not _LEGAL.fullmatch(key):
            raise ConfigError(f"{where}: {key!r} is not a citation key (a-z, 0-9 and '-')")
    if not _LETTER.fullmatch(entry.letter):
        raise ConfigError(f"{where}: {entry.letter!r} is not a year letter")
    return entry


def _claim(entry: Remembered, owners: dict[str, tuple[str, str]], where: str) -> None:
    """Raise `ConfigError` where another work has a key of this one."""
    for key in sorted({entry.key, *entry.aliases}):
        work, place = owners.setdefault(key, (entry.id, where))
        if work != entry.id:
            raise ConfigError(
                f"{where}: key {key} stands already at {place}, for another work; where two"
                " branches gave it, delete the line of the newer work: it gets a key of its own"
            )


def _joint(lines: Sequence[Remembered]) -> Remembered:
    """Return the line of a work that two branches wrote; the same whichever comes first.

    The key of the oldest line stays, the others become aliases; no mark is lost.
    """
    if len(lines) == 1:
        return lines[0]
    first = min(lines, key=lambda line: (line.since or "~", str(_plain(line))))
    keys = {key for line in lines for key in (line.key, *line.aliases)} - {first.key}
    return replace(
        first,
        aliases=tuple(sorted(keys)),
        marks=tuple(sorted({mark for line in lines for mark in line.marks})),
        into=first.into if all(line.into for line in lines) else "",
        left=first.left if all(line.left for line in lines) else "",
    )


def dated(
    papers: Sequence[Paper],
    ledger: Sequence[Remembered],
    date: str,
    files: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Paper, ...]:
    """Return the papers with the edition in which each first stood: that of `date` for new ones.

    Where `files` have dates, a new work has the earliest of the files that hold it.
    """
    known = {entry.id: entry.since for entry in ledger}
    return tuple(
        replace(paper, since=known.get(str(paper.id), _first(paper, files) or date))
        for paper in papers
    )


def _first(paper: Paper, files: Mapping[str, str]) -> str:
    return min((files[one.file] for one in paper.records if one.file in files), default="")


def weighed(papers: Sequence[Paper], ledger: Sequence[Remembered]) -> tuple[Paper, ...]:
    """Return the papers, those late that came after the reference corpus of the ledger.

    That is made of all papers where there is none yet, and again where too many are late, so that
    a few new papers change nothing in what is said of others.
    """
    early = {entry.id for entry in ledger if not (entry.late or entry.left or entry.into)}
    late = [str(paper.id) not in early for paper in papers]
    few = sum(late) <= _FEW * (len(papers) - sum(late))
    return tuple(
        replace(paper, late=is_late and few) for paper, is_late in zip(papers, late, strict=True)
    )


def dump_lock(
    papers: Sequence[Paper],
    ledger: Sequence[Remembered],
    spots: Sequence[Spot] = (),
    shown: Shown = first_year,
    departed: Sequence[Departed] = (),
) -> str:
    """Return the text of the ledger: the papers, and the lines of works no longer present.

    The latter stay, so that a published key is never given to another work. `spots` say where
    the papers stand on the map; `shown` is the year in the label of a paper; `departed` are the
    works that left, and when.
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
            title=title_shown(paper.title)[:_LONGEST].rstrip(),
            late=paper.late,
        )
    for one in departed:
        lines[one.id] = replace(lines[one.id], left=one.date)
    return "".join(json_line(_plain(lines[id_])) + "\n" for id_ in sorted(lines))


def dump_pages(pages: Iterable[Published]) -> str:
    """Return the part of the ledger that tells of pages."""
    stated = (
        {name: value for name, value in cast(dict[str, Json], to_plain(page)).items() if value}
        for page in sorted(pages, key=lambda page: page.page)
    )
    return "".join(json_line(cast(Json, one)) + "\n" for one in stated)


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
    if entry.left:
        plain["left"] = entry.left
    if entry.title:
        plain["title"] = entry.title
    if entry.late:
        plain["late"] = True
    return plain
