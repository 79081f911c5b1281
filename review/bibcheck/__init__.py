"""What is wrong with a bibliography: named checks over a .bib file, with certain fixes.

A check is a small function from the file to what it found, and one row of `CHECKS`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from review.bibcheck import fields, keys, numbers, people, tex, titles
from review.bibcheck.entry import Change, File, Found, Item, parse
from review.bibcheck.keys import Same
from review.errors import SourceError

__all__ = [
    "CHECKS",
    "Change",
    "Check",
    "File",
    "Finding",
    "Item",
    "Same",
    "check",
    "fixed",
    "parse",
]

_PASSES = 4
ERROR, WARNING, HINT = "error", "warning", "hint"


@dataclass(frozen=True, slots=True)
class Check:
    """A named check: how bad what it finds is, what that is, and whether a fix may be certain."""

    name: str
    severity: str
    finds: str
    run: Callable[[File], Iterator[Found]] | None
    fixes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found in a file; `changes` are edits of its text that certainly mend it."""

    file: str
    line: int
    key: str
    check: str
    severity: str
    message: str
    field: str = ""
    changes: tuple[Change, ...] = ()

    @property
    def where(self) -> str:
        """The file and the line."""
        return f"{self.file}:{self.line}"


CHECKS = (
    Check("syntax", ERROR, "braces, quotation marks, commas missing or too many", keys.syntax),
    Check("commented-entry", WARNING, "an entry behind %, which BibTeX reads", keys.commented),
    Check("missing-key", ERROR, "an entry without a key", keys.missing_key),
    Check("duplicate-key", ERROR, "a key that stands twice", keys.duplicate_key),
    Check("case-key", ERROR, "keys that differ in case alone", keys.case_key),
    Check("odd-key", WARNING, "a key with characters TeX or BibTeX cannot read", keys.odd_key),
    Check("undefined-string", ERROR, "a macro without @string", keys.undefined_string, True),
    Check(
        "lost-crossref", ERROR, "a crossref to no entry, or to an earlier one", keys.lost_crossref
    ),
    Check("duplicate-work", WARNING, "one work under two keys", None),
    Check("unknown-type", WARNING, "an entry type that styles do not know", fields.unknown_type),
    Check("unknown-field", WARNING, "a misspelled field", fields.unknown_field),
    Check("missing-field", WARNING, "a field that the type demands", fields.missing_field),
    Check("wrong-type", WARNING, "fields of another type", fields.wrong_type),
    Check("misplaced-field", WARNING, "fields that exclude each other", fields.misplaced_field),
    Check("sort-key", HINT, "an entry without author and key", fields.sort_key),
    Check("empty-field", WARNING, "a field that says nothing", fields.empty_field, True),
    Check("repeated-field", WARNING, "a field that stands twice", fields.repeated_field),
    Check("placeholder", WARNING, "“Unknown”, “n.d.”, “??” as a value", fields.placeholder),
    Check("author-commas", WARNING, "commas between names", people.author_commas, True),
    Check(
        "author-and", WARNING, "names kept apart by ; or &, a stray and", people.author_and, True
    ),
    Check("et-al", WARNING, "“et al.” as a name", people.et_al, True),
    Check("author-caps", WARNING, "names in capitals", people.author_caps),
    Check("title-caps", WARNING, "a title in capitals", titles.all_caps),
    Check("title-stop", WARNING, "a full stop after a title", titles.full_stop, True),
    Check("capitals", HINT, "acronyms in a title without braces", titles.unprotected, True),
    Check("special", ERROR, "unescaped % & # _ ^", tex.special, True),
    Check("bare-address", ERROR, "an address in text without \\url", tex.bare_address),
    Check("math", ERROR, "$ without a partner, or around prose", tex.mathematics),
    Check("braces", ERROR, "braces that do not balance for TeX", tex.braces),
    Check("html", WARNING, "entities and tags of HTML", tex.html, True),
    Check("unicode", WARNING, "characters unknown to pdfLaTeX", tex.characters, True),
    Check("control", ERROR, "control characters", tex.control, True),
    Check("mojibake", WARNING, "characters read in the wrong encoding", tex.mojibake, True),
    Check("doi", ERROR, "what is no DOI", numbers.doi),
    Check("doi-prefix", WARNING, "a DOI written as an address", numbers.doi_prefix, True),
    Check("escaped-address", WARNING, "\\_ in a doi or url", numbers.escaped_address),
    Check("isbn", WARNING, "an ISBN whose check digit or length is wrong", numbers.isbn),
    Check("issn", WARNING, "an ISSN whose check digit or length is wrong", numbers.issn),
    Check("arxiv", ERROR, "what is no arXiv identifier", numbers.arxiv, True),
    Check("arxiv-journal", HINT, "“arXiv preprint …” as a journal", numbers.arxiv_journal, True),
    Check("url", WARNING, "an address that leads nowhere", numbers.url, True),
    Check("url-doi", HINT, "a url that repeats the doi", numbers.url_doi),
    Check("year", WARNING, "a year that is none", numbers.year),
    Check("month", HINT, "a month that is no macro", numbers.month, True),
    Check("pages", WARNING, "a range with one end, or backwards", numbers.page_range, True),
    Check("page-dash", HINT, "one hyphen between pages", numbers.page_dash, True),
)
"""All checks, in the order of the table that `review bib check --list` prints."""


def selected(only: Collection[str] = (), skip: Collection[str] = ()) -> tuple[Check, ...]:
    """Return the checks named in `only` (all, if it is empty) without those in `skip`.

    Raises `SourceError` on a name that is none.
    """
    known = [check.name for check in CHECKS]
    for name in (*only, *skip):
        if name not in known:
            from review.serial import hint

            raise SourceError(f"{name!r} is not a check{hint(name, known)}")
    return tuple(c for c in CHECKS if (not only or c.name in only) and c.name not in skip)


def check(
    file: File, checks: Sequence[Check] = CHECKS, same: Same | None = None
) -> tuple[Finding, ...]:
    """Return what the checks find in a file, by line.

    `same` says which entries describe one work; without it, duplicate works are not looked for.
    """
    found = [
        (one.at, rank, _finding(file, check, one))
        for rank, check in enumerate(checks)
        for one in _run(file, check, same)
    ]
    found.sort(key=lambda item: (item[0], item[1], item[2].message))
    return tuple(finding for _, _, finding in found)


def _run(file: File, check: Check, same: Same | None) -> Iterable[Found]:
    if check.run:
        return check.run(file)
    return keys.duplicate_work(file, same) if same else ()


def _finding(file: File, check: Check, one: Found) -> Finding:
    return Finding(
        file=file.name, line=file.line(one.at), key=one.key, check=check.name,
        severity=check.severity, message=one.message, field=one.field, changes=one.changes,
    )  # fmt: skip


def fixed(text: str, dialect: str = "auto", checks: Sequence[Check] = CHECKS) -> str:
    """Return the text with all certain fixes, and everything else as it stands."""
    mending = [check for check in checks if check.fixes]
    for _ in range(_PASSES):
        findings = check(parse(text, "", dialect), mending)
        changed = _edited(text, [one for finding in findings for one in finding.changes])
        if changed == text:
            break
        text = changed
    return text


def _edited(text: str, changes: Iterable[Change]) -> str:
    """Return the text with the changes that do not overlap an earlier one."""
    parts: list[str] = []
    done = 0
    for change in sorted(set(changes), key=lambda one: (one.start, one.end, one.to)):
        if change.start >= done:
            parts += text[done : change.start], change.to
            done = change.end
    return "".join((*parts, text[done:]))
