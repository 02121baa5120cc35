"""Characters that Word takes from fonts of symbols, as the characters that everybody has."""

from typing import NamedTuple

_SYMBOL = {
    **{0xB7: "•", 0xB0: "°", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈"},
    **{0xA2: "′", 0xB2: "″", 0xA5: "∞", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥", 0xAA: "♠", 0x2D: "−", 0xD7: "⋅", 0xD6: "√"},
    **{0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xAB: "↔", 0xDE: "⇒", 0xA0: "€", 0xBC: "…", 0xD2: "®", 0xD3: "©"},
    **{0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x70: "π", 0x71: "θ", 0x73: "σ", 0x44: "Δ", 0x57: "Ω"},
    **{ord(each): each for each in " !#%&()+,./0123456789:;<=>?[]_{|}"},
}
_DINGS = {
    **{0xFC: "✓", 0xFE: "☑", 0xFB: "✗", 0xFD: "☒", 0xA8: "◻", 0x6F: "□", 0x71: "❑", 0x6E: "■", 0x6C: "●", 0xA7: "▪"},
    **{0x9F: "•", 0x9E: "·", 0xD8: "➢", 0x76: "❖", 0x75: "◆", 0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔"},
    **{0xF0: "⇨", 0x46: "☞", 0x4A: "☺", 0x4C: "☹", 0x28: "☎", 0x2A: "✉", 0xAB: "★", 0x20: " ", 0xB2: "✧"},
}
_FONTS = {"symbol": _SYMBOL, "wingdings": _DINGS}
_PRIVATE = range(0xF000, 0xF100)


class Symbol(NamedTuple):
    """What stands for a symbol; `known` is False where nobody can tell what it looked like."""

    text: str
    known: bool


def symbol(font: str, code: int) -> Symbol:
    """The character of that font, by its code with or without the offset F000."""
    found = _FONTS.get(font.casefold(), {}).get(code - 0xF000 if code in _PRIVATE else code)
    if found:
        return Symbol(found, True)
    return (
        Symbol("", False)
        if code in _PRIVATE or font.casefold() in _FONTS or code > 0x10FFFF
        else Symbol(chr(code), True)
    )


def with_symbols(text: str, font: str) -> str:
    """The text with characters of the private area of such fonts replaced; a mark of a bullet is the usual one."""
    if not any(ord(each) in _PRIVATE for each in text):
        return text
    return "".join(_replaced(each, font) for each in text)


def _replaced(character: str, font: str) -> str:
    if ord(character) not in _PRIVATE:
        return character
    found = symbol(font or "symbol", ord(character))
    return found.text if found.known else "\N{REPLACEMENT CHARACTER}"
