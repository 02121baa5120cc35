"""Where a comment is in another content: always somewhere, and once."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.anchors import anchored, arranged
from articles.content import Content, Question, Section, canonical, passages
from articles.models import Comment, Edition
from articles.spots import find, spots, with_text
from tests.commenting import EXERCISE
from tests.conftest import complete_content
from tests.contents import contents, neighbours
from tests.desking import with_exercise, with_section

Sql = Callable[..., None]


def named(*names: str, faq: tuple[str, ...] = ()) -> Content:
    sections = tuple(Section(heading=name, body=f"About {name}.") for name in names)
    return Content(sections=sections, faq=tuple(Question(question=question) for question in faq))


class TestAnchoring:
    @pytest.mark.parametrize(
        ("place", "then", "now", "there"),
        [
            ("sections[0]", named("a", "b"), named("b", "a"), "sections[1]"),
            ("sections[0]", named("a", "b"), named("c", "b"), "sections[0]"),
            ("sections[0]", named("a", "b"), named("b"), None),
            ("sections[1]", named("a", "b"), named("a"), None),
            ("sections[1]", named("a", "a"), named("x", "a", "a"), "sections[1]"),
            ("sections[1]", named("", ""), named("", ""), "sections[1]"),
            ("sections[0]", named("a  b"), named("c", "a\nb"), "sections[1]"),
            ("faq[0]", named("a", faq=("a",)), named("b", "a", faq=("b",)), "faq[0]"),
            ("lead", named("a"), Content(), "lead"),
            ("nonsense[3]", named("a"), named("a"), None),
        ],
    )
    def test_where_a_block_is(self, place: str, then: Content, now: Content, there: str | None) -> None:
        assert find(place, then, now) == there

    def test_a_renamed_row_of_a_section_that_moved(self) -> None:
        old = with_exercise(complete_content(), name="Raise")
        moved = old.model_copy(update={"sections": (Section(heading="New"), *old.sections)})
        new = with_section(
            moved, 3, exercises=(moved.sections[3].exercises[0].model_copy(update={"name": "Both heels"}),)
        )
        assert find(EXERCISE, old, new) == "sections[3].exercises[0]"

    @given(neighbours() | st.tuples(contents, contents), st.data())
    def test_every_comment_is_shown_exactly_once(self, pair: tuple[Content, Content], data: st.DataObject) -> None:
        then, now = pair
        places = data.draw(st.lists(st.sampled_from([block.place for block in spots(then)]), max_size=6))
        edition = Edition(content=canonical(then))
        made = [Comment(pk=number, edition=edition, place=place, label="x") for number, place in enumerate(places)]
        groups = arranged(made, now)
        assert sorted(each.pk for _anchor, held in groups for each in held) == list(range(len(made)))
        here = {block.place for block in spots(now)}
        assert all(anchor.place is None or anchor.place in here for anchor, _held in groups)
        assert [anchor.place is None for anchor, _held in groups] == sorted(
            (anchor.place is None for anchor, _held in groups), reverse=True
        )

    @given(contents, st.data())
    def test_in_its_own_edition_a_block_is_of_its_kind_and_name(self, content: Content, data: st.DataObject) -> None:
        block = data.draw(st.sampled_from(spots(content)))
        assert find(block.place, content, content) == block.place
        assert anchored(Comment(edition=Edition(content=canonical(content)), place=block.place), content).place

    @given(contents, st.data())
    def test_wording_replaces_one_text_alone(self, content: Content, data: st.DataObject) -> None:
        there = list(passages(content))
        if there:
            chosen = data.draw(st.sampled_from(there))
            changed = {passage.place: passage.text for passage in passages(with_text(content, chosen.place, "Other"))}
            assert changed == {**{passage.place: passage.text for passage in there}, chosen.place: "Other"}
