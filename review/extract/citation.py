"""Citation sentences: one sentence of an abstract, made citable by the closed list of edits."""

from collections.abc import Callable
from dataclasses import dataclass

from review.extract.edits import acronym, lead, opening, pointer, possessive, pronoun, subject, tail
from review.extract.edits.standing import stands
from review.extract.edits.view import View, look, project, settle
from review.model import Edit, Excerpt
from review.text.edits import excerpt, replay

_Drop = Callable[[str], tuple[list[Edit], int]]
_LONG = 35
"""Words from which a trailing clause may be cut."""

_HEAD = 12
"""Fewest words that a cut leaves."""

_MOST = 120
"""Words beyond which no edits make a sentence readable."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is known of the work whose sentence is cited.

    `spans` are the sentences of `abstract`; `mark` is what the citation holds, `subject` what
    stands in the text ("[@mark]"); `plural` says whether verbs after it are plural; `acronyms`
    pairs each short form of the abstract with its long form.
    """

    abstract: str
    spans: tuple[tuple[int, int], ...]
    mark: str
    plural: bool
    subject: str
    name: str | None = None
    acronyms: tuple[tuple[str, str], ...] = ()


def cite(source: Source, index: int) -> Excerpt | None:
    """Return the citation sentence of sentence `index`, or None if it cannot stand alone."""
    return _cite(source, index, lead.drop_lead)


def cite_bare(source: Source, index: int) -> Excerpt | None:
    """Return the same without its lead that names a purpose or a ground; None where it has none."""
    text = look(source.abstract, *source.spans[index]).text
    return (
        _cite(source, index, _all_leads)
        if lead.drop_reason(text, lead.drop_lead(text)[1])
        else None
    )


def _all_leads(text: str) -> tuple[list[Edit], int]:
    leads, start = lead.drop_lead(text)
    reason = lead.drop_reason(text, start)
    return ([*leads, reason], reason.end) if reason else (leads, start)


def _cite(source: Source, index: int, drop: _Drop) -> Excerpt | None:
    view = look(source.abstract, *source.spans[index])
    words = len(view.text.split())
    if words > _MOST:
        return None
    for least in (_HEAD, None) if words > _LONG else (None, _HEAD):
        made = _attempt(source, index, view, least, drop)
        if made is not None:
            return made
    return None


def quoted(source: Source, index: int) -> Excerpt:
    """Return sentence `index` verbatim in quotation marks, the citation after it.

    The label of a structured abstract stays outside.
    """
    start, end = source.spans[index]
    view = look(source.abstract, start, end)
    labels, begins = lead.drop_label(view.text)
    made = project(view, [*labels, *opening.quote_edits(view.text, source.subject, begins)])
    if made is not None:
        return made
    raw = View(source.abstract, start, end, source.abstract[start:end])
    edits = opening.quote_edits(raw.text, source.subject)
    moved = [Edit(edit.op, start + edit.start, start + edit.end, edit.to) for edit in edits]
    return excerpt(source.abstract, start, end, moved)


def _attempt(
    source: Source, index: int, view: View, least: int | None, drop: _Drop
) -> Excerpt | None:
    """The citation sentence of a view; `least` words stay before a last clause that is cut."""
    leads, start = drop(view.text)
    cut = tail.cut_tail(view.text, start, least) if least else None
    if least and cut is None:
        return None
    edits = _compose(source, index, view.text, leads, start, cut)
    settled = settle(edits) if edits is not None else None
    if settled is None:
        return None
    text = replay(view.text, 0, len(view.text), settled)
    return project(view, settled) if stands(text, source.subject) else None


def _compose(
    source: Source, index: int, text: str, leads: list[Edit], start: int, cut: Edit | None
) -> list[Edit] | None:
    """All edits of a sentence that begins at `start` after its leads; None where one fails."""
    body = text[: cut.start] if cut else text
    dropped = [*lead.drop_asides(body, start), *pointer.drop_pointers(body, start)]
    who = _who(source, index, body, start)
    if who is None:
        return None
    if _twice(source, body, start, who):
        return None
    taken = [(edit.start, edit.end) for edit in (*dropped, *who)]
    mark = source.subject if not who else ""
    ours = possessive.replace_our(body, start, mark, source.name, taken)
    if ours is None:
        return None
    edits = [*leads, *dropped, *who, *ours, *([cut] if cut else [])]
    edits += acronym.expansions(body, start, source.acronyms, source.name, source.abstract)
    return [*edits, *_finish(source, text, leads, start, edits)]


def _twice(source: Source, body: str, start: int, who: tuple[Edit, ...]) -> bool:
    """Whether the work would be the subject twice: under its name, then under its citation."""
    late = any(edit.op == "subject" and edit.start > start for edit in who)
    return bool(late and source.name and body.startswith(source.name, start))


def _who(source: Source, index: int, body: str, start: int) -> tuple[Edit, ...] | None:
    """The edits that name the work as the subject; None where the subject is unclear."""
    who = subject.replace_subject(body, start, source.subject, source.plural)
    if who is None or who:
        return who
    before = source.abstract[slice(*source.spans[index - 1])] if index else ""
    return pronoun.replace_pronoun(body, start, before, source.name, source.subject, source.plural)


def _finish(
    source: Source, text: str, leads: list[Edit], start: int, edits: list[Edit]
) -> list[Edit]:
    """The citation, where no edit has made one, and the first letter after a drop."""
    last = []
    if not any(source.subject in edit.to for edit in edits):
        last.append(opening.cite_at_end(text, source.subject))
    if leads and not any(edit.start == start < edit.end for edit in edits):
        last.append(opening.raise_first(text, start))
    return [edit for edit in last if edit is not None]
