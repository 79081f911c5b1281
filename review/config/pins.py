"""One more pin for a `curation.yml` that a person wrote: all else in it stays as it is."""

import json
import re
from typing import Any

from review.config.curation import Pin
from review.errors import ConfigError
from review.serial import compose, load_yaml

_PLAIN = re.compile(r"[a-z][a-z0-9-]*")
_TRICKY = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}
_BREAK = re.compile(r"\r\n|\n|\r")
_NAME = "curation.yml"
_NOTE = 72  # characters of a title that stand beside a pin


def add_pin(text: str, pin: Pin, note: str = "") -> str:
    """Return the `curation.yml` in `text` with one more pin, after those it has.

    Everything else stays as it is: comments, order, line ends. Only an empty `[]` or `null` makes
    room. `note` becomes a comment beside the pin. Raises `ConfigError` where the file is laid out
    so that nothing can be added; its text then has to be changed by hand.
    """
    before = load_yaml(text, _NAME).value
    if before is not None and not isinstance(before, dict):
        raise ConfigError("curation.yml:1: expected a mapping with pins:")
    item = f"{{paper: {_scalar(pin.paper)}, topic: {_scalar(pin.topic)}}}"
    added = _add(text, item, _comment(note), "\r\n" if "\r\n" in text else "\n")
    stated = dict(before or {})
    kept = stated.get("pins") or []
    stated["pins"] = [
        *(kept if isinstance(kept, list) else [kept]),
        {"paper": pin.paper, "topic": pin.topic},
    ]
    if not _says(added, stated):
        raise ConfigError(f"{_NAME}: no pin fits into its layout by itself; add it there: {item}")
    return added


def _says(text: str, value: Any) -> bool:
    try:
        return bool(load_yaml(text, _NAME).value == value)
    except ConfigError:
        return False


def _scalar(text: str) -> str:
    """Return `text` as a YAML scalar of a flow mapping: plain where nobody could misread it."""
    plain = _PLAIN.fullmatch(text) and text not in _TRICKY
    return text if plain else json.dumps(text, ensure_ascii=False)


def _comment(note: str) -> str:
    """Return the note as a comment of one line, or nothing."""
    words = " ".join("".join(c if c.isprintable() else " " for c in note).split())
    short = words if len(words) <= _NOTE else f"{words[: _NOTE - 1].rstrip()}…"
    return f"  # {short}" if short else ""


def _add(text: str, item: str, comment: str, newline: str) -> str:
    """Return the text with the item put where its pins stand; not yet known to be YAML."""
    root = compose(text, _NAME)
    entries = [] if root is None or root.id != "mapping" else root.value
    pins = next((value for key, value in entries if key.value == "pins"), None)
    if root is None or (root.id == "scalar" and pins is None):
        return _after(text, len(text), f"pins:{newline}  - {item}{comment}", newline)
    if pins is None and root.flow_style:
        end = root.end_mark.index - 1
        return f"{text[:end].rstrip()}{', ' if entries else ''}pins: [{item}]{text[end:]}"
    if pins is None:
        lines = f"pins:{newline}  - {item}{comment}"
        return _after(text, _last(root), " " * root.start_mark.column + lines, newline)
    if pins.id == "sequence" and pins.value and pins.flow_style:
        end = _last(pins.value[-1])
        return f"{text[:end]}, {item}{text[end:]}"
    if pins.id == "sequence" and pins.value:
        return _after(
            text, _last(pins), f"{' ' * pins.start_mark.column}- {item}{comment}", newline
        )
    start, end = pins.start_mark.index, pins.end_mark.index
    if pins.id == "sequence" and (root.flow_style or "#" in text[start:end]):
        return f"{text[: end - 1]}{item}{text[end - 1 :]}"
    if root.flow_style:
        return f"{text[:start]} [{item}]{text[end:]}"
    indent = " " * (root.start_mark.column + 2)
    bare = text[:start].rstrip(" ") + text[end:]
    return _after(bare, len(text[:start].rstrip(" ")), f"{indent}- {item}{comment}", newline)


def _last(node: Any) -> int:
    """Return where the last thing written in `node` ends; comments after it do not belong to it."""
    if node.id == "scalar" or node.flow_style or not node.value:
        return int(node.end_mark.index)
    child = node.value[-1]
    return _last(child[1] if isinstance(child, tuple) else child)


def _after(text: str, index: int, line: str, newline: str) -> str:
    """Return the text with `line` put below the line in which `index` stands."""
    if index and text[index - 1] in "\r\n":  # a block of text ends with its line
        index -= 1
    found = _BREAK.search(text, index)
    if found:
        return f"{text[: found.end()]}{line}{newline}{text[found.end() :]}"
    return f"{text}{newline if text.strip(chr(0xFEFF)) else ''}{line}{newline}"
