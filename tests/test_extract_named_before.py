"""What a work does may not be told of a thing that only the sentences before describe."""

import pytest

from review.extract import extract
from review.extract.anchor import loose, named_before, plain_quote
from review.extract.citation import Source, cite, quoted
from review.model import Author, Entry
from review.text.spans import sentence_spans


def source(abstract: str, name: str | None = None) -> Source:
    return Source(abstract, sentence_spans(abstract), "k", True, "[@k]", name)


def last(abstract: str, name: str | None = None) -> bool:
    given = source(abstract, name)
    made = cite(given, len(given.spans) - 1)
    assert made is not None
    return named_before(given, made)


@pytest.mark.parametrize(
    "text",
    [
        "Our agent system includes a discovery mechanism at startup.",
        "Our benchmark has twelve tasks from four hospitals.",
        "Our near-optimal guarantee holds for any dataset with bounded residuals.",
        "Our software is an order of magnitude faster than older solvers.",
        "Our questionnaire covers income, schooling and health.",
        "Our theory predicts a matching of dendrites and synapses.",
        "Simulation results are presented @.",
        "We can tell vortices from waves in a trap.",
        "Experiments with four patients were carried out in a clinic.",
    ],
)
def test_a_thing_of_the_work_that_nothing_explains_was_named_before(text: str) -> None:
    assert last(text)


@pytest.mark.parametrize(
    "text",
    [
        "Our main aim is to lower the dose of insulin in children.",
        "Our analyses of household panels show that rents follow wages.",
        "Our results imply that vortices decay in narrow traps.",
        "Our benchmark for protein folding has twelve tasks.",
        "Our sampler Zigzag mixes faster than random walks do.",
        "Our solution is a sampler that never rejects a move.",
        "Experimental results are reported that show how vortices decay.",
        "We present a sampler for lattices.",
    ],
)
def test_what_every_work_has_and_what_is_explained_was_not(text: str) -> None:
    assert not last(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Zigzag outperforms random walks on all lattices.", True),
        ("Zigzag contains two samplers and a test.", True),
        ("Zigzag is a sampler for lattices.", False),
        ("Zigzag, a sampler for lattices, never rejects a move.", False),
    ],
)
def test_a_name_is_known_once_it_is_said_what_it_names(text: str, named: bool) -> None:
    assert last(f"We propose Zigzag for physics. {text}", "Zigzag") is named
    assert not last(text, "Zigzag")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We show through experiments how they fold into a ring.", 1),
        ("We propose understanding it by a simple game of two voters.", 1),
        ("A similar concept, called a template, is used for animals.", 1),
        ("To join the strengths of both devices, we build a chair and a crutch.", 1),
        ("In the past, we have built a template of a hand for surgeons.", 1),
        ("We use three registers of births for the purpose and study each.", 1),
        ("We use three registers for the purpose of a census.", 0),
        ("We propose a rule to further improve the accuracy by a test.", 1),
        ("We propose a rule to further improve the accuracy of a test.", 0),
        ("We stress the need and propose a poll of nurses in wards.", 1),
        ("We stress the need for a poll of nurses in wards.", 0),
        ("We show that words of nurses similarly hold a bias.", 1),
        ("A template similar to those of animals is used here for robots.", 0),
        ("We show how children fold paper into a ring.", 0),
    ],
)
def test_what_points_to_a_sentence_before_is_loose(text: str, count: int) -> None:
    given = source(text)
    made = cite(given, 0)
    assert made is None or loose(given, made) == count


def test_a_quotation_may_not_point_after_in_this_paper() -> None:
    given = source("In this paper, we propose understanding it by a game of voters.")
    assert not plain_quote(given, quoted(given, 0))
    given = source("In this paper, we propose understanding polls by a game of voters.")
    assert plain_quote(given, quoted(given, 0))


@pytest.mark.parametrize(
    "text",
    [
        "We learn such (often unknown) habits of voters by a game.",
        "We count the voters, and nd that a small number decides the poll.",
        "We train a lens for the classication of stars by their light.",
    ],
)
def test_what_points_back_in_brackets_or_has_lost_letters_is_not_cited(text: str) -> None:
    assert cite(source(text), 0) is None


def test_a_quotation_of_former_work_does_not_stand_alone() -> None:
    given = source("Previously, we have built some robots that fly.")
    assert not plain_quote(given, quoted(given, 0))


def entry(abstract: str) -> Entry:
    return Entry(id="k", title="T", authors=(Author("Ann Lee"),), year=2024, abstract=abstract)


def test_a_step_is_not_what_an_impersonal_work_does() -> None:
    found = extract(
        entry(
            "Falls of older people are frequent. Pose estimation is performed in two steps. "
            "A novel sensor that detects falls at home is presented."
        ),
        "k",
    )
    assert found.stands
    assert found.citation is not None
    assert found.citation.text == "A novel sensor that detects falls at home is presented [@k]."


def test_what_was_found_is_no_step() -> None:
    found = extract(
        entry(
            "Wells are dug by hand. Pumps are placed in two steps. Through utilizing a cost "
            "function to evaluate various strategies for a wide range of wells, it is found that "
            "a spiral strategy is optimal for sandy villages."
        ),
        "k",
    )
    assert found.stands


def test_a_finding_tells_what_an_impersonal_work_does() -> None:
    found = extract(
        entry(
            "Falls of older people are frequent. Exercise reduced the rate of falls by 21% among "
            "people of seventy years and older, compared with usual care."
        ),
        "k",
    )
    assert found.stands
    assert found.citation is not None
    assert found.citation.text.startswith("Exercise reduced the rate of falls")
