"""Editions: what came when, by the dates that a person gave; never by the clock."""

from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from review.identity import dated, dump_lock
from review.model import Origin, Paper, Remembered, Section, Survey, Topic
from review.render.editions import editions, render
from review.render.site import render as render_site

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def paper(key: str, since: str = "", title: str = "") -> Paper:
    return Paper(id=f"w-{key}", key=key, title=title or f"On {key}", since=since)


def survey(*papers: Paper, title: str = "Sand", url: str = "") -> Survey:
    return Survey(title=title, version="1", papers=papers, url=url)


def feed(one: Survey) -> ElementTree.Element:
    (page,) = render(one, None)
    return ElementTree.fromstring(page.text)


def test_a_work_keeps_its_edition_and_a_new_one_gets_that_of_today() -> None:
    ledger = (Remembered("w-a", "a", since="2026-01-01"), Remembered("w-b", "b"))
    found = dated([paper("a"), paper("b"), paper("c")], ledger, "2026-02-02")
    assert [one.since for one in found] == ["2026-01-01", "", "2026-02-02"]
    lines = dump_lock(found, ledger).splitlines()
    assert '"since": "2026-01-01"' in lines[0]
    assert "since" not in lines[1]


def test_a_new_work_has_the_earliest_date_of_its_files() -> None:
    files = {"seeds/a-2026-01-02.ris": "2026-01-02", "seeds/b-2026-03-04.ris": "2026-03-04"}
    works = [
        replace(paper(key), records=tuple(Origin(file, 1) for file in names))
        for key, names in (("a", files), ("b", ["seeds/b-2026-03-04.ris"]), ("c", ["seeds/c"]))
    ]
    ledger = (Remembered("w-a", "a", since="2025-05-05"),)
    found = dated(works, ledger, "2026-03-04", files)
    assert [one.since for one in found] == ["2025-05-05", "2026-03-04", "2026-03-04"]
    assert dated(works[:1], (), "2026-03-04", files)[0].since == "2026-01-02"


def test_editions_newest_first() -> None:
    one = survey(paper("a", "2026-01-01"), paper("b", "2026-02-02"), paper("c", "2026-01-01"))
    found = editions(one)
    assert [(e.date, len(e.works), e.first) for e in found] == [
        ("2026-02-02", 1, False),
        ("2026-01-01", 2, True),
    ]


def test_without_dates_there_is_neither_page_nor_feed() -> None:
    bare = survey(paper("a"), paper("b", "some day"))
    assert editions(bare) == ()
    assert list(render(bare, None)) == []
    assert "new.md" not in {page.path for page in render_site(bare, None)}


def test_works_from_before_there_were_dates_make_no_edition_the_first() -> None:
    assert [e.first for e in editions(survey(paper("a"), paper("b", "2026-02-02")))] == [False]


def test_the_page_lists_what_is_new_and_counts_the_first_edition() -> None:
    one = survey(paper("a", "2026-01-01"), paper("b", "2026-02-02", "A new one"))
    pages = {page.path: page.text for page in render_site(one, None)}
    assert "A new one" in pages["new.md"]
    assert "The first edition: 1 work." in pages["new.md"]
    assert "1 work new in this edition" in pages["index.md"]
    only = {page.path: page.text for page in render_site(survey(paper("a", "2026-01-01")), None)}
    assert "is the first" in only["new.md"]
    assert "new in this edition" not in only["index.md"]


def test_the_feed_has_an_entry_an_edition_under_ids_that_stay() -> None:
    one = survey(paper("a", "2026-01-01"), paper("b", "2026-02-02"), url="https://example.org/s/")
    before, after = feed(survey(*one.papers[:1], url=one.url)), feed(one)
    titles = [e.text for e in after.findall("a:entry/a:title", ATOM)]
    assert titles == ["2026-02-02: 1 work, new", "2026-01-01: 1 work, first edition"]
    ids = [[e.text for e in root.findall("a:entry/a:id", ATOM)] for root in (before, after)]
    assert ids[0] == ids[1][1:]
    assert len(set(ids[1])) == 2
    links = [e.get("href") for e in after.findall("a:entry/a:link", ATOM)]
    assert links == ["https://example.org/s/new.html"] * 2


@given(st.text())
def test_the_feed_is_xml_whatever_the_titles_are(text: str) -> None:
    one = survey(paper("a", "2026-01-01", text or "x"), title=text)
    (name,) = feed(one).findall("a:title", ATOM)
    assert name is not None
    assert replace(one, url="javascript:alert(1)").url not in next(iter(render(one, None))).text


def test_the_page_names_the_topics_that_an_edition_changed_last() -> None:
    one = survey(paper("a", "2026-01-01"), paper("b", "2026-02-02"))
    topics = (Topic("x", "Ponds"), Topic("y", "Dunes"), Topic("z", "Reefs"))
    dates = ("2026-02-02", "2026-01-01", "2026-02-02")
    sections = tuple(Section(t.id, changed=d) for t, d in zip(topics, dates, strict=True))
    one = replace(one, taxonomy=topics, sections=sections)
    (page,) = [page for page in render_site(one, None) if page.path == "new.md"]
    said = "Topics that last changed then: [Ponds](topics/x.md), [Reefs](topics/z.md)\n"
    assert said in page.text
    assert "Dunes" not in page.text


# ── how a survey stands ──────────────────────────────────────────────────────────────────────


def home(one: Survey) -> str:
    (page,) = [page for page in render_site(one, None) if page.path == "index.md"]
    (line,) = [line for line in page.text.split("\n") if "status" in line] or [""]
    return line


def test_the_first_page_says_what_this_edition_brought_and_from_where() -> None:
    works = [
        replace(paper(key, since), records=(Origin(f"seeds/{file}", 1),))
        for key, since, file in (
            ("a", "2026-01-01", "old.bib"), ("b", "2026-02-02", "b<i>.ris"),
            ("c", "2026-02-02", "a.ris"),
        )
    ]  # fmt: skip
    one = replace(survey(*works), date="2026-02-02", next="in March")
    assert home(one) == (
        '<p class="note status">2026-02-02: 2 new works, from <code>seeds/a.ris</code>,'
        " <code>seeds/b&lt;i&gt;.ris</code>; next check: in March.</p>"
    )
    assert "2026-03-03: 0 new works." in home(replace(one, date="2026-03-03", next=""))
    first = replace(survey(*works[:1]), date="2026-01-01")
    assert "2026-01-01 is the first edition, from <code>seeds/old.bib</code>." in home(first)
    assert home(replace(one, date="", next="<soon>")).endswith("Next check: &#60;soon&#62;.</p>")


def test_many_files_are_counted_and_nothing_is_said_where_nothing_is_known() -> None:
    files = tuple(Origin(f"seeds/{number}.ris", 1) for number in range(9))
    one = replace(survey(replace(paper("a", "2026-02-02"), records=files)), date="2026-02-02")
    assert ", from 9 files." in home(one)
    assert home(survey(paper("a"))) == ""
