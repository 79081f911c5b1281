"""The verbs of abstracts and their agreement: what `agree` may write, and nothing else."""

import re

BASE = frozenset(
    """abandon ablate abstract accelerate accept access accommodate accompany accomplish account
    achieve acquire adapt add address adhere adjust adopt advance advocate afford aggregate
    aim align alleviate allocate allow alter amend analyse analyze animate annotate answer
    anticipate append apply approach approximate arbitrate argue arrange articulate ascertain
    ask aspire assemble assert assess assign assist associate assume attach attain attempt
    attend attribute audit augment automate average avoid balance base begin believe benchmark
    bias bind blend boost bootstrap borrow bound break bridge bring broaden build bypass
    calculate calibrate call capitalize capture carry cascade cast catalog catalogue
    categorise categorize cause center certify challenge change characterise characterize
    chart check choose circumvent cite claim clarify classify close cluster coin collaborate
    collate collect combat combine comment commit compare compensate compile complement
    complete compress comprise compute concatenate conceive concentrate conceptualise
    conceptualize conclude condense condition conduct confirm conjecture connect consider
    consolidate constitute constrain construct contend continue contrast contribute control
    converge convert convey cope correct correlate corroborate couple cover craft create
    critique crowdsource curate customize deal decide decompose decouple deduce deepen define
    delineate deliver delve demonstrate denoise denote deploy derive describe design detail
    detect determine develop devise diagnose differentiate direct disambiguate disclose
    discover discuss disentangle dispense display disprove disregard dissect distill
    distinguish distribute diversify divide document download draw drive drop dub ease edit
    elaborate elicit eliminate elucidate embark embed embody embrace emphasise emphasize
    employ empower emulate enable encode encounter encourage endeavor endow enforce engage
    engineer enhance enlarge enrich ensure entail enumerate envision equip erase establish
    estimate evaluate evidence evolve examine exceed execute exemplify exhibit expand expect
    experiment explain exploit explore expose express extend extract extrapolate fabricate
    facilitate factor factorize feature feed fill filter find fine-tune finetune finish fit
    fix focus follow forecast form formalise formalize formulate foster frame freeze fulfill
    fuse gain gather gauge generalise generalize generate get give go govern grasp ground
    group guarantee guide handle harness harvest help highlight hope host hypothesise
    hypothesize identify illuminate illustrate imagine imitate impart implement import impose
    improve include incorporate increase incur indicate induce infer infill inform initialise
    initialize initiate inject innovate inquire insert inspect inspire install instantiate
    instruct insulate integrate intend interact interpolate interpret interview introduce
    invent invert investigate invite invoke involve isolate iterate join judge justify keep
    label launch lay lead learn leave lend let leverage lift limit link list localize locate
    look lower maintain make manage manipulate map mark mask match maximize mean measure merge
    mine minimise minimize mitigate mix model modify modulate monitor motivate move name
    narrow navigate need normalize note notice observe obtain offer open open-source operate
    optimise optimize orchestrate organize outline outperform overcome overhaul override
    overview parallelize parameterize parametrize parse participate partition pass pave
    perform perturb pick pilot pinpoint pioneer place plan plot point pool pose posit
    postulate pre-train precompute predict prepare present preserve pretrain prevent
    prioritize probe proceed process produce profile project promote prompt propagate propose
    prototype prove provide prune publish pursue push put qualify quantify quantize query
    question raise randomize rank re-evaluate re-examine reach read realise realize reason
    reassess recall recast recognise recognize recommend reconcile reconsider reconstruct
    record recover recruit redefine redesign reduce reevaluate reexamine refer refine reflect
    reformulate regard register regularize reimagine reinforce reinterpret reject relate relax
    release relieve rely remark remedy remove render reorganize repeat rephrase replace
    replicate report represent reproduce repurpose require resample reshape resolve resort
    rest restore restrict restructure retain rethink retrain retrieve return reuse reveal
    revert review revise revisit rewrite run sample satisfy save scale scan score scrape
    screen scrutinize search secure see seek segment select send separate serve set settle
    shape share shed shift show showcase signify simplify simulate sketch solve speak
    specialize specify speed split stabilize stack standardize start state steer stipulate
    strengthen stress strive structure study submit substantiate substitute succeed suggest
    summarise summarize supervise supplement supply support suppress surpass survey
    synchronize synthesise synthesize systematise systematize tackle tailor take target teach
    term test think tie trace track trade train transcribe transfer transform translate
    transplant treat trigger try tune turn uncover undergo understand undertake unfold unify
    unite unlock unravel unveil update upgrade urge use utilise utilize validate vary verify
    view visualise visualize want warm weigh weight widen win wish withhold witness work write
    yield""".split()
)
"""Base forms."""

NOUNS = frozenset(
    """abstract access account address advance aim answer approach attempt attribute average
    balance base benchmark bias blend boost bound break bridge call cascade cast catalog
    catalogue cause center challenge change chart check claim cluster comment complement
    compress condition conjecture contrast control correct couple cover critique deal design
    detail direct display document drive drop edit estimate evidence experiment factor
    feature filter fit fix focus follow forecast form frame gain gauge ground group guarantee
    guide harness harvest help highlight hope import increase interview label launch lay lead
    leave limit link list look lower make map mark mask match mean measure mine mix model move
    name need note notice open outline overview parse pass pick pilot place plan plot point
    pool probe process produce profile program project prompt prototype query question
    rank reach read reason recall record report rest return review run sample save scale scan
    score screen search see segment separate set shape share shed shift sketch speed split
    stack start state stress structure study supplement support survey target term test
    tie trace track trade train transfer trigger try tune turn update upgrade view want warm
    weight win wish work yield""".split()
)
"""Base forms that are as often nouns or adjectives: verbs only where an object follows."""

REPORTING = frozenset(
    """argue claim conclude confirm conjecture demonstrate discover establish find hypothesize
    illustrate note observe prove report reveal show suggest verify""".split()
)
"""Verbs that, before "that", can have no subject but the one who writes."""

RESEARCH = frozenset(
    """achieve analyse analyze apply argue assess collect compare conclude conduct confirm construct
    contribute curate demonstrate derive describe design develop devise discover discuss draw
    employ establish evaluate examine explore extend find formulate highlight identify
    illustrate implement introduce investigate observe obtain offer outline perform present
    propose prove provide publish recommend release report reveal review show showcase study
    suggest summarize survey test train uncover use utilize validate verify""".split()
)
"""Verbs that the writer is as likely the subject of as anything else in the sentence."""

PAST = frozenset(
    """began bound broke brought built came chose drew drove fed felt fit found gave got grew
    ground had held kept knew laid learnt led left lent let made meant met put ran read
    rethought said sat saw sent set shed showed shown sought spent split spoke taught thought
    told took tried understood undertook went withdrew won wrote""".split()
)
MODALS = frozenset("can could may might must shall should will would cannot".split())
_ENDS_IN_EED = frozenset("exceed feed need proceed succeed embed seed speed shed".split())

_PLURAL_OF = {"is": "are", "was": "were", "has": "have", "does": "do", "goes": "go", "am": "are"}
_SINGULAR_OF = {"are": "is", "were": "was", "have": "has", "do": "does", "go": "goes", "am": "is"}
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")

ADVERB = (
    r"(?:(?!(?:apply|supply|rely|imply|reply|multiply|comply)\b)[a-z]{2,}ly|also|then|first|further|next|now|thus|therefore|hence|here|herein|hereby|even|"
    r"still|often|both|moreover|instead|not only|not|never|to this end|in turn|jointly|later|again)"
)
"""What may stand between a subject and its verb."""


def singular(verb: str) -> str | None:
    """Return the third person singular of a plural present form, else None ("show" → "shows").

    Forms that do not change with the subject ("proposed", "can") and unknown words give None.
    """
    head, hyphen, last = verb.rpartition("-")
    if verb in _SINGULAR_OF:
        return _SINGULAR_OF[verb]
    if (verb not in BASE and not (head and last in BASE)) or verb in MODALS:
        return None
    if _CONSONANT_Y.search(last):
        return f"{head}{hyphen}{last[:-1]}ies"
    return f"{verb}es" if _SIBILANT.search(last) else f"{verb}s"


def plural(verb: str) -> str | None:
    """Return the plural of a third person singular present form, else None ("shows" → "show")."""
    if verb in _PLURAL_OF:
        return _PLURAL_OF[verb]
    return next((base for base in _stems(verb) if singular(base) == verb), None)


def _stems(verb: str) -> tuple[str, ...]:
    if not verb.endswith("s") or verb.endswith("ss"):
        return ()
    return (verb[:-1], verb[:-2], f"{verb[:-3]}y")


def unchanged(verb: str) -> bool:
    """Say whether `verb` is a form for every subject: a modal or a past tense."""
    if verb in MODALS or verb in PAST:
        return verb not in ("let", "put", "set", "split", "shed", "read", "fit", "ground", "bound")
    return verb.endswith("ed") and verb.rpartition("-")[2] not in _ENDS_IN_EED


def finite(word: str) -> bool:
    """Say whether a lower-case word may be the verb of a sentence that speaks of things."""
    return (
        word in _PLURAL_OF
        or word in _SINGULAR_OF
        or unchanged(word)
        or word in BASE
        or plural(word) is not None
    )
