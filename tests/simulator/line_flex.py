"""The limits of LINE's Flex messages: components, bubbles, carousels."""

from collections.abc import Mapping
from itertools import repeat

import orjson

from tests.simulator.line_rules import ALT_TEXT, COMMON, action
from tests.simulator.line_shapes import (
    Address,
    Items,
    Kinds,
    Later,
    Number,
    Object,
    OneOf,
    Rule,
    Shape,
    Truth,
    Walk,
    Words,
)

BUBBLE_BYTES = 30 * 1024
CAROUSEL_BYTES = 50 * 1024
BUBBLES = 12
BLOCKS = ("header", "hero", "body", "footer")

STEPS = "none|xs|sm|md|lg|xl|xxl"
SIZES = "xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl"
PIXELS = r"\d+(?:\.\d+)?px"
SHARE = r"\d+(?:\.\d+)?%"


def measure(*forms: str) -> Words:
    return Words(pattern="|".join(forms))


COLOUR = Words(pattern=r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")
DISTANCE = measure(STEPS, PIXELS)
PADDING = measure(STEPS, PIXELS, SHARE)
OFFSET = measure(STEPS, r"-?" + PIXELS, r"-?" + SHARE)
LENGTH = measure(PIXELS, SHARE)
TAP = action(40)
FLEX = Number(low=0)
LETTERS: Mapping[str, Rule] = {
    "size": measure(SIZES, PIXELS),
    "color": COLOUR,
    "weight": OneOf(values=("regular", "bold")),
    "style": OneOf(values=("normal", "italic")),
    "decoration": OneOf(values=("none", "underline", "line-through")),
}
PLACED: Mapping[str, Rule] = {
    "margin": DISTANCE,
    "position": OneOf(values=("relative", "absolute")),
    "offsetTop": OFFSET,
    "offsetBottom": OFFSET,
    "offsetStart": OFFSET,
    "offsetEnd": OFFSET,
}
HEIGHT = OneOf(values=("top", "bottom", "center"))
ALIGN = OneOf(values=("start", "end", "center"))
RATIO = Words(pattern=r"\d+(?:\.\d+)?:\d+(?:\.\d+)?")
SCALING = Truth()
SHRINK = OneOf(values=("shrink-to-fit",))

GRADIENT = Shape(
    properties={
        "angle": Words(pattern=r"\d+(?:\.\d+)?deg", required=True),
        "startColor": Words(pattern=COLOUR.pattern, required=True),
        "endColor": Words(pattern=COLOUR.pattern, required=True),
        "centerColor": COLOUR,
        "centerPosition": Words(pattern=SHARE),
    }
)


def _component() -> Rule:
    """Known only once all components are: boxes hold boxes."""
    return COMPONENT


def says_something(text: Object, place: str, walk: Walk) -> None:
    """A text component has words of its own or spans."""
    if not text.get("text") and not text.get("contents"):
        walk.refuse(walk.inside(place, "text"), "must be non-empty text")


def contents_fit_layout(box: Object, place: str, walk: Walk) -> None:
    """Icons stand on a baseline only; boxes, buttons and pictures never do."""
    allowed = IN_BASELINE if box.get("layout") == "baseline" else IN_BOX
    for index, component in enumerate(box.get("contents") or []):
        kind = component.get("type") if isinstance(component, dict) else None
        if kind in COMPONENTS and kind not in allowed:
            walk.refuse(f"{place}/contents/{index}/type", "not allowed in this layout")


SPAN = Shape(properties={"text": Words(shortest=0), **LETTERS})
TEXT = Shape(
    properties={
        "flex": FLEX,
        "text": Words(),
        **LETTERS,
        "align": ALIGN,
        "gravity": HEIGHT,
        "wrap": Truth(),
        "lineSpacing": Words(pattern=PIXELS),
        **PLACED,
        "action": TAP,
        "maxLines": Number(low=0),
        "contents": Items(of=Kinds(of={"span": SPAN})),
        "adjustMode": SHRINK,
        "scaling": SCALING,
    },
    further=(says_something,),
)
BOX = Shape(
    properties={
        "layout": OneOf(values=("horizontal", "vertical", "baseline"), required=True),
        "flex": FLEX,
        "contents": Items(of=Later(find=_component), required=True),
        "spacing": DISTANCE,
        **PLACED,
        "backgroundColor": COLOUR,
        "borderColor": COLOUR,
        "borderWidth": measure("none|light|normal|medium|semi-bold|bold", PIXELS),
        "cornerRadius": DISTANCE,
        **dict(zip(("width", "maxWidth", "height", "maxHeight"), repeat(LENGTH), strict=False)),
        **{f"padding{side}": PADDING for side in ("All", "Top", "Bottom", "Start", "End")},
        "action": TAP,
        "justifyContent": OneOf(
            values=(
                "center",
                "flex-start",
                "flex-end",
                "space-between",
                "space-around",
                "space-evenly",
            )
        ),
        "alignItems": OneOf(values=("center", "flex-start", "flex-end")),
        "background": Kinds(of={"linearGradient": GRADIENT}),
    },
    further=(contents_fit_layout,),
)
IMAGE = Shape(
    properties={
        "url": Address(required=True),
        "flex": FLEX,
        **PLACED,
        "align": ALIGN,
        "gravity": HEIGHT,
        "size": measure(SIZES, "full", PIXELS, SHARE),
        "aspectRatio": RATIO,
        "aspectMode": OneOf(values=("fit", "cover")),
        "backgroundColor": COLOUR,
        "action": TAP,
        "animated": Truth(),
    }
)
COMPONENTS: Mapping[str, Shape] = {
    "box": BOX,
    "button": Shape(
        properties={
            "flex": FLEX,
            "color": COLOUR,
            "style": OneOf(values=("primary", "secondary", "link")),
            "action": action(40, named=True, required=True),
            "gravity": HEIGHT,
            **PLACED,
            "height": OneOf(values=("md", "sm")),
            "adjustMode": SHRINK,
            "scaling": SCALING,
        }
    ),
    "image": IMAGE,
    "video": Shape(
        properties={
            "url": Address(required=True),
            "previewUrl": Address(required=True),
            "altContent": Later(find=lambda: Kinds(of={"box": BOX, "image": IMAGE}), required=True),
            "aspectRatio": RATIO,
            "action": action(40),
        }
    ),
    "icon": Shape(
        properties={
            "url": Address(required=True),
            "size": measure(SIZES, PIXELS),
            "aspectRatio": RATIO,
            **PLACED,
            "scaling": SCALING,
        }
    ),
    "text": TEXT,
    "span": SPAN,
    "separator": Shape(properties={"margin": DISTANCE, "color": COLOUR}),
    "filler": Shape(properties={"flex": FLEX}),
}
COMPONENT: Rule = Kinds(of=COMPONENTS)
IN_BOX = frozenset({"box", "button", "image", "text", "separator", "filler"})
IN_BASELINE = frozenset({"icon", "text", "filler", "separator"})

BLOCK_STYLE = Shape(
    properties={"backgroundColor": COLOUR, "separator": Truth(), "separatorColor": COLOUR}
)


def has_a_block(bubble: Object, place: str, walk: Walk) -> None:
    if not any(block in bubble for block in BLOCKS):
        walk.refuse(place, "At least one block must be specified")


def small_enough(bubble: Object, place: str, walk: Walk) -> None:
    if len(orjson.dumps(bubble)) > BUBBLE_BYTES:
        walk.refuse(place, f"bubble is too large, at most {BUBBLE_BYTES} bytes")


BUBBLE = Shape(
    properties={
        "direction": OneOf(values=("ltr", "rtl")),
        "styles": Shape(properties=dict.fromkeys(BLOCKS, BLOCK_STYLE)),
        "header": Kinds(of={"box": BOX}),
        "hero": Kinds(of={"box": BOX, "image": IMAGE, "video": COMPONENTS["video"]}),
        "body": Kinds(of={"box": BOX}),
        "footer": Kinds(of={"box": BOX}),
        "size": OneOf(values=("nano", "micro", "deca", "hecto", "kilo", "mega", "giga")),
        "action": TAP,
    },
    further=(has_a_block, small_enough),
)


def bubbles_alike(carousel: Object, place: str, walk: Walk) -> None:
    """One size for all bubbles, and a carousel that is not too large."""
    bubbles = [bubble for bubble in carousel.get("contents") or [] if isinstance(bubble, dict)]
    if len({bubble.get("size", "mega") for bubble in bubbles}) > 1:
        walk.refuse(walk.inside(place, "contents"), "bubbles of one carousel must have one size")
    if len(orjson.dumps(carousel)) > CAROUSEL_BYTES:
        walk.refuse(place, f"carousel is too large, at most {CAROUSEL_BYTES} bytes")


CAROUSEL = Shape(
    properties={
        "contents": Items(of=Kinds(of={"bubble": BUBBLE}), fewest=1, most=BUBBLES, required=True)
    },
    further=(bubbles_alike,),
)
CONTAINER = Kinds(of={"bubble": BUBBLE, "carousel": CAROUSEL})


def check_container(message: Object, place: str, walk: Walk) -> None:
    """Inside Flex an unknown property is fatal, and places are counted from the container."""
    inside = Walk(flex=True)
    CONTAINER.check(message.get("contents"), "", inside)
    if inside.problems:
        walk.flex_message = place
        walk.problems.extend(inside.problems)
    walk.warnings.extend(f"{place}.contents{warning}" for warning in inside.warnings)


FLEX_MESSAGE = Shape(
    properties={**COMMON, "altText": ALT_TEXT, "contents": Rule(required=True)},
    further=(check_container,),
)
