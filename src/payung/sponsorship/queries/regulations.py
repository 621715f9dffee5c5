"""The register in a reader's sight, and what it says of governments on a day.

That a government has a Perda is public: what names no reader may be asked by any room.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from payung.access.encryption import decrypt_file
from payung.access.permissions import VIEW_REGULATIONS
from payung.access.reader import Reader
from payung.documents.models import Attachment
from payung.documents.operations.attaching import PURPOSE
from payung.documents.queries.attachments import FileContent
from payung.errors import NotFound
from payung.reference.models import Region
from payung.reference.queries import in_regions, subtree
from payung.sponsorship.models import (
    Duty,
    Instrument,
    PlanDocument,
    RegionalRegulation,
    RegulationAct,
)
from payung.sponsorship.reach import by_region, regions_within
from payung.sponsorship.standing import Standing, in_force, standing, strongest

#: What every government is asked to have laid down for its own staff and for the vulnerable.
EXPECTED_DUTIES = (Duty.ALL_WORKERS, Duty.NON_ASN_BUDGET, Duty.VULNERABLE_BUDGET)
STRONG = (Instrument.PERDA, Instrument.PERKADA)


@dataclass(frozen=True)
class RegulationRow:
    """A regulation with its standing on a day."""

    regulation: RegionalRegulation
    standing: Standing


@dataclass(frozen=True)
class Government:
    """What a government has on a day: its strongest instrument, since when, and what it lacks.

    ``perda`` and ``perkada`` are the oldest in force of their kind; ``lacking`` the expected
    duties that nothing in force lays down. ``plan`` is the medium-term plan of the year (RPJMD or
    RPD), ``targets`` how many targets in force its plans of the year have.
    """

    region: Region
    in_force: tuple[RegionalRegulation, ...]
    strongest: RegionalRegulation | None
    perda: RegionalRegulation | None
    perkada: RegionalRegulation | None
    duties: frozenset[str]
    lacking: tuple[Duty, ...]
    plan: PlanDocument | None
    targets: int

    @property
    def since(self) -> date | None:
        """Since when it has had a Perda or Perkada."""
        days = [one.valid_from for one in (self.perda, self.perkada) if one is not None]
        return min(days, default=None)


@dataclass(frozen=True)
class Uniqueness:
    """Whether just one government of a scope has an instrument on a day.

    ``recorded`` of the ``governments`` have anything on the register: "the only one" is as good
    as that.
    """

    holders: tuple[RegionalRegulation, ...]
    governments: int
    recorded: int

    @property
    def only(self) -> bool:
        """Whether there is exactly one."""
        return len({one.region_id for one in self.holders}) == 1


def regulations(
    reader: Reader,
    *,
    region: str | None = None,
    instrument: str | None = None,
    search: str = "",
) -> QuerySet[RegionalRegulation]:
    """The register within a reader's regions, newest first. Raises ``AccessRefused``."""
    reader.require(VIEW_REGULATIONS)
    found = RegionalRegulation.objects.filter(by_region(reader, VIEW_REGULATIONS))
    found = found.filter(subtree(region or "", "region__code"))
    if instrument:
        found = found.filter(instrument=instrument)
    if search:
        found = found.filter(
            Q(title__icontains=search)
            | Q(number__icontains=search)
            | Q(region__name__icontains=search)
        )
    return found.select_related("region", "village").order_by("-enacted_on", "pk")


def regulation(reader: Reader, regulation_id: int) -> RegionalRegulation:
    """One regulation. Raises ``AccessRefused``, ``NotFound``."""
    found = regulations(reader).filter(pk=regulation_id).first()
    if found is None:
        raise _not_found(regulation_id)
    return found


def acts(found: RegionalRegulation) -> list[RegulationAct]:
    """What happened to a regulation, in the order of recording."""
    related = ("by__region", "by__village", "recorded_by", "undoes")
    return list(found.acts.select_related(*related).order_by("pk"))


def rows(found: Iterable[RegionalRegulation], on: date) -> list[RegulationRow]:
    """Regulations with their standing on a day; two queries however many."""
    listed = list(found)
    by_id: dict[int, list[RegulationAct]] = {one.pk: [] for one in listed}
    for act in RegulationAct.objects.filter(regulation__in=by_id).order_by("pk"):
        by_id[act.regulation_id].append(act)
    return [RegulationRow(one, standing(one, by_id[one.pk], on)) for one in listed]


def texts(reader: Reader, regulation_id: int) -> QuerySet[Attachment]:
    """The files with a regulation, newest first: whoever sees the entry may open its text."""
    found = regulation(reader, regulation_id)
    return Attachment.objects.filter(about=found.about).defer("content", "attachment_key_cipher")


def text_content(reader: Reader, regulation_id: int, attachment_id: int) -> FileContent:
    """One of them, decrypted. Raises ``AccessRefused``, ``NotFound``, ``DecryptionError``."""
    about = regulation(reader, regulation_id).about
    found = Attachment.objects.filter(about=about, pk=attachment_id).first()
    if found is None:
        raise _not_found(attachment_id)
    content = decrypt_file(found.content, found.attachment_key_cipher, PURPOSE)
    return FileContent(found.file_name, found.content_type, content)


def has_perda(region_code: str, on: date) -> bool:
    """Whether a government has a Perda on the programme in force on a day."""
    found = RegionalRegulation.objects.filter(region=region_code, instrument=Instrument.PERDA)
    return found.filter(in_force(on)).exists()


def uniqueness(
    scope: Sequence[str], instrument: str, on: date, *, kinds: Sequence[str] = ()
) -> Uniqueness:
    """Whether one government alone of a scope has the instrument in force on a day.

    ``scope`` holds codes of regions, each with those below it (two provinces, the territory of a
    regional office); ``kinds`` narrows to provinces, regencies or cities (``RegionKind``).
    """
    governments = Region.objects.filter(in_regions(scope))
    if kinds:
        governments = governments.filter(kind__in=kinds)
    own = RegionalRegulation.objects.filter(region__in=governments)
    holders = own.filter(in_force(on), instrument=instrument)
    return Uniqueness(
        holders=tuple(holders.select_related("region", "village").order_by("valid_from", "pk")),
        governments=governments.count(),
        recorded=own.values("region").distinct().count(),
    )


def governments(reader: Reader, on: date, *, region: str | None = None) -> list[Government]:
    """The governments within a reader's regions with what each has and lacks on a day.

    ``region`` narrows to one and those below it. A fixed number of queries, however many
    governments. Raises ``AccessRefused``.
    """
    reader.require(VIEW_REGULATIONS)
    seen = Region.objects.filter(regions_within(reader, VIEW_REGULATIONS))
    found = list(seen.filter(subtree(region or "")).order_by("code"))
    return _governments(found, on)


def government(reader: Reader, region_code: str, on: date) -> Government:
    """One government. Raises ``AccessRefused``, ``NotFound``."""
    reader.require(VIEW_REGULATIONS)
    seen = Region.objects.filter(regions_within(reader, VIEW_REGULATIONS), pk=region_code)
    found = list(seen)
    if not found:
        raise _not_found(region_code)
    return _governments(found, on)[0]


def _governments(found: list[Region], on: date) -> list[Government]:
    codes = [region.pk for region in found]
    holding: dict[str, list[RegionalRegulation]] = {code: [] for code in codes}
    binding = RegionalRegulation.objects.filter(in_force(on), region__in=codes)
    for one in binding.select_related("region", "village").order_by("valid_from", "pk"):
        holding[one.region_id].append(one)
    plans, targets = _plans(codes, on.year)
    return [
        _government(region, holding[region.pk], plans.get(region.pk), targets.get(region.pk, 0), on)
        for region in found
    ]


def _government(
    region: Region,
    held: list[RegionalRegulation],
    plan: PlanDocument | None,
    targets: int,
    on: date,
) -> Government:
    duties = frozenset(duty for one in held for duty in one.duties)
    first = {one.instrument: one for one in reversed(held)}
    return Government(
        region=region,
        in_force=tuple(held),
        strongest=strongest(held, on),
        perda=first.get(Instrument.PERDA),
        perkada=first.get(Instrument.PERKADA),
        duties=duties,
        lacking=tuple(duty for duty in EXPECTED_DUTIES if duty not in duties),
        plan=plan,
        targets=targets,
    )


def _plans(codes: list[str], year: int) -> tuple[dict[str, PlanDocument], dict[str, int]]:
    """The medium-term plan of a year by region, and the number of its targets in force."""
    plans: dict[str, PlanDocument] = {}
    targets: dict[str, int] = {}
    spanning = PlanDocument.objects.filter(
        region__in=codes, first_year__lte=year, last_year__gte=year
    ).prefetch_related("targets__superseded_by")
    for plan in spanning.order_by("first_year", "pk"):
        if plan.kind in ("RPJMD", "RPD"):
            plans[plan.region_id] = plan
        of_year = [
            one
            for one in plan.targets.all()
            if one.year == year and not hasattr(one, "superseded_by")
        ]
        targets[plan.region_id] = targets.get(plan.region_id, 0) + len(of_year)
    return plans, targets


def _not_found(what: object) -> NotFound:
    return NotFound(
        "regulation_unknown",
        f"{what} tidak ada, atau di luar wilayah kerja Anda.",
        f"There is no {what}, or it lies outside your scope.",
        found=str(what),
    )
