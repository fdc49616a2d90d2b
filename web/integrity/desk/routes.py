"""The addresses of the recipients' pages."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from web.integrity.desk import entering, reports
from web.integrity.desk.sitting import COOKIE, DESK, for_the_seated

_show_reports = for_the_seated(reports.show_reports)


async def show_desk(request: Request) -> Response:
    """Show the reports to whoever sits here, and the door to everybody else."""
    if request.cookies.get(COOKIE) and "rested" not in request.query_params:
        return await _show_reports(request)
    return await entering.show_sign_in(request)


ROUTES: list[BaseRoute] = [
    Route(DESK, show_desk),
    Route(f"{DESK}/sign-in", entering.sign_in, methods=["POST"]),
    Route(f"{DESK}/join", entering.show_joining),
    Route(f"{DESK}/join", entering.join, methods=["POST"]),
    Route(f"{DESK}/leave", for_the_seated(entering.leave), methods=["POST"]),
    Route(f"{DESK}/confirm", for_the_seated(reports.confirm), methods=["POST"]),
    Route(f"{DESK}/take-over", for_the_seated(reports.take_over), methods=["POST"]),
    Route(f"{DESK}/reports/{{lookup}}", for_the_seated(reports.show_report)),
    Route(f"{DESK}/reports/{{lookup}}", for_the_seated(reports.act), methods=["POST"]),
    Route(
        f"{DESK}/reports/{{lookup}}/export", for_the_seated(reports.send_export), methods=["POST"]
    ),
]
