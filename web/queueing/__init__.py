"""The queue on the web: how long each line is, a ticket of one's own, the door and the hall."""

from starlette.routing import BaseRoute

from web.queueing import display, door, figures_page, kiosk, lines_page, ticket_page

routes: list[BaseRoute] = [
    *lines_page.routes,
    *figures_page.routes,
    *display.routes,
    *ticket_page.routes,
    *door.routes,
    *kiosk.routes,
]
