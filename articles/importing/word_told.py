"""What of a Word document is left out: told once for each reason and words, shortened."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from articles.importing.lines import LeftOut

_SHOWN = 300
_MOST = 200


@dataclass
class Told:
    """Everything left out so far, in the order found."""

    _items: dict[tuple[str, str], None] = field(default_factory=dict)

    def tell(self, words: str, reason: str) -> None:
        spaced = " ".join(words.split())
        self._items[spaced if len(spaced) <= _SHOWN else f"{spaced[:_SHOWN]}…", reason] = None

    def left_out(self) -> tuple[LeftOut, ...]:
        items = [LeftOut(text, reason) for text, reason in self._items]
        if len(items) > _MOST:
            rest = _("%(number)d more things") % {"number": len(items) - _MOST}
            items = [
                *items[:_MOST],
                LeftOut(rest, _("They were left out like these above. Look at the document itself.")),
            ]
        return tuple(items)


def tell_contents(told: Told) -> None:
    told.tell(_("The table of contents"), _("The page makes a table of contents of its own."))
