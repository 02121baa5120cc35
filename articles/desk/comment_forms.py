"""The forms of comments. They check what was typed; whether it may be done, `articles.comments` decides."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.content import Passage
from articles.desk.forms import DecisionForm, DeskForm, Words

_WORDING = 50_000
"""Characters of a suggested wording: it may be a whole section's text."""


class Wording(forms.CharField):
    """A text of the article to be worded otherwise, with its present words in the box."""

    def __init__(self, passage: Passage, label: str) -> None:
        rows = min(12, max(3, len(passage.text) // 30))
        area = forms.Textarea(attrs={"rows": rows})
        super().__init__(widget=area, required=False, label=label, initial=passage.text, max_length=_WORDING)
        area.attrs.pop("maxlength", None)  # browsers would cut a pasted text without a word

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class CommentForm(DecisionForm):
    """A comment on one block; whichever of its texts is worded otherwise is the suggestion."""

    place = forms.CharField(widget=forms.HiddenInput, required=False)
    text = Words(
        label=gettext_lazy("Your comment"),
        help_text=gettext_lazy(
            "What should be different, or why? The editors and the clinicians who review this article can read it. "
            "It is not published."
        ),
        sentence=gettext_lazy("Write what should be different, or why."),
    )

    def __init__(self, *args: Any, texts: Sequence[tuple[Passage, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.texts = texts
        for number, (passage, label) in enumerate(texts):
            self.fields[f"wording-{number}"] = Wording(passage, label)

    def wordings(self) -> Iterator[tuple[BoundField, bool]]:
        """The box of each text, and whether it was worded otherwise or complained of."""
        for number, (passage, _label) in enumerate(self.texts):
            field = self[f"wording-{number}"]
            yield field, bool(field.errors) or _differs(str(field.value() or ""), passage)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        changed = list(self._changed(answers))
        for name, _passage in changed[1:]:
            self.add_error(
                name,
                _("One comment can suggest other words for one text. Put this one back, and comment again for it."),
            )
        if len(changed) == 1 and not answers[changed[0][0]]:
            self.add_error(
                changed[0][0],
                _("This box is empty. If the text should go, say so in your comment, and put the words back here."),
            )
        return answers

    def suggested(self) -> dict[str, str]:
        """The one text that was worded otherwise, as arguments of `comments.comment`; nothing if none was."""
        for name, passage in self._changed(self.cleaned_data):
            return {"field": passage.place, "suggestion": self.cleaned_data[name]}
        return {}

    def _changed(self, answers: dict[str, Any]) -> Iterator[tuple[str, Passage]]:
        for number, (passage, _label) in enumerate(self.texts):
            name = f"wording-{number}"
            if name in answers and name in self.data and _differs(answers[name], passage):
                yield name, passage


def _differs(typed: str, passage: Passage) -> bool:
    return typed.replace("\r\n", "\n").strip() != passage.text.strip()


class NoteForm(DeskForm):
    """What is said in a thread; which button was pressed says what it does."""

    text = Words(label=gettext_lazy("Your answer"), required=False)
