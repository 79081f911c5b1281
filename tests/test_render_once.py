"""What is made of a thing is made once, and does not pile up."""

from review.render.once import last, once


def test_a_thing_is_known_by_being_the_very_same() -> None:
    made: list[int] = []

    @once
    def size(one: list[int]) -> int:
        made.append(len(one))
        return len(one)

    first, second = [1, 2], [1, 2]
    assert [size(first), size(first), size(second), size(first)] == [2, 2, 2, 2]
    assert made == [2, 2]


def test_of_large_things_the_last_alone_is_known() -> None:
    made: list[int] = []

    @last
    def size(one: list[int]) -> int:
        made.append(len(one))
        return len(one)

    first, second = [1], [1, 2]
    assert [size(first), size(first), size(second), size(second), size(first)] == [1, 1, 2, 2, 1]
    assert made == [1, 2, 1]
