"""Random contents for property tests: small, and close enough to each other that comparing them is hard.

Hypothesis draws one number, from which everything follows: to draw each field of each part would take most of the time.
"""

from random import Random
from typing import Any, TypeVar

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
_NAMES = ["", "Raise", "Squat", "Stretch\nslowly"]
words = st.lists(st.sampled_from(_WORDS), max_size=6).map(" ".join)
_seeds = st.integers(0, 2**64 - 1).map(Random)


def _words(random: Random) -> str:
    return " ".join(random.choices(_WORDS, k=random.randint(0, 6)))


def _name(random: Random) -> str:
    return random.choice(_NAMES)


def _count(random: Random) -> int | None:
    return random.choice([None, random.randint(1, 12)])


def _dose(random: Random) -> Dose:
    low, more = _count(random), random.choice([None, 0, 1, 2, 3])
    return Dose(
        kind=random.choice(list(DoseKind)),
        hold_seconds=_count(random),
        repetitions_from=low,
        repetitions_to=None if low is None or more is None else low + more,
        sets=_count(random),
        per_side=random.random() < 0.5,
        reason=_words(random),
    )


def _exercise(random: Random) -> Exercise:
    name, goal, how, progression, stop = _name(random), *(_words(random) for _ in range(4))
    return Exercise(name=name, goal=goal, how=how, dose=_dose(random), progression=progression, stop=stop)


def _note(random: Random) -> SafetyNote:
    kind, urgency = random.choice(list(NoteKind)), random.choice(list(Urgency))
    return SafetyNote(kind=kind, label=_name(random), text=_words(random), urgency=urgency)


def _section(random: Random) -> Section:
    return Section(
        kind=random.choice(list(SectionKind)),
        heading=_name(random),
        body=_words(random),
        benefit_label=_name(random),
        how_label=_name(random),
        benefits=tuple(Benefit(name=_name(random), how=_words(random)) for _ in range(random.randint(0, 2))),
        insight=_words(random),
        precaution=_words(random),
        exercises=tuple(_exercise(random) for _ in range(random.randint(0, 3))),
        safety_notes=tuple(_note(random) for _ in range(random.randint(0, 3))),
    )


def _source(random: Random) -> Source:
    csl: dict[str, Any] = {name: random.choice(["a", "1", 1, True, None]) for name in ("title", "DOI", "volume")}
    return Source(
        key=random.choice(["nhs-2024", "who-2020", ""]),
        csl={name: value for name, value in csl.items() if random.random() < 0.5},
        citation=_words(random),
        printed=_words(random),
        url=_name(random),
    )


def _content(random: Random) -> Content:
    return Content(
        language=random.choice(["en-GB", "cy"]),
        title=_words(random),
        byline=_name(random),
        lead=_words(random),
        sections=tuple(_section(random) for _ in range(random.randint(0, 3))),
        faq=tuple(Question(question=_name(random), answer=_words(random)) for _ in range(random.randint(0, 2))),
        disclaimer=_words(random),
        change_note=_words(random),
        references=tuple(_source(random) for _ in range(random.randint(0, 2))),
        images=tuple(ImageUse(sha256=random.choice("ab") * 64, alt=_name(random)) for _ in range(random.randint(0, 2))),
    )


contents = _seeds.map(_content)


_NASTY = [
    *(
        ":::",
        "::::: {.section kind=text}",
        "\n:::\n",
        ":::::::: ",
        "::: how",
        "---",
        "---\n",
        "\n---\nformat: x",
        "# Knee",
    ),
    *(
        "## Knee",
        "### Raise",
        "## ",
        "#",
        " leading",
        "trailing ",
        "\t",
        " ",
        "\n",
        "\n\n",
        "\n \n",
        "```",
        "``` json\n{}\n```",
    ),
    *(
        "~~~",
        "\u2028",
        "\u2029",
        "\x0b",
        "\x0c",
        "\x1c",
        "\x85",
        "\xa0",
        "\ufeff",
        "\x01",
        "\x7f",
        "\ufffe",
        "\U0001fffe",
    ),
    *(
        "\U0001f9b5",
        "\ue000",
        "\u202e",
        "\u200b",
        "e\u0301",
        '"',
        "\\",
        '\\"',
        "}",
        "{.note}",
        "'",
        "null",
        "true",
        "no",
        "2024",
    ),
    *("&amp;", "<b>", "a: b", "- a", "%", "@", "|", "*a", "!x", "", "", "=", "key=5", "\r\n", "\r", "numbers"),
]


def _nasty(random: Random) -> str:
    return "".join(random.choices(_NASTY, k=random.randint(0, 4)))


def _nasty_json(random: Random, depth: int = 3) -> Any:
    inner = [_nasty_json(random, depth - 1) for _ in range(random.randint(0, 2))] if depth else []
    named = {_nasty(random): each for each in inner}
    return random.choice([_nasty(random), random.randint(-(2**53) + 1, 2**53 - 1), True, False, None, inner, named])


def _made_nasty(random: Random, part: PartType) -> PartType:
    """The part with half of its free texts made hard to write down."""
    data: dict[str, Any] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Part):
            value = _made_nasty(random, value)
        elif isinstance(value, tuple):
            value = tuple(_made_nasty(random, each) for each in value)
        elif name == "csl":
            value = {_nasty(random): _nasty_json(random) for _ in range(random.randint(0, 3))}
        elif type(value) is str and name not in ("format", "sha256") and random.random() < 0.5:
            value = _nasty(random)
        data[name] = value
    return type(part).model_validate(data)


nasty_contents = _seeds.map(lambda random: _made_nasty(random, _content(random)))


def neighbours() -> st.SearchStrategy[tuple[Content, Content]]:
    """A content and the same after one or two edits somewhere in it."""
    return _seeds.map(_neighbours)


def _neighbours(random: Random) -> tuple[Content, Content]:
    old = new = _content(random)
    for _edit in range(random.randint(1, 2)):
        new = _edited(random, new, _content(random))
    return old, new


def _edited(random: Random, part: PartType, other: PartType) -> PartType:
    """The part with one field changed to what another part of the type has, or one of its rows edited."""
    fields = {name: getattr(part, name) for name in type(part).model_fields if name != "format"}
    deep = [5 if isinstance(value, tuple | Part) else 1 for value in fields.values()]  # most of a content is in rows
    (name,) = random.choices(list(fields), deep)
    value, foreign = getattr(part, name), getattr(other, name)
    if isinstance(value, tuple):
        value = _edited_rows(random, value, foreign)
    elif isinstance(value, Part) and random.random() < 0.5:
        value = _edited(random, value, foreign)
    else:
        value = foreign
    return part.model_copy(update={name: value})


def _edited_rows(random: Random, rows: tuple[Part, ...], foreign: tuple[Part, ...]) -> tuple[Part, ...]:
    """Rows with one edited, two exchanged, one gone, or those of another part added."""
    if not rows:
        return foreign
    index, second = random.randrange(len(rows)), random.randrange(len(rows))
    match random.choice(["edit", "exchange", "remove", "add"]):
        case "edit" if foreign:
            edited = _edited(random, rows[index], foreign[0])
            return (*rows[:index], edited, *rows[index + 1 :])
        case "exchange":
            order = list(rows)
            order[index], order[second] = order[second], order[index]
            return tuple(order)
        case "remove":
            return rows[:index] + rows[index + 1 :]
    return rows[:index] + foreign + rows[index:]
