from dataclasses import replace

from review.model import Edit, Extract, Paper, Paragraph, Quote
from review.summarize import sections
from review.summarize.acronyms import expanded_once, meaning, quotes_expanded_once, singular
from review.summarize.corpus import Member
from review.text.edits import excerpt, replay
from tests.summarize_world import PARSING, apart, file_all


def speaking(key: str, short: str, long: str) -> Member:
    """Return a work that says "We parse with SHORT." and gives the long form elsewhere."""
    abstract = f"A {long} ({short}) is deep. We parse with {short} well."
    start = abstract.index("We parse")
    place = abstract.rindex(short)
    citation = excerpt(
        abstract,
        start,
        len(abstract),
        [
            Edit("subject", start, start + 2, f"[@{key}]"),
            Edit("expand", place, place + len(short), f"{long} ({short})"),
        ],
    )
    paper = Paper(id=key, key=key, title=f"Parsing {key}", abstract=abstract)
    return Member(key, paper, Extract(key, citation=citation, acronyms=((short, long),)), 0)


def told(*members: Member) -> list[str]:
    quotes = []
    for member in members:
        said = member.extract.citation
        assert said is not None
        quotes.append(Quote(said.text, member.key, said.start, said.end, said.edits))
    known = {member.key: member for member in members}
    once = quotes_expanded_once(quotes, known)
    for quote in once:
        abstract = known[quote.paper].entry.abstract
        assert replay(abstract, quote.start, quote.end, quote.edits) == quote.text
    return [quote.text for quote in once]


def test_a_long_form_is_given_at_first_use_only() -> None:
    assert told(
        speaking("aa", "TBN", "tree bank net"),
        speaking("bb", "TBN", "tree bank net"),
    ) == ["[@aa] parse with tree bank net (TBN) well.", "[@bb] parse with TBN well."]


def test_spellings_and_plurals_of_one_form_are_one() -> None:
    texts = told(
        speaking("aa", "TBNs", "Tree-Bank Nets"),
        speaking("bb", "TBN", "tree bank net"),
    )
    assert texts[1] == "[@bb] parse with TBN well."


def test_another_meaning_is_spelt_out_again() -> None:
    texts = told(
        speaking("aa", "EM", "episodic memory"),
        speaking("bb", "EM", "expectation maximization"),
        speaking("cc", "EM", "episodic memory"),
    )
    assert all("(EM)" in text for text in texts)


def test_a_sentence_that_introduces_the_form_itself_counts() -> None:
    first = speaking("aa", "TBN", "tree bank net")
    whole = excerpt(first.entry.abstract, 0, first.entry.abstract.index(" We"))
    second = speaking("bb", "TBN", "tree bank net")
    said = second.extract.citation
    assert said is not None
    quotes = [
        Quote(whole.text, "aa", whole.start, whole.end),
        Quote(said.text, "bb", said.start, said.end, said.edits),
    ]
    once = quotes_expanded_once(quotes, {"aa": first, "bb": second})
    assert once[1].text == "[@bb] parse with TBN well."


def test_counted_sentences_and_other_edits_stay() -> None:
    counted = Paragraph("works", (Quote("Two works.", counted=True),), "Trees")
    assert expanded_once([counted], {}) == (counted,)


def test_sections_expand_once() -> None:
    members = [speaking(key, "TBN", "tree bank net") for key in ("aa", "bb", "cc")]
    works = [
        (replace(paper, year=2020), member.extract)
        for member in members
        for paper in [member.entry]
        if isinstance(paper, Paper)
    ]
    (section,) = sections(*apart(works), (PARSING,), file_all(works, "parsing"))
    text = " ".join(quote.text for part in section.paragraphs for quote in part.quotes)
    assert text.count("tree bank net (TBN)") == 1
    assert text.count("TBN") == 3


def test_meanings() -> None:
    assert meaning("Large-Language Models") == meaning("large language model")
    assert meaning("mass") == "mass"
    assert singular("llms") == "llm"
    assert singular("ss") == "ss"
