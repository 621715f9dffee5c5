"""The papers of a session to take along: slides, workbook, booklet, the draft of a press note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from payung.access import permissions
from payung.access.reader import Reader
from payung.clock import today
from payung.monitoring.models import MonevSession
from payung.monitoring.reports.content import Content, content_of
from payung.site.formatting import language
from payung.site.pages.gate import page

_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Paper:
    """A kind of paper: its name, ending and content type, and what makes it."""

    kind: str
    name: object
    beside: object
    ending: str
    content_type: str
    make: Callable[[Content, str], bytes]


def _slides(content: Content, told: str) -> bytes:
    from payung.monitoring.reports.slides import slides  # python-pptx takes half a second to load

    return slides(content, told)


def _workbook(content: Content, told: str) -> bytes:
    from payung.monitoring.reports.workbook import workbook

    return workbook(content, told)


def _booklet(content: Content, told: str) -> bytes:
    from payung.monitoring.reports.booklet import booklet

    return booklet(content, told)


def _press(content: Content, told: str) -> bytes:
    from payung.monitoring.reports.press import press_note

    return press_note(content, told).encode()


PAPERS = (
    Paper(
        "salindia", _("Salindia (PPTX)"), _("sepuluh salindia, bagan dapat disunting"),
        "pptx", f"{_OFFICE}presentationml.presentation", _slides,
    ),
    Paper(
        "buku-kerja", _("Buku kerja (XLSX)"), _("rumus hidup, sumber di tiap baris"),
        "xlsx", f"{_OFFICE}spreadsheetml.sheet", _workbook,
    ),
    Paper(
        "buklet", _("Buklet (PDF)"), _("satu halaman per daerah"),
        "pdf", "application/pdf", _booklet,
    ),
    Paper(
        "siaran", _("Naskah siaran pers (TXT)"), _("konsep untuk disunting"),
        "txt", "text/plain; charset=utf-8", _press,
    ),
)  # fmt: skip


def papers_of(reader: Reader, found: MonevSession) -> list[tuple[Paper, str]]:
    """The papers that a reader may take, with their addresses."""
    if not reader.can(permissions.EXPORT):
        return []
    return [
        (
            one,
            reverse("site:monev_paper", kwargs={"session_id": found.pk, "kind": one.kind}),
        )
        for one in PAPERS
    ]


@page(permissions.VIEW_MEETINGS, permissions.VIEW_COVERAGE, permissions.EXPORT)
def monev_paper(request: HttpRequest, session_id: int, kind: str) -> HttpResponse:
    """One paper, made from what was prepared: within a second, so in the request itself."""
    content = content_of(request.reader, session_id, on=today())
    paper = next((one for one in PAPERS if one.kind == kind), None)
    if paper is None:
        raise Http404(kind)
    response = HttpResponse(paper.make(content, language()), content_type=paper.content_type)
    name = f"{slugify(content.session.name)}-{content.session.as_of:%Y-%m-%d}.{paper.ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
