"""A dose in plain words, "Hold for 5 seconds. Repeat 10 to 15 times on each side.", and at a glance as figures."""

from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.content import Dose, DoseKind
from articles.rendering.invisible import without_invisible


def dose_sentence(dose: Dose) -> str:
    """The dose as sentences; every number that is set appears. Empty if nothing is."""
    return " ".join(filter(None, [_kind(dose), *_numbers(dose), _reason_alone(dose)]))


def dose_figures(dose: Dose) -> SafeString:
    """The numbers at a glance, "hold 5 seconds · 10 to 15 times · each side", each readable by a program too.

    Of a range, the larger number is the value. Empty if no number is set.
    """
    figures = [*_figures(dose)]
    if figures and dose.per_side:
        figures.append(format_html('<span class="side">{}</span>', _("each side")))
    return format_html_join(" · ", "{}", ((figure,) for figure in figures))


def _figures(dose: Dose) -> Iterator[SafeString]:
    hold, low, high, sets = dose.hold_seconds, dose.repetitions_from, dose.repetitions_to, dose.sets
    if hold is not None:
        words = ngettext("hold %(number)d second", "hold %(number)d seconds", hold) % {"number": hold}
        yield format_html('<time class="hold" datetime="PT{}S">{}</time>', hold, words)
    if low is not None:
        words = ngettext("%(number)d time", "%(number)d times", low) % {"number": low}
        if high is not None and high != low:
            words = _("%(low)d to %(high)d times") % {"low": low, "high": high}
        yield format_html('<data class="times" value="{}">{}</data>', high or low, words)
    if sets is not None:
        words = ngettext("%(number)d set", "%(number)d sets", sets) % {"number": sets}
        yield format_html('<data class="sets" value="{}">{}</data>', sets, words)


def _kind(dose: Dose) -> str:
    reason = _sentence(dose.reason)
    if dose.kind == DoseKind.AS_ADVISED:
        if reason:
            return _("As your physiotherapist advised: %(reason)s") % {"reason": reason}
        return _("As your physiotherapist advised.")
    if dose.kind == DoseKind.AS_COMFORTABLE:
        return _("As comfortable: %(reason)s") % {"reason": reason} if reason else _("As comfortable.")
    return ""


def _numbers(dose: Dose) -> list[str]:
    """Hold, repetitions and sets, one sentence each. The sides go with the repetitions, or else with what there is."""
    hold, times, sets = _hold(dose), _times(dose), _sets(dose)
    if dose.per_side:
        if times or not (hold or sets):
            times = _("%(what)s on each side") % {"what": times or _("Do this")}
        elif hold:
            hold = _("%(what)s on each side") % {"what": hold}
        else:
            sets = _("%(what)s on each side") % {"what": sets}
    return [f"{sentence}." for sentence in (hold, times, sets) if sentence]


def _hold(dose: Dose) -> str:
    if dose.hold_seconds is None:
        return ""
    words = ngettext("Hold for %(number)d second", "Hold for %(number)d seconds", dose.hold_seconds)
    return words % {"number": dose.hold_seconds}


def _times(dose: Dose) -> str:
    low, high = dose.repetitions_from, dose.repetitions_to
    if low is None:
        return ""
    if high is not None and high != low:
        return _("Repeat %(low)d to %(high)d times") % {"low": low, "high": high}
    return ngettext("Repeat %(number)d time", "Repeat %(number)d times", low) % {"number": low}


def _sets(dose: Dose) -> str:
    if dose.sets is None:
        return ""
    return ngettext("Do %(number)d set", "Do %(number)d sets", dose.sets) % {"number": dose.sets}


def _reason_alone(dose: Dose) -> str:
    """The reason as a sentence of its own, where no kind introduces it."""
    return "" if dose.kind in (DoseKind.AS_ADVISED, DoseKind.AS_COMFORTABLE) else _sentence(dose.reason)


def _sentence(text: str) -> str:
    words = " ".join(without_invisible(text).split())
    return words if not words or words.endswith((".", "!", "?", "…")) else f"{words}."
