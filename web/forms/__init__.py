"""The web forms of every service: reading, showing, filing, and the page that goes on a draft."""

from starlette.routing import BaseRoute

from web.forms import fill, form_page, sent_page

routes: list[BaseRoute] = [*form_page.routes, *fill.routes, *sent_page.routes]

__all__ = ["routes"]
