"""What a new article starts with: the sections that every article of the house has, empty."""

from django.utils.translation import gettext as _

from articles.content import Section, SectionKind


def house_sections() -> tuple[Section, ...]:
    return (
        Section(heading=_("What it is")),
        Section(heading=_("Who it helps")),
        Section(kind=SectionKind.BENEFITS, heading=_("How it helps")),
        Section(kind=SectionKind.EXERCISES, heading=_("Exercises to do at home")),
        Section(kind=SectionKind.SAFETY, heading=_("Staying safe")),
        Section(kind=SectionKind.CONCLUSION, heading=_("In short")),
    )
