"""Checks of identifiers, addresses, dates and pages."""

import re
from collections.abc import Callable, Iterator

from review.bibcheck.entry import Change, File, Found, Item, Text
from review.text.bibblock import MONTHS

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S*[^\s.,;]", re.DOTALL)
_DOI_PREFIX = re.compile(
    r"\s*(?:(?:https?://)?(?:dx\.|www\.)?doi\.[\w.-]+/(?:abs/|full/)?|doi\s*:?\s*)(?=10\.)", re.I
)
_ESCAPES = re.compile(r"\{?\\([_&#$])\}?|\{?\\textunderscore\s*(?:\{\})?\}?")
_ARXIV = re.compile(r"(?:\d\d(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?")
_ARXIV_PREFIX = re.compile(
    r"\s*(?:(?:https?://)?arxiv\.org/(?:abs|pdf)/|arxiv:)\s*(?=[\w.-]+/?\d)", re.IGNORECASE
)
_IN_JOURNAL = re.compile(
    r"(?:arxiv\s+(?:e-?prints?|preprint)\b.*?|corr\b.*?|arxiv\s*[:.,]?\s*)"
    r"(?:arxiv:|abs/|[\s:])\s*(?P<id>\d\d(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?|[a-z-]+/\d{7}).*",
    re.IGNORECASE | re.DOTALL,
)
_YEAR = re.compile(
    r"(?:c(?:a|irca)?\.?\s*)?(?:1[0-9]|20)\d\d(?:\s*[-–/]+\s*(?:\d\d){1,2})?\??", re.IGNORECASE
)
_EDTF = re.compile(r"[-Y\dX~?%:TZ/.+]*\d{2}[-\dX~?%:TZ/.+]*")
_RANGE = re.compile(r"\s*(?P<a>[A-Za-z]{0,3}(?P<m>\d+))(?P<dash>\s*(?:-+|–|—)\s*)"
                    r"(?P<b>[A-Za-z]{0,3}(?P<n>\d+))\s*")  # fmt: skip
_OPEN = re.compile(r"\s*[A-Za-z]?\d+\s*(?:-+|–|—)\s*|\s*(?:-+|–|—)\s*[A-Za-z]?\d+\s*")
_PAGE_WORD = re.compile(r"\s*pp?\.?\s*(?=\d)", re.IGNORECASE)
_MONTH = re.compile(
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?|0?(?P<number>[1-9]|1[0-2])",
    re.IGNORECASE,
)
_Check = Callable[[str], str]
_RESOLVED = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(?P<doi>10\.\S+)", re.IGNORECASE)
_WRAPPED = re.compile(r"\s*\\(?:url|href|path)\s*\{([^{}]*)\}\s*")


def _fields(file: File, *names: str) -> Iterator[tuple[Item, Text]]:
    for item in file.items:
        for name in names:
            if name in item.whole and item.get(name).strip("{} "):
                yield item, item.whole[name]


# ── identifiers ──────────────────────────────────────────────────────────────────────────────


def doi_prefix(file: File) -> Iterator[Found]:
    """DOIs written as an address: styles put the resolver before them once more."""
    for _, text in _fields(file, "doi"):
        if (found := _DOI_PREFIX.match(text.text)) and _is_doi(text.text[found.end() :]):
            message = f"{found[0].strip()!r} is no part of the DOI: leave it out"
            yield text.found(0, message, (found.start(), found.end(), ""))


def doi(file: File) -> Iterator[Found]:
    """What is no DOI."""
    for item in file.items:
        value = item.get("doi")
        if value.strip("{} ") and not _is_doi(_DOI_PREFIX.sub("", value, count=1)):
            yield item.found(f"{value[:60]!r} is no DOI: it is 10.<number>/<name>", "doi")


def _is_doi(text: str) -> bool:
    plain = _ESCAPES.sub("_", text.strip().strip("{}").replace("\\%", "%"))
    return _DOI.fullmatch(plain) is not None


def escaped_address(file: File) -> Iterator[Found]:
    r"""DOIs and addresses with \_ and the like, which are printed and linked as they stand."""
    for _, text in _fields(file, "doi", "url"):
        if (found := _ESCAPES.search(text.text)) and not _WRAPPED.fullmatch(text.text):
            message = f"{found[0]} in a {text.field} breaks the link: it is verbatim, do not escape"
            yield text.found(found.start(), message)


def isbn(file: File) -> Iterator[Found]:
    """ISBNs whose check digit or length is wrong."""
    yield from _numbered(file, "isbn", {10: _isbn10, 13: _isbn13})


def issn(file: File) -> Iterator[Found]:
    """ISSNs whose check digit or length is wrong."""
    yield from _numbered(file, "issn", {8: _issn})


def _numbered(file: File, name: str, tables: dict[int, _Check]) -> Iterator[Found]:
    for item in file.items:
        for number in _numbers(item.get(name), name, frozenset(tables)):
            plain = re.sub(r"[\s-]|[‐-―]", "", number).upper()
            lengths = " or ".join(map(str, tables))
            if name == "isbn" and re.fullmatch(r"\d{7}[\dX]", plain) and _issn(plain) == plain[-1]:
                message = f"{number!r} is an ISSN: name the field issn"
            elif len(plain) not in tables:
                message = f"{number!r} is no {name.upper()}: it has {lengths} digits"
            elif not re.fullmatch(r"\d+[\dX]", plain):
                message = f"{number!r} is no {name.upper()}"
            elif (right := tables[len(plain)](plain)) != plain[-1]:
                message = f"{number!r} is mistyped: its last digit should be {right}"
            else:
                continue
            yield item.found(message, name)


def _numbers(value: str, name: str, lengths: frozenset[int]) -> Iterator[str]:
    """Yield the numbers that a field lists, without words around them."""
    plain = re.sub(r"\([^)]*\)|\[[^\]]*\]|[{}]|\\.", " ", value)
    plain = re.sub(
        rf"(?i)\be?-?{name}(?:[- ]?1[03](?=[:\s]))?|electronic|online|print|pbk|hbk|:", " ", plain
    )
    for part in filter(str.strip, re.split(r"[,;/]|\band\b", plain)):
        words = part.split()
        alone = all(len(re.sub(r"\W", "", word)) in lengths for word in words)
        yield from words if alone else (" ".join(words),)


def _isbn10(digits: str) -> str:
    total = sum((10 - i) * int(digit) for i, digit in enumerate(digits[:9]))
    return "0123456789X"[-total % 11]


def _isbn13(digits: str) -> str:
    return str(-sum((1, 3)[i % 2] * int(digit) for i, digit in enumerate(digits[:12])) % 10)


def _issn(digits: str) -> str:
    total = sum((8 - i) * int(digit) for i, digit in enumerate(digits[:7]))
    return "0123456789X"[-total % 11]


def arxiv(file: File) -> Iterator[Found]:
    """arXiv identifiers that cannot be right."""
    for item, text in _fields(file, "eprint"):
        of = (item.get("archiveprefix") or item.get("eprinttype")).casefold()
        value = text.text.strip()
        if of != "arxiv" or _ARXIV.fullmatch(value):
            continue
        prefix = _ARXIV_PREFIX.match(text.text)
        if prefix and _ARXIV.fullmatch(text.text[prefix.end() :].strip()):
            message = f"{prefix[0].strip()!r} is no part of the identifier: leave it out"
            yield text.found(0, message, (prefix.start(), prefix.end(), ""))
        elif not re.fullmatch(r"\d{7}", value):  # an old one, its archive in another field
            yield text.found(0, f"{value[:40]!r} is no arXiv identifier such as 2403.04652")


def arxiv_journal(file: File) -> Iterator[Found]:
    """Preprints whose identifier stands in the name of a journal alone."""
    kind = "eprinttype" if file.biblatex else "archiveprefix"
    for item, text in _fields(file, "journal", "journaltitle"):
        found = _IN_JOURNAL.fullmatch(text.text.strip())
        if not found or item.has("eprint"):
            continue
        at = item.place(text.field)
        indent = file.text[file.text.rfind("\n", 0, at) + 1 : at]
        apart = ",\n" + indent if not indent.strip() else ", "
        change = Change(at, at, f"eprint = {{{found['id']}}}{apart}{kind} = {{arXiv}}{apart}")
        message = f"{text.text.strip()[:50]!r} is no journal: state eprint = {{{found['id']}}}"
        yield item.found(f"{message}, {kind} = {{arXiv}}", text.field, change)


# ── addresses ────────────────────────────────────────────────────────────────────────────────


def url(file: File) -> Iterator[Found]:
    """Addresses that lead nowhere as they stand."""
    for _, text in _fields(file, "url"):
        value = text.text.strip()
        if wrapped := _WRAPPED.fullmatch(text.text):
            message = "styles put \\url around it themselves: leave it out"
            yield text.found(0, message, (0, len(text.text), wrapped[1]))
        elif re.match(r"www\.|[\w-]+\.[\w.-]+/", value):
            yield text.found(0, f"{value[:60]!r} lacks https://")
        elif not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", value):
            yield text.found(0, f"{value[:60]!r} is no address")
        elif len(value.split()) > 1:
            yield text.found(0, "holds a space: give one address, %20 for a space in it")


def url_doi(file: File) -> Iterator[Found]:
    """Addresses that only repeat the DOI."""
    for item, text in _fields(file, "url"):
        found = _RESOLVED.fullmatch(text.text.strip())
        stated = _ESCAPES.sub(r"\1", item.get("doi")).casefold()
        if found and stated and _ESCAPES.sub(r"\1", found["doi"]).casefold() == stated:
            yield text.found(0, "the url repeats the doi: styles that print both print it twice")


# ── dates and pages ──────────────────────────────────────────────────────────────────────────


def year(file: File) -> Iterator[Found]:
    """Years that are none."""
    for item in file.items:
        stated, date = (item.get(name)[:60].strip("{} ~") for name in ("year", "date"))
        if stated and not _YEAR.fullmatch(stated) and not (file.biblatex and _EDTF.match(stated)):
            message = f"{stated[:40]!r} is no year of four digits: labels are made of it"
            yield item.found(message, "year")
        if date and file.biblatex and not _EDTF.fullmatch(date):
            yield item.found(f"{date[:40]!r} is no date such as 2024-05-31", "date")


def month(file: File) -> Iterator[Found]:
    """Months that a style cannot spell its own way."""
    for item, text in _fields(file, "month"):
        found = _MONTH.fullmatch(text.text.strip(" {}~"))
        if found and found["number"] and file.biblatex:
            continue
        change = Change(text.at - 1, text.at + len(text.text) + 1, _macro(found)) if found else None
        macro = change.to if change else 'the macros jan to dec, as in jan # "~5"'
        message = f"{text.text.strip()[:30]!r} is printed as it stands: write {macro}"
        yield item.found(message, "month", *((change,) if change else ()))


def _macro(found: re.Match[str]) -> str:
    return MONTHS[int(found["number"]) - 1] if found["number"] else found["name"][:3].lower()


def page_range(file: File) -> Iterator[Found]:
    """Ranges of pages that run backwards or have one end, and the word pp."""
    for _, text in _fields(file, "pages"):
        if word := _PAGE_WORD.match(text.text):
            message = f"styles print {word[0].strip()!r} themselves: leave it out"
            yield text.found(0, message, (0, word.end(), ""))
        for part in re.split(r"[,;]", text.text[word.end() if word else 0 :]):
            if _OPEN.fullmatch(part) and not file.biblatex:  # which has ranges with one end
                yield text.found(0, f"{part.strip()!r} has one end: give the last page or none")
            elif (found := _RANGE.fullmatch(part)) and _backwards(found):
                yield text.found(0, f"{part.strip()!r} runs backwards")


def _backwards(found: re.Match[str]) -> bool:
    """Whether the last page comes before the first; "1234-56" is 1234 to 1256."""
    first, last = found["m"], found["n"]
    if found["a"][0].isalpha() != found["b"][0].isalpha() or len(first) > 12:
        return False
    last = first[: len(first) - len(last)] + last if len(last) < len(first) else last
    return len(last) < 12 and int(last) < int(first)


def page_dash(file: File) -> Iterator[Found]:
    """Ranges of pages with one hyphen, which some styles print as a hyphen."""
    for _, text in _fields(file, "pages"):
        at, changes = 0, []
        for part in re.split(r"([,;])", text.text):
            found = _RANGE.fullmatch(part)
            if found and found["dash"].strip() == "-" and not _backwards(found):
                changes.append((at + found.start("dash"), at + found.end("dash"), "--"))
            at += len(part)
        if changes:
            yield text.found(0, "one hyphen is no dash: write -- between pages", *changes)
