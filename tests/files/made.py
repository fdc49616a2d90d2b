"""Files made up for the tests: good ones, and ones that mean no good."""

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

import pikepdf
from PIL import ExifTags, Image
from pillow_heif import register_heif_opener

SIZE = (64, 48)
HOUSE = (15.608694, 102.509722)
"""Where the telephone of the tests says that it took its photo."""


def drawn(form: str, size: tuple[int, int] = SIZE, mode: str = "RGB", **more: Any) -> bytes:
    """Draw a picture, green but for a red corner, so that its way up can be seen."""
    picture = Image.new("RGB", size, "green")
    picture.paste("red", (0, 0, size[0] // 4, size[1] // 4))
    return saved(picture.convert(mode), form, **more)


def see_through(form: str) -> bytes:
    return saved(Image.new("RGBA", SIZE, (0, 128, 0, 99)), form)


def saved(picture: Image.Image, form: str, **more: Any) -> bytes:
    file = BytesIO()
    picture.save(file, form, **more)
    return file.getvalue()


def heic(**more: Any) -> bytes:
    register_heif_opener()
    return drawn("HEIF", **more)


def telling_photo(orientation: int = 1, form: str = "JPEG") -> bytes:
    """A photo that tells when and where it was taken, and which way up."""
    told = Image.Exif()
    told[ExifTags.Base.Orientation] = orientation
    told[ExifTags.Base.Make] = "Telephone"
    told.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:23 09:00:00"
    place = told.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitude], place[ExifTags.GPS.GPSLatitudeRef] = (15.0, 36.0, 31.3), "N"
    place[ExifTags.GPS.GPSLongitude], place[ExifTags.GPS.GPSLongitudeRef] = (102.0, 30.0, 35.0), "E"
    register_heif_opener()
    return drawn(form, exif=told.tobytes())


def animation(form: str) -> bytes:
    """Three pictures one after the other, the first of them green."""
    first, *others = [Image.new("RGB", SIZE, colour) for colour in ("green", "blue", "white")]
    return saved(first, form, save_all=True, append_images=others, duration=100)


def png_claiming(width: int, height: int) -> bytes:
    """A small PNG file that says it is enormous, and unpacks into as many zeroes as it says."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    packed = zlib.compress(bytes(10_000_000), 9)
    parts = [(b"IHDR", header), (b"IDAT", packed), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, inside) for name, inside in parts)


def _chunk(name: bytes, inside: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(name + inside))
    return struct.pack(">I", len(inside)) + name + inside + check


def pdf(**more: Any) -> bytes:
    """A PDF of one empty page; `more` stands in its catalogue."""
    document = pikepdf.new()
    document.add_blank_page()
    for name, value in more.items():
        document.Root[f"/{name}"] = value
    return written(document)


def written(document: pikepdf.Pdf, **how: Any) -> bytes:
    file = BytesIO()
    document.save(file, **how)
    return file.getvalue()


def packed_pdf(**more: Any) -> bytes:
    """The same with everything but the page hidden in compressed object streams."""
    document = pikepdf.open(BytesIO(pdf(**more)))
    return written(
        document, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True
    )


def locked_pdf() -> bytes:
    document = pikepdf.open(BytesIO(pdf()))
    return written(document, encryption=pikepdf.Encryption(owner="office", user="secret"))


def carrying_pdf() -> bytes:
    """A PDF with another file attached."""
    document = pikepdf.open(BytesIO(pdf()))
    document.attachments["tool.exe"] = b"MZ"
    return written(document)


def archive_pdf() -> bytes:
    """A PDF in whose end an archive is hidden, behind which the PDF seems to end again."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("tool.exe", "MZ")
        packed.comment = b"%%EOF"
    return pdf() + archive.getvalue()


def action(kind: str, **more: Any) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name(kind), **more)


def bomb_pdf() -> bytes:
    """A PDF whose object stream unpacks into far more than any process of ours may hold."""
    packer = zlib.compressobj(9)
    zeroes = bytes(10_000_000)
    page = b"4 0       << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >> "
    parts = [packer.compress(page), *(packer.compress(zeroes) for _each in range(400))]
    packed = b"".join(parts) + packer.flush()
    body = b"%PDF-1.5\n"
    places = {}
    for number, inside in (
        (1, b"<< /Type /Catalog /Pages 2 0 R >>"),
        (2, b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>"),
        (
            3,
            b"<< /Type /ObjStm /N 1 /First 10 /Filter /FlateDecode /Length %d >>\nstream\n"
            % len(packed)
            + packed
            + b"\nendstream",
        ),
    ):
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, inside)
    return body + _table(places, len(body))


def _table(places: dict[int, int], start: int) -> bytes:
    """The cross-reference stream of a bomb: its fourth object lies in the packed third."""
    rows = [(0, 0, 0)] + [(1, places[n], 0) for n in (1, 2, 3)] + [(2, 3, 0)]
    rows.append((1, start, 0))
    packed = b"".join(struct.pack(">BIB", *row) for row in rows)
    return (
        b"5 0 obj\n<< /Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n"
        % len(packed)
        + packed
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    )
