"""The abstract of the review: what it covers, how it is ordered, and how it was made."""

from collections.abc import Iterator, Sequence

from review.model import Topic
from review.render.book import Book
from review.render.citations import MARK

MOST = 220
"""Words of an abstract, as journals allow them."""

_DESCRIPTION = 70  # words of the survey's own description that the abstract repeats
_HOW = (
    "Each work is cited with what it contributes and what it finds, in sentences of its own"
    " abstract, which are changed by recorded edits alone; tables set methods, data and reported"
    " figures side by side."
)


def abstract(book: Book) -> str:
    """Return the abstract as text, without citations and of at most `MOST` words."""
    survey = book.survey
    told = survey.description if len(survey.description.split()) <= _DESCRIPTION else ""
    counted = " ".join(_counted(book))
    fixed = " ".join(filter(None, (told.strip(), counted)))
    if not counted:
        return fixed
    room = MOST - len(f"{fixed} {_HOW}".split())
    return " ".join(filter(None, (fixed, _themes(book, room), _HOW)))


def keywords(book: Book, most: int = 8) -> tuple[str, ...]:
    """Return the themes with the most works as keywords, in the order of the taxonomy."""
    largest = sorted(_filled(book), key=lambda topic: -len(book.below[topic.id]))[:most]
    return tuple(topic.title for topic in _filled(book) if topic in largest)


def _counted(book: Book) -> Iterator[str]:
    """The sentences that count the works of the whole survey; none of them cites."""
    for paragraph in book.survey.overview[:1]:
        if not paragraph.heading:
            for quote in paragraph.quotes:
                if quote.counted and not MARK.search(quote.text):
                    yield quote.text


def _themes(book: Book, room: int) -> str:
    """A sentence that names the themes with their works, as many as there is room for."""
    named: list[str] = []
    topics = _filled(book)
    room -= len("The themes are and further ones.".split())
    for topic in topics:
        name = f"{topic.title.strip()} ({len(book.below[topic.id]):,})"
        room -= len(name.split())
        if room < 0:
            break
        named.append(name)
    if len(named) < 2:
        return ""
    rest = len(topics) - len(named)
    return f"The themes are {_joined([*named, f'{rest} more'] if rest else named)}."


def _joined(parts: Sequence[str]) -> str:
    """Return "a, b, and c"; with semicolons where a part has a comma of its own."""
    mark = "; " if any("," in part for part in parts) else ", "
    end = f"{mark}and " if len(parts) > 2 else " and "
    return mark.join(parts[:-1]) + end + parts[-1]


def _filled(book: Book) -> list[Topic]:
    """The topics at the top that hold works."""
    return [topic for topic in book.survey.taxonomy if book.below[topic.id]]
