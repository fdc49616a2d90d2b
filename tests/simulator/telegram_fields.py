"""Reads the parameters of a Telegram method, from JSON or a form, and checks their types."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import orjson

from tests.simulator.telegram_rules import CHOICES, METHODS, TYPES, Field
from tests.simulator.wire import Answer, Call, json_answer

Fields = dict[str, Any]
FORM = "application/x-www-form-urlencoded"
TRUE_WORDS = frozenset({"true", "True", "1", "yes"})


class Refused(Exception):
    """The method answers with an error instead of being carried out."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters

    @property
    def answer(self) -> Answer:
        body: Fields = {
            "ok": False,
            "error_code": self.status,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return json_answer(body, self.status)


def bad_request(reason: str) -> Refused:
    return Refused(400, f"Bad Request: {reason}")


def given_fields(call: Call) -> Fields:
    """Everything the caller gave, wherever: address, JSON, form or multipart."""
    given: Fields = {**call.query, **call.fields}
    if call.content_type == FORM:
        given |= dict(parse_qsl(call.body.decode(), keep_blank_values=True))
        call.fields.update(given)
    elif call.content_type == "application/json" and call.body:
        given |= _json_object(call.body)
    return given


def read_fields(method: str, given: Fields) -> Fields:
    """The parameters with their right types; raises Refused as Telegram would, and for any
    parameter the method does not have (Telegram itself passes over those in silence)."""
    known = METHODS[method]
    read: Fields = {}
    for name, value in given.items():
        if name in known:
            read[name] = _fitting(known[name], value, given)
        elif not isinstance(value, bytes):
            raise bad_request(f"unknown parameter {name}")
    for field in known.values():
        if field.required and field.name not in read:
            raise bad_request(_missing(field.name))
    return read


MISSING: Mapping[str, str] = {
    "text": "message text is empty",
    "chat_id": "chat_id is empty",
    "photo": "there is no photo in the request",
}


def _missing(name: str) -> str:
    return MISSING.get(name, f"parameter {name} is required")


def _json_object(body: bytes) -> Fields:
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("object expected")
    return value


def _fitting(field: Field, value: object, files: Fields) -> object:
    """The value as the first of the field's types that it fits."""
    for type_ in field.types:
        try:
            return _convert(type_, value, files)
        except _DoesNotFit:
            continue
    raise bad_request(f"can't parse field {field.name}: {' or '.join(field.types)} expected")


class _DoesNotFit(Exception):
    """This is not a value of that type; perhaps of another one the field allows."""


def _convert(type_: str, value: object, files: Fields) -> object:
    simple = SIMPLE.get(type_)
    if simple is not None:
        return simple(value)
    if type_ == "InputFile":
        return _file(value, files)
    return _check(type_, _parsed(value))


def _integer(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise _DoesNotFit
    try:
        return int(value)
    except ValueError:
        raise _DoesNotFit from None


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise _DoesNotFit
    return value


def _boolean(value: object) -> bool:
    if isinstance(value, str):
        return value in TRUE_WORDS
    if not isinstance(value, bool):
        raise _DoesNotFit
    return value


SIMPLE = {"Integer": _integer, "String": _string, "Boolean": _boolean}


def _file(value: object, files: Fields) -> bytes:
    """The bytes of an upload, in its own field or in the one it names as attached."""
    if isinstance(value, str) and value.startswith("attach://"):
        value = files.get(value.removeprefix("attach://"))
    if not isinstance(value, bytes):
        raise _DoesNotFit
    return value


def _parsed(value: object) -> object:
    """Objects travel as JSON inside a form."""
    if not isinstance(value, str):
        return value
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        raise _DoesNotFit from None


def _check(type_: str, value: object) -> object:
    if type_.startswith("[]"):
        if not isinstance(value, list):
            raise _DoesNotFit
        return [_inner(type_.removeprefix("[]"), item) for item in value]
    if not isinstance(value, dict):
        raise _DoesNotFit
    if type_ in CHOICES:
        type_ = CHOICES[type_].get(str(value.get("type")), "")
        if not type_:
            raise _DoesNotFit
    return _check_object(type_, value)


def _inner(type_: str, value: object) -> object:
    """Inside an object nothing is a form any more: a number in quotes is no number there."""
    if type_ == "Integer" and isinstance(value, str):
        raise _DoesNotFit
    simple = SIMPLE.get(type_)
    return simple(value) if simple is not None else _check(type_, value)


def _check_object(type_: str, value: Fields) -> Fields:
    known = TYPES.get(type_)
    if known is None:
        return value
    mark = MARKUP_MARKS.get(type_)
    if mark is not None and mark not in value:
        raise _DoesNotFit
    for field in known.values():
        if field.required and field.name not in value:
            raise bad_request(f"can't parse {type_}: field {field.name} is required")
    for name in value:
        if name not in known:
            raise bad_request(f"can't parse {type_}: unknown field {name}")
    return {name: _property(type_, known[name], given) for name, given in value.items()}


# Keyboards are told apart by a property of their own, so that a mistake inside one is named.
MARKUP_MARKS: Mapping[str, str] = {
    "InlineKeyboardMarkup": "inline_keyboard",
    "ReplyKeyboardMarkup": "keyboard",
    "ReplyKeyboardRemove": "remove_keyboard",
    "ForceReply": "force_reply",
}


def _property(type_: str, field: Field, value: object) -> object:
    for inner in field.types:
        try:
            return _inner(inner, value)
        except _DoesNotFit:
            continue
    raise bad_request(f"can't parse {type_}: field {field.name} must be {' or '.join(field.types)}")
