"""The people of the demo. All of them are invented, and so are their registration numbers.

No regulator has issued the numbers below, and every address ends in example.org, which belongs to nobody.
"""

from typing import NamedTuple

PASSWORD = "a calm demo password"  # noqa: S105 - the demo prints it; production never loads these people


class Person(NamedTuple):
    """An account: `groups` are names of roles (see articles/rules.py)."""

    username: str
    first_name: str
    last_name: str
    groups: tuple[str, ...]
    superuser: bool = False

    @property
    def email(self) -> str:
        return f"{self.username}@example.org"


class Clinician(NamedTuple):
    """A reviewer of the demo and the specialties they may judge."""

    person: Person
    job_title: str
    regulator: str
    registration_number: str
    specialties: tuple[str, ...]
    biography: str

    @property
    def slug(self) -> str:
        return f"{self.person.first_name}-{self.person.last_name}".lower()


SPECIALTIES = ("Musculoskeletal physiotherapy", "Sport and exercise physiotherapy", "Podiatry")

ADA = Person("ada", "Ada", "Example", ("editor",))
EDWIN = Person("edwin", "Edwin", "Draftwell", ("editor",))
PRIYA = Person("priya", "Priya", "Pressman", ("publisher",))
CLARA = Person("clara", "Clara", "Ledger", ("register clerk",))
ADMIN = Person("admin", "Alex", "Anybody", ("administrator",), superuser=True)

SAM = Clinician(
    person=Person("sam", "Sam", "Sample", ()),
    job_title="Physiotherapist",
    regulator="HCPC",
    registration_number="PH000001",
    specialties=("Musculoskeletal physiotherapy",),
    biography=(
        "Sam Sample is an invented person, and the registration number is invented too. In this demo Sam has worked "
        "with people who have back, shoulder and knee pain for twelve years, in hospitals and in their homes."
    ),
)
MORGAN = Clinician(
    person=Person("morgan", "Morgan", "Madeup", ()),
    job_title="Physiotherapist",
    regulator="HCPC",
    registration_number="PH000002",
    specialties=("Sport and exercise physiotherapy",),
    biography=(
        "Morgan Madeup is an invented person, and the registration number is invented too. In this demo Morgan helps "
        "people to return to sport and work after injuries of the leg and the arm."
    ),
)
NIA = Clinician(
    person=Person("nia", "Nia", "Notional", ()),
    job_title="Physiotherapist",
    regulator="HCPC",
    registration_number="PH000003",
    specialties=("Musculoskeletal physiotherapy",),
    biography=(
        "Nia Notional is an invented person, and the registration number is invented too. In this demo Nia runs "
        "exercise groups for people with arthritis, and helps office workers whose necks hurt."
    ),
)
ROBIN = Clinician(
    person=Person("robin", "Robin", "Pretend", ()),
    job_title="Podiatrist",
    regulator="HCPC",
    registration_number="CH000001",
    specialties=("Podiatry",),
    biography=(
        "Robin Pretend is an invented person, and the registration number is invented too. In this demo Robin looks "
        "after sore heels, arches and toes in a small town clinic."
    ),
)

STAFF = (ADA, EDWIN, PRIYA, CLARA, ADMIN)
CLINICIANS = (SAM, MORGAN, NIA, ROBIN)
EVERYONE = (*STAFF, *(clinician.person for clinician in CLINICIANS))


class DemoPromotion(NamedTuple):
    """A call-to-action of the demo; its address leads nowhere."""

    kind: str
    heading: str
    text: str
    link_label: str
    url: str


PROMOTIONS = (
    DemoPromotion(
        "booking",
        "See a physiotherapist",
        "Would you like help with your pain? Book a home visit or a video call with an invented physiotherapist.",
        "Book an appointment",
        "https://example.org/book",
    ),
    DemoPromotion(
        "recruiting",
        "Work with us",
        "Are you a registered physiotherapist? Join the invented team of this demo, at hours that suit you.",
        "Join the team",
        "https://example.org/join",
    ),
)
