"""Searching: the right article first, spelling, synonyms, topics; nothing that leaks; the index."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client

from articles import workflow
from articles.content import Section
from articles.models import Article, Edition, SearchEntry, Synonyms, Topic
from articles.search import index, synonyms
from articles.search.asking import search
from articles.search.engine import engine
from articles.search.reading import indexed
from tests.reading import page, words
from tests.searching import ARTICLES, cast, key_file, keys_of_the_library, library, newest, slugs, written
from tests.showcase import Cast

__all__ = ["cast", "key_file", "keys_of_the_library", "library"]  # fixtures

SECRET = "zanzibar"

EVERYDAY = {
    "my back hurts": "back",
    "kan i walk with bad back": "back",
    "lumbago": "back",
    "slipped disc": "back",
    "BACKPAIN": "back",
    "jumpers knee": "jumpers-knee",
    "Jumper’s knees!": "jumpers-knee",
    "jumpes nee": "jumpers-knee",
    "sore kneecap": "jumpers-knee",
    "exercises for bad knees": "knee-arthritis",
    "wear and tear in my knee": "knee-arthritis",
    "arthritus": "knee-arthritis",
    "heel pain in the morning": "heel",
    "pain under foot": "heel",
    "plantar fasitis": "heel",
    "stiff neck": "neck",
    "i cant turn my head": "neck",
    "fisio for my neck": "neck",
    "frozen sholder": "shoulder",
    "i cannot lift my arm": "shoulder",
    "adhesive capsulitis": "shoulder",
    "tenis elbow": "elbow",
    "tennis elb": "elbow",
    "hurts when gripping": "elbow",
    "twisted ankle": "ankle",
    "swollen ankel": "ankle",
}


def test_everyday_words_find_the_right_article_first(cast: Cast) -> None:
    found = {query: slugs(query)[:1] for query in EVERYDAY}
    assert found == {query: [slug] for query, slug in EVERYDAY.items()}


def test_more_of_the_words_and_the_title_count_more(cast: Cast) -> None:
    assert slugs("tendon stairs")[0] == "jumpers-knee"
    assert set(slugs("knee")[:2]) == {"knee-arthritis", "jumpers-knee"}  # ankle only mentions one
    assert "ankle" in slugs("knee")
    assert slugs("tennis elbow") == ["elbow"]
    assert "elbow" not in slugs("frozen shoulder")
    assert "neck" in slugs("how the neck")  # words that say nothing are left out
    assert slugs("heel raise")[0] == "heel"  # an exercise of every article
    assert slugs("clinician disclaimer") == []


def test_a_topic_lifts_its_articles_and_names_no_others(cast: Cast) -> None:
    assert slugs("zumba") == []
    topic = Topic.objects.create(name="Zumba people", slug="zumba")
    topic.articles.set(Article.objects.filter(slug__in=("elbow", "back")))
    assert set(slugs("zumba")) == {"elbow", "back"}
    workflow.withdraw(newest("elbow"), cast.editor, as_="out of date", reason="Old.")
    assert slugs("zumba") == ["back"]


class TestSpelling:
    def test_what_was_searched_for_instead_is_said(self, cast: Cast, client: Client) -> None:
        text = words(page(client, "/search/?q=frozen+sholder"))
        assert "Showing results for frozen shoulder. You typed “frozen sholder”." in text

    def test_what_may_have_been_meant_is_asked(self, cast: Cast, client: Client) -> None:
        document = page(client, "/search/?q=knee+dendon")
        assert search("knee dendon").searched == ""
        assert "Did you mean knee tendon?" in words(document)
        assert document.xpath("//main//a[.='knee tendon']/@href") == ["/search/?q=knee%20tendon"]
        assert search("dendon").searched == "tendon"  # nothing else would be found
        assert search("sore knee dendon stairs").suggestion == ""  # the other words say enough

    def test_what_only_some_words_found_is_said(self, cast: Cast, client: Client) -> None:
        assert "No article has all of your words." in words(page(client, "/search/?q=frozen+elbow+quetzalcoatl"))
        assert "No article has" not in words(page(client, "/search/?q=frozen+shoulder"))


class TestSynonyms:
    def test_are_found_both_ways_whatever_case_apostrophe_and_number(self, cast: Cast) -> None:
        before = slugs("cubiclist’s")
        Synonyms.objects.create(phrases="Cubiclist's\nlateral elbow pain\ntennis elbow syndrome")
        assert before == []
        assert slugs("cubiclist’s") == []  # no article has either phrase
        Synonyms.objects.create(phrases="keyholder's wrist\nTennis elbows\n\nspanner arm")
        for query in ("keyholders wrists", "KEYHOLDER’S  WRIST", "my keyholder's wrist hurts", "spanner arms"):
            assert slugs(query)[0] == "elbow", query
        assert search("spanner arm").also == ("Tennis elbows",)

    def test_their_words_are_no_spelling_mistakes(self, cast: Cast) -> None:
        Synonyms.objects.create(phrases="elbonian arm\ntennis elbow")
        result = search("elbonian arm")
        assert (result.searched, result.hits[0].listed.slug) == ("", "elbow")
        assert search("elbonain arm").searched == "elbonian arm"

    def test_those_that_come_with_the_house_are_consistent(self, cast: Cast) -> None:
        seen: dict[synonyms.Key, str] = {}
        for group in synonyms.groups():
            assert len(group) > 1
            for phrase in group:
                assert seen.setdefault(phrase.key, phrase.typed) == phrase.typed, phrase
        assert len(seen) > 50


class TestNothingLeaks:
    def secret(self) -> dict[str, object]:
        section = Section(heading=f"About {SECRET}", body=f"A {SECRET} in the text [@nhs-2024].")
        sections = (section, *written("elbow").sections[1:])
        return {"lead": f"{SECRET} first.", "sections": sections, "change_note": "More."}

    def told(self, client: Client) -> bool:
        """Whether the page tells the secret to somebody who has only half of it, misspelt."""
        answers = (
            client.get(f"/search/?q={query}").content.decode() for query in ("tennis elbow", "zanzi", "zanzibor")
        )
        return any(SECRET in answer for answer in answers)

    def test_only_what_is_published_now_is_found(self, cast: Cast, client: Client) -> None:
        article = Article.objects.get(slug="elbow")
        cast.change(article, **self.secret())
        assert not self.told(client)
        edition = cast.approve(article)
        assert not self.told(client)
        workflow.publish(edition, cast.publisher)
        assert self.told(client)
        assert slugs("zanzibor") == ["elbow"]
        workflow.withdraw(edition, cast.editor, as_="unsafe", reason="Harm.")
        assert not self.told(client)
        assert slugs("tennis elbow") == []
        assert SearchEntry.objects.filter(edition__article=article).count() == 0
        edition.refresh_from_db()
        workflow.reinstate(edition, cast.publisher)
        assert self.told(client)
        cast.change(article, lead="Calm.", sections=written("elbow").sections, change_note="Less.")
        cast.publish(article)
        assert not self.told(client)
        assert slugs("tennis elbow") == ["elbow"]

    def test_an_index_that_says_too_much_shows_no_more(self, cast: Cast, client: Client) -> None:
        article = Article.objects.get(slug="elbow")
        cast.change(article, **self.secret())
        edition = cast.approve(article)
        index._write(edition)
        assert not self.told(client)

    def test_what_is_not_proven_is_not_shown(self, cast: Cast, client: Client) -> None:
        """Published past the workflow: the database allows it once it is approved, but the log doesn't tell of it."""
        article = cast.draft("secret", written("elbow").model_copy(update=self.secret()))
        edition = cast.approve(article)
        assert not self.told(client)
        Edition.objects.filter(pk=edition.pk).update(state=Edition.State.PUBLISHED)
        index.refresh(article)
        assert "secret" not in [hit.listed.slug for hit in search(SECRET).hits]
        assert "A zanzibar" not in client.get(f"/search/?q={SECRET}").content.decode()

    def test_a_broken_index_holds_up_no_withdrawal(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(_editions: list[int]) -> None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT nothing FROM nowhere")

        monkeypatch.setattr(index, "_remove", broken)
        edition = newest("elbow")
        workflow.withdraw(edition, cast.editor, as_="unsafe", reason="Harm.")
        assert Edition.objects.get(pk=edition.pk).state == Edition.State.WITHDRAWN
        assert slugs("tennis elbow") == []


class TestTheIndex:
    def test_is_made_anew_from_what_is_published(self, cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
        whole = sorted(SearchEntry.objects.values_list())
        SearchEntry.objects.all().delete()
        assert slugs("tennis elbow") == []
        call_command("reindex")
        assert f"{len(ARTICLES)} articles" in capsys.readouterr().out
        assert sorted(SearchEntry.objects.values_list()) == whole
        assert slugs("tennis elbow") == ["elbow"]

    def test_is_filled_by_its_migration(self, cast: Cast) -> None:
        engine(connection).remove(connection, SearchEntry.objects.values_list("pk", flat=True))
        SearchEntry.objects.all().delete()
        import_module("articles.migrations.0009_fill_search").fill(apps, SimpleNamespace(connection=connection))
        assert slugs("tennis elbow") == ["elbow"]

    def test_keeps_words_by_weight_and_leaves_out_what_names_other_things(self, cast: Cast) -> None:
        edition = newest("heel")
        words = indexed(edition.content, edition.html)
        assert words.title == "plantar heel pain"
        assert "heel raise" in words.headings
        assert "may i walk" in words.headings
        assert words.lead == "the first steps of the morning hurt most"
        assert "stand behind a chair" in words.body
        everything = " ".join(vars(words).values()).split()
        assert not {"ankle", "nhs", "advice"} & set(everything)  # references, citations, disclaimer
