"""Bytes to text: encodings are recognised, guesses reported once, nothing else is changed."""

import re
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from review.sources.decode import decode

PROSE = "We study a small thing. It is shown that the thing is small, in three ways."
CHINESE = (
    "我们提出了一种基于深度学习的文本分类方法。该方法在三个数据集上取得了优异的结果，准确率提高了"
    "百分之五。本文研究了大型语言模型的持续学习问题，并给出了实验分析与讨论。"
)
FRENCH = (
    "Nous présentons une méthode créée pour évaluer les résultats à l’échelle européenne : « très »"
    " différente, naïve, œuvre d’un garçon nommé Éric."
)


def text_of(data: bytes) -> str:
    return decode(data, "a.txt")[0]


def told(data: bytes) -> list[tuple[str, str]]:
    return [(problem.where, problem.message) for problem in decode(data, "a.txt")[1]]


@pytest.mark.parametrize("text", [PROSE, CHINESE, FRENCH, f"{PROSE}\n{CHINESE}\n{FRENCH}\n"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-16-le", "utf-32"]
)
def test_unicode_is_no_guess(text: str, encoding: str) -> None:
    if encoding in ("utf-16-be", "utf-16-le"):
        text = f"TI  - {text}\n"
    assert decode(text.encode(encoding), "a.txt") == (text, ())


def test_a_big_endian_mark_counts() -> None:
    assert text_of("\ufeffÜber\r\nuns".encode("utf-16-be")) == "Über\nuns"
    assert text_of("\ufeffÜber\r\nuns".encode("utf-32-be")) == "Über\nuns"


def test_marks_of_files_put_together_go() -> None:
    assert text_of("\ufeffone\n\ufefftwo\nth\ufeffree".encode()) == "one\ntwo\nth\ufeffree"


def test_broken_utf16_is_told() -> None:
    data = f"one\ntwo {PROSE}".encode("utf-16-le") + b"\x00\xd8a\0\n\0"
    assert text_of(b"\xff\xfe" + data).startswith("one\ntwo We study")
    assert told(b"\xff\xfe" + data) == [
        ("a.txt:2", "is not UTF-16; unreadable characters are \ufffd")
    ]


def test_gbk_among_mostly_ascii_lines() -> None:
    text = f"TY  - JOUR\nTI  - {PROSE}\nAU  - 王伟\nAB  - {CHINESE}\nER  - \n"
    for encoding in ("gbk", "gb18030"):
        assert text_of(text.encode(encoding)) == text
        assert told(text.encode(encoding)) == [
            (
                "a.txt:3",
                "is not UTF-8; 2 lines, of which this is the first, were read as GB 18030 (GBK)",
            )
        ]


def test_one_name_is_enough_for_gbk() -> None:
    text = f"{PROSE}\n" * 50 + "author = {李娜 and Ada Noor}\n" + f"{PROSE}\n" * 50
    assert text_of(text.encode("gbk")) == text
    assert told(text.encode("gbk"))[0][0] == "a.txt:51"


def test_gbk_that_happens_to_be_utf8_too() -> None:
    """The bytes of 模路 in GBK are two Latin letters of UTF-8."""
    text = f"模路\n{CHINESE}\n"
    assert "模路".encode("gbk").decode("utf-8") == "ģ·"
    assert text_of(text.encode("gbk")) == text


def test_lines_of_utf8_and_lines_of_gbk_in_one_file() -> None:
    data = f"语言模型{CHINESE}\n".encode() + CHINESE.encode("gbk")
    assert text_of(data) == f"语言模型{CHINESE}\n{CHINESE}"


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_windows_1252_among_mostly_ascii_lines(encoding: str) -> None:
    text = f"TI  - {PROSE}\nAU  - François Müller\nAB  - Une méthode créée là où ÄÖ sont dans ÅÉ\n"
    assert text_of(text.encode(encoding)) == text
    assert told(text.encode(encoding)) == [
        (
            "a.txt:2",
            "is not UTF-8; 2 lines, of which this is the first, were read as Windows-1252",
        )
    ]


def test_typographic_characters_of_windows() -> None:
    assert text_of(FRENCH.encode("cp1252")) == FRENCH


def test_a_foreign_line_does_not_garble_the_others() -> None:
    data = "Über Ähnlichkeit\n".encode() + "Café".encode() + b" na\xefve \x93x\x94 \xe9\x81\n"
    assert text_of(data) == "Über Ähnlichkeit\nCafé naïve “x” é\x81\n"
    assert told(data) == [("a.txt:2", "is not UTF-8; this line was read as Windows-1252")]


def test_many_foreign_lines_are_one_problem() -> None:
    assert told(b"ok\n" + b"\xe9\n" * 50) == [
        (
            "a.txt:2",
            "is not UTF-8; 50 lines, of which this is the first, were read as Windows-1252",
        )
    ]


def test_zero_bytes_in_text_are_left_out_and_counted() -> None:
    text = f"{PROSE}\n" * 3
    assert text_of(text.replace("small", "sm\0all", 1).encode()) == text
    assert told((f"{PROSE}\n" + f"\0{PROSE}" * 2).encode()) == [
        ("a.txt:2", "2 zero bytes were left out")
    ]


@pytest.mark.parametrize(
    "data",
    [b"one\n\x00\x01", b"%PDF-1.7\nhello", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9],
)
def test_binary_data_are_no_text(data: bytes) -> None:
    text, (problem,) = decode(data, "a.txt")
    assert text == ""
    assert problem.message == "is binary, not text; nothing was read"


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_line_endings(ending: bytes) -> None:
    assert text_of(b"one" + ending + b"two" + ending + ending) == "one\ntwo\n\n"


western = st.text(
    st.sampled_from("éèêëàâçùûôîïöüäßñóáíåøæœÉÀÇÖÜÑ€–’ abcdefghijklmnop"), max_size=60
)
chinese = st.text(st.sampled_from(sorted(set(CHINESE))), min_size=1, max_size=60)
ascii_lines = st.lists(st.sampled_from([PROSE, "TY  - JOUR", "", "year = 2024,"]), max_size=12)


@given(st.lists(chinese, min_size=1, max_size=8), ascii_lines)
def test_any_chinese_in_gbk_is_read(lines: list[str], others: list[str]) -> None:
    text = "\n".join([*others, CHINESE, *lines, *others])
    assert text_of(text.encode("gbk")) == text


@given(st.lists(western, min_size=1, max_size=8), ascii_lines)
def test_words_of_western_europe_are_read(lines: list[str], others: list[str]) -> None:
    text = "\n".join([*others, FRENCH, *lines, *others])
    data = text.encode("cp1252")
    assume(not re.search(rb"[\xc2-\xf4][\x80-\xbf]", data))  # what may be UTF-8 is UTF-8
    assert text_of(data) == text


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_one_clear_problem(data: bytes) -> None:
    text, problems = decode(data, "a.txt")
    assert "\r" not in text
    assert "\0" not in text or data[:2] in (b"\xff\xfe", b"\xfe\xff")
    lines = data.count(b"\n") + data.count(b"\r") + 1
    assert all(1 <= int(problem.where.split(":")[1]) <= lines for problem in problems)


@given(st.text(max_size=300))
def test_utf8_is_never_changed(text: str) -> None:
    text = text.replace("\r", "\n").replace("\0", "").replace("\ufeff", "")
    if not any(ord(char) < 32 or ord(char) == 127 for char in text if char != "\n"):
        assert decode(text.encode(), "a.txt") == (text, ())


def test_a_long_line_takes_no_long_time() -> None:
    data = b"x" * 20_000_000 + b"\xe9" + b"\xd6\xd0" * 1_000_000
    start = time.process_time()
    assert len(text_of(data)) > 20_000_000
    assert time.process_time() - start < 10
