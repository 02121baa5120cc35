"""Two editors at one article: whoever saves second overwrites nothing and loses nothing."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import drafting
from articles.models import Article, Benefit, Exercise
from tests.conftest import make_person
from tests.editing import change_address, draft_form, save, with_new_row, words


@pytest.fixture
def ann(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


@pytest.fixture
def bob(db: None) -> Client:
    client = Client()
    client.force_login(make_person("bob", "editor"))
    return client


def everything_on(answer: object) -> str:
    return words(answer)  # type: ignore[arg-type]  # the test client's own class


def test_the_second_save_is_refused_and_shows_both_texts(ann: Client, bob: Client, article: Article) -> None:
    anns, bobs = draft_form(ann, article), draft_form(bob, article)
    assert save(bob, article, bobs, lead="What Bob wrote.").status_code == 302
    before = drafting.content_of(Article.objects.get())

    refused = save(ann, article, anns, lead="What Ann wrote.", title="Ann's title")

    assert refused.status_code == 409
    page = words(refused)
    assert "bob saved this article on" in page
    for text in ("What Ann wrote.", "What Bob wrote.", "Ann's title", "Ankle sprain"):
        assert text in page
    assert drafting.content_of(Article.objects.get()) == before
    assert article.revisions.count() == 2
    assert f'href="{change_address(article)}"' in refused.content.decode()


def test_what_neither_changed_is_not_in_the_way(ann: Client, bob: Client, article: Article) -> None:
    anns = draft_form(ann, article)
    save(bob, article, draft_form(bob, article), lead="What Bob wrote.")

    page = save(ann, article, anns, lead="What Ann wrote.").content.decode()

    compared = page.split("whole-text")[0]
    assert "What Bob wrote." in compared
    assert "Heel raise" not in compared
    assert "Heel raise" in page  # in the whole text, to copy


def test_a_row_that_the_other_removed_is_given_back_to_copy(ann: Client, bob: Client, article: Article) -> None:
    anns, bobs = draft_form(ann, article), draft_form(bob, article)
    assert save(bob, article, bobs, **{"exercises-0-DELETE": "on"}).status_code == 302
    assert not Exercise.objects.exists()

    refused = save(ann, article, anns, **{"exercises-0-how": "Rise slowly, says Ann."})

    assert refused.status_code == 409
    page = words(refused)
    assert "Exercise ‘Heel raise’" in page
    assert "Removed meanwhile" in page
    assert "Rise slowly, says Ann." in page


def test_rows_added_by_either_are_told_apart(ann: Client, bob: Client, article: Article) -> None:
    section = str(article.sections.get(kind="benefits").pk)
    anns = with_new_row(draft_form(ann, article), "benefits", section=section, name="Ann's benefit", how="Ann's how")
    bobs = with_new_row(draft_form(bob, article), "benefits", section=section, name="Bob's benefit", how="Bob's how")
    assert save(bob, article, bobs).status_code == 302

    page = words(save(ann, article, anns))

    assert "Benefit ‘Ann's benefit’ You added this. It was not saved." in page
    assert "Benefit ‘Bob's benefit’ Added meanwhile." in page
    assert page.count("Ann's how") == 2  # beside the draft, and in the whole text
    assert not Benefit.objects.filter(name="Ann's benefit").exists()


def test_a_row_that_both_touched_one_by_removing_it(ann: Client, bob: Client, article: Article) -> None:
    anns, bobs = draft_form(ann, article), draft_form(bob, article)
    save(bob, article, bobs, **{"faqs-0-answer": "Bob's answer."})

    page = words(save(ann, article, anns, **{"faqs-0-DELETE": "on"}))

    assert "You removed this. It is still there." in page
    assert "Bob's answer." in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"exercises-0-sets": "minus two"},
        {"exercises-0-section": "987654"},
        {"sections-TOTAL_FORMS": "many"},
        {"sections-TOTAL_FORMS": "9" * 30},
        {"specialties": "nonsense"},
        {"exercises-0-id": "nonsense"},
        {"slug": "not an address"},
    ],
)
def test_nothing_is_lost_when_the_stale_form_has_mistakes_too(
    ann: Client, bob: Client, article: Article, wrong: dict[str, str]
) -> None:
    anns = draft_form(ann, article)
    save(bob, article, draft_form(bob, article), lead="What Bob wrote.")

    refused = save(ann, article, anns, lead="What Ann wrote.", **{"exercises-0-how": "Ann's how.", **wrong})

    assert refused.status_code == 409
    assert "What Ann wrote." in words(refused)
    assert "Ann's how." in words(refused)


@pytest.mark.parametrize("version", ["", "0", "-1", "2", "x", "9" * 5000])
def test_a_form_without_the_right_version_saves_nothing(ann: Client, article: Article, version: str) -> None:
    assert save(ann, article, draft_form(ann, article), version=version, lead="New.").status_code == 409
    assert Article.objects.get().lead != "New."


def test_what_was_typed_is_shown_as_text_and_never_as_html(ann: Client, bob: Client, article: Article) -> None:
    anns = draft_form(ann, article)
    save(bob, article, draft_form(bob, article), lead="</textarea><script>bob</script>")

    page = save(ann, article, anns, lead="</textarea><script>ann</script>").content.decode()

    assert "<script>" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;ann" in page
    assert "&lt;/textarea&gt;&lt;script&gt;bob" in page


def test_who_may_not_edit_learns_nothing_from_a_stale_save(bob: Client, article: Article) -> None:
    values = draft_form(bob, article)
    stranger = Client()
    stranger.force_login(make_person("writer", "contributor"))

    answer = save(stranger, article, values, version="0", lead="Mine.")

    assert answer.status_code == 403
    assert article.lead not in answer.content.decode()
