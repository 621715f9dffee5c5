"""A monev of southern Sumatra for tests: five provinces, their figures, who holds it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from payung.access.models import PostHolder, Role, ScopeKind
from payung.access.reader import Reader, operator, reader_for
from payung.demo.users import Persona, make_personas
from payung.monitoring.models import MonevSession, Status
from payung.monitoring.operations import load_published
from payung.monitoring.operations.observing import record_many
from payung.monitoring.operations.session_preparing import prepare_session
from payung.monitoring.operations.sessions import plan_session
from payung.monitoring.operations.targets import set_target
from payung.monitoring.recording import NewFigure
from payung.partnerships.operations import Guest
from tests.access.builders import holder

OFFICE = "KW-SUMBAGSEL"
PROVINCES = ("16", "15", "17", "18", "19")
AS_OF = date(2022, 9, 15)
HELD_ON = date(2022, 9, 16)
BEFORE = date(2022, 3, 31)
#: Members by segment, workers, staff who are no civil servants and those of them enrolled.
MEMBERS = {
    "16": (700_000, 150_000, 60_000, 2_000, 2_800_000, 30_000, 12_000),
    "15": (310_000, 90_000, 20_000, 0, 1_100_000, 14_000, 9_000),
    "17": (120_000, 30_000, 8_000, 0, 640_000, 9_000, 1_500),
    "18": (520_000, 160_000, 40_000, 5_000, 3_000_000, 49_594, 38_832),
    "19": (180_000, 30_000, 11_000, 0, 563_000, 8_000, 6_000),
}
SEGMENTS = ("WAGE_EARNER", "NON_WAGE_EARNER", "CONSTRUCTION", "MIGRANT_WORKER")
BUDGETS = {"16": 4_000_000_000, "15": 900_000_000, "17": 0, "18": 6_100_000_000, "19": 750_000_000}


def analyst() -> Reader:
    """The central analyst, whose posts take in the nation."""
    return _reader(Role.MONEV_ANALYST, ScopeKind.NATION, "", None)


def regional() -> Reader:
    """The head of the regional office that hosts."""
    return _reader(Role.REGIONAL_OFFICE, ScopeKind.OFFICE, OFFICE, OFFICE)


def figures(day: date = AS_OF, before: date = BEFORE) -> None:
    """Published claims and coverage, and a report of each province for the session's day."""
    load_published(operator())
    record_many(actor=operator(), rows=_rows(day, before))
    for code, share in (("16", 4500), ("15", 5000), ("17", 4200), ("18", 3262), ("19", 5000)):
        set_target(
            actor=operator(), region=code, year=day.year, share=share,
            set_by="Kementerian Dalam Negeri", document="Surat target",
        )  # fmt: skip
    for year, share in ((day.year, 4500), (2025, 5215), (2045, 9950)):
        set_target(
            actor=operator(), region=None, year=year, share=share,
            set_by="Kementerian Dalam Negeri", document="Surat target dan RPJPN",
        )  # fmt: skip


def planned(actor: Reader, regions: tuple[str, ...] = PROVINCES, **changes: object) -> MonevSession:
    """The session as the regional office plans it."""
    told = {
        "name": "Monev Sumatera bagian selatan",
        "office_code": OFFICE,
        "regions": regions,
        "period_from": date(2021, 8, 1),
        "period_to": date(2022, 8, 31),
        "as_of": AS_OF,
        "held_on": HELD_ON,
        "starts_at": time(9),
        "place": "Palembang",
        "guests": [
            Guest(office_code=OFFICE, name="Sinta Rahayu", title="Kepala"),
            Guest(body="Pemerintah Provinsi Bengkulu", name="Bagas Nugroho", title="Asisten"),
        ],
    }
    return plan_session(actor=actor, **(told | changes))  # type: ignore[arg-type]


def prepared(actor: Reader) -> MonevSession:
    """The session with its figures taken."""
    figures()
    session = planned(actor)
    prepare_session(actor=actor, session_id=session.pk)
    return session


def _reader(role: str, scope: str, code: str, office: str | None) -> Reader:
    held = PostHolder.objects.filter(
        post__role=role, post__scope_kind=scope, post__scope_code=code
    ).first() or holder(role, scope, code, office_code=office)
    return reader_for(held.user)


def _rows(last: date, before: date) -> Iterator[NewFigure]:
    for code, (*parts, workers, staff, enrolled) in MEMBERS.items():
        for day, tenths in ((before, 9), (last, 10)):
            active = sum(one * tenths // 10 for one in parts)
            yield _share(code, "ACTIVE_COVERAGE", day, active, workers)
            yield _count(code, "ACTIVE_MEMBERS", active, day=day)
            for part, one in zip(SEGMENTS, parts, strict=True):
                yield _count(code, "ACTIVE_MEMBERS", one * tenths // 10, part, day=day)
        yield _count(code, "ELIGIBLE_UNIVERSE", workers, day=last)
        yield _count(code, "NON_ASN_TOTAL", staff, day=last)
        yield _count(code, "NON_ASN_ENROLLED", enrolled, day=last)
        yield _share(code, "NON_ASN_COVERAGE", last, enrolled, staff)
        yield _count(code, "BUDGET_PLANNED", BUDGETS[code], day=last)
        yield _count(code, "BUDGET_REALISED", BUDGETS[code] // 3, day=last)
        yield _count(code, "BUDGET_PERSONS", BUDGETS[code] // 201_600, day=last)
        yield _count(code, "ACTIVE_EMPLOYERS", workers // 120, day=last)
        yield _count(code, "EMPLOYERS_IN_ARREARS", workers // 900, day=last)
        yield _count(code, "ARREARS_PRINCIPAL", workers * 9_000, day=last)
        yield _count(code, "MANDATES_OPEN", workers // 20_000, day=last)
        yield _count(code, "REGULATIONS_IN_FORCE", 0 if code == "17" else 2, day=last)
        yield _count(code, "HAS_PERDA", int(code in ("16", "18")), day=last)


def _count(code: str, indicator: str, value: int, part: str = "", *, day: date) -> NewFigure:
    return NewFigure(
        code=indicator, region=code, as_of=day, value=value, part=part,
        source="Laporan kantor wilayah", confidence="medium", born_as=Status.FINAL.value,
    )  # fmt: skip


def _share(code: str, indicator: str, day: date, numerator: int, denominator: int) -> NewFigure:
    return NewFigure(
        code=indicator, region=code, as_of=day, numerator=numerator, denominator=denominator,
        value=(numerator * 20_000 + denominator) // (2 * denominator),
        source="Laporan kantor wilayah", confidence="medium", born_as=Status.FINAL.value,
    )  # fmt: skip


def seed() -> None:
    """The scene for a site of its own: figures of November 2024, and who signs in to it."""
    make_personas(
        operator(),
        [
            Persona("kanwil", "Maya Kusuma", "Asisten Deputi Kepesertaan Wilayah",
                    Role.REGIONAL_OFFICE, ScopeKind.OFFICE, OFFICE, OFFICE),
        ],
    )  # fmt: skip
    figures(date(2024, 11, 30), date(2024, 6, 30))
