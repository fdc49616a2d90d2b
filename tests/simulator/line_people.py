"""Residents and groups on LINE: what they do becomes an event for the desk."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from tests.simulator.delivery import Delivery
from tests.simulator.line_events import Event, group_source, room_source, user_source
from tests.simulator.people import Chat, Person, Place
from tests.simulator.screen import Button, Screen, Shown

if TYPE_CHECKING:
    from tests.simulator.line_platform import LinePlatform

STICKER = {"packageId": "446", "stickerId": "1988", "stickerResourceType": "STATIC"}


class LineChat(Chat):
    """A chat with one person: that person is its only head, unless they have blocked the desk."""

    def __init__(self, id_: str, name: str, screen: Screen) -> None:
        super().__init__(id_, name, screen)
        self.reachable = True

    @property
    def heads(self) -> int:
        """How many recipients a message to this chat is counted for."""
        return 1

    def source(self, user: str | None = None) -> Event:
        return user_source(self.id)


class LineGroup(LineChat):
    """A group or a room with several people; a message to it costs as many as there are."""

    def __init__(
        self,
        platform: "LinePlatform",
        id_: str,
        name: str,
        members: Sequence["LineResident"],
    ) -> None:
        super().__init__(id_, name, Screen(platform.options.remember))
        self.platform = platform
        self.members = list(members)

    @property
    def heads(self) -> int:
        return len(self.members)

    def source(self, user: str | None = None) -> Event:
        room = self.id.startswith("R")
        return room_source(self.id, user) if room else group_source(self.id, user)

    async def adds_bot(self) -> Delivery | None:
        """Somebody invites the desk's account: it joins and may reply."""
        self.reachable = True
        return await self.happens("join")

    async def removes_bot(self) -> Delivery | None:
        self.reachable = False
        return await self.happens("leave")

    async def lets_in(self, person: "LineResident") -> Delivery | None:
        self.members.append(person)
        return await self.happens("memberJoined", joined={"members": [user_source(person.id)]})

    async def lets_go(self, person: "LineResident") -> Delivery | None:
        self.members.remove(person)
        return await self.happens("memberLeft", left={"members": [user_source(person.id)]})

    async def happens(self, kind: str, **details: object) -> Delivery | None:
        """An event of the group itself, of any kind, known or not."""
        event = self.platform.events.event(kind, self.source(), **details)
        return await self.platform.tell(event, self)


class LineResident(Person):
    """A person with LINE on the telephone."""

    chat: LineChat

    def __init__(self, platform: "LinePlatform", id_: str, name: str) -> None:
        super().__init__(name, LineChat(id_, name, Screen(platform.options.remember)))
        self.platform = platform
        self.language = "th"
        self.draft = ""
        self.sent: dict[str, Event] = {}

    async def follows(self, *, again: bool = False) -> Delivery | None:
        self.chat.reachable = True
        self.blocked = False
        self.chat.board.acted()
        return await self.happens("follow", self.chat, follow={"isUnblocked": again})

    async def blocks(self) -> Delivery | None:
        self.chat.reachable = False
        self.blocked = True
        return await self.happens("unfollow", self.chat)

    async def unblocks(self) -> Delivery | None:
        return await self.follows(again=True)

    async def types(
        self, text: str, *, in_: Chat | None = None, quoting: Shown | None = None
    ) -> Delivery | None:
        quoted = quoting.id if quoting else None
        return await self._says("text", text, in_, text=text, quotedMessageId=quoted)

    async def sends_photo(self, picture: bytes, *, in_: Chat | None = None) -> Delivery | None:
        return await self._sends_content("image", picture, in_)

    async def sends_voice(self, sound: bytes, *, in_: Chat | None = None) -> Delivery | None:
        return await self._sends_content("audio", sound, in_, duration=3000)

    async def sends_video(self, film: bytes, *, in_: Chat | None = None) -> Delivery | None:
        return await self._sends_content("video", film, in_, duration=5000)

    async def sends_file(
        self, name: str, content: bytes, *, in_: Chat | None = None
    ) -> Delivery | None:
        message = self.platform.events.content("file", fileName=name, fileSize=len(content))
        self.platform.contents.keep(message["id"], content)
        return await self._sends(message, name, in_)

    async def sends_place(
        self,
        latitude: float,
        longitude: float,
        title: str | None = None,
        *,
        in_: Chat | None = None,
        address: str | None = None,
    ) -> Delivery | None:
        where: dict[str, Any] = {"latitude": latitude, "longitude": longitude}
        return await self._says("location", title or "", in_, **where, title=title, address=address)

    async def sends_sticker(self, *, in_: Chat | None = None) -> Delivery | None:
        return await self._says("sticker", "", in_, **STICKER)

    async def edits(self, old: str, text: str, *, in_: Chat | None = None) -> Delivery | None:
        chat = in_ or self.chat
        mine = self._own(chat, old)
        mine.text = text
        event = self.platform.events.edited(self._source(chat), self.sent[mine.id], text)
        return await self.platform.tell(event, chat)

    async def unsends(self, text: str, *, in_: Chat | None = None) -> Delivery | None:
        chat = in_ or self.chat
        mine = self._own(chat, text)
        mine.gone = True
        return await self.happens("unsend", chat, unsend={"messageId": mine.id})

    async def taps_menu(self, label: str, *, gives: object = None) -> Delivery | None:
        """Press a part of the rich menu that is shown below the chat."""
        menu = self.platform.menus.shown_to(self.id)
        button = menu.button(label)
        return await self._carry_out(self.chat, button, gives)

    def _pressable(self, chat: Chat, message: Shown) -> list[Button]:
        """Quick replies are there only while nothing newer is in the chat."""
        newest = bool(chat.board.history) and chat.board.history[-1] is message
        return [*message.buttons, *(message.quick if newest else ())]

    async def _press(
        self, chat: Chat, message: Shown, button: Button, gives: object
    ) -> Delivery | None:
        return await self._carry_out(chat, button, gives)

    async def _carry_out(self, chat: Chat, button: Button, gives: object) -> Delivery | None:
        """What LINE does when an action is tapped."""
        action = button.action
        match button.kind:
            case "message":
                return await self.types(action["text"], in_=chat)
            case "postback":
                return await self._posts_back(chat, action)
            case "richmenuswitch":
                return await self._switches_menu(chat, action)
            case "uri":
                self.opened.append(action.get("uri") or action["linkUri"])
                return None
            case "clipboard":
                self.copied.append(action["clipboardText"])
                return None
        return await self._gives(chat, button, gives)

    async def _gives(self, chat: Chat, button: Button, gives: object) -> Delivery | None:
        """Actions that open something on the telephone and send what the person chose there."""
        action = button.action
        match button.kind, gives:
            case "datetimepicker", str(moment):
                _check_shown(moment, action)
                return await self._sends_postback(chat, action["data"], {action["mode"]: moment})
            case "location", Place(latitude, longitude, title, address):
                return await self.sends_place(latitude, longitude, title, in_=chat, address=address)
            case (("camera" | "cameraRoll"), bytes(picture)):
                return await self.sends_photo(picture, in_=chat)
        raise ValueError(f"the button {button.label!r} asks for something: use gives=")

    async def _posts_back(self, chat: Chat, action: Event) -> Delivery | None:
        self.draft = action.get("fillInText", "")
        if "displayText" in action:
            self._writes(chat, "text", action["displayText"])
        else:
            chat.board.acted()
        delivery = await self._sends_postback(chat, action["data"], None)
        if "text" in action:
            await self.types(action["text"], in_=chat)
        return delivery

    async def _sends_postback(self, chat: Chat, data: str, params: Event | None) -> Delivery | None:
        chat.board.acted()
        content: Event = {"data": data} | ({"params": params} if params else {})
        return await self.happens("postback", chat, postback=content)

    async def _switches_menu(self, chat: Chat, action: Event) -> Delivery | None:
        alias = action["richMenuAliasId"]
        switched = self.platform.menus.switch(self.id, alias)
        status = "SUCCESS" if switched else "RICHMENU_ALIAS_ID_NOTFOUND"
        params = {"newRichMenuAliasId": alias, "status": status}
        return await self._sends_postback(chat, action["data"], params)

    async def _says(
        self, kind: str, words: str, in_: Chat | None, **content: object
    ) -> Delivery | None:
        return await self._sends(self.platform.events.content(kind, **content), words, in_)

    async def _sends_content(
        self, kind: str, content: bytes, in_: Chat | None, **details: object
    ) -> Delivery | None:
        message = self.platform.events.content(kind, contentProvider={"type": "line"}, **details)
        self.platform.contents.keep(message["id"], content)
        return await self._sends(message, "", in_)

    async def _sends(self, message: Event, text: str, in_: Chat | None) -> Delivery | None:
        chat = in_ or self.chat
        self._writes(chat, message["type"], text, message["id"])
        self.sent[message["id"]] = message
        remember = self.platform.options.remember
        if remember is not None and len(self.sent) > remember:
            del self.sent[next(iter(self.sent))]
        return await self.happens("message", chat, message=message)

    def _writes(self, chat: Chat, kind: str, text: str, id_: str = "") -> None:
        chat.board.add(Shown(id_, kind, text, {}, author=self.name))

    async def happens(
        self, kind: str, in_: Chat | None = None, **details: object
    ) -> Delivery | None:
        """An event of any kind, known or not; the named acts of a person all end here."""
        chat = in_ or self.chat
        event = self.platform.events.event(kind, self._source(chat), **details)
        return await self.platform.tell(event, chat)

    def _source(self, chat: Chat) -> Event:
        if not isinstance(chat, LineChat):
            raise TypeError(f"{chat.name} is no chat on LINE")
        return chat.source(self.id)


def _check_shown(moment: str, picker: Event) -> None:
    """What lies outside its limits cannot be chosen in a picker. ISO forms sort as they pass."""
    if not picker.get("min", moment) <= moment <= picker.get("max", moment):
        raise ValueError(f"the picker does not show {moment}")
