"""The words that amounts are made of: numbers, units, sides, and what makes a number less than certain."""

import re

_SMALL = [
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: number for number, word in enumerate(_SMALL, 1)} | {
    word: number for number, word in zip(range(20, 100, 10), _TENS, strict=True)
}
# "seventeen" before "seven", or the shorter word would match first.
NUMBER = rf"(?:[0-9]{{1,4}}|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_SMALL[:9])}))?|{'|'.join(reversed(_SMALL))})"
AMOUNT = rf"(?<![\w.,/–½-])(?P<low>{NUMBER})(?: ?(?:-|–|—|-?\bto\b-?) ?(?P<high>{NUMBER}))?"
"""A number, or a range from `low` to `high`. Not the end of "2.5", "1,000" or "1/2"."""

REPETITIONS = "times|repetitions?|reps?"
TIME = r"seconds?|secs?|minutes?|mins?|hours?|hrs?|(?<=[0-9])s|(?<=[0-9] )s"
SETS = "sets?|rounds?|lots"
UNITS = rf"{REPETITIONS}|{SETS}|{TIME}"
MOVEMENTS = (
    r"(?:(?:heel|toe|calf|leg|arm|knee|hip|head|neck|chin|shoulder|wrist|ankle|finger|thumb|pelvic|wall"
    r"|full|half)[ -])?"
    r"(?:raises|lifts|squats|presses|lunges|curls|rotations|circles|squeezes|slides|taps|tilts|nods|turns|openings|bends"
    r"|(?:step|push|press|sit)-?ups|contractions)"
)
"""What one repetition is called where it is named after the movement: "6 slow openings"."""
TIMES_OF_ALL_KINDS = (
    r"(?:days?|weeks?|hours?|months?|nights?|mornings?|evenings?|afternoons?|minutes?|mins?|seconds?|secs?|fortnight)"
)
RATE = (
    r"[ ,]*(?:\b(?:(?:a|per|each|every|in an?|in the|during the|over the|through(?:out)? the|across the|of the) "
    r"(?:single )?(?:day|week|hour|month|fortnight|night|morning|evening|afternoon)|daily|weekly|hourly)\b"
    r"|/ ?(?:day|week|d|wk)\b)"
)
ADJECTIVES = r"(?:(?:slow|controlled|gentle|smooth|full|good|steady|small|even|careful)(?:ly)?,? (?:and )?){0,3}"

VAGUE_BEFORE = (
    r"(?P<vague>(?:\b(?:up to|at (?:least|most)|(?:more|less|fewer|longer|greater|rather) than|about|around|roughly"
    r"|approximately|approx\.?|nearly|almost|(?:a )?maximum(?: of)?|(?:a )?minimum(?: of)?|or|over|under|another"
    r"|further|extra|additional|to|by|add|start(?:ing)? (?:with|at|from|by doing)|begin(?:ning)? (?:with|at|by doing)"
    r"|aim(?:ing)? for|(?:build|work|progress|increas|go)(?:ing|e)?(?: up)? (?:to|from)"
    rf"|{NUMBER},? (?:and|or)) |[~≈<>≥≤] ?))"
)
OPEN_AFTER = (
    rf",? ?\(?(?:or|if|at (?:least|most|first)|maximum|minimum|max|initially|to (?:begin|start) with|until"
    rf"|as (?:able|tolerated|comfortable|you can))\b| ?\((?:up to|{NUMBER}\b)"
)

STOP_RULE = (
    r"\bstop\b[^.;!?\n]*\b(?:if|when)\b"
    r"|\b(?:pain|ache|aching|soreness|symptoms?|tingling)\b[^.;!?\n]*\b(?:lasts?|settles?|longer)\b"
)
"""What stands before an amount that says when to stop: it is no dose."""
CONDITION = (
    r"\b(?:once|when|if|as soon as)\s(?:you(?:['’](?:re|ve))?\s(?:can|are able|manage)|able|comfortable|sore|easy|pain"
    r"|(?:it|this|that)\s(?:is|gets|feels|becomes|hurts))\b"
    r"|\b(?:weeks?|days?|phase|stage|level)\s[0-9]|\b(?:first|second|third|next|last)\s(?:few\s)?(?:weeks?|days?|months?|time)\b"
    r"|\b(?:at first|initially|to (?:begin|start) with|eventually|gradually|later|over time)\b"
)
"""What stands before an amount that holds only sometimes."""

PART = r"(?:side|leg|arm|foot|knee|hand|shoulder|hip|ankle|elbow|wrist|heel|calf|thumb|finger)"
EACH_SIDE = (
    rf"(?:(?:per|(?:in |to )?each|every) (?:{PART}|way|direction)\b|/ ?{PART}\b|both sides\b|(?:a|either) side\b)"
)


def value(words: str) -> int:
    """The number that the words of NUMBER name."""
    if words.isdigit():
        return int(words)
    return sum(_VALUES[word] for word in re.split(r"[ -]", words.lower()))
