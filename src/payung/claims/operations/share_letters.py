"""Telling an employer in writing what the law puts on him of a benefit.

The letter is drawn from the decision that is booked (``EmployerShare``): its amounts, causes and
articles are those of the law's answer that was kept with it; nothing is typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Sum

from payung.access.encryption import decrypt
from payung.access.identifiers import NATIONAL_ID
from payung.access.masking import mask_national_id
from payung.access.permissions import PREPARE_PAYMENTS
from payung.access.reader import Reader
from payung.claims import share_refusals as refusals
from payung.claims.deadlines import objection_days, objection_until
from payung.claims.decision_letters import claim_data
from payung.claims.explained import explained
from payung.claims.models import Claim, EmployerShare, Party, PayableKind, ShareSettlement
from payung.claims.planned import is_of_death, receiver_of
from payung.claims.queries.families import people_of
from payung.claims.queries.shares import SHARE_LETTER, standing_letter
from payung.claims.reach import held_claim
from payung.claims.splitting import Planned, plan
from payung.claims.steps import add_step
from payung.clock import today
from payung.documents.models import Letter
from payung.documents.operations import draft_letter, give_up_drafts
from payung.law import parameters
from payung.law.benefits import doors
from payung.law.benefits.benefit import EMPLOYER, EMPLOYER_FIRST, FUND
from payung.law.formats import day as in_words
from payung.reference.calendar import add_working_days
from payung.reference.queries import extra_holidays

PAY_WITHIN = "claims/employer_share_working_days"
#: The parameters by which the law asks who pays (``law.benefits.responsibility``).
_WHO_PAYS = frozenset(
    {
        "membership/employer_owes_unregistered",
        "jkk/first_report_within_hours",
        "jkk/late_report_employer_pays",
        "jkk/fund_pays_up_to_unpaid_months",
        "jkp/fund_pays_up_to_unpaid_months",
        "jkp/closed_employer_fund_pays_up_to_unpaid_months",
    }
)
_HIS = (EMPLOYER, EMPLOYER_FIRST)
Data = dict[str, Any]


@transaction.atomic
def tell_employer(*, actor: Reader, number: str) -> Letter:
    """Draft the letter that tells the employer his share of a claim; the same again gives the
    letter that stands (also signed). Signed, numbered and sealed it is told.

    A later decision that changes the share is told anew, and gives up a draft of the one before.
    Raises ``AccessRefused``, ``NotFound`` out of reach, ``PaymentRefused`` for a claim without a
    share or whose decision has no explanation, ``ClaimRefused`` where nobody is entered who
    receives it, and as ``draft_letter``.
    """
    claim = held_claim(actor, number, PREPARE_PAYMENTS)
    share = (
        EmployerShare.objects.filter(claim=claim)
        .select_related("decision", "employer")
        .order_by("-pk")
        .first()
    )
    if share is None or share.decision.employer <= 0:
        raise refusals.no_share(number)
    standing = standing_letter(claim, share.decision.sequence)
    if standing is not None:
        return standing
    data = _told(claim, share)
    give_up_drafts(
        actor=actor, about=claim.about, kind=SHARE_LETTER, reason="Diganti surat yang lebih baru"
    )
    employer = share.employer
    letter = draft_letter(
        actor=actor,
        kind=SHARE_LETTER,
        office_code=claim.office_id,
        letter_date=today(),
        recipient_name=f"Pimpinan {employer.name}"[:200],
        recipient_address=employer.address,
        data=data,
        about=claim.about,
        employer_code=f"{employer.registration_number}/{employer.division}",
    )
    add_step(claim, "SHARE_LETTER", by=actor.user, letter=letter.pk)
    return letter


def _told(claim: Claim, share: EmployerShare) -> Data:
    decision, on = share.decision, today()
    if not decision.benefit and not decision.facts:
        raise refusals.not_explained(claim.number)
    benefit = decision.benefit or doors.decide(decision.door, decision.facts).as_dict()
    settled = ShareSettlement.objects.filter(claim=claim).aggregate(all=Sum("amount"))["all"] or 0
    days = parameters.get(PAY_WITHIN, on).number
    off = extra_holidays(claim.office_id)
    first = any(item["payer"] == EMPLOYER_FIRST for item in benefit["items"])
    return {
        **claim_data(claim, decision.door),
        "member_number": _number_of(claim),
        "employer_name": share.employer.name,
        "npp": f"{share.employer.registration_number}/{share.employer.division}",
        "decision_sequence": decision.sequence,
        "decided_on": decision.decided_on.isoformat(),
        "parts": list(_parts(benefit)),
        "causes": list(_causes(benefit)),
        "receivers": _receivers(benefit, claim, share),
        "total": decision.employer,
        "settled": settled,
        "left": decision.employer - settled,
        "refund": "AFTER_ARREARS" if first else "NONE",
        "working_days": days,
        "deadline": add_working_days(on, days, joint_leave=True, extra=off).isoformat(),
        "objection_days": objection_days(on),
        "objection_until": objection_until(claim.office_id, on).isoformat(),
    }


def _number_of(claim: Claim) -> str:
    return mask_national_id(decrypt(bytes(claim.person.national_id_cipher), NATIONAL_ID))


def _parts(benefit: Mapping[str, Any]) -> Iterator[Data]:
    """What is his of the benefit: item by item, how it came about and by which articles."""
    steps = benefit["explanation"]["steps"]
    if benefit.get("heirs"):  # the last step tells the division
        steps = steps[:-1]
    number = len(benefit["items"])
    for item, step in zip(benefit["items"], steps[len(steps) - number :], strict=True):
        if item["payer"] not in _HIS:
            continue
        row = {
            "what": item["label_id"],
            "basis": "; ".join(dict.fromkeys(_articles(step))),
            "amount": item["total"],
        }
        yield row | ({"how": step["formula_id"]} if step["formula_id"] else {})


def _articles(step: Mapping[str, Any]) -> Iterator[str]:
    for one in step["parameters"]:
        yield one["article"]
    for below in step["steps"]:
        yield from _articles(below)


def _causes(benefit: Mapping[str, Any]) -> Iterator[Data]:
    """Why he bears it and not the fund: the law's questions about him that did not hold."""
    told = explained(benefit).asked
    for asked, step in zip(told, benefit["explanation"]["steps"], strict=False):
        names = {one["name"] for one in step["parameters"]}
        if not asked.holds and names & _WHO_PAYS:
            yield {
                "step": asked.question,
                "result": asked.answer,
                "basis": "; ".join(asked.articles),
            }


def _receivers(benefit: Mapping[str, Any], claim: Claim, share: EmployerShare) -> list[Data]:
    """Who receives his part, and how much: divided as the law divides the fund's."""
    swapped = {
        **benefit,
        "tax": 0,
        "items": [
            {**item, "payer": FUND if item["payer"] in _HIS else EMPLOYER}
            for item in benefit["items"]
        ],
    }
    decision = share.decision
    people = {one.pk: one for one in people_of(claim)}
    planned = plan(
        swapped,
        [receiver_of(one) for one in people.values()],
        decision.decided_on,
        of_death=is_of_death(decision.door, decision.facts),
        was_unmarried=bool(decision.facts.get("was_unmarried", True)),
    )
    rows: dict[tuple[int, str], Data] = {}
    for one in planned:
        key = (one.receiver, "" if one.kind == PayableKind.ONCE else str(one.kind))
        row = rows.setdefault(key, {"name": _named(people[one.receiver]), "amount": 0})
        row["amount"] += one.gross
        row["when"] = _when([two for two in planned if _is_alike(two, one)])
    return list(rows.values())


def _is_alike(one: Planned, other: Planned) -> bool:
    return (one.receiver, one.kind) == (other.receiver, other.kind)


def _when(payments: Iterable[Planned]) -> str:
    """In which rhythm the fund would have paid it."""
    days = sorted(one.due_on for one in payments)
    kind = next(iter({one.kind for one in payments}))
    if kind == PayableKind.ONCE:
        return "sekaligus"
    if kind == PayableKind.SCHOLARSHIP:
        return f"{len(days)} kali, {days[0].year}–{days[-1].year}"
    return f"{len(days)} bulan, sejak {in_words(days[0], 'id')}"


def _named(party: Party) -> str:
    return f"{party.name} (melalui {party.guardian.name})" if party.guardian else party.name
