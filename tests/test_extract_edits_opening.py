import pytest

from review.extract.edits.opening import cite_at_end, fits_case, fits_cite, quote_edits, raise_first
from review.text.edits import replay


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("experiments show X.", "Experiments show X."),
        ("élan shows X.", "Élan shows X."),
        ("iBOT shows X.", "iBOT shows X."),
        ("mRNA shows X.", "mRNA shows X."),
        ("word2vec shows X.", "word2vec shows X."),
        ("BERT shows X.", "BERT shows X."),
        ("3D shows X.", "3D shows X."),
        ("", ""),
        ("ßharp shows X.", "ßharp shows X."),
    ],
)
def test_only_a_plain_word_is_raised(text: str, want: str) -> None:
    edit = raise_first(text, 0)
    assert replay(text, 0, len(text), [edit] if edit else []) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("X wins.", "X wins [@k]."),
        ("X wins. ", "X wins [@k]. "),
        ("X is “fast.”", "X is “fast” [@k]."),
        ("X wins", None),
        ("X wins...", None),
        ("X wins?", None),
    ],
)
def test_the_citation_stands_before_the_final_stop(text: str, want: str | None) -> None:
    edit = cite_at_end(text, "[@k]")
    assert (replay(text, 0, len(text), [edit]) if edit else None) == want
    assert edit is None or fits_cite(text[edit.start : edit.end], edit.to)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("X wins.", "“X wins” [@k]."),
        ("Who wins?", "“Who wins?” [@k]."),
        ("X wins", "“X wins” [@k]."),
        ("X wins...", "“X wins...” [@k]."),
        (' X "wins". ', ' “X "wins"” [@k]. '),
        ("", "“” [@k]."),
    ],
)
def test_a_verbatim_sentence_stands_in_quotation_marks(text: str, want: str) -> None:
    edits = quote_edits(text, "[@k]")
    assert replay(text, 0, len(text), edits) == want
    assert all(fits_cite(text[edit.start : edit.end], edit.to) for edit in edits)


def test_the_law() -> None:
    assert fits_case("e", "E")
    assert not fits_case("e", "e")
    assert not fits_case("e", "A")
    assert not fits_case("ex", "EX")
    assert not fits_cite("", " and [@k]")
    assert not fits_cite("wins.", "” [@k].")
    assert not fits_cite(".", "“")
    assert not fits_cite("", "not [@k]")
