"""What anybody may ask: the services on offer. It says what the pages say, and nothing more."""

from collections.abc import Mapping
from hashlib import sha256

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.desk import Desk
from services.desk.deadlines import department_of
from services.kit.service import GROUP_NAMES, Service
from services.kit.text import Language
from web.api.problems import PROBLEM
from web.manual import promise
from web.pages import accepted_language, desk_of
from web.security import Pace, slow_down

PACE = Pace(at_once=30, seconds=2)


class OfferedService(BaseModel):
    """One service, as its manual says it."""

    key: str
    title: str
    summary: str
    group: str
    department: str | None
    promise: str
    page: str
    form: str | None
    """Where to ask for it; nothing when it is done at the office."""


class OfferedServices(BaseModel):
    """Every service on offer; there are never more than an office has."""

    services: list[OfferedService]


class Problem(BaseModel):
    """What every refusal says."""

    type: str
    title: str
    status: int
    detail: str


_SAID: Mapping[int, str] = {
    400: "The case does not allow this",
    401: "No token, or one that is over",
    403: "The person's role does not allow this",
    404: "Not here",
    409: "Somebody was faster, or it is not possible now",
    413: "Too long",
    422: "Not as described",
    429: "Too fast: see Retry-After",
}


def refusals(*statuses: int) -> dict[int | str, dict[str, object]]:
    """Describe how an address refuses: always with problem details."""
    schema = {PROBLEM: {"schema": Problem.model_json_schema()}}
    return {one: {"description": _SAID[one], "content": schema} for one in statuses}


router = APIRouter(prefix="/api/v1")


@router.get("/services", response_model=OfferedServices, responses=refusals(404, 429))
async def list_services(request: Request) -> Response:
    """List every service on offer, with its promise and where to ask for it."""
    slow_down(request, "api", PACE)
    desk, language = desk_of(request), accepted_language(request)
    found = [_told(service, desk, language) for service in desk.offered.values()]
    return answer(request, OfferedServices(services=found))


@router.get("/services/{key}", response_model=OfferedService, responses=refusals(404, 429))
async def show_service(request: Request, key: str) -> Response:
    """Show one service."""
    slow_down(request, "api", PACE)
    desk = desk_of(request)
    service = desk.offered.get(key)
    if service is None:
        raise HTTPException(404)
    return answer(request, _told(service, desk, accepted_language(request)))


def answer(request: Request, told: BaseModel) -> Response:
    """Send JSON any site may read; nothing but the tag when the reader has it already."""
    body = told.model_dump_json().encode()
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "public, max-age=60",
        "Vary": "Accept-Language",
        "Content-Language": accepted_language(request).code,
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    known = {one.strip() for one in request.headers.get("if-none-match", "").split(",")}
    if tag in known:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


def _told(service: Service, desk: Desk, language: Language) -> OfferedService:
    office = desk.around.office
    department = office.departments.get(department_of(service, office))
    page = f"{desk.base_url}/services/{service.key}"
    return OfferedService(
        key=service.key,
        title=service.title.render(language),
        summary=service.summary.render(language),
        group=GROUP_NAMES[service.group].render(language),
        department=department.name.render(language) if department else None,
        promise=promise(service, office).render(language),
        page=page,
        form=f"{page}/form" if service.fields else None,
    )
