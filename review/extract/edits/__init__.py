"""The closed list of edits: one module an operation, and the word on whether an edit is of it."""

from collections.abc import Callable

from review.extract.edits import (
    acronym,
    agree,
    lead,
    opening,
    pointer,
    possessive,
    pronoun,
    subject,
    tail,
)
from review.extract.edits.view import View, look
from review.model import Edit, Excerpt
from review.text.edits import replay

_Fits = Callable[[View, int, int, Edit], bool]

FITS: dict[str, _Fits] = {
    "drop-lead": lambda view, start, end, edit: edit.to == "" and lead.fits(view.text, start, end),
    "subject": lambda view, start, end, edit: subject.fits_subject(view.text[start:end], edit.to),
    "agree": lambda view, start, end, edit: agree.fits_agree(view.text[start:end], edit.to),
    "pronoun": lambda view, start, end, edit: pronoun.fits(
        view.text[start:end], edit.to, view.abstract
    ),
    "possessive": lambda view, start, end, edit: possessive.fits(view.text[start:end], edit.to),
    "expand": lambda view, start, end, edit: acronym.fits(
        view.text[start:end], edit.to, view.abstract
    ),
    "pointer": lambda view, start, end, edit: edit.to == "" and pointer.fits(view.text, start, end),
    "cut-tail": lambda view, start, end, edit: edit.to == "" and tail.fits(view.text, start, end),
    "markup": lambda view, start, end, edit: edit in view.repairs,
    "case": lambda view, start, end, edit: opening.fits_case(view.text[start:end], edit.to),
    "cite": lambda view, start, end, edit: opening.fits_cite(view.text[start:end], edit.to),
}
"""What each operation may do, in the order of the law."""


def allowed(abstract: str, excerpt: Excerpt) -> str | None:
    """Return why `excerpt` is not made from `abstract` by the closed list, or None if it is."""
    if not 0 <= excerpt.start <= excerpt.end <= len(abstract):
        return "the span is outside the abstract"
    try:
        text = replay(abstract, excerpt.start, excerpt.end, excerpt.edits)
    except ValueError as error:
        return str(error)
    if text != excerpt.text:
        return "the edits do not give the text"
    view = look(abstract, excerpt.start, excerpt.end)
    reasons = (_misfit(view, edit) for edit in excerpt.edits)
    return next((reason for reason in reasons if reason), None)


def _misfit(view: View, edit: Edit) -> str | None:
    before = view.abstract[edit.start : edit.end]
    word = f"{edit.op} may not turn {before!r} into {edit.to!r}"
    if edit.op not in FITS:
        return f"{edit.op} is not an operation"
    if edit.op == "markup":
        return None if edit in view.repairs else word
    shown = view.shown(edit.start, edit.end)
    return None if shown and FITS[edit.op](view, *shown, edit) else word
