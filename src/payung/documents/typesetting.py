"""Typst, in the process that asks: content in, the same PDF bytes out for the same content.

The content is handed over as JSON and only ever printed, never read as markup. Fonts are those of
the wheel (no system fonts), packages are not fetched, and the PDF's time stamp is the letter's
date, so the bytes and their SHA-256 can be made again.

Knows neither Django nor a database, so that helper processes start quickly.
"""

from __future__ import annotations

import hashlib
import io
import threading
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import segno
import typst

TEMPLATES = Path(str(files("payung.documents") / "templates"))
LAYOUT = "layout.typ"
_one_at_a_time = threading.Lock()


class TypesettingError(Exception):
    """Typst refused a template or its content."""


@dataclass(frozen=True)
class Printable:
    """A letter ready for the press: the template of ``kind`` over ``content`` (JSON).

    ``stamp`` is the time written into the PDF, in seconds since 1970.
    """

    kind: str
    content: str
    stamp: int


def typeset(letter: Printable) -> bytes:
    """The PDF of a letter. Raises ``TypesettingError``."""
    with _one_at_a_time:  # a compiler serves one thread at a time
        try:
            pdf = _compiler().compile(
                input=TEMPLATES / f"{letter.kind}.typ",
                format="pdf",
                sys_inputs={"content": letter.content},
                timestamp=letter.stamp,
            )
        except typst.TypstError as error:
            raise TypesettingError(f"{letter.kind}: {error.message}") from error
    return bytes(pdf)


@lru_cache(maxsize=64)
def template_version(kind: str) -> str:
    """The fingerprint of all that prints a kind: its template, the layout, and Typst."""
    digest = hashlib.sha256(typst.__version__.encode())
    for name in (LAYOUT, f"{kind}.typ"):
        digest.update((TEMPLATES / name).read_bytes())
    return digest.hexdigest()[:16]


def qr_code(text: str) -> str:
    """A QR code as SVG. The mask is fixed: choosing one takes longer than setting the letter."""
    drawn = io.BytesIO()
    segno.make(text, error="m", mask=2, micro=False).save(
        drawn, kind="svg", border=0, xmldecl=False, svgns=True
    )
    return drawn.getvalue().decode()


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=TEMPLATES, ignore_system_fonts=True)
