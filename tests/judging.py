"""Judges an import against what a person wrote down: which elements are right, and which mistakes may never be made.

A gold file NAME.EXT.expected.json says what the article means, leaf by leaf; what it leaves out is not judged. A list
in place of a value holds the values that are all acceptable.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from articles.content import CITATION, Exercise, SafetyNote, Section, Source, citations_in, passages
from articles.importing.document import import_document
from articles.importing.exercise_parts import part_of, unfolded
from articles.importing.lines import Kind, Line, UnreadableDocument
from articles.importing.read import read_file
from articles.importing.recognising import labelled, mark_of
from articles.importing.result import Claim, Imported
from tests.judging_references import judge_references, same
from tests.judging_words import begins, flat, has, strings

Gold = dict[str, Any]

_LABELS = {
    *("goal", "purpose", "aim", "how", "instructions", "research", "insight", "exercise", "progression"),
    *("reps", "sets", "hold", "dose", "stop"),
}
"""Words that become a field and need not stand in it."""
_REVIEWED = {"reviewed on", "last reviewed"}
_NARRATIVE = 45  # characters that may stand between the words before a citation and the citation


@dataclass
class Verdict:
    """Leaves judged, the wrong ones as sentences, and the grave mistakes of which there may be none."""

    judged: int = 0
    wrong: list[str] = field(default_factory=list)
    grave: list[str] = field(default_factory=list)

    def leaf(self, right: bool, what: str) -> bool:
        self.judged += 1
        if not right:
            self.wrong.append(what)
        return right

    @property
    def share(self) -> float:
        return 1 - len(self.wrong) / self.judged if self.judged else 0.0

    def __str__(self) -> str:
        lines = [f"{self.share:.1%} of {self.judged} right", *(f"  GRAVE {words}" for words in self.grave)]
        return "\n".join([*lines, *(f"  wrong {words}" for words in self.wrong)])


def judge_file(path: Path) -> Verdict:
    """The verdict on one document beside its gold file."""
    gold: Gold = json.loads(path.with_name(f"{path.name}.expected.json").read_text(encoding="utf-8"))
    verdict = Verdict()
    try:
        document = read_file(path.name, path.read_bytes())
    except UnreadableDocument as error:
        verdict.leaf(False, f"unreadable: {error}")
        return verdict
    imported = import_document(document)
    for judge in (_judge_head, _judge_sections, _judge_faq, _judge_sources, _judge_claims, _judge_reports):
        judge(imported, gold, verdict)
    _judge_nothing_dropped(document.lines, imported, verdict)
    return verdict


def _any_of(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _judge_head(imported: Imported, gold: Gold, verdict: Verdict) -> None:
    content = imported.content
    for name in ("title", "byline", "language"):
        if name in gold:
            given = getattr(content, name)
            verdict.leaf(flat(given) == flat(gold[name]), f"{name}: {given!r}, not {gold[name]!r}")
    if "lead_begins" in gold:
        verdict.leaf(begins(content.lead, gold["lead_begins"]), f"lead: {content.lead[:70]!r}")
    if "disclaimer_begins" in gold:
        right = begins(content.disclaimer, gold["disclaimer_begins"])
        verdict.leaf(right, f"disclaimer: {content.disclaimer[:70]!r}")


def _judge_sections(imported: Imported, gold: Gold, verdict: Verdict) -> None:
    sections = imported.content.sections
    for wanted in gold.get("sections", []):
        heading = wanted["heading"]
        section = next((part for part in sections if same(flat(part.heading), flat(heading))), Section())
        if verdict.leaf(bool(section.heading), f"section {heading!r} is missing"):
            right = section.kind.value in _any_of(wanted["kind"])
            verdict.leaf(right, f"section {heading!r} is {section.kind.value!r}, not {wanted['kind']!r}")
        _judge_texts(section, wanted, verdict)
        _judge_benefits(section, wanted, verdict)
        for exercise in wanted.get("exercises", []):
            _judge_exercise(section, exercise, verdict)
        for note in wanted.get("notes", []):
            _judge_note(imported, note, verdict)


def _judge_texts(section: Section, wanted: Gold, verdict: Verdict) -> None:
    rows = (f"{row.name}: {row.how}" for row in section.benefits)
    notes = (f"{note.label}: {note.text}" for note in section.safety_notes)
    whole = "\n".join([section.body, *rows, *notes])
    for part in wanted.get("body_has", []):
        verdict.leaf(has(whole, part), f"{wanted['heading']!r} lacks {part!r}")
    if "insight_begins" in wanted:
        right = begins(section.insight, wanted["insight_begins"])
        verdict.leaf(right, f"{wanted['heading']!r}: insight {section.insight[:60]!r}")
    for part in wanted.get("precaution_has", [wanted["precaution_begins"]] if "precaution_begins" in wanted else []):
        right = has(section.precaution, part)
        verdict.leaf(right, f"{wanted['heading']!r}: precaution {section.precaution[:60]!r} lacks {part!r}")


def _judge_benefits(section: Section, wanted: Gold, verdict: Verdict) -> None:
    for name, how in wanted.get("benefits", []):
        row = next((row for row in section.benefits if same(flat(row.name), flat(name))), None)
        verdict.leaf(row is not None, f"benefit {name!r} is missing")
        verdict.leaf(row is not None and begins(row.how, how), f"benefit {name!r}: {row.how[:60] if row else ''!r}")


def _judge_exercise(section: Section, wanted: Gold, verdict: Verdict) -> None:
    name = wanted["name"]
    found = next((part for part in section.exercises if has(part.name, name)), Exercise(name=""))
    verdict.leaf(same(flat(found.name), flat(name)), f"exercise {name!r} is {found.name!r}")
    if "goal_begins" in wanted:
        verdict.leaf(begins(found.goal, wanted["goal_begins"]), f"{name!r}: goal {found.goal[:60]!r}")
    for part in wanted.get("how_has", []):
        verdict.leaf(has(found.how, part), f"{name!r}: how lacks {part!r}")
    if "stop_begins" in wanted:
        verdict.leaf(begins(found.stop, wanted["stop_begins"]), f"{name!r}: stop {found.stop[:60]!r}")
    if "progression_has" in wanted:
        verdict.leaf(has(found.progression, wanted["progression_has"]), f"{name!r}: progression {found.progression!r}")
    if "dose" in wanted:
        _judge_dose(found, wanted, verdict)


def _judge_dose(exercise: Exercise, wanted: Gold, verdict: Verdict) -> None:
    meant: Gold = wanted["dose"]
    for name in ("hold_seconds", "repetitions_from", "repetitions_to", "sets", "per_side"):
        unset = False if name == "per_side" else None
        given, accepted = getattr(exercise.dose, name), _any_of(meant.get(name, unset))
        sentence = f"{wanted['name']!r}: {name} is {given!r}, not {meant.get(name, unset)!r}"
        if name in meant or given not in accepted:
            verdict.leaf(given in accepted, sentence)
        if given not in accepted and given != unset:
            verdict.grave.append(f"wrong dose: {sentence}")
    if not meant:
        verdict.leaf(exercise.dose.kind.value != "numbers", f"{wanted['name']!r}: the dose had to stay unset")


def _judge_note(imported: Imported, wanted: Gold, verdict: Verdict) -> None:
    notes = [note for part in imported.content.sections for note in part.safety_notes]
    kinds = _any_of(wanted["kind"])
    matching = [note for note in notes if has(f"{note.label}: {note.text}", wanted["text_has"])]
    note: SafetyNote | None = next(iter(matching), None)
    right = note is not None and note.kind.value in kinds
    verdict.leaf(right, f"{kinds[0]} {wanted['text_has']!r} is {note.kind.value if note else 'no note'}")
    if "red flag" in kinds and not right:
        told = any(has(item.text, wanted["text_has"]) for item in imported.unplaced)
        verdict.grave.extend([] if told else [f"lost red flag: {wanted['text_has']!r}"])
    urgency = note.urgency.value if note else ""
    if "urgency" in wanted:
        verdict.leaf(
            urgency == wanted["urgency"], f"{wanted['text_has']!r}: urgency {urgency!r}, not {wanted['urgency']!r}"
        )
        if urgency not in ("", wanted["urgency"]):
            verdict.grave.append(f"guessed urgency: {wanted['text_has']!r} is {urgency!r}")
    if "label" in wanted:
        given = note.label if note else ""
        verdict.leaf(same(flat(given), flat(wanted["label"])), f"{wanted['text_has']!r}: label {given!r}")


def _judge_faq(imported: Imported, gold: Gold, verdict: Verdict) -> None:
    if "faq" not in gold:
        return
    given = imported.content.faq
    verdict.leaf(len(given) == len(gold["faq"]), f"{len(given)} questions, not {len(gold['faq'])}")
    for question, answer in gold["faq"]:
        found = next((entry for entry in given if same(flat(entry.question), flat(question))), None)
        verdict.leaf(found is not None, f"question {question!r} is missing")
        right = found is not None and begins(found.answer, answer)
        verdict.leaf(right, f"answer to {question!r}: {found.answer[:60] if found else ''!r}")


def _judge_sources(imported: Imported, gold: Gold, verdict: Verdict) -> None:
    items = [source.csl for source in imported.content.references]
    wrong, judged, grave = judge_references(items, gold.get("references", []))
    verdict.judged += judged
    verdict.wrong += wrong
    verdict.grave += grave
    text = flat("\n".join(passage.text for passage in passages(imported.content)))
    sources = {source.key: source for source in imported.content.references}
    wanted = [(flat(words).casefold().rstrip(" .,;"), who) for words, who in gold.get("citations", [])]
    tied = list(_ties(text))
    for words, who in wanted:
        keys = [key for before, key in tied if words in before[-len(words) - _NARRATIVE :]]
        right = any(key in sources and _is_meant(sources[key], who) for key in keys)
        verdict.leaf(right, f"citation of {who!r} after {words!r}: tied to {keys}")
    if "citations" not in gold:
        return
    for before, key in tied:
        meant = [who for words, who in wanted if words in before[-len(words) - _NARRATIVE :]]
        if key in sources and not any(_is_meant(sources[key], who) for who in meant):
            verdict.grave.append(f"wrong tie: {key} after {before[-60:]!r}, not {meant}")


def _ties(text: str) -> Iterator[tuple[str, str]]:
    """The words before each citation, without other citations, and its key."""
    for found in CITATION.finditer(text):
        before = " ".join(CITATION.sub("", text[max(0, found.start() - 400) : found.start()]).split()).casefold()
        yield from ((before, citation.key) for citation in citations_in(found["items"]))


def _is_meant(source: Source, who: str) -> bool:
    """`who` is "family or organisation year", or the title of the work."""
    printed = f"{flat(source.printed)} {flat(json.dumps(source.csl, ensure_ascii=False))}"
    name, _, year = who.rpartition(" ")
    return has(printed, who) or bool(re.fullmatch(r"[0-9]{4}", year) and has(printed, name) and year in printed)


def _kind(claim: Claim) -> str:
    return "reviewed" if claim.kind.value in _REVIEWED else claim.kind.value


def _judge_claims(imported: Imported, gold: Gold, verdict: Verdict) -> None:
    if "claims" not in gold:
        return
    wanted = [("reviewed" if kind in _REVIEWED else kind, words) for kind, words in gold["claims"]]
    for kind, words in wanted:
        alike = [claim for claim in imported.claims if _kind(claim) == kind]
        dated = any(claim.date and claim.date.isoformat() == words for claim in alike)
        right = dated or any(has(claim.text, words) for claim in alike)
        verdict.leaf(right, f"claim {kind} {words!r}: {[claim.text[:50] for claim in alike]}")
    for claim in imported.claims:
        of_kind = [words for kind, words in wanted if kind == _kind(claim)]
        if claim.date and claim.date.isoformat() not in of_kind:
            verdict.grave.append(f"wrong date: {_kind(claim)} {claim.date} from {claim.text!r}")
        if claim.kind.value in ("reviewer", "byline") and not any(has(claim.text, words) for words in of_kind):
            verdict.grave.append(f"wrong {_kind(claim)}: {claim.text!r}")


def _judge_reports(imported: Imported, gold: Gold, verdict: Verdict) -> None:
    told = "\n".join(f"{item.text} {item.reason}" for item in imported.unplaced)
    for words in gold.get("must_report", []):
        verdict.leaf(has(told, words), f"nobody is told of {words!r}")
    kept = imported.content.model_dump_json() + " ".join(claim.text for claim in imported.claims)
    for words in gold.get("must_not_contain", []):
        verdict.leaf(not has(kept, words), f"furniture in the content: {words!r}")
    if "promotions" in gold:
        given = sorted({promotion.kind.value for promotion in imported.promotions})
        verdict.leaf(given == sorted(gold["promotions"]), f"promotions {given}, not {gold['promotions']}")


def _judge_nothing_dropped(lines: Iterable[Line], imported: Imported, verdict: Verdict) -> None:
    """Each word that the reader gave stands somewhere in the result, but for headings and labels that become fields."""
    whole = set(_words("\n".join(strings(imported.model_dump()))))
    for line in lines:
        label = labelled(line.words)
        words = flat(label.rest if label else line.words)
        may_be_heading = line.kind is Kind.TEXT and len(words.split()) <= 7 and words[-1:] not in (".", "?", "!")
        labels = {
            *_LABELS,
            *_words(" ".join(part.words for piece in unfolded([line]) if (part := part_of(piece))).lower()),
        }
        lost = [word for word in _words(words) if word not in whole and word not in labels]
        if lost and not mark_of(line) and line.kind is not Kind.HEADING and not may_be_heading:
            verdict.grave.append(f"dropped: {', '.join(lost)} of {words[:60]!r}")


def _words(text: str) -> list[str]:
    return re.findall(r"\w{3,}", flat(text).casefold())


def judged_in(folder: Path) -> list[Path]:
    """The documents of a folder that have a gold file, in order."""
    gold = sorted(folder.glob("*.*.expected.json"))
    return [path.with_name(path.name.removesuffix(".expected.json")) for path in gold]
