"""Corrections: the policy, the list, and the note on the article's page; only of what readers have seen."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import concerns, corrections, workflow
from articles.concern_page import about
from articles.models import Article, Concern, Correction, Edition, Review
from articles.refusal import Refused
from tests.conftest import signed_in, unguarded
from tests.reading import ADDRESS, page, words, words_of
from tests.test_guards import refused

SAID = {"was_wrong": "We wrote <three> sets.", "put_right": "We wrote two sets."}


def tell(article: Article, by: User, edition: Edition | None = None, concern: Concern | None = None) -> Correction:
    was_wrong, put_right = SAID.values()
    return corrections.publish(article, by, was_wrong=was_wrong, put_right=put_right, edition=edition, concern=concern)


def test_from_a_concern_to_the_page(
    client: Client, published: Edition, publish_next: Callable[..., Edition], editor: User, publisher: User
) -> None:
    assert "We have had nothing to correct yet." in words_of(client, "/corrections/")
    assert not page(client).xpath("//*[@id='corrections']")
    concern = concerns.report(about(ADDRESS), "wrong", "A secretword is wrong.")
    newer = publish_next(lead="Said again.")
    house = signed_in(publisher)
    step = f"/admin/articles/article/{newer.article_id}/correction/?concern={concern.code}"
    assert step in house.get(f"/admin/articles/concern/{concern.pk}/change/").content.decode()
    assert signed_in(editor).get(step).status_code == 403
    assert "secretword" not in house.get(step).content.decode()
    answer = house.post(step, {**SAID, "was_wrong": ""})
    assert (answer.status_code, "We wrote two sets." in answer.content.decode()) == (422, True)
    answer = house.post(step, {**SAID, "put_right": "This article was medically reviewed."})
    assert (answer.status_code, "claims a review" in answer.content.decode()) == (409, True)
    answer = house.post(step, {**SAID, "edition": str(newer.pk)})
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/articles/concern/{concern.pk}/change/")
    assert concern.events.last().what == "A correction was published"  # type: ignore[union-attr]  # there is one
    for address in ("/corrections/", ADDRESS):
        said = words_of(client, address)
        assert "What was wrong: We wrote <three> sets." in said
        assert "What we did: We wrote two sets. It has been right since version 2." in said
        assert "secretword" not in client.get(address).content.decode()
    assert page(client, "/corrections/").xpath("//main//h3/a/@href") == [ADDRESS]
    assert words(page(client), "//*[@id='corrections']") == "Corrections"


def test_an_article_that_is_not_there_is_not_named(
    client: Client, published: Edition, editor: User, publisher: User
) -> None:
    tell(published.article, publisher)
    with unguarded():
        Review.objects.update(signature="x")  # the proof fails, so the page is not shown either
    assert "Ankle sprain" not in words_of(client, "/corrections/")
    assert page(client, "/corrections/").xpath("//main//h3/a") == []
    with unguarded():
        Review.objects.update(signature=published.reviews.get().signature)


def test_an_unsafe_article_is_not_named(client: Client, published: Edition, editor: User, publisher: User) -> None:
    tell(published.article, publisher)
    workflow.withdraw(published, editor, as_="unsafe", reason="Harm.", successor=None)
    said = words_of(client, "/corrections/")
    assert "An article that is no longer here" in said
    assert "Ankle sprain" not in said
    assert "ankle-sprain" not in str(page(client, "/corrections/").xpath("//main//a/@href"))


def test_what_can_not_be_told(
    approved: Edition, article: Article, editor: User, publisher: User, clinician: User
) -> None:
    for by, sentence in ((editor, "Only a publisher"), (clinician, "Only a publisher"), (publisher, "never seen")):
        with pytest.raises(Refused, match=sentence):
            tell(article, by)
    workflow.publish(approved, publisher)
    other = Article.objects.create(slug="other", owner=editor)
    concern = concerns.report(about("/"), "wrong", "Words.")
    with pytest.raises(Refused, match="not about this article"):
        tell(article, publisher, concern=concern)
    approved.article = other
    with pytest.raises(Refused, match="edition of this article"):
        tell(article, publisher, edition=approved)
    assert not Correction.objects.exists()
    kept = tell(article, publisher)
    assert "never changes" in refused(lambda: Correction.objects.update(was_wrong="Nothing."))
    assert "never deleted" in refused(kept.delete)
