"""Every word a person reads, in each language: gettext catalogues, read as text at start.

There are no compiled catalogues in the repository, so none can be stale.
"""

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from services.kit.text import Language

HERE = Path(__file__).parent
CODES = ("th", "en")
"""The languages of the desk; Thai is the first and is spoken when nobody said otherwise."""

_ASKING = {"ค่ะ": "คะ", "ครับ": "ครับ"}


@cache
def load_languages(politeness: str) -> dict[str, Language]:
    """Return the languages by code; Thai ends its sentences as the office chooses (ครับ or ค่ะ).

    In the Thai catalogue `{polite}` stands for the particle of a statement and `{polite_ask}` for
    that of a question, so that one catalogue serves both.
    """
    return {code: _load(code, politeness) for code in CODES}


def _load(code: str, politeness: str) -> Language:
    source = (HERE / code / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")
    source = source.replace("{polite_ask}", _ASKING.get(politeness, politeness))
    catalogue = read_po(BytesIO(source.replace("{polite}", politeness).encode()), locale=code)
    sentences = {
        m.id: str(m.string) for m in catalogue if isinstance(m.id, str) and m.id and m.string
    }
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    translations = gettext.GNUTranslations(compiled)
    return Language(code, lambda one: sentences.get(one, one), translations.ngettext)
