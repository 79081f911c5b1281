"""What is made of a thing is made once, and does not pile up."""

from collections.abc import Callable

from review.render.once import last, once

Size = Callable[[list[int]], int]


class Sizes:
    """Lengths of lists, and those that had to be made."""

    def __init__(self, keep: Callable[[Size], Size]) -> None:
        self.made: list[int] = []
        self.of = keep(self._size)

    def _size(self, one: list[int]) -> int:
        self.made.append(len(one))
        return len(one)


def test_a_thing_is_known_by_being_the_very_same() -> None:
    sizes, first, second = Sizes(once), [1, 2], [1, 2]
    assert [sizes.of(one) for one in (first, first, second, first)] == [2, 2, 2, 2]
    assert sizes.made == [2, 2]


def test_of_large_things_the_last_alone_is_known() -> None:
    sizes, first, second = Sizes(last), [1], [1, 2]
    assert [sizes.of(one) for one in (first, first, second, second, first)] == [1, 1, 2, 2, 1]
    assert sizes.made == [1, 2, 1]
