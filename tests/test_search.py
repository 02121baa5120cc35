"""Searching: the right article first, spelling forgiven, synonyms, no leak, and nothing typed that breaks it."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from articles import keys, workflow
from articles.content import Section
from articles.models import Article, Edition, SearchEntry, Synonyms, Topic
from articles.search import index, spelling, synonyms
from articles.search.asking import Results, search
from articles.search.engine import engine
from articles.search.reading import indexed
from articles.search.snippets import Marks, marked, snippet
from articles.search.words import STOP, root, words_of
from references.models import Reference
from reviewers.models import Specialty
from tests.conftest import complete_content, make_clinician, make_person, signed_in
from tests.reading import page, words
from tests.searching import ARTICLES, written
from tests.showcase import Cast

SECRET = "zanzibar"


@pytest.fixture(scope="module")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys") / "signing-key.json"


@pytest.fixture(scope="module")
def library(django_db_setup: None, django_db_blocker: DjangoDbBlocker, key_file: Path) -> Iterator[Cast]:
    """Every article of the small library, published once; what a test changes is rolled back after it."""
    hasher = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(SIGNING_KEY_FILE=key_file, PASSWORD_HASHERS=hasher):
            keys.make_signing_key()
            specialty = Specialty.objects.create(name="Physiotherapy", slug="physiotherapy")
            source = complete_content().references[0]
            Reference.objects.create(key=source.key, csl=source.csl)
            clinician = make_clinician("clinician", "PH000001", specialty).user
            publisher = make_person("publisher", "publisher")
            cast = Cast(make_person("editor", "editor"), clinician, publisher, specialty)
            for slug in ARTICLES:
                cast.publish(cast.draft(slug, written(slug)))
        yield cast
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _keys_of_the_library(_own_files: None, settings: Settings, key_file: Path) -> None:
    settings.SIGNING_KEY_FILE = key_file


@pytest.fixture
def cast(library: Cast, db: None) -> Cast:
    return library


def slugs(query: str) -> list[str]:
    return [hit.listed.slug for hit in search(query).hits]


def newest(slug: str) -> Edition:
    return Edition.objects.filter(article__slug=slug).latest("number")


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
    VOCABULARY = spelling.Counter(
        {"shoulder": 5, "knee": 9, "need": 4, "tennis": 1, "physio": 2, "back": 8, "pain": 9, "sciatica": 1, "bark": 1}
    ) + spelling.Counter(dict.fromkeys(STOP, 1))

    @pytest.mark.parametrize(
        ("typed", "meant", "sure"),
        [
            ("sholder", "shoulder", True),
            ("shouldr", "shoulder", True),
            ("nee", "knee", True),
            ("tenis", "tennis", True),
            ("fisio", "physio", True),
            ("siatica", "sciatica", True),
            ("kan", "can", True),
            ("backpain", "back pain", True),
            ("bavk", "back", True),
            ("hack", "back", False),
        ],
    )
    def test_the_nearest_word(self, typed: str, meant: str, sure: bool) -> None:
        found = spelling.corrected(typed, self.VOCABULARY)
        assert found is not None
        assert (" ".join(found.words), found.sure) == (meant, sure)

    @pytest.mark.parametrize("typed", ["x", "12", "20245", "quetzalcoatl", "كتف", "👍"])
    def test_none_is_near(self, typed: str) -> None:
        assert spelling.corrected(typed, self.VOCABULARY) is None

    def test_what_was_searched_for_instead_is_said(self, cast: Cast, client: Client) -> None:
        text = words(page(client, "/search/?q=frozen+sholder"))
        assert "Showing results for frozen shoulder. We have nothing for “frozen sholder”." in text

    def test_what_may_have_been_meant_is_asked(self, cast: Cast, client: Client) -> None:
        document = page(client, "/search/?q=knee+dendon")
        assert search("knee dendon").searched == ""
        assert "Did you mean knee tendon?" in words(document)
        assert document.xpath("//main//a[.='knee tendon']/@href") == ["/search/?q=knee%20tendon"]
        assert search("dendon").searched == "tendon"  # nothing else would be found


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


class TestSynonymsInTheAdmin:
    ADD = "/admin/articles/synonyms/add/"

    def test_are_saved_tidily(self, cast: Cast) -> None:
        answer = signed_in(cast.publisher).post(
            self.ADD, {"phrases": " spanner   arm\r\n\r\nspanner arms\r\nwrench arm"}
        )
        assert answer.status_code == 302
        assert Synonyms.objects.latest("pk").phrases == "spanner arm\nwrench arm"

    @pytest.mark.parametrize(
        ("phrases", "said"),
        [
            ("one arm\nOne Arms", "at least two words or phrases"),
            ("???\n!!!", "at least two words or phrases"),
            ("wrench arm\njumpers knees", "“jumpers knees” is in another group already: jumper&#x27;s knee, patellar"),
        ],
    )
    def test_are_refused_with_a_reason_and_kept_on_the_page(self, cast: Cast, phrases: str, said: str) -> None:
        count = Synonyms.objects.count()
        answer = signed_in(cast.publisher).post(self.ADD, {"phrases": phrases})
        assert said in answer.content.decode()
        assert phrases.splitlines()[0] in answer.content.decode()
        assert Synonyms.objects.count() == count

    def test_a_group_does_not_clash_with_itself(self, cast: Cast) -> None:
        group = Synonyms.objects.create(phrases="spanner arm\nwrench arm")
        address = f"/admin/articles/synonyms/{group.pk}/change/"
        assert signed_in(cast.publisher).post(address, {"phrases": "spanner arm\ntool arm"}).status_code == 302


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


HOSTILE = (
    *(
        '"',
        "'",
        "*",
        "knee*",
        '"knee',
        "knee NEAR elbow",
        "NEAR(",
        "NOT",
        "AND OR NOT",
        "(",
        ")",
        "-knee",
        "title:knee",
    ),
    *(
        "^knee",
        "{title} : knee",
        "knee & !elbow",
        "knee | elbow",
        "<->",
        "knee:*",
        "\\",
        "%",
        "_",
        ";--",
        "' OR 1=1 --",
    ),
    *(
        "\x00",
        "kn\x00ee",
        "👍🏽",
        "ركبة",
        "\u202eeenk",
        "膝が痛い",
        "a" * 10_000,
        "knee " * 2_000,
        "\ud800",
        "<b>",
        "&lt;",
    ),
)


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_typed_breaks_it(cast: Cast, client: Client, query: str) -> None:
    text = query.encode("utf-8", "replace").decode()
    answer = client.get("/search/", {"q": text})
    assert answer.status_code == 200
    assert b"\x00" not in answer.content


@given(query=st.text(max_size=40) | st.lists(st.sampled_from([*"\"'*()^:-&|!<>\\", "knee", "OR", " "])).map("".join))
@examples(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_raises(cast: Cast, query: str) -> None:
    assert isinstance(search(query), Results)


def test_nothing_typed_is_an_operator(cast: Cast) -> None:
    plain = slugs("tennis elbow")
    for query in ('"tennis" elbow', "tennis -elbow", "tennis AND NOT elbow", "title:tennis elbow*", "tennis & !elbow"):
        assert slugs(query)[0] == plain[0], query
    assert slugs("tennis OR frozen") == slugs("tennis frozen")
    assert slugs("ELBOW\x00") == slugs("élbow") == slugs("elbow")


def test_a_long_search_is_cut_and_says_so(cast: Cast, client: Client) -> None:
    assert "so we looked for the first words only" in words(page(client, "/search/?q=" + "knee+" * 30))
    assert slugs("elbow " * 500)[0] == "elbow"
    assert "so we looked" not in words(page(client, "/search/?q=knee"))


class TestThePage:
    def test_says_what_was_found(self, cast: Cast, client: Client) -> None:
        document = page(client, "/search/?q=Plantar+fasciitis")
        text = words(document)
        assert "1 article found" in text
        assert document.xpath("//main//li//a/@href") == ["/articles/heel/"]
        assert "Checked on" in text
        assert {mark.text for mark in document.xpath("//main//mark")} >= {"plantar", "fasciitis"}
        assert document.xpath("//input[@name='q']/@value") == ["Plantar fasciitis"]
        assert document.xpath("//form[@role='search']/@method") == ["get"]
        assert document.xpath("//meta[@name='robots']/@content") == ["noindex"]

    def test_helps_when_nothing_is_found(self, cast: Cast, client: Client) -> None:
        document = page(client, "/search/?q=quetzalcoatl")
        assert "Nothing found for “quetzalcoatl”" in words(document)
        assert "If you are worried about a symptom, call" in words(document)
        assert document.xpath("//main//a[@href='tel:999']")
        assert "/articles/" in document.xpath("//main//a/@href")

    def test_asks_only_when_nothing_was_typed(self, cast: Cast, client: Client) -> None:
        for address in ("/search/", "/search/?q=", "/search/?q=++", "/search/?other=knee"):
            document = page(client, address)
            assert document.xpath("//main//*[self::h2 or self::li or self::mark]") == []
            assert len(document.xpath("//main//input")) == 1

    def test_sets_no_cookie_and_keeps_nothing(
        self, cast: Cast, client: Client, caplog: pytest.LogCaptureFixture
    ) -> None:
        answer = client.get("/search/?q=knee")
        assert not answer.cookies
        assert answer["Cache-Control"] == "no-cache"
        assert caplog.text == ""

    def test_shows_twenty_at_most_and_says_that_there_are_more(
        self, cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("articles.search.asking.MOST_HITS", 3)
        text = words(page(client, "/search/?q=pain"))
        assert "The 3 best articles" in text
        assert "There are more." in text


def marks(*words: str) -> Marks:
    return Marks({root(word) for word in words})


class TestSnippets:
    def test_are_whole_sentences_with_what_was_searched_for_marked(self) -> None:
        html = "<p>Rest first. Your <strong>knees</strong> may creak &amp; swell. Then walk.</p><p>Nothing else.</p>"
        expected = "Your <mark>knees</mark> may creak &amp; swell. Then walk."
        assert snippet(html, marks("knee")) == expected
        assert snippet(html, marks("wrist")) == "Rest first. Your knees may creak &amp; swell. Then walk."
        assert snippet("", marks("knee")) == ""

    def test_hold_no_markup_of_the_article(self) -> None:
        html = "<p>Type &lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; <em>alert</em>.</p>"
        found = snippet(html, marks("alert", "amp"))
        assert found == (
            "Type &lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt; &amp;<mark>amp</mark>; <mark>alert</mark>."
        )

    def test_keep_what_leads_to_an_item(self) -> None:
        html = "<p>Do not do this:</p><ul><li>Bend your knee fast.<ul><li>Twist an elbow.</li></ul></li></ul>"
        assert str(snippet(html, marks("knee"))).startswith("Do not do this: Bend your <mark>knee</mark>")
        assert str(snippet(html, marks("elbow"))).startswith("Do not do this: Twist an <mark>elbow</mark>")

    def test_mark_words_with_apostrophes_accents_and_beginnings(self) -> None:
        assert marked("Jumper’s knée", marks("jumper", "knee")) == "<mark>Jumper’s</mark> <mark>knée</mark>"
        assert marked("shoulders", Marks((), "should")) == "<mark>shoulders</mark>"
        assert marked("ألم الركبة", marks("الركبة")) == "ألم <mark>الركبة</mark>"


def test_words_are_folded() -> None:
    assert words_of("Jumper’s KNÉE_pain: 2–3 × Straße, naïve") == [
        "jumpers",
        "knee",
        "pain",
        "2",
        "3",
        "strasse",
        "naive",
    ]
    assert words_of("👍 \x00 !!!") == []
    same = (("exercises", "exercising", "exercise"), ("knees", "knee"), ("stretches", "stretched"), ("bodies", "body"))
    for forms in same:
        assert len({root(form) for form in forms}) == 1, forms
    assert root("bus") == "bus"
    assert root("pain") != root("pan")
