"""The governments and their agencies, as offices that write letters and hold posts."""

from __future__ import annotations

import re

from django.db import transaction

from payung.access.permissions import MANAGE_ACTIONS
from payung.access.reader import Reader
from payung.reference.models import Confidence, Office, OfficeKind, Origin, Region
from payung.sponsorship.errors import ActionRefused
from payung.sponsorship.reach import guided_agencies, region_to_act_for

_SHORT = re.compile(r"[A-Z0-9]{2,12}")


def government_code(region_code: str) -> str:
    """The code of the office of a region's government: ``PD-61.03``."""
    return f"PD-{region_code}"


@transaction.atomic
def open_government(*, actor: Reader, region_code: str) -> Office:
    """The government of a region as an office; made at the first call, the same one afterwards.

    Raises ``AccessRefused`` without MANAGE_ACTIONS there.
    """
    region = region_to_act_for(actor, region_code, MANAGE_ACTIONS)
    kind = "Provinsi " if region.parent_id is None else ""
    return _office(
        code=government_code(region.pk),
        name=f"Pemerintah {kind}{region.name.removeprefix('Provinsi ')}",
        kind=OfficeKind.GOVERNMENT,
        region=region,
        parent=None,
    )


@transaction.atomic
def open_agency(*, actor: Reader, region_code: str, name: str, short: str) -> Office:
    """An agency (OPD) of a region's government, such as ``Dinas Perikanan`` with ``DISKAN``.

    The same short name again gives the same agency. Raises ``AccessRefused`` without
    MANAGE_ACTIONS there, ``ActionRefused`` for a name that is empty or too long, or to a guide,
    who acts for the agency that he has.
    """
    if guided_agencies(actor, region_code, MANAGE_ACTIONS) is not None:
        raise ActionRefused(
            "guide_opens_no_agency",
            "Perangkat daerah didaftarkan oleh dinas tenaga kerja atau perencana daerah.",
            "Agencies are recorded by the manpower agency or the regional planner.",
        )
    government = open_government(actor=actor, region_code=region_code)
    name, short = " ".join(name.split()), short.strip().upper()
    if not name or len(name) > 60 or not _SHORT.fullmatch(short):
        raise ActionRefused(
            "agency_name",
            f"Perangkat daerah {name!r} ({short!r}) tidak dapat dicatat; nama 1 sampai 60 huruf, "
            "singkatan 2 sampai 12 huruf besar atau angka.",
            f"Agency {name!r} ({short!r}) cannot be recorded; a name of 1 to 60 letters, a short "
            "name of 2 to 12 capitals or digits.",
        )
    return _office(
        code=f"OPD-{region_code}-{short}",
        name=f"{name} {government.region.name}",
        kind=OfficeKind.AGENCY,
        region=government.region,
        parent=government,
    )


def _office(
    *, code: str, name: str, kind: OfficeKind, region: Region, parent: Office | None
) -> Office:
    found, _ = Office.objects.get_or_create(
        pk=code,
        defaults={
            "name": name,
            "kind": kind,
            "region": region,
            "parent": parent,
            "time_zone": region.time_zone,
            "source": "Daftar pemerintah daerah dan perangkatnya, dicatat oleh kantor",
            "confidence": Confidence.HIGH,
            "origin": Origin.OWN,
        },
    )
    return found
