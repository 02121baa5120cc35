"""manage.py import_article: a file becomes a draft, or JSON; whatever goes wrong is said in a sentence."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles import drafting
from articles.content import SectionKind, cited_keys
from articles.importing.document import import_document, import_text
from articles.importing.plain_text import read_text
from articles.importing.save import save_draft
from articles.models import Article, FormerSlug, Import, Promotion, Review
from references.models import Reference
from tests.conftest import make_person
from tests.word_files import p, word

HEEL_PAIN = Path(__file__).parent / "documents" / "heel-pain.txt"
NHS = """Lead [@x].
Help
Words (NHS, 2024, p. 2; Other, 2020).
References
- NHS. (2024). {title}.
- Other. (2020). Thing."""


def run(*arguments: Any) -> str:
    told = io.StringIO()
    call_command("import_article", *map(str, arguments), stdout=told)
    return told.getvalue()


def save(text: str, slug: str, owner: User) -> Article:
    read = read_text(text)
    return save_draft(import_document(read, slug), slug=slug, owner=owner, source_name="a", document=read).article


def test_a_file_becomes_a_draft_that_says_what_was_read(editor: User) -> None:
    text = HEEL_PAIN.read_text(encoding="utf-8")
    told = run(HEEL_PAIN, "--title", "Heel pain", "--owner", "editor")
    assert "“heel-pain”" in told
    article = Article.objects.get(slug="heel-pain")
    draft, read = drafting.content_of(article), import_text(text, "Heel pain").content
    assert draft.sections == read.sections
    assert (draft.title, draft.lead, draft.faq, draft.disclaimer) == (read.title, read.lead, read.faq, read.disclaimer)
    assert [source.csl for source in draft.references] == [source.csl for source in read.references]
    assert article.owner == editor


def test_the_document_its_claims_and_a_revision_are_kept(editor: User) -> None:
    run(HEEL_PAIN, "--title", "Heel pain", "--slug", "heels")
    found = Import.objects.get(article__slug="heels")
    assert found.text == HEEL_PAIN.read_text(encoding="utf-8")
    assert (found.source_name, found.imported_by, found.unplaced) == ("heel-pain.txt", editor, [])
    assert {claim["kind"]: claim["text"] for claim in found.claims}["reviewer"] == "Casey Placeholder"
    assert Review.objects.count() == 0
    revision = found.article.revisions.get()
    assert (revision.number, revision.saved_by) == (1, editor)
    assert revision.get_content() == drafting.content_of(found.article)


def test_promotions_are_switched_off(editor: User) -> None:
    run(HEEL_PAIN, "--title", "Heel pain")
    promotions = Promotion.objects.filter(articles__slug="heel-pain")
    assert [(promotion.kind, promotion.active) for promotion in promotions] == [
        ("booking", False),
        ("recruiting", False),
    ]


@pytest.mark.usefixtures("db")
def test_a_dry_run_prints_json_and_writes_nothing() -> None:
    printed = json.loads(run(HEEL_PAIN, "--title", "Heel pain", "--dry-run"))
    assert list(printed) == ["content", "claims", "promotions", "unplaced", "placed", "left_out"]
    assert printed["content"]["sections"][2]["exercises"][0]["dose"]["hold_seconds"] == 30
    assert not Article.objects.exists()
    assert not Reference.objects.exists()


def test_standard_input_is_read_and_lines_in_doubt_are_told(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"Lead.\nHelp\nWords (NHS, 2024)."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert "Line 3: (NHS, 2024)\n" in run("-", "--title", "Help")
    assert Article.objects.get(slug="help").sections.get().body == "Words (NHS, 2024)."


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b" <!DOCTYPE html><html><body><h1>Knees</h1><p>Rest helps.", ()),
        (word(p("Knees", "Title") + p("Rest helps.")), ()),
        (b"<p><b>Knees</b><p>Rest helps.", ("--form", "html")),
        (b"# Knees\n\nRest helps.", ("--form", "md")),
    ],
)
def test_standard_input_may_have_any_form(editor: User, monkeypatch: Any, data: bytes, form: tuple[str, ...]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    read = json.loads(run("-", "--dry-run", *form))["content"]
    assert (read["title"], read["lead"] or read["sections"]) != ("", "")
    assert "Rest helps." in json.dumps(read)
    assert "<" not in json.dumps(read)


@pytest.mark.parametrize(
    ("name", "data", "arguments", "sentence"),
    [
        ("missing.txt", None, ["--title", "T"], "can't be read: No such file or directory"),
        ("latin.txt", "é".encode("latin-1"), ["--title", "T"], "not plain text in UTF-8"),
        ("nul.txt", b"a\x00b", ["--title", "T"], "is no text"),
        ("large.txt", b"a" * 201, ["--title", "T"], "larger than 200"),
        ("untitled.txt", b"Lead.", [], "Give the article a title with --title"),
        ("long.txt", b"Lead.", ["--title", "T" * 201], "more than 200 characters"),
        ("taken.txt", b"Lead.", ["--title", "T", "--slug", "taken"], "Another article has the address “taken”"),
        ("former.txt", b"Lead.", ["--title", "T", "--slug", "former"], "Another article has the address “former”"),
        ("odd.txt", b"Lead.", ["--title", "T", "--slug", "a/b"], "An address may have"),
        ("signs.txt", b"Lead.", ["--title", "?!"], "The title gives no address"),
        ("stranger.txt", b"Lead.", ["--title", "T", "--owner", "nobody"], "There is no account “nobody”"),
        ("clinician.txt", b"Lead.", ["--title", "T", "--owner", "outsider"], "There is no account “outsider”"),
    ],
)
def test_what_goes_wrong_is_a_sentence_and_changes_nothing(
    editor: User,
    settings: Any,
    tmp_path: Path,
    name: str,
    data: bytes | None,
    arguments: list[str],
    sentence: str,
) -> None:
    settings.IMPORT_MAX_BYTES = 200
    FormerSlug.objects.create(slug="former", article=Article.objects.create(slug="taken", owner=editor))
    make_person("outsider")
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(CommandError, match=sentence) as refused:
        run(tmp_path / name, *arguments)
    assert "Nothing was imported." in str(refused.value)
    assert refused.value.returncode != 0
    assert list(Article.objects.values_list("slug", flat=True)) == ["taken"]


def test_an_owner_is_never_guessed_among_several(editor: User) -> None:
    make_person("colleague", "editor")
    with pytest.raises(CommandError, match="--owner USERNAME"):
        run(HEEL_PAIN, "--title", "Heel pain")


def test_a_source_that_the_library_has_is_used_again(editor: User) -> None:
    first, second = (save(NHS.format(title="Knee pain"), slug, editor) for slug in ("first", "second"))
    assert Reference.objects.count() == 2
    assert drafting.content_of(second).references == drafting.content_of(first).references


def test_a_source_that_the_library_knows_better_is_used_as_it_is(editor: User, reference: Reference) -> None:
    article = save("Lead (NHS, 2024).\nReferences\n- NHS. (2024). Ankle pain.", "ankle", editor)
    assert [row.reference for row in article.articlereferences.all()] == [reference]
    reference.refresh_from_db()
    assert reference.csl["URL"].startswith("https://www.nhs.uk/")


def test_another_source_under_the_same_key_gets_a_new_key_in_the_text_too(editor: User, reference: Reference) -> None:
    article = save(NHS.format(title="Knee pain"), "knee", editor)
    draft = drafting.content_of(article)
    assert draft.sections[0].body == "Words [@nhs-2024-2, p. 2; @other-2020]."
    assert [source.key for source in draft.references] == ["nhs-2024-2", "other-2020"]
    reference.refresh_from_db()
    assert reference.csl["title"] == "Ankle pain"
    again = drafting.content_of(save(NHS.format(title="Knee pain"), "knee-again", editor))
    assert cited_keys(again) == ["x", "nhs-2024-2", "other-2020"]


def test_the_owners_example_becomes_a_draft_that_prints_its_references_as_they_were(
    editor: User, seed_text: str, tmp_path: Path
) -> None:
    file = tmp_path / "knee-pain.txt"
    file.write_text(seed_text, encoding="utf-8")
    run(file, "--title", "Physiotherapy for knee pain")
    article = Article.objects.get(slug="physiotherapy-for-knee-pain")
    draft = drafting.content_of(article)
    listed = [line[2:] for line in seed_text.split("\nReferences\n")[1].split("\n")[:7]]
    printed = [source.printed.replace("<i>", "").replace("</i>", "") for source in draft.references]
    assert printed == listed
    assert [part.kind for part in draft.sections][2:] == [
        SectionKind.BENEFITS,
        SectionKind.EXERCISES,
        SectionKind.SAFETY,
        SectionKind.CONCLUSION,
    ]
