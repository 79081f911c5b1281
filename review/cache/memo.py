"""Values of pure functions, kept in one file by digests of what they were made from.

The key of a value is a digest of all that its function was given; the file as a whole belongs to
one state of the program (`made_by`) and is emptied when that changes. An entry that does not carry
the right checksum is as if it were not there, and only plain values and dataclasses of this
package are ever read from the file: nothing in it can run.

What a page is made of cannot be told before it is drawn: its text is kept with the questions it
asked and a digest of their answers, and stands while these are the same.
"""

import dataclasses
import hashlib
import io
import marshal
import pickle
import sqlite3
import typing
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from contextvars import ContextVar
from functools import cache, wraps
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from typing import Any, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")

BUILDS = 5
"""Builds that used values of a kind, after which one that none of them used is forgotten."""

_SUM = 8  # bytes of the checksum before a value
_LOST = object()
_TABLES = """
CREATE TABLE IF NOT EXISTS made (by TEXT);
CREATE TABLE IF NOT EXISTS value (kind TEXT, key BLOB, value BLOB, PRIMARY KEY (kind, key));
CREATE TABLE IF NOT EXISTS used (build INTEGER, kind TEXT, keys BLOB);
"""
_OLD = """
DELETE FROM used WHERE kind = ? AND build NOT IN
(SELECT build FROM used WHERE kind = ? ORDER BY build DESC LIMIT ?)
"""
_KEY = 16  # bytes
_FORM = 0  # of marshal: the one without references


# ── digests and values ───────────────────────────────────────────────────────────────────────


def digest(value: Any) -> bytes:
    """Return a digest of plain values, tuples and dataclasses: the same for what is equal.

    Written without the memory of what was met before, which would tell equal texts apart by
    whether they are one object.
    """
    try:
        content: bytes | memoryview = marshal.dumps(value, _FORM)
    except ValueError:  # a dataclass
        stream = io.BytesIO()
        pickler = _Writer(stream, 5)
        pickler.fast = True
        pickler.dump(value)
        content = stream.getbuffer()
    return hashlib.blake2b(content, digest_size=_KEY).digest()


class _Writer(pickle.Pickler):
    """Writes a dataclass as its type and its fields, which is quicker than what it does itself."""

    def reducer_override(self, value: object) -> Any:
        kind = type(value)
        if kind not in _FIELDS:
            _FIELDS[kind] = _getter(kind)
        fields = _FIELDS[kind]
        return (kind, fields(value)) if fields else NotImplemented


Getter = Callable[[object], tuple[object, ...]]
_FIELDS: dict[type, Getter | None] = {}


def _getter(kind: type) -> Getter | None:
    """Return what gets the fields of a dataclass; None for another type."""
    if not dataclasses.is_dataclass(kind):
        return None
    names = [field.name for field in dataclasses.fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


class Marks:
    """Digests of values; that of a dataclass, also inside of tuples, is made once."""

    def __init__(self) -> None:
        """None made yet."""
        self._known: dict[int, tuple[object, bytes]] = {}

    def of(self, value: object) -> bytes:
        """Return a digest of the value."""
        short = self._short(value)
        return short if isinstance(short, bytes) and short is not value else digest(short)

    def _short(self, value: object) -> object:
        if type(value) is tuple:
            return tuple(map(self._short, value))
        if not hasattr(type(value), "__dataclass_fields__"):
            return value
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = (value, digest(value))  # held, so that the id is its
        return known[1]


class _Reader(pickle.Unpickler):
    """Reads nothing but plain values and dataclasses of this package."""

    def find_class(self, module: str, name: str) -> Any:
        return _maker(module, name)


@cache
def _maker(module: str, name: str) -> Callable[..., object]:
    """Return what makes a value of the class from its fields in their order."""
    if (module, name) == ("markupsafe", "Markup"):
        return typing.cast(Callable[..., object], getattr(import_module(module), name))
    found = None
    if module.partition(".")[0] == "review":
        found = getattr(import_module(module), name, None)
    if not isinstance(found, type) or not dataclasses.is_dataclass(found):
        raise pickle.UnpicklingError(f"{module}.{name} is no value")
    names = [field.name for field in dataclasses.fields(found) if field.kw_only]
    return (lambda *values: found(**dict(zip(names, values, strict=True)))) if names else found


def _packed(key: bytes, value: object) -> bytes:
    stream = io.BytesIO()
    _Writer(stream, 5).dump(value)
    content = stream.getvalue()
    return _checksum(key, content) + content


def _unpacked(key: bytes, packed: bytes) -> Any:
    """Return the value, or `_LOST` where it is not what was once written."""
    if not isinstance(packed, bytes) or packed[:_SUM] != _checksum(key, packed[_SUM:]):
        return _LOST
    try:
        return _Reader(io.BytesIO(packed[_SUM:])).load()
    except (pickle.UnpicklingError, ImportError, AttributeError, TypeError, ValueError, EOFError):
        return _LOST


def _checksum(key: bytes, content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_SUM, key=key).digest()


# ── the file ─────────────────────────────────────────────────────────────────────────────────


class Asking(Protocol):
    """What knows what was asked meanwhile, and all answers."""

    @property
    def asked(self) -> tuple[object, ...] | None:
        """What was asked since; None where that cannot be kept."""

    def answers(self, questions: tuple[Any, ...]) -> bytes:
        """Return a digest of the answers to what was asked once."""


class Memo:
    """The kept values of one folder, for one build. What is new is written by `close`."""

    def __init__(self, path: Path, made: str) -> None:
        """Open the file at `path`, or begin it anew where another program made it."""
        self._file = _opened(path, made)
        self._known: dict[str, dict[bytes, bytes]] = {}
        self._used: dict[str, dict[bytes, None]] = {}
        self._new: dict[tuple[str, bytes], bytes] = {}
        self.marks = Marks()
        self.made = Counter[str]()  # values that were not there, by kind

    def each(
        self, kind: str, given: Sequence[T], compute: Callable[[Sequence[T]], Iterable[R]]
    ) -> tuple[R, ...]:
        """Return the value of each thing given; `compute` makes those that are not known."""
        known = self._of(kind)
        keys = list(map(self.marks.of, given))
        values: list[Any] = [_unpacked(key, known[key]) if key in known else _LOST for key in keys]
        lost = [i for i, value in enumerate(values) if value is _LOST]
        for i, value in zip(lost, compute([given[i] for i in lost]), strict=True) if lost else ():
            values[i] = value
            self._keep(kind, keys[i], value)
        self._used.setdefault(kind, {}).update(dict.fromkeys(keys))
        return tuple(values)

    def stands(self, kind: str, given: object, asking: Asking, draw: Callable[[], str]) -> str:
        """Return a text as the function `stands` does."""
        known, key = self._of(kind), self.marks.of(given)
        self._used.setdefault(kind, {})[key] = None
        held: Any = _unpacked(key, known[key]) if key in known else _LOST
        if held is not _LOST and asking.answers(held[0]) == held[1]:
            return zlib.decompress(held[2]).decode("utf-8", "surrogatepass")
        text = draw()
        if (asked := asking.asked) is not None:
            packed = zlib.compress(text.encode("utf-8", "surrogatepass"), 1)
            self._keep(kind, key, (asked, asking.answers(asked), packed))
        return text

    def _keep(self, kind: str, key: bytes, value: object) -> None:
        self._of(kind)[key] = self._new[kind, key] = _packed(key, value)
        self.made[kind] += 1

    def _of(self, kind: str) -> dict[bytes, bytes]:
        if kind not in self._known:
            asked = "SELECT key, value FROM value WHERE kind = ?"
            try:
                self._known[kind] = dict(self._file.execute(asked, (kind,)))
            except sqlite3.DatabaseError:
                self._known[kind] = {}
        return self._known[kind]

    def close(self) -> None:
        """Write what is new, forget what the last builds did not use, and close the file.

        What cannot be written is made again next time.
        """
        with closing(self._file) as file, suppress(sqlite3.Error):
            file.execute("BEGIN")
            rows = ((kind, key, value) for (kind, key), value in self._new.items())
            file.executemany("INSERT OR REPLACE INTO value VALUES (?, ?, ?)", rows)
            last = file.execute("SELECT MAX(build) FROM used").fetchone()[0] or 0
            used = ((last + 1, kind, b"".join(keys)) for kind, keys in self._used.items())
            file.executemany("INSERT INTO used VALUES (?, ?, ?)", used)
            file.executemany(_OLD, ((kind, kind, BUILDS) for kind in self._used))
            _forget(file)
            file.execute("COMMIT")


def _opened(path: Path, made: str) -> sqlite3.Connection:
    """Return the file at `path`, emptied where another program made it; anew where it is broken."""
    for place in (path, path, ":memory:"):
        file = sqlite3.connect(place, isolation_level=None)
        try:
            _begun(file, made)
        except sqlite3.DatabaseError:
            file.close()
            path.unlink(missing_ok=True)
        else:
            break
    return file


def _begun(file: sqlite3.Connection, made: str) -> None:
    file.execute("PRAGMA synchronous = OFF")  # what a power cut breaks is found by its checksum
    file.executescript(_TABLES)
    if file.execute("SELECT by FROM made").fetchall() != [(made,)]:
        file.executescript("DELETE FROM made; DELETE FROM value; DELETE FROM used; VACUUM;")
        file.execute("INSERT INTO made VALUES (?)", (made,))


def _forget(file: sqlite3.Connection) -> None:
    """Delete the values that none of the last builds used."""
    used = {
        (kind, keys[i : i + _KEY])
        for kind, keys in file.execute("SELECT kind, keys FROM used")
        for i in range(0, len(keys), _KEY)
    }
    gone = [pair for pair in file.execute("SELECT kind, key FROM value") if pair not in used]
    file.executemany("DELETE FROM value WHERE kind = ? AND key = ?", gone)


# ── the memo of this build ───────────────────────────────────────────────────────────────────

_OPEN: ContextVar[Memo | None] = ContextVar("memo", default=None)


@contextmanager
def opened(path: Path, made: str) -> Iterator[Memo]:
    """Keep what `kept` functions return, and bring it back, in the file at `path` meanwhile."""
    memo = Memo(path, made)
    token = _OPEN.set(memo)
    try:
        yield memo
    finally:
        _OPEN.reset(token)
        memo.close()


def each(
    kind: str, given: Sequence[T], compute: Callable[[Sequence[T]], Iterable[R]]
) -> tuple[R, ...]:
    """Return the value of each thing given, kept ones where a memo is open.

    `compute` returns the values of those that are not known. It must be pure, and `kind` name it
    alone.
    """
    memo = _OPEN.get()
    return tuple(compute(given)) if memo is None else memo.each(kind, given, compute)


def kept(function: Callable[P, R]) -> Callable[P, R]:
    """Return the pure `function`, whose values are kept where a memo is open."""
    kind = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def found(*args: P.args, **more: P.kwargs) -> R:
        memo = _OPEN.get()
        if memo is None:
            return function(*args, **more)
        return memo.each(kind, [(args, more)], lambda _: [function(*args, **more)])[0]

    return found


def stands(kind: str, given: object, asking: Asking, draw: Callable[[], str]) -> str:
    """Return the text that `draw` makes of what is given and of answers to what it asks; the kept
    one where a memo is open and all that it asked has the same answers."""
    memo = _OPEN.get()
    return draw() if memo is None else memo.stands(kind, given, asking, draw)


def marks() -> Marks:
    """Return the digests of this build: those of the open memo, where there is one."""
    memo = _OPEN.get()
    return Marks() if memo is None else memo.marks
