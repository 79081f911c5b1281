"""Dataclasses to plain data and back, strictly; YAML with line numbers; JSON Lines."""

import dataclasses
import difflib
import functools
import json
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, TypeVar, get_args, get_origin

from review.errors import ConfigError
from review.model import Entry, Json, Quote

T = TypeVar("T")
Path = tuple[str | int, ...]
Where = Callable[[Path], str]

MAX_YAML_NODES = 200_000
MAX_YAML_DEPTH = 100  # lists and mappings in each other; a topic in a topic is two of them
_DEEP = f"nests deeper than {MAX_YAML_DEPTH} lists and mappings"


# ── writing ──────────────────────────────────────────────────────────────────────────────────


def to_plain(value: Any) -> Json:
    """Return dataclasses as dicts and tuples as lists, recursively."""
    if names := _names(value.__class__):
        return {name: to_plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    return typing.cast(Json, value)


@functools.cache
def _names(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass; none of another type."""
    stated = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    return tuple(field.name for field in stated)


def entry_plain(entry: Entry) -> dict[str, Json]:
    """Return the paper line of `entry`: id, title and abstract always, other fields where known."""
    plain: dict[str, Json] = {"id": entry.id, "title": entry.title, "abstract": entry.abstract}
    if entry.authors:
        plain["authors"] = [{"given": one.given, "family": one.family} for one in entry.authors]
    if not entry.authors_complete:
        plain["authors_complete"] = False
    for name in ("year", "venue", "venue_year", "doi", "arxiv", "url"):
        if value := getattr(entry, name):
            plain[name] = value
    if entry.extra:
        plain["extra"] = dict(entry.extra)
    return plain


def quote_plain(quote: Quote) -> dict[str, Json]:
    """Return a sentence of the review; a counted one has a text and nothing to replay.

    `also` stands there only where it names works.
    """
    also: dict[str, Json] = {"also": list(quote.also)} if quote.also else {}
    if quote.counted:
        return {"text": quote.text, "counted": True, **also}
    plain = typing.cast(dict[str, Json], to_plain(quote))
    del plain["counted"], plain["also"]
    return {**plain, **also}


def json_line(value: Json) -> str:
    """Return `value` as one line of JSON, without its newline; a lone surrogate is escaped."""
    text = _encoder().encode(value)
    return text if text.isprintable() else _safe(value, text)


@functools.cache
def _encoder() -> json.JSONEncoder:
    return json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def _safe(value: Json, text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, allow_nan=False)
    return text


# ── reading, strictly ────────────────────────────────────────────────────────────────────────


def from_plain(cls: type[T], value: Json, where: Where, path: Path = ()) -> T:
    """Return `value` as a `cls`: a dataclass, tuple, Literal or scalar type.

    Raises `ConfigError`, with the place that `where` gives for a path, on an unknown or missing
    field and on a value of another type. `None` stands for an absent field. A field whose
    metadata says `stated: False` is not of the file; a `name` of its metadata is its name there.
    """
    if dataclasses.is_dataclass(cls):
        return typing.cast(T, _dataclass(cls, value, where, path))
    if get_origin(cls) in (types.UnionType, typing.Union):
        options = [option for option in get_args(cls) if option is not type(None)]
        return typing.cast(T, from_plain(options[0], value, where, path))
    if get_origin(cls) is tuple:
        items = value if isinstance(value, list) else [value]
        inner = get_args(cls)[0]
        return typing.cast(
            T, tuple(from_plain(inner, item, where, (*path, i)) for i, item in enumerate(items))
        )
    if get_origin(cls) is Literal:
        if value not in get_args(cls):
            known = ", ".join(map(str, get_args(cls)))
            raise ConfigError(f"{where(path)}: {value!r} is not one of {known}")
        return typing.cast(T, value)
    return typing.cast(T, _scalar(cls, value, where, path))


def _scalar(cls: type, value: Json, where: Where, path: Path) -> Json:
    if cls is str and isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, cls) and not (cls is int and isinstance(value, bool)):
        return value
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "value")
    raise ConfigError(f"{where(path)}: {name} must be {_noun(cls)}, not {_noun(type(value))}")


def _noun(cls: type) -> str:
    nouns = {str: "text", int: "a number", bool: "true or false", dict: "a mapping"}
    return nouns.get(cls, {list: "a list", type(None): "empty"}.get(cls, cls.__name__))


def _dataclass(cls: type, value: Json, where: Where, path: Path) -> object:
    if not isinstance(value, dict):
        raise ConfigError(f"{where(path)}: expected a mapping, found {_noun(type(value))}")
    fields = _fields(cls)
    for name in value:
        if name not in fields:
            raise ConfigError(f"{where((*path, name))}: unknown field {name!r}{hint(name, fields)}")
    given = {
        fields[name].name: from_plain(fields[name].type, item, where, (*path, name))
        for name, item in value.items()
        if item is not None
    }
    for name, field in fields.items():
        if field.required and field.name not in given:
            raise ConfigError(f"{where(path)}: {name!r} is missing")
    return cls(**given)


@dataclasses.dataclass(frozen=True, slots=True)
class _Field:
    """A field of a dataclass that a file may state."""

    name: str
    type: Any
    required: bool


@functools.cache
def _fields(cls: type) -> Mapping[str, _Field]:
    """Return the fields that a file may state of a dataclass, by their names in the file."""
    hints, none = typing.get_type_hints(cls), dataclasses.MISSING
    return {
        one.metadata.get("name", one.name): _Field(
            one.name, hints[one.name], one.default is none and one.default_factory is none
        )
        for one in dataclasses.fields(cls)
        if one.metadata.get("stated", True)
    }


def hint(name: str, known: Iterable[str]) -> str:
    """Return " (did you mean 'x'?)" for the nearest known name, or nothing."""
    near = difflib.get_close_matches(name, list(known), n=1)
    return f" (did you mean {near[0]!r}?)" if near else ""


# ── YAML ─────────────────────────────────────────────────────────────────────────────────────


@dataclasses.dataclass(frozen=True, slots=True)
class Yaml:
    """Plain data with the line of every node; an empty document is `None`."""

    name: str
    value: Json
    lines: dict[Path, int]

    def where(self, path: Path) -> str:
        """Return `file:line` of the node at `path`, or of its nearest parent."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.name}:{self.lines.get(path, 1)}"


@functools.lru_cache(maxsize=8)
def load_yaml(text: str, name: str) -> Yaml:
    """Return the YAML document in `text`; scalars are str, int, float, bool or None.

    The files of a survey are read several times in a build; what is returned is never changed.
    Raises `ConfigError` with file and line on a syntax error, a repeated key or a cycle.
    """
    root = compose(text, name)
    lines: dict[Path, int] = {}
    value = None if root is None else _plain_node(root, (), name, lines, ())
    return Yaml(name, value, lines)


def compose(text: str, name: str) -> Any:
    """Return the root node of the YAML document in `text`, or `None` where there is none.

    Raises `ConfigError` with file and line on a syntax error.
    """
    import yaml

    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or "is not YAML"
        raise ConfigError(f"{name}:{line}: {problem}") from error
    except RecursionError as error:
        raise ConfigError(f"{name}:1: {_DEEP}") from error


def dump_yaml(value: Json) -> str:
    """Return `value` as a YAML document that `load_yaml` reads as the same; text as it is."""
    import yaml

    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100))


def _plain_node(
    node: Any, path: Path, name: str, lines: dict[Path, int], above: tuple[int, ...]
) -> Json:
    """Return `node` as plain data and note its line; `above` are the nodes it lies in."""
    line = node.start_mark.line + 1
    lines[path] = line
    if id(node) in above:
        raise ConfigError(f"{name}:{line}: this alias refers to a node it lies in (a cycle)")
    if len(above) > MAX_YAML_DEPTH:
        raise ConfigError(f"{name}:{line}: {_DEEP}")
    if len(lines) > MAX_YAML_NODES:
        raise ConfigError(f"{name}:{line}: more than {MAX_YAML_NODES:,} values")
    above = (*above, id(node))
    if node.id == "sequence":
        return [
            _plain_node(child, (*path, i), name, lines, above) for i, child in enumerate(node.value)
        ]
    if node.id == "scalar":
        return _plain_scalar(node)
    result: dict[str, Json] = {}
    before = ""
    for key, child in node.value:
        field = str(key.value)
        if before and _is_bare(key, child) and isinstance(result[before], str):
            result[before] = f"{result[before]}, {field}"
            continue
        before = field
        if field in result:
            raise ConfigError(f"{name}:{key.start_mark.line + 1}: {field!r} stands twice")
        result[field] = _plain_node(child, (*path, field), name, lines, above)
        lines[(*path, field)] = key.start_mark.line + 1
    return result


def _is_bare(key: Any, child: Any) -> bool:
    """Return whether a flow mapping holds `key` without a colon.

    That is text cut by its own comma: `{title: Reuse, growth and merging}` has one field.
    """
    return bool(child.start_mark.index == child.end_mark.index == key.end_mark.index)


def _plain_scalar(node: Any) -> Json:
    kind = node.tag.rsplit(":", 1)[-1]
    text = str(node.value)
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() in ("true", "yes", "on")
    if kind in ("int", "float"):
        try:
            return int(text) if kind == "int" else float(text)
        except ValueError:
            return text
    return text
