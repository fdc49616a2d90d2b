"""A messenger's published specification turned into checks of what we send."""

from typing import Any

from jsonschema import Draft202012Validator

Schema = dict[str, Any]


OWN = "Own"
"""Behind a schema's name: what it says itself, without sending on to its kinds."""


def line_validator(specification: Schema, name: str) -> Draft202012Validator:
    """Check against LINE's OpenAPI file, following its discriminators into the child schemas.

    Plain JSON Schema does not know `discriminator`, so a message would be checked only as far as
    its type; here the schema named by the type is demanded as well.
    """
    schemas: Schema = {}
    for key, schema in specification["components"]["schemas"].items():
        schemas[key] = _sending_on(schema)
        schemas[key + OWN] = _own(schema)
    root = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
    return Draft202012Validator(root)


def _sending_on(schema: Schema) -> Schema:
    """Allow only the types a discriminator names, and send each on to its own schema."""
    discriminator = schema.get("discriminator", {})
    kinds: dict[str, str] = discriminator.get("mapping", {})
    if not kinds:
        return _own(schema)
    tag = discriminator["propertyName"]
    further = [
        {"if": {"properties": {tag: {"const": kind}}}, "then": {"$ref": reference}}
        for kind, reference in kinds.items()
    ]
    known = {"required": [tag], "properties": {tag: {"enum": list(kinds)}}}
    return {"allOf": [_own(schema), known, *further]}


def _own(schema: Schema) -> Schema:
    """A child includes its parent, which would send it back to the child for ever."""
    parts = [
        {"$ref": part["$ref"] + OWN} if "$ref" in part else part for part in schema.get("allOf", ())
    ]
    return {**schema, "allOf": parts} if parts else schema
