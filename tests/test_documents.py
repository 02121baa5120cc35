"""Articles as editors and web pages word them, in four forms, judged against what a person wrote down about each."""

import json
import os
from pathlib import Path

import pytest

from articles.importing.document import import_document, import_text
from articles.importing.read import read_file
from tests.judging import judge_file, judged_in
from tests.judging_references import judge_references
from tests.judging_words import flat, strings

_DOCUMENTS = Path(os.environ.get("JUDGED_DOCUMENTS") or Path(__file__).parent / "documents")
"""Another folder of documents and gold files can be judged by naming it in the environment."""
_ENOUGH = 0.95
_FORMS = (".md", ".html", ".docx")


@pytest.mark.parametrize("path", judged_in(_DOCUMENTS), ids=lambda path: str(path.name))
def test_the_document_is_read_as_a_person_reads_it(path: Path) -> None:
    verdict = judge_file(path)
    assert not verdict.grave, f"{path.name}: {verdict}"
    assert verdict.share >= _ENOUGH, f"{path.name}: {verdict}"


def test_messy_references_give_their_fields_and_no_foreign_identifier() -> None:
    lines = (_DOCUMENTS / "references.txt").read_text(encoding="utf-8")
    gold = json.loads((_DOCUMENTS / "references.expected.json").read_text(encoding="utf-8"))
    items = [source.csl for source in import_text(f"References\n{lines}").content.references]
    wrong, judged, grave = judge_references(items, gold)
    report = "\n".join([f"{1 - len(wrong) / judged:.1%} of {judged} fields", *grave, *wrong])
    assert not grave, report
    assert len(wrong) <= (1 - _ENOUGH) * judged, report


@pytest.mark.parametrize("name", ["balance-and-falls", "hamstring-strain"])
@pytest.mark.parametrize("form", _FORMS)
def test_the_same_article_is_the_same_in_every_form(name: str, form: str) -> None:
    """Beside the plain text: the words of every part, in order, without marks of emphasis."""
    plain, other = (_words_of(Path(__file__).parent / "documents" / f"{name}{ending}") for ending in (".txt", form))
    assert other == plain


def _words_of(path: Path) -> list[str]:
    content = import_document(read_file(path.name, path.read_bytes()), "A title").content
    return [flat(words) for words in strings(content.model_dump(exclude={"images"}))]
