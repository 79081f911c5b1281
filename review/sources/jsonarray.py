"""The objects of a JSON file one by one, each with its line; a broken one loses only itself."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from review.model import Json
from review.sources.jsonl import DEEPEST, depth

Object = dict[str, Json]

WRAPPERS = ("items", "message", "results", "data", "hits", "records", "references", "papers")
"""The members of an outer object that hold the objects, in a list or (one alone) as they are."""

_SPACE = re.compile(r"[\s\ufeff]*")
_BETWEEN = re.compile(r"[\s\ufeff,]*")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}"]', re.DOTALL)
_NEXT = re.compile(r"[}\]\"]\s*,\s*(?=\{)")
_MOST_UNCLOSED = 20  # values without an end for which the file is searched
_WRAPPED = 3  # outer objects in each other
_LONGEST = 5_000_000  # characters that are searched for the end of a value once one was broken
_SCALAR = re.compile(r'(?:"(?:[^"\\]|\\.)*+"|[^,\]\[{"]|[^,\]])[^,\]\[{"]*+', re.DOTALL)
_NO_OBJECT = "is not a JSON object; nothing was read from it"
_WORK = frozenset("title titles DOI doi".split())
_COMMON = frozenset("id name type url key doi".split())  # also members of what objects hold
_DECODER = json.JSONDecoder(strict=False, parse_constant=lambda _: None)


def objects(
    text: str, wrappers: Collection[str] = WRAPPERS
) -> Iterator[tuple[int, Object | ValueError]]:
    """Yield the line (from 1) and the value of each object that a JSON text holds.

    The text is a list of objects, one object, several after each other, or an object in which
    one member named in `wrappers` holds them (`{"meta": …, "results": [{…}, …]}`), or all of its
    members do (`{"10.1000/1": [{…}], …}`); a member `title` makes the outer object the one. What
    cannot be read, is no object or is nested too deeply is a `ValueError` that says so in place
    of the value. `NaN` becomes null.
    """
    reader = _Reader(text)
    while reader.skip(_BETWEEN) < len(text):
        if text[reader.at] == "[":
            yield from _listed(reader)
        elif text[reader.at] == "{":
            yield from _opened(reader, wrappers)
        else:
            yield reader.line(), ValueError(_NO_OBJECT)
            reader.at = reader.after(text.find("\n", reader.at))


@dataclass(slots=True)
class _Reader:
    """A place in the text that only moves forward, and the line it stands on."""

    text: str
    at: int = 0
    counted: int = 0
    lines: int = 1
    careful: bool = False
    unclosed: int = 0
    members: frozenset[str] = frozenset()

    def line(self, at: int | None = None) -> int:
        """Return the line of `at`, or of where the reader stands."""
        at = self.at if at is None else at
        self.lines += self.text.count("\n", self.counted, at)
        self.counted = max(at, self.counted)
        return self.lines

    def skip(self, pattern: re.Pattern[str]) -> int:
        """Move past `pattern`, which matches everywhere, and return the place."""
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def after(self, at: int) -> int:
        """Return `at`, or the end where it is negative: nothing was found."""
        return len(self.text) if at < 0 else at

    def value(self) -> Json | ValueError:
        """Return the value that begins here, or what is wrong with it, and move past it.

        Once something was wrong, the end of each value is found before it is read, so that the
        time a fault costs does not grow with the file.
        """
        start = self.at
        try:
            value, self.at = self._sliced(start) if self.careful else _decoded(self.text, start)
        except (ValueError, RecursionError) as error:
            self.careful = True
            self.at = self._resume(start)
            return ValueError(f"is not JSON: {_reason(error)}")
        if self.text.count("[", start, self.at) + self.text.count("{", start, self.at) > DEEPEST:
            return ValueError("is nested too deeply") if depth(value) > DEEPEST else value
        return value

    def _sliced(self, start: int) -> tuple[Json, int]:
        end = _end(self.text, start)
        self.unclosed += end < 0
        return _decoded(self.text[start:end], 0)[0], end

    def _resume(self, start: int) -> int:
        """Return where the next object begins after a broken one.

        That is the next brace with the same indentation, or else the next after a comma from
        which an object with a title, or the members of the last one, can be read.
        """
        margin = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        if not margin.strip():
            return self.after(self.text.find(f"\n{margin}{{", start + 1))
        for found in _NEXT.finditer(self.text, start):
            if self.unclosed > _MOST_UNCLOSED:
                break
            try:
                value = self._sliced(found.end())[0]
            except (ValueError, RecursionError):
                continue
            if isinstance(value, dict) and ("title" in value or value.keys() & self.members):
                return found.end()
        return len(self.text)


def _listed(reader: _Reader) -> Iterator[tuple[int, Object | ValueError]]:
    """Yield what the list that begins here holds, and move past it."""
    reader.at += 1
    text = reader.text
    value: Json | ValueError = None
    while reader.skip(_BETWEEN) < len(text) and text[reader.at] != "]":
        line = reader.line()
        if text[reader.at] in "{[":
            value = reader.value()
        else:
            value = ValueError(_NO_OBJECT)
            reader.at = _next(_SCALAR, text, reader.at)
        if isinstance(value, dict):
            reader.members = reader.members or frozenset(value) - _COMMON
        yield line, value if isinstance(value, dict | ValueError) else ValueError(_NO_OBJECT)
    if reader.at >= len(text) and not isinstance(value, ValueError):
        yield reader.line(), ValueError("the list does not end; what stands before was read")
    reader.at += 1


def _opened(
    reader: _Reader, wrappers: Collection[str]
) -> Iterator[tuple[int, Object | ValueError]]:
    """Yield the object that begins here, or those in its member that `wrappers` names."""
    deep = 0
    while deep < _WRAPPED and (places := _members(reader.text, reader.at, wrappers)):
        deep += 1
        for reader.at in places:
            if reader.text[reader.at] == "[":
                yield from _listed(reader)
            elif len(places) > 1:
                yield from _single(reader)
            else:
                break
        else:
            _leave(reader, deep)
            return
    yield from _single(reader)
    _leave(reader, deep)


def _single(reader: _Reader) -> Iterator[tuple[int, Object | ValueError]]:
    """Yield the object that begins here, and move past it."""
    line = reader.line()
    value = reader.value()
    if isinstance(value, dict):
        reader.members = reader.members or frozenset(value) - _COMMON
    yield line, value if isinstance(value, dict | ValueError) else ValueError(_NO_OBJECT)


def _members(text: str, start: int, wrappers: Collection[str]) -> list[int]:
    """Return where the lists or objects begin that the object at `start` wraps, if any.

    That is its member in `wrappers`, or every member where all of them hold objects.
    """
    places: list[int] = []
    inside = True
    at = start + 1
    while (at := _next(_BETWEEN, text, at)) < len(text) and text[at] == '"':
        try:
            name, at = _DECODER.raw_decode(text, at)
            at = _next(_SPACE, text, _next(_SPACE, text, at) + 1)
            if name == "title" or text[at : at + 1] == "":
                return []
            if name in wrappers and text[at] in "[{":
                return [at]
            places.append(at)
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return []
        inside = inside and bool(value) and _holds_objects(value)
    return places if inside and text[at : at + 1] == "}" else []


def _holds_objects(value: Json) -> bool:
    """Whether a member holds what looks like works: an object, or a list of nothing else."""
    listed = value if isinstance(value, list) else [value]
    return all(isinstance(one, dict) and not _WORK.isdisjoint(one) for one in listed)


def _next(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _leave(reader: _Reader, deep: int) -> None:
    """Move past the end of the `deep` outer objects whose member was read."""
    for found in _TOKEN.finditer(reader.text, reader.at) if deep else ():
        deep += {"{": 1, "[": 1, "}": -1, "]": -1}.get(found[0], 0)
        if deep <= 0:
            reader.at = found.end()
            return
    reader.at = len(reader.text) if deep else reader.at


def _end(text: str, start: int) -> int:
    """Return where the list or object that begins at `start` ends, or -1 where it does not."""
    deep = 0
    for found in _TOKEN.finditer(text, start, min(len(text), start + _LONGEST)):
        deep += {"{": 1, "[": 1, "}": -1, "]": -1}.get(found[0], 0)
        if deep <= 0:
            return found.end()
    return -1


def _decoded(text: str, at: int) -> tuple[Json, int]:
    value: tuple[Json, int] = _DECODER.raw_decode(text, at)
    return value


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} after {error.doc[max(error.pos - 20, 0) : error.pos]!r}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
