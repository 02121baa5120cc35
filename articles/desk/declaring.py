"""The forms of an approval and a renewal: what was read, what of it the clinician can judge, the checklist, interests.

Nothing is ticked beforehand.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import checklist, competence, rules
from articles.blocks import blocks
from articles.competence import Outside
from articles.desk.forms import Choice, DecisionForm, Words
from articles.models import Edition, Review
from reviewers.models import Reviewer, Specialty

_ALL, _NOT_ALL, _ONLY = "all", "not all", "only"
_ANSWERS = [
    (checklist.Answer.YES.value, gettext_lazy("Yes")),
    (checklist.Answer.NO.value, gettext_lazy("No")),
    (checklist.Answer.NOT_APPLICABLE.value, gettext_lazy("Does not apply here")),
]


class DeclarationForm(DecisionForm):
    """What every reading of a whole article declares. `edition` is the one read, `reviewer` who read it."""

    competence = Choice(
        label=gettext_lazy("Is all of this within your competence?"),
        choices=[(_ALL, ""), (_NOT_ALL, ""), (_ONLY, "")],
        sentence=gettext_lazy("Say whether all of this is within your competence."),
        required=False,
    )
    outside = forms.MultipleChoiceField(
        label=gettext_lazy("Which parts are not?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    specialty = forms.ModelChoiceField(
        Specialty.objects.none(),
        label=gettext_lazy("Who has to check these parts?"),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("Choose a specialty"),
    )
    has_interests = Choice(
        label=gettext_lazy("Does this publisher pay you, or send you bookings? Anything else a reader should know?"),
        choices=[("none", gettext_lazy("None")), ("yes", gettext_lazy("Yes"))],
        sentence=gettext_lazy("Declare your interests: choose “No, nothing” or “Yes”."),
    )
    interests = Words(label=gettext_lazy("What readers should know"), required=False)

    def __init__(self, *args: Any, edition: Edition, reviewer: Reviewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked_parts = competence.parts_asked_of(reviewer.user, edition)
        known = blocks(edition.get_content())
        self.asked_labels = [block.label for block in known if block.place in self.asked_parts]
        self.fields["outside"].choices = [(block.place, block.label) for block in known]  # type: ignore[attr-defined]  # a choice field
        own = rules.specialties_for(reviewer.user, edition)
        self.fields["specialty"].queryset = Specialty.objects.exclude(slug__in=own)  # type: ignore[attr-defined]  # as above
        self.questions = {f"q-{checklist.name_of(text)}": text for text in checklist.questions_for(edition.article)}
        for name, text in self.questions.items():
            sentence = _("Answer this question: %(question)s") % {"question": text}
            self.fields[name] = Choice(label=text, choices=_ANSWERS, sentence=sentence, required=False)

    def question_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.questions]

    def is_whole(self) -> bool:
        """Whether everything was read: only then is there a checklist, and competence to declare."""
        return True

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or self.cleaned_data
        self._clean_interests(answers)
        if self.is_whole():
            for name in ("competence", *self.questions):
                if name in answers and not answers[name]:
                    self.add_error(name, self.fields[name].error_messages["required"])
            self._clean_competence(answers)
        return answers

    def declared(self) -> str:
        """The interests as they are signed: “none”, or the words."""
        return self.cleaned_data["interests"] or "none"

    def whole_reading(self) -> dict[str, Any]:
        """The checklist's answers and what was said of competence, as the preparing of a statement takes them."""
        if not self.is_whole():
            return {"answers": {}}
        answers, specialty = self.cleaned_data, self.cleaned_data.get("specialty")
        outside = [Outside(place, specialty.slug) for place in answers["outside"]] if specialty else []
        return {
            "answers": {text: answers[name] for name, text in self.questions.items()},
            "outside": outside,
            "only_asked": answers["competence"] == _ONLY,
        }

    def _clean_interests(self, answers: dict[str, Any]) -> None:
        answer, words = answers.get("has_interests"), answers.get("interests")
        if answer == "yes" and words == "":
            self.add_error("interests", _("You chose “Yes”. Write what readers should know."))
        if answer == "none" and words:
            self.add_error("interests", _("You chose “No, nothing”, but this box has words. Choose “Yes” or empty it."))

    def _clean_competence(self, answers: dict[str, Any]) -> None:
        named, specialty = answers.get("outside"), answers.get("specialty")
        if answers.get("competence") == _NOT_ALL:
            if not named:
                self.add_error("outside", _("Tick the parts that are not within your competence."))
            if not specialty:
                self.add_error("specialty", _("Choose the specialty that has to check the parts that you named."))
        elif named:
            self.add_error("outside", _("You ticked parts, but did not say that they are outside your competence."))


class RenewForm(DeclarationForm):
    field_order = ("competence", "outside", "specialty", "has_interests", "interests", "digest")


class ApproveForm(DeclarationForm):
    scope = Choice(
        label=gettext_lazy("What did you read?"),
        choices=[choice for choice in Review.Scope.choices if choice[0]],
        sentence=gettext_lazy("Say whether you read the whole article or the changes only."),
    )
    field_order = ("scope", "competence", "outside", "specialty", "has_interests", "interests", "digest")

    def is_whole(self) -> bool:
        return self.cleaned_data.get("scope") == Review.Scope.WHOLE
