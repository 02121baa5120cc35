"""The form with which a reader reports a concern. It asks for no name and needs no account."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy

from articles.models import Concern

LONGEST = 2000  # characters

_WHOLE_ADDRESS = gettext_lazy("Write the e-mail address in full, like name@example.org, or leave it empty.")


class ConcernForm(forms.Form):
    use_required_attribute = False  # our own sentences say what is missing, and lose nothing typed

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=Concern.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose what it is about."),
            "invalid_choice": gettext_lazy("Choose what it is about."),
        },
    )
    text = forms.CharField(
        label=gettext_lazy("What is wrong?"),
        help_text=gettext_lazy("Say where on the page it is. Please leave out your name and your health details."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Write what is wrong.")},
    )
    contact = forms.EmailField(
        label=gettext_lazy("Your e-mail address (optional)"),
        help_text=gettext_lazy("Only if you want an answer. We delete it once the answer is sent."),
        required=False,
        max_length=254,  # RFC 5321, and the column
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _WHOLE_ADDRESS, "max_length": _WHOLE_ADDRESS},
    )

    def clean_text(self) -> str:
        """Browsers send each line break as two characters, and would cut a long text without a word."""
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        sentence = gettext_lazy("Write at most %(limit_value)d characters. You wrote %(show_value)d.")
        MaxLengthValidator(LONGEST, sentence)(text)
        return text

    def error_links(self) -> list[tuple[str, Any]]:
        """The id of each field that has to be mended, and the sentence that says how."""
        return [(field.auto_id, sentence) for field in self for sentence in field.errors]
