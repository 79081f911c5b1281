"""What databases add after an abstract is never told."""

import pytest

from review.extract import extract
from review.extract.closing import closing
from review.model import Origin, Record

REAL = "Gamblers who set limits lose less money than others."


@pytest.mark.parametrize(
    "text",
    [
        "© 2021, The Author(s), under exclusive licence to Springer Nature.",
        "© The Author(s) 2018.",
        "(C) 2009 Elsevier B.V. All rights reserved.",
        "[copyright] 2011 The Wildlife Society.",
        "Crown Copyright (C) 2015 Published by Elsevier B.V.",
        "Copyright 2012 by the authors.",
        "Copyright of Forest Policy is the property of Elsevier Science and its content may not be "
        "copied.",
        "(PsycInfo Database Record (c) 2022 APA, all rights reserved).",
        "However, users may print, download, or email articles for individual use.",
        "TRIAL REGISTRATION: Australian Registry 12.",
        "Trial registration number NCT0123.",
        "ClinicalTrials.gov NCT0123.",
        "Registration: PROSPERO 12.",
        "INTERNATIONAL REGISTERED REPORT IDENTIFIER (IRRID): DERR1-10.2196/38919.",
        "Keywords: gambling, harm.",
        "The authors declare no competing interests.",
        "This article is protected by copyright.",
    ],
)
def test_what_closes_an_abstract(text: str) -> None:
    assert closing(text)


@pytest.mark.parametrize(
    "text",
    [
        REAL,
        "",
        "Registration of point clouds is hard.",
        "Copyright law protects authors.",
        "Copyright detection needs labels.",
        "Keywords are extracted from titles.",
        "Funding is scarce.",
        "Trial and error is slow.",
        "(c) we test a third model.",
        "Users may print their own maps.",
    ],
)
def test_what_does_not_close_it(text: str) -> None:
    assert not closing(text)


def test_an_abstract_of_rights_alone_cites_nothing() -> None:
    found = extract(
        Record(origin=Origin("a.ris", 1), id="k", title="T", abstract="© 2021, The Author(s).")
    )
    assert found.citation is None
    assert found.contribution is None


def test_what_is_said_before_is_cited() -> None:
    text = f"{REAL} © 2018, © 2018 Informa UK Limited, trading as Taylor & Francis Group."
    found = extract(Record(origin=Origin("a.ris", 1), id="k", title="Limits", abstract=text))
    assert found.citation is not None
    assert "Informa" not in found.citation.text
    assert [each.role for each in found.sentences][-1] == "other"


def test_another_script_is_still_quoted() -> None:
    found = extract(
        Record(origin=Origin("a.ris", 1), id="k", title="T", abstract="我们提出一种新的方法。")
    )
    assert found.citation is not None
