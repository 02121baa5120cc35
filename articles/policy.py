"""The rules that readers are told of on "How we review": each with its source, and whether it is law or our policy.

Only what the law says of everybody counts as law. A standard that binds others, and that we follow, is our policy.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reviewers.models import Specialty


class Basis(StrEnum):
    LAW = "law"
    POLICY = "policy"


@dataclass(frozen=True)
class HouseRule:
    """`rule` and `note` are sentences for readers. A rule without a source is our own."""

    rule: str
    basis: Basis
    source: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Sooner:
    """A field whose reviews last less long than the house policy says."""

    specialty: str
    months: int


def sooner_than_usual() -> list[Sooner]:
    """The fields in which an article is checked again sooner than after `REVIEW_VALID_MONTHS`."""
    shorter = Specialty.objects.filter(valid_months__lt=settings.REVIEW_VALID_MONTHS).order_by("name")
    return [Sooner(specialty.name, specialty.valid_months or 0) for specialty in shorter]


def house_rules() -> tuple[HouseRule, ...]:
    """What decides whether an article may be published comes first, then how it is written and shown."""
    return (*_who_may_review(), *_how_it_is_checked(), *_how_it_is_written(), *_how_we_treat_readers())


def _who_may_review() -> tuple[HouseRule, ...]:
    days = settings.REGISTER_CHECK_VALID_DAYS
    return (
        HouseRule(
            _("Titles such as physiotherapist and podiatrist are protected. Only people on the register may use them."),
            Basis.LAW,
            _("Health Professions Order 2001, article 39"),
            "https://www.legislation.gov.uk/uksi/2002/254/article/39",
            _("Doctors, nurses and other professions have laws of their own."),
        ),
        HouseRule(
            ngettext(
                "Only clinicians on their profession's register may approve. We looked at most %(days)d day before.",
                "Only clinicians on their profession's register may approve. We looked at most %(days)d days before.",
                days,
            )
            % {"days": days},
            Basis.POLICY,
            note=_("Each clinician's page links to the public register, so that you can look too."),
        ),
        HouseRule(
            _("Whoever wrote or edited an article can't approve it. Nobody here can switch this off."),
            Basis.POLICY,
        ),
        HouseRule(
            _("The clinician declares their interests each time, and readers can see the answer."),
            Basis.POLICY,
            _("HCPC standards of conduct, performance and ethics"),
            "https://www.hcpc-uk.org/standards/standards-of-conduct-performance-and-ethics/",
            _("The standards bind clinicians on that register. We ask it of everybody."),
        ),
    )


def _how_it_is_checked() -> tuple[HouseRule, ...]:
    months = settings.REVIEW_VALID_MONTHS
    return (
        HouseRule(
            _("Nothing is published without a signed approval of exactly those words."),
            Basis.POLICY,
            note=_("No law asks for a review before health information is published."),
        ),
        HouseRule(
            ngettext(
                "Every article is checked again within %(months)d month at most.",
                "Every article is checked again within %(months)d months at most.",
                months,
            )
            % {"months": months},
            Basis.POLICY,
            _("PIF TICK criteria: reliable, up-to-date evidence"),
            "https://pifonline.org.uk/pif-tick/",
            _("After that day the article says that it is overdue, until somebody has read it again."),
        ),
        HouseRule(
            _("What may be unsafe is taken away at once. What was wrong is put right openly."),
            Basis.POLICY,
        ),
    )


def _how_it_is_written() -> tuple[HouseRule, ...]:
    return (
        HouseRule(
            _("A sentence that claims evidence names its source. Editors look for guidance from NICE first."),
            Basis.POLICY,
            _("NICE guidance"),
            "https://www.nice.org.uk/guidance",
        ),
        HouseRule(
            _("We write in plain words, for a reading age of 9 to 11 where the matter allows it."),
            Basis.POLICY,
            _("NHS digital service manual: health literacy"),
            "https://service-manual.nhs.uk/content/health-literacy",
        ),
        HouseRule(
            _("When to get help stands in cards before the exercises, the most urgent first."),
            Basis.POLICY,
            _("NHS digital service manual: care cards"),
            "https://service-manual.nhs.uk/design-system/components/care-cards",
        ),
        HouseRule(
            _("We use the ten criteria of the PIF TICK as a checklist."),
            Basis.POLICY,
            _("Patient Information Forum: PIF TICK"),
            "https://pifonline.org.uk/pif-tick/",
            _("Nobody has assessed us against them. We do not hold the tick and do not claim it."),
        ),
    )


def _how_we_treat_readers() -> tuple[HouseRule, ...]:
    return (
        HouseRule(
            _("People with a disability must not be put at a disadvantage by how we offer a service."),
            Basis.LAW,
            _("Equality Act 2010, sections 20 and 29"),
            "https://www.legislation.gov.uk/ukpga/2010/15/section/20",
            _("In Northern Ireland it is the Disability Discrimination Act 1995."),
        ),
        HouseRule(
            _("Our pages meet WCAG 2.2 at level AA, and an accessibility statement says where they don't."),
            Basis.POLICY,
            _("Public Sector Bodies (Websites and Mobile Applications) Accessibility Regulations 2018"),
            "https://www.legislation.gov.uk/uksi/2018/952/contents",
            _("These regulations bind public bodies. We are not a public body; we follow them as our policy."),
        ),
        HouseRule(
            _("What we know about people is kept fairly, safely, and no longer than it is needed."),
            Basis.LAW,
            _("UK GDPR and Data Protection Act 2018"),
            "https://www.legislation.gov.uk/ukpga/2018/12/contents",
        ),
        HouseRule(
            _("A site needs your consent before it keeps or reads something on your device, with few exceptions."),
            Basis.LAW,
            _("Privacy and Electronic Communications Regulations 2003, regulation 6"),
            "https://www.legislation.gov.uk/uksi/2003/2426/regulation/6",
            _("We keep nothing on a reader's device, so there is nothing to ask you."),
        ),
        HouseRule(
            _("Paid promotion must not look like an article."),
            Basis.LAW,
            _("Digital Markets, Competition and Consumers Act 2024, schedule 20"),
            "https://www.legislation.gov.uk/ukpga/2024/13/schedule/20",
            _("Our promotions stand apart, are marked, and are never part of what was checked."),
        ),
    )
