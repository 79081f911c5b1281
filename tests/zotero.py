"""What Zotero makes of a file of ours and what it writes in turn, after its own translators.

Only what our files hold: RIS.js, CSL JSON.js, BibTeX.js and CSV.js of zotero/translators, and
`itemToCSLJSON` of zotero/utilities, in their versions of 2026.
"""

import csv
import html
import io
import json
import re
from collections.abc import Callable
from typing import Any

Item = dict[str, Any]

_FROM_RIS = {
    "JOUR": "journalArticle", "CONF": "conferencePaper", "CHAP": "bookSection", "BOOK": "book",
    "THES": "thesis", "RPRT": "report", "UNPD": "manuscript", "DATA": "dataset",
    "COMP": "computerProgram", "GEN": "journalArticle",
}  # fmt: skip
_TO_RIS = {
    "journalArticle": "JOUR", "conferencePaper": "CONF", "bookSection": "CHAP", "book": "BOOK",
    "thesis": "THES", "report": "RPRT", "manuscript": "MANSCPT", "dataset": "DATA",
    "computerProgram": "COMP",
}  # fmt: skip
_CSL = {
    "journalArticle": "article-journal", "conferencePaper": "paper-conference",
    "bookSection": "chapter", "book": "book", "thesis": "thesis", "report": "report",
    "preprint": "article", "dataset": "dataset", "computerProgram": "software",
    "document": "document", "manuscript": "manuscript",
}  # fmt: skip
_BIB = {
    "journalArticle": "article", "conferencePaper": "inproceedings", "bookSection": "incollection",
    "book": "book", "thesis": "phdthesis", "report": "techreport", "manuscript": "unpublished",
}  # fmt: skip
_RIS_FIELDS = {
    "TI": "title", "AB": "abstractNote", "DO": "DOI", "UR": "url", "VL": "volume", "IS": "issue",
    "LA": "language", "PB": "publisher", "CY": "place", "ET": "edition", "T3": "series",
    "T2": "publicationTitle",
}  # fmt: skip
_TEXTS = {
    "title": "title", "container-title": "publicationTitle", "collection-title": "series",
    "publisher": "publisher", "publisher-place": "place", "page": "pages", "volume": "volume",
    "issue": "issue", "edition": "edition", "URL": "url", "DOI": "DOI", "ISBN": "ISBN",
    "ISSN": "ISSN", "note": "extra", "number": "number", "language": "language",
    "abstract": "abstractNote",
}  # fmt: skip


# ── import ───────────────────────────────────────────────────────────────────────────────────


def import_ris(text: str) -> list[Item]:
    items: list[Item] = []
    for line in text.split("\n"):
        if not (found := re.fullmatch(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*))?", line)):
            assert not line, "a value on lines of its own is joined by guesswork"
            continue
        tag, value = found[1], (found[2] or "").strip()
        if tag == "TY":
            items.append({"itemType": _FROM_RIS[value], "creators": [], "tags": [], "notes": []})
        elif tag != "ER" and value:
            _tag(items[-1], tag, value if tag in ("N1", "AB") else html.unescape(value))
    for item in items:
        if len(item["tags"]) == 1:
            item["tags"] = re.split(r"\s*(?:,\s*)+", item["tags"][0])
    return items


def _tag(item: Item, tag: str, value: str) -> None:
    if tag in ("AU", "ED"):
        family, _, given = value.partition(",")
        creator = {"lastName": family.strip(), "firstName": given.strip()}
        item["creators"].append({**creator, "type": "author" if tag == "AU" else "editor"})
    elif tag == "KW":
        item["tags"] += [word for word in re.split(r"\s*(?:;\s*)+", value) if word]
    elif tag == "N1":
        item["notes"].append(value if re.search("<[^>]+>", value) else f"<p>{value}</p>")
    elif tag in ("PY", "DA"):
        item["date"] = max(item.get("date", ""), value.strip("/").replace("/", "-"), key=len)
    elif tag == "SP":
        item["pages"] = value
    elif tag == "EP":
        item["pages"] = f"{item['pages']}-{value}"
    elif tag == "M3" and item["itemType"] == "manuscript":
        item["manuscriptType"] = value
    elif tag == "SN":
        name = "ISSN" if item["itemType"] == "journalArticle" else "ISBN"
        item.setdefault(name, value)
    elif tag == "M2":
        item["extra"] = "\n".join(filter(None, (item.get("extra"), value)))
    elif item["itemType"] == "manuscript" and tag in ("T2", "PB"):
        pass  # no field of such an item
    elif name := _RIS_FIELDS.get(tag, ""):  # ID, C3 and what it does not know are passed over
        item.setdefault(name, value)


def import_csl(text: str) -> list[Item]:
    types = {name: kind for kind, name in _CSL.items()}
    items = []
    for one in json.loads(text):
        item: Item = {"itemType": types[one["type"]], "creators": [], "tags": [], "notes": []}
        item |= {field: one[name] for name, field in _TEXTS.items() if name in one}
        for role in ("author", "editor"):
            for person in one.get(role, ()):
                names = {"lastName": person.get("family") or person.get("literal")}
                item["creators"].append(
                    {**names, "firstName": person.get("given", ""), "type": role}
                )
        if "issued" in one:
            item["date"] = "-".join(f"{part:02}" for part in one["issued"]["date-parts"][0])
        items.append(item)
    return items


# ── export ───────────────────────────────────────────────────────────────────────────────────


def export_ris(items: list[Item]) -> str:
    return "".join(f"{tag}  - {value}\r\n" for item in items for tag, value in _ris(item))


def _ris(item: Item) -> list[tuple[str, str]]:
    fields = {name: tag for tag, name in _RIS_FIELDS.items()}
    first, _, last = item.get("pages", "").partition("-")
    lines = [("TY", _TO_RIS.get(item["itemType"], "GEN"))]
    lines += [
        ("AU" if one["type"] == "author" else "A2", ", ".join(filter(None, _names(one))))
        for one in item["creators"]
    ]
    lines += [(tag, item[name]) for name, tag in fields.items() if item.get(name)]
    date = item.get("date", "").split("-")
    lines += [("PY", date[0]), ("DA", "/".join([*date, "", "", ""][:3]) + "/")] if date[0] else []
    lines += [("SP", first), ("EP", last), ("M3", item.get("manuscriptType", ""))]
    lines += [("SN", item.get("ISSN") or item.get("ISBN", ""))]
    lines += [("N1", note) for note in item["notes"]]
    lines += [("KW", tag) for tag in item["tags"]]
    return [(tag, value) for tag, value in lines if value] + [("ER", "")]


def export_csl(items: list[Item]) -> str:
    return json.dumps([_csl(i, item) for i, item in enumerate(items)], indent="\t")


def _csl(number: int, item: Item) -> Item:
    uri = f"http://zotero.org/users/1/items/AAAA{number:04}"
    made: Item = {"id": uri, "type": _CSL[item["itemType"]]}
    extra = item.get("extra", "")
    if found := re.search(r"(?:^|\n)citation key\s*:\s*([^\s]+)(?:\n|$)", extra, re.IGNORECASE):
        made["id"] = found[1]
        extra = f"{extra[: found.start()]}\n{extra[found.end() :]}".strip()
    stated = {**item, "extra": extra}
    made |= {name: stated[field] for name, field in _TEXTS.items() if stated.get(field)}
    for one in item["creators"]:
        family, given = _names(one)
        person = {"family": family, "given": given} if given else {"literal": family}
        made.setdefault(one["type"], []).append(person)
    if item.get("date"):
        made["issued"] = {"date-parts": [[int(part) for part in item["date"].split("-")]]}
    return made


def export_bibtex(items: list[Item]) -> str:
    return "\n" + "\n\n".join(_bib(i, item) for i, item in enumerate(items)) + "\n"


def _bib(number: int, item: Item) -> str:
    extra = [line for line in item.get("extra", "").split("\n") if line]
    stated = [line for line in extra if line.lower().startswith("citation key:")]
    key = stated[0].split(":")[1].strip() if stated else f"name_word_{number}"
    where = "booktitle" if item["itemType"] in ("bookSection", "conferencePaper") else "journal"
    names = {
        "title": "title", "volume": "volume", "issue": "number", "publisher": "publisher",
        "url": "url", "DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "abstractNote": "abstract",
        "language": "language", "series": "series", "edition": "edition", "place": "address",
        "publicationTitle": where,
    }  # fmt: skip
    fields = [(to, item[name]) for name, to in names.items() if item.get(name)]
    lines = [
        f"\t{name} = {{{value if name in ('url', 'doi') else _escaped(value, name)}}}"
        for name, value in fields
    ]
    for role in ("author", "editor"):
        people = [one for one in item["creators"] if one["type"] == role]
        named = " and ".join(
            f"{_escaped(one['lastName'])}, {_escaped(one['firstName'])}"
            if one["firstName"]
            else f"{{{_escaped(one['lastName'])}}}"
            for one in people
        )
        lines += [f"\t{role} = {{{named}}}"] if named else []
    if item.get("date"):
        lines.append(f"\tyear = {{{item['date'][:4]}}}")
    rest = [line for line in extra if line not in stated]
    lines += [f"\tnote = {{{_escaped(chr(10).join(rest))}}}"] if rest else []
    lines += [f"\tkeywords = {{{_escaped(', '.join(item['tags']))}}}"] if item["tags"] else []
    lines += [f"\tpages = {{{item['pages'].replace('-', '--')}}}"] if item.get("pages") else []
    lines += [f"\tannote = {{{_escaped(_text(note))}}}" for note in item["notes"]]
    return f"@{_BIB.get(item['itemType'], 'misc')}{{{key},\n" + ",\n".join(lines) + ",\n}"


def _escaped(text: str, name: str = "") -> str:
    always = {
        "|": r"{\textbar}", "<": r"{\textless}", ">": r"{\textgreater}",
        "~": r"{\textasciitilde}", "^": r"{\textasciicircum}", "\\": r"{\textbackslash}",
    }  # fmt: skip
    text = re.sub(r"[|<>~^\\]", lambda found: always[found[0]], text)
    text = re.sub(r"([#$%&_])", r"\\\1", text)
    return re.sub(r"(?<=.)\b(\w*[A-Z]\w*)", r"{\1}", text) if name == "title" else text


def export_csv(items: list[Item]) -> str:
    """With "Export notes", as `Zotero.getOption("exportNotes")`."""
    columns: dict[str, Callable[[Item], str]] = {
        "Key": lambda item: "ABCD2345",
        "Item Type": lambda item: str(item["itemType"]),
        "Publication Year": lambda item: str(item.get("date", "")[:4]),
        "Author": lambda item: _people(item, "author"),
        "Title": lambda item: str(item.get("title", "")),
        "Publication Title": lambda item: str(item.get("publicationTitle", "")),
        "DOI": lambda item: str(item.get("DOI", "")),
        "Url": lambda item: str(item.get("url", "")),
        "Abstract Note": lambda item: str(item.get("abstractNote", "")),
        "Pages": lambda item: str(item.get("pages", "")),
        "Issue": lambda item: str(item.get("issue", "")),
        "Volume": lambda item: str(item.get("volume", "")),
        "Extra": lambda item: str(item.get("extra", "")),
        "Notes": lambda item: "; ".join(item["notes"]),
        "Manual Tags": lambda item: "; ".join(item["tags"]),
        "Editor": lambda item: _people(item, "editor"),
    }
    made = io.StringIO()
    table = csv.writer(made, quoting=csv.QUOTE_ALL, lineterminator="\n")
    table.writerow(columns)
    for item in items:
        table.writerow([re.sub(r"[\r\n]+", " ", cell(item)) for cell in columns.values()])
    return "\ufeff" + made.getvalue()


def _people(item: Item, role: str) -> str:
    people = (one for one in item["creators"] if one["type"] == role)
    return "; ".join(", ".join(filter(None, _names(one))) for one in people)


def _names(creator: Item) -> tuple[str, str]:
    return creator["lastName"], creator["firstName"]


def _text(note: str) -> str:
    """The `textContent` of a note: its tags leave nothing behind."""
    return html.unescape(re.sub(r"<[^>]+>", "", note))


IMPORT: dict[str, Callable[[str], list[Item]]] = {"ris": import_ris, "csl-json": import_csl}
EXPORT: dict[str, Callable[[list[Item]], str]] = {
    "ris": export_ris, "csl-json": export_csl, "bibtex": export_bibtex, "csv": export_csv,
}  # fmt: skip
