"""Hostile texts in every field of an article: nothing executes, nothing is styled, nothing stands in for our parts."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.content import (
    Benefit,
    Content,
    Dose,
    Exercise,
    Part,
    Question,
    SafetyNote,
    Section,
    Source,
    canonical,
    parse,
)
from articles.rendering.body import render_body, render_fragment, used_images
from articles.rendering.sanitize import only_italics, sanitize
from tests.harmless import elements, faults
from tests.hostile import HOSTILE

SOURCE = Source(key="nhs-2024", csl={}, citation="NHS, 2024", printed="NHS. (2024).", url="https://ok.example/")


def filled_with(text: str, times: int = 1) -> Content:
    """An article that holds the text in every field that people fill; in so many sections and exercises."""
    notes = (
        SafetyNote(label=text, text=text),
        *(
            SafetyNote.model_validate({"kind": "red flag", "label": text, "text": text, "urgency": urgency})
            for urgency in ("", "emergency")
        ),
    )
    section = Section(
        heading=text,
        body=text,
        benefit_label=text,
        how_label=text,
        benefits=(Benefit(name=text, how=text),),
        insight=text,
        precaution=text,
        exercises=(
            Exercise(
                name=text, goal=text, how=text, dose=Dose(reason=text, hold_seconds=5), progression=text, stop=text
            ),
        )
        * times,
        safety_notes=notes,
    )
    hostile_source = Source(key=text, csl={}, citation=text, printed=text, url=text)
    return Content(
        language=text,
        title=text,
        byline=text,
        lead=f"{text}\n\n[@nhs-2024]",
        sections=(section,) * times,
        faq=(Question(question=text, answer=text),),
        disclaimer=text,
        change_note=text,
        references=(SOURCE, hostile_source, hostile_source),
    )


def test_whole_articles_of_it_are_harmless() -> None:
    """Every third text in all parts of an article, for previews try each; every eighth twice, where ids could meet."""
    pages = {
        text: render_body(parse(canonical(filled_with(text, 1 if number % 8 else 2))))
        for number, text in enumerate(HOSTILE[::3])
    }
    assert {text: faults(html) for text, html in pages.items() if faults(html)} == {}
    assert [text for text, html in pages.items() if "Hold for 5 seconds." not in html] == []


def test_previews_of_it_are_harmless() -> None:
    previews = {text: render_fragment(text, {"nhs-2024": SOURCE}) for text in HOSTILE}
    assert {text: faults(html) for text, html in previews.items() if faults(html)} == {}


def test_the_sanitiser_alone_would_hold() -> None:
    for text in HOSTILE:
        once = sanitize(text)
        assert [fault for fault in faults(once) if not fault.startswith("id twice")] == []
        assert sanitize(once) == once
        assert {tag for tag, _ in elements(only_italics(text))} <= {"i"}


def test_the_list_is_as_long_as_promised() -> None:
    assert len(HOSTILE) > 500


PIECES = st.sampled_from(
    [
        *HOSTILE,
        "\n",
        "\n\n",
        " ",
        "- ",
        "1. ",
        "> ",
        "# ",
        "*",
        "**",
        "_",
        "`",
        "[",
        "](",
        ")",
        "!",
        "|",
        "\\",
        "&",
        "<",
        ">",
    ]
)
TEXTS = st.lists(
    PIECES | st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20)
).map("".join)


def contents() -> st.SearchStrategy[Content]:
    return st.builds(parse, st.builds(canonical, _part(Content)))


def _part(model: type[Part]) -> st.SearchStrategy[Any]:
    """Any instance of a part of the content, with hostile text wherever it holds text."""
    own: dict[type[Part], dict[str, st.SearchStrategy[Any]]] = {
        Content: {
            "lead": TEXTS,
            "disclaimer": TEXTS,
            "language": TEXTS | st.just("en-GB"),
            "sections": st.lists(st.deferred(lambda: _part(Section)), max_size=2),
            "faq": st.lists(st.builds(Question, question=TEXTS, answer=TEXTS), max_size=2),
            "references": st.lists(st.deferred(lambda: _part(Source)), max_size=3),
        },
        Section: {
            "heading": TEXTS,
            "body": TEXTS,
            "insight": TEXTS,
            "precaution": TEXTS,
            "benefits": st.lists(st.builds(Benefit, name=TEXTS, how=TEXTS), max_size=2),
            "exercises": st.lists(st.builds(Exercise, name=TEXTS, goal=TEXTS, how=TEXTS), max_size=2),
            "safety_notes": st.lists(st.builds(SafetyNote, label=TEXTS, text=TEXTS), max_size=2),
        },
        Source: {
            "key": st.just("nhs-2024") | TEXTS,
            "csl": st.just({}),
            "citation": TEXTS,
            "printed": TEXTS,
            "url": TEXTS,
        },
    }
    return st.builds(model, **{name: value.map(_frozen) for name, value in own[model].items()})


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(contents())
def test_anything_at_all_is_harmless_and_renders_the_same_twice(content: Content) -> None:
    html = render_body(content)
    assert faults(html) == []
    assert render_body(content) == html
    used_images(content)
