"""Checks a list of LINE messages as the platform does, and writes its refusal."""

from collections.abc import Mapping

from tests.simulator.counting import graphemes
from tests.simulator.line_flex import FLEX_MESSAGE
from tests.simulator.line_rules import (
    ALT_TEXT,
    COMMON,
    MESSAGES_IN_A_CALL,
    PLAIN_MESSAGES,
    action,
)
from tests.simulator.line_shapes import (
    Address,
    Items,
    Kinds,
    Number,
    Object,
    Rule,
    Shape,
    Walk,
    Words,
)
from tests.simulator.wire import Answer, json_answer

AREA = Shape(
    properties={side: Number(low=0, required=True) for side in ("x", "y", "width", "height")},
    required=True,
)
OTHER_MESSAGES: Mapping[str, Shape] = {
    "flex": FLEX_MESSAGE,
    "imagemap": Shape(
        properties={
            **COMMON,
            "baseUrl": Address(required=True),
            "altText": ALT_TEXT,
            "baseSize": Shape(
                properties={
                    "height": Number(low=1, required=True),
                    "width": Number(low=1040, high=1040, required=True),
                },
                required=True,
            ),
            "actions": Items(of=Shape(properties={"area": AREA}), most=50, required=True),
            "video": Rule(),
        }
    ),
    "coupon": Shape(
        properties={
            **COMMON,
            "couponId": Words(required=True),
            "deliveryTag": Words(longest=30),
        }
    ),
}
MESSAGE = Kinds(of={**PLAIN_MESSAGES, **OTHER_MESSAGES})
MESSAGES = Items(of=MESSAGE, fewest=1, most=MESSAGES_IN_A_CALL, required=True)

AREAS = 20
MENU_WIDTH = (800, 2500)
MENU_LEAST_HEIGHT = 250
MENU_LEAST_RATIO = 1.45


def wide_enough(menu: Object, place: str, walk: Walk) -> None:
    """A rich menu is at least 1.45 times as wide as high."""
    size = menu.get("size")
    match size:
        case {"width": int(width), "height": int(height)} if height:
            if width / height < MENU_LEAST_RATIO:
                walk.refuse(walk.inside(place, "size"), "The aspect ratio must be 1.45 or more")


RICH_MENU = Shape(
    properties={
        "size": Shape(
            properties={
                "width": Number(low=MENU_WIDTH[0], high=MENU_WIDTH[1], required=True),
                "height": Number(low=MENU_LEAST_HEIGHT, high=MENU_WIDTH[1], required=True),
            },
            required=True,
        ),
        "selected": Rule(required=True),
        "name": Words(longest=300, counted=graphemes, required=True),
        "chatBarText": Words(longest=14, counted=graphemes, required=True),
        "areas": Items(
            of=Shape(
                properties={
                    "bounds": AREA,
                    "action": action(
                        required=True, barred=frozenset({"camera", "cameraRoll", "location"})
                    ),
                }
            ),
            most=AREAS,
            required=True,
        ),
    },
    further=(wide_enough,),
)


def check_messages(messages: object, walk: Walk) -> None:
    """Note what LINE would refuse in the messages of one call."""
    if messages is None:
        walk.refuse("messages", "May not be empty")
        return
    MESSAGES.check(messages, "messages", walk)


def refusal(walk: Walk) -> Answer:
    """LINE's own answer to a body with mistakes."""
    message = f"The request body has {len(walk.problems)} error(s)"
    if walk.flex_message:
        message = f"A message ({walk.flex_message}) in the request body is invalid"
    return json_answer({"message": message, "details": walk.problems}, 400)
