"""Papers that were filed before: what keeps them where they are, and what moves them."""

import sys
from dataclasses import replace

import numpy as np
import pytest

from review.classify import Past, classify
from review.classify.decision import HOLD, STAY, THIN, decide
from review.classify.evidence import weigh_evidence
from review.model import UNPLACED, Entry, Topic

TREE = (
    Topic("rivers", "Rivers", "Water that flows to the sea, its banks and floods."),
    Topic("lakes", "Lakes", "Still water in a basin, its shores and depths."),
    Topic("sand", "Sand", "Grains of rock on beaches and in dunes."),
)
PAPERS = (
    Entry(id="r", title="Floods on the banks of rivers", abstract="Water flows to the sea."),
    Entry(id="l", title="Depths of lakes", abstract="Still water in a basin, shore by shore."),
    Entry(id="s", title="Grains in dunes", abstract="Sand and rock on beaches."),
)


def shifted(lead: float) -> tuple[str, bool]:
    """Where a paper filed under lakes stands, when rivers lead by so much."""
    evidence = weigh_evidence(PAPERS, TREE, (), {}, None)
    scores = np.array(evidence.scores, dtype=float)
    row = [topic.id for topic in evidence.topics]
    scores[0, row.index("lakes")] = 5.0
    scores[0, row.index("rivers")] = 5.0 + lead
    scores[0, row.index("sand")] = 0.0
    one = decide(replace(evidence, scores=scores), PAPERS, Past({"r": "lakes"}))[0]
    return one.topic, one.placed


def test_a_paper_stays_until_another_topic_is_clearly_ahead() -> None:
    assert shifted(STAY / 2)[0] == "lakes"
    assert shifted(STAY * 2)[0] == "rivers"


def test_what_was_never_filed_goes_where_it_fits() -> None:
    assert classify(PAPERS, TREE) == classify(PAPERS, TREE, before=Past({"other": "sand"}))


def test_a_topic_that_is_gone_holds_nobody() -> None:
    filed = classify(PAPERS, TREE, before=Past({paper.id: "gone" for paper in PAPERS}))
    assert [one.topic for one in filed] == ["rivers", "lakes", "sand"]


def test_a_person_moves_what_was_filed() -> None:
    filed = classify(PAPERS, TREE, pins={"r": "sand"}, before=Past({"r": "rivers"}))
    assert (filed[0].topic, filed[0].by) == ("sand", "person")


def test_filing_again_changes_nothing() -> None:
    filed = classify(PAPERS, TREE)
    before = {one.paper: one.topic if one.placed else UNPLACED for one in filed}
    again = classify(PAPERS, TREE, before=Past(before))
    assert [(one.topic, one.placed) for one in again] == [(one.topic, one.placed) for one in filed]


@pytest.mark.parametrize(
    ("before", "needed"), [({}, 0.0), ({"r": "rivers"}, -HOLD), ({"r": UNPLACED}, HOLD)]
)
def test_none_goes_in_and_out(
    before: dict[str | int, str], needed: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence = weigh_evidence(PAPERS, TREE, (), {}, None)
    for odds, placed in ((needed + 0.1, True), (needed - 0.1, False)):
        support = lambda margin, shared, odds=odds: np.full(len(margin), THIN + odds)  # noqa: E731
        monkeypatch.setattr(sys.modules["review.classify.decision"], "support", support)
        assert decide(evidence, PAPERS, Past(before))[0].placed is placed


def test_what_comes_late_changes_nothing_for_the_others() -> None:
    late = Entry(id="x", title="Floods of lakes on beaches", abstract="Rivers, dunes and lakes.")
    alone = classify(PAPERS, TREE)
    for papers in ((*PAPERS, late), (late, *PAPERS)):
        filed = {one.paper: one for one in classify(papers, TREE, before=Past(late=frozenset("x")))}
        assert tuple(filed[paper.id] for paper in PAPERS) == alone
        assert filed["x"].reasons
    assert classify((*PAPERS, late), TREE)[:3] != alone


def test_a_person_may_teach_by_what_came_late() -> None:
    late = Entry(id="x", title="Kites over hills", abstract="The wind lifts kites over hills.")
    like = Entry(id="y", title="Kites and the wind", abstract="Kites over hills in the wind.")
    past = Past(late=frozenset("x"))
    filed = classify((*PAPERS, like, late), TREE, pins={"x": "sand"}, before=past)
    assert filed[3].topic == "sand"
