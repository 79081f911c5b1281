import pytest

from review.extract.edits.lead import (
    drop_asides,
    drop_label,
    drop_lead,
    drop_owner,
    drop_reason,
    drop_second,
    fits,
)
from review.text.edits import replay

DROPPED = [
    ("However, results differ.", "results differ."),
    ("Specifically, in this paper, we introduce X.", "we introduce X."),
    ("In this work we introduce X.", "we introduce X."),
    ("To address these challenges, we introduce X.", "we introduce X."),
    ("To address this, X is used.", "X is used."),
    ("To alleviate above problem, X is used.", "X is used."),
    ("To this end, we build X.", "we build X."),
    ("To this end we build X.", "we build X."),
    ("To benchmark this problem, we label X.", "we label X."),
    ("Towards this goal, we label X.", "we label X."),
    ("Based on these insights, we train X.", "we train X."),
    ("Based on this observation we train X.", "we train X."),
    ("Motivated by these key findings, we train X.", "we train X."),
    ("In light of this, we train X.", "we train X."),
    ("Therefore, to tackle this issue, we train X.", "we train X."),
    ("Thus we train X.", "we train X."),
    ("First, we train X.", "we train X."),
    ("As an alternative, we train X.", "we train X."),
    ("In the following we train X.", "we train X."),
    ("1) We train X.", "We train X."),
    ("(ii) We train X.", "We train X."),
    ("OBJECTIVE: To assess X.", "To assess X."),
    ("Methods: We assess X.", "We assess X."),
    ("CONCLUSIONS We assess X.", "We assess X."),
    ("Finally, extensive experiments show X.", "extensive experiments show X."),
    ("For instance, CLEAR reduces X.", "CLEAR reduces X."),
]

KEPT = [
    "When trained on X, we see Y.",
    "If this holds, we see Y.",
    "Under this assumption, we see Y.",
    "Given these results, we see Y.",
    "Assuming this, we see Y.",
    "For this purpose, we see Y.",
    "On this basis, we see Y.",
    "With this in mind, we see Y.",
    "To improve on X under noise, we see Y.",
    "Without this, we see Y.",
    "Unlike these methods, we see Y.",
    "Except this, we see Y.",
    "Although this works, we see Y.",
    "By doing so, we see Y.",
    "Using this insight, we see Y.",
    "To improve accuracy without X, we see Y.",
    "To address this problem without labels, we see Y.",
    "To solve this under noise, we see Y.",
    "To address not only this issue, we see Y.",
    "To solve this for 3 tasks, we see Y.",
    "Based on these two insights, we see Y.",
    "To tackle this 2D problem, we see Y.",
    "In only this work, we see Y.",
    "Last but not least, we see Y.",
    "Recently, we see Y.",
    "In practice, we see Y.",
    "Empirically, we see Y.",
    "In contrast, we see Y.",
    "Instead, we see Y.",
]


@pytest.mark.parametrize(("text", "rest"), DROPPED)
def test_leads_that_claim_nothing_go(text: str, rest: str) -> None:
    edits, start = drop_lead(text)
    assert text[start:] == rest
    assert "".join(text[edit.start : edit.end] for edit in edits) == text[:start]
    assert all(fits(text, edit.start, edit.end) and edit.to == "" for edit in edits)


@pytest.mark.parametrize("text", KEPT)
def test_conditions_scopes_contrasts_and_purposes_stay(text: str) -> None:
    assert drop_lead(text) == ([], 0)


@pytest.mark.parametrize("text", KEPT)
def test_the_law_knows_what_stays(text: str) -> None:
    assert not fits(text, 0, text.index(",") + 2)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("We propose in this paper a method.", "We propose a method."),
        ("X is proposed in this paper.", "X is proposed."),
        ("We, in this work, propose X.", "We propose X."),
        ("Moved by X, in this study, we do Y.", "Moved by X, we do Y."),
        ("We in this paper propose X.", "We propose X."),
        ("X is newly proposed in this paper.", "X is newly proposed in this paper."),
        (
            "We test X, a metric introduced in this paper.",
            "We test X, a metric introduced in this paper.",
        ),
        ("The method of this paper is X.", "The method of this paper is X."),
    ],
)
def test_asides_go_with_the_commas_that_are_theirs(text: str, rest: str) -> None:
    edits = drop_asides(text, 0)
    assert replay(text, 0, len(text), edits) == rest
    assert all(fits(text, edit.start, edit.end) for edit in edits)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("We also show X.", "We show X."),
        ("We therefore show X.", "We show X."),
        ("We, therefore, show X.", "We show X."),
        ("We first show X.", "We first show X."),
        ("We only show X.", "We only show X."),
    ],
)
def test_a_connective_right_after_the_subject_goes(text: str, rest: str) -> None:
    edit = drop_second(text, 2)
    assert replay(text, 0, len(text), [edit] if edit else []) == rest
    assert edit is None or fits(text, edit.start, edit.end)


def test_an_aside_after_and_takes_both_its_commas() -> None:
    text = "X is cheap, and, in this paper, we extend it."
    edits = drop_asides(text, 0)
    assert replay(text, 0, len(text), edits) == "X is cheap, and we extend it."
    assert all(fits(text, edit.start, edit.end) for edit in edits)


REASONS = (
    "To improve the accuracy of X, ",
    "In order to capture the interactions, ",
    "Based on the structure of the experts, ",
    "Motivated by the former finding, ",
)


@pytest.mark.parametrize("reason", REASONS)
def test_a_purpose_or_a_ground_is_dropped_only_on_demand(reason: str) -> None:
    text = f"{reason}we see Y."
    assert drop_lead(text) == ([], 0)
    edit = drop_reason(text, 0)
    assert edit is not None
    assert (edit.start, edit.end, edit.to) == (0, len(reason), "")
    assert fits(text, 0, len(reason))


@pytest.mark.parametrize(
    "text",
    [
        "To improve X only on Y, we see Z.",
        "To improve X when Y holds, we see Z.",
        "To improve X by 3 points, we see Z.",
        "To improve X, Y and Z, we see A.",
        "To improve X, the model sees Y.",
        "Based on the fact that it does not hold, we see Y.",
    ],
)
def test_a_reason_that_limits_or_stands_before_others_stays(text: str) -> None:
    assert drop_reason(text, 0) is None
    assert not fits(text, 0, text.index(", ") + 2)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Results The rates fell.", "The rates fell."),
        ("Aims To assess harm, rates were compared.", "To assess harm, rates were compared."),
        ("Methods Here we present a case.", "we present a case."),
        ("Results Key factors were identified.", "Key factors were identified."),
        ("Background and aims Gambling is common.", "Gambling is common."),
        ("Conclusions Greater care is needed.", "Greater care is needed."),
        ("Conclusions Holistic, wide care is needed.", "Holistic, wide care is needed."),
        ("Conclusion Greater precision and care matter.", "Greater precision and care matter."),
        ("Design and Methods: Three forums are described.", "Three forums are described."),
        ("Methods and data: The data are letters.", "The data are letters."),
        ("Setting, participants and measures: Adults took part.", "Adults took part."),
        ("Recent Findings: Harms last.", "Harms last."),
        ("Results:We saw it.", "We saw it."),
        ("Methods Engineering is a craft.", "Methods Engineering is a craft."),
        ("Results Framework was adopted by all.", "Results Framework was adopted by all."),
        ("Background noise is high.", "Background noise is high."),
        ("Objective Structured Clinical Examination is used.",
         "Objective Structured Clinical Examination is used."),
        ("Background Subtraction is a task.", "Background Subtraction is a task."),
        ("Data: The set is large.", "The set is large."),
    ],
)  # fmt: skip
def test_labels_of_a_structured_abstract_go(text: str, rest: str) -> None:
    edits, start = drop_lead(text)
    assert text[start:] == rest
    assert all(fits(text, edit.start, edit.end) for edit in edits)


def test_a_label_alone_is_dropped_without_the_connective_after_it() -> None:
    edits, start = drop_label("AIMS: However, we know little.")
    assert start == 6
    assert replay("AIMS: However, we know little.", 0, 30, edits) == "However, we know little."
    assert drop_label("However, we know little.") == ([], 0)


@pytest.mark.parametrize("owner", ["this study", "the present study", "our work", "the article"])
def test_whose_aim_it_is_goes_where_the_citation_says_so(owner: str) -> None:
    text = f"The aim of {owner}, therefore, was to measure."
    edit = drop_owner(text, 7)
    assert edit is not None
    assert text[: edit.start] + text[edit.end :] == "The aim, therefore, was to measure."
    assert fits(text, edit.start, edit.end)


def test_what_else_has_an_owner_stays() -> None:
    assert drop_owner("The aim of the state was to tax.", 7) is None
    assert drop_owner("The results of this study show it.", 11) is None
    assert not fits("The results of this study show it.", 11, 25)
