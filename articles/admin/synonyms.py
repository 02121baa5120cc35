"""Words that mean the same to somebody who searches. Searches follow as soon as they are saved."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles import finding_rules
from articles.admin.access import RuledAdmin
from articles.models import Synonyms
from articles.search.synonyms import phrases_in


class SynonymsForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    def clean_phrases(self) -> str:
        """One a line, each once; at least two; none that another group has."""
        phrases = phrases_in(self.cleaned_data["phrases"])
        if len(phrases) < 2:
            raise ValidationError(
                _("Give at least two words or phrases that differ, one a line. Plurals count as the same.")
            )
        elsewhere = {
            phrase.key: other
            for other in Synonyms.objects.exclude(pk=self.instance.pk)
            for phrase in phrases_in(other.phrases)
        }
        sentence = _("“%(phrase)s” is in another group already: %(group)s. Add the new words there.")
        taken = [phrase for phrase in phrases if phrase.key in elsewhere]
        if taken:
            raise ValidationError([sentence % {"phrase": each.typed, "group": elsewhere[each.key]} for each in taken])
        return "\n".join(phrase.typed for phrase in phrases)


@admin.register(Synonyms)
class SynonymsAdmin(RuledAdmin):
    sees = adds = changes = deletes = staticmethod(finding_rules.may_set_synonyms)

    form = SynonymsForm
    list_display = ("__str__",)
    search_fields = ("phrases",)
