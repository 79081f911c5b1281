"""`case` and `cite`: the first letter after a drop, and where the citation is put."""

import re

from review.model import Edit

_STOP = re.compile(r"(?P<space>\s*)\.(?P<close>[\"”’»)\]]*)\s*\Z")
_WORD = re.compile(r"\w[\w'’.-]*")


def raise_first(text: str, position: int) -> Edit | None:
    """Return the edit that raises the letter at `position`; None for a name such as "iBOT"."""
    word = _WORD.match(text, position)
    if word is None or not text[position].islower():
        return None
    upper = text[position].upper()
    if len(upper) != 1 or any(each.isupper() or each.isdigit() for each in word[0]):
        return None
    return Edit("case", position, position + 1, upper)


def cite_at_end(text: str, mark: str) -> Edit | None:
    """Return the insertion of the citation before the final stop; None without a full stop."""
    found = _STOP.search(text, max(0, len(text) - 12))
    if found is None or text[: found.start()].endswith("."):
        return None
    if found["close"]:
        return Edit("cite", found.start(), found.end("close"), f"{found['close']} {mark}.")
    return Edit("cite", found.start(), found.start(), f" {mark}")


def quote_edits(text: str, mark: str, start: int = 0) -> list[Edit]:
    """Return the edits that put `text[start:]` in quotation marks, and the citation after it."""
    left = len(text) - len(text[start:].lstrip())
    right = len(text.rstrip())
    opened = Edit("cite", left, left, "“")
    if right > left and text[right - 1] == "." and not text[:right].endswith(".."):
        return [opened, Edit("cite", right - 1, right, f"” {mark}.")]
    return [opened, Edit("cite", max(left, right), max(left, right), f"” {mark}.")]


def fits_case(before: str, to: str) -> bool:
    """Say whether one letter changes its case and nothing else."""
    return len(before) == len(to) == 1 and before != to and before.upper() == to.upper()


def fits_cite(before: str, to: str) -> bool:
    """Say whether `to` holds nothing but a citation, quotation marks, the stop it replaces."""
    if to == "“":
        return before == ""
    found = re.fullmatch(r"(?P<close>[\"”’»)\]]*) \[@.*\](?P<stop>\.?)", to, re.DOTALL)
    if found is None:
        return False
    return (
        before in ("", ".")
        or before.strip().rstrip(".") == ""
        or before.strip(" \n\t") == f".{found['close']}"
    )
