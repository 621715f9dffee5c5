"""The checklist of a claim on a page: for officers, for employers, for members and heirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.claims import papers
from payung.claims.acting_for import Actor, user_of
from payung.claims.models import Claim, Paper, PaperCheck
from payung.claims.operations.bringing import bring as bring_file
from payung.claims.papers import Needed, checklist
from payung.documents import refusals
from payung.documents.operations.attaching import read_bounded
from payung.site.formatting import language
from payung.site.uploads import on_disk

_STATES = {
    papers.MISSING: (gettext_lazy("Belum ada"), "bad"),
    papers.RECEIVED: (gettext_lazy("Belum diperiksa"), "warn"),
    papers.REJECTED: (gettext_lazy("Ditolak, minta lagi"), "bad"),
    papers.ACCEPTED: (gettext_lazy("Diterima"), "good"),
}
#: Where nobody waits for a paper yet.
_LATER = (gettext_lazy("Menyusul"), "quiet")


@dataclass(frozen=True)
class File:
    """One paper that came, and what was found of it."""

    paper: Paper
    check: PaperCheck | None


@dataclass(frozen=True)
class Row:
    """One item of the checklist as it is shown."""

    need: Needed
    key: str
    name: str
    state: object
    style: str
    files: tuple[File, ...]


def rows(claim: Claim, viewer: Actor, *, inside: bool) -> list[Row]:
    """The checklist; from outside the office one sees only the files that one brought oneself."""
    return [
        _row(number, need, viewer, inside=inside) for number, need in enumerate(checklist(claim))
    ]


def _row(number: int, need: Needed, viewer: Actor, *, inside: bool) -> Row:
    state, style = _STATES[need.state]
    if not need.is_required and need.state == papers.MISSING:
        state, style = _LATER
    label = need.label_en if language() == "en" else need.label_id
    user = user_of(viewer)
    mine = user.pk if user is not None else None
    shown = [one for one in need.papers if inside or one.received_by_id == mine]
    return Row(
        need=need,
        key=f"berkas-{number}",
        name=f"{label} · {need.person_name}" if need.person_name else label,
        state=state,
        style=style,
        files=tuple(
            File(one, max(one.checks.all(), key=lambda check: check.pk, default=None))
            for one in shown
        ),
    )


def progress(found: list[Row]) -> dict[str, Any]:
    """How many of the required papers came, and the names of those that did not."""
    required = [one for one in found if one.need.is_required]
    return {
        "asked": len(required),
        "accepted": sum(one.need.state == papers.ACCEPTED for one in required),
        "to_check": sum(one.need.state == papers.RECEIVED for one in required),
        "missing": [one.name for one in required if one.need.is_missing],
    }


def bring(request: HttpRequest, actor: Actor, number: str) -> tuple[Paper, ...]:
    """Keep the file that a form without script sent. Raises what ``bringing.bring`` raises."""
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        raise refusals.attachment_empty()
    with on_disk(upload) as path:
        return bring_file(
            actor=actor,
            number=number,
            document=request.POST.get("document", "")[:40],
            content=read_bounded(path),
            file_name=str(upload.name),
            person_name=request.POST.get("person_name", "")[:150],
        )


def thanks(brought: tuple[Paper, ...]) -> str:
    """What is said after a file came."""
    if len(brought) > 1:
        return _("Berkas diterima, sekaligus untuk %(count)s klaim dari kejadian ini.") % {
            "count": len(brought)
        }
    return _("Berkas diterima.")


def upload_address(name: str, number: str) -> str:
    """Where files in parts begin."""
    return reverse(f"site:{name}", kwargs={"number": number})
