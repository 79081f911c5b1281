"""The public API is a list, and each name on it works and says what it is."""

import inspect

import review

API = [
    "__version__",
    "assign_keys",
    "build",
    "classify",
    "extract",
    "fill",
    "induce",
    "load_config",
    "load_taxonomy",
    "merge",
    "read_file",
    "read_text",
    "render",
    "replay",
    "sections",
    "summarize",
]


def test_the_list_is_the_api() -> None:
    assert review.__all__ == API


def test_every_function_is_documented_and_typed() -> None:
    for name in API[1:]:
        function = getattr(review, name)
        assert inspect.isfunction(function), name
        assert function.__doc__, name
        signature = inspect.signature(function)
        assert signature.return_annotation is not inspect.Signature.empty, name
