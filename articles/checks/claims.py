"""Claims of evidence: each cites its source in the same sentence."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checks.findings import Finding, warning
from articles.checks.numbers import NUMBER
from articles.checks.prose import says_something, sentences
from articles.content import CITATION, Content, Passage

_STUDIES = r"(?:stud(?:y|ies)|research|trials?|evidence|meta-analys[ei]s|systematic reviews?|scientists|researchers)"
_SHOW = (
    r"(?:confirm|demonstrate|find|found|highlight|indicate|point|prove|report|reveal|show|suggest|support)"
    r"(?:s|ed|d|n|ing)?"
)
_PEOPLE = r"(?:adults|cases|children|men|participants|patients|people|volunteers|women)"

_WORDS_OF_EVIDENCE = [
    rf"{_STUDIES} (?:\w+ ){{0,2}}{_SHOW}",
    rf"according to (?:\w+ ){{0,2}}{_STUDIES}",
    r"(?:clear|clinical|compelling|good|growing|robust|scientific|solid|strong) evidence",
    r"(?:little|no|some|weak) evidence (?:that|for)",
    r"evidence that",
    r"(?<!not )(?<!yet to be )(?<!not been )proven",
    r"clinically (?:demonstrated|effective|proven|shown|significant|tested|validated)",
    r"(?<!not )(?:extremely|highly|most|very) effective",
]

# Numbers as outcomes. A strength of medicine, an effort, a time or a pain score is none.
_NUMBERS_OF_EVIDENCE = [
    r"\d+(?:\.\d+)?\s?(?:%|per ?cent)(?! of (?:your|body|maxim)| (?:\w+ ){0,2}(?:cream|effort|gel|ointment)\b)",
    rf"{NUMBER} in (?:every )?(?!(?:19|20)\d\d)(?:\d[\d,]*|{NUMBER})(?! ?(?:sec|min|hour|day|week|month|year))",
    rf"{NUMBER} out of (?:every )?{NUMBER} (?:of )?{_PEOPLE}",
    r"(?:two|three|four|five|ten|\d+)[ -]?fold",
    rf"(?:{NUMBER} times|twice) (?:as (?:likely|many|much)|better|faster|fewer|greater|higher|less|lower|more)",
    rf"(?:\d{{3,}}|\d{{1,3}}(?:,\d{{3}})+) (?:\w+ )?{_PEOPLE}",
    r"\d[\d,]* (?:\w+ )?(?:participants|studies|trials|volunteers)",
]


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


_EVIDENCE = _any_of(_WORDS_OF_EVIDENCE + _NUMBERS_OF_EVIDENCE)
_WORDS_ONLY = _any_of(_WORDS_OF_EVIDENCE)

# How to exercise is full of numbers that claim nothing.
_INSTRUCTION = re.compile(r"\.exercises\[|\.precaution$")


def claims_cite_a_source(content: Content) -> Iterator[Finding]:
    for passage, sentence in sentences(content):
        if sentence.cited or sentence.text.endswith("?") or _is_judged_elsewhere(passage):
            continue
        pattern = _WORDS_ONLY if _INSTRUCTION.search(passage.place) else _EVIDENCE
        if found := pattern.search(sentence.text):
            message = _("“{claim}” claims evidence, and the sentence cites no source.").format(claim=found[0])
            advice = (
                _("Cite the source in this sentence, or say less.")
                if passage.markdown
                else _("Say less: this field takes no citations.")
            )
            yield warning(content, "claim-without-citation", passage.place, message, advice)


def _is_judged_elsewhere(passage: Passage) -> bool:
    """A benefit row without any citation has its own finding; a change note speaks of the article."""
    uncited_benefit = ".benefits[" in passage.place and not CITATION.search(passage.text)
    return uncited_benefit or passage.place == "change_note"


def benefits_cite_a_source(content: Content) -> Iterator[Finding]:
    for index, section in enumerate(content.sections):
        for row, benefit in enumerate(section.benefits):
            if says_something(benefit.how) and not CITATION.search(benefit.how):
                message = _("This benefit cites no source.")
                advice = _("Cite the source that supports it.")
                yield warning(
                    content, "benefit-without-citation", f"sections[{index}].benefits[{row}].how", message, advice
                )
