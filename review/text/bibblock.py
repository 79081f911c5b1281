"""What a .bib file is made of: entries with their fields and where each stands in the file."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
JOURNALS = {
    "acmcs": "ACM Computing Surveys", "acta": "Acta Informatica",
    "cacm": "Communications of the ACM", "ibmjrd": "IBM Journal of Research and Development",
    "ibmsj": "IBM Systems Journal", "ieeese": "IEEE Transactions on Software Engineering",
    "ieeetc": "IEEE Transactions on Computers",
    "ieeetcad": "IEEE Transactions on Computer-Aided Design of Integrated Circuits",
    "ipl": "Information Processing Letters", "jacm": "Journal of the ACM",
    "jcss": "Journal of Computer and System Sciences",
    "scp": "Science of Computer Programming", "sicomp": "SIAM Journal on Computing",
    "tocs": "ACM Transactions on Computer Systems", "tods": "ACM Transactions on Database Systems",
    "tog": "ACM Transactions on Graphics", "toms": "ACM Transactions on Mathematical Software",
    "toois": "ACM Transactions on Office Information Systems",
    "toplas": "ACM Transactions on Programming Languages and Systems",
    "tcs": "Theoretical Computer Science",
}  # fmt: skip
"""The macros that the standard styles (plain.bst and its kin) define, besides the months."""


class Fault(NamedTuple):
    """What is wrong at a line; `kind` is "syntax", "repeated" (a field) or "macro" (unknown)."""

    line: int
    message: str
    kind: str = "syntax"


class Piece(NamedTuple):
    """A piece of a value: where its text stands, without delimiters; `bare` if it has none."""

    start: int
    end: int
    bare: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: its name as written, its value with delimiters, its pieces.

    `value` is the text of the field, macros replaced.
    """

    name: str
    at: int
    start: int
    end: int
    value: str
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class Block:
    """What stands in the file: an entry of `kind` (lower case), or "" for text between entries.

    `fields` are the values as TeX, macros replaced, under lower-case names; `text` is the source
    where it is no entry. `broken` says that the entry does not end where it should. The block is
    `[start, end)` of the file, its key begins at `key_at`; `places` are its fields in their order,
    repeated ones too, and none of what is broken.
    """

    kind: str
    line: int
    text: str = ""
    key: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    broken: bool = False
    again: Counter[str] = field(default_factory=Counter)
    start: int = 0
    end: int = 0
    key_at: int = 0
    places: list[Place] = field(default_factory=list)
