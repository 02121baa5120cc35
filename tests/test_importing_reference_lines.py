"""One messy line of a reference list → CSL-JSON: fields right, and nothing that the line doesn't say."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.importing.reference_lines import read_entry
from tests.reference_lines import LINES


def makers(csl: dict[str, Any]) -> str:
    names = csl.get("author", csl.get("editor", []))
    return "; ".join(
        f"={name['literal']}" if "literal" in name else ", ".join(filter(None, (name["family"], name.get("given"))))
        for name in names
    )


@pytest.mark.parametrize(("line", "who", "fields"), LINES, ids=[str(number) for number in range(len(LINES))])
def test_a_line_gives_its_fields(line: str, who: str, fields: dict[str, Any]) -> None:
    csl = read_entry(line).csl
    csl["year"] = csl.get("issued", {}).get("date-parts", [[None]])[0][0]
    assert makers(csl) == who
    assert {name: csl.get(name) for name in fields} == fields
    assert {"DOI", "PMID", "PMCID"} & csl.keys() <= fields.keys()


@settings(max_examples=300, deadline=None)
@example("Two. (2020). doi:10.5555/a doi:10.5555/b")
@given(
    st.lists(
        st.sampled_from([piece for line, *_ in LINES for piece in line.split()] + ["10.1", "(", "”", "\\"]), max_size=30
    )
)
def test_no_field_says_what_the_line_does_not(pieces: list[str]) -> None:
    line = " ".join(pieces)
    csl = read_entry(line).csl
    for name in ("DOI", "PMID", "PMCID", "URL", "volume", "issue", "page"):
        assert str(csl.get(name, "")) in line


@pytest.mark.parametrize("line", ["Two. (2020). doi:10.5555/a doi:10.5555/b", "Two. (2020). PMID: 12 PMID: 13"])
def test_two_numbers_for_one_work_leave_both_out(line: str) -> None:
    entry = read_entry(line)
    assert not {"DOI", "PMID"} & entry.csl.keys()
    assert not entry.understood
