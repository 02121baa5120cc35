"""What turns the published article of the demo into its second edition.

The dose changes, so this edition needs a review of the whole article.
"""

CHANGES: tuple[tuple[str, str, str, str], ...] = (
    ("exercises", "Bridge", "repetitions_from", "3"),
    ("exercises", "Bridge", "repetitions_to", "6"),
    (
        "exercises",
        "Bridge",
        "how",
        (
            "1. Lie on your back with your knees bent and your feet flat. ![A person lying on their back with both "
            "knees bent and the feet flat](drawing:lie-knees-bent)\n"
            "2. Slowly lift your hips a little way off the floor. ![The same person with the hips lifted off the floor]"
            "(drawing:bridge)\n"
            "3. Hold for 3 seconds and lower with control. Repeat 3-6 times."
        ),
    ),
)
"""(group of rows, name of the row, field, new value)."""

CHANGE_NOTE = "The bridge now starts with fewer repetitions."
