"""LINE's rich menus: their definitions, pictures, aliases, and who sees which."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from tests.simulator.line_bodies import NOT_FOUND, Refused, read_object
from tests.simulator.line_checks import (
    MENU_LEAST_HEIGHT,
    MENU_LEAST_RATIO,
    MENU_WIDTH,
    RICH_MENU,
    refusal,
)
from tests.simulator.line_events import LineEvents
from tests.simulator.line_shapes import Object, Walk, Words
from tests.simulator.screen import Button, NoSuchButton
from tests.simulator.wire import Answer, Call, json_answer

IMAGE_BYTES = 1024 * 1024
IMAGE_TYPES = {"image/jpeg": "JPEG", "image/png": "PNG"}
MENUS = 1000
ALIAS = Words(longest=32, pattern=r"[a-z0-9_-]{1,32}", required=True)


@dataclass(slots=True)
class RichMenu:
    id: str
    definition: Object
    image: bytes | None = None
    image_type: str = ""

    @property
    def described(self) -> Object:
        return {"richMenuId": self.id} | self.definition

    def button(self, label: str) -> Button:
        """The area with this label; an area without one goes by the text it shows or says."""
        buttons = [_button(area["action"]) for area in self.definition["areas"]]
        for button in buttons:
            if button.label == label:
                return button
        raise NoSuchButton(f"the menu has {[button.label for button in buttons]}")


def _button(action: Object) -> Button:
    names = (action.get(name) for name in ("label", "displayText", "text", "data", "uri"))
    return Button(next(name for name in names if name), action["type"], action)


@dataclass(slots=True)
class LineMenus:
    events: LineEvents
    menus: dict[str, RichMenu] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    default: str | None = None
    linked: dict[str, str] = field(default_factory=dict)

    def shown_to(self, user: str) -> RichMenu:
        id_ = self.linked.get(user) or self.default
        if id_ is None:
            raise NoSuchButton("no rich menu is shown")
        return self.menus[id_]

    def switch(self, user: str, alias: str) -> bool:
        """What a rich menu's own switch button does."""
        if alias not in self.aliases:
            return False
        self.linked[user] = self.aliases[alias]
        return True

    async def validate(self, call: Call) -> Answer:
        self._definition(call)
        return json_answer({})

    async def create(self, call: Call) -> Answer:
        definition = self._definition(call)
        if len(self.menus) >= MENUS:
            raise Refused.because("Rich menu limit exceeded")
        menu = RichMenu(f"richmenu-{self.events.token(32)}", definition)
        self.menus[menu.id] = menu
        return json_answer({"richMenuId": menu.id})

    async def list(self, call: Call) -> Answer:
        return json_answer({"richmenus": [menu.described for menu in self.menus.values()]})

    async def get(self, call: Call) -> Answer:
        return json_answer(self._menu(call.params["menu"]).described)

    async def delete(self, call: Call) -> Answer:
        menu = self._menu(call.params["menu"])
        del self.menus[menu.id]
        self.default = None if self.default == menu.id else self.default
        self.linked = {user: id_ for user, id_ in self.linked.items() if id_ != menu.id}
        return json_answer({})

    async def upload(self, call: Call) -> Answer:
        menu = self._menu(call.params["menu"])
        if menu.image is not None:
            raise Refused.because("An image has already been uploaded to the richmenu")
        _check_image(call, menu.definition["size"])
        menu.image, menu.image_type = call.body, call.content_type
        return json_answer({})

    async def download(self, call: Call) -> Answer:
        menu = self._menu(call.params["menu"])
        if menu.image is None:
            return json_answer(NOT_FOUND, 404)
        return Answer(200, menu.image, content_type=menu.image_type.encode())

    async def set_default(self, call: Call) -> Answer:
        self.default = self._with_image(call).id
        return json_answer({})

    async def get_default(self, call: Call) -> Answer:
        if self.default is None:
            return json_answer({"message": "no default richmenu"}, 404)
        return json_answer({"richMenuId": self.default})

    async def clear_default(self, call: Call) -> Answer:
        self.default = None
        return json_answer({})

    async def link(self, call: Call) -> Answer:
        self.linked[call.params["user"]] = self._with_image(call).id
        return json_answer({})

    async def unlink(self, call: Call) -> Answer:
        self.linked.pop(call.params["user"], None)
        return json_answer({})

    async def get_linked(self, call: Call) -> Answer:
        linked = self.linked.get(call.params["user"])
        if linked is None:
            return json_answer({"message": "the user has no richmenu"}, 404)
        return json_answer({"richMenuId": linked})

    async def create_alias(self, call: Call) -> Answer:
        body = read_object(call)
        alias = self._alias_of(body)
        if alias in self.aliases:
            raise Refused.because("conflict richmenu alias id")
        self.aliases[alias] = self._menu(str(body.get("richMenuId")), missing=400).id
        return json_answer({})

    async def update_alias(self, call: Call) -> Answer:
        alias = self._known_alias(call)
        menu = self._menu(str(read_object(call).get("richMenuId")), missing=400)
        self.aliases[alias] = menu.id
        return json_answer({})

    async def get_alias(self, call: Call) -> Answer:
        alias = self._known_alias(call)
        return json_answer({"richMenuAliasId": alias, "richMenuId": self.aliases[alias]})

    async def delete_alias(self, call: Call) -> Answer:
        del self.aliases[self._known_alias(call)]
        return json_answer({})

    async def list_aliases(self, call: Call) -> Answer:
        aliases = [
            {"richMenuAliasId": alias, "richMenuId": menu} for alias, menu in self.aliases.items()
        ]
        return json_answer({"aliases": aliases})

    def _definition(self, call: Call) -> Object:
        body, walk = read_object(call), Walk()
        RICH_MENU.check(body, "", walk)
        if walk.problems:
            raise Refused(refusal(walk))
        return body

    def _menu(self, id_: str, missing: int = 404) -> RichMenu:
        menu = self.menus.get(id_)
        if menu is None:
            raise Refused.because("richmenu not found", missing)
        return menu

    def _with_image(self, call: Call) -> RichMenu:
        menu = self._menu(call.params["menu"])
        if menu.image is None:
            raise Refused.because("must upload richmenu image before applying it to user")
        return menu

    def _known_alias(self, call: Call) -> str:
        alias = call.params["alias"]
        if alias not in self.aliases:
            raise Refused.because("richmenu alias not found", 404)
        return alias

    def _alias_of(self, body: Mapping[str, object]) -> str:
        walk, alias = Walk(), body.get("richMenuAliasId")
        ALIAS.check(alias, "richMenuAliasId", walk)
        if walk.problems:
            raise Refused(refusal(walk))
        return str(alias)


def _check_image(call: Call, size: Mapping[str, int]) -> None:
    """JPEG or PNG, at most 1 MB, as large as the menu says, and wide enough."""
    if call.content_type not in IMAGE_TYPES:
        raise Refused.because(f"The content type, '{call.content_type}', is not supported", 415)
    if len(call.body) > IMAGE_BYTES:
        raise Refused.because("The request body is too large", 413)
    try:
        with Image.open(BytesIO(call.body)) as image:
            kind, (width, height) = image.format, image.size
    except UnidentifiedImageError:
        raise Refused.because("The image could not be read") from None
    if kind != IMAGE_TYPES[call.content_type]:
        raise Refused.because("The image is not of the type that was named")
    fits = MENU_WIDTH[0] <= width <= MENU_WIDTH[1] and height >= MENU_LEAST_HEIGHT
    if not fits or width / height < MENU_LEAST_RATIO:
        raise Refused.because("The image size is not allowed")
    if (width, height) != (size["width"], size["height"]):
        raise Refused.because("The image size is not the size of the rich menu")
