"""The name of what a work introduces. A wrong name spoils the prose: in doubt there is none.

Candidates come from the title's head and from the turns of phrase by which authors name things;
each turn has points, the rest of the abstract speaks for or against, and the best one wins if it
has enough.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from review.extract.acronyms import long_form
from review.extract.features import MAKES, Look
from review.text.markup import cleaned

_CAPITAL = r"(?:[A-Z0-9Α-Ω][\w+*²³.-]*(?<![.-])|[a-z]+[A-Z0-9][\w+*²³.-]*(?<![.-]))"
_PHRASE = rf"({_CAPITAL}(?:[ -]{_CAPITAL}){{0,3}})(?![\w-]*\w)"
_QUOTE = r"[\"“”'‘’*]{0,2}"
_UNCUT = r"(?! (?:(?:with|of|for|and|via|by|in|through|using|on|from|to|as|the) )?[A-Z])"
_THING = (
    r"(?:framework|method|model|models|approach|algorithm|system|technique|architecture|network|"
    r"strategy|paradigm|pipeline|scheme|module|mechanism|dataset|benchmark|corpus|toolkit|suite|"
    r"library|agent|metric|optimizer|platform|tool|testbed|procedure|protocol|loss|task|language)"
)
_MAKES = (
    r"(?:propose|introduce|present|develop|release|design|create|describe|build|offer|unveil|"
    r"construct|contribute|curate|devise|launch|collect|establish|open-source|provide)"
)
_ADVERB = r"(?: \w+ly| also| then| first| further| hereby| here| therefore)?"
_AFTER = (
    r"(?=,|\.|;|:| ?\(| ?[–—] | - |'s\b|’s\b| (?:a|an|the|which|that|to|as|for|in|with|and|by|"
    rf"on|based|is|are|where)\b| {_THING}\b|$)"
)
_CALLS = frozenset(
    "called termed dubbed named coined namely denoted call name term dub refer referred "
    "abbreviated".split()
)
_THINGS = frozenset(_THING[3:-1].split("|"))
_TURNS: tuple[tuple[frozenset[str], re.Pattern[str], float], ...] = tuple(
    (words, re.compile(pattern), points)
    for words, pattern, points in (
        (
            _CALLS,
            r"\b(?:called|termed(?: as)?|dubbed(?: as)?|named(?: as)?|coined(?: as)?|namely|denoted"
            r"(?: as| by)?|(?:we|which is|is) (?:also )?(?:call|name|term|dub|refer to)"
            r"(?: (?:it|this \w+))?(?: as)?|refer(?:red)? to as|abbreviated as|abbreviated),? "
            rf"(?:the |a |an )?{_QUOTE}{_PHRASE}{_UNCUT}",
            3.5,
        ),
        (
            MAKES,
            rf"\b(?:[Ww]e|paper|work|study|article|report|and){_ADVERB} {_MAKES}(?:s|ed|d)?"
            rf"(?: and (?:\w+-)?\w+)?,? (?:the |our )?{_QUOTE}{_PHRASE}{_QUOTE}{_UNCUT}{_AFTER}",
            3.5,
        ),
        (
            MAKES,
            rf"\b{_MAKES}(?:s|ed|d)? (?:a|an) (?:[\w-]+,? ){{1,7}}?{_THING}, "
            rf"{_QUOTE}{_PHRASE}{_QUOTE}(?=,|\.)",
            3.5,
        ),
        (
            MAKES,
            rf"(?:^|, ){_QUOTE}{_PHRASE}{_QUOTE}(?: \([^)]*\))? (?:is|are) {_MAKES}d",
            3.0,
        ),
        (_THINGS, rf"\b{_THING},? {_QUOTE}{_PHRASE}{_QUOTE}{_UNCUT}{_AFTER}", 2.5),
        (frozenset({"short"}), rf"[,(] ?or {_QUOTE}{_PHRASE}{_QUOTE},? for short", 3.5),
        (
            frozenset({"short", "stands"}),
            rf"\b{_PHRASE} (?:benchmark|dataset|framework|model)? ?\((?:short|which stands) for ",
            3.5,
        ),
        (frozenset({"e"}), rf"\bi\.e\.,? {_QUOTE}{_PHRASE}{_QUOTE},", 2.5),
        (
            frozenset({"novel", "new", "first", "simple"}),
            rf"\b{_PHRASE}, (?:a|an|the first) (?:[\w-]+ and )?(?:novel|new|first|simple)\b",
            2.5,
        ),
    )
)
"""Words of which one must stand in the sentence, the turn of phrase, and its points."""

_APART = re.compile(
    r"\b(?:[Tt]he (?:resulting|proposed|final|new)|[Oo]ur(?: proposed)?)(?: [\w-]+,?){1,7}?, "
    rf"{_PHRASE},"
)
_APARTS = frozenset({"resulting", "proposed", "final", "new", "our"})
_OURS = re.compile(r"\b(?:[Oo]ur|[Pp]roposed) (?:[\w-]+ )?\Z")
_SUBJECT = re.compile(
    r",?\s(?:is|are|can|outperforms?|achieves?|surpass(?:es)?|improves?|uses?|leverages?|enables?|"
    r"consists?|employs?|reduces?|also|significantly|consistently|introduces?|provides?|exhibits?|"
    r"demonstrates?|obtains?|shows?|yields?|first|adopts?|incorporates?|allows?|performs?|contains|"
    r"comprises|includes|has|utilizes?|effectively|supports?|learns?|trains?|generates?|attains?|"
    r"delivers?|maintains?|works|aims|offers?|combines?|integrates?|applies|takes|retains|not only|"
    r"calculates|identifies|separately|exclusively|brings)\b"
)
_PREFIX = re.compile(r"\s*(.{2,40}?)\s?(?::|\s[–—-]{1,2})\s")
_REPORT = re.compile(r" (?:[Tt]echnical [Rr]eport|[Pp]roject|[Cc]hallenge|[Ss]ystem)\Z")
_PAREN = re.compile(
    rf"\((?:called |termed |dubbed |named )?{_QUOTE}({_CAPITAL}(?: {_CAPITAL})?){_QUOTE}"
    r"(?:[,;] [^)]*)?\)"
)
_MADE = frozenset({"propose", "step"})
_MAKING = re.compile(
    r"\b(?:(?:[Ww]e|paper|work|study|article)(?: \w+ly| also| then| first| further)? (\w+)|"
    r"(propos|introduc|present|develop|design|devis|creat|call|term|dub|nam|releas|curat)\w*)\b"
)
_OTHER_VERBS = re.compile(
    r"(?:use|using|utiliz|evaluat|stud|train|test|appl|compar|show|find|found|leverag|employ|"
    r"consider|investigat|explor|examin|analy|demonstrat|observ|perform|conduct|focus|address|review|survey|"
    r"adopt|prov|argue|discuss|identif|reveal|incorporat|combine|integrat|tackle|achiev|improv|are|"
    r"have|can|aim|report|assess|select|fine|pretrain|ask|measure|discover|verif|validat|implement|generaliz|"
    r"explain|exploit)"
)
_BETWEEN = re.compile(
    r"(?<![\w-])(?:for|to|that|which|from|in|on|where|between|into|against|towards?|via|by|using|"
    r"with)(?![\w-])"
)
_REPOSITORY = re.compile(r"(?:github|gitlab|huggingface)\.\w+/[\w.-]+/([\w.-]*\w)")
_PLURAL = re.compile(r"[A-Z]{2,}s")
_SURVEY = re.compile(r"\b(?:survey|review|overview|tutorial)\b", re.IGNORECASE)
_ENOUGH = 3.0
_LIKELY = 1.0
_SURE = 2.0
_NEVER = -9.0
_COMMON = """
    a an the we our it this that i ii iii iv one two three first second new novel figure table
    section experiments results code data large language deep neural bayesian transformer
    transformers imagenet english chinese european github however in to on for based using
    extensive multi-task multi-modal self-supervised pre-training pre-trained fine-tuning
    zero-shot few-shot low-rank end-to-end large-scale gpu gpus cpu ai ml dl nlp nlu nlg llm plm lm
    mllm vlm lvlm lmm slm gnn gcn cnn rnn lstm gru gan vae dnn mlp vit mdp pomdp rl irl marl ssl zsl
    fsl svm gp mcmc mcts pca ica em sgd mle vqa slam ner qa mt nmt smt asr tts ocr mri ct eeg ecg
    uav iot ehr kg kge gpt bert rag cot icl sft rlhf peft kd mil ood cl cv sat csp asp ilp milp pde
    ode elbo ros afm mtl ekf ukf bss nlos fov imu gps gmm hmm crf mab ucb ppo dqn ddpg sde fem dof
    hri mpc pid lqr mas pso pinn nerf lidar sota http https url api sql html xml 2d 3d rgb-d rgbd
"""
_GENERIC = frozenset(_COMMON.split())
_KNOWN = frozenset(
    """alexnet albert alpaca bart bard bert bloom cifar-10 cifar-100 chatgpt claude clip coco codex
    deberta deepseek diffusion dino dpo distilbert electra elmo falcon flan-t5 gemini gemma glove
    gpt-2 gpt-3 gpt-3.5 gpt-4 gsm8k llama llama-2 llama-3 llava lora mae mistral mixtral mmlu mnist
    mobilenet openai palm phi-2 pytorch qlora qwen resnet roberta squad swin t5 tensorflow vicuna
    whisper wikipedia word2vec wordnet xlnet yolo""".split()
)
"""Names that nearly always are those of what a work builds on, if its title does not begin so."""


def introduced(title: str, texts: Sequence[str], looks: Sequence[Look]) -> str | None:
    """Return the name of the system, method, data set or benchmark the work introduces."""
    title, *texts = cleaned([title, *texts])
    scores: dict[str, float] = {}
    _from_title(title, texts, looks, scores)
    places = dict.fromkeys(scores, 0)
    for place, (text, each) in enumerate(zip(texts, looks, strict=True)):
        making = not _MADE.isdisjoint(each.moves) or "passive" in each.cues
        if making or "person" in each.cues or "named" in each.cues:
            doubt = 0.0 if making else 1.0 if "novel" in each.cues else 2.0
            _from_turns(text, each, doubt, scores)
        if making or "person" in each.cues or "novel" in each.cues:
            _from_brackets(text, "passive" in each.cues, scores)
        if not _APARTS.isdisjoint(each.words):
            for found in _APART.finditer(text):
                _add(scores, found[1], 3.5)
        for name, points in scores.items():
            if points >= _LIKELY:
                places.setdefault(name, place)
    _from_links(texts, scores)
    _weigh(title, texts, places, scores)
    best = max(scores.items(), key=lambda item: (item[1], -len(item[0]), item[0]), default=None)
    return _usual(best[0], texts) if best and best[1] >= _ENOUGH else None


def holding(name: str | None, texts: Sequence[str]) -> list[int]:
    """Return the numbers of the sentences that hold the name."""
    return [place for place, text in enumerate(texts) if name and _finds(name, text)]


def _usual(name: str, texts: Sequence[str]) -> str:
    """The name in the capitals that the abstract gives it most often."""
    forms: Counter[str] = Counter()
    for text in texts:
        for place in _finds(name.lower(), text.lower()):
            form = text[place : place + len(name)]
            if not form.islower() or name.islower():  # in links, names are written small
                forms[form] += 1
    return max(forms, key=lambda form: (forms[form], form == name, form), default=name)


def coinage(name: str) -> int:
    """Return 2 for a name no ordinary words make up, 1 for capitalised words, 0 for neither."""
    folded = name.casefold()
    if (
        folded in _GENERIC
        or folded.endswith("-based")
        or folded.removesuffix("s") in _GENERIC
        or sum(map(str.isalpha, name)) < 2
    ):
        return 0
    parts = re.split(r"[ -]", name)
    if any(any(c.isupper() or c.isdigit() for c in part[1:]) for part in parts):
        return 2
    letters = parts[1:] if parts[0] == "A" else parts  # an article
    single = len(parts) > 1 and any(len(part) == 1 and part.isupper() for part in letters)
    return 2 if single else int(name[0].isupper())


def _field(name: str, texts: Sequence[str]) -> bool:
    """Whether a name of several words is only the long form of a short one that many use."""
    opening = f"{name} ("
    if " " not in name or not any(opening in text for text in texts):
        return False
    found = re.compile(rf"{re.escape(opening)}(\w+)\)")
    shorts = (found.search(text) for text in texts)
    return any(short and short[1].casefold().removesuffix("s") in _GENERIC for short in shorts)


def _add(scores: dict[str, float], name: str, points: float) -> None:
    words = name.split()
    while len(words) > 1 and words[-1].casefold() in ("a", "an", "the", "we"):
        words.pop()
    name = " ".join(words)
    scores[name] = max(scores.get(name, _NEVER), points)


def _finds(name: str, text: str) -> list[int]:
    """Where `name` stands as a whole word."""
    found = []
    place = text.find(name)
    while place >= 0:
        end = place + len(name)
        before, after = text[place - 1 : place] if place else "", text[end : end + 1]
        if not (before.isalnum() or before in ("-", "_")) and not after.isalpha():
            found.append(place)
        place = text.find(name, end)
    return found


def _uses(name: str, text: str) -> int:
    return len(_finds(name, text))


def _from_title(
    title: str, texts: Sequence[str], looks: Sequence[Look], scores: dict[str, float]
) -> None:
    found = _PREFIX.match(title)
    if not found or len(found[1].split()) > 3 or re.search(r"\w['’]s\s", found[1]):
        return
    name = _REPORT.sub("", found[1].strip("\"“”'‘’* "))
    strength = coinage(name)
    uses = sum(_uses(name, text) for text in texts)
    proposed = any(
        name.casefold() in text.casefold() and not _MADE.isdisjoint(each.moves)
        for text, each in zip(texts, looks, strict=True)
    )
    if strength == 2:
        made = any(not _MADE.isdisjoint(each.moves) for each in looks)
        pun = name.isalpha() and name.isupper() and not made
        _add(scores, name, 5.0 if uses else 1.5 if pun else 2.0 if " " in name else 4.0)
    elif strength and (uses or proposed):
        _add(scores, name, 3.5 if len(name.split()) == 1 or proposed else 2.5)


def _from_turns(text: str, each: Look, doubt: float, scores: dict[str, float]) -> None:
    for words, pattern, points in _TURNS:
        if words.isdisjoint(each.words):
            continue
        for found in pattern.finditer(text):
            weak = coinage(found[1]) < 2 and points < 3.5
            _add(scores, found[1], points - (doubt if points < 3.5 else doubt / 2) - weak)


def _from_brackets(text: str, passive: bool, scores: dict[str, float]) -> None:
    for found in _PAREN.finditer(text) if "(" in text else ():
        if text.startswith(("-based", "-like"), found.end()):
            continue
        before = text[: found.start()].rstrip()
        points = _bracketed(before, found[1])
        if passive and len(before.split()) < 15:
            points = max(points, 2.5)
        _add(scores, found[1], points)


def _bracketed(before: str, short: str) -> float:
    """How sure it is that "long form (SHORT)" names the object of the verb before it."""
    long = long_form(short, before)
    lead = before[: len(before) - len(long)] if long else before
    verbs = [verb for verb in _MAKING.finditer(lead) if verb[2] or verb[1]]
    if not verbs:
        return 0.5 if long else 0.0
    last = next((verb for verb in reversed(verbs) if verb[1]), verbs[-1])
    if last[1] and _OTHER_VERBS.match(last[1]):
        return 0.0
    gap = lead[verbs[-1].end() :]
    near = not _BETWEEN.search(gap)
    if near and " of " in gap:
        return 2.0
    if long is None:
        titled = sum(word[0].isupper() for word in gap.split()) > 0.6 * max(len(gap.split()), 1)
        return 3.0 if titled and gap.strip() else 2.0 if near else 1.0
    return 3.0 if near else 1.0


def _from_links(texts: Sequence[str], scores: dict[str, float]) -> None:
    """A repository often bears the name: it confirms a candidate, or is a weak one itself."""
    for text in texts:
        if ".com" not in text and ".co/" not in text:
            continue
        for found in _REPOSITORY.finditer(text):
            known = {name.casefold(): name for name in scores}
            repository = found[1].removesuffix(".git")
            if repository.casefold() in known:
                scores[known[repository.casefold()]] += 1.5


def _weigh(
    title: str, texts: Sequence[str], places: Mapping[str, int], scores: dict[str, float]
) -> None:
    """Add what speaks for and against each candidate in the rest of the abstract."""
    survey = bool(_SURVEY.search(title))
    for name in list(scores):
        strength = coinage(name)
        plural = _PLURAL.fullmatch(name) and name not in title and scores[name] < 2.5
        borrowed = name.casefold() in _KNOWN and not title.casefold().startswith(name.casefold())
        if not strength or plural or borrowed or _field(name, texts):
            scores[name] = _NEVER
            continue
        first = places.get(name, len(texts))
        finds = [
            (number, text, at) for number, text in enumerate(texts) for at in _finds(name, text)
        ]
        uses = len(finds)
        own = any(_OURS.search(text[max(0, at - 40) : at]) for _, text, at in finds)
        subject = any(_SUBJECT.match(text, at + len(name)) for _, text, at in finds)
        known = any(number < first for number, _, _ in finds)
        scores[name] += (
            0.5 * (min(uses, 4) - 1)
            + 1.0 * own
            + 0.5 * subject
            + 1.5 * (scores[name] >= _SURE and bool(_uses(name, title)))
            - 2.5 * known
            - 0.5 * (strength == 1)
            - 2.0 * (len(name) == 2)
            - 2.0 * survey
        )
