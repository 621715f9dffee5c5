"""Claims that are open on the day of the demo, each at another stage, made by their officers.

One waits for papers, one for the head's approval, one for its payment; one is late, one has a
question to answer, one was refused and objected to; one was filed online; one is paid and shown.
"""

from __future__ import annotations

from datetime import date, time, timedelta

from payung import clock
from payung.claims.models import EventKind
from payung.claims.operations.findings import record_findings
from payung.claims.operations.handovers import record_handover
from payung.claims.operations.intake import (
    Applicant,
    Happening,
    file_online,
    register_event,
    withdraw_claim,
)
from payung.claims.operations.objections import object_to_decision
from payung.claims.readiness import assess
from payung.demo.claim_acts import (
    approve,
    bring_papers,
    complete,
    enter_widow,
    give_account,
    officer,
    pay,
    propose,
    register,
    sign,
    this_morning,
)
from payung.demo.claim_cast import Cast
from payung.demo.plan import OFFICE, PROVINCE
from payung.demo.staff import reader_named
from payung.demo.year import Life, Year, later, work
from payung.registry.models import Programme

_CITY = f"{PROVINCE}.71"


def begin_open_claims(year: Year, cast: Cast) -> None:
    """Let the claims of the last weeks come in and go their ways."""
    year.begin(date(2024, 11, 26), _late(cast))
    year.begin(date(2024, 11, 27), _paid_and_questioned(cast))
    year.begin(date(2024, 12, 3), _granted(cast))
    year.begin(date(2024, 12, 4), _refused(cast))
    year.begin(date(2024, 12, 9), _proposed(cast))
    year.begin(date(2024, 12, 11), _received(cast))
    year.begin(date(2024, 12, 16), _online(cast))


def _late(cast: Cast) -> Life:
    """A death benefit whose papers are complete for three weeks: it stands first on the list."""
    claim = register(
        cast.self_paying[0], EventKind.DEATH, date(2024, 11, 24), programmes=[Programme.JKM]
    )
    enter_widow(claim, cast, "Nurhayati Saleh")
    complete(claim)
    yield from ()


def _paid_and_questioned(cast: Cast) -> Life:
    """An accident paid through the bank; and one whose account is that of the first."""
    first = register(cast.earners[0], EventKind.ACCIDENT, date(2024, 11, 26), "ACCIDENT")
    second = register(cast.earners[1], EventKind.ACCIDENT, date(2024, 11, 26), "ACCIDENT")
    yield later(5)
    number = cast.account()
    give_account(first, None, cast.earners[0].person.name, number)
    for claim, cost, days in ((first, 4_350_000, 9), (second, 12_800_000, 0)):
        found = {"medical_cost": cost} | ({"incapacity_days": days} if days else {})
        record_findings(
            actor=officer(), number=claim.number, values=found,
            source="Surat keterangan dokter dan kuitansi rumah sakit",
        )  # fmt: skip
        complete(claim)
    propose(first)
    sign(first)
    yield later(2)
    pay([first])
    give_account(second, None, cast.earners[1].person.name, number)
    assess(second)


def _granted(cast: Cast) -> Life:
    """A death that opened three claims: one is granted and shown at an event, not yet paid."""
    claims = register_event(
        actor=officer(), card_number=cast.earners[2].card_number, kind=EventKind.DEATH,
        happened_on=date(2024, 12, 1),
    )  # fmt: skip
    claim = next(one for one in claims if one.programme == Programme.JKM)
    enter_widow(claim, cast, "Dewi Anggraini")
    yield later(1)
    complete(claim)
    for other in claims:
        if other.pk != claim.pk:
            bring_papers(other, most=2)
    yield later(2)
    propose(claim)
    yield later(1)
    decision = approve(claim)
    sign(claim)
    yield later(5)
    record_handover(
        actor=officer(), office=OFFICE, region=_CITY, held_on=clock.today(),
        occasion="Penyerahan simbolis di halaman kantor wali kota", amount=decision.fund,
        receivers=1, claims={claim.number: decision.fund},
    )  # fmt: skip


def _refused(cast: Cast) -> Life:
    """Job loss cash refused: too few months. The member objects."""
    on = cast.left[0].ended_on or date(2024, 11, 1)
    claim = register(cast.left[0], EventKind.JOB_LOSS, on, "TERMINATION")
    complete(claim)
    yield later(2)
    propose(claim, "Bulan iuran dalam dua tahun terakhir belum cukup.")
    sign(claim)
    yield later(4)
    object_to_decision(
        actor=officer(), number=claim.number,
        grounds="Iuran di pemberi kerja sebelumnya belum dihitung.",
    )  # fmt: skip


def _proposed(cast: Cast) -> Life:
    """A death benefit above the limit of one pair of eyes: it waits for the head of branch."""
    claim = register(
        cast.self_paying[1], EventKind.DEATH, date(2024, 12, 6), programmes=[Programme.JKM]
    )
    enter_widow(claim, cast, "Rosmala Dewi")
    complete(claim)
    yield later(3)
    propose(claim)


def _received(cast: Cast) -> Life:
    """Accidents told by a firm and at the counter: papers are missing; one was taken back."""
    register_event(
        actor=reader_named("hrd", clock.today()), card_number=cast.of_firm.card_number,
        kind=EventKind.ACCIDENT, happened_on=clock.today(), cause="ACCIDENT",
        happened_at=time(8, 10), reported_at=this_morning(),
        note="Terjepit pintu gudang, dibawa ke puskesmas.",
    )  # fmt: skip
    some = register(cast.earners[3], EventKind.ACCIDENT, date(2024, 12, 10), "ACCIDENT")
    bring_papers(some, most=3)
    other = register(cast.earners[4], EventKind.ACCIDENT, date(2024, 12, 10), "ACCIDENT")
    yield later(2)
    withdraw_claim(
        actor=officer(), number=other.number, reason="Dilaporkan dua kali; bukan di tempat kerja."
    )


def _online(cast: Cast) -> Life:
    """A widow filed from her phone: nobody has checked yet who she is."""
    member = cast.self_paying[2]
    file_online(
        card_number=member.card_number,
        member_birth_date=member.person.birth_date,
        told=Happening(kind=EventKind.DEATH, happened_on=work(clock.today()) - timedelta(days=3)),
        applicant=Applicant(
            name="Yuliana Safitri",
            relation="SPOUSE",
            phone="081200000099",
            birth_date=date(1984, 7, 9),
        ),
        address="192.0.2.10",
    )
    yield from ()
