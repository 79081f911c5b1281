"""The Jinja2 environment of every template: strict, and escaping for its target by default."""

import hashlib
import os
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
)
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.exceptions import TemplateSyntaxError
from jinja2.loaders import split_template_path
from jinja2.runtime import Context
from markupsafe import Markup

from review.cache import digest, made_by
from review.render import asked

SLIPS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What an expression in a template may raise, beside the errors of Jinja2."""

_OWN = "own"
_PACKAGE = Path(__file__).parents[1]


def template_folders(root: Path | None) -> tuple[Path, ...]:
    """Return the folders that hold templates, those of the survey `root` first.

    A wheel carries them inside the package; a checkout has them beside it.
    """
    own = (root / "templates",) if root else ()
    folders = (*own, _PACKAGE / "templates", _PACKAGE.parent / "templates")
    return tuple(folder for folder in folders if folder.is_dir())


def environment(escape: Callable[[str], str], root: Path | None) -> Environment:
    """Return an environment that prints every value through `escape`, unless it is `Markup`.

    An undefined name is an error. `autoescape` makes Jinja2 keep `Markup` apart from text.
    """

    def finalize(value: object) -> Markup:
        return value if isinstance(value, Markup) else Markup(escape(str(value)))  # noqa: S704

    made = Environment(
        loader=_Folders(root),
        bytecode_cache=_compiled(f"{escape.__module__}.{escape.__qualname__}"),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.template_class, made.context_class = _Template, _Context
    return made


def angled(escape: Callable[[str], str], root: Path | None) -> Environment:
    """Return the same for files in which braces mean something: `<<value>>`, `<%block%>`."""
    return environment(escape, root).overlay(
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
    )


def own_mark(jinja: Environment) -> bytes:
    """Return a digest of the survey's own templates as `jinja` reads them."""
    return jinja.loader.mark if isinstance(jinja.loader, _Folders) else b""


class _Folders(FileSystemLoader):
    """Reads templates; those of the survey at once, so that all pages are made of one state."""

    def __init__(self, root: Path | None) -> None:
        """Read the survey's own templates."""
        super().__init__(template_folders(None))
        self._place = root / "templates" if root else Path()
        self._own = dict(sorted(_read(self._place))) if root else {}
        self.mark = digest(
            [(path.relative_to(self._place).as_posix(), text) for path, text in self._own.items()]
        )

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return the text and the file of a template; the survey's own wins, unless it is a copy
        of the shipped one, which is compiled already."""
        pieces = split_template_path(template)
        own = self._own.get(self._place.joinpath(*pieces))
        shipped = (Path(folder, *pieces) for folder in self.searchpath)
        if own is None or any(path.is_file() and path.read_bytes() == own for path in shipped):
            return super().get_source(environment, template)
        place = str(self._place.joinpath(*pieces))
        try:
            return own.decode(), place, lambda: True
        except UnicodeDecodeError as error:
            raise TemplateSyntaxError(str(error), 1, template, place) from error


def _read(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield the files in a folder, also where it is linked to another place."""
    for place, _, names in os.walk(folder, followlinks=True):
        for name in names:
            with suppress(FileNotFoundError):  # a link to nowhere, or what an editor put there
                yield Path(place, name), Path(place, name).read_bytes()


class _Template(Template):
    """A template whose macros know nothing of other pages: each page imports them anew."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return self.make_module()


@dataclass(frozen=True, slots=True)
class Later:
    """A variable of a template that is made where one reads it."""

    make: Callable[[], object]


class _Context(Context):
    """The variables of a template."""

    def resolve_or_missing(self, key: str) -> Any:
        found = super().resolve_or_missing(key)
        return found.make() if isinstance(found, Later) else found


class _Shipped(FileSystemBytecodeCache):
    """Keeps the shipped templates compiled, and none of a survey's own."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        places = (_PACKAGE / "templates", _PACKAGE.parent / "templates")
        shipped = filename is not None and any(map(Path(filename).is_relative_to, places))
        return super().get_cache_key(name, filename) if shipped else _OWN

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key != _OWN:
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.key != _OWN:
            super().dump_bytecode(bucket)


@cache
def _compiled(target: str) -> FileSystemBytecodeCache | None:
    """Return where templates for one target lie compiled, as modules of the package do.

    Constants in them are escaped already: they belong to the code as it is, and those of another
    are deleted. None where nobody may write.
    """
    place = _PACKAGE / "__pycache__" / "templates"
    made = made_by()[:16]
    name = hashlib.sha256(target.encode()).hexdigest()[:16]
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place):
            for path in place.glob("*.jinja"):
                if not path.name.startswith(made):
                    path.unlink(missing_ok=True)
            return _Shipped(str(place), f"{made}-{name}-%s.jinja")
    except OSError:
        return None


def is_of_template(error: Exception) -> bool:
    """Tell whether an error arose in an expression of a template, and not in this package."""
    frames = traceback.extract_tb(error.__traceback__)
    while frames and frames[-1].filename == asked.__file__:  # it stands between the two
        frames.pop()
    last = Path(frames[-1].filename) if frames else _PACKAGE
    return any(map(_is_template, frames)) and not last.is_relative_to(_PACKAGE)


def template_place(error: Exception) -> str:
    """Return `file:line` of the template in which the error arose."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}"
    frames = traceback.extract_tb(error.__traceback__)
    inside = list(filter(_is_template, frames))
    return f"{inside[-1].filename}:{inside[-1].lineno}" if inside else "templates/"


def _is_template(frame: traceback.FrameSummary) -> bool:
    return not frame.filename.endswith(".py") and not frame.filename.startswith("<")


def assets(root: Path | None) -> Iterator[tuple[str, str]]:
    """Yield name and text of the files in `templates/assets`; the survey's own ones win."""
    found: dict[str, Path] = {}
    for folder in reversed(template_folders(root)):
        for path in sorted((folder / "assets").rglob("*")):
            if path.is_file():
                found[path.relative_to(folder / "assets").as_posix()] = path
    for name, path in sorted(found.items()):
        yield name, path.read_text(encoding="utf-8")
