"""Bank account: bank, number and the name in the bank book."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from services.kit.banks import BANK_WORDS, BANKS
from services.kit.errors import InvalidAnswer
from services.kit.fields import Field, Given, Stored, Surroundings, Unfinished
from services.kit.questions.digits import digit_runs
from services.kit.text import Rendered, Text, _, plain
from services.kit.thai import cleaned, tidy, western, without_courtesy

SHORTEST, LONGEST = 10, 15
"""Digits of an account: ten at most banks, twelve and more at those of the state."""

LONGEST_NAME = 100
BANK, ACCOUNT, HOLDER = "bank", "account", "holder"
BUTTONS = 10

_NUMBER = re.compile(r"\d[\d\s.\-\u2010-\u2015]*\d")
_NOT_A_NAME = re.compile(
    r"ธนาคาร|เลขที่บัญชี|เลขบัญชี|บัญชี|ชื่อ|เลขที่|\baccount\b|\bname\b|\bnumber\b|[:,;/\d]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class BankAccount(Field):
    """Where money is sent to. Private: only ever typed on a page of ours."""

    face: ClassVar[str] = "bank"
    private: bool = field(default=True, kw_only=True)

    def read(self, given: Given, around: Surroundings) -> Stored:
        told = _from_page(given) if given.parts else _from_words(given, around)
        _refuse_wrong_length(told.get(ACCOUNT, ""))
        missing = next((part for part in (BANK, ACCOUNT, HOLDER) if not told.get(part)), None)
        if missing is None:
            return {BANK: told[BANK], ACCOUNT: told[ACCOUNT], HOLDER: told[HOLDER]}
        if given.whole or not told or (told == _known(given.earlier) and given.text):
            raise InvalidAnswer(_ask(missing))
        raise Unfinished(told, _ask(missing), _banks() if missing == BANK else {})

    def accepts(self, stored: Stored, around: Surroundings) -> bool:
        if not isinstance(stored, Mapping) or _known(stored) != stored:
            return False
        return len(stored) == 3 and SHORTEST <= len(str(stored[ACCOUNT])) <= LONGEST

    def show(self, stored: Stored, around: Surroundings) -> Rendered:
        told = _known(stored)
        return _shown(told, grouped(told.get(ACCOUNT, "")))

    def mask(self, stored: Stored, around: Surroundings) -> Rendered:
        """Show the bank and four digits; the name would tell a neighbour whose account it is."""
        told = _known(stored)
        digits = told.get(ACCOUNT, "")
        hidden = "x" * (len(digits) - 5) + digits[-5:-1] + "x"
        bank = BANKS.get(told.get(BANK, ""), plain(""))
        return _("{bank} {account}", bank=bank, account=grouped(hidden))

    def parts(self, stored: Stored) -> Mapping[str, str]:
        told = _known(stored)
        return {**told, ACCOUNT: grouped(told[ACCOUNT])} if ACCOUNT in told else told


def grouped(digits: str) -> str:
    """Write ten digits as they stand in a bank book: 123-4-56789-0; leave others together."""
    if len(digits) != SHORTEST:
        return digits
    return f"{digits[:3]}-{digits[3]}-{digits[4:9]}-{digits[9]}"


def _shown(told: Mapping[str, str], account: str) -> Rendered:
    return _(
        "{bank} {account} {holder}",
        bank=BANKS.get(told.get(BANK, ""), plain("")),
        account=account,
        holder=told.get(HOLDER, ""),
    )


def _from_page(given: Given) -> dict[str, str]:
    code = given.parts.get(BANK, "").strip()
    runs = digit_runs(given.parts.get(ACCOUNT, ""))
    told = {
        BANK: code if code in BANKS else "",
        ACCOUNT: runs[0] if len(runs) == 1 else "",
        HOLDER: _name(given.parts.get(HOLDER, "")),
    }
    return {part: words for part, words in told.items() if words}


def _from_words(given: Given, around: Surroundings) -> dict[str, str]:
    known = _known(given.earlier)
    if given.text in BANKS:
        return {**known, BANK: given.text}
    words = western(cleaned(given.text))
    numbers = _NUMBER.findall(words)
    if len(numbers) > 1:
        raise InvalidAnswer(_ask(ACCOUNT))
    told = {
        BANK: _bank(words, around),
        ACCOUNT: "".join(digit_runs(numbers[0])) if numbers else "",
        HOLDER: _name(_without_bank(_NUMBER.sub(" ", words), around)),
    }
    return {**known, **{part: said for part, said in told.items() if said}}


def _bank(words: str, around: Surroundings) -> str:
    named = {code for code, word in _bank_words(around) if word in tidy(words)}
    return named.pop() if len(named) == 1 else ""


def _without_bank(words: str, around: Surroundings) -> str:
    for _code, word in sorted(_bank_words(around), key=lambda pair: -len(pair[1])):
        words = re.sub(rf"{re.escape(word)}\.?", " ", words, flags=re.IGNORECASE)
    return words


def _bank_words(around: Surroundings) -> list[tuple[str, str]]:
    told = [(code, word) for code, words in BANK_WORDS.items() for word in words]
    return told + [
        (code, without_courtesy(name.render(language)))
        for code, name in BANKS.items()
        for language in around.languages.values()
    ]


def _name(words: str) -> str:
    name = " ".join(_NOT_A_NAME.sub(" ", cleaned(words)).split())
    return name[:LONGEST_NAME] if len(name) >= 2 else ""


def _known(stored: Stored) -> dict[str, str]:
    """Return the sound parts of an account that was given before."""
    told = stored if isinstance(stored, Mapping) else {}
    parts = {part: told.get(part) for part in (BANK, ACCOUNT, HOLDER)}
    sound = {part: said for part, said in parts.items() if isinstance(said, str) and said}
    if sound.get(BANK, "") not in BANKS:
        sound.pop(BANK, None)
    if not re.fullmatch(r"[0-9]+", sound.get(ACCOUNT, "")):
        sound.pop(ACCOUNT, None)
    return sound


def _banks() -> Mapping[str, Rendered]:
    return dict(list(BANKS.items())[:BUTTONS])


def _refuse_wrong_length(account: str) -> None:
    if account and not SHORTEST <= len(account) <= LONGEST:
        raise InvalidAnswer(
            _(
                "An account number has 10 to 15 digits, and this one has {count}. Please compare "
                "it with the bank book.",
                count=len(account),
            )
        )


def _ask(missing: str) -> Text:
    if missing == BANK:
        return _("Which bank is it? Please choose it, or type its name.")
    if missing == ACCOUNT:
        return _("What is the account number? It is in the bank book and has 10 to 15 digits.")
    return _("In whose name is the account? Please type the name as in the bank book.")
