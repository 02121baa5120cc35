"""Whether a time is that of a hold, or of a rest: told by the words of its sentence before and behind it."""

import re

from articles.importing.amount_words import NUMBER

# Only these may stand between "hold" and its time. "Hold a chair and balance for 10 seconds" is no hold of the chair.
_BETWEEN = (
    "it|this|that|these|here|there|still|steady|for|the|your|a|an|each|every|end|top|bottom|final|upright|raised|lifted|new"
    "|position|stretch|pose|posture|contraction|squeeze|tension|bridge|plank|legs?|arms?|foot|feet|knees?|hands?|head"
    "|chin|heels?|hips?|shoulders?|blades?|back|toes?|thighs?|both|in|at|of|up|down|out|straight|together|gently|lightly"
    "|comfortably|firmly|time|is|about|around|roughly|approximately|to|least|most|more|than|over|or|maximum|minimum"
)
_EARLIER_TIME = rf"{NUMBER}|seconds?|secs?|minutes?|mins?|and(?=\s{NUMBER})"  # "hold for 5 seconds, or 10 seconds"
_GAP = rf"(?:[\s:(–—-]|,(?=\s?(?:or|and|for|{NUMBER})\b))"
_HELD = re.compile(rf"\bhold(?:s|ing)?\b(?:{_GAP}+(?:{_BETWEEN}|{_EARLIER_TIME})\b){{0,12}}{_GAP}*\Z", re.IGNORECASE)
_HOLD_BEHIND = re.compile(r"[\s-]*holds?\b(?!\s+(?:for|on|onto|to|the|a|your|it|this|them)\b)", re.IGNORECASE)
_NO_HOLD = re.compile(r"\b(?:not|never|avoid|without|no need to)\s+(?:\w+\s+)?hold|n['’]t\s+hold", re.IGNORECASE)

_RESTING = r"(?:rest|relax|recover|wait)(?:s|ing)?|(?:break|rest|recovery)\b"
_RESTS = re.compile(
    rf"\b(?:{_RESTING})\b(?:[\s:,(–—-]+(?:for|of|at|least|about|around|up|to|is|time|a|another|between|sets?))*[\s:,(–—-]*\Z",
    re.IGNORECASE,
)
_RESTS_BEHIND = re.compile(r"['’]?[\s-]*(?:of\s+)?(?:rest|break|recovery)\b", re.IGNORECASE)
_PAUSE = re.compile(r"\b(?:pause|stop)(?:s|ing)?\b", re.IGNORECASE)
_BETWEEN_SETS = re.compile(
    r"\b(?:between|before|after)\s+(?:(?:the|each|every|your|next)\s+)*(?:sets?|rep\w*|rounds?|sides?|exercises?|goes)\b",
    re.IGNORECASE,
)


def is_held(before: str, after: str) -> bool:
    """Whether "hold" governs the time: before it, with nothing else to do between, or just behind it."""
    if _NO_HOLD.search(before) or _RESTS_BEHIND.match(after):
        return False
    return bool(_HOLD_BEHIND.match(after) or _HELD.search(before))


def is_rest(before: str, after: str) -> bool:
    """Whether the time is certainly one of rest. A pause is only where it stands between sets or repetitions."""
    if _RESTS.search(before) or _RESTS_BEHIND.match(after):
        return True
    sentence = re.split(r"[.;!?\n]", after, maxsplit=1)[0]
    is_pause = _PAUSE.search(before) or _PAUSE.match(sentence.lstrip(" -"))
    return bool(is_pause and _BETWEEN_SETS.search(sentence))
