"""The simulator's rules for LINE beside its own description, where a copy of that is at hand.

The copy is not part of this repository: without it these checks are skipped.
"""

from collections.abc import AsyncIterator, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.simulator.line_checks import MESSAGE, RICH_MENU
from tests.simulator.line_flex import BLOCK_STYLE, BUBBLE, CAROUSEL, COMPONENTS
from tests.simulator.line_rules import (
    CAROUSEL_COLUMN,
    QUICK_REPLY,
    SENDER,
    TEMPLATES,
    action_shapes,
)
from tests.simulator.line_shapes import Items, OneOf, Rule, Shape, Words, label
from tests.simulator.stage import Stage

REFERENCE = Path(__file__).parents[2] / "shared/specs/line"
LINE_API, LINE_WEBHOOK = REFERENCE / "messaging-api.yml", REFERENCE / "webhook.yml"
pytestmark = pytest.mark.skipif(
    not LINE_API.exists(), reason=f"no copy of LINE's description in {REFERENCE}"
)
Object = dict[str, Any]


@cache
def schemas(file: Path) -> Object:
    found: Object = yaml.load(file.read_text(), yaml.CSafeLoader)["components"]["schemas"]
    return found


def parts(file: Path, name: str) -> Iterator[Object]:
    """A schema and everything it is made of."""
    schema = schemas(file)[name]
    yield schema
    for part in schema.get("allOf", ()):
        if "$ref" in part:
            yield from parts(file, part["$ref"].rpartition("/")[2])
        else:
            yield part


def properties(file: Path, name: str) -> Object:
    return {
        key: one for part in parts(file, name) for key, one in part.get("properties", {}).items()
    }


def required(file: Path, name: str) -> set[str]:
    return {key for part in parts(file, name) for key in part.get("required", ())}


def kinds(name: str) -> Mapping[str, str]:
    """The schemas that a `type` chooses from."""
    mapping = schemas(LINE_API)[name]["discriminator"]["mapping"]
    return {kind: path.rpartition("/")[2] for kind, path in mapping.items()}


MESSAGES = {kind: shape for kind, shape in MESSAGE.of.items() if isinstance(shape, Shape)}
ACTIONS = action_shapes(label(20))


def line_shapes() -> Object:
    """Our shapes by the name of the platform's schema."""
    if not LINE_API.exists():
        return {}
    return {
        **{name: MESSAGES[kind] for kind, name in kinds("Message").items()},
        **{name: ACTIONS[kind] for kind, name in kinds("Action").items()},
        **{name: TEMPLATES[kind] for kind, name in kinds("Template").items()},
        **{name: COMPONENTS[kind] for kind, name in kinds("FlexComponent").items()},
        "CarouselColumn": CAROUSEL_COLUMN,
        "FlexBubble": BUBBLE,
        "FlexCarousel": CAROUSEL,
        "FlexBlockStyle": BLOCK_STYLE,
        "QuickReply": QUICK_REPLY,
        "Sender": SENDER,
        "RichMenuRequest": RICH_MENU,
    }


@pytest.mark.parametrize(("name", "shape"), line_shapes().items())
def test_our_line_shapes_know_the_same_properties(name: str, shape: Shape) -> None:
    assert set(shape.properties) == set(properties(LINE_API, name)) - {"type"}


@pytest.mark.parametrize(("name", "shape"), line_shapes().items())
def test_our_line_shapes_demand_at_least_as_much(name: str, shape: Shape) -> None:
    demanded = {key for key, rule in shape.properties.items() if rule.required}
    assert required(LINE_API, name) - {"type"} <= demanded


def limit_of(rule: Rule) -> tuple[str, object]:
    """The description's word for a limit, and ours."""
    match rule:
        case Items(most=most):
            return "maxItems", most
        case Words(longest=longest):
            return "maxLength", longest
        case OneOf(values=values):
            return "enum", list(values)
    return "", None


@pytest.mark.parametrize(("name", "shape"), line_shapes().items())
def test_our_line_limits_are_those_of_the_description(name: str, shape: Shape) -> None:
    told = properties(LINE_API, name)
    ours = {key: limit_of(rule) for key, rule in shape.properties.items()}
    theirs = {key: (word, told[key][word]) for key, (word, _) in ours.items() if word in told[key]}
    assert {key: ours[key] for key in theirs} == theirs


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with Stage() as stage:
        yield stage


async def everything_on_line(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    group, room = stage.line.group("กองช่าง", [somchai]), stage.line.room("คุย", [somchai])
    await somchai.follows()
    await somchai.types("ก")
    await somchai.types("ข", in_=group)
    await somchai.types("ค", in_=room)
    await somchai.edits("ข", "ง", in_=group)
    await somchai.unsends("ก")
    await somchai.sends_photo(b"picture")
    await somchai.sends_voice(b"sound")
    await somchai.sends_video(b"film")
    await somchai.sends_file("a.pdf", b"%PDF")
    await somchai.sends_place(15.6, 102.5, "บ้าน")
    await somchai.sends_sticker()
    await somchai.happens("postback", postback={"data": "x"})
    await group.adds_bot()
    await group.lets_in(stage.line.resident("malee"))
    await group.lets_go(stage.line.resident("malee"))
    await group.removes_bot()
    await somchai.blocks()


def missing(name: str, value: Object) -> set[str]:
    return {f"{name}.{key}" for key in required(LINE_WEBHOOK, name) - value.keys()}


EVENT_SCHEMAS = {"messageEdited": "MessageEvent"}
DETAILS = {
    "follow": "FollowDetail",
    "unsend": "UnsendDetail",
    "postback": "PostbackContent",
    "joined": "JoinedMembers",
    "left": "LeftMembers",
    "deliveryContext": "DeliveryContext",
}


def lacking(event: Object) -> set[str]:
    """What the platform's description demands of an event and ours does not have."""
    kind = event["type"]
    mapping = schemas(LINE_WEBHOOK)["Event"]["discriminator"]["mapping"]
    name = EVENT_SCHEMAS.get(kind) or mapping[kind].rpartition("/")[2]
    source = f"{event['source']['type'].title()}Source"
    found = missing(name, event) | missing(source, event["source"])
    if "message" in event:
        found |= missing(f"{event['message']['type'].title()}MessageContent", event["message"])
    return found.union(
        *(missing(DETAILS[key], event[key]) for key in DETAILS.keys() & event.keys())
    )


async def test_our_line_events_have_everything_the_description_demands(stage: Stage) -> None:
    await everything_on_line(stage)
    assert len(stage.desk.events) == 18
    assert [lacking(event) for event in stage.desk.events] == [set()] * 18


async def test_our_line_answers_have_everything_the_description_demands(stage: Stage) -> None:
    somchai = stage.line.resident("somchai")
    answers = {
        "UserProfileResponse": await stage.call_line("GET", f"/v2/bot/profile/{somchai.id}"),
        "BotInfoResponse": await stage.call_line("GET", "/v2/bot/info"),
        "MessageQuotaResponse": await stage.call_line("GET", "/v2/bot/message/quota"),
        "TestWebhookEndpointResponse": await stage.call_line(
            "POST", "/v2/bot/channel/webhook/test", {}
        ),
        "PushMessageResponse": await stage.push(somchai.id, {"type": "text", "text": "ก"}),
        "ErrorResponse": await stage.push(somchai.id),
    }
    lacking = {
        name: required(LINE_API, name) - set(answer.json) for name, answer in answers.items()
    }
    assert not any(lacking.values()), lacking
