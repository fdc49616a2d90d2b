"""How LINE shows a message: its words, and the buttons a person can press on it."""

from collections.abc import Iterator
from typing import Any

from tests.simulator.screen import Button, Shown

Object = dict[str, Any]


def shown(message: Object, id_: str) -> Shown:
    """The message as a person sees it; the altText is only a notification, so not part of it."""
    kind = message["type"]
    lines, buttons = list(_words(message, kind)), list(_buttons(message, kind))
    quick = [_button(item["action"]) for item in (message.get("quickReply") or {}).get("items", ())]
    return Shown(id_, kind, "\n".join(lines), message, buttons, quick)


def _button(action: Object, otherwise: str = "") -> Button:
    return Button(action.get("label") or otherwise, action["type"], action)


def _words(message: Object, kind: str) -> Iterator[str]:
    if kind in {"text", "textV2"}:
        yield str(message["text"])
    elif kind == "location":
        yield f"{message['title']}\n{message['address']}"
    elif kind == "template":
        yield from _template_words(message["template"])
    elif kind == "flex":
        yield from _flex_words(message["contents"])


def _template_words(template: Object) -> Iterator[str]:
    for part in (template, *template.get("columns", ())):
        yield from (part[name] for name in ("title", "text") if part.get(name))


def _buttons(message: Object, kind: str) -> Iterator[Button]:
    if kind == "template":
        template = message["template"]
        for part in (template, *template.get("columns", ())):
            yield from (_button(action) for action in part.get("actions", ()))
            yield from (_button(part[name]) for name in ("action", "defaultAction") if name in part)
    elif kind == "flex":
        yield from _flex_buttons(message["contents"])
    elif kind == "imagemap":
        yield from (_button(action, action.get("text", "")) for action in message["actions"])


def _children(component: Object) -> Iterator[Object]:
    for name in ("header", "hero", "body", "footer"):
        if isinstance(component.get(name), dict):
            yield component[name]
    yield from (child for child in component.get("contents") or () if isinstance(child, dict))


def _flex_words(component: Object) -> Iterator[str]:
    if component.get("contents") and component.get("type") == "text":
        yield "".join(span.get("text", "") for span in component["contents"])
        return
    if component.get("text"):
        yield component["text"]
    for child in _children(component):
        yield from _flex_words(child)


def _flex_buttons(component: Object) -> Iterator[Button]:
    """Any component with an action can be pressed; without a label it goes by its words."""
    if isinstance(component.get("action"), dict):
        yield _button(component["action"], " ".join(_flex_words(component)))
    for child in _children(component):
        yield from _flex_buttons(child)
