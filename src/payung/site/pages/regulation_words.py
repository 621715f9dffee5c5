"""How regulations, plans and budget doors are told on the pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access.permissions import MANAGE_REGULATIONS
from payung.access.reader import Reader
from payung.reference.models import Region
from payung.site.formatting import day, language, number
from payung.sponsorship.budget_calendar import Door, DoorKind, NextDoor, StageDay
from payung.sponsorship.queries.citations import CitationFinding, check_citations
from payung.sponsorship.queries.regulations import Government
from payung.sponsorship.reach import regions_within
from payung.sponsorship.standing import Status

STATUS_STYLES: dict[str, str] = {
    Status.IN_FORCE: "state--good",
    Status.NOT_YET: "state--warn",
    Status.EXPIRED: "state--quiet",
    Status.REVOKED: "state--bad",
    Status.VOID: "state--bad",
}
#: What a government has, the best first; the key is that of the list's filter.
HOLDINGS: dict[str, tuple[object, str]] = {
    "perda": (gettext_lazy("Punya Perda"), "state--good"),
    "perkada": (gettext_lazy("Perkada saja"), "state--good"),
    "lain": (gettext_lazy("Instrumen lain saja"), "state--warn"),
    "belum": (gettext_lazy("Belum ada"), "state--bad"),
}
DOORS: dict[DoorKind, object] = {
    DoorKind.YEARLY_PLAN: gettext_lazy("RKPD %(year)s"),
    DoorKind.POLICY: gettext_lazy("KUA-PPAS %(year)s"),
    DoorKind.WORK_PLANS: gettext_lazy("RKA dan rancangan APBD %(year)s"),
    DoorKind.CHANGE: gettext_lazy("Perubahan APBD %(year)s"),
    DoorKind.SHIFT: gettext_lazy("Pergeseran APBD %(year)s"),
}
#: What is written into each door.
DOOR_PAPERS: dict[DoorKind, object] = {
    DoorKind.YEARLY_PLAN: gettext_lazy(
        "Usulkan program dan targetnya dalam RKPD, mulai dari musrenbang."
    ),
    DoorKind.POLICY: gettext_lazy("Masukkan program dan pagunya ke rancangan KUA dan PPAS."),
    DoorKind.WORK_PLANS: gettext_lazy(
        "Masukkan rincian iuran ke RKA-SKPD sebelum rancangan APBD diserahkan ke DPRD."
    ),
    DoorKind.CHANGE: gettext_lazy("Masukkan iuran ke KUPA, PPAS perubahan dan RKA perubahan."),
    DoorKind.SHIFT: gettext_lazy("Minta pergeseran anggaran dengan persetujuan yang berwenang."),
}


@dataclass(frozen=True)
class CalendarRow:
    """A stage of the calendar around today; ``state`` is done, here (next) or ahead."""

    stage: StageDay
    state: str


def holding(row: Government) -> str:
    """Which of ``HOLDINGS`` a government is in."""
    if row.perda is not None:
        return "perda"
    if row.perkada is not None:
        return "perkada"
    return "lain" if row.strongest is not None else "belum"


def door_name(door: Door) -> str:
    """``Perubahan APBD 2025``."""
    return str(DOORS[door.kind]) % {"year": door.fiscal_year}


def door_sentence(found: NextDoor) -> str:
    """Until when the next door is open, or when it opens."""
    if found.days_until_open:
        return _("Dibuka %(opens)s, %(days)s hari lagi; ditutup %(closes)s.") % {
            "opens": day(found.door.opens_on),
            "days": number(found.days_until_open),
            "closes": day(found.door.closes_on),
        }
    return _("Terbuka sampai %(closes)s, %(days)s hari lagi.") % {
        "closes": day(found.door.closes_on),
        "days": number(found.days_left),
    }


def closed_sentence(door: Door) -> str:
    """Why an earlier door is shut: since when, and by which rule or document."""
    stage = door.closing
    if stage.document:
        return _("tertutup setelah %(day)s menurut %(document)s") % {
            "day": day(door.closes_on),
            "document": stage.document,
        }
    return _("tertutup setelah %(day)s (%(article)s)") % {
        "day": day(door.closes_on),
        "article": stage.article,
    }


def calendar_rows(stages: Iterable[StageDay], on: date) -> list[CalendarRow]:
    """Stages by their days, with the first that has not passed marked as the next."""
    rows: list[CalendarRow] = []
    marked = False
    for stage in sorted(stages, key=lambda one: one.day):
        state = "done" if stage.day < on else "ahead" if marked else "here"
        marked = marked or state == "here"
        rows.append(CalendarRow(stage, state))
    return rows


def may_record(reader: Reader, region_code: str) -> bool:
    """Whether the reader records for the government of a region."""
    return (
        reader.can(MANAGE_REGULATIONS)
        and Region.objects.filter(
            regions_within(reader, MANAGE_REGULATIONS), pk=region_code
        ).exists()
    )


def citation_rows(text: str, region_code: str = "") -> list[tuple[CitationFinding, str]]:
    """The citations of a text that do not stand, each with its sentence for the reader."""
    findings = check_citations(text, region_code=region_code)
    return [(one, one.message(language())) for one in findings]


def warn_of_citations(request: HttpRequest, text: str, region_code: str = "") -> None:
    """Tell of the citations in an office's own words that do not stand; nothing is refused."""
    for _finding, told in citation_rows(text, region_code):
        messages.warning(request, _("Periksa kutipan: %(told)s") % {"told": told})
