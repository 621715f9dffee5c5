"""What was asked and answered in a half-year: by government, office and item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from payung import clock
from payung.access.permissions import REVIEW_INSTRUCTIONS, VIEW_COVERAGE
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.documents.models import Attachment
from payung.documents.queries.attachments import FileContent, opened
from payung.errors import NotFound
from payung.monitoring.coverage import known_region
from payung.monitoring.half_years import HalfYear, half_year_of
from payung.monitoring.instruction_items import (
    Asked,
    Unit,
    asked_of,
    asked_of_kinds,
    items_of,
    units,
)
from payung.monitoring.instruction_reach import (
    answers_seen,
    offices_seen,
    own_units,
    regions_seen,
    sees_central,
)
from payung.monitoring.models import InstructionAnswer, InstructionItem
from payung.reference.models import Region
from payung.reference.queries import subtree

__all__ = ["half_year_of"]

_Status = InstructionAnswer.Status
_RELATED = ("item", "item__rule", "region", "office", "recorded_by", "review", "figure__definition")
Key = tuple[str, str | None, str | None]

#: Where an asked item stands, and how it is called: in the order of what presses most.
STATES = {
    "NO_ANSWER": _("belum dijawab"),
    "RETURNED": _("dikembalikan"),
    "WAITING": _("menunggu telaah"),
    "ACCEPTED": _("diterima"),
}
#: What an asked item lacks, and how it is called.
LACKS = {
    "NO_ANSWER": _("belum dijawab"),
    "RETURNED": _("dikembalikan"),
    "NO_EVIDENCE": _("dijawab tanpa bukti"),
}


@dataclass(frozen=True)
class Standing:
    """An asked item with its answer in force and what was said of it."""

    asked: Asked
    answer: InstructionAnswer | None = None
    files: int = 0

    @property
    def state(self) -> str:
        """A key of ``STATES``."""
        if self.answer is None:
            return "NO_ANSWER"
        review = getattr(self.answer, "review", None)
        if review is None:
            return "WAITING"
        return "ACCEPTED" if review.accepted else "RETURNED"

    @property
    def evidenced(self) -> bool:
        """Whether a file or a confirmed entry shows it; what does not apply needs none."""
        if self.answer is None:
            return False
        is_free = self.answer.status == _Status.NOT_APPLICABLE
        return is_free or bool(self.files or self.answer.records)

    @property
    def lack(self) -> str:
        """A key of ``LACKS``; "" when it lacks nothing."""
        if self.state in ("NO_ANSWER", "RETURNED"):
            return self.state
        return "" if self.evidenced else "NO_EVIDENCE"


@dataclass(frozen=True)
class Tally:
    """How many items were asked, answered, shown by evidence and accepted."""

    asked: int = 0
    answered: int = 0
    evidenced: int = 0
    accepted: int = 0

    @property
    def unanswered(self) -> int:
        """What is not answered, or not again after it was returned."""
        return self.asked - self.answered


def tally(rows: Iterable[Standing]) -> Tally:
    """The counts of these; a returned answer counts as none."""
    listed = list(rows)
    answered = [row for row in listed if row.state in ("WAITING", "ACCEPTED")]
    return Tally(
        asked=len(listed),
        answered=len(answered),
        evidenced=sum(row.evidenced for row in answered),
        accepted=sum(row.state == "ACCEPTED" for row in answered),
    )


def standings(
    reader: Reader, *, half: HalfYear, region: str | None = None, code: str | None = None
) -> list[Standing]:
    """Each item asked of each answerer in a reader's sight, in the order of place and code.

    ``region`` narrows to a province or regency with what lies in it; then the central bodies are
    left out; ``code`` to one item. A fixed number of queries. Raises ``AccessRefused``,
    ``MonitoringRefused``.
    """
    reader.require(VIEW_COVERAGE)
    if region is not None:
        known_region(region)
    items = [one for one in items_of(half) if code in (None, one.code)]
    found = units(
        asked_of_kinds(items),
        regions_seen(reader) & subtree(region or ""),
        offices_seen(reader) & subtree(region or "", "region__code"),
        central=region is None and sees_central(reader),
    )
    return _standing(items, found, half)


def standings_of(units_asked: Iterable[Unit], half: HalfYear) -> list[Standing]:
    """The same for these units alone: who asks has them in sight already."""
    return _standing(items_of(half), list(units_asked), half)


def own_standings(reader: Reader, half: HalfYear) -> list[Standing]:
    """What the reader's own governments and offices are asked."""
    return standings_of(own_units(reader), half)


def unanswered(reader: Reader, *, half: HalfYear, region: str | None = None) -> list[Standing]:
    """What lacks an answer, or has one without evidence: ``lack`` says which of the two.

    The question "which instructions have no evidence this half-year?". As ``standings``.
    """
    return [row for row in standings(reader, half=half, region=region) if row.lack]


def answers(
    reader: Reader, *, half: HalfYear, region: str | None = None
) -> QuerySet[InstructionAnswer]:
    """The answers in force of a half-year in a reader's sight. Raises ``AccessRefused``."""
    reader.require(VIEW_COVERAGE)
    place = (
        Q()
        if region is None
        else subtree(region, "region__code") | subtree(region, "office__region__code")
    )
    found = _of_half(half).filter(answers_seen(reader)).filter(place)
    return found.order_by("region_id", "office_id", "item__code")


def answer(reader: Reader, answer_id: int) -> InstructionAnswer:
    """One answer, in force or replaced. Raises ``AccessRefused``, ``NotFound``."""
    reader.require(VIEW_COVERAGE)
    found = (
        InstructionAnswer.objects.filter(answers_seen(reader), pk=answer_id)
        .select_related(*_RELATED)
        .first()
    )
    if found is None:
        raise _not_found(answer_id)
    return found


def history(of: Asked, half: HalfYear | None = None) -> list[InstructionAnswer]:
    """All answers to an item by one answerer, replaced ones too, the newest first."""
    region, office = of.unit.key
    found = InstructionAnswer.objects.filter(item__code=of.item.code, region=region, office=office)
    if half is not None:
        found = found.filter(year=half.year, half=half.number)
    return list(found.select_related(*_RELATED, "superseded_by").order_by("-year", "-half", "-pk"))


def to_review(reader: Reader) -> QuerySet[InstructionAnswer]:
    """The answers in force that wait for a review and that the reader did not write, oldest first.

    Raises ``AccessRefused`` without REVIEW_INSTRUCTIONS.
    """
    reader.require(REVIEW_INSTRUCTIONS)
    waiting = InstructionAnswer.objects.filter(superseded_by=None, review=None)
    within = scope_q(reader, permission=REVIEW_INSTRUCTIONS, employer=None)
    return (
        waiting.filter(within)
        .exclude(recorded_by=reader.user)
        .select_related(*_RELATED)
        .annotate(files=Count("evidence"))
        .order_by("answered_on", "pk")
    )


def files(of: InstructionAnswer) -> QuerySet[Attachment]:
    """The files that show an answer, without their content."""
    shown = Attachment.objects.filter(pk__in=of.evidence.values("attachment"))
    return shown.defer("content", "attachment_key_cipher").order_by("pk")


def file_content(reader: Reader, answer_id: int, attachment_id: int) -> FileContent:
    """One of them, decrypted. Raises ``AccessRefused``, ``NotFound``, ``DecryptionError``."""
    of = answer(reader, answer_id)
    kept = of.evidence.select_related("attachment").filter(attachment=attachment_id).first()
    if kept is None:
        raise _not_found(attachment_id)
    return opened(kept.attachment)


def item(reader: Reader, code: str) -> InstructionItem:
    """The newest version of an item that asks somebody in sight. Raises ``NotFound``."""
    reader.require(VIEW_COVERAGE)
    found = (
        InstructionItem.objects.filter(code=code)
        .select_related("rule", "region", "recorded_by")
        .order_by("-version")
        .first()
    )
    if found is None or not _in_sight(reader, found):
        raise _not_found(code)
    return found


def over_time(
    reader: Reader, of: InstructionItem, halves: Iterable[HalfYear]
) -> list[tuple[HalfYear, Tally]]:
    """How many answered an item in each of these half-years, of how many in sight that it asked."""
    told = []
    for half in halves:
        rows = standings(reader, half=half, code=of.code)
        if rows:
            told.append((half, tally(rows)))
    return told


def answered_by(codes: Iterable[str], half: HalfYear, on: date) -> Mapping[str, tuple[int, int]]:
    """(answered, asked) of governments for a half-year, by what was on record on a day.

    Whoever computes a figure asks this, so it takes no reader; counts alone.
    """
    governments = [Unit(region=one) for one in Region.objects.filter(pk__in=list(codes))]
    items = items_of(half)
    given = set(
        InstructionAnswer.objects.filter(
            year=half.year, half=half.number, region__in=list(codes), answered_on__lte=on
        ).values_list("item__code", "region_id")
    )
    counts: dict[str, tuple[int, int]] = {}
    for one in asked_of(items, governments):
        code, region, _office = one.key
        done, asked = counts.get(str(region), (0, 0))
        counts[str(region)] = (done + ((code, region) in given), asked + 1)
    return counts


def _standing(items: list[InstructionItem], found: list[Unit], half: HalfYear) -> list[Standing]:
    current: dict[Key, InstructionAnswer] = {
        (one.item.code, one.region_id, one.office_id): one
        for one in _of_half(half).annotate(files=Count("evidence"))
    }
    rows = []
    for one in asked_of(items, found):
        given = current.get(one.key)
        rows.append(Standing(one, given, given.files if given else 0))  # type: ignore[attr-defined]
    return rows


def _of_half(half: HalfYear) -> QuerySet[InstructionAnswer]:
    return InstructionAnswer.objects.filter(
        year=half.year, half=half.number, superseded_by=None
    ).select_related(*_RELATED)


def _in_sight(reader: Reader, found: InstructionItem) -> bool:
    if found.region_id is None:
        return True
    own = Region.objects.filter(regions_seen(reader)).filter(
        Q(pk=found.region_id) | Q(pk__startswith=f"{found.region_id}.")
    )
    return own.exists()


def is_late(of: InstructionAnswer, half: HalfYear) -> bool:
    """Whether an answer came after the day by which answers were due."""
    return of.answered_on > half.answer_by


def days_left(half: HalfYear) -> int:
    """Days until answers are due; negative when past."""
    return (half.answer_by - clock.today()).days


def _not_found(what: object) -> NotFound:
    return NotFound(
        "instruction_unknown",
        f"{what} tidak ada, atau di luar wilayah kerja Anda.",
        f"There is no {what}, or it lies outside your scope.",
        found=str(what),
    )
