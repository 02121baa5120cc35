"""References of every style that lists print: nearly every field is right, and no identifier is another's.

unruly_references.txt has four lines a reference: the line, its makers ("Family, Given; =Organisation"), its title, and
other fields. "-" is not judged. Made-up works all.
"""

from pathlib import Path
from typing import Any

from articles.importing.reference_lines import read_entry
from tests.judging_references import same

_LINES = Path(__file__).with_name("unruly_references.txt").read_text(encoding="utf-8").strip().split("\n\n")
_ENOUGH = 0.97


def _makers(csl: dict[str, Any]) -> str:
    return "; ".join(
        f"={name['literal']}" if "literal" in name else ", ".join(filter(None, (name["family"], name.get("given"))))
        for name in csl.get("author", csl.get("editor", []))
    )


def _fields(csl: dict[str, Any]) -> dict[str, str]:
    parts = {name: "-".join(map(str, csl.get(name, {}).get("date-parts", [[]])[0])) for name in ("issued", "accessed")}
    dates = {"year": parts["issued"][:4] or "None", "accessed": parts["accessed"]}
    return {name: str(value) for name, value in csl.items()} | dates | {"makers": _makers(csl)}


def test_unruly_references_give_their_fields() -> None:
    wrong, judged = [], 0
    for block in _LINES:
        line, makers, title, others = block.split("\n")
        meant = {"makers": makers, "title": title} | dict(field.split("=", 1) for field in others.split(" | "))
        given = _fields(read_entry(line).csl)
        judged += len(meant)
        wrong += [
            f"{line[:60]}: {name} {given.get(name)!r}, not {value!r}"
            for name, value in meant.items()
            if value != "-" and not same(given.get(name, ""), value)
        ]
        for name in ("DOI", "PMID", "PMCID"):
            assert given.get(name, meant.get(name)) == meant.get(name), line
    assert len(wrong) <= (1 - _ENOUGH) * judged, "\n".join([f"{len(wrong)} of {judged}", *wrong])
