import pytest
from hypothesis import given as example
from hypothesis import strategies as st

from review.extract.unspelt import bracketed, unspelt

PAIRS = (
    ("LDP", "local differential privacy"),
    ("CBT", "cognitive behavioural therapy"),
    ("BEC", "Bose-Einstein condensate"),
    ("UAV", "unmanned aerial vehicle"),
    ("GAN", "generative adversarial network"),
)


@pytest.mark.parametrize(
    "text",
    [
        "@ assess CBT in a trial of adolescents.",
        "@ guard the answers of a census by an LDP-based scheme.",
        "@ observe vortices in two coupled BECs.",
        "@ treat insomnia by exercise and CBT.",
    ],
)
def test_a_short_form_that_the_abstract_spells_out_elsewhere_is_unspelt(text: str) -> None:
    assert unspelt(text, PAIRS, None)


@pytest.mark.parametrize(
    "text",
    [
        "@ assess cognitive behavioural therapy (CBT) in a trial of adolescents.",
        "@ assess Cognitive behavioural therapy, or CBT, in a trial.",
        "@ propose a budget for local differential privacy that any LDP scheme may use.",
        "@ train a GAN on the flight of a UAV.",
        "@ propose LDP Trees for surveys.",
        "@ compare the ICBT scale with others.",
        "@ assess exercise in a trial of adolescents.",
        "",
    ],
)
def test_one_that_is_told_or_known_is_not(text: str) -> None:
    assert not unspelt(text, PAIRS, None)


def test_the_name_of_the_work_needs_no_other_words() -> None:
    assert not unspelt("@ propose LDP-Trees for surveys.", PAIRS, "LDP-Trees")
    assert unspelt("@ propose LDP-Trees for surveys.", PAIRS, None)


@pytest.mark.parametrize(
    ("text", "abstract", "found"),
    [
        ("@ cool the SPAD arrays.", "Single-photon diodes (SPADs) are noisy.", True),
        ("@ ask nurses of two EDs.", "Wards for emergencies (ED) are full.", True),
        ("@ cool arrays of photon diodes (SPADs).", "Photon diodes (SPADs) are noisy.", False),
        ("@ cool the diodes and SPAD arrays.", "Single-photon diodes (SPADs) are noisy.", False),
        ("@ cool the GPU arrays.", "Graphics units (GPUs) are hot.", False),
        ("@ cool the SPAD arrays.", "Diodes are noisy.", False),
    ],
)
def test_a_short_form_in_brackets_elsewhere_is_unspelt(
    text: str, abstract: str, found: bool
) -> None:
    assert bracketed(text, abstract, None) is found
    assert not bracketed(text, abstract, "SPAD-ED")


@example(st.text(), st.text(min_size=1), st.text(min_size=1))
def test_any_text_is_read(text: str, short: str, long: str) -> None:
    assert unspelt(text, [(short, long)], None) in (True, False)
    assert not unspelt(text, [], None)
