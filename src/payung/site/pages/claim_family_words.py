"""A family in words: who receives what, through whom, into which account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from payung.access.encryption import decrypt
from payung.access.identifiers import BANK_ACCOUNT, NATIONAL_ID, PHONE
from payung.access.masking import mask_account, mask_national_id, mask_phone
from payung.access.reader import Reader
from payung.claims.family_checks import is_minor, relations_of
from payung.claims.models import Claim, Party, PartyAccount, PartyRole, Payable, PayableKind
from payung.claims.queries.families import (
    expected_years,
    newest_accounts,
    receives_through,
    relation_of,
    shares_of,
)
from payung.claims.queries.proofs import SchoolYear, school_year_of
from payung.law import parameters
from payung.law.benefits.days import age_on
from payung.site.formatting import language

#: Relations that no order of heirs names.
_OTHER_RELATIONS = {
    "FUNERAL_ORGANISER": gettext_lazy("Pengurus pemakaman"),
    "ESTATES_OFFICE": gettext_lazy("Balai Harta Peninggalan"),
}
NOT_YET = "NOT_YET"


@dataclass(frozen=True)
class Shown:
    """One person of a claim as a row of its page."""

    party: Party
    relation: str
    age: int | None
    is_minor: bool
    through: Party | None
    account: PartyAccount | None
    number: str
    share: str
    amount: int | None
    level: str
    national_id: str
    phone: str
    may_confirm: bool

    @property
    def is_confirmed(self) -> bool:
        """Whether a second person confirmed the account."""
        return self.account is not None and hasattr(self.account, "checked")


def levels(on: date) -> dict[str, str]:
    """The levels of education by code, in words, and the child that is not yet at school."""
    found = parameters.find("scholarship/levels", on) or parameters.get("scholarship/levels", NEW)
    name = "label_en" if language() == "en" else "label_id"
    rows = {str(row["level"]): str(row[name]) for row in found.rows}
    return {NOT_YET: _("Belum bersekolah"), **rows}


#: The first day of the yearly scholarships, whose words an older event borrows.
NEW = date(2019, 12, 2)


def relations(claim: Claim) -> dict[str, str]:
    """The relations of heirs for the claim's programme, in words."""
    known = relations_of(claim.programme, claim.event.happened_on)
    place = 1 if language() == "en" else 0
    return {code: words[place] for code, words in known.items()}


def rows(claim: Claim, people: Sequence[Party], reader: Reader, on: date) -> list[Shown]:
    """The people of a claim, each with age, share, and the account that is paid for him."""
    accounts, shares = newest_accounts(people), shares_of(claim, people)
    amounts = dict(
        claim.payables.filter(end__isnull=True, kind=PayableKind.ONCE)
        .values_list("party")
        .annotate(Sum("net"))
    )
    words, school = relations(claim), levels(claim.event.happened_on)
    return [
        _row(one, reader, on, accounts, shares, amounts.get(one.pk), words, school)
        for one in people
    ]


def _row(
    one: Party,
    reader: Reader,
    on: date,
    accounts: dict[int, PartyAccount],
    shares: dict[int, tuple[int, int]],
    amount: int | None,
    words: dict[str, str],
    school: dict[str, str],
) -> Shown:
    minor = one.role in (PartyRole.HEIR, PartyRole.CHILD) and is_minor(one, on)
    own = accounts.get(one.pk)
    code = relation_of(one)
    part, whole = shares.get(one.pk, (0, 1))
    return Shown(
        party=one,
        relation=words.get(code) or str(_OTHER_RELATIONS.get(code, "")),
        age=age_on(one.birth_date, on) if one.birth_date and one.birth_date <= on else None,
        is_minor=minor,
        through=receives_through(one, on),
        account=own,
        number=_masked_account(own),
        share="" if not part else _("seluruhnya") if part == whole else f"{part}/{whole}",
        amount=amount,
        level=school.get(one.level, ""),
        national_id=_masked(one.national_id_cipher, NATIONAL_ID),
        phone=_masked(one.phone_cipher, PHONE),
        may_confirm=own is not None
        and not hasattr(own, "checked")
        and own.recorded_by_id != reader.user.pk,
    )


def _masked_account(one: PartyAccount | None) -> str:
    return mask_account(decrypt(one.bank_account_cipher, BANK_ACCOUNT)) if one else ""


def _masked(cipher: bytes | None, purpose: str) -> str:
    if not cipher:
        return ""
    text = decrypt(cipher, purpose)
    return mask_phone(text) if purpose == PHONE else mask_national_id(text)


@dataclass(frozen=True)
class Cell:
    """What one child gets in one school year, and where it stands."""

    amount: int
    style: str
    words: str
    payable_id: int | None = None


@dataclass(frozen=True)
class Year:
    """One school year of the schedule: a cell for each child, None where it gets nothing."""

    year: SchoolYear
    cells: tuple[tuple[str, Cell | None], ...]
    total: int


@dataclass(frozen=True)
class Schedule:
    """The scholarships of a family: by school year and child. ``is_owed``: by a decision; else
    what the law would grant if the contributions suffice."""

    children: tuple[str, ...]
    years: tuple[Year, ...]
    totals: tuple[int, ...]
    is_owed: bool

    @property
    def total(self) -> int:
        """All years of all children, without those that ended."""
        return sum(self.totals)


#: How a yearly payment looks, beside its words.
WAITS, PROVEN, ORDERED, PAID, ENDED = (
    gettext_lazy("menunggu surat sekolah"),
    gettext_lazy("siap dibayar"),
    gettext_lazy("di bank"),
    gettext_lazy("dibayar"),
    gettext_lazy("berakhir"),
)


def schedule(claim: Claim, owed: Sequence[Payable], on: date) -> Schedule | None:
    """The schedule of a claim: of its payables (``owed``, annotated as by the list of
    scholarships), or what may be expected; ``None`` without children at school."""
    found = [_owed(one, on) for one in owed] if owed else _expected(claim)
    if not found:
        return None
    children = tuple(dict.fromkeys(name for _day, name, _cell in found))
    by_year: dict[int, dict[str, Cell]] = defaultdict(dict)
    for due_on, name, cell in found:
        by_year[school_year_of(due_on).first][name] = cell
    years = tuple(
        Year(
            SchoolYear(first),
            tuple((name, cells.get(name)) for name in children),
            sum(cell.amount for cell in cells.values() if cell.style != "bad"),
        )
        for first, cells in sorted(by_year.items())
    )
    totals = tuple(
        sum(cell.amount for _day, whose, cell in found if whose == name and cell.style != "bad")
        for name in children
    )
    return Schedule(children, years, totals, bool(owed))


def _expected(claim: Claim) -> list[tuple[date, str, Cell]]:
    words = levels(claim.event.happened_on)
    return [
        (year.on, year.child, Cell(year.amount, "", words.get(year.level, "")))
        for year in expected_years(claim)
    ]


def _owed(one: Payable, on: date) -> tuple[date, str, Cell]:
    style, words = state_of(one, on)
    return one.due_on, one.party.name, Cell(one.net, style, words, one.pk)


def state_of(one: Payable, on: date) -> tuple[str, str]:
    """Where a yearly scholarship stands: its style and its words."""
    if getattr(one, "end", None) is not None:
        return "bad", str(ENDED)
    if one.is_paid:  # type: ignore[attr-defined]
        return "good", str(PAID)
    if one.is_ordered:  # type: ignore[attr-defined]
        return "good", str(ORDERED)
    if one.is_proven:  # type: ignore[attr-defined]
        return ("good", str(PROVEN)) if one.due_on <= on else ("quiet", _("belum waktunya"))  # type: ignore[attr-defined]
    late = one.due_on <= on  # type: ignore[attr-defined]
    return ("warn", str(WAITS)) if late else ("quiet", _("belum waktunya"))
