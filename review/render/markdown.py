"""Text as Markdown that shows exactly that text, whatever is in it.

Titles and abstracts are data: no character of them may become markup, a template or an address
that a browser runs. Markdown has too many rules to escape by backslash (they differ by extension);
a numeric entity is a character in all of them. What is harmless where it stands, such as the full
stop of a sentence, stays as it is, so that a page reads well as a file.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from html import escape as escape_html
from urllib.parse import quote

from markupsafe import Markup

from review.model import Json

_UNFIT = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_RISKY = re.compile(  # each way begins with its sign, which is how the next is found quickly
    r"""[!"#$&*+<=>@\[\\\]^_`{|}~]"""  # markup somewhere
    r"|:(?!\s|$)|:(?<!\w:)"  # emoji, addresses, definitions; not the colon of a title
    r"|-(?<=--)|-(?=-)|-(?<![\s\S]-)"  # dashes, rules and lists; not a hyphen
    r"|'(?<!\w')|'(?!\w)"  # quotation marks; not an apostrophe
    r"|\.(?=\.)|\.(?<=\.\.)|\?(?=\?)|\?(?<=\?\?)"  # an ellipsis, a foldable block
)
_NUMBERED = re.compile(r"(\d+|[A-Za-z]{1,4})([.)])(?=\s|$)")
_TITLE = str.maketrans({"(": "&#40;", ")": "&#41;", "'": "&#39;"})
_HTTP = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)


def plain(text: str) -> str:
    """Return `text` on one line, without control characters and what turns a line around."""
    if text.isprintable() and "  " not in text and text == text.strip():
        return text
    text = _SURROGATE.sub("\ufffd", _UNFIT.sub("", text))
    return " ".join(text.split())


@lru_cache(maxsize=65536)
def escape(text: str) -> str:
    """Return Markdown that shows `plain(text)`, at the start of a line or inside one."""
    text = plain(text)
    start = ""
    if numbered := _NUMBERED.match(text):
        start = numbered[1] + _entity(numbered[2])
        text = text[numbered.end() :]
    return start + _RISKY.sub(lambda found: _entity(found[0]), text)


def _entity(text: str) -> str:
    return "".join(f"&#{ord(character)};" for character in text)


def attribute(text: str) -> str:
    """Return `text` for an attribute in double quotes, in Markdown or in HTML."""
    return escape_html(plain(text), quote=True).replace("\\", "&#92;").replace("`", "&#96;")


def markdown(source: str) -> Markup:
    """Return what is Markdown already, so that a template does not escape it again."""
    return Markup(source)  # noqa: S704


def link(text: str, target: str, title: str = "", attributes: str = "") -> Markup:
    """Return a Markdown link; `target` is a path inside the site or what `address` returned.

    `attributes` are written as in `#anchor .class`.
    """
    tooltip = f' "{escape(title).translate(_TITLE)}"' if title else ""
    after = f"{{ {attributes} }}" if attributes else ""
    return markdown(f"[{escape(text)}]({target}{tooltip}){after}")


def address(url: str) -> str:
    """Return `url` fit for a Markdown link; empty unless it is http or https."""
    text = url.strip()
    if not _HTTP.match(text):
        return ""
    fit = quote(text.encode("utf-8", "replace"), safe="#%&+,/:;=?@~-._!$")
    return fit.replace("&", "&#38;")


def front_matter(fields: Mapping[str, Json]) -> Markup:
    """Return a YAML front matter; MkDocs prints a page's title unescaped, so it is HTML here."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items()]
    return markdown("\n".join(("---", *lines, "---")))


def html_title(text: str) -> str:
    """Return a title for the front matter and the navigation, which MkDocs prints as HTML."""
    return escape_html(plain(text), quote=False)


def slug(text: str) -> str:
    """Return `text` as an anchor of a-z, 0-9 and "-"; empty where nothing of it is left."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", bare))
