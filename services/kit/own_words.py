"""An office's own words for a sentence of ours: what they must keep of it, and how they are said.

Own words are words and nothing else: a gap is a name in braces, never more, so that nothing of
the desk can be reached through them.
"""

import re
from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Final

from services.kit.text import Language, Text, _

PARTICLES: Final = frozenset({"polite", "polite_ask"})
ASKING: Final = {"ค่ะ": "คะ", "ครับ": "ครับ"}

LONGEST_LABEL: Final = 20
LONGEST_SENTENCE: Final = 5000
"""UTF-16 units: the most that LINE takes in one message."""

Forms = tuple[str, ...]
"""A sentence, or its forms for one and for many."""

_GAP = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


def gaps(sentence: str) -> frozenset[str]:
    """Return the named gaps of a sentence of ours."""
    named = (name for _words, name, _spec, _kind in Formatter().parse(sentence))
    return frozenset(name for name in named if name is not None)


def forms_needed(original: Forms, language: str) -> int:
    """Return how many forms a language has: Thai says one and many alike."""
    return 1 if language == "th" else len(original)


def is_label(translations: Sequence[Forms]) -> bool:
    """Say whether a sentence may stand on a button: it fits on one in every language."""
    return all(_letters(form) <= LONGEST_LABEL for forms in translations for form in forms)


def mistakes(original: Forms, own: Forms, language: str, *, label: bool) -> list[Text]:
    """Return what is wrong with own words, in sentences for staff; nothing when they can be said.

    `original` is the sentence as it stands in the code.
    """
    written = frozenset(name for form in own for name in _GAP.findall(form))
    allowed = gaps(original[-1]) | (PARTICLES if language == "th" else frozenset())
    checks = (
        (not _whole(original, own, language), _("Please write the words.")),
        (_stray(own), _("Braces stand only around the name of a gap.")),
        (
            bool(written - allowed),
            _("There is no gap of this name here: {names}", names=_listed(written - allowed)),
        ),
        (
            bool(_missing(original, own)),
            _(
                "These gaps have to stay, or people miss something: {names}",
                names=_listed(_missing(original, own)),
            ),
        ),
        (
            label and any(_letters(form) > LONGEST_LABEL for form in own),
            _("This may stand on a button: at most {count} letters.", count=LONGEST_LABEL),
        ),
        (
            any(units(form) > LONGEST_SENTENCE for form in own),
            _("That is too long: at most {count} letters.", count=LONGEST_SENTENCE),
        ),
    )
    return [sentence for wrong, sentence in checks if wrong]


def spoken(own: str, politeness: str) -> str:
    """Put the office's particles into own words, as the catalogue has them."""
    asking = ASKING.get(politeness, politeness)
    return own.replace("{polite_ask}", asking).replace("{polite}", politeness)


def in_own_words(language: Language, own: Mapping[Forms, Forms]) -> Language:
    """Return the language with these sentences in place of ours; itself when there are none."""
    if not own:
        return language
    single = {original[0]: forms[0] for original, forms in own.items() if len(original) == 1}
    several = {original: forms for original, forms in own.items() if len(original) > 1}

    def gettext(sentence: str) -> str:
        return single.get(sentence) or language.gettext(sentence)

    def ngettext(one: str, many: str, count: int) -> str:
        forms = several.get((one, many))
        if forms is None:
            return language.ngettext(one, many, count)
        return forms[0] if count == 1 or len(forms) == 1 else forms[1]

    return Language(language.code, gettext, ngettext)


def units(text: str) -> int:
    """Count UTF-16 units, as the messengers do."""
    return len(text.encode("utf-16-le")) // 2


def _whole(original: Forms, own: Forms, language: str) -> bool:
    return len(own) == forms_needed(original, language) and all(form.strip() for form in own)


def _stray(own: Forms) -> bool:
    """Say whether a brace stands anywhere but around the name of a gap."""
    rests = (_GAP.sub("", form) for form in own)
    return any("{" in rest or "}" in rest for rest in rests)


def _missing(original: Forms, own: Forms) -> frozenset[str]:
    """The form for one may say “one” in words; the last form has every gap."""
    wanted = [gaps(form) for form in original][-len(own) :]
    have = [frozenset(_GAP.findall(form)) for form in own]
    pairs = zip(wanted, have, strict=False)
    return frozenset(name for needed, got in pairs for name in needed - got)


def _letters(form: str) -> int:
    """Count letters, the strictest way there is; a gap counts as one."""
    return len(_GAP.sub("·", form))


def _listed(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))
