"""The forms of the desk. They check what was typed; whether it may be done, the workflow decides."""

from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from articles.models import Article, Edition

_LONGEST = 5000  # characters; what is signed is kept for ever


class Choice(forms.ChoiceField):
    """Radio buttons with nothing chosen beforehand; `sentence` is the error."""

    widget = forms.RadioSelect

    def __init__(self, *, sentence: str | Promise, **options: Any) -> None:
        errors: dict[str, Any] = {"required": sentence, "invalid_choice": sentence}
        super().__init__(error_messages=errors, **options)


class Words(forms.CharField):
    """A text of a few lines. Its length is checked here, for browsers would cut a pasted text without a word."""

    def __init__(self, *, sentence: str | Promise = "", **options: Any) -> None:
        limit = MaxLengthValidator(
            _LONGEST, gettext_lazy("Write at most %(limit_value)d characters; these are %(show_value)d.")
        )
        errors: dict[str, Any] = {"required": sentence}
        area = forms.Textarea(attrs={"rows": 4})
        super().__init__(widget=area, validators=[limit], error_messages=errors, **options)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class DeskForm(forms.Form):
    """Knows its errors as links: the id of the field, and the sentence."""

    def error_links(self) -> list[tuple[str, str]]:
        return [(field.auto_id, str(sentence)) for field in self for sentence in field.errors]


class DecisionForm(DeskForm):
    """Carries the digest of what the person saw; the workflow refuses any other, and none."""

    digest = forms.CharField(widget=forms.HiddenInput, required=False)


class ReturnForm(DecisionForm):
    note = Words(
        label=gettext_lazy("What should be different?"),
        help_text=gettext_lazy(
            "The editors and the clinicians who review this article can read it. It is not published."
        ),
        sentence=gettext_lazy("Write what should be different, so that the editors can mend it."),
    )


class DeclineForm(DeskForm):
    reason = Words(
        label=gettext_lazy("Why do you decline?"),
        help_text=gettext_lazy("The editors read it. It is not published."),
        sentence=gettext_lazy("Write a sentence that says why."),
    )


class RevokeForm(DeskForm):
    note = Words(
        label=gettext_lazy("Why do you take your approval back?"),
        help_text=gettext_lazy("This note becomes public. It is signed and stays in the log for good."),
        sentence=gettext_lazy("Write a sentence that says why."),
    )


class WithdrawForm(DeskForm):
    as_ = Choice(
        label=gettext_lazy("What is wrong with it?"),
        choices=[choice for choice in Edition.WithdrawnAs.choices if choice[0]],
        sentence=gettext_lazy("Say whether it is out of date or unsafe."),
    )
    reason = Words(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Readers see it, and it stays in the log for good."),
        sentence=gettext_lazy("Write a sentence that says why."),
    )
    successor = forms.ModelChoiceField(
        Article.objects.none(),
        to_field_name="slug",
        required=False,
        label=gettext_lazy("Article to read instead"),
        empty_label=gettext_lazy("None"),
        help_text=gettext_lazy("If another published article serves these readers."),
    )

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        published = Article.objects.filter(editions__state=Edition.State.PUBLISHED)
        successor = cast("forms.ModelChoiceField[Article]", self.fields["successor"])
        successor.queryset = published.exclude(pk=edition.article_id)
