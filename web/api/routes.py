"""All addresses of the interface."""

from starlette.routing import BaseRoute

from web.api import description, public, staff

routes: list[BaseRoute] = [
    *public.router.routes,
    *staff.router.routes,
    *description.router.routes,
    *description.pages,
]
