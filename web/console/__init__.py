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
    payments,
    photos,
    private_answers,
    problems,
    round_page,
    round_steps,
    rounds,
    sign_in,
)

routes: list[BaseRoute] = [
    *sign_in.routes,
    *cases.routes,
    *photos.routes,
    *private_answers.routes,
    *filing_for_others.routes,
    *gallery.routes,
    *billing.routes,
    *case_page.routes,
    *actions.routes,
    *problems.routes,
    *linking.routes,
    *loan_photos.routes,
    *loans.routes,
    *rounds.routes,
    *round_page.routes,
    *round_steps.routes,
    *bank_files.routes,
    *assessments.routes,
    *payments.routes,
]
