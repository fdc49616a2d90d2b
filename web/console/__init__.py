"""The staff console: a few plain pages that need no script, made for a telephone first."""

from starlette.routing import BaseRoute

from web.console import (
    actions,
    assessments,
    bank_files,
    billing,
    case_page,
    cases,
    filing_for_others,
    gallery,
    linking,
    loan_photos,
    loans,
    origins,
    payments,
    photos,
    private_answers,
    problems,
    sign_in,
)

routes: list[BaseRoute] = [
    *sign_in.routes,
    *cases.routes,
    *photos.routes,
    *private_answers.routes,
    *origins.routes,
    *filing_for_others.routes,
    *gallery.routes,
    *billing.routes,
    *case_page.routes,
    *actions.routes,
    *problems.routes,
    *linking.routes,
    *loan_photos.routes,
    *loans.routes,
    *bank_files.routes,
    *assessments.routes,
    *payments.routes,
]
