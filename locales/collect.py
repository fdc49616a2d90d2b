"""Collects every sentence for people into the catalogues; run by `make translations`.

New sentences come into the Thai catalogue empty, and the house tests fail until somebody has
translated them; sentences nobody says any more go away. English is what stands in the code.
"""

import sys
from copy import deepcopy
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
SPEAKING = ("services", "bot", "web")
"""The folders in which sentences for people may stand."""

METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.js", "ignore")]
OPTIONS = {"**.html": {"silent": "false"}}
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "counted": (1, 2)}
"""How code marks a sentence, see `services.kit.text`; templates use the same two words."""

HEADER = {
    "version": "0.1.0",
    "header_comment": "# {polite} is the particle of a statement, {polite_ask} that of a question.",
    "msgid_bugs_address": "Sala",
    "last_translator": "Sala",
    "language_team": "Sala",
}
WIDTH = 100


def collect(root: Path = ROOT) -> Catalog:
    """Return every marked sentence below `root`, with the files that say it."""
    found = Catalog(project="Sala", fuzzy=False)
    for folder in SPEAKING:
        for file, line, sentence, comments, context in extract_from_dir(
            root / folder, METHODS, OPTIONS, KEYWORDS, comment_tags=["Translators:"]
        ):
            place = (f"{folder}/{file}", line)
            found.add(sentence, None, [place], auto_comments=comments, context=context)
    return found


def catalogue_file(code: str, root: Path = ROOT) -> Path:
    """Return where the catalogue of a language stands."""
    return root / "locales" / code / "LC_MESSAGES" / "messages.po"


def read_catalogue(file: Path, code: str) -> Catalog:
    """Read a catalogue, or begin an empty one when there is none yet."""
    if not file.exists():
        return Catalog(code, project="Sala", fuzzy=False, **HEADER)
    return read_po(BytesIO(file.read_bytes()), locale=code)


def bring_up_to_date(catalogue: Catalog, spoken: Catalog) -> Catalog:
    """Keep the translations of what is still said, and add what is new without a translation.

    Never guesses a translation from a similar sentence: a wrong one looks like a right one.
    """
    catalogue.update(deepcopy(spoken), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def speak_as_written(catalogue: Catalog) -> Catalog:
    """Fill the English catalogue: what stands in the code is what English readers see."""
    for message in catalogue:
        if message.id:
            message.string = message.id
    return catalogue


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the sentences that still wait for their translation."""
    return [str(said.id) for said in catalogue if said.id and not any(_forms(said.string))]


def as_text(catalogue: Catalog) -> str:
    """Return a catalogue as it stands in its file, in the order of the files that speak."""
    written = BytesIO()
    write_po(written, catalogue, width=WIDTH, sort_by_file=True, include_lineno=False)
    return written.getvalue().decode()


def run() -> None:
    """Update both catalogues, and say what is to be translated."""
    spoken = collect()
    for code in ("th", "en"):
        file = catalogue_file(code)
        catalogue = bring_up_to_date(read_catalogue(file, code), spoken)
        if code == "en":
            speak_as_written(catalogue)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(as_text(catalogue), encoding="utf-8")
        waiting = untranslated(catalogue)
        lines = [f"{code}: {len(catalogue)} sentences, {len(waiting)} to translate", *waiting]
        sys.stdout.write("\n  ".join(lines) + "\n")


def _forms(string: object) -> tuple[object, ...]:
    return tuple(string) if isinstance(string, list | tuple) else (string,)


if __name__ == "__main__":
    run()
