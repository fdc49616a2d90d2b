"""Which endpoint of LINE a call is meant for."""

import re
from typing import TYPE_CHECKING

from tests.simulator.platform import Handler
from tests.simulator.wire import Call

if TYPE_CHECKING:
    from tests.simulator.line_platform import LinePlatform

API, DATA = False, True
MESSAGE = "/v2/bot/message"
MENU = "/v2/bot/richmenu"
Route = tuple[bool, str, str, str, Handler]


def all_routes(line: "LinePlatform") -> list[Route]:
    return [
        *_message_routes(line),
        *_account_routes(line),
        *_menu_routes(line),
        *_alias_routes(line),
        (API, "POST", "/oauth2/v2.1/verify", "verify id token", line.login.verify),
    ]


def _message_routes(line: "LinePlatform") -> list[Route]:
    messages, contents = line.messages, line.contents
    validating = ("reply", "push", "multicast", "narrowcast", "broadcast")
    return [
        (API, "POST", f"{MESSAGE}/reply", "reply", messages.reply),
        (API, "POST", f"{MESSAGE}/push", "push", messages.push),
        (API, "POST", f"{MESSAGE}/multicast", "multicast", messages.multicast),
        (API, "POST", f"{MESSAGE}/broadcast", "broadcast", messages.broadcast),
        *(
            (API, "POST", f"{MESSAGE}/validate/{kind}", f"validate {kind}", messages.validate)
            for kind in validating
        ),
        (API, "GET", f"{MESSAGE}/quota", "quota", messages.tell_quota),
        (API, "GET", f"{MESSAGE}/quota/consumption", "consumption", messages.tell_consumption),
        (API, "POST", "/v2/bot/chat/loading/start", "loading", messages.start_loading),
        (DATA, "GET", f"{MESSAGE}/{{message}}/content", "content", contents.download),
        (DATA, "GET", f"{MESSAGE}/{{message}}/content/preview", "preview", contents.download),
        (
            DATA,
            "GET",
            f"{MESSAGE}/{{message}}/content/transcoding",
            "transcoding",
            contents.tell_transcoding,
        ),
    ]


def _account_routes(line: "LinePlatform") -> list[Route]:
    account, bot = line.account, "/v2/bot"
    return [
        (API, "GET", f"{bot}/info", "info", account.tell_info),
        (API, "GET", f"{bot}/channel/webhook/endpoint", "get webhook", account.tell_webhook),
        (API, "PUT", f"{bot}/channel/webhook/endpoint", "set webhook", account.set_webhook),
        (API, "POST", f"{bot}/channel/webhook/test", "test webhook", account.test_webhook),
        (API, "GET", f"{bot}/profile/{{user}}", "profile", account.tell_profile),
        (API, "GET", f"{bot}/group/{{chat}}/summary", "group summary", account.tell_group),
        (API, "GET", f"{bot}/group/{{chat}}/members/count", "member count", account.count_members),
        (API, "GET", f"{bot}/room/{{chat}}/members/count", "member count", account.count_members),
        (API, "GET", f"{bot}/group/{{chat}}/member/{{user}}", "member", account.tell_member),
        (API, "GET", f"{bot}/room/{{chat}}/member/{{user}}", "member", account.tell_member),
        (API, "POST", f"{bot}/group/{{chat}}/leave", "leave", account.leave),
        (API, "POST", f"{bot}/room/{{chat}}/leave", "leave", account.leave),
    ]


def _menu_routes(line: "LinePlatform") -> list[Route]:
    menus, one, everybody = line.menus, f"{MENU}/{{menu}}", "/v2/bot/user/all/richmenu"
    user = "/v2/bot/user/{user}/richmenu"
    return [
        (API, "POST", MENU, "create rich menu", menus.create),
        (API, "POST", f"{MENU}/validate", "validate rich menu", menus.validate),
        (API, "GET", f"{MENU}/list", "list rich menus", menus.list),
        (API, "GET", one, "get rich menu", menus.get),
        (API, "DELETE", one, "delete rich menu", menus.delete),
        (DATA, "POST", f"{one}/content", "upload rich menu image", menus.upload),
        (DATA, "GET", f"{one}/content", "download rich menu image", menus.download),
        (API, "POST", f"{everybody}/{{menu}}", "set default rich menu", menus.set_default),
        (API, "GET", everybody, "get default rich menu", menus.get_default),
        (API, "DELETE", everybody, "clear default rich menu", menus.clear_default),
        (API, "POST", f"{user}/{{menu}}", "link rich menu", menus.link),
        (API, "DELETE", user, "unlink rich menu", menus.unlink),
        (API, "GET", user, "get linked rich menu", menus.get_linked),
    ]


def _alias_routes(line: "LinePlatform") -> list[Route]:
    menus, alias = line.menus, f"{MENU}/alias/{{alias}}"
    return [
        (API, "POST", f"{MENU}/alias", "create rich menu alias", menus.create_alias),
        (API, "GET", f"{MENU}/alias/list", "list rich menu aliases", menus.list_aliases),
        (API, "GET", alias, "get rich menu alias", menus.get_alias),
        (API, "POST", alias, "update rich menu alias", menus.update_alias),
        (API, "DELETE", alias, "delete rich menu alias", menus.delete_alias),
    ]


class LineRoutes:
    """Plain addresses are looked up; those with a name in them are tried one after another."""

    def __init__(self, line: "LinePlatform") -> None:
        self._plain: dict[tuple[bool, str, str], tuple[str, Handler]] = {}
        self._patterns: list[tuple[bool, str, re.Pattern[str], str, Handler]] = []
        for data, method, path, name, handler in all_routes(line):
            if "{" in path:
                pattern = re.compile(re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", path))
                self._patterns.append((data, method, pattern, name, handler))
            else:
                self._plain[data, method, path] = name, handler

    def find(self, call: Call, *, data: bool) -> tuple[str, Handler | None]:
        plain = self._plain.get((data, call.method, call.path))
        if plain is not None:
            return plain
        for on_data, method, pattern, name, handler in self._patterns:
            found = pattern.fullmatch(call.path)
            if found and on_data == data and method == call.method:
                call.params = found.groupdict()
                return name, handler
        return "unknown", None
