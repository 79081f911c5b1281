import time

import pytest

from review.extract.edits.pointer import drop_pointers, fits
from review.text.edits import replay


def made(text: str) -> str:
    edits = drop_pointers(text, 0)
    assert all(fits(text, edit.start, edit.end) for edit in edits)
    return replay(text, 0, len(text), sorted(edits, key=lambda edit: edit.start))


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("X improves Y (see Figure 1).", "X improves Y."),
        ("X improves Y (Table 2) and Z.", "X improves Y and Z."),
        ("X extends BERT (Devlin et al., 2018).", "X extends BERT."),
        ("X extends BERT (Devlin et al., 2018; Liu and Wu, 2019a, 2020).", "X extends BERT."),
        ("X extends BERT [Devlin et al., 2018] well.", "X extends BERT well."),
        ("X extends BERT [12, 14].", "X extends BERT."),
        ("X breaks models qi2023fine, and Y wins.", "X breaks models, and Y wins."),
        ("X and Y solutions ab2024vac, ros2024repr and Z.", "X and Y solutions and Z."),
        ("X wins, and our code is available at https://x.org/a.b.", "X wins."),
        ("X wins; the code will be made publicly available.", "X wins."),
        ("X wins (https://x.org).", "X wins."),
        ("X wins (code available at https://x.org).", "X wins."),
    ],
)
def test_what_points_out_of_the_sentence_goes(text: str, want: str) -> None:
    assert made(text) == want


@pytest.mark.parametrize(
    "text",
    [
        "X extends the work of (Devlin et al., 2018).",
        "X extends what was proposed in [12].",
        "X maps onto the interval [0, 1].",
        "X improves Y (by 3 points).",
        "X improves Y (BLEU, 2 sets).",
        "The code is available at https://x.org.",
        "Videos and code can be found online.",
    ],
)
def test_what_the_sentence_needs_stays(text: str) -> None:
    assert made(text) == text


def test_long_brackets_cost_no_time() -> None:
    start = time.process_time()
    drop_pointers("(" + "A" * 5000 + " " + "Ab, " * 2000 + ")", 0)
    drop_pointers("[" * 3000 + "(" * 3000, 0)
    assert time.process_time() - start < 1
