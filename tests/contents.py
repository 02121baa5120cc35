"""Random contents for property tests: small, and close enough to each other that comparing them is hard."""

from typing import TypeVar

from hypothesis import strategies as st

from articles.content import (
    Benefit,
    Content,
    Dose,
    DoseKind,
    Exercise,
    ImageUse,
    NoteKind,
    Part,
    Question,
    SafetyNote,
    Section,
    SectionKind,
    Source,
    Urgency,
)

PartType = TypeVar("PartType", bound=Part)

_WORDS = [
    "rest",
    "Walk",
    "not",
    "5",
    "10",
    "seconds",
    "times",
    "[@nhs-2024]",
    "[@who-2020, p. 3]",
    "knee.",
    "\n\n- ",
    "1,5",
    "Rest",
    "5\u200b",
    "5\u00a0times",
    "10-15",
    "10\u201315",
    "\u202e01",
    "[…]",
    "a ",
    "&lt;ins&gt;",
    "**not**",
    "[link](https://example.org/a)",
    "[link](https://example.org/b)",
    f"![Leg](media:{'a' * 64})",
    f"![Leg](media:{'b' * 64})",
    f"![Arm](media:{'a' * 64})",
    "\n\n| rest | 5 |\n|---|---|\n| 1 | 2 |\n\n",
    "\n\n| rest | 5 |\n|---|---|\n| 1 | 3 |\n| 7 | 8 |\n\n",
]
words = st.lists(st.sampled_from(_WORDS), max_size=6).map(" ".join)
names = st.sampled_from(["", "Raise", "Squat", "Stretch\nslowly"])
counts = st.none() | st.integers(1, 12)
csl = st.dictionaries(
    st.sampled_from(["title", "DOI", "volume"]), st.sampled_from(["a", "1", 1, True, None]), max_size=3
)


@st.composite
def _doses(draw: st.DrawFn) -> Dose:
    low, more = draw(counts), draw(st.none() | st.integers(0, 3))
    return Dose(
        kind=draw(st.sampled_from(DoseKind)),
        hold_seconds=draw(counts),
        repetitions_from=low,
        repetitions_to=None if low is None or more is None else low + more,
        sets=draw(counts),
        per_side=draw(st.booleans()),
        reason=draw(words),
    )


exercises = st.builds(Exercise, name=names, goal=words, how=words, dose=_doses(), progression=words, stop=words)
notes = st.builds(SafetyNote, kind=st.sampled_from(NoteKind), label=names, text=words, urgency=st.sampled_from(Urgency))
sections = st.builds(
    Section,
    kind=st.sampled_from(SectionKind),
    heading=names,
    body=words,
    benefit_label=names,
    how_label=names,
    benefits=st.lists(st.builds(Benefit, name=names, how=words), max_size=2).map(tuple),
    insight=words,
    precaution=words,
    exercises=st.lists(exercises, max_size=3).map(tuple),
    safety_notes=st.lists(notes, max_size=3).map(tuple),
)
sources = st.builds(
    Source, key=st.sampled_from(["nhs-2024", "who-2020", ""]), csl=csl, citation=words, printed=words, url=names
)
images = st.builds(ImageUse, sha256=st.sampled_from(["a" * 64, "b" * 64]), alt=names)
contents = st.builds(
    Content,
    language=st.sampled_from(["en-GB", "cy"]),
    title=words,
    byline=names,
    lead=words,
    sections=st.lists(sections, max_size=3).map(tuple),
    faq=st.lists(st.builds(Question, question=names, answer=words), max_size=2).map(tuple),
    disclaimer=words,
    change_note=words,
    references=st.lists(sources, max_size=2).map(tuple),
    images=st.lists(images, max_size=2).map(tuple),
)


@st.composite
def neighbours(draw: st.DrawFn) -> tuple[Content, Content]:
    """A content and the same after one or two edits somewhere in it."""
    old = draw(contents)
    new = old
    for _edit in range(draw(st.integers(1, 2))):
        new = _edited(draw, new, draw(contents))
    return old, new


def _edited(draw: st.DrawFn, part: PartType, other: PartType) -> PartType:
    """The part with one field changed to what another part of the type has, or one of its rows edited."""
    name = draw(st.sampled_from([name for name in type(part).model_fields if name != "format"]))
    value, foreign = getattr(part, name), getattr(other, name)
    if isinstance(value, tuple):
        value = _edited_rows(draw, value, foreign)
    elif isinstance(value, Part) and draw(st.booleans()):
        value = _edited(draw, value, foreign)
    else:
        value = foreign
    return part.model_copy(update={name: value})


def _edited_rows(draw: st.DrawFn, rows: tuple[Part, ...], foreign: tuple[Part, ...]) -> tuple[Part, ...]:
    """Rows with one edited, two exchanged, one gone, or those of another part added."""
    if not rows:
        return foreign
    index, second = draw(st.integers(0, len(rows) - 1)), draw(st.integers(0, len(rows) - 1))
    match draw(st.sampled_from(["edit", "exchange", "remove", "add"])):
        case "edit" if foreign:
            edited = _edited(draw, rows[index], foreign[0])
            return (*rows[:index], edited, *rows[index + 1 :])
        case "exchange":
            order = list(rows)
            order[index], order[second] = order[second], order[index]
            return tuple(order)
        case "remove":
            return rows[:index] + rows[index + 1 :]
    return rows[:index] + foreign + rows[index:]
