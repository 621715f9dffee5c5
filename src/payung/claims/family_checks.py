"""What an entry about a person of a claim must be, each refusal with what was found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from payung.claims.errors import ClaimRefused
from payung.claims.models import Claim, ClaimState, Party, PartyRole
from payung.clock import today
from payung.errors import NotFound
from payung.law import parameters
from payung.law.benefits.days import age_on
from payung.law.benefits.heirs import ORDERS
from payung.law.benefits.scholarship import Child, check_children
from payung.law.errors import LawError
from payung.registry.models import Programme

#: While a claim is not decided, its family may be changed; afterwards it is reopened first.
OPEN_STATES = (ClaimState.DRAFT, ClaimState.RECEIVED, ClaimState.COMPLETE)
#: Roles whose age decides who receives for them.
_DATED = (PartyRole.HEIR, PartyRole.CHILD)
_NAME_LENGTH, _SHORTEST_NAME = 150, 2
_LONGEST_PREGNANCY = timedelta(days=310)
_SEPARATORS = re.compile(r"[\s.\-']+")


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What is entered of one person; see ``models.Party`` for the meaning of each field.

    ``national_id`` and ``phone`` empty: none is known (or, of a change, the known one stays).
    """

    role: str
    name: str
    relation: str = ""
    birth_date: date | None = None
    national_id: str = ""
    phone: str = ""
    guardian_id: int | None = None
    level: str = ""
    year_of_level: int = 1
    starts_on: date | None = None
    starts_at: str = ""
    is_married: bool = False
    works: bool = False


def is_minor(one: Party, on: date) -> bool:
    """Whether somebody else receives for this person on a day: under age and not married
    (parameter claims/age_of_majority). Unknown birth dates count as of age."""
    if one.birth_date is None or one.is_married:
        return False
    return age_on(one.birth_date, on) < parameters.get("claims/age_of_majority", on).number


def of_age_born_by(on: date) -> date:
    """The last birth date of who is of age on a day, for queries (see ``is_minor``)."""
    years = parameters.get("claims/age_of_majority", on).number
    last = on.day - (on.month == 2 and on.day == 29)  # 29 February: not in each year
    return on.replace(year=on.year - years, day=last)


def relations_of(programme: int, on: date) -> dict[str, tuple[str, str]]:
    """The relations that the law's order of heirs of a programme knows, with their words."""
    rows = parameters.get(ORDERS[Programme(programme).name or "JKM"], on).rows
    return {str(row["relation"]): (str(row["label_id"]), str(row["label_en"])) for row in rows}


def check_open(claim: Claim) -> None:
    """A family is changed only while its claim is not decided."""
    if claim.state not in OPEN_STATES:
        raise ClaimRefused(
            "family_closed",
            f"Klaim {claim.number} sudah “{ClaimState(claim.state).label}”. Keluarganya hanya "
            "dapat diubah setelah keputusan dikembalikan atau klaim dibuka kembali.",
            f"Claim {claim.number} is {claim.state}. Its family can be changed only after the "
            "decision is sent back or the claim is reopened.",
            found=claim.state,
        )


def check_version(claim: Claim, version: int | None) -> None:
    """A form that was filled on an older state is refused."""
    if version is not None and version != claim.version:
        raise ClaimRefused(
            "stale",
            "Klaim ini baru saja diubah orang lain. Periksa keadaannya, lalu isi lagi.",
            "Somebody else has just changed this claim. Look at it, then enter again.",
            found=version,
            expected=claim.version,
        )


def check_entry(claim: Claim, told: Entered, *, own: int | None = None) -> None:
    """Refuse an entry that cannot be: name, relation, days, school; or a name that another heir or
    child (than ``own``) has already, since shares and scholarships go by name."""
    if told.role not in PartyRole.values or told.role == PartyRole.MEMBER:
        raise _unfit("role", "Peran", told.role, "ahli waris, anak, wali, atau pengurus pemakaman")
    name = told.name.strip()
    if not _SHORTEST_NAME <= len(name) <= _NAME_LENGTH:
        raise _unfit("name", "Nama", name, "nama lengkap, 2 sampai 150 huruf")
    others = claim.parties.filter(role__in=_DATED, name__iexact=name, removed_reason="")
    if told.role in _DATED and others.exclude(pk=own).exists():
        raise _unfit("name", "Nama", name, "nama yang berbeda; tambahkan pembeda bagi nama sama")
    if told.national_id and not re.fullmatch(r"\d{16}", _plain(told.national_id), re.ASCII):
        length = len(_plain(told.national_id))
        raise _unfit("national_id", "NIK", f"{length} tanda", "16 angka")
    _check_relation(claim, told)
    _check_birth(claim, told)
    if told.level:
        _check_school(claim, told)


def _plain(number: str) -> str:
    return _SEPARATORS.sub("", number)


def _check_relation(claim: Claim, told: Entered) -> None:
    if told.role == PartyRole.HEIR:
        known = relations_of(claim.programme, claim.event.happened_on)
        if told.relation not in known:
            names = ", ".join(label for label, _ in known.values())
            raise _unfit("relation", "Hubungan", told.relation or "kosong", names)


def _check_birth(claim: Claim, told: Entered) -> None:
    if told.birth_date is None:
        if told.role in _DATED:
            raise _unfit("birth_date", "Tanggal lahir", "kosong", "tanggal lahir menurut KTP/akta")
        return
    unborn = told.relation == "CHILD" or told.role == PartyRole.CHILD
    latest = claim.event.happened_on + _LONGEST_PREGNANCY if unborn else today()
    if told.birth_date > latest or told.birth_date.year < 1900:
        raise _unfit(
            "birth_date",
            "Tanggal lahir",
            f"{told.birth_date:%d-%m-%Y}",
            f"paling lambat {latest:%d-%m-%Y}",
        )
    if told.role == PartyRole.GUARDIAN and age_on(told.birth_date, today()) < _majority():
        raise _unfit(
            "birth_date", "Usia wali", f"{told.birth_date:%d-%m-%Y}", f"{_majority()} tahun"
        )


def _majority() -> int:
    return int(parameters.get("claims/age_of_majority", today()).number)


def _check_school(claim: Claim, told: Entered) -> None:
    """The law's own checks of a child: level, age for it, the day school begins."""
    try:
        child = Child(
            name=told.name,
            born_on=told.birth_date,  # type: ignore[arg-type]
            level=told.level,
            year_of_level=told.year_of_level,
            starts_on=told.starts_on,
            starts_at=told.starts_at or "KINDERGARTEN",
            is_married=told.is_married,
            works=told.works,
        )
        check_children((child,), claim.event.happened_on)
    except LawError as error:
        raise ClaimRefused(
            error.code, error.message_id, error.message_en, **error.parameters
        ) from error


def check_guardian(claim: Claim, guardian_id: int | None, *, ward: int | None = None) -> None:
    """A guardian is another person of the same claim, of age, not removed."""
    if guardian_id is None:
        return
    found = claim.parties.filter(pk=guardian_id, removed_reason="").exclude(pk=ward).first()
    if found is None or found.role not in (PartyRole.GUARDIAN, PartyRole.HEIR):
        raise ClaimRefused(
            "no_such_guardian",
            "Wali harus orang lain yang tercatat pada klaim ini sebagai wali atau ahli waris.",
            "A guardian must be another person of this claim, entered as guardian or heir.",
        )
    if is_minor(found, today()):
        raise ClaimRefused(
            "guardian_under_age",
            f"{found.name} belum dewasa, jadi tidak dapat menjadi wali.",
            f"{found.name} is under age and cannot be a guardian.",
        )


def party_of(claim: Claim, party_id: int) -> Party:
    """A person of a claim. Raises ``NotFound`` for one of another claim or one removed."""
    found = claim.parties.filter(pk=party_id, removed_reason="").first()
    if found is None:
        raise NotFound(
            "no_party",
            "Orang ini tidak tercatat pada klaim tersebut.",
            "This person is not entered in that claim.",
        )
    return found


def _unfit(field: str, name: str, found: str, expected: str) -> ClaimRefused:
    return ClaimRefused(
        f"{field}_invalid",
        f"{name}: ditemukan {found or 'kosong'}, diharapkan {expected}.",
        f"{field}: found {found or 'nothing'}, expected {expected}.",
        field=field,
        found=found,
        expected=expected,
    )
