"""The manual of each service, made from its definition, so that it cannot say anything else."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from services.desk.deadlines import department_of, promise_days
from services.kit.office import Office
from services.kit.service import Service
from services.kit.text import Counted, counted
from web.pages import desk_of, render


def promise(service: Service, office: Office) -> Counted:
    """Say within how many working days the office answers."""
    return counted(
        "The office answers within {count} working day.",
        "The office answers within {count} working days.",
        promise_days(service, office),
    )


async def list_services(request: Request) -> Response:
    """List every service on offer."""
    desk = desk_of(request)
    services = list(desk.services.values())
    promises = {service.key: promise(service, desk.around.office) for service in services}
    return render(request, "services.html", services=services, promises=promises)


async def show_service(request: Request) -> Response:
    """Show what one service asks, costs and promises."""
    desk = desk_of(request)
    service = desk.services.get(request.path_params["key"])
    if service is None:
        raise HTTPException(404)
    office = desk.around.office
    return render(
        request,
        "service.html",
        service=service,
        promise=promise(service, office),
        department=office.departments.get(department_of(service, office)),
        example=next(iter(service.keywords), ""),
    )


routes: list[BaseRoute] = [
    Route("/services", list_services),
    Route("/services/{key}", show_service),
]
