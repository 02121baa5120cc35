"""The words of the grammar: what heads the parts of an article, what its sections are about, what labels its lines.

A synonym is one more phrase in a list here. Phrases are regular expressions without regard to case, emphasis, a number
in front or a colon at the end. Those of HEADINGS and LABELS match whole, those of ABOUT stand anywhere in a heading.
"""

from enum import Enum, auto

from articles.importing.result import ClaimKind


class Mark(Enum):
    """What a part of the document is. Only sections keep their headings; those of other parts only mark them."""

    FRONT = auto()
    REVIEW_DETAILS = auto()
    SECTION = auto()
    FAQ = auto()
    REFERENCES = auto()
    REVIEWER = auto()
    DISCLAIMER = auto()


_PEOPLE = "(?:reviewers?|authors?|writers?|editors?|clinicians?|experts?)"

HEADINGS: dict[Mark, list[str]] = {
    Mark.FRONT: [
        *("introduction", "intro", "overview", "at a glance", "about this (?:page|article|guide)"),
        *("tl;?dr", "quick (?:summary|overview|read)"),
    ],
    Mark.REVIEW_DETAILS: ["(?:(?:medical|clinical) )?review (?:details|information|history)", "about this review"],
    Mark.FAQ: [
        (
            r"(?:(?:your|some|most|more) )?(?:frequently|commonly"
            r"|often)[- ]asked questions(?: \(faqs?\))?(?: (?:about|on) .+)?"
        ),
        "faqs?(?: (?:about|on) .+)?",
        r"(?:(?:your|some|more|other) )?common questions(?: (?:about|on) .+)?",
        "(?:(?:your|some) )?questions (?:and|&) answers",
        r"q\s*(?:&|and)\s*as?",
        "your (?:common )?questions(?:,)? answered",
        "(?:questions|what) (?:people|patients|readers) (?:often |also |usually |commonly )?ask(?: us)?(?: about .+)?",
        "(?:people|patients) (?:often |also )+ask(?: us)?",
        "(?:you|patients|people|readers) asked(?: us)?(?:, we answered)?",
        "questions (?:you may have|we (?:often )?hear|we are (?:often )?asked)",
        "quick (?:questions|answers)|questions|good questions|(?:got|any) (?:a )?questions|ask us(?: anything)?",
        "(?:your|the) questions|things (?:people|patients|you) (?:often |may )?(?:ask|wonder)(?: about)?",
    ],
    Mark.REFERENCES: [
        "(?:(?:key|selected|scientific|medical|our|main) )?(?:references?|sources)",
        (
            "(?:references?|sources|citations)(?: used)?(?: (?:and|&) (?:further reading|links|sources"
            "|references|notes|evidence))?"
        ),
        "further reading (?:and|&) (?:references?|sources)",
        (
            "(?:reference list|list of references|references cited|works cited|literature(?: cited)?"
            "|citations|bibliography)"
        ),
        "(?:where (?:this|our) information comes from|sources (?:we|i) used|evidence base)",
    ],
    Mark.REVIEWER: [
        f"(?:about|meet) (?:the|our|your) (?:medical |clinical |expert )*{_PEOPLE}(?: (?:and|&) (?:the )?{_PEOPLE})?",
        f"(?:the|our|your) (?:medical |clinical |expert )*{_PEOPLE}(?: (?:and|&) (?:the |our )?{_PEOPLE})?",
        f"(?:who (?:is|are) )?(?:the|our|your) (?:medical |clinical |expert )*{_PEOPLE}",
        f"(?:medical |clinical )?{_PEOPLE}(?:['’]s?)? (?:profiles?|bio(?:graph(?:y|ies))?s?|details)",
        "who (?:wrote|checked|reviewed)(?: (?:and|or) (?:wrote|checked|reviewed))? this(?: (?:page|article|guide))?",
        "(?:medically |clinically )?(?:reviewed|checked|written) by",
    ],
    Mark.DISCLAIMER: ["(?:(?:medical|legal|health|important) )*disclaimer", "legal notice"],
}
"""The headings of the parts that every article may have. Those of the front count only where no text stands before."""

DOUBTFUL_HEADINGS: dict[Mark, list[str]] = {
    Mark.REFERENCES: ["(?:the )?(?:evidence|research)", "further (?:reading|information)", "useful links"],
    Mark.DISCLAIMER: [
        "(?:an )?important(?: (?:notice|note|information))?",
        "(?:please )?note",
        "please read",
        "notice",
    ],
}
"""Headings that mark these parts only if the first words below them agree: see `articles.importing.outline`."""


class About(Enum):
    """What the heading of a section says that it is about."""

    SAFETY = auto()
    FLAGS = auto()  # signs that need help, and nothing else unless TIPS are named too
    TIPS = auto()
    CONCLUSION = auto()


_HELP = "(?:help|advice|attention|care|(?:an? |the )?(?:gp|doctor)|999|111)"

ABOUT: dict[About, list[str]] = {
    About.SAFETY: [
        r"(?:safety|safely|(?:stay|keep|be)(?:ing)? safe|tips?|precautions?|good habits)\b",
        r"do(?:['’]?s)? (?:and|&|or) do(?:n['’]?t|[ -]not)(?:['’]?s)?\b",
        r"(?:what to (?:do and )?avoid|before you (?:start|begin)|look out for|watch (?:out )?for|be careful)\b",
    ],
    About.FLAGS: [
        r"(?:red[- ]flags?|(?:warning|danger|alarm) signs?|signs of an emergency|urgent (?:signs?|symptoms?))\b",
        (
            r"when (?:to|should (?:you|i|we)|do (?:you|i)|you should) (?:get|seek|see|call|contact"
            r"|worry|ask for|phone|ring|speak|talk|go|be worried"
            r"|consult|visit|look for|stop and)\b"
        ),
        rf"(?:get|seek|need|ask for|find) (?:(?:immediate|urgent|emergency|medical|professional|some) )*{_HELP}\b",
        rf"(?:call|ring|phone|dial|see|contact|consult|visit|speak to|talk to) (?:for )?(?:nhs )?{_HELP}\b",
        r"(?:call|ring|phone|dial|contact) (?:your|the|a) (?:gp|doctor|surgery|clinic)\b",
        r"(?:go to|visit) (?:a\s?&\s?e|hospital|the (?:emergency|hospital))",
        r"(?:is it|in an?|this is an) (?:emergency|urgent)\b|emergenc(?:y|ies)(?: signs?| symptoms?)?$",
        r"who to (?:call|see|ask|contact|tell|ring)\b|same[- ]day$",
        r"^(?:(?:your|the|a) )?(?:gp|doctor|999|a\s?&\s?e|(?:nhs )?111)(?: surgery)?$",
        r"(?:do not|don['’]?t|never) ignore\b",
        r"(?:do not|don['’]?t) wait\b|(?:is it|when is it) serious\b|serious (?:signs?|symptoms?|causes?)\b",
    ],
    About.TIPS: [
        (
            r"(?:safety|safely|(?:stay|keep|be)(?:ing)? safe|tips?|precautions?|good habits"
            r"|do(?:['’]?s)? (?:and|&) do(?:n['’]?t|[ -]not)(?:['’]?s)?)\b"
        )
    ],
    About.CONCLUSION: [
        r"^(?:in )?(?:conclusions?|summary)\b|^(?:summing|wrapping) (?:it )?(?:all )?up\b|^wrap[- ]up\b|^recap\b",
        (
            r"^to (?:sum up|summari[sz]e|conclude|wrap up)\b|^(?:concluding|closing|final|last"
            r"|parting) (?:thoughts?|words?|remarks?)\b"
        ),
        r"^(?:(?:the|your|our|a) )?(?:key|main) (?:points?|take-?\s?aways?|messages?|facts|things)\b",
        r"^(?:(?:the|your|our|a) )?take[- ]?(?:aways?|home)\b|^(?:the )?bottom line\b|^in (?:short|a nutshell|brief)$",
        r"^(?:the )?(?:short version|main message|last word)\b",
        r"^what to take (?:away|home)\b|^let['’]?s (?:recap|sum up)\b",
        r"^(?:your |the )?next steps?$|^at the end of the day\b|^(?:to|a) finish\b|^all in all\b",
        r"^what (?:(?:we|you) have|have (?:we|you)) learn(?:ed|t)\b|^(?:things|points|what) to remember\b|^remember$",
    ],
}
"""What sections are about, told by phrases anywhere in their headings (^ and $ are its beginning and end)."""


BENEFIT_HEADERS = [
    "(?:the )?benefits?",
    "advantages?",
    "gains?",
    "what you (?:get|gain|can expect)",
    "area|aspect|outcome",
]
"""What heads the first column of a table of benefits, where the form does not say which row heads it."""


class Label(Enum):
    """What stands before a line's own words, as in "Goal: ..."."""

    GOAL = auto()
    WHY = auto()  # a goal too, but such words label other things as well
    HOW = auto()
    STEPS = auto()  # a how too, but such words label other things as well
    DOSE = auto()  # kept in the how, words and all
    PROGRESSION = auto()
    EASIER_OR_HARDER = auto()  # the label says which of the two, so it is kept
    STOP = auto()
    AVOID = auto()  # a stop rule that is no sentence without its label
    INSIGHT = auto()
    QUESTION = auto()
    ANSWER = auto()
    DISCLAIMER = auto()


LABELS: dict[Label, list[str]] = {
    Label.GOAL: [
        *(
            "(?:your |the )?goals?",
            "(?:the )?aims?",
            "(?:the )?purpose",
            "(?:the )?objectives?",
            "intention",
            "rationale",
        ),
        "what it(?:['’]s| is) (?:good )?for",
    ],
    Label.WHY: [
        r"why(?: (?:do|does) (?:it|this))?(?: it(?:['’]s)?| this| you do it)?(?: helps?| works| matters| good)?",
        *("(?:key )?benefits?", "targets?(?: areas?| muscles?)?"),
        *("(?:what|how) (?:it|this) (?:does|helps|works)", "what (?:it|this)(?:['’]s| is) for"),
        "(?:good for|helps with|works on|does what|what for|use it for|reason|effect)",
        "(?:focus|works|muscles? (?:worked|used)|trains|strengthens)",
    ],
    Label.HOW: [
        "how(?: to)?(?: (?:do|perform) (?:it|this)(?: exercise| stretch)?)?",
        "how(?: to)? (?:do|perform) the (?:exercise|stretch|move)",
        *("instructions?", "method", "how (?:it is|it['’]s) done"),
    ],
    Label.STEPS: [
        "steps?",
        "technique",
        "what (?:to|you) do",
        "do (?:it|this) like this",
        "try it|your move|the move",
        "execution",
        "directions?",
    ],
    Label.DOSE: [
        *(
            "(?:your |the |suggested )?dos(?:e|age)",
            "(?:the )?amounts?",
            "tempo",
            "volume",
            "how much(?: to do)?",
            "rounds?",
        ),
        "how (?:many|much|often|long)(?: times| reps| sets| to do it| to hold)?",
        "(?:sets?|reps?|repetitions?)(?: ?(?:and|&|x|×|/) ?(?:sets?|reps?|repetitions?))?",
        *("hold(?: for| time)?", "frequency", "duration", "repeat", "rest(?: between sets| time| period)?"),
        r"do(?=\W{1,4}(?:[0-9]|one|two|three|four|five|six|eight|ten|twelve|fifteen|as many)\b)",
    ],
    Label.PROGRESSION: [
        *("progress(?:ions?)?(?: it)?", "(?:easier (?:or|and|/) harder|harder (?:or|and|/) easier)"),
        *("(?:how to )?modif(?:y|ications?)(?: it)?", "variations?"),
    ],
    Label.EASIER_OR_HARDER: [
        *("(?:to )?(?:make (?:it|this) )?(?:easier|harder)(?: version| option)?", "too (?:easy|hard|difficult)"),
        "(?:to )?regress(?:ions?)?",
    ],
    Label.STOP: [
        *("(?:please )?stop(?: at once| straight away| immediately)? (?:if|when)", "when to stop", "cautions?"),
        *("(?:watch|look) out(?: for)?", "(?:be careful|take care|warning)"),
    ],
    Label.AVOID: [
        "(?:avoid|skip)(?: (?:it|this)(?: exercise| one)?)? (?:if|when)",
        *("(?:do not|don['’]t) do (?:it|this)(?: exercise)? (?:if|when)", "(?:be careful|take care) (?:if|when)"),
    ],
    Label.INSIGHT: [
        "(?:(?:key )?research |evidence )?insights?",
        "(?:what )?(?:the )?(?:latest )?(?:research|evidence|science) (?:says|shows|tells us)",
        "(?:the )?evidence",
        "research (?:note|spotlight|highlight|finding)s?",
        r"did you know(?:\?|\b)",
    ],
    Label.QUESTION: [r"q(?:uestion)?\s?[0-9]{0,2}"],
    Label.ANSWER: [r"a(?:ns(?:wer)?)?\s?[0-9]{0,2}"],
    Label.DISCLAIMER: ["(?:(?:medical|legal|health|important) )*disclaimer"],
}
"""Labels before a colon or a dash, perhaps in bold. "Q." and "A." may have a full stop."""


_CHECKED = "(?:(?:medically |clinically |expertly |peer[- ]|fact[- ])?(?:reviewed|checked|approved|verified))"
_REVIEW = "(?:(?:medical|clinical|expert|peer) )*review"

CLAIM_LABELS: dict[ClaimKind, list[str]] = {
    ClaimKind.BYLINE: [
        r"(?:(?:written|words|text|article|story|content|authored|prepared) )?by",
        r"(?:authors?|writers?)(?:\(s\))?",
        "text|words|story",
    ],
    ClaimKind.REVIEWER: [
        rf"{_CHECKED}(?: and approved)? by|checked(?: for accuracy)? by",
        rf"{_REVIEW}(?:ers?|er\(s\))",
        f"{_REVIEW} by",
    ],
    ClaimKind.LAST_REVIEWED: [
        f"(?:(?:page|article|content) )?last {_CHECKED}(?: on)?",
        "(?:date of )?last review(?: date)?",
    ],
    ClaimKind.REVIEWED_ON: [
        f"(?:date )?{_CHECKED}(?: on)?",
        f"(?:date of )?{_REVIEW}(?: date| completed| on)*",
        f"{_CHECKED} date",
    ],
    ClaimKind.PUBLISHED: [
        "(?:date |first |originally )*(?:published|posted)(?: on)?|(?:content )?created(?: on)?",
        "(?:date of )?publication(?: date)?",
    ],
    ClaimKind.MODIFIED: [
        "(?:date |page |last )*(?:modified|updated|edited|revised)(?: on)?",
        "(?:last |latest )?update",
    ],
}
"""What a document says of its own making, before a colon, or before names and dates that are unmistakable."""
