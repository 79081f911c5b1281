import pytest
from hypothesis import given as example
from hypothesis import strategies as st

from review.extract.given import Definite, definites, given, own
from review.extract.unspelt import coined

POINTING = [
    ("@ validate the approach on four tasks.", "", "approach"),
    ("@ show that our method outperforms all others.", "", "method"),
    ("@ found that trees are cases of our general model.", "", "general model"),
    ("@ apply the skills framework to text.", "A skills framework.", "skills framework"),
    ("@ train a parser on the labeled dataset.", "", "labeled dataset"),
    ("@ mitigate the forgetting issues.", "", "forgetting issues"),
    ("@ show that the curriculum increases speed.", "A curriculum.", "curriculum"),
    ("The alignment process helps @.", "By alignment we mean more.", "alignment process"),
    ("@ run the method on a benchmark of code.", "", "method"),
    ("@ see the implementation of the proposed enhancements.", "", "proposed enhancements"),
    ("The study concludes that trees help @.", "", "study"),
    ("@ sort the apples.", "An apple is fruit.", "apples"),
    ("The system consists of a lens and a laser @.", "", "system"),
    ("Simulation results are presented to validate the theory @.", "", "theory"),
    ("@ present experiments that show that the approach outperforms trees.", "", "approach"),
    ("@ confirm the utility of the implemented concepts.", "", "implemented concepts"),
    ("@ survey the previously treated patients.", "Patients.", "previously treated patients"),
    ("To make up the defect, @ propose a lens.", "", "defect"),
    ("To reach the different poses, @ propose a quiz.", "", "different poses"),
    ("Unlike earlier models, the proposed model learns tides.", "", "proposed model"),
    ("@ propose a lens for the cooled ion trap.", "We use a cooled ion trap.", "cooled ion trap"),
    ("@ propose a rule for the tumour scoring system.", "Tumour scores.", "tumour scoring system"),
    ("@ introduce a scene by the proposed descriptor.", "", "proposed descriptor"),
    ("@ design an architecture for the teacher networks.", "", "teacher networks"),
]
STANDING = [
    ("@ propose a parser and evaluate the method.", ""),
    ("@ study the problem of parsing.", "Parsing is a problem."),
    ("@ improve the accuracy and the speed.", "Accuracy and speed matter."),
    ("@ collect a corpus and release the data.", "Data are rare."),
    ("@ compare the ImageNet models.", "Models abound."),
    ("@ compare the model called Gromit.", ""),
    ("@ show that Gromit beats all, and that the method is fast.", ""),
    ("@ find trees to be cases of the general model.", ""),
    ("@ state our main results.", "Results matter."),
    ("@ analyze the loss landscape of parsers.", ""),
    ("@ read the cookies.", "Parsers are old."),
    ("@ parse trees.", "The trees."),
    ("@ propose an architecture and train the network.", ""),
    ("@ collect samples of blood and freeze the collected samples.", "Samples are rare."),
    ("@ treat patients and survey the treated patients.", "Patients."),
    ("To reach the people of two cities, @ propose a quiz.", ""),
    ("@ build a cooled ion trap and a lens for the ion trap.", "We use a cooled ion trap."),
    ("@ present a comparison of lenses.", ""),
    ("Inspired by the recently proposed copy mechanism, @ study children.", "Copy."),
    ("@ read a street scene without a guess of the underlying scene layout.", "Streets."),
    ("@ propose a score and build the tumour scoring system.", "Tumours."),
    ("@ propose a tumour test and mend the tumour scoring system.", "Tumours."),
    ("", ""),
]


@pytest.mark.parametrize(("text", "before", "phrase"), POINTING)
def test_a_definite_phrase_without_its_mention_points_back(
    text: str, before: str, phrase: str
) -> None:
    assert [" ".join(each.words) for each in given(text, before, "Gromit")] == [phrase]


@pytest.mark.parametrize(("text", "before"), STANDING)
def test_a_phrase_that_explains_itself_points_nowhere(text: str, before: str) -> None:
    assert given(text, before, "Gromit") == ()


def test_definite_phrases_end_before_the_verb() -> None:
    found = list(definites("The method results in trees, and our new parser clearly wins."))
    assert found == [
        Definite(0, ("method",), "results"),
        Definite(33, ("new", "parser"), "clearly", ours=True),
    ]


@example(st.text(), st.text())
def test_any_text_is_read_and_every_phrase_stands_in_it(text: str, before: str) -> None:
    words = text.split()
    for phrase in given(f"the {text}", before, None):
        assert all(any(part in word for word in ["the", *words]) for part in phrase.words)


@pytest.mark.parametrize(
    ("text", "owned"),
    [
        ("@ show that our method wins.", True),
        ("@ show that our new parsing method wins.", True),
        ("@ show that the method wins.", True),
        ("@ show that the proposed parsing method wins.", True),
        ("@ show that the parsing method wins.", False),
        ("@ show that the problem is hard.", False),
        ("@ show that our findings are true.", False),
    ],
)
def test_what_the_paper_proposes_is_told_from_what_it_studies(text: str, owned: bool) -> None:
    assert [own(phrase) for phrase in given(text, "", None)] == [owned]


@pytest.mark.parametrize(
    ("text", "before", "known"),
    [
        ("@ test RS2 on images.", "We propose RS2, a sampler.", True),
        ("@ train SORMs on text.", "We train stepwise models (SORMs).", True),
        ("@ test random sampling (RS2).", "We propose RS2, a sampler.", False),
        ("@ test Gromit-X on images.", "We propose Gromit-X, a dog.", False),
        ("@ test BERT on images.", "Models such as BERT are large.", False),
        ("@ test a model on images.", "We propose RS2, a sampler.", False),
    ],
)
def test_a_name_coined_before_is_told_from_one_the_field_knows(
    text: str, before: str, known: bool
) -> None:
    assert coined(text, before, {"Gromit-X"}) is known
