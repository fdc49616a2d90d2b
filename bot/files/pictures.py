"""Pictures are drawn anew: nothing that is not picture survives, and they stand upright.

Drawing anew drops what is hidden in a file or behind its end, and what a telephone writes into
it about place and owner. Used by `bot.files.washing` only, in a process of its own.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, ImageOps

LONGEST_EDGE = 2560
"""A page of A4 is still easy to read; a photo becomes about one megabyte."""

MOST_PIXELS = 64_000_000
"""As many as the better telephones take. What claims to have more is refused unread."""

QUALITY = 88

READERS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/heic": "HEIF",
    "image/gif": "GIF",
}
"""What Pillow calls the kinds we take; no other reader of its fifty is ever tried."""

WRITTEN_AS = {"JPEG": "image/jpeg", "PNG": "image/png"}


class Broken(Exception):
    """Nothing can be made of this picture."""


class Huge(Exception):
    """The picture has more pixels than we draw."""


def draw_anew(arrived: Path, drawn: Path, media_type: str) -> dict[str, Any]:
    """Write the picture anew; return its kind and what it told of when and where it was taken.

    Of what moves, the first picture is kept. Raises `Broken` and `Huge`.
    """
    _prepare(media_type)
    try:
        with Image.open(arrived, formats=[READERS[media_type]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Huge
            origin = _origin(picture)
            form = _draw(picture, drawn)
    except (Huge, MemoryError):
        raise
    except Exception as failure:  # Pillow's readers raise whatever comes at a broken file
        raise Broken(type(failure).__name__) from failure
    return {"media_type": WRITTEN_AS[form], "origin": origin}


def _prepare(media_type: str) -> None:
    """Load the reader of HEIC only for HEIC; Pillow's own alarm is later than ours."""
    Image.MAX_IMAGE_PIXELS = None
    if media_type == "image/heic":
        from pillow_heif import register_heif_opener

        register_heif_opener(thumbnails=False)


def _draw(picture: Image.Image, drawn: Path) -> str:
    """Draw upright and not too large: photos as JPEG, drawings and what is see-through as PNG."""
    picture.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))  # lets a JPEG be read small at once
    picture.load()
    see_through = picture.has_transparency_data
    form = "PNG" if picture.format == "PNG" or see_through else "JPEG"
    small = picture.convert("RGBA" if see_through else "RGB")
    small.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    upright = ImageOps.exif_transpose(small)
    bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    bare.save(drawn, form, quality=QUALITY)
    return form


def _origin(picture: Image.Image) -> dict[str, Any]:
    """Return when and where a telephone says that it took the picture, as far as it says it."""
    try:
        told = picture.getexif()
        details, place = told.get_ifd(ExifTags.IFD.Exif), told.get_ifd(ExifTags.IFD.GPSInfo)
        found = {
            "taken": _words(details.get(ExifTags.Base.DateTimeOriginal)),
            "latitude": _degrees(place, ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef),
            "longitude": _degrees(place, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef),
        }
    except Exception:  # odd notes are no reason to refuse the picture
        return {}
    return {name: value for name, value in found.items() if value is not None}


def _words(told: object) -> str | None:
    return told[:40] if isinstance(told, str) and told else None


def _degrees(place: Mapping[int, Any], value: int, side: int) -> float | None:
    """Return degrees north or east from degrees, minutes and seconds of a named side."""
    if value not in place:
        return None
    degrees, minutes, seconds = (float(part) for part in place[value])
    sign = -1 if str(place.get(side)) in {"S", "W"} else 1
    told = round(sign * (degrees + minutes / 60 + seconds / 3600), 6)
    return told if -180 <= told <= 180 else None
