"""What turns the published article of the demo into its second edition: each place of the content with its new value.

The dose changes, so this edition needs a review of the whole article.
"""

CHANGES: dict[str, str | int] = {
    "sections[3].exercises[3].dose.repetitions_from": 3,
    "sections[3].exercises[3].dose.repetitions_to": 6,
    "sections[4].safety_notes[2].text": "Stand up and move about every half hour or so if you sit for most of the day.",
}

CHANGE_NOTE = "The bridge now starts with fewer repetitions. The tip about sitting says how often to stand up."
