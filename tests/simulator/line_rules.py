"""The limits of LINE messages and actions, property by property.

Names and required properties follow the platform's OpenAPI file; the limits that file leaves
out follow the Messaging API reference (August 2026).
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from tests.simulator.counting import graphemes
from tests.simulator.line_shapes import (
    Address,
    Items,
    Kinds,
    Number,
    Object,
    OneOf,
    Rule,
    Shape,
    Truth,
    Walk,
    Words,
    label,
)

OPENED_ADDRESS = ("http", "https", "line", "tel")
LONGEST_ALT_TEXT = 1500
QUICK_REPLIES = 13
MESSAGES_IN_A_CALL = 5
MOMENTS = {
    "date": r"\d{4}-\d\d-\d\d",
    "time": r"\d\d:\d\d",
    "datetime": r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d",
}


def moments_fit_mode(action: Object, place: str, walk: Walk) -> None:
    """The first, lowest and highest moment are written as the mode says."""
    pattern = MOMENTS.get(action.get("mode", ""), ".*")
    for name in ("initial", "max", "min"):
        if name in action and not re.fullmatch(pattern, str(action[name])):
            walk.refuse(walk.inside(place, name), "Invalid format")


def prefill_needs_keyboard(action: Object, place: str, walk: Walk) -> None:
    if "fillInText" in action and action.get("inputOption") != "openKeyboard":
        walk.refuse(walk.inside(place, "fillInText"), "inputOption must be openKeyboard")


def one_shown_text(action: Object, place: str, walk: Walk) -> None:
    if "text" in action and "displayText" in action:
        walk.refuse(walk.inside(place, "text"), "text and displayText exclude each other")


SHOWN = Words(longest=300, counted=graphemes)
DATA = Words(longest=300, required=True)
OPENED = Address(longest=1000, schemes=OPENED_ADDRESS, required=True)


def action_shapes(named: Rule) -> dict[str, Shape]:
    """Every action, with the rule its label has in this place."""
    shapes = {
        "camera": Shape(properties={}),
        "cameraRoll": Shape(properties={}),
        "location": Shape(properties={}),
        "clipboard": Shape(properties={"clipboardText": Words(longest=1000, required=True)}),
        "datetimepicker": DATETIME_PICKER,
        "message": Shape(properties={"text": Words(longest=300, counted=graphemes, required=True)}),
        "postback": POSTBACK,
        "richmenuswitch": Shape(
            properties={"data": DATA, "richMenuAliasId": Words(longest=32, required=True)}
        ),
        "uri": Shape(
            properties={
                "uri": OPENED,
                "altUri": Shape(properties={"desktop": replace(OPENED, required=False)}),
            }
        ),
    }
    return {
        kind: replace(shape, properties={"label": named, **shape.properties})
        for kind, shape in shapes.items()
    }


DATETIME_PICKER = Shape(
    properties={
        "data": DATA,
        "mode": OneOf(values=("date", "time", "datetime"), required=True),
        "initial": Words(),
        "max": Words(),
        "min": Words(),
    },
    further=(moments_fit_mode,),
)
POSTBACK = Shape(
    properties={
        "data": DATA,
        "displayText": SHOWN,
        "text": SHOWN,
        "inputOption": OneOf(values=("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice")),
        "fillInText": SHOWN,
    },
    further=(prefill_needs_keyboard, one_shown_text),
)
ONLY_IN_QUICK_REPLIES = frozenset({"camera", "cameraRoll", "location"})
ONLY_IN_RICH_MENUS = frozenset({"richmenuswitch"})


def action(
    longest: int = 20,
    *,
    named: bool = False,
    required: bool = False,
    barred: frozenset[str] = ONLY_IN_QUICK_REPLIES | ONLY_IN_RICH_MENUS,
) -> Kinds:
    """An action with a label of at most so many graphemes; `named`: it must have one."""
    shapes = action_shapes(label(longest, required=named))
    allowed = {kind: shape for kind, shape in shapes.items() if kind not in barred}
    return Kinds(of=allowed, required=required)


BUTTON = action(named=True, required=True)

QUICK_REPLY = Shape(
    properties={
        "items": Items(
            of=Shape(
                properties={
                    "type": OneOf(values=("action",), required=True),
                    "imageUrl": Address(),
                    "action": action(named=True, required=True, barred=ONLY_IN_RICH_MENUS),
                }
            ),
            fewest=1,
            most=QUICK_REPLIES,
            required=True,
        )
    }
)

SENDER = Shape(properties={"name": Words(longest=20), "iconUrl": Address()})
COMMON: Mapping[str, Rule] = {"quickReply": QUICK_REPLY, "sender": SENDER}


def text_within(with_heading: int, plain: int) -> Rule:
    """The text of a template may be shorter when it has a picture or a title above it."""

    def check(template: Object, place: str, walk: Walk) -> None:
        heading = "title" in template or "thumbnailImageUrl" in template
        limit = with_heading if heading else plain
        rule = Words(longest=limit, counted=graphemes)
        rule.check(template.get("text", "-"), walk.inside(place, "text"), walk)

    return Shape(properties={}, further=(check,))


def columns_alike(template: Object, place: str, walk: Walk) -> None:
    """All columns have as many buttons, and all or none a picture and a title."""
    columns = [column for column in template.get("columns", []) if isinstance(column, dict)]
    looks = {
        (len(column.get("actions", [])), "title" in column, "thumbnailImageUrl" in column)
        for column in columns
    }
    if len(looks) > 1:
        walk.refuse(walk.inside(place, "columns"), "All columns must have the same shape")


HEADING: Mapping[str, Rule] = {
    "thumbnailImageUrl": Address(),
    "imageBackgroundColor": Words(pattern=r"#[0-9A-Fa-f]{6}"),
    "title": label(40),
    "text": Words(required=True),
    "defaultAction": action(),
}
PICTURES: Mapping[str, Rule] = {
    "imageAspectRatio": OneOf(values=("rectangle", "square")),
    "imageSize": OneOf(values=("cover", "contain")),
}
CAROUSEL_COLUMN = Shape(
    properties={**HEADING, "actions": Items(of=BUTTON, fewest=1, most=3, required=True)},
    further=(text_within(60, 120).check,),
)
IMAGE_COLUMN = Shape(
    properties={"imageUrl": Address(required=True), "action": action(12, named=True, required=True)}
)
TEMPLATES: Mapping[str, Shape] = {
    "buttons": Shape(
        properties={
            **HEADING,
            **PICTURES,
            "actions": Items(of=BUTTON, fewest=1, most=4, required=True),
        },
        further=(text_within(60, 160).check,),
    ),
    "confirm": Shape(
        properties={
            "text": Words(longest=240, counted=graphemes, required=True),
            "actions": Items(of=BUTTON, fewest=2, most=2, required=True),
        }
    ),
    "carousel": Shape(
        properties={
            **PICTURES,
            "columns": Items(of=CAROUSEL_COLUMN, fewest=1, most=10, required=True),
        },
        further=(columns_alike,),
    ),
    "image_carousel": Shape(
        properties={"columns": Items(of=IMAGE_COLUMN, fewest=1, most=10, required=True)}
    ),
}

EMOJI = Shape(
    properties={
        "index": Number(low=0, required=True),
        "productId": Words(required=True),
        "emojiId": Words(required=True),
    }
)
ALT_TEXT = Words(longest=LONGEST_ALT_TEXT, required=True)
PICTURE = Address(required=True)

PLAIN_MESSAGES: Mapping[str, Shape] = {
    "text": Shape(
        properties={
            **COMMON,
            "text": Words(longest=5000, required=True, numbers_too=True),
            "emojis": Items(of=EMOJI, most=20),
            "quoteToken": Words(),
        }
    ),
    "textV2": Shape(
        properties={
            **COMMON,
            "text": Words(longest=5000, required=True, numbers_too=True),
            "substitution": Rule(),
            "quoteToken": Words(),
        }
    ),
    "sticker": Shape(
        properties={
            **COMMON,
            "packageId": Words(pattern=r"\d+", required=True, numbers_too=True),
            "stickerId": Words(pattern=r"\d+", required=True, numbers_too=True),
            "quoteToken": Words(),
        }
    ),
    "image": Shape(
        properties={**COMMON, "originalContentUrl": PICTURE, "previewImageUrl": PICTURE}
    ),
    "video": Shape(
        properties={
            **COMMON,
            "originalContentUrl": PICTURE,
            "previewImageUrl": PICTURE,
            "trackingId": Words(longest=100),
        }
    ),
    "audio": Shape(
        properties={
            **COMMON,
            "originalContentUrl": PICTURE,
            "duration": Number(low=1, required=True),
        }
    ),
    "location": Shape(
        properties={
            **COMMON,
            "title": Words(longest=100, required=True, numbers_too=True),
            "address": Words(longest=100, required=True, numbers_too=True),
            "latitude": Number(low=-90, high=90, whole=False, required=True),
            "longitude": Number(low=-180, high=180, whole=False, required=True),
        }
    ),
    "template": Shape(
        properties={
            **COMMON,
            "altText": ALT_TEXT,
            "template": Kinds(of=TEMPLATES, required=True),
        }
    ),
}
NOTIFICATION: Mapping[str, Rule] = {"notificationDisabled": Truth()}
