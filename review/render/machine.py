"""What machines read in the head of a page: Highwire Press tags and schema.org's JSON-LD.

Reference managers and search engines for papers read the tags (Google Scholar, "Inclusion
Guidelines for Webmasters"; Zotero, translator "Embedded Metadata"); both are facts of the work,
none is made up for the page.
"""

from collections.abc import Iterator

from review.model import Author, Json, Paper, Survey
from review.render.bibtex import published
from review.render.markdown import address
from review.text.markup import clean
from review.text.titles import shown

_VENUES = {
    "article": "citation_journal_title",
    "inproceedings": "citation_conference_title",
    "incollection": "citation_book_title",
    "phdthesis": "citation_dissertation_institution",
    "techreport": "citation_technical_report_institution",
}
_PARTS = {
    "volume": "citation_volume",
    "number": "citation_issue",
    "publisher": "citation_publisher",
}

Tag = tuple[str, str]


def tags(paper: Paper) -> list[Json]:
    """Return the Highwire tags of a work as pairs of name and content, authors in their order."""
    return [[name, content] for name, content in _tags(paper) if content]


def _tags(paper: Paper) -> Iterator[Tag]:
    made = published(paper)
    said = dict(made.fields) if made else {}
    yield "citation_title", shown(paper.title)
    for author in paper.authors:
        yield "citation_author", _inverted(author)
    yield "citation_publication_date", said.get("year") or str(paper.year or "")
    if made:
        name = said.get("journal") or said.get("booktitle") or said.get("school", "")
        yield _VENUES.get(made.kind, "citation_inbook_title"), name
    for name, tag in _PARTS.items():
        yield tag, said.get(name, "")
    first, _, last = said.get("pages", "").partition("--")
    yield "citation_firstpage", first
    yield "citation_lastpage", last
    yield "citation_doi", paper.doi
    yield "citation_arxiv_id", paper.arxiv
    yield "citation_pmid", paper.detail("pmid")
    yield "citation_public_url", _address(paper)


def _inverted(author: Author) -> str:
    """Return "Family, Given"; a collective, which has no given name, as it is."""
    family, given = clean(author.family), clean(author.given)
    return f"{family}, {given}" if given else family


def _address(paper: Paper) -> str:
    return address(paper.url).replace("&#38;", "&") if paper.url else ""


def schema(paper: Paper) -> dict[str, Json]:
    """Return the work as schema.org's ScholarlyArticle."""
    made = published(paper)
    said = dict(made.fields) if made else {}
    authors: list[Json] = [
        {"@type": "Person", "familyName": clean(a.family), "givenName": clean(a.given)}
        if a.given
        else {"@type": "Organization", "name": clean(a.family)}
        for a in paper.authors
    ]
    fields: dict[str, Json] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "name": shown(paper.title),
        "author": authors,
        "datePublished": said.get("year") or str(paper.year or ""),
        "isPartOf": said.get("journal") or said.get("booktitle") or "",
        "identifier": f"https://doi.org/{paper.doi}" if paper.doi else "",
        "sameAs": _address(paper),
    }
    return {name: value for name, value in fields.items() if value}


def survey_tags(survey: Survey) -> list[Json]:
    """Return the Highwire tags of the survey itself, from what a person stated."""
    found: list[Tag] = [("citation_title", survey.title)]
    found += (("citation_author", name) for name in survey.authors)
    found.append(("citation_publication_date", survey.date.replace("-", "/")))
    return [[name, content] for name, content in found if content]
