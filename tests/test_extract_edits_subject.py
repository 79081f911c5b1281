import pytest

from review.extract.edits.agree import coordinated, fits_agree
from review.extract.edits.subject import fits_subject, replace_subject
from review.text.edits import replay

MARK = "[@k]"

ONE = [
    ("we introduce X.", "[@k] introduces X."),
    ("We introduce X and show Y.", "[@k] introduces X and shows Y."),
    ("We design, implement, and test X.", "[@k] designs, implements, and tests X."),
    ("We are the first to try X.", "[@k] is the first to try X."),
    ("We have shown X.", "[@k] has shown X."),
    ("We can improve X.", "[@k] can improve X."),
    ("We proposed X and tested Y.", "[@k] proposed X and tested Y."),
    ("We tested X and achieve Y.", "[@k] tested X and achieves Y."),
    ("We can reduce A and improve Y.", "[@k] can reduce A and improve Y."),
    ("We also study X.", "[@k] studies X."),
    ("We carefully study X.", "[@k] carefully studies X."),
    ("The main aims of the present study were to do X.", "[@k]'s main aims were to do X."),
    ("The aim of this study, therefore, was to do X.", "[@k]'s aim was to do X."),
    ("One aim of this study was to do X.", "One aim of [@k] was to do X."),
    ("We, for the first time, study X.", "[@k], for the first time, studies X."),
    ("This paper proposes X.", "[@k] proposes X."),
    ("The present study investigates X.", "[@k] investigates X."),
    ("Our work shows X.", "[@k] shows X."),
    ("The authors propose X.", "[@k] proposes X."),
    ("The study concludes that X.", "[@k] concludes that X."),
    ("The study found that X.", "[@k] found that X."),
    ("The aim of the article is X.", "[@k]'s aim is X."),
    ("I argue that X.", "[@k] argues that X."),
    ("By doing X, we improve Y.", "By doing X, [@k] improves Y."),
    ("We propose X to learn A and reduce B.", "[@k] proposes X to learn A and reduce B."),
    ("We propose X that helps models and trains.", "[@k] proposes X that helps models and trains."),
    ("We apply X to texts and find that Y.", "[@k] applies X to texts and finds that Y."),
    ("We propose X to learn A and show that B.", "[@k] proposes X to learn A and shows that B."),
    ("We study data and model weights.", "[@k] studies data and model weights."),
    ("We study recall and model the noise.", "[@k] studies recall and models the noise."),
    ("The goal of this paper is to try X.", "[@k]'s goal is to try X."),
]

MANY = [
    ("we introduce X.", "[@k] introduce X."),
    ("We are the first to try X.", "[@k] are the first to try X."),
    ("This paper proposes X and shows Y.", "[@k] propose X and show Y."),
    ("This paper also presents X.", "[@k] present X."),
    ("This work is concerned with X.", "[@k] are concerned with X."),
    ("This work has shown X.", "[@k] have shown X."),
    ("This paper proposes X, which improves Y.", "[@k] propose X, which improves Y."),
    ("The paper studies X.", "[@k] study X."),
    ("Unlike A, this paper studies X.", "Unlike A, [@k] study X."),
    ("I argue that X.", "[@k] argue that X."),
    ("This paper can help X.", "[@k] can help X."),
]

PEOPLE = [
    "As we know, X is hard.",
    "When we read, we move our eyes.",
    "We humans are social.",
    "We live in a noisy world.",
    "We often forget X.",
    "We thank X.",
    "We cannot see X without Y.",
    "Previously we introduced X.",
    "We recently introduced X.",
    "In previous work, we introduced X.",
    "In the previous report, we introduced X.",
    "We have access to X.",
    "We are at the start of X.",
    "Not only do we propose X.",
    "This paper is organized in parts.",
    "This study was funded by X.",
    "This work represents a step.",
    "We zorble X.",
]


def made(text: str, *, many: bool) -> str | None:
    edits = replace_subject(text, 0, MARK, many)
    return None if edits is None else replay(text, 0, len(text), edits)


@pytest.mark.parametrize(("text", "want"), ONE)
def test_one_author_takes_the_singular(text: str, want: str) -> None:
    assert made(text, many=False) == want


@pytest.mark.parametrize(("text", "want"), MANY)
def test_many_authors_take_the_plural(text: str, want: str) -> None:
    assert made(text, many=True) == want


@pytest.mark.parametrize("text", PEOPLE)
def test_people_in_general_prior_work_and_doubtful_verbs_are_refused(text: str) -> None:
    if text.startswith("We zorble"):
        assert made(text, many=False) is None
    else:
        assert made(text, many=True) is None


def test_an_uncertain_second_verb_is_refused() -> None:
    assert made("We propose X that can learn A and evaluate B.", many=False) is None
    assert made("We propose X that can learn A and evaluate B.", many=True) is not None


def test_a_sentence_of_things_has_no_subject_to_replace() -> None:
    assert replace_subject("EchoAtt improves X.", 0, MARK, many=True) == ()


@pytest.mark.parametrize("before", ["we", "We", "this paper", "The present study", "I", "our work"])
def test_the_law_on_subjects(before: str) -> None:
    assert fits_subject(before, MARK)
    assert not fits_subject(before, "Gu et al.")
    assert not fits_subject("they", MARK)


def test_the_law_on_verbs() -> None:
    assert fits_agree("introduce", "introduces")
    assert fits_agree("has", "have")
    assert not fits_agree("introduce", "proposes")
    assert not fits_agree("can", "cans")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (" data, and is fast.", " data, and are fast."),
        (" data, tests on them.", None),
        (" data, and at the same time shows X.", None),
        (" data that helps users and shows X.", None),
        (" data that helps users and improves X.", " data that helps users and improves X."),
        (" data and focuses on X.", " data and focus on X."),
        (" data, moves toward X.", None),
    ],
)
def test_further_verbs_of_one_subject(text: str, want: str | None) -> None:
    edits = coordinated(text, 0, many=True)
    assert (None if edits is None else replay(text, 0, len(text), edits)) == want


@pytest.mark.parametrize(
    "text",
    [
        "The case study we present as a baseline shows little.",
        "Tests (we run 12 of them) show gains.",
    ],
)
def test_the_work_is_no_subject_of_an_aside(text: str) -> None:
    assert replace_subject(text, 0, "[@a]", many=True) is None


@pytest.mark.parametrize(
    "text",
    ["At the same time we present a tool.", "With a new tool, we show gains.",
     "Since the method is slow and we need speed, we propose a tool."],
)  # fmt: skip
def test_a_clause_of_its_own_has_the_work_as_its_subject(text: str) -> None:
    edits = replace_subject(text, 0, "[@a]", many=True)
    assert edits is None or "subject" in [edit.op for edit in edits]


def test_the_study_that_was_presented_is_no_subject() -> None:
    assert replace_subject("The study presented here shows X.", 0, MARK, False) is None


def test_what_a_study_is_made_of_is_not_what_its_authors_do() -> None:
    assert made("This study consisted of two parts.", many=True) is None
    assert made("This survey comprised ten items.", many=True) is None
