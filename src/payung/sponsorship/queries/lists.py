"""What is read of lists: always within the reader's scope, numbers of persons masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from payung.access.encryption import blind_index, decrypt
from payung.access.identifiers import NATIONAL_ID, PHONE
from payung.access.masking import mask_national_id
from payung.access.permissions import MANAGE_LISTS, PROPOSE_LISTS, VIEW_LISTS
from payung.access.reader import Reader
from payung.access.refusals import no_permission
from payung.access.scope import NOTHING
from payung.errors import NotFound
from payung.sponsorship.listing import answer
from payung.sponsorship.listing.rules import CELL_CODES, ROW_CODES, meaning, sentence
from payung.sponsorship.listing.verdicts import in_force
from payung.sponsorship.models import (
    BeneficiaryList,
    CivilServant,
    ListAct,
    ListRow,
    RowStatus,
    RowStep,
    RowVerdict,
)
from payung.sponsorship.operations.cleaning import BY_CLERK, reasons
from payung.sponsorship.reach import by_region, in_sight

#: A list that was opened and not handed in has no act.
DRAFT = "DRAFT"
_DIGITS = 16
_OWN_CODES = (*CELL_CODES, *ROW_CODES)


@dataclass(frozen=True)
class RowFound:
    """One person of a list as readers see him: the NIK masked, the reasons in words."""

    row: ListRow
    national_id: str
    verdicts: tuple[RowVerdict, ...]
    reasons: tuple[str, ...]
    decision: str

    @property
    def reason(self) -> str:
        """The first reason, a clerk's word before all others."""
        return self.decision or (self.reasons[0] if self.reasons else "")


def lists(
    reader: Reader,
    *,
    region: str | None = None,
    village: str | None = None,
    state: str = "",
    search: str = "",
) -> QuerySet[BeneficiaryList]:
    """The lists in sight, newest first, with ``state`` (last act, or DRAFT) and ``many`` rows.

    A village sees its own lists only, an agency those of its region, a branch those of the
    governments of its territory. Raises ``AccessRefused`` without VIEW_LISTS.
    """
    reader.require(VIEW_LISTS)
    last = ListAct.objects.filter(list=OuterRef("pk")).order_by("-pk")
    found = (
        BeneficiaryList.objects.filter(in_sight(reader, VIEW_LISTS))
        .select_related("region", "agency", "village", "worker_segment", "budget_line")
        .annotate(last_act=Subquery(last.values("kind")[:1]))
        .order_by("-proposed_on", "-pk")
    )
    if region:
        found = found.filter(region__pk__startswith=region)
    if village:
        found = found.filter(village=village)
    if state:
        found = found.filter(last_act=None if state == DRAFT else state)
    for word in search.split():
        found = found.filter(
            Q(title__icontains=word)
            | Q(number__icontains=word)
            | Q(village__name__icontains=word)
            | Q(agency__name__icontains=word)
        )
    return found


def list_(reader: Reader, list_id: int) -> BeneficiaryList:
    """One list. Raises ``AccessRefused``, and ``NotFound`` when it is not in sight."""
    found = lists(reader).filter(pk=list_id).first()
    if found is None:
        raise NotFound(
            "list_not_found",
            f"Daftar nomor {list_id} tidak ditemukan.",
            f"List number {list_id} was not found.",
        )
    return found


def rows(
    reader: Reader,
    list_id: int,
    *,
    status: str = "",
    search: str = "",
    code: str = "",
    village: str = "",
) -> QuerySet[ListRow]:
    """The rows of a list in its own order, narrowed to a status, a part of a name or a whole NIK,
    a verdict's code, a village. ``told`` makes them readable. Raises as ``list_``."""
    found = list_(reader, list_id).rows.select_related("village", "worker_segment")
    if status:
        found = found.filter(status=status)
    if village:
        found = found.filter(village=village)
    plain = "".join(search.split())
    if plain.isdecimal() and len(plain) == _DIGITS:
        found = found.filter(national_id_hash=blind_index(plain, NATIONAL_ID))
    else:
        for word in search.split():
            found = found.filter(name__icontains=word)
    if code == BY_CLERK:
        steps = RowStep.objects.filter(row=OuterRef("pk")).order_by("-pk")
        found = found.annotate(by_clerk=Subquery(steps.values("decided")[:1])).filter(by_clerk=True)
    elif code:
        newest = RowVerdict.objects.filter(row=OuterRef("pk"), code=code).order_by("-pk")
        found = found.annotate(held=Subquery(newest.values("holds")[:1])).filter(held=True)
    return found.order_by("row_no")


def row(reader: Reader, list_id: int, row_no: int) -> ListRow:
    """One row of a list. Raises as ``list_``."""
    found = rows(reader, list_id).filter(row_no=row_no).first()
    if found is None:
        raise NotFound(
            "row_not_found",
            f"Baris {row_no} tidak ditemukan di daftar ini.",
            f"Row {row_no} was not found in this list.",
        )
    return found


def told(found: Sequence[ListRow], language: str = "id") -> list[RowFound]:
    """Rows in words: masked NIK, the verdicts in force with their sentences, a clerk's decision.

    Three queries, however many rows.
    """
    ids = [one.pk for one in found]
    held = in_force(ids)
    wanted = {pk for pks in held.values() for pk in pks}
    by_id = {
        verdict.pk: verdict
        for verdict in RowVerdict.objects.filter(pk__in=wanted, code__in=_OWN_CODES)
    }
    decisions = _decisions(ids)
    return [
        _told(one, [by_id[pk] for pk in held.get(one.pk, []) if pk in by_id], decisions, language)
        for one in found
    ]


def _told(
    one: ListRow, verdicts: list[RowVerdict], decisions: dict[int, str], language: str
) -> RowFound:
    number = decrypt(one.national_id_cipher, NATIONAL_ID) if one.national_id_cipher else ""
    told_before = [v for v in verdicts if v.severity > RowVerdict.Severity.NOTE]
    return RowFound(
        row=one,
        national_id=mask_national_id(number),
        verdicts=tuple(verdicts),
        reasons=tuple(sentence(v.code, v.column, v.found, v.detail, language) for v in told_before),
        decision=decisions.get(one.pk, ""),
    )


def _decisions(ids: list[int]) -> dict[int, str]:
    """What clerks said of rows whose newest step is a decision."""
    newest = RowStep.objects.filter(row__in=ids).order_by("row_id", "-pk").distinct("row_id")
    return {
        row_id: reason
        for row_id, reason, decided in newest.values_list("row_id", "reason", "decided")
        if decided
    }


def status_counts(reader: Reader, list_id: int) -> dict[str, int]:
    """How many rows stand where; every status, also with none."""
    found = list_(reader, list_id).rows.order_by().values_list("status").annotate(Count("pk"))
    return dict.fromkeys(RowStatus.values, 0) | dict(found)


def reason_counts(reader: Reader, list_id: int, language: str = "id") -> list[tuple[str, str, int]]:
    """What decided the refused and doubtful rows: code, meaning, rows; their sum is theirs."""
    decided = "Decided by a clerk" if language == "en" else "Diputuskan oleh petugas"
    return [
        (code, decided if code == BY_CLERK else meaning(code, language), many)
        for code, many in reasons(list_(reader, list_id)).items()
    ]


def village_counts(reader: Reader, list_id: int) -> list[tuple[str, str, dict[str, int]]]:
    """The rows of a list by village (code, name) and status; those without a village last."""
    counted = (
        list_(reader, list_id)
        .rows.order_by()
        .values_list("village", "village__name", "status")
        .annotate(many=Count("pk"))
        .order_by("village")
    )
    found: dict[tuple[str, str], dict[str, int]] = {}
    for code, name, status, many in counted:
        found.setdefault((code or "", name or ""), {})[status] = many
    return [(code, name, counts) for (code, name), counts in found.items()]


def counts_of(found: Sequence[BeneficiaryList]) -> dict[int, dict[str, int]]:
    """Rows by status of each of some lists (of a page); one query."""
    counted = (
        ListRow.objects.filter(list__in=[one.pk for one in found])
        .order_by()
        .values_list("list", "status")
        .annotate(many=Count("pk"))
    )
    result: dict[int, dict[str, int]] = {one.pk: {} for one in found}
    for list_id, status, many in counted:
        result[list_id][status] = many
    return result


def answer_workbook(reader: Reader, list_id: int) -> bytes:
    """The answer workbook (XLSX): the proposer's own rows and what is wrong with them.

    For those who propose or clean lists; it holds full numbers as the file did. Raises
    ``AccessRefused``, ``NotFound``.
    """
    if not (reader.can(PROPOSE_LISTS) or reader.can(MANAGE_LISTS)):
        raise no_permission(str(reader.user), PROPOSE_LISTS)
    return answer.write(list_(reader, list_id))


def to_clean(reader: Reader) -> QuerySet[BeneficiaryList]:
    """The lists that wait to be cleaned by the reader, the oldest first."""
    waiting = ListRow.objects.filter(list=OuterRef("pk"), status=RowStatus.PROPOSED)
    return (
        _last_act(reader, MANAGE_LISTS, ListAct.Kind.PROPOSED)
        .filter(Exists(waiting))
        .order_by("proposed_on", "pk")
    )


def doubtful(reader: Reader) -> QuerySet[BeneficiaryList]:
    """The lists with rows that wait for the reader's decision, with ``many`` of them."""
    undecided = Count("rows", filter=Q(rows__status=RowStatus.DOUBTFUL))
    return (
        _open(reader, MANAGE_LISTS)
        .annotate(many=undecided)
        .filter(many__gt=0)
        .order_by("-many", "pk")
    )


def returned(reader: Reader) -> QuerySet[BeneficiaryList]:
    """The lists that were returned to the reader, to be mended."""
    return _last_act(reader, PROPOSE_LISTS, ListAct.Kind.RETURNED).order_by("-pk")


def drafts(reader: Reader) -> QuerySet[BeneficiaryList]:
    """The lists that the reader may go on entering and has not handed in."""
    return _last_act(reader, PROPOSE_LISTS, None).order_by("-pk")


def _last_act(reader: Reader, permission: str, kind: str | None) -> QuerySet[BeneficiaryList]:
    return _open(reader, permission).filter(last_act=kind)


def _open(reader: Reader, permission: str) -> QuerySet[BeneficiaryList]:
    over = ListAct.objects.filter(
        list=OuterRef("pk"), kind__in=(ListAct.Kind.CLOSED, ListAct.Kind.WITHDRAWN)
    )
    last = ListAct.objects.filter(list=OuterRef("pk")).order_by("-pk")
    within = in_sight(reader, permission) if reader.can(permission) else NOTHING
    return (
        BeneficiaryList.objects.filter(within)
        .filter(~Exists(over))
        .select_related("region", "agency", "village")
        .annotate(last_act=Subquery(last.values("kind")[:1]))
    )


def written(found: ListRow) -> dict[str, str]:
    """A row as its proposer wrote it, for the form that mends it: with its full NIK and phone."""
    told = {
        "name": found.name,
        "birth_date": f"{found.birth_date:%d-%m-%Y}" if found.birth_date else "",
        "sex": found.sex,
        "occupation": found.occupation,
        "village": found.village_id or "",
        "address": found.address,
        "decile": str(found.decile or ""),
    }
    if found.national_id_cipher:
        told["identity"] = decrypt(found.national_id_cipher, NATIONAL_ID)
    if found.phone_cipher:
        told["phone"] = decrypt(found.phone_cipher, PHONE)
    return told


def civil_servants(reader: Reader) -> list[tuple[str, str, int, date]]:
    """Who serves the state and is compared with: government, kind, people, newest list's day."""
    reader.require(MANAGE_LISTS)
    counted = (
        CivilServant.objects.filter(by_region(reader, MANAGE_LISTS), left_on=None)
        .order_by()
        .values_list("region__name", "kind")
        .annotate(many=Count("pk"), newest=Max("listed_on"))
        .order_by("region__name", "kind")
    )
    return list(counted)
