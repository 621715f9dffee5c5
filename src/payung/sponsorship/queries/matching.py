"""What clerks read of pairs: the queue of a list, one pair side by side, what is decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from payung.access.encryption import decrypt
from payung.access.identifiers import NATIONAL_ID
from payung.access.masking import mask_national_id
from payung.access.permissions import MANAGE_LISTS
from payung.access.reader import Reader
from payung.errors import NotFound
from payung.reference.models import Village
from payung.registry.models import Membership, Person
from payung.sponsorship.cover_refusals import no_list
from payung.sponsorship.matching.pools import village_in_address
from payung.sponsorship.matching.telling import PAIRS
from payung.sponsorship.models import (
    BeneficiaryList,
    ListRow,
    MatchDecision,
    MatchPair,
    MatchRun,
)
from payung.sponsorship.operations.matching import decision_on
from payung.sponsorship.reach import in_sight

OPEN, SURE, SAME, DIFFERENT, SETTLED = "OPEN", "SURE", "SAME", "DIFFERENT", "SETTLED"
STATES = (OPEN, SURE, SAME, DIFFERENT, SETTLED)
_STATE = f"""
    CASE WHEN p.verdict IS NOT NULL THEN p.verdict WHEN p.sure THEN '{SURE}'
        WHEN p.person_id IS NOT NULL AND r.person_id IS NOT NULL THEN '{SETTLED}'
        ELSE '{OPEN}' END
"""
_LINES = f"""
    SELECT p.id, r.row_no, r.name, extract(year FROM r.birth_date)::int, coalesce(v.name, ''),
        coalesce(k.name, o.name), extract(year FROM coalesce(k.birth_date, o.birth_date))::int,
        coalesce(l.number, ''), o.row_no, p.weight, {_STATE} AS state
    FROM ({PAIRS}) p JOIN sponsorship_listrow r ON r.id = p.row_id
    LEFT JOIN reference_village v ON v.code = r.village_id
    LEFT JOIN registry_person k ON k.id = p.person_id
    LEFT JOIN sponsorship_listrow o ON o.id = p.other_row_id
    LEFT JOIN sponsorship_beneficiarylist l ON l.id = o.list_id
    ORDER BY r.row_no, p.weight DESC, p.id
"""


@dataclass(frozen=True)
class PairLine:
    """A pair in a list of pairs. ``list_number`` and ``other_row_no`` are of the other row; empty
    for a registered person. Birth years only."""

    id: int
    row_no: int
    name: str
    birth_year: int | None
    village: str
    other_name: str
    other_birth_year: int | None
    list_number: str
    other_row_no: int | None
    weight: int
    state: str


@dataclass(frozen=True)
class Matches:
    """The pairs of a list's newest comparison, and how many stand in each state."""

    list: BeneficiaryList
    run: MatchRun | None
    lines: tuple[PairLine, ...]

    def many(self, state: str) -> int:
        """How many pairs are in a state."""
        return sum(1 for line in self.lines if line.state == state)

    @property
    def doubtful(self) -> int:
        """Pairs that were put before a clerk, decided or not."""
        return sum(1 for line in self.lines if line.state != SURE)

    @property
    def answered(self) -> int:
        """Of these, those that need no answer any more."""
        return self.doubtful - self.many(OPEN)


@dataclass(frozen=True)
class PairSide:
    """One of the two papers of a pair, as a clerk may see it: the NIK masked to four digits.

    ``covers`` is who pays for the person, and since when, for registered persons.
    """

    name: str
    birth_date: date | None
    sex: str
    birth_place: str
    village: str
    district: str
    region: str
    number: str
    covers: tuple[tuple[str, date], ...] = ()


@dataclass(frozen=True)
class PairView:
    """A pair side by side, with what was weighed and the decision in force."""

    pair: MatchPair
    list: BeneficiaryList
    row: ListRow
    left: PairSide
    right: PairSide
    parts: dict[str, tuple[str, int]]
    flag: str
    decision: MatchDecision | None


def matches(reader: Reader, list_id: int) -> Matches:
    """The pairs of a list. Raises ``AccessRefused`` without MANAGE_LISTS, ``NotFound``."""
    reader.require(MANAGE_LISTS)
    found = (
        BeneficiaryList.objects.select_related("region", "agency", "village")
        .filter(in_sight(reader, MANAGE_LISTS), pk=list_id)
        .first()
    )
    if found is None:
        raise no_list(list_id)
    with connection.cursor() as cursor:
        cursor.execute(_LINES, {"list": found.pk})
        lines = tuple(PairLine(*row) for row in cursor.fetchall())
    run = found.match_runs.select_related("run_by").order_by("-pk").first()
    return Matches(found, run, lines)


def waiting(reader: Reader) -> list[tuple[BeneficiaryList, int]]:
    """The lists in sight with pairs that wait for a clerk, most first."""
    if not reader.can(MANAGE_LISTS):
        return []
    lists = BeneficiaryList.objects.filter(
        in_sight(reader, MANAGE_LISTS), match_runs__doubtful__gt=0
    ).distinct()
    found = [(one, matches(reader, one.pk).many(OPEN)) for one in lists]
    return sorted(((one, many) for one, many in found if many), key=lambda pair: -pair[1])


def pair(reader: Reader, pair_id: int) -> PairView:
    """One pair. Raises ``AccessRefused`` without MANAGE_LISTS, ``NotFound`` out of sight."""
    reader.require(MANAGE_LISTS)
    found = (
        MatchPair.objects.select_related(
            "row__list__region",
            "row__village__region",
            "person__residence_region",
            "other_row__village__region",
            "other_row__list__region",
        )
        .filter(pk=pair_id)
        .first()
    )
    if found is None or not _within(reader, found.row.list_id):
        raise NotFound(
            "pair_not_found",
            f"Pasangan nomor {pair_id} tidak ditemukan di wilayah kerja Anda.",
            f"Pair {pair_id} was not found within your scope.",
        )
    told = found.evidence
    right = _of_person(found.person) if found.person else _of_row(found.other_row)
    return PairView(
        pair=found,
        list=found.row.list,
        row=found.row,
        left=_of_row(found.row),
        right=right,
        parts={name: (part[0], part[1]) for name, part in told["parts"].items()},
        flag=told["flag"],
        decision=decision_on(found),
    )


def next_open(reader: Reader, list_id: int, after: int | None = None) -> int | None:
    """The next pair of a list that waits, behind pair ``after`` in its order; None at the end."""
    lines = matches(reader, list_id).lines
    place = next((place for place, line in enumerate(lines) if line.id == after), -1)
    ahead = [*lines[place + 1 :], *lines[: place + 1]]
    return next((line.id for line in ahead if line.state == OPEN and line.id != after), None)


def _within(reader: Reader, list_id: int) -> bool:
    lists = BeneficiaryList.objects.filter(in_sight(reader, MANAGE_LISTS), pk=list_id)
    return lists.exists()


def _of_row(row: ListRow | None) -> PairSide:
    assert row is not None  # a pair without a person has another row
    village = row.village
    region = village.region if village else row.list.region
    return PairSide(
        name=row.name,
        birth_date=row.birth_date,
        sex=row.sex,
        birth_place=row.birth_place,
        village=village.name if village else "",
        district=village.district if village else "",
        region=region.name,
        number=_masked(row.national_id_cipher),
    )


def _of_person(person: Person) -> PairSide:
    """A registered person: his village as an earlier list or his address tells it."""
    listed = (
        ListRow.objects.filter(person=person, village__isnull=False)
        .select_related("village")
        .order_by("-pk")
        .first()
    )
    village = listed.village if listed else _village_of(person)
    members = Membership.objects.filter(person=person, ended_on=None).select_related("employer")
    region = person.residence_region
    return PairSide(
        name=person.name,
        birth_date=person.birth_date,
        sex=person.sex,
        birth_place=person.birth_place,
        village=village.name if village else "",
        district=village.district if village else "",
        region=region.name if region else "",
        number=_masked(person.national_id_cipher),
        covers=tuple((one.employer.name, one.started_on) for one in members.order_by("pk")[:3]),
    )


def _village_of(person: Person) -> Village | None:
    code = village_in_address(person.address, person.residence_region_id or "")
    return Village.objects.filter(pk=code).first() if code else None


def _masked(cipher: bytes | memoryview | None) -> str:
    return mask_national_id(decrypt(cipher, NATIONAL_ID)) if cipher else ""
