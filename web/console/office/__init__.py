"""What the office is, changed on the console: its data, its services, its rates, its words."""

from starlette.routing import BaseRoute

from web.console.office import hub, past, sections, services, tables, wording

routes: list[BaseRoute] = [
    *hub.routes,
    *sections.routes,
    *services.routes,
    *tables.routes,
    *past.routes,
    *wording.routes,
]
