"""What it costs to compare two editions of a long article, beside rendering it.

    DEMO=true .venv/bin/python -m bench.comparing

Prints ratios, all sides measured in turn in the same run. Every tenth word of the new edition is another one.
"""

import os
import time
from collections.abc import Callable
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "medgo2u.settings")
django.setup()

from articles.compare import differences
from articles.content import Content, Exercise, Section, SectionKind
from articles.rendering.body import render_body
from articles.rendering.in_place import changes_in_place
from articles.templatetags.differences import marked

ROUNDS = 9
SECTIONS = 20


def seconds(deed: Callable[[], object]) -> float:
    begun = time.perf_counter()
    deed()
    return time.perf_counter() - begun


def long_article(word: str) -> Content:
    """About 48 kB of text in paragraphs, tables, lists and exercises."""

    def prose(seed: int) -> str:
        words = [word if number % 10 == 0 else f"w{(number * seed) % 97}" for number in range(90)]
        return " ".join(words)

    def section(number: int) -> Section:
        rows = "\n".join(f"| {word} {row} | {prose(row + 1)[:60]} |" for row in range(6))
        items = "\n".join(f"- {prose(item + number)[:100]}" for item in range(4))
        body = f"{prose(number + 2)}\n\n{prose(number + 3)}\n\n| a | b |\n|---|---|\n{rows}\n\n{items}"
        how = prose(number + 5)
        exercises = tuple(Exercise(name=f"Exercise {number} {index}", how=how) for index in range(2))
        return Section(kind=SectionKind.EXERCISES, heading=f"Part {number}", body=body, exercises=exercises)

    return Content(title="Long", lead=prose(3), sections=tuple(section(number) for number in range(SECTIONS)))


def main() -> None:
    old, new = long_article("calm"), long_article("slow")
    before, now = str(render_body(old)), str(render_body(new))
    renders, lists, places = [], [], []
    for _round in range(ROUNDS):
        renders.append(seconds(lambda: render_body(new)))
        lists.append(seconds(lambda: [marked(difference) for difference in differences(old, new)]))
        places.append(seconds(lambda: changes_in_place(before, now)))
    render, listed, placed = median(renders), median(lists), median(places)
    print(f"html {len(now) // 1000} kB, rendered in {render * 1000:.0f} ms")
    print(f"list of differences {listed * 1000:.0f} ms: {listed / render:.1f} times rendering")
    print(f"in place {placed * 1000:.0f} ms: {placed / render:.1f} times rendering")


if __name__ == "__main__":
    main()
