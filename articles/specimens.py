"""The design page: every component of readers' pages in every state, drawn by the templates that readers get."""

from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles import content as typed
from articles.content import Content, DoseKind, NoteKind, SectionKind, Urgency
from articles.page import Banner
from articles.rendering.body import render_body
from articles.views import public

_DAY, _LATER = date(2026, 3, 2), date(2029, 3, 2)

CONTENT = Content(
    title="A specimen",
    lead="The lead says in a few words what this page is for, and **who** can use it [@specimen-2024].",
    sections=(
        typed.Section(
            heading="Text",
            body=(
                "A paragraph with [a link](https://example.org/), *emphasis* and **strong words** [@specimen-2024].\n\n"
                "- A list\n- of two\n\n1. First\n2. Then\n\n> A quotation.\n\n"
                "| When | How much |\n|---|---|\n| Morning | A little |\n| Evening | A little more |"
            ),
        ),
        typed.Section(
            kind=SectionKind.BENEFITS,
            heading="Benefits",
            benefits=(
                typed.Benefit(name="Strength", how="Muscles hold the joint better [@specimen-2024]."),
                typed.Benefit(name="Confidence", how="You learn what is safe to do."),
            ),
            insight="What research says stands in a box of its own [@specimen-2024].",
        ),
        typed.Section(
            kind=SectionKind.EXERCISES,
            heading="Exercises",
            precaution="The warning before the exercises. Stop if the pain is sharp.",
            exercises=(
                typed.Exercise(
                    name="With every part",
                    goal="To show all that an exercise can hold.",
                    how="1. Stand behind a chair.\n2. Lift both heels.",
                    dose=typed.Dose(
                        kind=DoseKind.NUMBERS,
                        hold_seconds=5,
                        repetitions_from=10,
                        repetitions_to=15,
                        sets=2,
                        per_side=True,
                    ),
                    progression="Easier: lift one heel. Harder: use no hands.",
                    stop="You feel a sharp pain.",
                ),
                typed.Exercise(
                    name="With words for its dose",
                    how="Circle your foot slowly.",
                    dose=typed.Dose(kind=DoseKind.AS_COMFORTABLE, reason="Everyone differs"),
                ),
            ),
        ),
        typed.Section(
            kind=SectionKind.SAFETY,
            heading="Safety",
            safety_notes=(
                typed.SafetyNote(label="A tip", text="Go slowly."),
                typed.SafetyNote(kind=NoteKind.DO, text="Keep moving."),
                typed.SafetyNote(kind=NoteKind.DO_NOT, text="Do not rest in bed for days."),
                *(
                    typed.SafetyNote(kind=NoteKind.RED_FLAG, text="A sign that needs help.", urgency=urgency)
                    for urgency in Urgency
                ),
            ),
        ),
    ),
    faq=(typed.Question(question="Is this a question?", answer="Yes, and this is its answer."),),
    disclaimer="The disclaimer says what the page is not.",
    references=(
        typed.Source(
            key="specimen-2024",
            csl={},
            citation="Specimen, 2024",
            printed="Specimen. (2024). <i>A source</i>.",
            url="https://example.org/source",
        ),
    ),
)


@dataclass(frozen=True)
class ReviewBlock:
    """What `includes/review_block.html` prints, in one of its states. `name` says which."""

    name: str
    is_checked: bool = True
    checks: tuple[Any, ...] = ()
    small_checks: tuple[Any, ...] = ()
    next_check_by: date | None = _LATER
    slug: str = "a-specimen"


def _check(**more: object) -> SimpleNamespace:
    who = {
        "name": "Sam Specimen",
        "job_title": "Physiotherapist",
        "regulator": "HCPC",
        "registration_number": "PH000000",
    }
    review = SimpleNamespace(reviewer=SimpleNamespace(slug="sam-specimen"))
    return SimpleNamespace(**{"reviewer": who, "review": review, "on": _DAY, "only": (), "outside": (), **more})


def _review_blocks() -> list[ReviewBlock]:
    checked = ReviewBlock("Checked", checks=(_check(),))
    return [
        checked,
        replace(checked, name="Small changes since", small_checks=(_check(),)),
        replace(
            checked,
            name="Two clinicians, each for some parts",
            checks=(_check(outside=("Exercise ‘Heel raise’",)), _check(only=("Exercise ‘Heel raise’",))),
        ),
        replace(checked, name="Overdue", is_checked=False, next_check_by=_DAY),
    ]


def _banners() -> list[Banner]:
    return [
        Banner("This article is overdue for a check", "A clinician should have checked it again by 2 March 2026."),
        Banner("This article is out of date", "You can still read it.", url="#", link="Read the newer article"),
    ]


@public
def design(request: HttpRequest) -> HttpResponse:
    """For whoever changes the looks. Only a demo or a developer's machine shows it: nothing on it was reviewed."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    context = {"html": render_body(CONTENT), "review_blocks": _review_blocks(), "banners": _banners()}
    return render(request, "articles/design.html", context)
