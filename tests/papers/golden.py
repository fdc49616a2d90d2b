"""The papers of every service, word by word, as they are kept in `golden/`.

After a wording was changed on purpose: `python -m tests.papers.golden`, then read the difference.
"""

from pathlib import Path

from bot.turns import FileCase
from locales import load_languages
from services.catalogue import all_services
from services.desk.papers.acknowledgement import acknowledgement
from services.desk.papers.facts import CaseFacts
from services.desk.papers.filled_form import filled_form
from services.kit import presses
from services.kit.fields import Surroundings
from services.kit.office import read_office
from services.kit.presses import press
from services.kit.service import Service
from tests.conftest import OFFICE_FILE
from tests.filling import TODAY, answer_everything
from tests.papers.examples import facts_of, lines_of
from tests.talking import Talk

FOLDER = Path(__file__).parent / "golden"
LANGUAGES = ("th", "en")


def filed_online() -> list[Service]:
    """The services that have papers, because something is filed."""
    return [service for service in all_services().values() if service.fields]


def example_of(service: Service, around: Surroundings) -> CaseFacts:
    """A case of this service, filled in as a resident would in the chat."""
    talk = Talk(around)
    talk.sends_value(press(presses.BEGIN, service.key))
    filed = answer_everything(talk, service)
    if not isinstance(filed, FileCase):
        raise TypeError(f"{service.key} files nothing")
    return facts_of(service, filed.answers, around.on(TODAY))


def golden_file(service: Service, language: str) -> Path:
    return FOLDER / f"{service.key}.{language}.txt"


def golden_text(facts: CaseFacts, around: Surroundings, language: str) -> str:
    """Every line of the acknowledgement and of the form."""
    papers = [acknowledgement(facts), filled_form(facts)]
    pages = ["\n".join(lines_of(paper, around, language)) for paper in papers]
    return "\n\n".join(pages) + "\n"


def write_all() -> None:
    """Write every golden text anew, and take away those of services that are gone."""
    office = read_office(OFFICE_FILE)
    around = Surroundings(office, load_languages(office.politeness))
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    for service in filed_online():
        facts = example_of(service, around)
        for language in LANGUAGES:
            text = golden_text(facts, around, language)
            golden_file(service, language).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_all()
