from review.model import Entry, Excerpt, Extract, Paragraph, Quote
from review.summarize.corpus import Candidate, Member
from review.summarize.follow import following


def candidate(key: str, text: str, *, leans: bool) -> Candidate:
    found = Excerpt(text, 10, 20)
    member = Member(key, Entry(id=key), Extract(key, finding=found, leans=leans), 0)
    return Candidate(member, found, 0)


def works(*quotes: Quote) -> tuple[Paragraph, ...]:
    return (Paragraph("works", quotes),)


def test_a_leaning_finding_stands_right_behind_the_citation_of_its_work() -> None:
    written = works(Quote("Two works.", counted=True), Quote("A does.", "a"), Quote("B does.", "b"))
    found = [candidate("a", "The method wins.", leans=True), candidate("b", "B wins.", leans=False)]
    paragraphs, others = following(written, found)
    texts = [quote.text for quote in paragraphs[0].quotes]
    assert texts == ["Two works.", "A does.", "The method wins.", "B does."]
    assert [each.quote.text for each in others] == ["B wins."]


def test_a_leaning_finding_without_its_citation_is_left_out() -> None:
    paragraphs, others = following(
        works(Quote("A does.", "a")), [candidate("b", "The method wins.", leans=True)]
    )
    assert paragraphs == works(Quote("A does.", "a"))
    assert others == []


def test_without_leaning_findings_nothing_changes() -> None:
    written = works(Quote("A does.", "a"))
    found = [candidate("a", "A wins.", leans=False)]
    assert following(written, found) == (written, found)
