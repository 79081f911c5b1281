import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.model import Entry, Extract, Quote
from review.summarize import summarize
from review.text.edits import replay
from tests.summarize_world import abstracts, apart, several, work


def length(quotes: tuple[Quote, ...]) -> int:
    return sum(len(quote.text.split()) for quote in quotes)


@pytest.mark.parametrize("words", [0, 15, 40, 100, 1000])
def test_the_budget_is_kept(words: int) -> None:
    assert length(summarize(*apart(several(12)), words)) <= words


def test_more_words_tell_of_more_works() -> None:
    works = several(30)
    cited = [len({q.paper for q in summarize(*apart(works), words)}) for words in (30, 100, 2000)]
    assert cited == sorted(cited)
    assert cited[-1] == 30


def test_every_sentence_replays_and_is_cited() -> None:
    works = several(8)
    texts = abstracts(works)
    for quote in summarize(*apart(works), 200):
        assert replay(texts[quote.paper], quote.start, quote.end, quote.edits) == quote.text
        assert f"[@{quote.paper}]" in quote.text


def test_a_definition_opens_the_section() -> None:
    works = several(6)
    first = summarize(*apart(works), 200)[0]
    assert first.text.startswith("Research on parsing is a task")


def test_novelty_counts() -> None:
    """Of twins and one on another matter, the second sentence is the other one."""
    twins = [
        work(key, "Deep parsing", citation="We propose deep parsing of old trees.") for key in "ab"
    ]
    other = work("c", "Deep parsing", citation="We study the speed of deep parsing on phones.")
    quotes = summarize(*apart([*twins, other]), 20)
    assert "c" in [quote.paper for quote in quotes]


def test_numbers_as_ids_become_text() -> None:
    extract = work("7", "Parsing", citation="We propose parsing of trees.")[1]
    entry = Entry(id=7, title="Parsing", abstract="We propose parsing of trees.")
    (quote,) = summarize([entry], [extract], 50)
    assert quote.paper == "7"


def test_the_order_of_the_input_does_not_matter() -> None:
    works = several(15)
    expected = summarize(*apart(works), 120)
    random.Random(4).shuffle(works)
    assert summarize(*apart(works), 120) == expected


def test_two_entries_with_one_id_are_one() -> None:
    one = work("a", "Parsing", citation="We propose parsing of trees.")
    other = work("a", "Weather", citation="We look at clouds all day long.")
    expected = summarize(*apart([one, other]), 50)
    assert len(expected) == 1
    assert summarize(*apart([other, one]), 50) == expected
    assert expected[0].text == "[@a] propose parsing of trees."


def test_nothing_to_say() -> None:
    assert summarize((), (), 100) == ()
    assert summarize([Entry(id="a", title="T")], [Extract("a")], 100) == ()


@settings(deadline=None, max_examples=25)
@given(st.lists(st.text(max_size=60), max_size=6), st.integers(0, 120))
def test_any_text_is_summarised_within_its_budget(texts: list[str], words: int) -> None:
    works = [work(f"k{i}", text, citation=text + ".") for i, text in enumerate(texts)]
    assert length(summarize(*apart(works), words)) <= words
