"""The staff console: a few plain pages that need no script, made for a telephone first."""

from starlette.routing import BaseRoute

from web.console import actions, case_page, cases, linking, photos, problems, sign_in

routes: list[BaseRoute] = [
    *sign_in.routes,
    *cases.routes,
    *photos.routes,
    *case_page.routes,
    *actions.routes,
    *problems.routes,
    *linking.routes,
]
