"""Every limit of LINE's messages bites once, in LINE's own words."""

from typing import Any

import pytest

from tests.simulator.line_checks import check_messages, refusal
from tests.simulator.line_shapes import Walk

Object = dict[str, Any]
PICTURE = "https://desk.example/a.jpg"
POSTBACK = {"type": "postback", "label": "กด", "data": "x"}
TEXT_PART = {"type": "text", "text": "ก"}


def text(**more: object) -> Object:
    return {"type": "text", "text": "ก"} | more


def quick(*actions: Object) -> Object:
    return text(quickReply={"items": [{"type": "action", "action": one} for one in actions]})


def template(**template: object) -> Object:
    return {"type": "template", "altText": "ก", "template": template}


def buttons(*actions: Object, **more: object) -> Object:
    return template(**({"type": "buttons", "text": "ก", "actions": list(actions)} | more))


def carousel(*columns: Object) -> Object:
    return template(type="carousel", columns=list(columns))


def column(*actions: Object, **more: object) -> Object:
    return {"text": "ก", "actions": list(actions)} | more


def flex(contents: Object, alt_text: str = "ก") -> Object:
    return {"type": "flex", "altText": alt_text, "contents": contents}


def bubble(*parts: Object, **more: object) -> Object:
    body = {"type": "box", "layout": "vertical", "contents": list(parts)}
    return {"type": "bubble", "body": body} | more


def bubbles(count: int, **more: object) -> Object:
    return {"type": "carousel", "contents": [bubble(TEXT_PART) for _ in range(count)]} | more


def problems(*messages: object) -> list[tuple[str, str]]:
    walk = Walk()
    check_messages(list(messages), walk)
    return [(problem["property"], problem["message"]) for problem in walk.problems]


FINE = {
    "text at its longest": text(text="ก" * 5000),
    "a number as text": text(text=5),
    "unknown property outside flex": text(colour="red"),
    "thirteen quick replies": quick(*[POSTBACK] * 13),
    "camera, roll and place": quick(
        *({"type": kind, "label": "ก"} for kind in ("camera", "cameraRoll", "location"))
    ),
    "label of twenty graphemes": quick(POSTBACK | {"label": "น้ำ" * 20}),
    "four buttons": buttons(*[POSTBACK] * 4),
    "confirm": template(type="confirm", text="ก" * 240, actions=[POSTBACK] * 2),
    "carousel": carousel(*[column(POSTBACK)] * 10),
    "image carousel": template(
        type="image_carousel", columns=[{"imageUrl": PICTURE, "action": POSTBACK}]
    ),
    "link": buttons({"type": "uri", "label": "ก", "uri": "tel:044756123"}),
    "date": buttons({"type": "datetimepicker", "label": "ก", "data": "d", "mode": "date"}),
    "flex": flex(bubble(TEXT_PART, {"type": "button", "action": POSTBACK | {"label": "ก" * 40}})),
    "flex carousel": flex(bubbles(12)),
    "spans": flex(bubble({"type": "text", "contents": [{"type": "span", "text": "ก"}]})),
    "place": {
        "type": "location",
        "title": "ก",
        "address": "ข",
        "latitude": 15.6,
        "longitude": 102.5,
    },
    "picture": {"type": "image", "originalContentUrl": PICTURE, "previewImageUrl": PICTURE},
    "sticker": {"type": "sticker", "packageId": "446", "stickerId": "1988"},
    "long altText": flex(bubble(TEXT_PART), "ก" * 1500),
    "prefilled": buttons(POSTBACK | {"inputOption": "openKeyboard", "fillInText": "ก"}),
}


@pytest.mark.parametrize("message", FINE.values(), ids=FINE)
def test_what_line_takes_is_taken(message: Object) -> None:
    assert problems(message) == []


BAD: dict[str, tuple[Object, str]] = {
    "no text": ({"type": "text"}, "messages[0].text"),
    "empty text": (text(text=""), "messages[0].text"),
    "long text": (text(text="ก" * 5001), "messages[0].text"),
    "emoji count twice": (text(text="👍" * 2501), "messages[0].text"),
    "unknown kind": ({"type": "hologram"}, "messages[0].type"),
    "fourteen quick replies": (quick(*[POSTBACK] * 14), "messages[0].quickReply.items"),
    "no quick reply": (quick(), "messages[0].quickReply.items"),
    "long label": (
        quick(POSTBACK | {"label": "ก" * 21}),
        "messages[0].quickReply.items[0].action.label",
    ),
    "no label": (
        quick({"type": "message", "text": "ก"}),
        "messages[0].quickReply.items[0].action.label",
    ),
    "long data": (
        buttons(POSTBACK | {"data": "ก" * 301}),
        "messages[0].template.actions[0].data",
    ),
    "no data": (
        buttons({"type": "postback", "label": "ก"}),
        "messages[0].template.actions[0].data",
    ),
    "long displayText": (
        buttons(POSTBACK | {"displayText": "ก" * 301}),
        "messages[0].template.actions[0].displayText",
    ),
    "prefill without keyboard": (
        buttons(POSTBACK | {"fillInText": "ก"}),
        "messages[0].template.actions[0].fillInText",
    ),
    "two shown texts": (
        buttons(POSTBACK | {"text": "ก", "displayText": "ข"}),
        "messages[0].template.actions[0].text",
    ),
    "long message text": (
        buttons({"type": "message", "label": "ก", "text": "ก" * 301}),
        "messages[0].template.actions[0].text",
    ),
    "scheme": (
        buttons({"type": "uri", "label": "ก", "uri": "ftp://x.example"}),
        "messages[0].template.actions[0].uri",
    ),
    "long link": (
        buttons({"type": "uri", "label": "ก", "uri": "https://x.example/" + "a" * 1000}),
        "messages[0].template.actions[0].uri",
    ),
    "unescaped link": (
        buttons({"type": "uri", "label": "ก", "uri": "https://x.example/ก ข"}),
        "messages[0].template.actions[0].uri",
    ),
    "camera outside quick replies": (
        buttons({"type": "camera", "label": "ก"}),
        "messages[0].template.actions[0].type",
    ),
    "mode": (
        buttons({"type": "datetimepicker", "label": "ก", "data": "d", "mode": "year"}),
        "messages[0].template.actions[0].mode",
    ),
    "moment of another mode": (
        buttons(
            {
                "type": "datetimepicker",
                "label": "ก",
                "data": "d",
                "mode": "date",
                "initial": "2026-11-30T10:00",
            }
        ),
        "messages[0].template.actions[0].initial",
    ),
    "five buttons": (buttons(*[POSTBACK] * 5), "messages[0].template.actions"),
    "no button": (buttons(), "messages[0].template.actions"),
    "long template text": (buttons(POSTBACK, text="ก" * 161), "messages[0].template.text"),
    "text below a title": (
        buttons(POSTBACK, text="ก" * 61, title="ก"),
        "messages[0].template.text",
    ),
    "long title": (buttons(POSTBACK, title="ก" * 41), "messages[0].template.title"),
    "number in a template": (buttons(POSTBACK, text=5), "messages[0].template.text"),
    "confirm with one": (
        template(type="confirm", text="ก", actions=[POSTBACK]),
        "messages[0].template.actions",
    ),
    "eleven columns": (carousel(*[column(POSTBACK)] * 11), "messages[0].template.columns"),
    "four in a column": (
        carousel(column(*[POSTBACK] * 4)),
        "messages[0].template.columns[0].actions",
    ),
    "unlike columns": (
        carousel(column(POSTBACK), column(POSTBACK, POSTBACK)),
        "messages[0].template.columns",
    ),
    "long column text": (
        carousel(column(POSTBACK, text="ก" * 121)),
        "messages[0].template.columns[0].text",
    ),
    "image carousel label": (
        template(
            type="image_carousel",
            columns=[{"imageUrl": PICTURE, "action": POSTBACK | {"label": "ก" * 13}}],
        ),
        "messages[0].template.columns[0].action.label",
    ),
    "no altText": ({"type": "flex", "contents": bubble(TEXT_PART)}, "messages[0].altText"),
    "long altText": (flex(bubble(TEXT_PART), "ก" * 1501), "messages[0].altText"),
    "http picture": (
        {"type": "image", "originalContentUrl": "http://x.example", "previewImageUrl": PICTURE},
        "messages[0].originalContentUrl",
    ),
    "no preview": ({"type": "image", "originalContentUrl": PICTURE}, "messages[0].previewImageUrl"),
    "latitude": (
        {"type": "location", "title": "ก", "address": "ข", "latitude": 91, "longitude": 0},
        "messages[0].latitude",
    ),
    "sender": (text(sender={"name": "ก" * 21}), "messages[0].sender.name"),
    "unknown flex property": (
        flex(bubble(TEXT_PART | {"colour": "#000000"})),
        "/body/contents/0/colour",
    ),
    "null in flex": (flex(bubble(TEXT_PART | {"color": None})), "/body/contents/0/color"),
    "colour": (flex(bubble(TEXT_PART | {"color": "red"})), "/body/contents/0/color"),
    "flex size": (flex(bubble(TEXT_PART | {"size": "huge"})), "/body/contents/0/size"),
    "flex enumeration": (flex(bubble(TEXT_PART | {"align": "left"})), "/body/contents/0/align"),
    "number in flex": (flex(bubble({"type": "text", "text": 5})), "/body/contents/0/text"),
    "empty flex text": (flex(bubble({"type": "text", "text": ""})), "/body/contents/0/text"),
    "unknown component": (flex(bubble({"type": "table"})), "/body/contents/0/type"),
    "icon outside a baseline": (
        flex(bubble({"type": "icon", "url": PICTURE})),
        "/body/contents/0/type",
    ),
    "flex button label": (
        flex(bubble({"type": "button", "action": POSTBACK | {"label": "ก" * 41}})),
        "/body/contents/0/action/label",
    ),
    "empty bubble": (flex({"type": "bubble"}), "/"),
    "no layout": (
        flex({"type": "bubble", "body": {"type": "box", "contents": []}}),
        "/body/layout",
    ),
    "large bubble": (flex(bubble(*[TEXT_PART | {"text": "ก" * 2000}] * 6)), "/"),
    "thirteen bubbles": (flex(bubbles(13)), "/contents"),
    "bubbles of two sizes": (
        flex({"type": "carousel", "contents": [bubble(TEXT_PART), bubble(TEXT_PART, size="kilo")]}),
        "/contents",
    ),
    "large carousel": (
        flex(
            {
                "type": "carousel",
                "contents": [bubble(*[TEXT_PART | {"text": "ก" * 2000}] * 4)] * 3,
            }
        ),
        "/",
    ),
}


@pytest.mark.parametrize(("message", "place"), BAD.values(), ids=BAD)
def test_what_line_refuses_is_refused_at_its_place(message: Object, place: str) -> None:
    assert [at for at, _reason in problems(message)][:1] == [place]


@pytest.mark.parametrize("count", [0, 6])
def test_a_call_carries_one_to_five_messages(count: int) -> None:
    assert problems(*[text()] * count) == [("messages", "Size must be between 1 and 5")]


def test_a_label_over_the_limit_in_code_points_only_is_a_warning() -> None:
    walk = Walk()
    check_messages([quick(POSTBACK | {"label": "แจ้งเหตุน้ำท่วม" * 2})], walk)
    place = "messages[0].quickReply.items[0].action.label"
    assert (walk.problems, walk.warnings) == ([], [f"{place}: 30 code points, allowed 20"])


def test_the_refusal_has_the_shape_of_lines_own() -> None:
    walk = Walk()
    check_messages([{"type": "text", "text": ""}], walk)
    assert refusal(walk).json() == {
        "message": "The request body has 1 error(s)",
        "details": [{"message": "May not be empty", "property": "messages[0].text"}],
    }


def test_a_mistake_inside_flex_names_the_message() -> None:
    walk = Walk()
    check_messages([text(), flex({"type": "bubble"})], walk)
    assert (
        refusal(walk).json()["message"] == "A message (messages[1]) in the request body is invalid"
    )
