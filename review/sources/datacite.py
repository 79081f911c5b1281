"""Works of DataCite (metadata schema 4) as items of CSL-JSON."""

from review.model import Json
from review.sources.nested import Object, at, list_at, text_at

MARKS = ('"creators"', '"publicationYear"')
_TYPES = {
    "JournalArticle": "article-journal", "ConferencePaper": "paper-conference",
    "BookChapter": "chapter", "Book": "book", "ConferenceProceeding": "proceedings",
    "Dissertation": "thesis", "Report": "report", "Preprint": "article", "Dataset": "dataset",
    "Software": "software", "Text": "document",
}  # fmt: skip
_READ = frozenset(
    "titles creators publicationYear descriptions types container doi url publisher contributors "
    "dates language subjects".split()
)


def fits(value: Object) -> bool:
    """Return whether an object is a work of DataCite, bare or with its `attributes`."""
    work = _work(value)
    return "titles" in work and ("creators" in work or "publicationYear" in work)


def translated(value: Object) -> Object:
    """Return the work as an item of CSL-JSON; members that it has no name for stay."""
    work = _work(value)
    item: Object = {name: found for name, found in work.items() if name not in _READ}
    titles = {
        text_at(title, "titleType"): text_at(title, "title") for title in list_at(work, "titles")
    }
    stated = at(work, "types", "resourceTypeGeneral")
    item |= {
        "id": value.get("id") or work.get("id"),
        "type": _TYPES.get(str(stated), stated) or at(work, "types", "citeproc"),
        "title": titles.get("") or next(iter(titles.values()), ""),
        "author": [_person(one) for one in list_at(work, "creators")],
        "editor": [
            _person(one)
            for one in list_at(work, "contributors")
            if text_at(one, "contributorType") == "Editor"
        ],
        "issued": _issued(work),
        "abstract": _abstract(work),
        "container-title": at(work, "container", "title"),
        "volume": at(work, "container", "volume"),
        "issue": at(work, "container", "issue"),
        "page": _page(work),
        "DOI": work.get("doi"),
        "URL": work.get("url"),
        "publisher": at(work, "publisher", "name") or work.get("publisher"),
        "language": work.get("language"),
        "keyword": [text_at(subject, "subject") for subject in list_at(work, "subjects")],
    }
    return item


def _work(value: Object) -> Object:
    attributes = value.get("attributes")
    return attributes if isinstance(attributes, dict) else value


def _person(creator: Json) -> Json:
    family, given = text_at(creator, "familyName"), text_at(creator, "givenName")
    if family:
        return {"family": family, "given": given}
    name = text_at(creator, "name")
    collective = text_at(creator, "nameType") == "Organizational"
    return {"literal": name} if collective else name


def _issued(work: Object) -> str:
    """Return the date on which the work was issued, else its year."""
    dates = {text_at(one, "dateType"): text_at(one, "date") for one in list_at(work, "dates")}
    year = text_at(work, "publicationYear")
    issued = dates.get("Issued", "")
    return issued if issued.startswith(year) and issued else year


def _abstract(work: Object) -> Json:
    found = list_at(work, "descriptions")
    stated = [one for one in found if text_at(one, "descriptionType") == "Abstract"]
    return at(stated[0], "description") if stated else None


def _page(work: Object) -> str:
    ends = (text_at(work, "container", "firstPage"), text_at(work, "container", "lastPage"))
    return "-".join(filter(None, ends))
