"""The instruction items: the shipped ones, and those that an office adds or words anew."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import connection, transaction

from payung.access.audit import acting
from payung.access.permissions import REVIEW_INSTRUCTIONS
from payung.access.reader import Reader
from payung.access.refusals import no_permission
from payung.monitoring.coverage import known_region
from payung.monitoring.definitions import definition_of
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.instruction_items import shipped
from payung.monitoring.models import Addressee, Answering, Cycle, InstructionItem, Theme
from payung.monitoring.reach import sees_whole
from payung.reference.models import Confidence, Regulation
from payung.reference.queries import find_regulation

#: Class of the advisory lock of the items ("inst").
_LOCK = 0x696E7374


@transaction.atomic
def load_instructions() -> int:
    """Add the shipped items that are not there yet; how many were added.

    A version that stands is never changed, neither by us nor by an office.
    """
    _lock()
    there = set(InstructionItem.objects.values_list("code", "version"))
    missing = [row for row in shipped() if (row["code"], row.get("version", 1)) not in there]
    return len(InstructionItem.objects.bulk_create(InstructionItem(**row) for row in missing))


@transaction.atomic
def record_item(
    *,
    actor: Reader,
    code: str,
    rule: str,
    addressee: Addressee,
    answered_by: Collection[Answering],
    theme: Theme,
    text: str,
    evidence: str,
    valid_from: date,
    source: str,
    confidence: Confidence,
    text_en: str = "",
    evidence_en: str = "",
    addressee_name: str = "",
    region: str | None = None,
    indicator: str = "",
    target: str = "",
    cycle: Cycle = Cycle.HALF_YEARLY,
    valid_to: date | None = None,
    reason: str = "",
) -> InstructionItem:
    """Add an item, or a new version of one (with a reason); an equal newest version is kept.

    ``rule`` is a citation or code of the national register. With ``region`` only what lies there
    is asked. Where no English text is given the Indonesian stands in both. Raises ``AccessRefused``
    without REVIEW_INSTRUCTIONS there, ``MonitoringRefused`` for a rule that no register holds, an
    unknown indicator, an empty text, or a new version without reason.
    """
    actor.require(REVIEW_INSTRUCTIONS)
    if region is not None:
        known_region(region)
    if not sees_whole(actor, region, REVIEW_INSTRUCTIONS):
        raise no_permission(str(actor.user), REVIEW_INSTRUCTIONS)
    code = _checked(code.strip().upper(), text, evidence, source, answered_by)
    if valid_to is not None and valid_to < valid_from:
        raise _refused("instruction_dates", "Hari terakhir mendahului hari pertama.",
                       "The last day comes before the first.")  # fmt: skip
    if indicator:
        definition_of(indicator, valid_from)
    stated: dict[str, object] = {
        "rule_id": _rule(rule).pk,
        "addressee": Addressee(addressee).value,
        "addressee_name": addressee_name.strip(),
        "answered_by": sorted(Answering(one).value for one in answered_by),
        "region_id": region,
        "theme": Theme(theme).value,
        "text_id": text.strip(),
        "text_en": text_en.strip() or text.strip(),
        "indicator": indicator,
        "target_id": target.strip(),
        "target_en": target.strip(),
        "evidence_id": evidence.strip(),
        "evidence_en": evidence_en.strip() or evidence.strip(),
        "cycle": Cycle(cycle).value,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "source": source.strip(),
        "confidence": Confidence(confidence).value,
    }
    _lock()
    newest = InstructionItem.objects.filter(code=code).order_by("-version").first()
    if newest is None:
        with acting(actor, "record_item"):
            return InstructionItem.objects.create(code=code, recorded_by=actor.user, **stated)
    return _next_version(actor, newest, stated, reason.strip())


def _next_version(
    actor: Reader, newest: InstructionItem, stated: dict[str, object], reason: str
) -> InstructionItem:
    if all(getattr(newest, name) == value for name, value in stated.items()):
        return newest
    if newest.region_id != stated["region_id"]:
        raise _refused(
            "instruction_code_taken",
            f"Kode {newest.code} sudah dipakai bagi wilayah lain; pilih kode lain.",
            f"The code {newest.code} is in use for another region; choose another code.",
        )
    if not reason:
        raise _refused(
            "instruction_reason",
            f"Butir {newest.code} sudah ada; tulis alasan perubahannya.",
            f"The item {newest.code} exists; give the reason for the change.",
        )
    kept = {name: getattr(newest, name) for name in ("knows", "duties", "worker_segments")}
    with acting(actor, reason):
        return InstructionItem.objects.create(
            code=newest.code,
            version=newest.version + 1,
            reason=reason,
            recorded_by=actor.user,
            **kept,
            **stated,
        )


def _checked(
    code: str, text: str, evidence: str, source: str, answered_by: Collection[Answering]
) -> str:
    told = {"kode": code, "bunyi": text, "bukti": evidence, "sumber": source}
    empty = [name for name, value in told.items() if not value.strip()]
    if not answered_by:
        empty.append("penjawab")
    if empty or len(code) > 60:
        what = ", ".join(empty) or "kode (paling panjang 60 huruf)"
        raise _refused(
            "instruction_incomplete",
            f"Lengkapi butir instruksi: {what}.",
            f"Complete the instruction item: {what}.",
        )
    return code


def _rule(cited: str) -> Regulation:
    """The rule of the national register that a code or citation names."""
    found = Regulation.objects.filter(pk=cited).first() or find_regulation(cited).regulation
    if found is None:
        near = ", ".join(rule.citation for rule in find_regulation(cited).suggestions) or "-"
        raise _refused(
            "instruction_rule_unknown",
            f"Peraturan {cited!r} tidak ada di daftar peraturan. Mungkin: {near}.",
            f"The rule {cited!r} is not in the register. Perhaps: {near}.",
        )
    return found


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _refused(code: str, message_id: str, message_en: str) -> MonitoringRefused:
    return MonitoringRefused(code, message_id, message_en)
