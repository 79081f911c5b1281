"""Entry types and fields: what BibTeX's styles and biblatex demand, know and print.

Sources: btxdoc (Patashnik 1988) and the `.bst` files of the standard styles; the manual of biblatex
3.19, section 2.1. "a/b" is one or the other; biblatex reads BibTeX's names of fields too.
"""

_DATE = "date/year"
_SCHOOL = "institution/school"

CLASSIC: dict[str, tuple[str, ...]] = {
    "article": ("author", "title", "journal", "year"),
    "book": ("author/editor", "title", "publisher", "year"),
    "booklet": ("title",),
    "inbook": ("author/editor", "title", "chapter/pages", "publisher", "year"),
    "incollection": ("author", "title", "booktitle", "publisher", "year"),
    "inproceedings": ("author", "title", "booktitle", "year"),
    "conference": ("author", "title", "booktitle", "year"),
    "manual": ("title",),
    "mastersthesis": ("author", "title", "school", "year"),
    "misc": ("title/author/howpublished/note",),
    "phdthesis": ("author", "title", "school", "year"),
    "proceedings": ("title", "year"),
    "techreport": ("author", "title", "institution", "year"),
    "unpublished": ("author", "title", "note"),
}
"""What the standard styles of BibTeX warn about where it is missing."""

_ONE = ("author/editor", "title", _DATE)
_PART = ("author", "title", "booktitle", _DATE)
_EDITED = ("editor", "title", _DATE)
_THESIS = ("author", "title", _SCHOOL, _DATE)

BIBLATEX: dict[str, tuple[str, ...]] = {
    "article": ("author", "title", "journaltitle/journal", _DATE),
    "book": _ONE, "mvbook": _ONE, "inbook": _PART, "bookinbook": _PART, "suppbook": _PART,
    "booklet": _ONE, "collection": _EDITED, "mvcollection": _EDITED, "incollection": _PART,
    "suppcollection": _PART, "manual": _ONE, "misc": _ONE, "dataset": _ONE, "software": _ONE,
    "online": (*_ONE, "url/doi/eprint"), "electronic": (*_ONE, "url/doi/eprint"),
    "www": (*_ONE, "url/doi/eprint"), "patent": ("author", "title", "number", _DATE),
    "periodical": _EDITED, "suppperiodical": ("author", "title", "journaltitle/journal", _DATE),
    "proceedings": ("title", _DATE), "mvproceedings": ("title", _DATE), "inproceedings": _PART,
    "conference": _PART, "reference": _EDITED, "mvreference": _EDITED, "inreference": _PART,
    "report": ("author", "title", "type", _SCHOOL, _DATE),
    "techreport": ("author", "title", _SCHOOL, _DATE),
    "thesis": ("author", "title", "type", _SCHOOL, _DATE),
    "phdthesis": _THESIS, "mastersthesis": _THESIS, "unpublished": ("author", "title", _DATE),
    "set": (), "xdata": (), "bibnote": (), "artwork": (), "audio": (), "commentary": (),
    "image": (), "jurisdiction": (), "legislation": (), "legal": (), "letter": (), "movie": (),
    "music": (), "performance": (), "review": (), "standard": (), "video": (), "custom": (),
    **{f"custom{letter}": () for letter in "abcdef"},
}  # fmt: skip

INSTEAD = {
    "online": "misc", "electronic": "misc", "www": "misc", "webpage": "misc", "website": "misc",
    "thesis": "phdthesis", "report": "techreport", "collection": "book", "mvbook": "book",
    "mvcollection": "book", "mvproceedings": "proceedings", "reference": "book",
    "inreference": "incollection", "dataset": "misc", "software": "misc", "preprint": "misc",
    "patent": "misc", "standard": "misc", "periodical": "misc", "bookinbook": "inbook",
    "journal": "article", "bachelorsthesis": "mastersthesis", "thesis_phd": "phdthesis",
    "other": "misc", "unknown": "misc", "bookchapter": "incollection", "chapter": "incollection",
}  # fmt: skip
"""For types that the standard styles of BibTeX do not know, the one that prints the same."""

ALIASES = {
    "journal": ("journaltitle",), "year": ("date",), "school": ("institution",),
    "institution": ("school", "organization"), "publisher": ("organization",),
}  # fmt: skip
"""Fields that hold the same under a name that a classic style does not read."""

BIBLATEX_MARKS = frozenset(
    """journaltitle date eprinttype eprintclass langid maintitle eventtitle eventdate origdate
    location crossrefs xdata ids related entryset shortjournal hyphenation usera pubstate
    mvbook mvcollection collection bookinbook suppbook inreference""".split()
)
"""Types and fields that only biblatex knows."""

NAMES = ("author", "editor", "translator", "bookauthor", "editora", "editorb", "editorc")

PRINTED = frozenset(
    """author editor translator bookauthor editora title subtitle shorttitle titleaddon booktitle
    booksubtitle booktitleaddon maintitle mainsubtitle journal journaltitle journalsubtitle
    issuetitle series publisher institution organization school address location note addendum
    howpublished edition type chapter volume number pages eventtitle venue version month year
    key""".split()
)
"""Fields of text that some style prints; addresses and identifiers are verbatim."""

TITLES = ("title", "subtitle", "booktitle", "maintitle")

KNOWN = PRINTED | frozenset(
    """abstract annotation annote archiveprefix arxiv arxivid author authors crossref date day doi
    editorbtype editortype eid eprint eprintclass eprinttype file isbn issn issue keywords langid
    language lccn mrnumber owner part pmid pmcid primaryclass pubstate shortauthor shorteditor
    shortjournal sortkey sortname sorttitle sortyear timestamp url urldate url_date user xdata xref
    zblnumber afterword foreword introduction commentator annotator holder label nameaddon
    pagetotal pagination volumes options presort related ids pubmedid groups comment copyright
    publishers isbn13 numpages articleno issue_date biburl bibsource hal_id pdf editors journals
    titles webpage website priority rating read image local code slides video venue status
    acronym""".split()
)

WANTED = tuple(
    """author title journal booktitle publisher year editor school institution volume number pages
    journaltitle howpublished series edition address organization doi""".split()
)
"""Fields that a style misses where their names are misspelled."""

USEFUL: dict[str, tuple[str, ...]] = {
    "article": ("author", "year/date", "journal/journaltitle", "volume", "number", "pages", "doi"),
    "inproceedings": ("author", "year/date", "booktitle", "pages", "publisher", "doi"),
    "incollection": ("author", "year/date", "booktitle", "editor", "pages", "publisher", "doi"),
    "book": ("author/editor", "year/date", "publisher", "address/location", "isbn"),
    "misc": ("author", "year/date", "eprint/doi/url"),
}
"""What a reader of the entry looks for, whether styles demand it or not; others as misc."""
