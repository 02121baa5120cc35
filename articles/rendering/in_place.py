"""An edition drawn whole, with what changed since another marked where it stands.

The list of differences (templatetags/differences.py) carries the promise that nothing that changed stays invisible:
it is made from the typed content. This view is made from the two frozen HTML texts, for reading. It marks every word,
line break, look, image, alternative text and link target that differs, in whatever cell or item it stands. It is silent
about what no reader sees and what follows from the rest: ids of places, links of the contents list and the backlinks.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.rendering.html_tree import Block, Node, Run, Word, Wrapper, parse, words_in
from articles.rendering.marks import mark
from articles.rendering.sanitize import sanitize_marked
from articles.rendering.unseen import in_changed, in_unchanged, twins
from articles.segments import Op, aligned

_LEAST_ALIKE = 0.4
"""Blocks that share fewer of their words are two blocks, not one that changed."""

_MOST_PAIRS = 2_500
_CLASS = {Op.ADDED: "came", Op.REMOVED: "went"}
_ONCE = {"lead", "dose", "figures", "goal", "how", "progression", "stop"}
_EMPTY_SHOWS = {"blockquote", "div", "h2", "h3", "h4", "h5", "h6", "hr", "li", "p", "td", "th"}


def changes_in_place(old: str, new: str) -> SafeString:
    """The new HTML with <ins> and <del>; both are frozen, sanitised HTML. It is sanitised again, marks included."""
    return sanitize_marked(_between(parse(old), parse(new)))


def _between(old: Sequence[Node], new: Sequence[Node]) -> SafeString:
    return _join(_pair(before, after) for before, after in _paired(old, new))


def _pair(before: Node | None, after: Node | None) -> SafeString:
    match before, after:
        case Run(), Run():
            return _run(before, after)
        case Block(), Block() if after.tag != "hr":
            return _element(after, _between(before.children, after.children))
        case None, None:
            return SafeString("")
        case None, _:
            return _whole(after, Op.ADDED)
        case _, None:
            return _whole(before, Op.REMOVED)
    return _element(after, SafeString("")) if isinstance(after, Block) else SafeString("")


def _whole(node: Node | None, op: Op) -> SafeString:
    """A node that only one side has."""
    if isinstance(node, Run):
        return _words([(op, node.words)])
    if node is None:
        return SafeString("")
    inner = _join(_whole(child, op) for child in node.children)
    if not node.children and node.tag in _EMPTY_SHOWS:
        what = _("[line across]") if node.tag == "hr" else _("[empty]")
        inner = mark(op, format_html('<span class="unseen">{}</span>', what))
    shown = Block("p", {}) if node.tag == "hr" else node
    return _element(shown, inner, op)


def _element(block: Block, inner: SafeString, op: Op = Op.EQUAL) -> SafeString:
    if block.tag == "hr":
        return SafeString("<hr>")
    attributes = dict(block.attributes)
    if op != Op.EQUAL:
        attributes["class"] = f"{attributes.get('class', '')} {_CLASS[op]}".strip()
    if op == Op.REMOVED:
        attributes.pop("id", None)
        attributes.pop("aria-labelledby", None)
        if "aria-label" in attributes:
            attributes["aria-label"] = _("{name}, removed").format(name=attributes["aria-label"])
    return _tag(block.tag, attributes.items(), inner)


def _tag(name: str, attributes: Iterable[tuple[str, str]], inner: SafeString) -> SafeString:
    return format_html("<{}{}>{}</{}>", name, format_html_join("", ' {}="{}"', attributes), inner, name)


def _run(before: Run, after: Run) -> SafeString:
    old, new = before.key, after.key
    parts = aligned(old, new) or [(Op.REMOVED, old), (Op.ADDED, new)]
    counted = {Op.REMOVED: iter(before.words), Op.ADDED: iter(after.words)}
    found: list[tuple[Op, Sequence[Word]]] = []
    for op, keys in parts:
        if op == Op.EQUAL:
            _skip(counted[Op.REMOVED], len(keys))
        source = counted[Op.REMOVED if op == Op.REMOVED else Op.ADDED]
        found.append((op, [next(source) for _key in keys]))
    return _words([part for part in found if part[1]])


def _skip(words: Iterator[Word], count: int) -> None:
    for _index in range(count):
        next(words)


def _words(parts: Sequence[tuple[Op, Sequence[Word]]]) -> SafeString:
    """Words with their marks. A space stands between two marks, so that no two words become one."""
    drawn: list[SafeString] = []
    for index, (op, words) in enumerate(parts):
        spaced = words[0].what.spaced or (op != Op.EQUAL and index > 0 and parts[index - 1][0] != Op.EQUAL)
        if spaced and index:
            drawn.append(SafeString(" "))
        if op == Op.EQUAL:
            drawn.append(_inline(words, op, frozenset()))
            continue
        other = [part for part in parts[max(0, index - 1) : index + 2] if part[0] not in (op, Op.EQUAL)]
        alike = twins(_text(words), _text(other[0][1])) if other else frozenset[str]()
        drawn.append(mark(op, _inline(words, op, alike)))
    return _join(drawn)


def _text(words: Iterable[Word]) -> str:
    return " ".join(word.what.text for word in words)


def _inline(words: Sequence[Word], op: Op, alike: frozenset[str], depth: int = 0) -> SafeString:
    """The words inside their elements: those that share an element stand in one."""
    drawn: list[SafeString] = []

    def outermost(word: Word) -> Wrapper | None:
        return word.wrappers[depth] if len(word.wrappers) > depth else None

    for wrapper, group in groupby(words, key=outermost):
        inside = list(group)
        if drawn and inside[0].what.spaced:
            drawn.append(SafeString(" "))
        if wrapper is None:
            drawn.append(_join(_spaced(inside, op, alike)))
        else:
            attributes = [pair for pair in wrapper.attributes if op != Op.REMOVED or pair[0] != "id"]
            drawn.append(_tag(wrapper.tag, attributes, _inline(inside, op, alike, depth + 1)))
    return _join(drawn)


def _spaced(words: Sequence[Word], op: Op, alike: frozenset[str]) -> Iterator[SafeString]:
    for index, word in enumerate(words):
        if index and word.what.spaced:
            yield SafeString(" ")
        yield _word(word, op, alike)


def _word(word: Word, op: Op, alike: frozenset[str]) -> SafeString:
    kind, text = word.what.kind, word.what.text
    is_changed = op != Op.EQUAL
    if kind == "target":
        return (
            format_html(' <span class="target">[{} {}]</span>', _("leads to"), text) if is_changed else SafeString("")
        )
    if kind == "break":
        return SafeString('<span class="unseen">↵</span><br>' if is_changed else "<br>")
    if kind == "image":
        image = format_html("<img{}>", format_html_join("", ' {}="{}"', word.attributes))
        told = format_html('<span class="target">[{} {}]</span>', _("image"), in_changed(text, "x", "x", alike))
        return image + told if is_changed else image
    return in_changed(text, "x", "x", alike) if is_changed else in_unchanged(text)


def _join(parts: Iterable[SafeString]) -> SafeString:
    # Safe: every part is.
    return mark_safe("".join(parts))


def _paired(old: Sequence[Node], new: Sequence[Node]) -> Iterator[tuple[Node | None, Node | None]]:
    """Which block is which, in reading order; what went stands before what came in its place."""
    matcher = SequenceMatcher(None, [node.key for node in old], [node.key for node in new], autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[old_start:old_end], new[new_start:new_end], strict=True)
        else:
            yield from _most_alike(old[old_start:old_end], new[new_start:new_end])


def _most_alike(old: Sequence[Node], new: Sequence[Node]) -> Iterator[tuple[Node | None, Node | None]]:
    """The pairing in order that keeps most words together."""
    if len(old) * len(new) > _MOST_PAIRS:
        yield from ((node, None) for node in old)
        yield from ((None, node) for node in new)
        return
    old_counts, new_counts = ([_counted(node) for node in nodes] for nodes in (old, new))

    @cache
    def alike(before: int, after: int) -> float:
        return _alike(old[before], new[after], old_counts[before], new_counts[after])

    best = [[0.0] * (len(new) + 1) for _row in range(len(old) + 1)]
    for before in reversed(range(len(old))):
        for after in reversed(range(len(new))):
            paired = best[before + 1][after + 1] + alike(before, after) if alike(before, after) else 0.0
            best[before][after] = max(paired, best[before + 1][after], best[before][after + 1])
    before = after = 0
    while before < len(old) or after < len(new):
        if before == len(old):
            step = (0, 1)
        elif after == len(new):
            step = (1, 0)
        elif alike(before, after) and best[before][after] == best[before + 1][after + 1] + alike(before, after):
            step = (1, 1)
        else:
            step = (1, 0) if best[before][after] == best[before + 1][after] else (0, 1)
        yield old[before] if step[0] else None, new[after] if step[1] else None
        before, after = before + step[0], after + step[1]


def _counted(node: Node) -> Counter[str]:
    return Counter(word.what.text for word in words_in((node,)))


def _alike(old: Node, new: Node, old_words: Counter[str], new_words: Counter[str]) -> float:
    """From 0, two that are not to be compared, to 1. Cells and what an article has once belong together in any case."""
    if old.kind != new.kind:
        return 0.0
    both = old_words.total() + new_words.total()
    shared = 2 * (old_words & new_words).total() / both if both else 1.0
    is_one_place = isinstance(old, Run) or old.tag in ("td", "th", "thead", "tbody", "table")
    if is_one_place or _head(old) == _head(new) or old.kind.split()[-1] in _ONCE:
        return max(shared, 0.01)
    return shared if shared >= _LEAST_ALIKE else 0.0


def _head(node: Node) -> object:
    """The words of the heading that a block begins with, or what tells that it has none."""
    if isinstance(node, Block) and node.children and isinstance(node.children[0], Block):
        first = node.children[0]
        return first.key if first.tag in ("h2", "h3", "h4") else id(node)
    return id(node)
