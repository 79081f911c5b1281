"""Words as a model counts them: folded, stop-worded, stemmed; and titles as keys."""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from review.text.markup import clean

_STOP_WORDS = """
    a about above across after afterwards again against al all almost alone along already also
    although always am among amongst an and another any anyhow anyone anything anyway anywhere are
    around as at be became because become becomes becoming been before beforehand behind being
    below beside besides between beyond both but by can cannot could did do does doing done down
    due during e each eg either else elsewhere enough et etc even ever every everyone everything
    everywhere except few find first for former formerly from further g had has have he hence her
    here hereby herein hers herself him himself his how however i ie if in indeed instead into is
    it its itself last latter latterly least less made many may me meanwhile might mine more
    moreover most mostly much must my myself namely neither never nevertheless next no nobody none
    nor not nothing now nowhere of off often on once one only onto or other others otherwise our
    ours ourselves out over own per perhaps please put rather re s same see seem seemed seeming
    seems several she should show shown since so some somehow someone something sometime sometimes
    somewhere still such t take than that the their them themselves then thence there thereafter
    thereby therefore therein thereupon these they this those though through throughout thru thus
    to together too toward towards two under until up upon us use used uses using very via was we
    well were what whatever when whence whenever where whereas whereby wherein whereupon wherever
    whether which while whither who whoever whole whom whose why will with within without would
    yet you your yours yourself yourselves
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words without a subject of their own, in lower case."""

_WORD = re.compile(r"[^\W_]{2,}")
_APART = re.compile(r"[\W_]+")
_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_LONGEST = 24  # beyond it stands a URL or a sequence, which has no stem


@lru_cache(maxsize=16_384)  # a title is compared by several stages
def title_key(title: str) -> str:
    """Return the title for matching: no markup, case, accents or punctuation, single spaces."""
    text = unicodedata.normalize("NFKD", clean(title)).translate(_ACCENTS)
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _APART.sub(" ", folded).strip()


@cache
def stem(word: str) -> str:
    """Return the English Snowball stem (Porter 2001) of a lower-case word."""
    if len(word) > _LONGEST or not word.isascii() or not word.isalpha():
        return word
    return str(_stemmer()(word))


@cache
def _stemmer() -> Callable[[str], str]:
    from nltk.stem.snowball import EnglishStemmer

    stemmer: Callable[[str], str] = EnglishStemmer().stem
    return stemmer


def terms(text: str) -> list[str]:
    """Return the stems of the words of `text` in order, without stop words and bare numbers."""
    return [
        stem(word)
        for word in _WORD.findall(text.lower())
        if word not in STOP_WORDS and not word.isdigit()
    ]
