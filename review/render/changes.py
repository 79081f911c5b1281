"""What changed, in words: for a terminal, and as Markdown for a pull request."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from review.model import Changes, Known, Moved, Rewritten
from review.render.markdown import escape
from review.text.titles import shown

SHOWN = 12
"""Items of a list that are shown; the rest is counted."""

_WORDS = {
    "records": "records",
    "papers": "works",
    "placed": "placed works",
    "topics": "topics",
    "sentences": "cited sentences",
}
_MARK = re.compile(r"\[@([a-z0-9-]+)\]")
_EXPECTED = 2  # sentences shown of those gained, and lost, where works came or went
_LONGEST = 160  # letters of a sentence


def words(changes: Changes, titles: Mapping[str, str]) -> str:
    """Return the changes as plain text; `titles` are those of the topics, by id."""
    return _text(_parts(changes, titles, str), "", "  ")


def markdown(changes: Changes, titles: Mapping[str, str]) -> str:
    """Return the changes as Markdown, everything escaped that comes from papers."""
    return _text(_parts(changes, titles, _escaped), "### ", "- ")


def _escaped(text: str) -> str:
    """Return `text` as Markdown, the works that it cites by their keys as code: no one is called.

    Text between two marks is at the start or inside of a line, and so escaped for both.
    """
    parts = _MARK.split(text)
    return "".join(f"`{part}`" if i % 2 else _inner(part) for i, part in enumerate(parts))


def _inner(text: str) -> str:
    """Return `text` as Markdown with the spaces at its ends, which `escape` drops."""
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{' ' if start else ''}{escape(text)}{' ' if end and text.strip() else ''}"


Part = tuple[str, Sequence[str]]


def _text(parts: Iterable[Part], heading: str, item: str) -> str:
    lines = []
    for title, items in parts:
        lines += [f"{heading}{title}", *([""] if heading else [])]
        lines += [f"{item}{said}" for said in items[:SHOWN]]
        if more := len(items) - SHOWN:
            lines += [f"{item}and {more} more"] if more > 0 else []
        lines.append("")
    return "\n".join(lines).rstrip() + "\n" if lines else "Nothing changed.\n"


def _parts(changes: Changes, titles: Mapping[str, str], say: object) -> Iterator[Part]:
    """Yield each kind of change that there is: a heading and its items.

    Sections that changed though none of their works did come before those of which it is expected.
    """
    put = say if callable(say) else str

    def named(work: Known) -> str:
        why = f": {put(work.why)}" if work.why else ""
        return f"{put(shown(work.title) or work.key)} ({work.key}){why}"

    def topic(name: str) -> str:
        return str(put(titles.get(name, "outside the taxonomy" if name == "unplaced" else name)))

    def move(one: Moved) -> str:
        who = "filed by a person" if one.by == "person" else ", ".join(map(str, map(put, one.why)))
        return f"{named(one.work)}: {topic(one.before)} → {topic(one.after)}" + (
            f" ({who})" if who else ""
        )

    counts = [
        f"{c.before} → {c.after} {_WORDS[c.name]}" for c in changes.counts if c.name in _WORDS
    ]
    parts: tuple[tuple[str, Sequence[str]], ...] = (
        ("Counts", counts),
        ("Works added", [named(work) for work in changes.added]),
        ("Works removed", [named(work) for work in changes.removed]),
        ("Works merged", [f"{one.before} is now {one.after}" for one in changes.merged]),
        ("Works filed elsewhere", [move(one) for one in changes.moved]),
        ("Citation keys changed", [f"{one.before} → {one.after}" for one in changes.keys]),
        ("Topics added", [str(put(title)) for title in changes.topics_added]),
        ("Topics removed", [str(put(title)) for title in changes.topics_removed]),
        ("Topics renamed", [f"{put(o.before)} → {put(o.after)}" for o in changes.topics_renamed]),
    )
    yield from ((f"{title} ({len(items)})", items) for title, items in parts if items)
    for section in sorted(changes.sections, key=lambda section: section.fresh):
        yield _section(section, topic(section.topic), put)


def _section(section: Rewritten, title: str, put: object) -> Part:
    say = put if callable(put) else str
    same = "" if section.fresh else ", though no work came or went"
    gained = f"{len(section.gained)} sentence{'s' * (len(section.gained) != 1)}"
    heading = f"{title}: {gained} more, {len(section.lost)} fewer{same}"
    most = _EXPECTED if section.fresh else SHOWN // 2
    parts = (("+", section.gained), ("−", section.lost))
    items = [f"{sign} {say(_short(text))}" for sign, said in parts for text in said[:most]]
    more = sum(len(said[most:]) for _, said in parts)
    return heading, [*items, f"and {more} more"] if more else items


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
