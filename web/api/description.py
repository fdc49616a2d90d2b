"""What the interface says about itself: for programs as OpenAPI, for people as a page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from fastapi import APIRouter
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from web.api import public, staff
from web.api.public import PACE
from web.pages import render
from web.security import slow_down

VERSION: Final = "1"
TOKEN: Final = "token"  # noqa: S105  (the name of the scheme)

router = APIRouter(prefix="/api/v1")


def description() -> dict[str, Any]:
    """Return the OpenAPI document; what needs a token says so."""
    told = get_openapi(
        title="Sala",
        version=VERSION,
        routes=[*public.router.routes, *staff.router.routes],
        summary="The front desk of an office: its services, and the cases of its staff.",
    )
    schemes = told.setdefault("components", {}).setdefault("securitySchemes", {})
    schemes[TOKEN] = {"type": "http", "scheme": "bearer"}
    for method in _methods(told):
        if "401" in method["responses"]:
            method["security"] = [{TOKEN: []}]
    return told


def _methods(told: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for path in told["paths"].values():
        yield from path.values()


@router.get("/openapi.json", include_in_schema=False)
async def send_description(request: Request) -> Response:
    """Describe the interface for programs that write programs."""
    slow_down(request, "api", PACE)
    return JSONResponse(description(), headers={"Cache-Control": "public, max-age=300"})


@dataclass(frozen=True, slots=True)
class Address:
    """One line of the page."""

    method: str
    path: str
    what: str
    needs_token: bool
    asks: tuple[str, ...]


async def show_description(request: Request) -> Response:
    """Describe the interface for people who write programs; the document itself is in English."""
    slow_down(request, "api", PACE)
    return render(request, "api.html", addresses=list(_addresses(description())))


def _addresses(told: Mapping[str, Any]) -> Iterator[Address]:
    for path, methods in told["paths"].items():
        for method, about in methods.items():
            asks = tuple(one["name"] for one in about.get("parameters", ()))
            body = about.get("requestBody", {}).get("content", {})
            names = tuple(_properties(told, body))
            what = about.get("description", "").split("\n\n")[0]
            yield Address(method.upper(), path, what, "security" in about, asks + names)


def _properties(told: Mapping[str, Any], body: Mapping[str, Any]) -> Iterator[str]:
    for content in body.values():
        name = content["schema"].get("$ref", "").rpartition("/")[2]
        yield from told["components"]["schemas"].get(name, {}).get("properties", ())


async def lead_to_description(_request: Request) -> Response:
    """Lead from `/api` and `/api/v1` to the page."""
    return Response(status_code=303, headers={"Location": "/api/docs"})


pages: list[BaseRoute] = [
    Route("/api/docs", show_description),
    Route("/api", lead_to_description),
    Route("/api/v1", lead_to_description),
]
