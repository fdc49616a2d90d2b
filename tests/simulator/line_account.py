"""LINE's endpoints about the account itself, its webhook address, and the people it knows."""

from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tests.simulator.line_bodies import NOT_FOUND, Refused, read_object
from tests.simulator.line_people import LineGroup, LineResident
from tests.simulator.line_shapes import Object
from tests.simulator.wire import Answer, Call, json_answer

if TYPE_CHECKING:
    from tests.simulator.line_platform import LinePlatform

LONGEST_WEBHOOK = 500
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class LineAccount:
    def __init__(self, line: "LinePlatform") -> None:
        self.line = line

    async def tell_info(self, call: Call) -> Answer:
        return json_answer(
            {
                "userId": self.line.bot_id,
                "basicId": "@simulated",
                "displayName": "Simulated desk",
                "chatMode": "bot",
                "markAsReadMode": "auto",
            }
        )

    async def tell_webhook(self, call: Call) -> Answer:
        webhook = self.line.webhook
        if webhook.url is None:
            return json_answer(NOT_FOUND, 404)
        return json_answer({"endpoint": webhook.url, "active": webhook.active})

    async def set_webhook(self, call: Call) -> Answer:
        url = read_object(call).get("endpoint")
        if not isinstance(url, str) or len(url) > LONGEST_WEBHOOK or not self._allowed(url):
            raise Refused.because("Invalid webhook endpoint URL")
        self.line.webhook.url = url
        return json_answer({})

    async def test_webhook(self, call: Call) -> Answer:
        """Really posts an empty list of events, and says what came of it."""
        url = read_object(call).get("endpoint") if call.body else None
        if url is None and self.line.webhook.url is None:
            return json_answer(NOT_FOUND, 404)
        delivery = await self.line.webhook.test(url)
        status = delivery.status or 0
        reason = HTTPStatus(status).phrase if delivery.accepted else str(delivery.reason).upper()
        return json_answer(
            {
                "success": delivery.accepted,
                "timestamp": datetime.fromtimestamp(delivery.at, UTC).isoformat(),
                "statusCode": status,
                "reason": reason,
                "detail": str(status),
            }
        )

    async def tell_profile(self, call: Call) -> Answer:
        """Who has blocked the account has no profile any more."""
        person = self.line.people.get(call.params["user"])
        if person is None or person.blocked:
            return json_answer(NOT_FOUND, 404)
        return json_answer(_profile(person) | {"language": person.language})

    async def tell_group(self, call: Call) -> Answer:
        group = self._group(call)
        return json_answer({"groupId": group.id, "groupName": group.name})

    async def count_members(self, call: Call) -> Answer:
        return json_answer({"count": len(self._group(call).members)})

    async def tell_member(self, call: Call) -> Answer:
        for member in self._group(call).members:
            if member.id == call.params["user"]:
                return json_answer(_profile(member))
        return json_answer(NOT_FOUND, 404)

    async def leave(self, call: Call) -> Answer:
        self._group(call).reachable = False
        return json_answer({})

    def _group(self, call: Call) -> LineGroup:
        group = self.line.groups.get(call.params["chat"])
        if group is None or not group.reachable:
            raise Refused.because("Not found", 404)
        return group

    def _allowed(self, url: str) -> bool:
        parts = urlsplit(url)
        loopback = parts.scheme == "http" and parts.hostname in LOOPBACK
        return parts.scheme == "https" or (loopback and self.line.options.loopback_http)


def _profile(person: LineResident) -> Object:
    return {"userId": person.id, "displayName": person.name}
