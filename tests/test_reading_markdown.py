"""Markdown as typed lines."""

from articles.importing.markdown_text import read_markdown
from articles.importing.read import read_file, read_pasted

TEXT = """---
title: Sore knee
lang: en-GB
author: [Jo Writer, Al Other]
updated: 2025-11-03
tags: [knee]
---

Pain[^1] is <5 mg and x <y and z> w.
Goal: move
How: bend
and stretch.

<!-- check this -->

| A | B |
| --- | --- |
| x | y |

## References

[^1]: Smith J. A thing. 2020.
[^9]: Never cited.
"""


def test_front_matter_footnotes_tables_and_words_between_signs() -> None:
    document = read_markdown(TEXT)
    said = [line.text for line in document.lines]
    assert (document.title, document.language) == ("Sore knee", "en-GB")
    assert said[:5] == [
        "By: Jo Writer, Al Other",
        "Updated: 2025-11-03",
        "Pain^1^ is <5 mg and x <y and z> w.",
        "Goal: move",
        "How: bend and stretch.",
    ]
    assert [line.cells for line in document.lines if line.header] == [("A", "B")]
    assert said[said.index("References") + 1] == "Smith J. A thing. 2020."
    assert any("Never cited." in text for text in said)
    assert {item.text for item in document.left_out} >= {"tags: knee", "check this"}
    assert document.text.split("\n")[2] == said[2]


def test_a_footnote_that_is_cited_again_is_the_same_source() -> None:
    document = read_markdown("# A\n\nOne.[^1] Two.[^1]\n\n- three[^1]\n\n[^1]: NHS. (2024). Knee pain.\n")
    assert [line.text for line in document.lines][1:3] == ["One.^1^ Two.^1^", "three^1^"]


def test_the_same_article_in_three_forms() -> None:
    plain = "Sore knee\n\nIt aches.\n\nWhat helps\n\n- rest\n- ice\n\nGoal: move"
    markdown = "# Sore knee\n\nIt aches.\n\n## What helps\n\n- rest\n- ice\n\nGoal: move"
    html = "<h1>Sore knee</h1><p>It aches.</p><h2>What helps</h2><ul><li>rest</li><li>ice</li></ul><p>Goal: move</p>"
    forms = [
        read_file("a.txt", plain.encode()),
        read_file("a.md", markdown.encode()),
        read_file("a.html", html.encode()),
    ]
    first, *others = [[(line.kind, line.text, line.indent) for line in form.lines] for form in forms]
    assert others == [first, first]
    assert read_pasted("", html).lines == forms[2].lines
