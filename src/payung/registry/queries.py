"""What is read of the registry: always within the reader's scope, identities masked."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from payung import clock
from payung.access import permissions
from payung.access.encryption import decrypt
from payung.access.identifiers import NATIONAL_ID
from payung.access.operations import record_identity_view
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.errors import NotFound
from payung.reference.models import Region
from payung.reference.queries import subtree
from payung.registry.imports import store
from payung.registry.imports.problems import RULES
from payung.registry.models import Employer, ImportFile, Membership, Person, VanishedWorker
from payung.registry.workers import WorkerList

#: The orders that a list of employers can have; each ends in what is unique.
EMPLOYER_ORDERS = {
    "name": ("name", "registration_number", "division"),
    "number": ("registration_number", "division"),
    "region": ("region_id", "name", "registration_number", "division"),
    "kind": ("kind", "name", "registration_number", "division"),
    "size": ("business_size", "name", "registration_number", "division"),
    "status": ("status", "name", "registration_number", "division"),
    "workers": ("open_memberships", "name", "registration_number", "division"),
}


def employers(
    reader: Reader,
    *,
    region: Region | str | None = None,
    search: str = "",
    status: str | None = None,
    order: str = "name",
) -> QuerySet[Employer]:
    """The employers that the reader may see, with ``open_memberships`` and their region.

    ``region`` takes in all below it; ``search`` looks in name and NPP; ``order`` is a key of
    ``EMPLOYER_ORDERS``, with a leading minus the other way round. Raises ``AccessRefused``.
    """
    reader.require(permissions.VIEW_EMPLOYERS)
    found = Employer.objects.filter(scope_q(reader, permission=permissions.VIEW_EMPLOYERS))
    if region:
        found = found.filter(subtree(str(getattr(region, "pk", region)), "region__pk"))
    for word in search.split():
        found = found.filter(Q(name__icontains=word) | Q(registration_number__icontains=word))
    if status:
        found = found.filter(status=status)
    fields = EMPLOYER_ORDERS.get(order.removeprefix("-"), EMPLOYER_ORDERS["name"])
    ordering = [
        F(field).desc() if order.startswith("-") and place == 0 else F(field).asc()
        for place, field in enumerate(fields)
    ]
    return (
        found.annotate(open_memberships=_open_memberships())
        .select_related("region")
        .order_by(*ordering)
    )


def _open_memberships() -> Coalesce:
    today = clock.today()
    open_now = (
        Membership.objects.filter(employer=OuterRef("pk"), started_on__lte=today)
        .filter(Q(ended_on=None) | Q(ended_on__gte=today))
        .order_by()
        .values("employer")
        .annotate(many=Count("pk"))
        .values("many")
    )
    return Coalesce(Subquery(open_now, output_field=IntegerField()), 0)


def employer(reader: Reader, npp: str, division: str = "000") -> Employer:
    """One employer by registration number and division.

    Raises ``AccessRefused``, and ``NotFound`` when there is none within the reader's scope.
    """
    found = employers(reader).filter(registration_number=npp, division=division).first()
    if found is None:
        raise NotFound(
            "employer_not_found",
            f"Pemberi kerja {npp}/{division} tidak ditemukan.",
            f"Employer {npp}/{division} was not found.",
        )
    return found


def workers(
    reader: Reader, employer: Employer, *, on: date | None = None, search: str = ""
) -> WorkerList:
    """The members of an employer on a day: identity masked, programmes, wage of the latest month.

    ``search`` is a part of a name, a card number or a whole NIK. Raises ``AccessRefused``.
    """
    reader.require(permissions.VIEW_WORKERS)
    within = scope_q(
        reader,
        region="employer__region_id",
        office="employer__office_id",
        employer="employer",
        permission=permissions.VIEW_WORKERS,
    )
    return WorkerList(
        Membership.objects.filter(within, employer=employer),
        on or clock.today(),
        search,
        with_wages=reader.can(permissions.VIEW_WAGES),
    )


def imports(reader: Reader) -> QuerySet[ImportFile]:
    """The files brought to the reader's offices, newest first. Raises ``AccessRefused``."""
    reader.require(permissions.IMPORT_REGISTRY)
    within = scope_q(
        reader,
        region="office__region_id",
        office="office_id",
        employer=None,
        permission=permissions.IMPORT_REGISTRY,
    )
    return (
        ImportFile.objects.filter(within)
        .select_related("office", "uploaded_by")
        .order_by("-uploaded_at", "-pk")
    )


def import_file(reader: Reader, pk: int) -> ImportFile:
    """One file. Raises ``AccessRefused``, and ``NotFound`` when it is not within scope."""
    found = imports(reader).filter(pk=pk).first()
    if found is None:
        raise NotFound(
            "import_not_found",
            f"Impor nomor {pk} tidak ditemukan.",
            f"Import number {pk} was not found.",
        )
    return found


def findings(reader: Reader, pk: int, language: str = "id") -> list[tuple[str, int]]:
    """What was found in a file, as sentences with the number of cells, most first."""
    summary = import_file(reader, pk).summary
    if "message_id" in summary:
        return [(summary["message_en" if language == "en" else "message_id"], 0)]
    return [(_expected(code, language), count) for code, count in summary["by_code"].items()]


def _expected(code: str, language: str) -> str:
    rule = RULES[code]
    text = rule.expected_en if language == "en" else f"Seharusnya {rule.expected_id}"
    text = text.replace("{detail}", "…")
    return text[0].upper() + text[1:]


def answer_workbook(reader: Reader, pk: int) -> bytes:
    """The answer workbook of a file (XLSX). Raises ``NotFound`` when the file has none."""
    found = import_file(reader, pk)
    return store.answer(found.file_name, found.answer_path)


def vanished_workers(reader: Reader, import_id: int) -> QuerySet[VanishedWorker]:
    """Who had a wage last month and is missing from this wage list, with ``name``,
    ``card_number`` and ``employer_name``; by employer and name."""
    return (
        VanishedWorker.objects.filter(import_file=import_file(reader, import_id))
        .annotate(
            name=F("membership__person__name"),
            card_number=F("membership__card_number"),
            employer_name=F("membership__employer__name"),
        )
        .order_by("employer_name", "name", "pk")
    )


def identity(reader: Reader, person_id: int, reason: str) -> str:
    """The full identity number of a person; the look is recorded with its reason.

    Raises ``AccessRefused``, ``AccessError`` (no reason), and ``NotFound`` when the person has no
    membership within the reader's scope.
    """
    reader.require(permissions.VIEW_IDENTITY)
    within = scope_q(
        reader,
        region="employer__region_id",
        office="employer__office_id",
        employer="employer",
        permission=permissions.VIEW_IDENTITY,
    )
    person = Person.objects.filter(pk=person_id).first()
    if person is None or not Membership.objects.filter(within, person=person).exists():
        raise NotFound(
            "person_not_found", "Orang itu tidak ditemukan.", "That person was not found."
        )
    with transaction.atomic():
        record_identity_view(actor=reader, person_id=person.pk, field=NATIONAL_ID, reason=reason)
        return decrypt(person.national_id_cipher, NATIONAL_ID)
