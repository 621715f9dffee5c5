"""The decree: drafted from the valid rows of lists, signed by the head, and taken onto the rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction

from payung import clock
from payung.access.permissions import MANAGE_LISTS, SIGN_LETTERS, VIEW_LISTS
from payung.access.reader import Reader
from payung.documents.models import Letter, LetterStatus
from payung.documents.operations import draft_letter, sign_letter
from payung.documents.reach import own_offices
from payung.sponsorship import cover_refusals as refusals
from payung.sponsorship.decree_data import Data, authority_of, decree_data, masked, place_of
from payung.sponsorship.models import BeneficiaryList, ListAct, ListRow, RowStatus, RowStep
from payung.sponsorship.operations.governments import government_code
from payung.sponsorship.operations.holding import add_act, add_steps, held_list, locked_list
from payung.sponsorship.queries.replacing import TURNED_AWAY
from payung.sponsorship.queries.verdicts import rejections

DECREE, REPLACEMENT = "beneficiary_decree", "replacement_decree"
KINDS = (DECREE, REPLACEMENT)
#: What the lists of one decree have in common, beside their budget line.
_ALIKE = (
    ("region_id", "daerahnya", "region"),
    ("worker_segment_id", "kelompok pekerjanya", "segment"),
    ("fund_source", "sumber dananya", "source of money"),
    ("budget_line_id", "mata anggarannya", "budget line"),
    ("first_month", "bulan pertamanya", "first month"),
    ("months", "jumlah bulannya", "number of months"),
    ("programmes", "programnya", "programmes"),
)


@transaction.atomic
def decree_list(
    *,
    actor: Reader,
    list_ids: Sequence[int],
    letter_date: date | None = None,
    considerations: Sequence[str] = (),
) -> Letter:
    """Draft the decree of the valid rows of lists that are alike, with its annex of names.

    A list that replaces rejected rows brings forth the replacement decree (SK pengganti), which
    names both. The letter is of the government's office; its head signs it (``sign_decree``). A
    draft of the same lists that is there already is given again.

    Raises ``AccessRefused`` without MANAGE_LISTS, ``ListRefused`` (state, no valid row, lists that
    differ), ``LetterRefused`` as ``draft_letter``.
    """
    lists = [locked_list(actor, one, ListAct.Kind.DECREED) for one in sorted(set(list_ids))]
    if not lists:
        raise refusals.no_list(0)
    if (there := open_draft(lists)) is not None:
        return there
    _refuse_unlike(lists)
    first = lists[0]
    rows = list(
        ListRow.objects.filter(list__in=lists, status=RowStatus.VALID)
        .select_related("list__worker_segment", "village", "worker_segment", "replaces__list")
        .order_by("list", "row_no")
    )
    if not rows:
        raise refusals.no_valid_rows(first)
    kind = REPLACEMENT if first.replaces_id else DECREE
    if kind == REPLACEMENT:
        _refuse_unfit_successors(rows)
    data = decree_data(lists, rows, considerations, kind=kind)
    if kind == REPLACEMENT:
        data |= _replaced(lists, rows)
    return draft_letter(
        actor=actor,
        kind=kind,
        office_code=government_code(first.region_id),
        letter_date=letter_date or clock.today(),
        recipient_name=authority_of(first.region),
        data=data,
        about=about(first),
        shared_with=_agency(actor, first),
    )


def sign_decree(*, actor: Reader, letter_id: int) -> Letter:
    """Sign a decree as head of the government and take it: its people are then DECREED.

    All at once: people who are no longer valid refuse the whole. Doing it again changes nothing.
    Raises ``AccessRefused``, ``NotFound``, ``ListRefused``, ``LetterRefused`` (an acting head whose
    decree does not let him bind, UU 30/2014 Ps 14).
    """
    found = _decree(letter_id)
    with transaction.atomic():
        lists = _lists_of(actor, found, granting=(SIGN_LETTERS, VIEW_LISTS))
        if found.status == LetterStatus.DRAFT:
            _refuse_changed(found, lists)
        signed = sign_letter(actor=actor, letter_id=letter_id)
        _take(actor, signed, lists)
    return signed


@transaction.atomic
def take_decree(*, actor: Reader, letter_id: int) -> int:
    """Take a decree that was signed on the page of letters; returns how many rows it moved.

    Rows that were no longer valid stay where they are. Doing it again moves none. Raises
    ``AccessRefused`` without MANAGE_LISTS, ``NotFound``, ``ListRefused`` while it is not signed.
    """
    found = _decree(letter_id)
    if found.status != LetterStatus.SIGNED:
        raise refusals.not_signed("Keputusan", "decree")
    return _take(actor, found, _lists_of(actor, found, granting=(MANAGE_LISTS,)))


def _decree(letter_id: int) -> Letter:
    """A decree; who may see it is asked of its lists. Raises ``ListRefused``."""
    found = Letter.objects.filter(pk=letter_id, kind__in=KINDS).first()
    if found is None:
        raise refusals.no_decree(letter_id)
    return found


def about(found: BeneficiaryList) -> str:
    """What the letters of a list belong to."""
    return f"list:{found.pk}"


def _agency(actor: Reader, found: BeneficiaryList) -> str | None:
    """The agency that goes on reading the decree: the drafter's own, else the proposing one."""
    own = sorted(code for code in own_offices(actor, MANAGE_LISTS) if code.startswith("OPD-"))
    return own[0] if own else found.agency_id


def open_draft(lists: Iterable[BeneficiaryList]) -> Letter | None:
    """The draft of a decree in which one of these lists stands, if there is one."""
    for one in lists:
        draft = Letter.objects.filter(
            kind__in=KINDS,
            status=LetterStatus.DRAFT,
            data__lists__contains=[{"number": one.number}],
        ).first()
        if draft is not None:
            return draft
    return None


def _refuse_unlike(lists: Sequence[BeneficiaryList]) -> None:
    for name, told_id, told_en in _ALIKE:
        if len({getattr(one, name) for one in lists}) > 1:
            raise refusals.lists_differ(told_id, told_en)
    if len({one.replaces_id is None for one in lists}) > 1:
        raise refusals.lists_differ("jenisnya (daftar baru atau pengganti)", "kind")


def _refuse_unfit_successors(rows: Sequence[ListRow]) -> None:
    """Each successor stands for one person who was turned away, and nobody for two."""
    alone = sum(1 for row in rows if row.replaces is None)
    if alone:
        raise refusals.unfit_successors(
            f"{alone} baris daftar pengganti tidak menyebut siapa yang diganti; isi kolom "
            "MENGGANTI_BARIS.",
            f"{alone} rows of the replacement list do not say whom they replace.",
        )
    gone = Counter(row.replaces for row in rows if row.replaces is not None)
    wrong = [row for row, count in gone.items() if count > 1 or row.status not in TURNED_AWAY]
    if wrong:
        told = ", ".join(str(row.row_no) for row in wrong[:5])
        raise refusals.unfit_successors(
            f"Baris {told} pada daftar sebelumnya sudah diganti, diganti dua kali, atau tidak "
            "ditolak.",
            f"Rows {told} of the earlier list were replaced already, are replaced twice, or were "
            "never turned away.",
        )


def _replaced(lists: Sequence[BeneficiaryList], rows: Sequence[ListRow]) -> Data:
    """The decrees that a replacement changes, and whom it replaces by whom, with the reason."""
    before = {one.replaces_id for one in lists}
    acts = ListAct.objects.filter(list__in=before, kind=ListAct.Kind.DECREED)
    decrees = Letter.objects.filter(pk__in=acts.values("letter")).order_by("pk")
    gone = [row.replaces for row in rows if row.replaces is not None]
    reasons = rejections(row.pk for row in gone)
    return {
        "replaced_decrees": [
            {"number": one.number, "date": one.letter_date.isoformat()} for one in decrees
        ],
        "replaced": [
            {
                "list": row.replaces.list.number,
                "row": row.replaces.row_no,
                "name": row.replaces.name,
                "national_id": masked(row.replaces),
                "village": place_of(row.replaces),
                "reason": reasons[row.replaces.pk],
                "successor": row.name,
            }
            for row in rows
            if row.replaces is not None
        ],
    }


def _lists_of(
    actor: Reader, letter: Letter, *, granting: Sequence[str]
) -> dict[str, BeneficiaryList]:
    """The lists that a decree names, locked in the order of their ids, by number."""
    for permission in granting:
        actor.require(permission)
    numbers = [row["number"] for row in letter.data["lists"]]
    ids = BeneficiaryList.objects.filter(number__in=numbers).order_by("pk")
    found = [held_list(actor, pk, granting[-1:]) for pk in ids.values_list("pk", flat=True)]
    return {one.number: one for one in found}


def _rows_of(letter: Letter, lists: dict[str, BeneficiaryList]) -> list[ListRow]:
    """The rows that a decree names, locked."""
    named: dict[str, list[int]] = defaultdict(list)
    for person in letter.data["people"]:
        named[person["list"]].append(person["row"])
    found: list[ListRow] = []
    for number, rows in sorted(named.items()):
        found += (
            ListRow.objects.select_for_update()
            .filter(list=lists[number], row_no__in=rows)
            .order_by("row_no")
        )
    return found


def _refuse_changed(letter: Letter, lists: dict[str, BeneficiaryList]) -> None:
    changed = [row for row in _rows_of(letter, lists) if row.status != RowStatus.VALID]
    if changed:
        by_id = {one.pk: one.number for one in lists.values()}
        told = [f"{by_id[row.list_id]} baris {row.row_no}" for row in changed]
        raise refusals.rows_changed(told, len(changed))


def _take(actor: Reader, letter: Letter, lists: dict[str, BeneficiaryList]) -> int:
    rows = [row for row in _rows_of(letter, lists) if row.status == RowStatus.VALID]
    by_list: dict[int, list[ListRow]] = defaultdict(list)
    for row in rows:
        by_list[row.list_id].append(row)
    for one in lists.values():
        taken = by_list[one.pk]
        if ListAct.objects.filter(list=one, kind=ListAct.Kind.DECREED, letter=letter).exists():
            taken = []
        if not taken:
            continue
        act = add_act(
            actor, one, ListAct.Kind.DECREED, on=letter.letter_date, letter=letter,
            data={"decreed": len(taken)},
        )  # fmt: skip
        add_steps(_steps(actor, taken, act))
    return len(rows)


def _steps(actor: Reader, rows: Iterable[ListRow], act: ListAct) -> Iterable[RowStep]:
    for row in rows:
        yield RowStep(
            row=row,
            status=RowStatus.DECREED,
            act=act,
            happened_on=act.happened_on,
            recorded_by=actor.user,
        )
        if row.replaces_id is not None:
            yield RowStep(
                row_id=row.replaces_id,
                status=RowStatus.REPLACED,
                act=act,
                happened_on=act.happened_on,
                recorded_by=actor.user,
            )
