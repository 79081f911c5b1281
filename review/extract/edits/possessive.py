"""`possessive`: "our RG-LCM" → "RG-LCM", "our method" → "the method", "Our N" → "[@…]'s N"."""

import re
from collections.abc import Sequence

from review.model import Edit, Op

OP: Op = "possessive"

_OUR = re.compile(r"\b[Oo]ur\b(?!-)(?:\s+own\b)?")
_PEOPLE = re.compile(
    r"\b[Oo]ur (?:own|best|collective|daily|everyday|everyday|knowledge|understanding|lives|life|"
    r"world|society|planet|bod(?:y|ies)|brains?|ability|communit(?:y|ies)|hopes?|universe|minds?|"
    r"eyes|galaxy|solar|hands?|belief|modern|digital|natural|ears|senses|surroundings|environment|"
    r"homes?|perception|cities|current understanding|current knowledge|humanity|ancestors|children|"
    r"memory|memories|future|visual system|thoughts?|language|sun|earth|field|attention|team|group|"
    r"lab|laboratory|previous|prior|earlier|past|recent (?:work|paper|study)|companion|former|last|"
    r"society's|interest|institution|center|hospital|department|country|species|personal|social|"
    r"physical|cognitive|intuition)\b"
)
_NAME = re.compile(
    r"\s+(?P<name>[^\s,.;:()]*[A-Z0-9][^\s,.;:()]*(?: [A-Z][^\s,.;:()]*)*(?:\s\([^()]{2,40}\))?)"
    r"(?P<next>\s+[\w-]+|[^\w\s])?"
)
_AFTER_NAME = re.compile(
    r"\s*(?:[,.;:)]|is|are|was|were|has|have|had|can|could|may|might|will|would|does|do|did|and|or|"
    r"but|on|in|with|to|for|from|by|at|as|of|over|under|than|which|that|when|while|using|through|"
    r"via|into|also|not|only|further|consistently|significantly|substantially|effectively|"
    r"successfully|[a-z]+ly|achieves|outperforms|improves|reduces|enables|provides|shows|surpasses|"
    r"delivers|demonstrates|performs|obtains|yields|exhibits|leverages|uses|offers|generates|"
    r"produces|exceeds|attains|reaches|gains|learns|requires|runs|sets|supports|allows|maintains|"
    r"outputs|beats|handles|consists|employs|utilizes|introduces|incorporates|combines|integrates|"
    r"works|scales)\Z"
)


def replace_our(
    text: str, start: int, mark: str, name: str | None, taken: Sequence[tuple[int, int]]
) -> list[Edit] | None:
    """Return the edits for every "our" outside `taken`; None where it means people in general.

    At `start`, where the sentence begins, "Our" becomes the work's; `mark` is empty where
    another edit names the work already.
    """
    if "our" not in text and "Our" not in text:
        return []
    edits = []
    for found in _OUR.finditer(text, start):
        if any(left <= found.start() < right for left, right in taken):
            continue
        if found[0].endswith("own") or _PEOPLE.match(text, found.start()):
            return None
        to, end = _instead(text, found, name)
        if found.start() == start and to:
            to = f"{mark}'s" if mark else "The"
        edits.append(Edit(OP, found.start(), end, to))
    return edits


def fits(before: str, to: str) -> bool:
    """Say whether `to` may stand for `before`."""
    if to == "":
        return bool(re.fullmatch(r"[Oo]ur\s+", before))
    owner = re.fullmatch(r"\[@.*\]'s", to, re.DOTALL)
    if before in ("the", "The"):  # "The aim of this study": whose it is says a drop beside it
        return owner is not None
    return before in ("our", "Our") and (to in ("the", "The") or owner is not None)


def _instead(text: str, found: re.Match[str], own: str | None) -> tuple[str, int]:
    name = _NAME.match(text, found.end())
    if name is None:
        return "the", found.end()
    after = name["next"] or ""
    if (name["name"] == own or _proper(name["name"])) and (not after or _AFTER_NAME.match(after)):
        return "", name.start("name")
    return "the", found.end()


def _proper(name: str) -> bool:
    """Whether a word can only be a name: capitals inside it, or on both sides of a hyphen."""
    return bool(re.match(r"\S*(?:[a-z][A-Z]|[A-Z]-[A-Z])", name))
