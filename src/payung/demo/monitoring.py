"""What the monitoring team has in the demo: figures of each month, answers, a scorecard, a monev.

The figures of the province are computed from its books; those of other regions are published ones
with their source. What governments answer, promise and report is invented.
"""

from __future__ import annotations

from datetime import date, time, timedelta

from payung import clock
from payung.access.models import Role, ScopeKind
from payung.access.reader import Reader
from payung.demo.governments import BANGKA, KALBAR, KALSEL, KOLTIM
from payung.demo.plan import AS_OF, MONTHS, PROVINCE, Plan
from payung.demo.staff import reader_named
from payung.demo.users import Persona, make_personas
from payung.demo.year import Life, Year, later, work
from payung.monitoring.computing import governments, membership
from payung.monitoring.half_years import HalfYear, half_year_of
from payung.monitoring.instruction_items import Asked
from payung.monitoring.models import Severity, UniverseKind
from payung.monitoring.operations import (
    check_observation,
    finalise_observation,
    load_published,
    load_published_targets,
    record_universe,
    report_observation,
    split_universe,
    store_observations,
)
from payung.monitoring.operations.instructions import Told, answer_instruction, review_answer
from payung.monitoring.operations.open_data import publish_data
from payung.monitoring.operations.scorecards import lock_edition, open_edition
from payung.monitoring.operations.session_preparing import prepare_session
from payung.monitoring.operations.sessions import plan_session, promise, record_finding
from payung.monitoring.queries.instruction_hints import hints
from payung.monitoring.queries.instructions import own_standings
from payung.partnerships.operations import Guest, adopt_minutes, issue_minutes, record_minutes
from payung.reference.models import Confidence

#: The provinces of the regional office Sumbagsel, in the order of the report of September 2022.
SUMBAGSEL = ("16", "15", "17", "18", "19")
_REGIONAL_OFFICE = "KW-SUMBAGSEL"
_FIRST_OF_YEAR = AS_OF.replace(month=1, day=1)
#: The months whose ends have all figures (quarters, and that of the monev); the others, members.
_WHOLE_MONTHS = (3, 6, 9, 10)
_HELD, _NEXT = date(2024, 11, 27), date(2025, 1, 22)
_SOURCE = "Contoh untuk demo"
#: Who answers for a government, and how many of its items in the first and the second half-year.
_ANSWERING = (
    (BANGKA, "disnaker.bangka", 9, 4),
    (KALBAR, "disnaker.kalbar", 7, 2),
    (KALSEL, "bappeda.kalsel", 5, 0),
    (KOLTIM, "disnaker.koltim", 8, 3),
)
#: What an officer reports of his own government: who, code, region, day, value, source.
_REPORTED = (
    ("disnaker.bangka", "NON_ASN_TOTAL", BANGKA, date(2024, 10, 31), 4_180),
    ("bappeda.koltim", "NON_ASN_TOTAL", KOLTIM, date(2024, 10, 31), 2_260),
    ("disnaker.kalbar", "NON_ASN_TOTAL", KALBAR, date(2024, 10, 31), 21_400),
)
_REPLIES = (
    ("DONE", "Sudah berjalan; naskah dan daftarnya dilampirkan pada berkas perangkat daerah."),
    ("PARTLY", "Berjalan di sebagian perangkat daerah; sisanya masuk perubahan anggaran."),
    ("DONE", "Ditetapkan tahun lalu dan dilaksanakan setiap bulan."),
    ("NOT_YET", "Belum ada anggaran; diusulkan dalam rancangan APBD tahun berikutnya."),
)


def personas() -> list[Persona]:
    """The second analyst of the monitoring team: nobody checks what he wrote himself."""
    return [
        Persona("monev.kedua", "Bayu Kartika", "Analis Monev Pusat II", Role.MONEV_ANALYST,
                ScopeKind.NATION),
    ]  # fmt: skip


def begin_monitoring(year: Year, actor: Reader, plan: Plan) -> None:
    """Let the figures of the year be stored as it goes by, and the monev be held."""
    make_personas(actor, personas())
    _universe_of_the_year(actor, plan)
    year.begin(_FIRST_OF_YEAR, _published())
    year.begin(work(_month_ends()[0] + timedelta(days=5)), _figures())
    year.begin(date(2024, 7, 8), _answers(half_year_of(date(2024, 6, 30)), first=True))
    year.begin(date(2024, 11, 4), _reports())
    year.begin(date(2024, 11, 12), _monev())
    year.begin(date(2024, 12, 9), _answers(half_year_of(AS_OF), first=False))


def close_monitoring() -> None:
    """What rests on the whole year: figures of the last day, scorecard, next session, open data."""
    analyst = reader_named("monev")
    for province in (PROVINCE, KALBAR):
        store_observations(actor=analyst, region=province, as_of=AS_OF)
    for province in (KALSEL, KOLTIM[:2]):  # few of their members are in the books of the demo
        store_observations(actor=analyst, region=province, as_of=AS_OF, codes=governments.COMPUTERS)
    edition = open_edition(
        actor=analyst, name="Kartu nilai kabupaten/kota Bangka Belitung", year=AS_OF.year,
        as_of=AS_OF, region=PROVINCE,
    )  # fmt: skip
    lock_edition(actor=reader_named("monev.kedua"), edition=edition.pk)
    session = plan_session(
        actor=reader_named("kanwil"),
        name="Monev Inpres 2/2021 kabupaten/kota Bangka Belitung",
        office_code=_REGIONAL_OFFICE,
        regions=[f"{PROVINCE}.{number:02d}" for number in (1, 2, 3, 4, 5, 6, 71)],
        period_from=_FIRST_OF_YEAR,
        period_to=AS_OF,
        as_of=AS_OF,
        held_on=_NEXT,
        starts_at=time(9),
        place="Pangkalpinang",
    )
    prepare_session(actor=reader_named("kanwil"), session_id=session.pk)
    custodian = reader_named("walidata")
    for dataset in ("cakupan", "peserta", "klaim"):
        publish_data(actor=custodian, dataset=dataset)


def _universe_of_the_year(actor: Reader, plan: Plan) -> None:
    """The universe that the report of December states, taken for the whole year of the demo."""
    record = record_universe(
        actor=actor,
        region=PROVINCE,
        as_of=_FIRST_OF_YEAR,
        persons=plan.universe,
        kind=UniverseKind.ELIGIBLE_UNIVERSE,
        source="Contoh: potensi pekerja Desember 2024, dipakai untuk sepanjang tahun",
        confidence=Confidence.LOW,
    )
    split_universe(actor=actor, record=record)


def _month_ends() -> list[date]:
    starts = [*MONTHS[1:], AS_OF.replace(day=1)]
    return [start - timedelta(days=1) for start in starts]


def _published() -> Life:
    load_published_targets(reader_named("monev"))
    load_published(reader_named("monev"), without=(PROVINCE, KALBAR))
    yield from ()


def _figures() -> Life:
    """The figures of each month's end, stored a few days into the next month."""
    analyst = reader_named("monev")
    ends = _month_ends()
    for end, following in zip(ends, [*ends[1:], None], strict=True):
        codes = None if end.month in _WHOLE_MONTHS else membership.COMPUTERS
        store_observations(actor=analyst, region=PROVINCE, as_of=end, codes=codes)
        if following is not None:
            yield work(following + timedelta(days=5))


def _reports() -> Life:
    """What officers report themselves: one figure final, one checked, one waiting."""
    found = [
        report_observation(
            actor=reader_named(username), code=code, region=region, as_of=day, value=value,
            source=f"{_SOURCE}: rekap kepegawaian", confidence=Confidence.MEDIUM.value,
        )
        for username, code, region, day, value in _REPORTED
    ]  # fmt: skip
    yield later(3)
    for one in found[:2]:
        check_observation(actor=reader_named("monev"), observation=one.pk)
    yield later(1)
    finalise_observation(actor=reader_named("monev"), observation=found[0].pk)


def _answers(half: HalfYear, *, first: bool) -> Life:
    """Governments answer some of their items; the monitoring team accepts most of them."""
    written = []
    for place, (region, username, many, few) in enumerate(_ANSWERING):
        officer = reader_named(username, clock.today())
        asked = [row for row in own_standings(officer, half) if row.asked.unit.key[0] == region]
        for number, row in enumerate(asked[: many if first else few]):
            status, text = _REPLIES[(number + place) % len(_REPLIES)]
            told = Told(status=status, text=text, records=_hints(row.asked, half))
            written.append(
                answer_instruction(
                    actor=officer, code=row.asked.item.code, half=half, told=told, region=region
                )
            )
    if not first:
        return
    yield later(21)
    for number, answer in enumerate(written):
        returned = number % 7 == 3
        review_answer(
            actor=reader_named("monev"),
            answer_id=answer.pk,
            accepted=not returned,
            note="Sebutkan nomor dan tanggal dokumennya." if returned else "",
        )


def _monev() -> Life:
    """The monev of the five provinces of the regional office: prepared, held, with its promises."""
    analyst = reader_named("monev")
    session = plan_session(
        actor=analyst,
        name="Monev Inpres 2/2021 Sumatera bagian selatan",
        office_code=_REGIONAL_OFFICE,
        regions=SUMBAGSEL,
        period_from=_FIRST_OF_YEAR,
        period_to=_month_ends()[9],
        as_of=_month_ends()[9],
        held_on=_HELD,
        starts_at=time(9),
        place="Palembang",
    )
    yield work(_HELD - timedelta(days=2))
    prepare_session(actor=analyst, session_id=session.pk)
    yield _HELD
    for region, topic, severity, text in _FINDINGS:
        record_finding(
            actor=analyst, session_id=session.pk, region=region, topic=topic, severity=severity,
            text=text,
        )  # fmt: skip
    for region, text, due_on in _PROMISES:
        promise(actor=analyst, session_id=session.pk, region=region, text=text, due_on=due_on)
    record_minutes(
        actor=analyst,
        meeting_id=session.meeting_id,
        minutes="Setiap provinsi memaparkan cakupan, regulasi dan anggarannya.\n"
        "Angka yang berbeda artinya tidak dibandingkan; penyebutnya disebut di setiap halaman.",
        decisions=["Setiap provinsi menyampaikan jawaban butir Inpres tepat waktu."],
        guests=[Guest(office_code=_REGIONAL_OFFICE, name=str(reader_named("kanwil").user))],
        chair=str(analyst.user),
        secretary=str(reader_named("kanwil").user),
    )
    yield later(5)
    host = reader_named("kanwil")
    issue_minutes(actor=host, meeting_id=session.meeting_id)
    adopt_minutes(actor=host, meeting_id=session.meeting_id)


_FINDINGS = (
    ("18", "BUDGET", Severity.ACTION, "Belum semua kabupaten menganggarkan iuran pegawai non-ASN."),
    ("17", "FIGURES", Severity.NOTE, "Angka klaim yang disampaikan perlu dicocokkan satuannya."),
    ("19", "COVERAGE", Severity.URGENT,
     "Target 55,87 persen belum tercapai; pekerja bukan penerima upah tertinggal."),
    ("16", "REGULATION", Severity.ACTION, "Perda belum ada; rancangan Pergub disusun tahun ini."),
)  # fmt: skip
_PROMISES = (
    ("18", "Menganggarkan iuran pegawai non-ASN dalam APBD 2025", date(2025, 3, 31)),
    ("19", "Mendaftarkan nelayan dan petani lewat anggaran perubahan", date(2025, 9, 30)),
    ("16", "Menyampaikan rancangan Pergub kepada biro hukum", date(2024, 12, 13)),
)


def _hints(asked: Asked, half: HalfYear) -> list[str]:
    """The records that Payung knows for an item: the officer confirms them."""
    return [hint.code for hint in hints(asked, half)][:2]
