"""Writing an article on its one page: the skeleton, the rows, the revisions, the address."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import drafting
from articles.models import Article, Edition, Exercise, FormerSlug, Section
from references.models import Reference
from reviewers.models import Specialty
from tests.conftest import complete_content, make_person, save_content
from tests.editing import draft_form, form_of, save, with_new_row, words

ADD = "/admin/articles/article/add/"


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """The editor, signed in."""
    client.force_login(editor)
    return client


def test_a_new_article_asks_little_and_starts_with_the_house_sections(
    desk: Client, editor: User, physiotherapy: Specialty
) -> None:
    asked = {name for name in form_of(desk, ADD) if not name.startswith(("_", "csrf"))}
    assert asked == {"title", "slug"}  # and the specialties, of which none is ticked

    answer = desk.post(ADD, {"title": "Stiff neck", "slug": "stiff-neck", "specialties": [physiotherapy.pk]})

    article = Article.objects.get(slug="stiff-neck")
    assert answer.headers["Location"] == f"/admin/articles/article/{article.pk}/change/"
    assert article.owner == editor
    assert [section.kind for section in article.sections.all()] == [
        "text", "text", "benefits", "exercises", "safety", "conclusion",
    ]  # fmt: skip
    revision = article.revisions.get()
    assert (revision.number, revision.saved_by) == (1, editor)
    assert len(revision.get_content().sections) == 6


def test_every_save_keeps_the_whole_content_as_it_stood(desk: Client, article: Article, editor: User) -> None:
    values = draft_form(desk, article)
    row = next(name for name, value in values.items() if value == ["Lift both heels slowly."] or "heels" in value[0])

    assert save(desk, article, values, lead="Shorter.", **{row: "Rise on your toes."}).status_code == 302

    revision = article.revisions.first()
    assert revision
    assert (revision.number, revision.saved_by) == (2, editor)
    assert revision.get_content().lead == "Shorter."
    assert revision.get_content() == drafting.content_of(Article.objects.get())
    assert Exercise.objects.get(article=article).how == "Rise on your toes."


def test_a_save_that_changes_nothing_makes_nobody_a_contributor(client: Client, article: Article) -> None:
    long = complete_content(lead="First line.\n\nSecond line.")
    save_content(article, long, article.owner)
    client.force_login(make_person("passer-by", "editor"))
    values = {
        name: [each.replace("\n", "\r\n") for each in value] for name, value in draft_form(client, article).items()
    }

    assert save(client, article, values).status_code == 302

    assert set(article.revisions.values_list("saved_by__username", flat=True)) == {"editor"}
    article.refresh_from_db()
    assert article.lead == "First line.\n\nSecond line."


def test_a_row_that_is_added_is_offered_the_section_that_fits(desk: Client, article: Article) -> None:
    page = desk.get(f"/admin/articles/article/{article.pk}/change/").content.decode()
    template = page.split("<template>")[3]
    exercises = article.sections.get(kind="exercises")

    assert f'<option value="{exercises.pk}" selected>Exercises for the ankle</option>' in template

    values = with_new_row(draft_form(desk, article), "exercises", section=str(exercises.pk), name="Ankle circles")
    assert save(desk, article, values).status_code == 302
    assert [row.name for row in article.exercises.all()] == ["Heel raise", "Ankle circles"]


def test_an_untouched_new_row_is_left_out(desk: Client, article: Article) -> None:
    exercises = article.sections.get(kind="exercises")
    values = with_new_row(draft_form(desk, article), "exercises", section=str(exercises.pk), name="", order="")

    assert save(desk, article, values).status_code == 302
    assert article.exercises.count() == 1


def test_a_section_of_another_article_is_no_choice(desk: Client, article: Article, editor: User) -> None:
    other = Article.objects.create(slug="other", owner=editor)
    foreign = Section.objects.create(article=other, heading="Foreign heading")
    values = draft_form(desk, article)

    assert "Foreign heading" not in words(desk.get(f"/admin/articles/article/{article.pk}/change/"))  # type: ignore[arg-type]
    answer = save(desk, article, values, **{"exercises-0-section": str(foreign.pk)})
    assert answer.status_code == 200
    assert Exercise.objects.get(article=article).section.article == article


def test_rows_never_vanish_with_their_section(desk: Client, article: Article) -> None:
    values = draft_form(desk, article)
    number = [section.kind for section in article.sections.all()].index("exercises")

    refused = save(desk, article, values, **{f"sections-{number}-DELETE": "on"})
    assert "This section is about to be removed" in words(refused)
    assert article.exercises.count() == 1

    both = {f"sections-{number}-DELETE": "on", "exercises-0-DELETE": "on"}
    assert save(desk, article, values, **both).status_code == 302
    assert (article.exercises.count(), article.sections.filter(kind="exercises").count()) == (0, 0)


def test_a_row_can_be_moved_out_of_a_section_that_goes(desk: Client, article: Article) -> None:
    values = draft_form(desk, article)
    number = [section.kind for section in article.sections.all()].index("exercises")
    safety = article.sections.get(kind="safety")

    changes = {f"sections-{number}-DELETE": "on", "exercises-0-section": str(safety.pk)}
    assert save(desk, article, values, **changes).status_code == 302
    assert article.exercises.get().section == safety


def test_references_are_found_by_author_and_title(desk: Client, reference: Reference) -> None:
    address = "/admin/autocomplete/?app_label=articles&model_name=articlereference&field_name=reference&term="
    for term in ("nhs", "ankle", "2024"):
        assert [found["id"] for found in desk.get(address + term).json()["results"]] == [str(reference.pk)]
    assert desk.get(address + "cardiology").json()["results"] == []


def test_the_same_reference_twice_is_refused(desk: Client, article: Article, reference: Reference) -> None:
    values = with_new_row(draft_form(desk, article), "articlereferences", reference=str(reference.pk), order="2")
    assert save(desk, article, values).status_code == 200
    assert article.articlereferences.count() == 1


def test_numbers_that_no_dose_has_are_refused_and_what_was_typed_stays(desk: Client, article: Article) -> None:
    backwards = {"exercises-0-repetitions_from": "12", "exercises-0-repetitions_to": "8", "lead": "My new lead."}
    answer = save(desk, article, draft_form(desk, article), **backwards)

    assert "from a smaller number to a larger one" in words(answer)
    assert "My new lead." in words(answer)
    assert article.revisions.count() == 1


def test_a_new_address_of_a_published_article_leads_readers_on(
    desk: Client, article: Article, published: Edition
) -> None:
    assert save(desk, article, draft_form(desk, article), slug="sprained-ankle").status_code == 302

    answer = desk.get("/articles/ankle-sprain/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/articles/sprained-ankle/")


def test_an_address_that_once_was_anothers_is_refused_and_ones_own_can_be_taken_back(
    desk: Client, article: Article, published: Edition, editor: User
) -> None:
    save(desk, article, draft_form(desk, article), slug="sprained-ankle")
    other = Article.objects.create(slug="other", owner=editor)
    other.specialties.set(article.specialties.all())

    refused = save(desk, other, draft_form(desk, other), slug="ankle-sprain")
    assert "led to another article before" in words(refused)

    assert save(desk, article, draft_form(desk, article), slug="ankle-sprain").status_code == 302
    assert list(FormerSlug.objects.values_list("slug", flat=True)) == ["sprained-ankle"]


def test_an_address_that_nobody_could_have_kept_is_not_remembered(desk: Client, article: Article) -> None:
    save(desk, article, draft_form(desk, article), slug="sprained-ankle")
    assert not FormerSlug.objects.exists()


def test_the_list_says_where_each_article_stands(
    desk: Client, article: Article, published: Edition, editor: User
) -> None:
    Article.objects.create(slug="new", title="New one", owner=editor)
    page = words(desk.get("/admin/articles/article/"))  # type: ignore[arg-type]
    assert "Ankle sprain Edition 1: published" in page
    assert "New one Draft" in page


@pytest.mark.parametrize(
    ("field", "number"),
    [
        ("exercises-0-hold_seconds", "99999999999"),
        ("exercises-0-sets", "10000"),
        ("exercises-0-order", "9" * 30),
        ("sections-0-order", "9" * 19),
    ],
)
def test_numbers_that_no_table_can_hold_are_refused(desk: Client, article: Article, field: str, number: str) -> None:
    answer = save(desk, article, draft_form(desk, article), **{field: number})
    assert answer.status_code == 200
    assert number in answer.content.decode()
    assert article.revisions.count() == 1
