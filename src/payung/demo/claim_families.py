"""Families whose benefits go on in the demo: each year they prove that the right still stands.

Their claims were settled by the earlier system at the end of 2023, so that the first yearly proof
falls into the last weeks of the demo's year. One family's letter waits for the officer, another's
proofs were accepted, one got a refusal with its reason, and of one nothing has come.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from payung import clock
from payung.access.reader import Reader
from payung.claims.models import Claim, ProofSubmission
from payung.claims.operations.bringing import bring
from payung.claims.operations.proof_answers import accept_submission, refuse_submission
from payung.claims.operations.taking_over import take_over_settled
from payung.claims.queries.proof_submissions import awaited_proofs
from payung.claims.taking_over.settled import Member, NewPerson, SettledClaim
from payung.demo.claim_acts import officer, open_from_home, page
from payung.demo.plan import AS_OF, OFFICE
from payung.demo.year import Life, Year, later, today_is
from payung.registry.models import Programme

_SOURCE = "Rekap manfaat berkala sistem lama (contoh)"
_CITY = "19.71"
_PAID_UNTIL = date(2024, 11, 30)
_SCHOOL, _ALIVE, _UNMARRIED = "SCHOOL_LETTER", "ALIVE", "UNMARRIED"
_SCHOLARS, _PROVEN, _REFUSED, _SILENT = "B2401-0001", "B2401-0002", "B2401-0003", "B2401-0004"


def begin_families(year: Year, actor: Reader) -> None:
    """Bring the families' claims, and let them send their proofs."""
    with today_is(AS_OF):
        done = take_over_settled(
            actor=actor, office=OFFICE, claims=families_claims(), source=_SOURCE
        )
    if done.refused:
        raise ValueError(f"families refused: {done.refused[0].refusal}")
    year.begin(date(2024, 11, 25), _accepted())
    year.begin(date(2024, 12, 4), _refused())
    year.begin(date(2024, 12, 9), _letters())


def families_claims() -> list[SettledClaim]:
    """The claims of four families, by the old system's numbers."""
    return [
        _claim(_SCHOLARS, Programme.JKM, _man(1, "Rusdi Harahap", date(1979, 5, 14)), {
            "died_on": date(2023, 12, 6), "born_on": date(1979, 5, 14), "months_paid": 71,
            "claimed_on": date(2023, 12, 18),
            "heirs": [
                {"name": "Zubaidah Hanum", "relation": "SPOUSE"},
                {"name": "Raihan Harahap", "relation": "CHILD"},
                {"name": "Keisha Harahap", "relation": "CHILD"},
            ],
            "children": [
                {"name": "Raihan Harahap", "born_on": date(2008, 8, 21),
                 "level": "SENIOR_SECONDARY", "year_of_level": 1},
                {"name": "Keisha Harahap", "born_on": date(2013, 2, 3),
                 "level": "PRIMARY", "year_of_level": 5},
            ],
        }, received_on=date(2023, 12, 18)),
        _pension(_PROVEN, _man(2, "Junaidi Effendi", date(1974, 9, 2)), "Nurlaila Effendi",
                 died_on=date(2023, 11, 13), months=96, wage=6_100_000),
        _pension(_REFUSED, _man(3, "Bambang Irawan", date(1981, 3, 27)), "Sri Wahyuningsih",
                 died_on=date(2023, 11, 20), months=88, wage=4_750_000),
        _pension(_SILENT, _man(4, "Syahrul Ramadhan", date(1969, 12, 9)), "Masnah Ramadhan",
                 died_on=date(2023, 11, 8), months=99, wage=5_300_000),
    ]  # fmt: skip


def _man(number: int, name: str, born_on: date) -> NewPerson:
    """A former member with a NIK that no office has ever issued."""
    return NewPerson(f"00{_CITY[3:]}99{born_on:%d%m%y}{number:04d}", name, born_on, "L")


def _claim(
    number: str, programme: Programme, member: NewPerson, facts: dict[str, Any], received_on: date
) -> SettledClaim:
    """A claim decided and first paid within the week."""
    return SettledClaim(
        row=int(number[-4:]), old_number=number, programme=programme, facts=facts,
        member=Member(member), member_name=member.name, region=_CITY, received_on=received_on,
        decided_on=received_on.replace(day=received_on.day + 2),
        paid_on=received_on.replace(day=received_on.day + 3), paid_until=_PAID_UNTIL,
        account=f"7100300{number[-4:]}", bank="BRI",
    )  # fmt: skip


def _pension(
    number: str, member: NewPerson, widow: str, *, died_on: date, months: int, wage: int
) -> SettledClaim:
    """The pension of a widow, paid by the earlier system up to November."""
    facts = {
        "kind": "SURVIVOR", "event_on": died_on, "born_on": member.birth_date,
        "months_paid": months, "months_enrolled": months, "average_annual_wage": wage * 12,
        "survivors": [{"name": widow, "relation": "SPOUSE"}],
    }  # fmt: skip
    return _claim(number, Programme.JP, member, facts, received_on=date(2023, 12, 11))


def _accepted() -> Life:
    """A widow sends both proofs before their day; the officer accepts them."""
    sent = [_send(_PROVEN, "Nurlaila Effendi", kind) for kind in (_ALIVE, _UNMARRIED)]
    yield later(2)
    for one, issuer in zip(sent, ("Kelurahan Bacang", "KUA Bukit Intan"), strict=True):
        accept_submission(actor=officer(), submission_id=one.pk, issuer=issuer)


def _refused() -> Life:
    """Of another widow one proof counts; the other is of the year before, and refused."""
    alive = _send(_REFUSED, "Sri Wahyuningsih", _ALIVE)
    unmarried = _send(_REFUSED, "Sri Wahyuningsih", _UNMARRIED)
    yield later(2)
    accept_submission(actor=officer(), submission_id=alive.pk, issuer="Kelurahan Gabek Dua")
    refuse_submission(
        actor=officer(), submission_id=unmarried.pk,
        reason="Surat bertanggal tahun 2023. Mohon kirim surat keterangan yang baru.",
    )  # fmt: skip


def _letters() -> Life:
    """Two children's letters: one could not be read and came anew; both wait for the officer."""
    unread = _send(_SCHOLARS, "Keisha Harahap", _SCHOOL, "gelap")
    yield later(1)
    refuse_submission(
        actor=officer(), submission_id=unread.pk, reason="Cap dan tanda tangan tidak terbaca."
    )
    yield later(2)
    _send(_SCHOLARS, "Keisha Harahap", _SCHOOL, "jelas")
    _send(_SCHOLARS, "Raihan Harahap", _SCHOOL)


def _send(old_number: str, name: str, kind: str, title: str = "surat") -> ProofSubmission:
    """Somebody of the family opens the claim with a code, and sends a file for an awaited proof."""
    claim = Claim.objects.get(taken_over__old_number=old_number)
    spouse = claim.parties.get(relation="SPOUSE")
    own = open_from_home(claim, spouse.name)
    wanted = next(
        one for one in awaited_proofs(claim, clock.today())
        if (one.party.name, one.kind) == (name, kind)
    )  # fmt: skip
    bring(
        actor=own, number=claim.number, document=wanted.key,
        content=page(f"{old_number} {name} {kind} {title}"), file_name=f"{title}.pdf",
    )  # fmt: skip
    return ProofSubmission.objects.filter(party=wanted.party, kind=kind).order_by("-sequence")[0]
