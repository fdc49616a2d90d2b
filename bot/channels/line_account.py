"""The office's LINE account itself: its webhook, its menus, its month's messages.

Used by the commands that set it up and look after it, never while the desk answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from aiohttp import ClientTimeout
from linebot.v3.messaging import (
    ApiException,
    CreateRichMenuAliasRequest,
    PostbackAction,
    RichMenuArea,
    RichMenuBounds,
    RichMenuRequest,
    RichMenuSize,
    RichMenuSwitchAction,
    SetWebhookEndpointRequest,
    TestWebhookEndpointRequest,
    UpdateRichMenuAliasRequest,
)

from bot.channels.line_calls import LineCalls
from bot.rich_menu import OURS, Area, RichMenu

PATIENCE = ClientTimeout(total=30, connect=5)
"""A picture is uploaded here, and LINE tests the webhook while we wait."""

UNLIMITED = "none"


@dataclass(frozen=True, slots=True)
class Account:
    """Who we are on LINE, and what time LINE has."""

    name: str
    basic_id: str
    clock: datetime | None


@dataclass(frozen=True, slots=True)
class Quota:
    """Messages of this month. `most` is None where the plan has no limit."""

    used: int
    most: int | None


class LineAccount:
    """One account. Every call raises the SDK's `ApiException` or a `ClientError`."""

    def __init__(self, calls: LineCalls) -> None:
        self._calls = calls

    async def account(self) -> Account:
        answer = await self._calls.api.get_bot_info_with_http_info(_request_timeout=PATIENCE)
        return Account(answer.data.display_name, answer.data.basic_id, _clock(answer.headers))

    async def quota(self) -> Quota:
        plan = await self._calls.api.get_message_quota(_request_timeout=PATIENCE)
        used = await self._calls.api.get_message_quota_consumption(_request_timeout=PATIENCE)
        return Quota(used.total_usage, None if plan.type == UNLIMITED else plan.value)

    async def set_webhook(self, address: str) -> None:
        request = SetWebhookEndpointRequest(endpoint=address)
        await self._calls.api.set_webhook_endpoint(request, _request_timeout=PATIENCE)

    async def webhook(self) -> tuple[str, bool]:
        """Return the address LINE posts to, empty when none is set, and whether it is in use."""
        try:
            told = await self._calls.api.get_webhook_endpoint(_request_timeout=PATIENCE)
        except ApiException as answer:
            if answer.status == 404:
                return "", False
            raise
        return told.endpoint, told.active

    async def test_webhook(self, address: str) -> str:
        """Let LINE post to the address; return what went wrong, or nothing."""
        request = TestWebhookEndpointRequest(endpoint=address)
        told = await self._calls.api.test_webhook_endpoint(request, _request_timeout=PATIENCE)
        return "" if told.success else f"{told.reason} ({told.detail})"

    async def replace_menus(self, menus: Sequence[RichMenu]) -> tuple[list[str], list[str]]:
        """Show these menus, the first to everybody; return the names made and taken away.

        A menu cannot be changed, only made anew. One of the same name is the same menu and is
        kept; menus of ours by another name go, but only after the new ones are shown.
        """
        ours = await self._our_menus()
        made = [menu.name for menu in menus if menu.name not in ours.values()]
        ids = [await self._show(menu, ours) for menu in menus]
        await self._calls.api.set_default_rich_menu(ids[0], _request_timeout=PATIENCE)
        outdated = [menu_id for menu_id in ours if menu_id not in ids]
        for menu_id in outdated:
            await self._calls.api.delete_rich_menu(menu_id, _request_timeout=PATIENCE)
        return made, [ours[menu_id] for menu_id in outdated]

    async def _our_menus(self) -> dict[str, str]:
        """Return the names of our menus by their id."""
        told = await self._calls.api.get_rich_menu_list(_request_timeout=PATIENCE)
        return {
            menu.rich_menu_id: menu.name
            for menu in told.richmenus
            if menu.name.startswith(f"{OURS} ")
        }

    async def _show(self, menu: RichMenu, ours: Mapping[str, str]) -> str:
        known = [menu_id for menu_id, name in ours.items() if name == menu.name]
        menu_id = known[0] if known else await self._create(menu)
        await self._upload(menu_id, menu.image)
        await self._name(menu.alias, menu_id)
        return menu_id

    async def _create(self, menu: RichMenu) -> str:
        request = RichMenuRequest(
            size=RichMenuSize(width=menu.width, height=menu.height),
            selected=True,
            name=menu.name,
            chatBarText=menu.bar,
            areas=[_area(area) for area in menu.areas],
        )
        made = await self._calls.api.create_rich_menu(request, _request_timeout=PATIENCE)
        return str(made.rich_menu_id)

    async def _upload(self, menu_id: str, image: bytes) -> None:
        """Give the menu its picture. LINE refuses a second one, and then the first is in place."""
        try:
            await self._calls.blob.set_rich_menu_image(
                menu_id,
                body=image,
                _headers={"Content-Type": "image/png"},
                _request_timeout=PATIENCE,
            )
        except ApiException as answer:
            if answer.status != 400 or "already" not in str(answer.body):
                raise

    async def _name(self, alias: str, menu_id: str) -> None:
        """Let an alias lead to the menu, whether the alias is new or led elsewhere."""
        try:
            await self._calls.api.update_rich_menu_alias(
                alias, UpdateRichMenuAliasRequest(richMenuId=menu_id), _request_timeout=PATIENCE
            )
        except ApiException as answer:
            if answer.status not in {400, 404}:
                raise
            request = CreateRichMenuAliasRequest(richMenuAliasId=alias, richMenuId=menu_id)
            await self._calls.api.create_rich_menu_alias(request, _request_timeout=PATIENCE)


def _area(area: Area) -> RichMenuArea:
    bounds = RichMenuBounds(x=area.x, y=area.y, width=area.width, height=area.height)
    if area.switch_to:
        action = RichMenuSwitchAction(
            label=area.label, data=area.value, richMenuAliasId=area.switch_to
        )
    else:
        action = PostbackAction(label=area.label, data=area.value, displayText=area.label)
    return RichMenuArea(bounds=bounds, action=action)


def _clock(headers: Mapping[str, Any]) -> datetime | None:
    try:
        return parsedate_to_datetime(str(headers.get("Date", "")))
    except ValueError:
        return None
