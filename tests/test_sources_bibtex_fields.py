"""BibTeX and biblatex: the fields of an entry, and what it inherits."""

import pytest

from tests.test_sources_bibtex import entry, one, problems, read

# ── fields ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("kind", "type_", "entrytype"),
    [
        ("Article", "article", ""), ("conference", "inproceedings", "conference"),
        ("inbook", "incollection", "inbook"), ("collection", "book", "collection"),
        ("phdthesis", "thesis", ""), ("mastersthesis", "thesis", "mastersthesis"),
        ("techreport", "report", ""), ("online", "misc", "online"), ("dataset", "dataset", ""),
        ("nonsense", "misc", "nonsense"),
    ],
)  # fmt: skip
def test_types(kind: str, type_: str, entrytype: str) -> None:
    record = entry("title={T}", kind)
    assert (record.detail("type"), record.detail("entrytype")) == (type_, entrytype)


def test_a_preprint_is_told_by_its_eprint() -> None:
    assert entry("title={T}, eprint={2301.00001}", "misc").detail("type") == "preprint"
    assert entry("title={T}, eprint={2301.00001}, journal={X}").detail("type") == "article"


@pytest.mark.parametrize(
    ("fields", "venue"),
    [
        ("journal={J}", "J"), ("journaltitle={J}, journalsubtitle={S}", "J: S"),
        ("journaltitle={J}, journal={K}", "J"), ("booktitle={B}", "B"),
    ],
)  # fmt: skip
def test_where_an_article_appeared(fields: str, venue: str) -> None:
    assert entry(f"title={{T}}, {fields}").venue == venue


def test_where_a_part_appeared() -> None:
    assert entry("title={T}, booktitle={B}, booksubtitle={S}", "inproceedings").venue == "B: S"
    assert entry("title={T}, eventtitle={Meeting}", "inproceedings").venue == "Meeting"
    assert entry("booktitle={B}, editor={Lund, Eva}", "proceedings").title == "B"


@pytest.mark.parametrize(
    ("fields", "year", "published"),
    [
        ("year=2001", 2001, ""), ("year={2001-05}", 2001, "2001-05"), ("year={c. 1999}", 1999, ""),
        ("date={2004-05-06}", 2004, "2004-05-06"), ("date={1999/2004}", 1999, ""),
        ("date={1997-07-01/1997-08-01}", 1997, "1997-07-01"), ("date={2004-22}", 2004, ""),
        ("date={2004-05-06T10:20:30}", 2004, "2004-05-06"), ("year={in press}", None, ""),
        ("year=2001, month=jan", 2001, "2001-01"), ("year=2001, month={5}", 2001, "2001-05"),
        ("year=2001, month={March}", 2001, "2001-03"), ("year=2001, month=13", 2001, ""),
        ("year=2001, month=dec # {~24}", 2001, "2001-12-24"),
        ("year=2001, month={May}, day={7}", 2001, "2001-05-07"),
        ("year=2001, month={JUL-AUG}", 2001, "2001-07"), ("year={forthcoming 2025}", 2025, ""),
    ],
)  # fmt: skip
def test_dates(fields: str, year: int | None, published: str) -> None:
    record = entry(f"title={{T}}, {fields}")
    assert (record.year, record.detail("published")) == (year, published)


def test_a_date_that_says_more_is_kept() -> None:
    assert entry("title={T}, date={1999/2004}").detail("date") == "1999/2004"
    assert entry("title={T}, year={c. 1999}").detail("year") == "c. 1999"
    assert entry("title={T}, year=2001, month={JUL-AUG}").detail("month") == "JUL-AUG"


@pytest.mark.parametrize(
    ("fields", "doi", "arxiv"),
    [
        ("doi={10.1000/a_b}", "10.1000/a_b", ""), ("doi={10.1000/a\\_b}", "10.1000/a_b", ""),
        ("doi={https://doi.org/10.1000/x}", "10.1000/x", ""),
        ("url={http://dx.doi.org/10.1000/x}", "10.1000/x", ""),
        ("url={https://example.org/10.1000/x}", "", ""),
        ("eprint={2301.00001v2}, archivePrefix={arXiv}", "", "2301.00001v2"),
        ("eprint={math/0307200}, eprinttype={arxiv}", "", "math/0307200"),
        ("eprint={2301.00001}", "", "2301.00001"), ("eprint={12345}, eprinttype={jstor}", "", ""),
        ("journal={CoRR}, volume={abs/2301.00001}", "", "2301.00001"),
        ("journal={arXiv preprint arXiv:2301.00001}", "", "2301.00001"),
        ("url={https://arxiv.org/abs/2301.00001}", "", "2301.00001"),
        ("doi={10.48550/arXiv.2301.00001}", "10.48550/arXiv.2301.00001", "2301.00001"),
        ("arxivId={2301.00001}", "", "2301.00001"),
    ],
)  # fmt: skip
def test_identifiers(fields: str, doi: str, arxiv: str) -> None:
    record = entry(f"title={{T}}, {fields}")
    assert (record.doi, record.arxiv) == (doi, arxiv)


def test_what_is_no_identifier_is_kept_and_named() -> None:
    text = "@misc{k, title={T},\n doi={unknown}, eprint={12345}, eprinttype={jstor}}"
    record = one(text)
    assert (record.detail("doi"), record.detail("eprint")) == ("unknown", "12345")
    assert problems(text) == ["x.bib:1: doi 'unknown' is not such an identifier; kept under extra"]


def test_addresses_are_verbatim() -> None:
    assert entry("title={T}, url={http://a.b/c_d~e%20f#g}").url == "http://a.b/c_d~e%20f#g"
    assert entry(r"title={T}, url={\url{http://a.b/c\_d}}").url == "http://a.b/c_d"
    assert entry(r"title={T}, howpublished={\url{http://a.b/c}}", "misc").url == "http://a.b/c"
    assert entry("title={T}, howpublished={At http://a.b}", "misc").url == ""


def test_details_have_one_name_whatever_the_dialect() -> None:
    classic = entry("title={T}, school={S}, address={A}, pages={1 -- 2}, issue=3", "phdthesis")
    modern = entry("title={T}, institution={S}, location={A}, pages={1–2}, number=3", "phdthesis")
    assert classic.extra == modern.extra
    assert classic.detail("pages") == "1-2"


def test_other_fields_stay_under_their_names() -> None:
    record = entry(
        "title={T}, file={:a\\_b.pdf:PDF}, annotation={An \\emph{x}}, type={PhD}, key={K}"
    )
    extra = dict(record.extra)
    assert extra["file"] == ":a\\_b.pdf:PDF"
    assert extra["annotation"] == "An x"
    assert (extra["genre"], extra["label"]) == ("PhD", "K")
    assert (extra["type"], extra["key"]) == ("article", "k")


def test_a_field_never_takes_the_name_of_another_fact() -> None:
    extra = dict(entry("title={T}, retracted={no}, venue={V}, id={7}").extra)
    assert {"bibtex-retracted", "bibtex-venue", "bibtex-id"} <= extra.keys()


def test_keywords_are_a_list() -> None:
    assert dict(entry("title={T}, keywords={a b, c,, d}").extra)["keywords"] == ["a b", "c", "d"]
    assert dict(entry("title={T}, keywords={a, b; c}").extra)["keywords"] == ["a, b", "c"]


# ── inheritance ──────────────────────────────────────────────────────────────────────────────


def test_a_part_inherits_from_the_whole_that_follows_or_precedes() -> None:
    whole = "@proceedings{W, title={Whole}, editor={Lund, Eva}, year=2001, doi={10.1000/w}}"
    part = "@inproceedings{p, title={Part}, author={Tan, Mei}, crossref={w}}"
    for text in (part + whole, whole + part):
        records = {record.title: record for record in read(text).records}
        assert records["Part"].venue == "Whole"
        assert (records["Part"].year, records["Part"].doi) == (2001, "")
        assert records["Whole"].detail("type") == "proceedings"
        assert dict(records["Part"].extra)["editors"] == [{"given": "Eva", "family": "Lund"}]


def test_inheritance_in_steps_and_in_circles() -> None:
    text = (
        "@book{a, title={A}, crossref={b}}@book{b, crossref={c}}@book{c, year=2001, crossref={a}}"
    )
    assert [record.year for record in read(text).records] == [2001, 2001, 2001]
    assert any("circle" in message for message in problems(text))


def test_shared_fields_come_from_xdata() -> None:
    batch = read("@xdata{x, publisher={P}}@book{b, title={B}, xdata={x}}")
    (record,) = batch.records
    assert record.detail("publisher") == "P"
    assert batch.sources[0].dropped[0].text == "@xdata{x}"
