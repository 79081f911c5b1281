import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.extract.edits import FITS, allowed
from review.extract.edits.view import look, project, settle
from review.model import Edit, Excerpt
from review.text.edits import excerpt

ABSTRACT = (
    "Pruning is slow. To address this, we propose \\textbf{EchoAtt}, which shares maps "
    "(see Figure 1). It improves speed by 15\\%."
)
START = ABSTRACT.index("To address")
END = ABSTRACT.index(" It improves")


def edit(op: str, before: str, to: str) -> Edit:
    place = ABSTRACT.index(before)
    return Edit(op, place, place + len(before), to)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("op", "before", "to"),
    [
        ("drop-lead", "To address this, ", ""),
        ("subject", "we", "[@k]"),
        ("agree", "propose", "proposes"),
        ("pointer", " (see Figure 1)", ""),
        ("markup", "\\textbf{", ""),
        ("case", "T", "t"),
    ],
)
def test_lawful_edits(op: str, before: str, to: str) -> None:
    made = excerpt(ABSTRACT, START, END, [edit(op, before, to)])
    assert allowed(ABSTRACT, made) is None


@pytest.mark.parametrize(
    ("op", "before", "to"),
    [
        ("drop-lead", "we propose ", ""),
        ("drop-lead", "To address this, ", "Here "),
        ("drop-lead", "To address", ""),
        ("subject", "we", "they"),
        ("subject", "maps", "[@k]"),
        ("agree", "propose", "prove"),
        ("agree", "propose", "proposed"),
        ("possessive", "maps", "the"),
        ("pronoun", "maps", "[@k]"),
        ("expand", "maps", "nice maps (maps)"),
        ("pointer", "shares maps", ""),
        ("cut-tail", "shares maps", ""),
        ("markup", "maps", ""),
        ("case", "maps", "Maps"),
        ("cite", "maps", " [@k]"),
        ("rephrase", "maps", "charts"),
    ],
)
def test_unlawful_edits_are_named(op: str, before: str, to: str) -> None:
    reason = allowed(ABSTRACT, excerpt(ABSTRACT, START, END, [edit(op, before, to)]))
    assert reason is not None
    assert op in reason


def test_an_edit_that_begins_inside_a_repair_is_unlawful() -> None:
    place = ABSTRACT.index("textbf")
    made = excerpt(ABSTRACT, START, END, [Edit("drop-lead", place, place + 4, "")])
    assert allowed(ABSTRACT, made) is not None


def test_text_and_edits_must_agree() -> None:
    made = excerpt(ABSTRACT, START, END, [edit("subject", "we", "[@k]")])
    forged = Excerpt(made.text + " Really.", made.start, made.end, made.edits)
    assert allowed(ABSTRACT, forged) == "the edits do not give the text"
    assert "outside" in (allowed(ABSTRACT, Excerpt("", 0, len(ABSTRACT) + 1)) or "")
    crossed = Excerpt("", START, END, (edit("subject", "we", ""), edit("case", "T", "t")))
    assert "out of order" in (allowed(ABSTRACT, crossed) or "")


def test_every_operation_of_the_law_has_a_judge() -> None:
    assert list(FITS) == [
        "drop-lead", "subject", "agree", "pronoun", "possessive", "expand", "pointer", "cut-tail",
        "markup", "case", "cite",
    ]  # fmt: skip


def test_a_view_shows_the_repaired_text_and_knows_the_way_back() -> None:
    view = look(ABSTRACT, START, END)
    assert "propose EchoAtt, which" in view.text
    left = view.text.index("EchoAtt")
    place = view.source(left, left + len("EchoAtt"))
    assert place is not None
    assert ABSTRACT[slice(*place)] == "EchoAtt"
    assert view.shown(*place) == (left, left + len("EchoAtt"))


def test_repairs_inside_a_dropped_text_are_not_kept_beside_it() -> None:
    view = look(ABSTRACT, START, END)
    left = view.text.index("propose")
    right = view.text.index(", which")
    made = project(view, [Edit("drop-lead", left, right, "")])
    assert made is not None
    assert [each.op for each in made.edits] == ["drop-lead", "markup"]
    assert made.text.startswith("To address this, we , which")


def test_settling_keeps_the_wider_deletion_and_refuses_a_clash() -> None:
    wide, inside = Edit("cut-tail", 3, 9, ""), Edit("possessive", 4, 6, "the")
    assert settle([inside, wide]) == (wide,)
    assert settle([Edit("subject", 3, 9, "[@k]"), inside]) is None
    assert settle([Edit("subject", 3, 5, "[@k]"), Edit("case", 3, 4, "W")]) is None
    assert settle([Edit("subject", 3, 5, "[@k]"), Edit("drop-lead", 3, 9, "")]) == (
        Edit("drop-lead", 3, 9, ""),
    )


@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_a_view_never_leaves_the_span(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    view = look(text, start, end)
    for left in range(len(view.text) + 1):
        for right in range(left, len(view.text) + 1):
            place = view.source(left, right)
            assert place is None or start <= place[0] <= place[1] <= end
