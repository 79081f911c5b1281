"""What `curation.yml` says of records and works: which are one, which are not, and their keys."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from review.errors import ConfigError
from review.model import Json
from review.serial import Yaml

_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Merging:
    """Works that a person calls one. `papers` names each of them, in any way a work is named."""

    papers: tuple[str, ...]
    where: str = field(default="", compare=False, metadata={"stated": False})


@dataclass(frozen=True, slots=True)
class Splitting:
    """Records that a person took out of the work `paper`; together they are a work of their own.

    A record is named by its file and line, its id, DOI, arXiv identifier or title.
    """

    paper: str
    records: tuple[str, ...]
    where: str = field(default="", compare=False, metadata={"stated": False})


@dataclass(frozen=True, slots=True)
class Renaming:
    """A citation key that a person changed; `old` stays as an alias of `new`."""

    old: str
    new: str
    where: str = field(default="", compare=False, metadata={"stated": False})


def spread(document: Yaml) -> Any:
    """Return the value of a `curation.yml` with `merge:` and `keys:` as lists of mappings.

    `merge: [[A, B]]` is short for `[{papers: [A, B]}]`, and `keys: {OLD: NEW}` for
    `[{old: OLD, new: NEW}]`. Raises `ConfigError`, with file and line, where they are neither.
    """
    value = document.value or {}
    if not isinstance(value, dict):
        return value
    shapes = {"merge": _merges, "keys": _renamings}
    return {
        name: shapes[name](item, document) if name in shapes and item is not None else item
        for name, item in value.items()
    }


def _merges(value: Json, document: Yaml) -> Json:
    if not isinstance(value, list):
        raise ConfigError(f"{document.where(('merge',))}: expected a list of lists: - [A, B]")
    found: list[Json] = []
    for i, names in enumerate(value):
        if not isinstance(names, list) or len(names) < 2:
            raise ConfigError(
                f"{document.where(('merge', i))}: expected the names of two or more works: [A, B]"
            )
        found.append({"papers": names})
    return found


def _renamings(value: Json, document: Yaml) -> Json:
    if not isinstance(value, dict):
        raise ConfigError(f"{document.where(('keys',))}: expected a mapping: OLD: NEW")
    found: list[Json] = []
    given: dict[str, str] = {}
    for old, new in value.items():
        where = document.where(("keys", old))
        if not isinstance(new, str | int) or not _KEY.fullmatch(str(new)):
            raise ConfigError(f"{where}: {new!r} is not a citation key (a-z, 0-9 and '-')")
        if str(new) in given:
            raise ConfigError(f"{where}: {new!r} is the new key of {given[str(new)]!r} already")
        given[str(new)] = old
        found.append({"old": old, "new": new})
    return found


def placed(
    document: Yaml,
    merges: tuple[Merging, ...],
    splits: tuple[Splitting, ...],
    keys: tuple[Renaming, ...],
) -> Mapping[str, Any]:
    """Return the three, each with its file and line, by the names of the fields of `Curation`.

    Raises `ConfigError`, with file and line, on a split that names no record.
    """
    for i, split in enumerate(splits):
        if not split.records:
            raise ConfigError(f"{document.where(('split', i))}: names no record to take out")
    return {
        "merge": tuple(
            replace(one, where=document.where(("merge", i))) for i, one in enumerate(merges)
        ),
        "split": tuple(
            replace(one, where=document.where(("split", i))) for i, one in enumerate(splits)
        ),
        "keys": tuple(replace(one, where=document.where(("keys", one.old))) for one in keys),
    }
