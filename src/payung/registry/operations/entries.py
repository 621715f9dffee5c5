"""Single entries, for what comes without a list: an employer at the counter, one who leaves."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from payung import clock
from payung.access.audit import acting
from payung.access.permissions import IMPORT_REGISTRY
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.registry.imports.kinds.leavers import end_resolved
from payung.registry.imports.programmes import minimum_programmes
from payung.registry.models import Employer, Membership
from payung.registry.operations.asking import ImportRefused, office_of


class _Obligatory(TypedDict):
    registration_number: str
    name: str
    kind: str
    business_size: str
    risk_group: int
    region_id: str
    registered_on: date


class EmployerFields(_Obligatory, total=False):
    """What form F1 says of an employer; ``programmes`` is a sum of bits."""

    division: str
    programmes: int
    business_class_code: str
    labour_intensive: bool
    tax_number: str
    business_id_number: str
    address: str
    email: str


def register_employer(
    *, actor: Reader, office_code: str, **fields: Unpack[EmployerFields]
) -> Employer:
    """Register one employer (form F1); the same rules as the list of employers.

    ``programmes`` defaults to the least that its size obliges it to (Perpres 109/2013 Ps 6(3)).
    Raises ``AccessRefused``, and ``ImportRefused`` when a field is not valid, the number is taken,
    or the day lies in the future.
    """
    actor.require(IMPORT_REGISTRY)
    office = office_of(actor, office_code)
    if fields["registered_on"] > clock.today():
        raise ImportRefused(
            "registered_in_future",
            f"Tanggal daftar {fields['registered_on']:%d-%m-%Y} belum tiba.",
            f"The day of registration {fields['registered_on']} is in the future.",
        )
    new = Employer(office=office, **fields)
    new.registration_number = new.registration_number.strip().upper()
    new.name = " ".join(new.name.split())
    if new.programmes is None:
        new.programmes = minimum_programmes(new.business_size, clock.today())
    with transaction.atomic(), acting(actor, "Mendaftarkan pemberi kerja"):
        try:
            new.full_clean()
        except ValidationError as error:
            raise _not_valid(error) from error
        new.save(force_insert=True)
    return new


def end_membership(*, actor: Reader, membership_id: int, left_on: date, reason: str) -> Membership:
    """End one membership (form F1b): its enrolment ends with the month of leaving, and wages of
    later months are withdrawn.

    Ending it again on the same day changes nothing. Raises ``AccessRefused``, and
    ``ImportRefused`` when there is no such member within scope, he has left already, or the day is
    before the start or in the future.
    """
    actor.require(IMPORT_REGISTRY)
    within = scope_q(
        actor,
        region="employer__region_id",
        office="employer__office_id",
        employer=None,
        permission=IMPORT_REGISTRY,
    )
    with transaction.atomic(), acting(actor, f"Kepesertaan berakhir: {reason}"):
        member = Membership.objects.select_for_update().filter(within, pk=membership_id).first()
        if member is None:
            raise ImportRefused(
                "member_unknown",
                "Kepesertaan itu tidak ditemukan.",
                "That membership was not found.",
            )
        if member.ended_on == left_on:
            return member
        _refuse_day(member, left_on)
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TEMP TABLE resolved ON COMMIT DROP AS SELECT %s::bigint AS membership_id,"
                " %s::date AS left_on, %s::text AS reason",
                [member.pk, left_on, reason[:40]],
            )
            end_resolved(cursor, {"file": None})
            cursor.execute("DROP TABLE pg_temp.resolved")
        member.refresh_from_db()
    return member


def _refuse_day(member: Membership, left_on: date) -> None:
    if member.started_on <= left_on <= clock.today() and (
        member.ended_on is None or member.ended_on > clock.today()
    ):
        return
    if member.ended_on is not None and member.ended_on <= clock.today():
        raise ImportRefused(
            "member_ended",
            f"Peserta ini sudah keluar pada {member.ended_on:%d-%m-%Y}.",
            f"This member left on {member.ended_on}.",
        )
    raise ImportRefused(
        "left_on",
        f"Tanggal keluar {left_on:%d-%m-%Y} harus di antara {member.started_on:%d-%m-%Y} dan "
        f"{clock.today():%d-%m-%Y}.",
        f"The day of leaving {left_on} must lie between {member.started_on} and {clock.today()}.",
    )


def _not_valid(error: ValidationError) -> ImportRefused:
    words = [f"{field}: {'; '.join(texts)}" for field, texts in error.message_dict.items()]
    return ImportRefused(
        "employer_not_valid",
        f"Data pemberi kerja belum benar. {' '.join(words)}",
        f"The employer's data are not valid. {' '.join(words)}",
    )
