import math

import pytest

from review.extract.features import features, look
from review.extract.keys import keys
from review.extract.linear import role_weights
from review.extract.roles import MODELLED, role_features, role_scores, roles
from review.model import Role

PLAIN = (
    "Deep networks have been widely used in recent years.",
    "However, training them remains expensive.",
    "In this paper, we propose a method that trains them by pruning.",
    "The method removes weights in each layer.",
    "Experimental results show that it outperforms baselines by 3%.",
)


def roles_of(*texts: str) -> tuple[Role, ...]:
    looks = [look(text) for text in texts]
    return roles(texts, looks, role_scores(looks))


def test_a_plain_abstract() -> None:
    found = roles_of(*PLAIN)
    assert found[0] == "background"
    assert found[-1] == "result"
    assert set(found[2:4]) <= {"objective", "method"}


def test_labels_of_a_structured_abstract_go_first() -> None:
    found = roles_of(
        "BACKGROUND: Pain is common.",
        "It hurts.",
        "OBJECTIVE: To compare two drugs.",
        "METHODS: We enrolled 200 patients.",
        "RESULTS: Drug A was better.",
        "CONCLUSION: Drug A is better.",
    )
    assert found == ("background", "background", "objective", "method", "result", "result")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The code is available at https://github.com/a/b.", "resource"),
        ("We release our code and models.", "resource"),
        ("A limitation of our work is that it is slow.", "limitation"),
        ("We acknowledge that the sample is limited.", "limitation"),
    ],
)
def test_patterns_know_what_the_model_does_not(text: str, role: Role) -> None:
    assert roles_of(*PLAIN, text)[-1] == role


def test_scores_are_log_probabilities() -> None:
    import math

    for row in role_scores([look(text) for text in PLAIN]):
        assert len(row) == len(MODELLED)
        assert sum(math.exp(value) for value in row) == pytest.approx(1, abs=0.01)


def test_features_have_no_phrase_longer_than_two_words() -> None:
    rows = role_features([look(text) for text in PLAIN])
    assert all(len(name.split()) <= 2 for row in rows for name in row)


def test_scores_are_the_softmax_of_the_summed_weights_of_the_features() -> None:
    looks = [look(text) for text in (*PLAIN, "Abstract.", "Deep deep deep deep networks?")]
    weights = role_weights()
    for names, scores in zip(role_features(looks), role_scores(looks), strict=True):
        rows = [weights["P:"], *(weights[name] for name in names if name in weights)]
        sums = [sum(column) for column in zip(*rows, strict=True)]
        whole = math.log(sum(map(math.exp, sums)))
        assert scores == pytest.approx([each - whole for each in sums], abs=0.001)


def test_no_text_can_overflow_the_summed_weights() -> None:
    rows = [row for name, row in role_weights().items() if name != "P:"]
    for place in range(4):
        most = sum(abs(row[place] - row[-1]) for row in rows)
        assert most * 100 < 2**14


def test_moves_are_seen_through_adverbs() -> None:
    assert look("We then further introduce a model.").moves == {"propose"}
    assert look("This paper studies graphs.").moves == {"study"}
    assert look("Our results are good.").moves == frozenset()
    assert look("They propose a model.").moves == frozenset()


def test_a_step_is_no_proposal() -> None:
    assert look("We leverage this dataset to train a network.").moves == {"step"}
    assert look("We build on earlier work.").moves == {"step"}


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        ("We address parsing by proposing a new algorithm.", {"study", "propose"}),
        ("This work shows that by introducing noise it learns.", {"show", "propose"}),
        ("Others address parsing by proposing rules.", set()),
    ],
)
def test_a_study_by_proposing_is_a_proposal(text: str, moves: set[str]) -> None:
    assert look(text).moves == moves


@pytest.mark.parametrize(
    ("text", "leading"),
    [
        ("This paper presents a parser.", {"lead_this"}),
        ("This allows us to parse.", {"lead_back"}),
        ("These rules are learned.", {"lead_back", "lead_these"}),
        ("We parse.", {"lead_we"}),
        ("This", {"lead_this"}),
    ],
)
def test_this_paper_is_told_from_what_leans_back(text: str, leading: set[str]) -> None:
    looks = [look(text)]
    (found,) = features("", looks, role_scores(looks))
    assert {name for name in found if name.startswith("lead_")} == leading


def test_the_proposal_goes_before_what_leans_on_it() -> None:
    texts = (
        "We present an exact search algorithm for parsing with two layers.",
        "This allows us to handle the features that occur in parsing with two layers.",
        "We leverage this algorithm to train a parser with two layers.",
    )
    looks = [look(text) for text in texts]
    scores = role_scores(looks)
    found = keys("Parsing", looks, scores, roles(texts, looks, scores))
    assert found.contribution[0] == 0


def test_title_words_help_but_the_title_is_no_sentence() -> None:
    looks = [look(text) for text in PLAIN]
    rows = features("Training by pruning", looks, role_scores(looks))
    assert rows[2]["title"] == max(row["title"] for row in rows)
    assert len(rows) == len(PLAIN)


def test_keys_of_a_plain_abstract() -> None:
    looks = [look(text) for text in PLAIN]
    scores = role_scores(looks)
    found = keys("Training by pruning", looks, scores, roles(PLAIN, looks, scores))
    assert found.contribution[0] == 2
    assert found.result[0] == 4
    assert found.problem[0] == 1
    assert found.summary[0] == 2
    assert len(set(found.summary)) == len(found.summary) <= 3


def test_labels_without_a_colon_tell_roles_too() -> None:
    found = roles_of(
        "Background Gambling harms are seldom counted.",
        "Aims To count harms, surveys were compared.",
        "Methods We asked 200 adults in two towns.",
        "Results The rates fell in both towns.",
        "Conclusions This may help towns.",
    )
    assert found == ("background", "objective", "method", "result", "result")
