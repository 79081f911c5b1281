"""Services are asked politely, patiently and once; what they answer wrongly fills nothing."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from review.enrich import fill
from review.enrich.services import SERVICES, Client, Service, ask
from review.enrich.services import client as client_module
from review.model import Batch, Origin, Problem, Record, Work
from review.sources.jsonl import paper
from tests.stub_service import Stub

TITLE = "Echo: Copying Attention Between Neighbouring Layers of Language Models"


def results(*works: dict[str, Any]) -> bytes:
    return json.dumps({"meta": {"count": len(works)}, "results": works}).encode()


def read(text: str, name: str) -> Batch:
    """Stand in for the reader of answers: a result is a paper line."""
    values = json.loads(text)["results"]
    found = [paper(value, Origin(name, i))[0] for i, value in enumerate(values, 1)]
    return Batch(tuple(found))


@dataclass
class Waits:
    """Remembers how long a client would have slept."""

    seconds: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def openalex(stub: Stub) -> Service:
    return SERVICES["openalex"](stub.address)


def asked(
    works: list[Work], service: Service, client: Client
) -> tuple[list[Record], list[Problem]]:
    found = list(ask(works, [service], client, read))
    records = [one for one in found if isinstance(one, Record)]
    return records, [one for one in found if isinstance(one, Problem)]


def client(tmp_path: Path, **options: Any) -> Client:
    return Client(tmp_path / "cache", "living-review/test", **{"sleep": Waits(), **options})


def work(id_: str = "w", **fields: Any) -> Work:
    return Work(**{"id": id_, "title": TITLE, **fields})


def test_an_answer_fills_and_says_who_stated_it(serve: Callable[..., Stub], tmp_path: Path) -> None:
    stub = serve(results({"title": TITLE, "doi": "10.1000/x1", "year": 2023}))
    records, problems = asked([work(doi="10.1000/x1")], openalex(stub), client(tmp_path))
    assert problems == []
    ((filled,), _) = fill([work(doi="10.1000/x1")], records)
    assert filled.year == 2023
    assert filled.provenance[0].source.startswith("openalex:")
    assert stub.agents == ["living-review/test"]
    assert len(stub.asked) == 1  # found by its identifier, so not by its title


def test_the_second_run_asks_nothing(serve: Callable[..., Stub], tmp_path: Path) -> None:
    stub = serve(results({"title": TITLE, "year": 2023}), results())
    first = asked([work()], openalex(stub), client(tmp_path))
    again = asked([work()], openalex(stub), client(tmp_path))
    alone = asked([work()], openalex(stub), client(tmp_path, offline=True))
    assert first == again == alone
    assert len(stub.asked) == 1


def test_offline_asks_nothing_and_says_what_is_missing(
    serve: Callable[..., Stub], tmp_path: Path
) -> None:
    stub = serve(results())
    works = [work(str(i), title=f"{TITLE} {i}") for i in range(5)]
    records, problems = asked(works, openalex(stub), client(tmp_path, offline=True))
    assert (records, stub.asked) == ([], [])
    assert len(problems) == 5
    assert "never asked" in problems[0].message


def test_a_damaged_cache_is_asked_again(serve: Callable[..., Stub], tmp_path: Path) -> None:
    stub = serve(results({"title": TITLE, "year": 2023}))
    asked([work()], openalex(stub), client(tmp_path))
    (kept,) = (tmp_path / "cache" / "openalex").iterdir()
    kept.write_bytes(kept.read_bytes()[:-5])
    records, _ = asked([work()], openalex(stub), client(tmp_path))
    assert (len(records), len(stub.asked)) == (1, 2)


def test_a_wrong_work_is_not_taken(serve: Callable[..., Stub], tmp_path: Path) -> None:
    stub = serve(results({"title": "Gloves of Sleeping Robots", "year": 1999}))
    records, _ = asked([work()], openalex(stub), client(tmp_path))
    assert fill([work()], records) == ((work(),), ())


@pytest.mark.parametrize(
    ("status", "headers", "waits"),
    [
        (429, {"Retry-After": "7"}, [0.15, 7.0]),
        (429, {"Retry-After": "86400"}, [0.15, 60.0]),
        (429, {"Retry-After": "Wed, 21 Oct 2099 07:28:00 GMT"}, [0.15, 2.0]),
        (500, {}, [0.15, 2.0]),
        (503, {}, [0.15, 2.0]),
    ],
)
def test_it_waits_and_tries_again(
    serve: Callable[..., Stub],
    tmp_path: Path,
    status: int,
    headers: dict[str, str],
    waits: list[float],
) -> None:
    stub = serve((status, headers, b"no"), results({"title": TITLE, "year": 2023}))
    slept = Waits()
    records, problems = asked([work()], openalex(stub), client(tmp_path, sleep=slept))
    assert ([one.year for one in records], problems) == ([2023], [])
    assert slept.seconds == waits


@pytest.mark.parametrize(
    "body",
    [
        results({"title": TITLE, "year": 2023})[:-9],
        b"<html>Sorry</html>",
        b"[]",
        b"[" * 100_000,
        b"\xff\xfe\x00",
        b"",
    ],
)
def test_a_broken_answer_fills_nothing_and_is_not_kept(
    serve: Callable[..., Stub], tmp_path: Path, body: bytes
) -> None:
    stub = serve(body)
    records, problems = asked([work()], openalex(stub), client(tmp_path))
    assert (records, len(stub.asked)) == ([], 4)
    assert "something broken" in problems[0].message
    assert not (tmp_path / "cache").exists()


def test_an_answer_cut_off_on_the_way_is_tried_again(
    serve: Callable[..., Stub], tmp_path: Path
) -> None:
    whole = results({"title": TITLE, "year": 2023})
    cut = (200, {"Content-Length": str(len(whole) + 50), "Connection": "close"}, whole)
    stub = serve(cut, whole)
    records, problems = asked([work()], openalex(stub), client(tmp_path, timeout=0.5))
    assert (len(records), problems) == (1, [])


def test_a_server_that_is_silent_or_endless_is_left(
    serve: Callable[..., Stub], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    silent = serve((299, {"Content-Length": "100"}, b""))
    _, problems = asked([work()], openalex(silent), client(tmp_path, timeout=0.1, tries=2))
    assert "did not answer in time" in problems[0].message
    monkeypatch.setattr(client_module, "MAX_BYTES", 1_000)
    endless = serve(results({"title": "x" * 5_000}))
    _, problems = asked([work()], openalex(endless), client(tmp_path))
    assert "more than 1,000 bytes" in problems[0].message
    assert len(endless.asked) == 1


def test_a_refusal_is_not_tried_again(serve: Callable[..., Stub], tmp_path: Path) -> None:
    stub = serve((403, {}, b"no"))
    _, problems = asked([work()], openalex(stub), client(tmp_path))
    assert len(stub.asked) == 1
    assert problems[0].where.startswith("openalex:")
    assert "error 403" in problems[0].message


def test_a_service_that_is_down_is_left_alone(serve: Callable[..., Stub], tmp_path: Path) -> None:
    works = [work(str(i), title=f"{TITLE} {i}") for i in range(9)]
    stub = serve((500, {}, b"no"))
    _, problems = asked(works, openalex(stub), client(tmp_path, tries=1))
    assert len(stub.asked) == 3
    assert "asked nothing more" in problems[-1].message


def test_nobody_there_is_a_problem(tmp_path: Path) -> None:
    _, problems = asked([work()], SERVICES["openalex"]("http://127.0.0.1:9"), client(tmp_path))
    assert "cannot be reached" in problems[0].message


def test_the_key_is_sent_but_neither_kept_nor_told(
    serve: Callable[..., Stub], tmp_path: Path
) -> None:
    stub = serve((500, {}, b"no"), results({"title": TITLE}))
    keyed = client(tmp_path, keys={"openalex": "hidden & dear"}, tries=1)
    _, problems = asked([work()], openalex(stub), keyed)
    assert "api_key=hidden%20%26%20dear" in stub.asked[0]
    asked([work()], openalex(stub), keyed)
    kept = list((tmp_path / "cache").rglob("*"))
    assert not any("hidden" in str(path) for path in kept)
    assert "hidden" not in str(problems)
    assert asked([work()], openalex(stub), client(tmp_path, offline=True))[1] == []


# ── what is asked ────────────────────────────────────────────────────────────────────────────


def queries(paths: Iterator[str]) -> list[dict[str, list[str]]]:
    return [parse_qs(urlsplit(path).query) for path in paths]


def test_openalex_is_asked_for_fifty_identifiers_at_once() -> None:
    works = [work(str(i), doi=f"10.1000/{i:03}") for i in range(60)]
    works += [work("a", arxiv="2301.00001v2"), work("p", extra=(("pmid", "77"),))]
    first, second, third = queries(SERVICES["openalex"]("").by_identifier(works))
    assert first["filter"][0].count("|") == 49
    assert "10.48550/arxiv.2301.00001" in first["filter"][0] + second["filter"][0]
    assert third["filter"] == ["pmid:77"]
    assert "is_retracted" in first["select"][0]


def test_hostile_identifiers_and_titles_cannot_change_the_question() -> None:
    service = SERVICES["openalex"]("")
    bad = [work("a", doi="10.1000/a|10.1000/b"), work("b", doi="10.1000/x,type:book")]
    assert list(service.by_identifier(bad)) == []
    (query,) = queries(iter([service.by_title("Echo, type:book|x & mailto=me #1 %00")]))
    assert query["filter"] == ["title.search:echo type book x mailto me 1 00"]
    assert service.by_title("???") == ""


def test_arxiv_is_asked_for_identifiers_without_versions() -> None:
    works = [work("a", arxiv="2301.00001v2"), work("b", doi="10.48550/arXiv.2301.00002")]
    works += [work("c", arxiv="cs.CL/0101001")]
    (query,) = queries(SERVICES["arxiv"]("").by_identifier(works))
    assert query["id_list"] == ["2301.00001,2301.00002,cs.CL/0101001"]
    (query,) = queries(iter([SERVICES["arxiv"]("").by_title('Echo: "Models" OR all:x')]))
    assert query["search_query"] == ['ti:"echo models or all x"']


@pytest.mark.parametrize(
    ("answer", "whole"),
    [
        ("<feed><entry><id>http://arxiv.org/abs/1</id></entry></feed>\n", True),
        ("<feed><entry><id>http://arxiv.org/abs/1</id></ent", False),
        ("<feed><entry><id>http://arxiv.org/api/errors#x</id></entry></feed>", False),
        ("", False),
    ],
)
def test_arxiv_feeds_must_be_whole(answer: str, whole: bool) -> None:
    assert SERVICES["arxiv"]("").whole(answer) is whole
