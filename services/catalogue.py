"""The list of services on offer, found by reading this folder: adding a file adds a service."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import services
from services.kit.service import Service


@cache
def all_services() -> Mapping[str, Service]:
    """Return every service by its key, in alphabetical order of their files."""
    modules = (import_module(f"services.{found.name}") for found in iter_modules(services.__path__))
    offered = [module.SERVICE for module in modules if hasattr(module, "SERVICE")]
    return {service.key: service for service in offered}
