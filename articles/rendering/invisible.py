"""Characters that a reader can't see but that change what is read.

A bidirectional override can show "01" where "10" was approved, a zero-width space splits a number for a screen reader,
and tag characters hide whole sentences. None of them is needed in our texts, so none is printed.
"""

import re

_BREAKS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
"""Line ends of other systems: a space stands in for them, so that no two numbers become one."""

_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0d-\x1b\x7f-\x84\x86-\x9f"  # control characters, except tab and line feed
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, joiners and fillers
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"  # zero-width space, direction marks and overrides
    "\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"  # fillers, byte order mark, annotations
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # format controls, tags
    "]"
)

_STRAY_JOINERS = re.compile(
    "(?<![^\x00-\x7f])[\u200c\u200d\ufe00-\ufe0f]+|[\u200c\u200d]+(?![^\x00-\x7f])",
)
"""Joiners and variation selectors make emoji and Persian words; beside ASCII they only hide something."""


def without_invisible(text: str) -> str:
    """The text without characters that are not seen, or that reorder what is seen."""
    return _STRAY_JOINERS.sub("", _INVISIBLE.sub("", _BREAKS.sub(" ", text)))
