"""Whom to call follows the setting NATION: on pages, in care cards that are frozen from now on, for editors."""

from pathlib import Path

import pytest
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.template.loader import render_to_string
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from articles.admin.rows import SafetyNoteRows
from articles.checks.safety import red_flags_have_urgency
from articles.content import Content, NoteKind, SafetyNote, Section, SectionKind, Urgency
from articles.models import Article
from articles.models.draft import SafetyNote as SafetyNoteRow
from articles.nation import NATIONS, emergency_heading, urgency_labels, urgent_heading
from articles.rendering.body import render_body
from medgo2u import environment
from medgo2u.context import site

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

EMERGENCY = {
    "england": "Call 999 or go to A&E now if:",
    "scotland": "Call 999 or go to A&E now if:",
    "wales": "Call 999 or go to A&E now if:",
    "northern-ireland": "Call 999 or go to an emergency department (A&E) now if:",
}
URGENT = {
    "england": "Get help the same day – call NHS 111 or your GP surgery – if:",
    "scotland": "Get help the same day – call NHS 24 on 111 or your GP surgery – if:",
    "wales": "Get help the same day – call NHS 111 Wales or your GP surgery – if:",
    "northern-ireland": "Get help the same day – call your GP surgery, or the GP out-of-hours service – if:",
}
LINKED = {
    "england": 'call <a href="tel:111">NHS 111</a>.',
    "scotland": 'call <a href="tel:111">NHS 24 on 111</a>.',
    "wales": 'call <a href="tel:111">NHS 111 Wales</a>.',
    "northern-ireland": "call your GP surgery, or the GP out-of-hours service.",
}
FLAGS = tuple(
    SafetyNote(kind=NoteKind.RED_FLAG, text="It is numb.", urgency=urgency)
    for urgency in (Urgency.EMERGENCY, Urgency.URGENT)
)
CONTENT = Content(sections=(Section(kind=SectionKind.SAFETY, safety_notes=FLAGS),))

each_nation = pytest.mark.parametrize("name", NATIONS)


def drawn(template: str) -> str:
    """The template as a page draws it, with single spaces."""
    return " ".join(render_to_string(template, site(RequestFactory().get("/"))).split())


@each_nation
def test_care_cards_name_the_numbers_of_the_nation(settings: Settings, name: str) -> None:
    settings.NATION = name
    html = render_body(CONTENT)
    assert emergency_heading(NATIONS[name]) == EMERGENCY[name]
    assert urgent_heading(NATIONS[name]) == URGENT[name]
    assert f"<h3>{EMERGENCY[name].replace('&', '&amp;')}</h3>" in html
    assert f"<h3>{URGENT[name]}</h3>" in html


@each_nation
def test_pages_name_the_numbers_of_the_nation(settings: Settings, name: str) -> None:
    settings.NATION = name
    assert LINKED[name] in drawn("includes/site_footer.html")
    assert 'call <a href="tel:999">999</a>.' in drawn("includes/site_footer.html")
    advice = drawn("includes/emergency_advice.html")
    assert EMERGENCY[name].replace("&", "&amp;") in advice
    assert URGENT[name] in advice
    for page in ("404.html", "410.html"):
        assert f"now, call {NATIONS[name].urgent}. In an emergency call 999." in drawn(page)


def test_nobody_in_northern_ireland_is_sent_to_111(settings: Settings) -> None:
    settings.NATION = "northern-ireland"
    includes = ("emergency_advice", "in_an_emergency", "not_for_emergencies")
    pages = ("404.html", "410.html", *(f"includes/{name}.html" for name in includes))
    assert "111" not in " ".join((render_body(CONTENT), *map(drawn, pages)))


def test_the_page_of_a_server_error_names_the_emergency_number_though_it_knows_no_setting() -> None:
    text = " ".join(render_to_string("500.html").split())
    assert 'In an emergency call <a href="tel:999">999</a>.' in text
    assert "111" not in text


def test_no_template_names_a_number_by_itself() -> None:
    """But the page of a server error, which is drawn without settings."""
    named = {
        path.name for path in TEMPLATES.rglob("*.html") if "111" in path.read_text() or "A&amp;E" in path.read_text()
    }
    assert named == set()


def test_editors_meet_the_words_of_the_model_in_england_and_their_own_elsewhere(settings: Settings) -> None:
    model = {value: str(label) for value, label in SafetyNoteRow.Urgency.choices}
    assert urgency_labels(NATIONS["england"]).items() <= model.items()
    settings.NATION = "scotland"
    rows, request = SafetyNoteRows(Article, admin.site), RequestFactory().get("/")
    field = rows.formfield_for_choice_field(SafetyNoteRow._meta.get_field("urgency"), request)
    assert [label for _value, label in field.choices] == [
        "Not set",
        "999 or A&E now",
        "Same day: NHS 24 or GP",
        "See a GP soon",
    ]
    unset = SafetyNote(kind=NoteKind.RED_FLAG, text="It is numb.")
    draft = Content(sections=(Section(kind=SectionKind.SAFETY, safety_notes=(unset,)),))
    (finding,) = red_flags_have_urgency(draft)
    assert finding.advice == "Choose: 999 or A&E now; the same day, NHS 24 or GP; or see a GP soon."


def test_any_other_nation_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NATION", "France")
    sentence = "NATION must be one of england, scotland, wales, northern-ireland, not 'France'"
    with pytest.raises(ImproperlyConfigured, match=sentence):
        environment.one_of("NATION", "england", NATIONS)
    monkeypatch.setenv("NATION", " wales ")
    assert environment.one_of("NATION", "england", NATIONS) == "wales"
    monkeypatch.delenv("NATION")
    assert environment.one_of("NATION", "england", NATIONS) == "england"
