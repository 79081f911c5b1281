import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.render.venue import brief, is_repository, publication


@pytest.mark.parametrize(
    ("venue", "year", "kind", "fields"),
    [
        ("ICCV 2023", 2023, "inproceedings", {"booktitle": "ICCV", "year": "2023"}),
        ("ICML", 2023, "inproceedings", {"booktitle": "ICML", "year": "2023"}),
        ("KDD Asia 2024", None, "inproceedings", {"booktitle": "KDD Asia", "year": "2024"}),
        (
            "ACL 2025 (pp. 25702-25720)",
            2025,
            "inproceedings",
            {"booktitle": "ACL", "pages": "25702--25720", "year": "2025"},
        ),
        (
            "ACL 2024 Findings (2024.findings-acl.629)",
            2024,
            "inproceedings",
            {"booktitle": "ACL 2024 Findings", "year": "2024", "note": "2024.findings-acl.629"},
        ),
        (
            "CVPR 2023 CLVision workshop (pp. 2409–2419)",
            2023,
            "inproceedings",
            {"booktitle": "CVPR 2023 CLVision workshop", "pages": "2409--2419", "year": "2023"},
        ),
        (
            "Proceedings of the 36th Conference on Learning",
            2019,
            "inproceedings",
            {"booktitle": "Proceedings of the 36th Conference on Learning", "year": "2019"},
        ),
        (
            "PNAS 119(32):e2123433119 (2022)",
            None,
            "article",
            {"journal": "PNAS", "volume": "119", "number": "32", "pages": "e2123433119",
             "year": "2022"},
        ),
        (
            "Nature 647:349-355 (2025)",
            2025,
            "article",
            {"journal": "Nature", "volume": "647", "pages": "349--355", "year": "2025"},
        ),
        ("TMLR (2025)", 2025, "article", {"journal": "TMLR", "year": "2025"}),
        ("TMLR 2024", None, "article", {"journal": "TMLR", "year": "2024"}),
        ("Journal of X", 2020, "article", {"journal": "Journal of X", "year": "2020"}),
    ],
)  # fmt: skip
def test_a_venue_that_is_certain(
    venue: str, year: int | None, kind: str, fields: dict[str, str]
) -> None:
    made = publication(venue, year)
    assert made is not None
    assert (made.kind, dict(made.fields)) == (kind, fields)


@pytest.mark.parametrize(
    ("venue", "year"),
    [
        ("", 2020),
        ("ICML", None),
        ("ICML 2023", 2022),
        ("Nature 647:349-355", None),
        ("Nature 647:349-355 (2025)", 2024),
        ("NeurIPS 2023 (as 'Another title')", 2023),
        ("Machine Learning for Health (PMLR) 2024", 2024),
        ("Computer Graphics Forum 2024 (SCA 2024)", 2024),
        ("Neural Networks (2023)", 2023),
        ("somewhere 2023", 2023),
        ("ECCV 2024 oral", 2024),
        ("Proceedings of ICML 2019", 2020),
        ("arXiv preprint arXiv:2408.03506", 2024),
    ],
)
def test_a_venue_that_is_not(venue: str, year: int | None) -> None:
    assert publication(venue, year) is None


@pytest.mark.parametrize(
    "venue", ["arXiv", "CoRR abs/2101.1", "bioRxiv", "arXiv.org", "OpenReview"]
)
def test_preprint_servers(venue: str) -> None:
    assert is_repository(venue)
    assert not is_repository(f"J. {venue}")


@settings(deadline=None)
@given(st.text(), st.none() | st.integers(1900, 2100))
def test_any_venue_is_read_or_left(venue: str, year: int | None) -> None:
    made = publication(venue, year)
    if made is not None:
        fields = dict(made.fields)
        assert fields["year"]
        assert all(value.strip("-") for value in fields.values())


@pytest.mark.parametrize(
    ("venue", "shown"),
    [
        ("ACL 2024 (pp. 177-198)", "ACL 2024"),
        ("NeurIPS 2023 (p. A12–A14).", "NeurIPS 2023"),
        ("ICML (2024)", "ICML (2024)"),
        ("  Annals {of} pp. 3 ", "Annals of pp. 3"),
        ("(pp. 1-2)", ""),
        ("", ""),
    ],
)
def test_a_venue_in_brief_has_no_pages(venue: str, shown: str) -> None:
    assert brief(venue) == shown
