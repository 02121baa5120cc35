"""Which words make a note a red flag, and how urgent the words themselves say it is. In doubt it is one."""

import re
from enum import Enum, auto

from articles.content import Urgency
from articles.importing.recognising import is_about
from articles.importing.vocabulary import About

_GP = r"(?:(?:a|an|your|the|any) )?(?:\w+ )?(?:gp|doctor|surgery|hospital|a\s?&\s?e|midwife|ambulance)\b"
_SOON_ENOUGH = (
    r"(?:immediately|straight ?away|right away|at once|without delay|as soon as possible"
    r"|urgently|promptly|(?<!for )now)"
)
_NEEDS_HELP = re.compile(
    r"\b(?:(?:seek|get|need|ask for)s? (?:(?:an?|some) )?(?:immediate |urgent |emergency |medical "
    r"|prompt |same[- ]day )+(?:gp |medical )*"
    r"(?:help|care|attention|advice|appointment|assessment|treatment)"
    r"|(?<!you )(?:seek|get)s? (?:professional )?(?:help|attention|care|advice)|needs? professional (?:help|attention)"
    r"|(?:needs?|requires?) (?:(?:an?|some) )?(?:urgent|immediate|prompt|emergency|medical) \w+"
    r"|(?:urgent|immediate|prompt|medical) (?:review|attention|assessment|treatment) (?:is|are) (?:needed|required)"
    r"|(?:call|ring|phone|dial) (?:nhs )?(?:999|111|112|911|an ambulance)|999|nhs 111|(?:from|contact"
    r"|use|visit|or) 111|111 online|emergency (?:department|room|services?|care)"
    r"|(?:is|as|be) an emergency|medical emergency|red flags?|same[- ]day|urgent(?:ly)?"
    rf"|(?:go|taken) (?:\w+ )?to (?:a |the |your )?(?:nearest )?(?:hospital|emergency)|(?:gp|doctor"
    rf"|hospital|help|advice) {_SOON_ENOUGH})\b"
    r"|\bA\s?&\s?E\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    rf"\b(?:see|call|contact|speak (?:to|with)|phone|ring|visit|consult|go to|tell|talk (?:to|with)"
    rf"|check with|ask) {_GP}",
    re.IGNORECASE,
)
_CONDITION = re.compile(rf"\b(?:if|when|should you|soon|{_SOON_ENOUGH})\b", re.IGNORECASE)
_PROFESSIONAL = re.compile(
    r"\b(?:see|call|contact|speak (?:to|with)|phone|ring|visit|consult|go to|tell|talk (?:to|with)|get to) "
    r"(?:(?:a|an|your|the|any) )?(?:(?:health ?(?:care)?|medical|qualified|registered) )*"
    r"(?:professional|clinician|nurse|dentist|practice|clinic|medical team|health ?care team|walk-in centre)\b",
    re.IGNORECASE,
)
_BE_SEEN = re.compile(
    r"\b(?:(?:get|have) (?:(?:it|this|that|them|yourself|the \w+) )?|(?:should|must|needs? to) be (?:\w+ )?)"
    r"(?:checked|looked at|seen|assessed|examined)\b(?!-)",
    re.IGNORECASE,
)
_SEEN_BY_DOCTOR = re.compile(rf"{_BE_SEEN.pattern} by {_GP}", re.IGNORECASE)
_WARNS = re.compile(
    r"\b(?:warning|danger|alarm) (?:signs?|symptoms?)\b|\b(?:be alert|stay alert|watch) (?:to|for)\b", re.IGNORECASE
)
_SYMPTOM = re.compile(
    r"\b(?:numb(?:ness)?|fever(?:ish)?|night sweats?|(?:sudden|severe|marked) (?:\w+ )?(?:swelling|weakness|pain)"
    r"|weakness in|foot drops?|misshapen|bear(?:ing)? (?:any )?weight|hot (?:and|or) (?:red|swollen))\b",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:if|when|unless)\b", re.IGNORECASE)
_ASKS_ADVICE = re.compile(
    rf"\b(?:ask|check with|speak (?:to|with)|talk (?:to|with)|consult) {_GP}[^.;]{{0,60}}?"
    r"\b(?:before|about|whether|which|to (?:look|check|review|explain)|how)\b|\bif (?:unsure|in doubt"
    r"|you are unsure|you[’']re unsure)\b"
    rf"|\b(?:ask|check with) {_GP}",
    re.IGNORECASE,
)
_ONLY_ASKS = re.compile(
    rf"\b(?:ask|check with) {_GP}|\bif (?:unsure|in doubt|you are unsure|you[’']re unsure)\b", re.IGNORECASE
)
_SIGN = re.compile(
    r"\b(?:loss of (?:\w+ ){0,3}(?:bladder|bowels?)|(?:lose|losing|lost|can['’]?t"
    r"|cannot) (?:\w+ ){0,4}(?:bladder|bowels?)"
    r"|bladder (?:or|and) bowels?|numb(?:ness)? (?:\w+ ){0,3}(?:genitals|groin|back passage"
    r"|between (?:your|the) legs|saddle)"
    r"|chest pains?|short(?:ness)? of breath|breathless(?:ness)?|cough(?:ing)? up blood|slurred"
    r"|suicid\w*|unexplained weight loss)\b",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    rf"\b(?:{_SOON_ENOUGH}|do not wait|don['’]t wait|do not delay|don['’]t delay|emergency)\b", re.IGNORECASE
)
_IMPERATIVE = re.compile(
    r"(?:^|[.;:,–—]\s+|\b(?:so|then|please|or|and|should|must) )(?:please |always )?(?:call|ring"
    r"|phone|dial|go|get|seek|see|contact|speak)\b",
    re.IGNORECASE,
)

_EMERGENCY = re.compile(r"\b999\b|\bA\s?&\s?E\b|\baccident and emergency\b|\bcall an ambulance\b", re.IGNORECASE)
_URGENT = re.compile(
    r"\b111\b|\bsame[- ]day\b|\bgp\b[^.;]{0,20}\burgently\b|\burgent gp\b|\burgently\b[^.;]{0,30}\bgp\b", re.IGNORECASE
)
_SOON = re.compile(
    r"\b(?:see|call|contact|speak to|phone|ring|visit|consult) (?:a|your|the) (?:gp|doctor) soon\b", re.IGNORECASE
)
_STOPS = re.compile(r"\bstop\b[^.;]{0,40}\b(?:if|when)\b", re.IGNORECASE)
"""A rule for an exercise, which says to stop it, not to get help."""
_OTHER_CALL = re.compile(
    r"\b(?:see|call|contact|speak (?:to|with)|phone|ring|visit|consult|ask|tell) (?:a|an|your|the) (?:gp|doctor|surgery"
    r"|pharmacist|clinician|health ?care professional|health professional)\b(?! (?:urgently|immediately|at once))",
    re.IGNORECASE,
)
"""Beside an urgency that is named, a call to somebody else: "Call 999 if A. See your GP if B." names two."""
_NAMED = {Urgency.EMERGENCY: _EMERGENCY, Urgency.URGENT: _URGENT, Urgency.SOON: _SOON}


_EMERGENCY_AS_LABEL = re.compile(
    r"^\W*(?:(?:call|ring|phone|dial|go to) )?"
    r"(?:999|nhs 111|111|a\s?&\s?e|(?:the )?emergency (?:department|room))\W{0,3}(?::|\s[–—-]\s)",
    re.IGNORECASE,
)
_TIME_AS_LABEL = re.compile(
    r"^\W*(?:today|now|right away|straight away|at once|immediately|urgent(?:ly)?|same day)\W{0,3}(?::|\s[–—-]\s)",
    re.IGNORECASE,
)
"""Whom to call, or how soon, as the label of a sign: "Ring 999: the leg is cold", "Today: your calf is hot"."""


class Weight(Enum):
    """How much a text sounds like a sign that needs help."""

    TIP = auto()
    TIP_IN_DOUBT = auto()
    FLAG_IN_DOUBT = auto()
    FLAG = auto()


def weigh(text: str) -> Weight:
    """What a note is by its own words."""
    if _NEEDS_HELP.search(text):
        return Weight.FLAG
    contact = _CONTACT.search(text)
    if contact and _ASKS_ADVICE.search(text):
        doubtful = _SIGN.search(text) or (_CONDITION.search(text) and not _ONLY_ASKS.search(text))
        return Weight.FLAG_IN_DOUBT if doubtful else Weight.TIP_IN_DOUBT
    if contact and _CONDITION.search(text):
        return Weight.FLAG
    if contact or _SIGN.search(text) or _TIME_AS_LABEL.search(text) or (_AT_ONCE.search(text) and _IF.search(text)):
        return Weight.FLAG_IN_DOUBT
    return _weigh_softer(text)


def _weigh_softer(text: str) -> Weight:
    """What a note is that names no doctor and no number to call: "See a nurse" is a tip, "see a nurse if" is none."""
    seeks = _PROFESSIONAL.search(text) or _BE_SEEN.search(text)
    if seeks and _ASKS_ADVICE.search(text):
        return Weight.TIP_IN_DOUBT
    if (
        _SEEN_BY_DOCTOR.search(text)
        or (seeks and (_CONDITION.search(text) or _SYMPTOM.search(text)))
        or (_WARNS.search(text) and _SYMPTOM.search(text))
    ):
        return Weight.FLAG_IN_DOUBT
    if seeks or (_SYMPTOM.search(text) and _IF.search(text)):
        return Weight.TIP_IN_DOUBT
    return Weight.TIP


def needs_help(text: str) -> bool:
    """Whether the words tell readers to get help, beyond doubt."""
    return weigh(text) is Weight.FLAG


def announces_flags(heading: str) -> bool:
    """Whether what stands under a heading are signs that need help: "Red flags", "Ask for an urgent appointment if"."""
    calls = heading.rstrip(" :…").endswith((" if", " when")) and weigh(heading) in (Weight.FLAG, Weight.FLAG_IN_DOUBT)
    return calls or is_about(heading, About.FLAGS)


def may_be_flag(text: str) -> bool:
    """Whether the words make a red flag, in doubt or not."""
    return weigh(text) in (Weight.FLAG, Weight.FLAG_IN_DOUBT)


def tells_to_get_help(paragraph: str) -> bool:
    """Whether a paragraph of running text tells readers, in so many words, to get help when something happens."""
    says_when = _CONDITION.search(paragraph) or _SIGN.search(paragraph)
    calls = bool(says_when) and bool(_IMPERATIVE.search(paragraph))
    return needs_help(paragraph) and (calls or _EMERGENCY_AS_LABEL.search(paragraph) is not None)


def may_be_sign(text: str) -> bool:
    """Whether a text speaks of a sign that needs help, so that an editor has to see it wherever it stands."""
    weight = weigh(text)
    if weight is Weight.FLAG or _TIME_AS_LABEL.search(text):
        return True
    only_stops = _STOPS.search(text) and not _CONTACT.search(text) and not _SIGN.search(text)
    return weight is Weight.FLAG_IN_DOUBT and _CONDITION.search(text) is not None and not only_stops


def is_call_for_help(paragraph: str) -> bool:
    """Whether a paragraph does that and little else. A longer one stays in its text, and the editor is told."""
    return len(paragraph) <= _LONGEST_CALL and tells_to_get_help(paragraph)


_LONGEST_CALL = 200


def _calls_others_too(text: str, named: Urgency) -> bool:
    """Whether another sentence says to see somebody else if something else happens."""
    sentences = [sentence for sentence in re.split(r"(?<=[.;!])\s+", text) if not _NAMED[named].search(sentence)]
    return any(_OTHER_CALL.search(sentence) and _IF.search(sentence) for sentence in sentences)


def urgency(*texts: str) -> Urgency:
    """What the first of these texts that names any urgency names; unset where it names more than one, or none does."""
    for text in texts:
        named = [urgency for urgency, words in _NAMED.items() if words.search(text)]
        if named:
            return named[0] if len(named) == 1 and not _calls_others_too(text, named[0]) else Urgency.UNSET
    return Urgency.UNSET
