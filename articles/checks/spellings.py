"""American spellings with their British forms, as whole words.

Words that are right in Britain too are left out (analyses, fetus, humoral, meter, practice, tire), and rare ones.
"""

_ISE = """
    apolog categor character critic custom desensit emphas energ equal familiar final general harmon hospital hypnot
    ideal immobil immun individual international local maxim medical memor metabol minim mobil modern neutral normal
    optim organ oxid penal personal popular pressur priorit random real recogn revital scrutin sensit social special
    stabil standard steril summar symbol sympath tranquill traumat util visual
"""
_AE_OE = """
    aetiology anaemia anaemic anaesthesia anaesthetic anaesthetist apnoea caesarean coeliac diarrhoea dyspnoea faecal
    faeces gynaecological gynaecologist gynaecology haematologist haematology haematoma haemoglobin haemophilia
    haemorrhage haemorrhoid hyperglycaemia hypoglycaemia ischaemia ischaemic leukaemia oedema oesophageal oesophagus
    oestrogen orthopaedic paediatric paediatrician septicaemia
"""
_OUR = "behavi col endeav fav flav harb hon hum lab neighb od sav tum vap vig"
_TRE = "cen centime kilome li millili millime thea"
_YSE = "anal catal dial paral"
_DOUBLE_L = "cancel channel counsel dial fuel label level marshal model signal swivel total travel tunnel"

# Stem in British, stem in American, endings; an ending of nothing is written "-".
_FAMILIES = [
    *((f"{stem}is", f"{stem}iz", "e es ed er ers ing ation ations") for stem in _ISE.split()),
    *((f"{stem}our", f"{stem}or", "- s ed ing able ably ful ite ites less") for stem in _OUR.split()),
    *((f"{stem}tre", f"{stem}ter", "- s") for stem in _TRE.split()),
    *((f"{stem}l", stem, "ed ing er ers or ors") for stem in _DOUBLE_L.split()),
    *((f"{stem}ys", f"{stem}yz", "e ed er ers ing") for stem in _YSE.split()),
    *((word, word.replace("ae", "e").replace("oe", "e"), "- s") for word in _AE_OE.split()),
    ("ageing", "aging", "-"),
    ("aluminium", "aluminum", "-"),
    ("behavioural", "behavioral", "- ly"),
    ("centr", "center", "ed ing"),
    ("defence", "defense", "- s"),
    ("fibre", "fiber", "- s"),
    ("fulfil", "fulfill", "- s"),
    ("manoeuvr", "maneuver", "ed ing"),
    ("manoeuvre", "maneuver", "- s"),
    ("mould", "mold", "- s y"),
    ("mum", "mom", "- s"),
    ("offence", "offense", "- s"),
    ("physiotherap", "physical therap", "y ies ist ists"),
    ("programme", "program", "- s"),
    ("sceptic", "skeptic", "- s al"),
    ("skilful", "skillful", "- ly"),
]

BRITISH_FOR_AMERICAN = {
    american + ending.strip("-"): british + ending.strip("-")
    for british, american, endings in _FAMILIES
    for ending in endings.split()
}
"""American word → British word, in small letters."""

BRITISH_WORDS = frozenset(BRITISH_FOR_AMERICAN.values())

NAMES = (
    "American Physical Therapy Association",
    "Centers for Disease Control",
    "International Organization for Standardization",
    "International Organization for Migration",
    "Medical Centers?",
    "World Health Organization",
    "World Physical Therapy",
)
"""Patterns of names whose spelling is their own."""
