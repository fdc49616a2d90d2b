"""The questions about a signboard, and the sum made of the answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from services.kit.dated import Dated, in_force
from services.kit.fields import Answers, Field
from services.kit.money import baht
from services.kit.questions import Choice, Date, Number
from services.kit.text import Rendered, _
from services.reckoning.instalments import instalments
from services.reckoning.signboard_tax import Kind, Signboard, SignboardTax, signboard_tax
from services.reckoning.telling import estimate_only, lines, number, source, unsure

Tables = Mapping[str, Sequence[Dated]]


def describes(answers: Answers) -> bool:
    """Both an estimate and a declaration tell what the sign is like."""
    return answers.get("what") in {"estimate", "file"}


def is_new(answers: Answers) -> bool:
    """A sign put up this year pays from its quarter on."""
    return describes(answers) and answers.get("new") == "this-year"


def put_up_on(answers: Answers) -> date | None:
    """Return the day a new sign was put up."""
    return date.fromisoformat(str(answers["put-up"])) if is_new(answers) else None


def reckoned(answers: Answers, day: date, tables: Tables) -> SignboardTax:
    """Work out the tax of the sign that was described."""
    sign = Signboard(
        Decimal(str(answers["width"])),
        Decimal(str(answers["height"])),
        Kind(f"{answers['words']}-{answers['moving']}"),
        sides=2 if answers["sides"] == "two" else 1,
    )
    return signboard_tax(sign, day, tables, put_up_on(answers))


def estimate(answers: Answers, day: date, tables: Tables) -> Rendered:
    """Show the estimate with every step that leads to it."""
    tax = reckoned(answers, day, tables)
    parts = instalments(tax.tax, in_force(tables, "signboard_tax_instalments", day))
    return lines(
        _("Signboard tax, an estimate"),
        _(
            "Area: {width} × {height} = {area} square centimetres, that is {units} × {unit}",
            width=number(tax.sign.width),
            height=number(tax.sign.height),
            area=number(tax.area),
            units=tax.units,
            unit=tax.unit,
        ),
        _(
            "One side: {units} × {rate} = {side}",
            units=tax.units,
            rate=baht(tax.rate),
            side=baht(tax.one_side),
        ),
        _("A whole year, with the least tax for each side: {year}", year=baht(tax.year)),
        _("This year {percent}% of it: {tax}", percent=number(tax.percent), tax=baht(tax.tax)),
        *([_("It may be paid in {count} parts.", count=len(parts))] if parts else ()),
        estimate_only(),
        *([unsure()] if tax.to_be_confirmed else ()),
        source(in_force(tables, "signboard_tax", day)),
    )


SIGN: tuple[Field, ...] = (
    Choice(
        "words",
        _("What stands on the sign?"),
        short=_("What it shows"),
        hint=_("Thai below or smaller than foreign words counts as no Thai."),
        only_if=describes,
        choices={
            "thai": _("Only Thai letters"),
            "mixed": _("Thai and others"),
            "foreign": _("No Thai on top"),
        },
        words={
            "thai": ("ไทยล้วน", "ภาษาไทยอย่างเดียว", "only thai"),
            "mixed": ("ปน", "รูป", "โลโก้", "ผสม", "mixed", "logo", "picture"),
            "foreign": ("อังกฤษ", "ต่างประเทศ", "ไม่มีไทย", "english", "foreign"),
        },
    ),
    Choice(
        "moving",
        _("Does the text move or change?"),
        short=_("Moving text"),
        only_if=describes,
        choices={"still": _("No, it stands still"), "moving": _("Yes, it changes")},
        words={
            "still": ("ไม่", "บ่", "นิ่ง", "no", "still"),
            "moving": ("เปลี่ยน", "เคลื่อน", "วิ่ง", "จอ", "led", "yes", "moving"),
        },
    ),
    Number(
        "width",
        _("How wide is it, in centimetres?"),
        short=_("Width"),
        hint=_("At its widest. One metre is 100 centimetres."),
        only_if=describes,
        least=1,
        most=10_000,
        decimals=1,
        unit=_("centimetres"),
    ),
    Number(
        "height",
        _("How high is it, in centimetres?"),
        short=_("Height"),
        hint=_("At its highest. Without an edge, measure from the outermost letters."),
        only_if=describes,
        least=1,
        most=10_000,
        decimals=1,
        unit=_("centimetres"),
    ),
    Choice(
        "sides",
        _("On how many sides can it be read?"),
        short=_("Sides"),
        hint=_("Each side is taxed."),
        only_if=describes,
        choices={"one": _("One side"), "two": _("Two sides")},
        words={"one": ("เดียว", "หนึ่ง", "1", "one"), "two": ("สอง", "2", "ทั้งสอง", "two", "both")},
    ),
    Choice(
        "new",
        _("When was it put up?"),
        short=_("New or old"),
        only_if=describes,
        choices={"earlier": _("In an earlier year"), "this-year": _("This year")},
        words={
            "earlier": ("ก่อน", "นานแล้ว", "ปีที่แล้ว", "เก่า", "earlier", "old"),
            "this-year": ("ปีนี้", "ใหม่", "new"),
        },
    ),
    Date(
        "put-up",
        _("On which day was it put up?"),
        short=_("Put up on"),
        only_if=is_new,
        earliest=lambda today: today.replace(month=1, day=1),
        latest=lambda today: today,
    ),
)  # fmt: skip
