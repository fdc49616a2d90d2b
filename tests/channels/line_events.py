"""Webhook events of LINE, re-typed from its reference, and deliveries signed as LINE signs."""

import base64
import hmac
import json
from typing import Any

USER = "U4af4980629aa4bb0a1f4b93cbbe5c5d1"
GROUP = "Ca56f94637cc4347f90a25382909b24b9"
ROOM = "Ra8dbf4673c4c812cd491258042226c99"
AT = 1764000000000


def event(kind: str, **more: Any) -> dict[str, Any]:
    return {
        "type": kind,
        "mode": "active",
        "timestamp": AT,
        "source": {"type": "user", "userId": USER},
        "webhookEventId": "01FZ74A0TDDPYRVKNK77XKC3ZR",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": "nHuyWiB7yP5Zw52FIkcQobQuGDXCTA",
        **more,
    }


def message(kind: str, **more: Any) -> dict[str, Any]:
    return event("message", message={"id": "325708", "type": kind, **more})


def in_group(**more: Any) -> dict[str, Any]:
    return {"source": {"type": "group", "groupId": GROUP, "userId": USER}, **more}


def body(*events: object) -> bytes:
    told = {"destination": "U00000000000000000000000000000000", "events": events}
    return json.dumps(told).encode()


SECRET = "secret"


def signed(delivery: bytes, secret: str = SECRET) -> dict[str, str]:
    digest = hmac.digest(secret.encode(), delivery, "sha256")
    return {"x-line-signature": base64.b64encode(digest).decode()}
