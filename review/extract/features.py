"""What a sentence looks like: words, cues and numbers cheap enough for 100,000 abstracts."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from review.text.terms import STOP_WORDS, stem

_TOKEN = re.compile(r"[a-zà-ÿ]+|\d+|[%:?()\"]")
_NUMBER = "0"
_SLIGHT = STOP_WORDS.union("abcdefghijklmnopqrstuvwxyz", map(chr, range(0xE0, 0x100)), '0%:?()"')
"""Tokens without a stem: stop words and single signs."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in text.split(","))


PROPOSE = _words(
    """propose proposes introduce introduces present presents develop develops design designs
    devise devises describe describes construct constructs create creates formulate formulates
    provide provides offer offers release contribute contributes proposed introduced presented
    developed designed created constructed built advocate suggest suggests define derive derives
    unveil launch curate put"""
)
STEP = _words("leverage leverages extend extends collect build builds establish")
"""What is done on the way to what is proposed, as well as to propose it."""

MAKES = PROPOSE | STEP
"""Verbs of which what follows may be the name of something new."""

STUDY = _words(
    """study studies investigate investigates explore explores examine examines analyze analyse
    analyzes analyses consider considers address addresses tackle tackles focus focuses survey
    surveys review reviews compare compares evaluate evaluates assess assesses revisit revisits
    aim aims seek discuss discusses ask conduct perform investigated studied explored examined
    analyzed analysed evaluated assessed compared reviewed aimed sought conducted performed
    re rethink formalize formalise characterize test report reports"""
)
SHOW = _words(
    """show shows find finds demonstrate demonstrates observe observes prove proves reveal reveals
    discover discovers conclude concludes showed found demonstrated observed proved establish
    verify confirm validate argue see note suggest believe hypothesize identify"""
)
_SELF = _words("we i authors paper work study article letter thesis chapter report survey")
_OWN = _words("paper work study article letter thesis chapter report survey research review")
_DEICTIC = _words("this the present our")
_FILLER = _words(
    """also then first here therefore thus further hereby now therefore next finally additionally
    instead hence specifically both to will can aim have has in paper work this"""
)
_PASSIVE = _phrases(
    """is proposed,are proposed,is introduced,is presented,are presented,are introduced,
    was developed,is developed,has been proposed,been developed,we proposed,were developed"""
)
_BY = frozenset(
    ("by", verb)
    for verb in _words("proposing introducing presenting developing designing devising")
)
_CUES: tuple[tuple[str, frozenset[str]], ...] = (
    ("novel", _words("novel new newly unified simple innovative first")),
    ("named", _words("called termed dubbed named coined denoted namely")),
    ("here", _phrases("this paper,this work,this study,this article,this letter,this thesis,"
                      "this survey,this research,this report,paper presents,present study,"
                      "present paper,our work,our paper,this review,current study")),
    ("aim", _phrases("aim,aims,goal,objective,purpose,aimed,our goal,seeks,in order")),
    ("contrast", _words("however but yet despite although though while unfortunately nevertheless "
                        "whereas nonetheless still")),
    ("results", _phrases("results,experiments,experimental,experiment,empirically,empirical,"
                         "evaluation,evaluations,evaluations on,extensive,findings,finding")),
    ("better", _words("outperform outperforms outperforming outperformed superior superiority "
                      "achieve achieves achieved achieving surpass surpasses surpassing improve "
                      "improves improved improving improvement improvements better best exceeds "
                      "competitive comparable reduces reduced reducing effectiveness exceeding "
                      "faster gains significant significantly consistently attains yields")),
    ("sota", _phrases("the art,state of,sota,baselines,baseline,previous best,prior work")),
    ("numbers", _phrases("0,%,0 %,times faster,orders of,up to")),
    ("address", _phrases("to address,to tackle,to overcome,to this,to solve,to mitigate,"
                         "to alleviate,to bridge,to fill,to remedy,to resolve,address this,"
                         "this end,to handle,to achieve,to enable,motivated by,inspired by")),
    ("release", _phrases("code,available,publicly,github,https,http,open source,released,release,"
                         "project page,code is,are available,source code")),
    ("more", _words("specifically particularly furthermore moreover additionally besides addition "
                    "further also concretely notably meanwhile similarly")),
    ("close", _phrases("finally,lastly,conclude,conclusion,in conclusion,in summary,overall,"
                       "suggest,suggests,implications,insights,future,hope,highlight,highlights,"
                       "underscore,potential")),
    ("trouble", _words("challenge challenges challenging difficult problem limited lack lacks "
                       "suffer suffers expensive remains limitations limitation bottleneck fail "
                       "fails costly issue issues hinder hinders unclear poor struggle struggles "
                       "gap drawback drawbacks inefficient overlooked ignore impractical")),
    ("state", _words("is are has have been become becomes recently recent widely increasingly "
                     "often typically traditional existing previous current many most popular "
                     "important crucial essential commonly")),
    ("resource", _words("dataset datasets benchmark corpus toolkit library survey suite "
                        "annotated collection database")),
    ("thing", _words("framework method approach algorithm model system architecture technique "
                     "strategy mechanism pipeline paradigm module network scheme methodology "
                     "procedure loss objective approaches methods models")),
    ("how", _phrases("by,via,through,based on,consists of,which,that,using,leverages,leveraging,"
                     "consists,composed of,enables,allows,utilizes,incorporates,comprises")),
    ("evidence", _phrases("results show,results demonstrate,experiments show,results on,"
                          "experiments on,experiments demonstrate,that our,results indicate,"
                          "demonstrate that,show that,shows that,our method,our results,"
                          "our approach,find that,reveal that,our findings,found that,"
                          "the proposed,indicate that,demonstrate the,results suggest")),
    ("question", _words("? whether why question questions")),
    ("person", _words("we our")),
    ("passive", _PASSIVE),
    ("vague", _words("explore explores aim aims seek consider potential preliminary inspiration "
                     "insight build study follow support hypothesize hypothesized")),
    ("overview", _words("survey review overview comprehensive systematically systematic book")),
    ("given", _words("when if under given assume consider let suppose each every step")),
)  # fmt: skip
_MOVES = (("propose", PROPOSE), ("study", STUDY), ("step", STEP), ("show", SHOW))
_CUES_OF = {
    tuple(gram.split()): tuple(name for name, cue in _CUES if gram in cue)
    for gram in frozenset().union(*(cue for _, cue in _CUES))
}
_CUES_OF_WORD = {gram[0]: names for gram, names in _CUES_OF.items() if len(gram) == 1}
_CUES_OF_PAIR = {gram[:2]: names for gram, names in _CUES_OF.items() if len(gram) == 2}
_CUE_WORDS, _CUE_PAIRS = frozenset(_CUES_OF_WORD), frozenset(_CUES_OF_PAIR)
_ROLES = tuple(f"role{number}" for number in range(5))
_LEADS = _words("this these it such they our their those in to we by however while")
_BACK = _words("this these such it they their")


@dataclass(frozen=True, slots=True)
class Look:
    """The words of one sentence: `tokens` in order (numbers are "0"), `words` as their set,
    `stems` without stop words, `cues` by name, `moves` the authors say they make."""

    tokens: tuple[str, ...]
    words: frozenset[str]
    stems: frozenset[str]
    cues: frozenset[str]
    moves: frozenset[str]


def look(text: str) -> Look:
    """Return the words and cues of a sentence."""
    tokens = _tokens(text)
    words = frozenset(tokens)
    moves = frozenset(() if _SELF.isdisjoint(words) else _moves(tokens))
    if moves and "by" in words and not _BY.isdisjoint(pairwise(tokens)):
        moves |= {"propose"}
    return Look(tokens, words, _stems(words), _cues(tokens, words) | moves, moves)


def _tokens(text: str) -> tuple[str, ...]:
    found = _TOKEN.findall(text.lower())
    return tuple([_NUMBER if token.isdigit() else token for token in found])


def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, words - _SLIGHT))


def _cues(tokens: Sequence[str], words: frozenset[str]) -> frozenset[str]:
    found: set[str] = set()
    found.update(
        *map(_CUES_OF_WORD.__getitem__, _CUE_WORDS & words),
        *map(_CUES_OF_PAIR.__getitem__, _CUE_PAIRS.intersection(pairwise(tokens))),
    )
    if len(tokens) < 9:
        found.add("short")
    if len(tokens) > 45:
        found.add("long")
    if tokens and tokens[0] in _LEADS:
        found.add("lead_" + tokens[0])
    return frozenset(found)


def _moves(tokens: Sequence[str]) -> list[str]:
    """What the authors say they do (`_MOVES`), with "we" or "this paper" before."""
    found = []
    for place, token in enumerate(tokens):
        if token not in _SELF or (
            token not in ("we", "i", "authors")
            and (place == 0 or tokens[place - 1] not in _DEICTIC)
        ):
            continue
        for verb in tokens[place + 1 : place + 5]:
            moves = [name for name, verbs in _MOVES if verb in verbs]
            if moves:
                found += moves
                break
            if verb not in _FILLER and not verb.endswith("ly"):
                break
    return found


def features(
    title: str,
    looks: Sequence[Look],
    roles: Sequence[Sequence[float]],
    named: Sequence[int] = (),
) -> list[dict[str, float]]:
    """Return the features of every sentence of one abstract.

    `roles` are log-probabilities; `named` are the numbers of the sentences that hold the name of
    what the work introduces.
    """
    own = [dict.fromkeys(each.cues, 1.0) for each in looks]
    _position(looks, own)
    _context(looks, own)
    _overlaps(title, looks, own)
    _naming(looks, own, named)
    for each, scores in zip(own, roles, strict=True):
        each.update(zip(_ROLES, [max(score, -6.0) for score in scores], strict=True))
    return own


def _position(looks: Sequence[Look], own: Sequence[dict[str, float]]) -> None:
    count = len(own)
    for place, each in enumerate(own):
        each["length"] = math.log1p(len(looks[place].tokens)) - 3.2
        each["at"] = place / max(count - 1, 1)
        each["at2"] = (each["at"] - 0.5) ** 2 * 4
        if place < 2 and not looks[place].moves:
            each[f"from{place}"] = 1.0
        if count - place <= 2:
            each[f"to{count - place}"] = 1.0


def _context(looks: Sequence[Look], own: Sequence[dict[str, float]]) -> None:
    """What the neighbours and the sentences before hold."""
    count = len(own)
    seen: set[str] = set()
    moves = [each.moves for each in looks]
    for place, each in enumerate(own):
        _leaning(looks[place].tokens, each)
        for move in sorted(moves[place]):
            each[f"{'later' if move in seen else 'first'}_{move}"] = 1.0
        if "propose" not in seen:
            each["unproposed"] = 1.0
        if place and "contrast" in own[place - 1]:
            each["after_contrast"] = 1.0
        if place and "trouble" in own[place - 1]:
            each["after_trouble"] = 1.0
        if place and moves[place - 1]:
            each["after_move"] = 1.0
        if place + 1 < count and "results" in own[place + 1]:
            each["before_results"] = 1.0
        seen |= moves[place]
    if "propose" not in seen:
        for each in own:
            if "study" in each:
                each["study_only"] = 1.0
            if "show" in each:
                each["show_only"] = 1.0


def _leaning(tokens: Sequence[str], own: dict[str, float]) -> None:
    """Tell "This allows", which leans on the sentence before it, from "This paper"."""
    if len(tokens) > 1 and tokens[0] in _BACK and tokens[1] not in _OWN:
        own["lead_back"] = 1.0
        own.pop("lead_this", None)


def _naming(looks: Sequence[Look], own: Sequence[dict[str, float]], named: Sequence[int]) -> None:
    for rank, place in enumerate(named):
        own[place]["holds_name"] = 1.0
        own[place]["later_name" if rank else "first_name"] = 1.0
        if not rank and looks[place].moves:
            own[place]["moves_name"] = 1.0
    if named:
        for place in range(named[0]):
            own[place]["before_name"] = 1.0


def _overlaps(title: str, looks: Sequence[Look], own: Sequence[dict[str, float]]) -> None:
    """Likeness to the title and to the whole abstract, also as ranks within the abstract."""
    heading = _stems(frozenset(_tokens(title)))
    whole = Counter(chain.from_iterable([each.stems for each in looks]))
    norm = math.sqrt(sum([number * number for number in whole.values()])) or 1.0
    titled, central = [], []
    for each in looks:
        titled.append(len(heading & each.stems) / (len(heading) or 1))
        weight = sum(map(whole.__getitem__, each.stems))
        central.append(weight / (norm * math.sqrt(len(each.stems) or 1)))
    most_titled, most_central = max(titled, default=0.0), max(central, default=0.0)
    for seen, part, center in zip(own, titled, central, strict=True):
        seen["title"], seen["center"] = part, center
        if part and part == most_titled:
            seen["titlest"] = 1.0
        if center == most_central:
            seen["centerest"] = 1.0
