"""Every sentence a person reads stands in both languages, complete, in our own tone."""

from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.catalog import Message

from locales.collect import (
    as_text,
    bring_up_to_date,
    catalogue_file,
    collect,
    read_catalogue,
    speak_as_written,
    untranslated,
)
from tests.house.checks import button_labels
from tests.house.files import code
from tests.house.sentences import (
    foreign_words,
    gaps_differ,
    other_names_of_a_reference,
    stiff_words,
    too_long_for_a_button,
    unreadable_words,
    wrong_particle,
)

CODES = ("th", "en")
SPOKEN = collect()


def catalogue(language: str) -> Catalog:
    """Read the catalogue of a language as it is in the project."""
    return read_catalogue(catalogue_file(language), language)


def pairs(language: str) -> list[tuple[str, str]]:
    """Return every sentence with its translation; a counted one with each of its forms."""
    return [pair for said in catalogue(language) if said.id for pair in _pairs(said)]


@pytest.mark.parametrize("language", CODES)
def test_the_catalogue_holds_what_is_said_and_nothing_else(language: str) -> None:
    kept = {said.id for said in catalogue(language)}
    assert kept == {said.id for said in SPOKEN}, "run: make translations"


@pytest.mark.parametrize("language", CODES)
def test_every_sentence_is_translated(language: str) -> None:
    assert [said for said, translation in pairs(language) if not translation.strip()] == []


@pytest.mark.parametrize("language", CODES)
def test_nothing_is_guessed_and_nothing_is_left_over(language: str) -> None:
    read = catalogue(language)
    assert [said.id for said in read if said.id and said.fuzzy] == []
    assert list(read.obsolete) == []


@pytest.mark.parametrize("language", CODES)
def test_every_translation_has_the_gaps_of_its_sentence(language: str) -> None:
    differ = {said: gaps_differ(said, translation) for said, translation in pairs(language)}
    assert {said: found for said, found in differ.items() if found} == {}


def test_english_is_what_stands_in_the_code() -> None:
    assert [said for said, translation in pairs("en") if said != translation] == []


@pytest.mark.parametrize("language", CODES)
def test_every_button_label_fits_its_button(language: str) -> None:
    labels = {label for file in code("services", "bot") for label in button_labels(_read(file))}
    written = [translation for said, translation in pairs(language) if said in labels]
    assert [label for label in written if too_long_for_a_button(label)] == []


def test_thai_particles_fit_the_word_before_them() -> None:
    assert [thai for _said, thai in pairs("th") if wrong_particle(thai)] == []


def test_thai_speaks_like_a_neighbour() -> None:
    assert [thai for _said, thai in pairs("th") if stiff_words(thai)] == []


def test_thai_can_be_read() -> None:
    assert [thai for _said, thai in pairs("th") if unreadable_words(thai)] == []


def test_a_word_replaced_inside_another_is_noticed() -> None:
    assert unreadable_words("ให้เจ้าหน้าที่ดูเองเ" + "คุณั้น") == ["ให้เจ้าหน้าที่ดูเองเ" + "คุณั้น"]
    assert unreadable_words("เท่านั้น น้ำ ผู้ใหญ่ เก้าอี้ ครึ่ง เลขที่ ๆ") == []


def test_a_reference_has_one_name() -> None:
    assert [thai for _said, thai in pairs("th") if other_names_of_a_reference(thai)] == []


def test_english_uses_the_words_of_the_office() -> None:
    assert [said for said, _translation in pairs("en") if foreign_words(said)] == []


def test_a_new_sentence_waits_for_its_translation() -> None:
    spoken = Catalog()
    spoken.add("Good morning, {name}.")
    thai = bring_up_to_date(Catalog(locale="th"), spoken)
    assert untranslated(thai) == ["Good morning, {name}."]


def test_a_sentence_nobody_says_any_more_goes_away() -> None:
    thai = Catalog(locale="th")
    thai.add("Good night.", "ราตรีสวัสดิ์")
    assert "Good night." not in as_text(bring_up_to_date(thai, Catalog()))


def test_a_similar_sentence_is_not_guessed() -> None:
    thai, spoken = Catalog(locale="th"), Catalog()
    thai.add("Good morning.", "สวัสดีตอนเช้า")
    spoken.add("Good morning!")
    assert untranslated(bring_up_to_date(thai, spoken)) == ["Good morning!"]


def test_english_is_filled_from_the_code() -> None:
    english = Catalog(locale="en")
    english.add(("{count} day", "{count} days"))
    assert untranslated(speak_as_written(english)) == []


def test_sentences_are_collected_from_code_and_templates(tmp_path: Path) -> None:
    for folder in ("services", "bot", "web"):
        (tmp_path / folder).mkdir()
    (tmp_path / "bot" / "a.py").write_text('_("Hello")\ncounted("a day", "{count} days", 2)\n')
    (tmp_path / "web" / "b.html").write_text('<p>{{ _("Good morning, {name}.", name=x) }}</p>')
    assert {said.id for said in collect(tmp_path) if said.id} == {
        "Hello",
        ("a day", "{count} days"),
        "Good morning, {name}.",
    }


def test_a_lost_gap_is_noticed() -> None:
    assert gaps_differ("Case {reference} is done.", "เสร็จแล้ว{polite}") == {"reference"}


def test_a_particle_is_no_lost_gap() -> None:
    assert gaps_differ("Done: {reference}", "เสร็จแล้ว{polite}: {reference}") == set()


def test_a_label_of_twenty_fits_and_one_more_does_not() -> None:
    assert [too_long_for_a_button("ก" * length) for length in (20, 21)] == [False, True]


def test_labels_are_found_on_buttons_also_behind_a_choice() -> None:
    source = "Button(_('Back') if first else _('Cancel'), 'x')\nButton(label=_('Send'))\n_('No')"
    assert button_labels(source) == ["Back", "Cancel", "Send"]


def test_a_wrong_particle_is_noticed() -> None:
    assert wrong_particle("ส่งเลยไหม{polite}") == ["ไหม{polite}"]
    assert wrong_particle("ส่งแล้ว{polite_ask}") == ["แล้ว{polite_ask}"]


def test_a_right_particle_passes() -> None:
    assert wrong_particle("ส่งแล้ว{polite} ส่งอีกไหม{polite_ask}") == []


def test_stiff_and_foreign_words_are_noticed() -> None:
    assert stiff_words("เรียนท่านผู้ใช้บริการ เท่านี้ก็เสร็จ") == ["ท่าน"]
    assert other_names_of_a_reference("พิมพ์เลขติดตาม หรือเลขที่เรื่อง") == ["เลขติดตาม"]
    assert foreign_words("Dear citizen, dear users") == ["citizen", "users"]


def _pairs(said: Message) -> list[tuple[str, str]]:
    """In Thai one form serves any number; it is compared with the sentence for many."""
    if isinstance(said.id, str):
        return [(said.id, str(said.string))]
    forms = [str(form) for form in said.string or ()]
    return list(zip(said.id[-len(forms) :], forms, strict=True))


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")
