"""Answering instruction items, replacing an answer, reviewing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from payung import clock
from payung.access.audit import acting
from payung.access.permissions import ANSWER_INSTRUCTIONS, REVIEW_INSTRUCTIONS
from payung.access.reader import Reader
from payung.access.refusals import no_permission
from payung.documents.models import Attachment
from payung.documents.operations.attaching import attach
from payung.documents.reach import own_offices
from payung.errors import NotFound
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.evidence import EvidenceFile
from payung.monitoring.half_years import HalfYear, half_year
from payung.monitoring.instruction_items import Asked, Unit, asked_of, items_of
from payung.monitoring.instruction_reach import may_answer, may_review, unit_of
from payung.monitoring.models import (
    AnswerEvidence,
    AnswerReview,
    InstructionAnswer,
    InstructionItem,
)
from payung.monitoring.queries.instruction_figures import figure_of
from payung.monitoring.queries.instruction_hints import hints
from payung.monitoring.queries.instructions import answer as answer_in_sight
from payung.reference.models import Office
from payung.sponsorship.operations.governments import government_code, open_government

_Status = InstructionAnswer.Status
_LONGEST = 4_000


@dataclass(frozen=True)
class Told:
    """What an officer answers.

    ``reason`` says why an item does not apply; ``records`` are codes of confirmed hints
    (``REGULATIONS:12``), ``files`` are added to those of the answer before.
    """

    status: str
    text: str = ""
    reason: str = ""
    records: Sequence[str] = ()
    files: Sequence[EvidenceFile] = ()


@transaction.atomic
def answer_instruction(
    *,
    actor: Reader,
    code: str,
    half: HalfYear,
    told: Told,
    region: str | None = None,
    office: str | None = None,
) -> InstructionAnswer:
    """Answer an item for a government (``region``), an office, or the central body (neither).

    The figure in force at the half-year's last day is kept with it. The same answer again gives
    the one that stands. Raises ``NotFound`` outside the actor's scope, ``AccessRefused`` where he
    answers for others, ``MonitoringRefused`` for an item not asked then, a half-year to come, an
    incomplete answer, or when another answer stands (which is replaced, not written over).
    """
    asked = _asked(actor, code, half, region, office)
    _lock(asked, half)
    standing = _standing(asked, half)
    if standing is not None:
        files = _attached(actor, asked, half, told.files)
        if _same(standing, _stated(asked, half, told), files):
            return standing
        raise _refused(
            "instruction_answered",
            f"Butir ini sudah dijawab oleh {standing.recorded_by}; buka jawabannya dan ganti "
            "dengan alasan.",
            f"This item was answered by {standing.recorded_by}; open the answer and replace it "
            "with a reason.",
        )
    return _write(actor, asked, half, told, None, "")


@transaction.atomic
def supersede_answer(
    *, actor: Reader, answer_id: int, told: Told, change_reason: str
) -> InstructionAnswer:
    """Replace an answer by another, with a reason; the old one and its review stay readable.

    Files of the old answer stay evidence. The new one is to be reviewed anew. Raises as
    ``answer_instruction``, and ``MonitoringRefused`` when somebody has replaced it meanwhile.
    """
    old = answer_in_sight(actor, answer_id)
    half = half_year(old.half_code)
    asked = _asked(actor, old.item.code, half, old.region_id, old.office_id)
    _lock(asked, half)
    standing = _standing(asked, half)
    if standing is None or standing.pk != old.pk:
        who = standing.recorded_by if standing else old.recorded_by
        if standing and _same(
            standing, _stated(asked, half, told), _attached(actor, asked, half, told.files)
        ):
            return standing
        raise _refused(
            "instruction_replaced",
            f"Jawaban ini sudah diganti oleh {who}; muat ulang halamannya.",
            f"This answer was replaced by {who}; load the page again.",
        )
    if not change_reason.strip():
        raise _refused(
            "instruction_change_reason",
            "Tulis alasan mengganti jawaban.",
            "Give the reason for replacing the answer.",
        )
    return _write(actor, asked, half, told, old, change_reason.strip())


@transaction.atomic
def review_answer(*, actor: Reader, answer_id: int, accepted: bool, note: str = "") -> AnswerReview:
    """Accept an answer, or return it with a reason; nobody reviews his own.

    The same review again gives the one that stands. Raises ``AccessRefused`` without
    REVIEW_INSTRUCTIONS, ``NotFound``, ``MonitoringRefused`` for the writer himself, a return
    without reason, an answer that was replaced or reviewed otherwise.
    """
    actor.require(REVIEW_INSTRUCTIONS)
    seen = answer_in_sight(actor, answer_id)
    of = InstructionAnswer.objects.select_for_update(of=("self",)).get(pk=seen.pk)
    if not may_review(actor, of):
        raise no_permission(str(actor.user), REVIEW_INSTRUCTIONS)
    if of.recorded_by_id == actor.user.pk:
        raise _refused(
            "instruction_own_answer",
            "Jawaban sendiri ditelaah oleh rekan lain.",
            "One's own answer is reviewed by a colleague.",
        )
    if not accepted and not note.strip():
        raise _refused(
            "instruction_return_reason",
            "Tulis apa yang kurang sebelum mengembalikan jawaban.",
            "Say what is lacking before returning the answer.",
        )
    if InstructionAnswer.objects.filter(supersedes=of).exists():
        raise _refused(
            "instruction_replaced",
            "Jawaban ini sudah diganti; telaah jawaban yang baru.",
            "This answer was replaced; review the new one.",
        )
    done = AnswerReview.objects.filter(answer=of).select_related("recorded_by").first()
    if done is not None:
        if done.accepted == accepted and done.note == note.strip():
            return done
        raise _refused(
            "instruction_reviewed",
            f"Jawaban ini sudah ditelaah oleh {done.recorded_by}.",
            f"This answer was reviewed by {done.recorded_by}.",
        )
    with acting(actor, note.strip() or "review_answer"):
        return AnswerReview.objects.create(
            answer=of,
            accepted=accepted,
            note=note.strip(),
            reviewed_on=clock.today(),
            recorded_by=actor.user,
        )


def asked_item(item_code: str, unit: Unit, half: HalfYear) -> Asked | None:
    """The item of a code as it is asked of a unit in a half-year; None when it is not."""
    items = [one for one in items_of(half) if one.code == item_code]
    return next(asked_of(items, [unit]), None)


def _asked(
    actor: Reader, code: str, half: HalfYear, region: str | None, office: str | None
) -> Asked:
    unit = unit_of(actor, region=region, office=office)
    if not may_answer(actor, unit):
        raise no_permission(str(actor.user), ANSWER_INSTRUCTIONS)
    if half.first > clock.today():
        raise _refused(
            "half_year_to_come",
            f"{half.name.capitalize()} belum mulai; butirnya belum dapat dijawab.",
            f"{half.code} has not begun; its items cannot be answered yet.",
        )
    found = asked_item(code, unit, half)
    if found is None:
        if not InstructionItem.objects.filter(code=code).exists():
            raise NotFound(
                "instruction_unknown", f"Butir {code!r} tidak ada.", f"No item {code!r}."
            )
        raise _refused(
            "instruction_not_asked",
            f"Butir {code} tidak ditujukan ke sini, atau tidak berlaku pada {half.name}.",
            f"The item {code} is not addressed here, or not in force in {half.code}.",
        )
    return found


def _write(
    actor: Reader,
    asked: Asked,
    half: HalfYear,
    told: Told,
    old: InstructionAnswer | None,
    change_reason: str,
) -> InstructionAnswer:
    stated = _stated(asked, half, told)
    files = _attached(actor, asked, half, told.files)
    if old is not None:
        if _same(old, stated, files):
            return old
        kept = list(old.evidence.values_list("attachment_id", flat=True))
        files = [*kept, *(one for one in files if one not in kept)]
    region, office = asked.unit.key
    with acting(actor, change_reason or "answer_instruction"):
        made = InstructionAnswer.objects.create(
            item=asked.item,
            region_id=region,
            office_id=office,
            year=half.year,
            half=half.number,
            figure_id=figure_of(actor, asked, half),
            answered_on=clock.today(),
            supersedes=old,
            change_reason=change_reason,
            recorded_by=actor.user,
            **stated,
        )
        AnswerEvidence.objects.bulk_create(
            AnswerEvidence(answer=made, attachment_id=one) for one in files
        )
    return made


def _stated(asked: Asked, half: HalfYear, told: Told) -> dict[str, object]:
    """The checked answer. Raises ``MonitoringRefused`` for what is missing or too long."""
    status = told.status if told.status in _Status.values else ""
    text, reason = told.text.strip(), told.reason.strip()
    if not status:
        raise _refused(
            "instruction_status",
            f"Pilih keadaan butir ini; ditemukan {told.status!r}.",
            f"Choose the state of this item; found {told.status!r}.",
        )
    if status == _Status.NOT_APPLICABLE and not reason:
        raise _refused(
            "instruction_reason_lacking",
            "Tulis mengapa butir ini tidak berlaku di sini.",
            "Say why this item does not apply here.",
        )
    if status != _Status.NOT_APPLICABLE and not text:
        raise _refused(
            "instruction_text_lacking",
            "Tulis apa yang sudah dikerjakan, atau mengapa belum.",
            "Say what was done, or why it was not.",
        )
    if max(len(text), len(reason)) > _LONGEST:
        raise _refused(
            "instruction_text_long",
            f"Jawaban paling panjang {_LONGEST} huruf, ditemukan {max(len(text), len(reason))}.",
            f"An answer has at most {_LONGEST} letters, found {max(len(text), len(reason))}.",
        )
    return {
        "status": status,
        "text": text,
        "reason": reason if status == _Status.NOT_APPLICABLE else "",
        "records": _records(asked, half, told.records),
    }


def _records(asked: Asked, half: HalfYear, codes: Sequence[str]) -> list[dict[str, object]]:
    """The confirmed entries, as Payung knows them now."""
    if not codes:
        return []
    known = {hint.code: hint for hint in hints(asked, half)}
    missing = [code for code in codes if code not in known]
    if missing:
        raise _refused(
            "instruction_record_unknown",
            f"Catatan {', '.join(missing)} tidak (lagi) berlaku bagi butir ini; muat ulang "
            "halamannya.",
            f"The entries {', '.join(missing)} do not hold for this item; load the page again.",
        )
    return [known[code].record for code in dict.fromkeys(codes)]


def _same(standing: InstructionAnswer, stated: dict[str, object], files: Sequence[int]) -> bool:
    kept = set(standing.evidence.values_list("attachment_id", flat=True))
    return set(files) <= kept and all(
        getattr(standing, name) == value for name, value in stated.items()
    )


def _attached(
    actor: Reader, asked: Asked, half: HalfYear, files: Sequence[EvidenceFile]
) -> list[int]:
    """The ids of the files as attachments; the same file is kept once."""
    if not files:
        return []
    office, shared_with = _keeper(actor, asked.unit)
    region, own = asked.unit.key
    about = f"instruction:{asked.item.pk}:{region or own or 'ID'}:{half.code}"
    kept: list[Attachment] = [
        attach(
            actor=actor,
            about=about,
            office_code=office,
            kind="instruction",
            path=file.path,
            file_name=file.file_name,
            note=file.note,
            shared_with=shared_with,
        )
        for file in files
    ]
    return [one.pk for one in dict.fromkeys(kept)]


def _keeper(actor: Reader, unit: Unit) -> tuple[str, str | None]:
    """Which office keeps the files of an answer, and which other one may read them."""
    if unit.office is not None:
        return unit.office.pk, None
    seats = sorted(
        own_offices(actor, ANSWER_INSTRUCTIONS) | own_offices(actor, REVIEW_INSTRUCTIONS)
    )
    if unit.region is None:
        if not seats:
            raise _refused(
                "instruction_no_seat",
                "Jabatan Anda belum berkantor, jadi berkas bukti tidak dapat disimpan. Minta "
                "pengelola data mengisi kantornya.",
                "Your post sits in no office, so files cannot be kept. Ask the data custodian to "
                "name its office.",
            )
        return seats[0], None
    code = government_code(unit.region.pk)
    there = Office.objects.filter(pk=code).first()
    government = there or open_government(actor=actor, region_code=unit.region.pk)
    own = Office.objects.filter(pk__in=seats, parent=government).first()
    return (own.pk, government.pk) if own else (government.pk, None)


def _standing(asked: Asked, half: HalfYear) -> InstructionAnswer | None:
    """The answer in force of a unit to an item, whichever version of it was answered."""
    region, office = asked.unit.key
    return (
        InstructionAnswer.objects.filter(
            item__code=asked.item.code,
            region=region,
            office=office,
            year=half.year,
            half=half.number,
            superseded_by=None,
        )
        .select_related("recorded_by")
        .first()
    )


def _lock(asked: Asked, half: HalfYear) -> None:
    """One writer at a time for a unit's answer to an item: the second sees the first one's."""
    with connection.cursor() as cursor:
        key = "|".join(str(part) for part in (*asked.key, half.code))
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _refused(code: str, message_id: str, message_en: str) -> MonitoringRefused:
    return MonitoringRefused(code, message_id, message_en)
