import pytest

from review.extract.edits.standing import stands, verbless

GOOD = [
    "For the purpose of speed, [@k] divide the shape into parts.",
    "The challenges of parsing are reviewed in depth [@k].",
    "[@k] introduce a new method for training models.",
    "EchoAtt improves the speed of inference by 15% [@k].",
    "[@k]'s method improves X, and this method needs no labels.",
    "By sharing matrices, [@k] improve speed such that users gain.",
    "It is hard to train models such as BERT on phones [@k].",
    "Both speed and quality of the models improve [@k].",
    "[@k] propose X that (i) learns fast and (ii) forgets slowly.",
    "[@k] make 1) a model and 2) a dataset for speech.",
    "Type I errors are reduced by the method [@k].",
    "iBOT achieves good results on ImageNet [@k].",
    "To improve speed, a new cache is introduced [@k].",
    "In the US, the method improves the speed [@k].",
    "Despite its simplicity, the method improves the speed [@k].",
    "Despite its simplicity, EchoAtt improves the speed [@k].",
    "The first framework for training models is given [@k].",
    "[@k] consider two tasks and solve the two tasks.",
    "The cost is below $5 per hour of work [@k].",
]

BAD = [
    "[@k] shows shows that models of trees fail.",
    "X keeps 98.0%performance of the models [@k].",
    "X samples 10-20 faster than all other models [@k].",
    "X is trained on text only with pre-training-achieving much speed [@k].",
    "X has fewer parameters and a smaller size-with just one loss [@k].",
    "As an example of one improvement, [@k] observe that models fail.",
    "In the subsequent tests, X scored one point higher [@k].",
    "For the purpose, [@k] divide the shape into many parts.",
    "Compared to its counterparts, the textbook offers richer knowledge [@k].",
    "[@k]'s accompanying analysis is helped by new datasets.",
    "The developments offer great promise for schools [@k].",
    "[@k] introduce X and we show that Y is better.",
    "[@k] improve X with our method for training.",
    "[@k] let us train models on many phones.",
    "In this paper the method is improved much [@k].",
    "This improves the speed of models on phones [@k].",
    "These results improve the speed of models [@k].",
    "Such models improve the speed of inference [@k].",
    "They improve the speed of inference on phones [@k].",
    "It improves the speed of inference on phones [@k].",
    "Its speed improves inference on many phones [@k].",
    "Both improve the speed of inference on phones [@k].",
    "In both scenarios, the speed of inference improves [@k].",
    "In both applications [@k] achieve good results for phones.",
    "[@k] learn policies for DR. A Bayesian model is fit to it.",
    "[@k] propose a method to solve above problems in speech.",
    "By combining them, [@k] can bridge the gap between models.",
    "Despite its importance, many people highlight a disconnect [@k].",
    "The latter improves the speed of inference [@k].",
    "Instead, the speed of inference is improved [@k].",
    "When trained on X, it outperforms all baselines [@k].",
    "[@k] propose a method to address this problem.",
    "[@k] propose a method to solve these two tasks.",
    "[@k] use the two networks for speech and text.",
    "[@k] apply the method and train such systems.",
    "The basic idea of that design was the pulling of skin [@k].",
    "[@k] propose X that is fast and (ii) forgets slowly.",
    "Second, the speed of inference is improved [@k].",
    "[@k] make the following contributions.",
    "[@k] evaluate as follows: X, Y and Z.",
    "[@k] evaluate X on the following tasks:",
    "Is the speed of inference improved [@k]?",
    "[@k] ask whether X can learn? Y shows it can.",
    "[@k] propose X (a new method for training.",
    "[@k] propose “X for training models on phones.",
    '[@k] propose "X for training models on phones.',
    "[@k] propose \\mone for training models on phones.",
    "[@k] propose X of order $O(n)$ for models.",
    "A new method for the training of models [@k].",
    "To improve the speed of models on phones [@k].",
    "[@k] propose X.",
    "the speed of inference improves on phones [@k].",
    "[@k] improve on Devlin et al. by a margin.",
    "[@k] improve on Devlin (2018) by a margin.",
    "The code is publicly available for everybody [@k].",
    "All models will be released upon acceptance [@k].",
    "[@k] release X at https://x.org for everybody.",
    "[@k] improve X [@k] and Y on many phones.",
    "EchoAtt improves the speed of inference on phones.",
    "[@k] improve the speed of inference on phones",
    "[@k] improve X " + "very " * 70 + "much.",
]


@pytest.mark.parametrize("text", GOOD)
def test_sentences_that_stand_alone(text: str) -> None:
    assert stands(text, "[@k]")


@pytest.mark.parametrize("text", BAD)
def test_sentences_that_do_not(text: str) -> None:
    assert not stands(text, "[@k]")


def test_those_without_a_clause_points_back() -> None:
    assert not stands("[@k] validate those innovations thoroughly on two data sets.", "[@k]")
    assert stands("[@k] outperform those methods that use much more data.", "[@k]")
    assert stands("[@k] outperform those trained on much more data of one kind.", "[@k]")


@pytest.mark.parametrize(
    "text",
    [
        "In-depth interviews (30–60 minutes) with a sample of 15 experts with a public health "
        "approach to gambling, or other industries @.",
        "Questions related to the frequency of viewing matches and perceptions of sport @.",
        "Internet gamblers (3178) responding to an online survey that assessed their behaviour @.",
        "A review of the literature and interviews with gamblers who have embezzled @.",
        "Secondary analysis of data from two studies, both independently conducted cohorts @.",
        "To describe trends in Quebec given that, in Canada, public funding should be sound @.",
        "Seven major themes related to functionality and access, caused by marketing @.",
    ],
)
def test_notes_without_a_verb_of_their_own_are_no_sentences(text: str) -> None:
    assert verbless(text)


@pytest.mark.parametrize(
    "text",
    [
        "Participants identified seeing promotions in similar places @.",
        "Men gambled more often than women @.",
        "Gambling harms remain largely unseen @.",
        "Training with feedback results in better models, followed by others @.",
        "To assess harm, adults were asked @.",
        "To our knowledge, this is the first case @.",
        "The data consisted of letters from five towns @.",
        "In the decoder side, @ creatively design a network @.",
        "Gamblers who set limits lose less @.",
        "Venues facilitated access to many forms of gambling @.",
    ],
)
def test_sentences_with_a_verb_are_known(text: str) -> None:
    assert not verbless(text)
