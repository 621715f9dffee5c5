"""Asking the prosecutors for legal aid: many cases in one letter, each with its complete file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from payung import clock
from payung.access.permissions import REQUEST_MANDATES
from payung.access.reader import Reader
from payung.access.scope import scope_q
from payung.compliance import mandate_guards, mandate_refusals
from payung.compliance.errors import MandateRefused
from payung.compliance.mandate_facts import Facts
from payung.compliance.mandate_letter_data import agreement_data
from payung.compliance.mandate_letters import signed_if_able
from payung.compliance.mandate_states import Act, State
from payung.compliance.models import (
    Case,
    Finding,
    Mandate,
    MandateKind,
    MandateRequest,
    MandateStep,
)
from payung.compliance.queries.mandate_candidates import PROSECUTION_OFFICES, refusals_of
from payung.compliance.queries.recoveries import open_bills
from payung.documents.letterheads import office_address
from payung.documents.models import Letter
from payung.documents.operations import draft_letter
from payung.errors import NotFound
from payung.partnerships.models import Agreement
from payung.partnerships.queries import valid_agreement
from payung.reference.models import Office

MOST_CASES = 200


@transaction.atomic
def request_mandates(
    *,
    actor: Reader,
    case_ids: Sequence[int],
    prosecution_office_code: str,
    requested_on: date,
) -> MandateRequest:
    """Ask a prosecution office for legal aid in one or more cases of one branch.

    Each case gets its mandate (``<case number>/SKK-n``) in the state requested; the letter names
    all employers with what the ledger claims on that day. It is signed at once when the actor may
    sign letters, else left as a draft.

    All or nothing. Raises ``AccessRefused`` without REQUEST_MANDATES, ``NotFound`` for a case
    outside the actor's branch, and ``MandateRefused`` naming every case that can't be asked for
    and why: another exit was chosen, the file lacks something, it is under mandate already; or
    no agreement between the two offices is valid on that day.
    """
    actor.require(REQUEST_MANDATES)
    cases = _locked_cases(actor, case_ids)
    branch = cases[0].office
    office = _prosecution_office(prosecution_office_code)
    refused = mandate_refusals.wrong_day(
        requested_on, max(case.last_step_on or case.opened_on for case in cases), clock.today()
    )
    if refused is not None:
        raise refused
    agreement = valid_agreement(branch.pk, office.pk, on=requested_on)
    if agreement is None:
        why = mandate_guards.agreement_valid(Facts(on=requested_on))
        raise mandate_refusals.because(why or ("", ""), "agreement_valid")
    shut = refusals_of(cases, requested_on)
    if shut:
        raise mandate_refusals.of_many([(case.number, why) for case, why in shut])
    request = MandateRequest.objects.create(
        branch=branch,
        prosecution_office=office,
        agreement=agreement,
        requested_on=requested_on,
        requested_by=actor.user,
    )
    mandates = [_mandate(case, request) for case in cases]
    letter = signed_if_able(actor, _letter(actor, request, mandates, agreement))
    MandateRequest.objects.filter(pk=request.pk).update(letter=letter)
    _first_steps(actor, mandates, letter, requested_on)
    request.refresh_from_db()
    return request


def _locked_cases(actor: Reader, case_ids: Sequence[int]) -> list[Case]:
    wanted = set(case_ids)
    if not 0 < len(wanted) <= MOST_CASES:
        raise MandateRefused(
            "mandate_cases",
            f"Pilih 1 sampai {MOST_CASES} perkara untuk satu permohonan.",
            f"Choose 1 to {MOST_CASES} cases for one request.",
        )
    within = scope_q(
        actor, region=None, office="office_id", employer=None, permission=REQUEST_MANDATES
    )
    cases = list(
        Case.objects.select_for_update(of=("self",))
        .select_related("employer", "office__region")
        .filter(within, pk__in=wanted)
        .order_by("pk")
    )
    if len(cases) != len(wanted):
        raise NotFound(
            "case_not_found",
            "Perkara tidak ditemukan dalam wilayah kerja Anda.",
            "There is no such case within your scope.",
        )
    if len({case.office_id for case in cases}) > 1:
        raise MandateRefused(
            "mandate_branches",
            "Satu permohonan hanya memuat perkara satu kantor cabang.",
            "One request holds the cases of one branch only.",
        )
    return cases


def _prosecution_office(code: str) -> Office:
    office = Office.objects.filter(pk=code, kind__in=PROSECUTION_OFFICES).first()
    if office is None:
        raise MandateRefused(
            "prosecution_office_unknown",
            f"Kejaksaan {code!r} tidak dikenal.",
            f"There is no prosecution office {code!r}.",
        )
    return office


def _mandate(case: Case, request: MandateRequest) -> Mandate:
    sequence = case.mandates.count() + 1
    return Mandate.objects.create(
        case=case,
        sequence=sequence,
        number=f"{case.number}/SKK-{sequence}",
        employer=case.employer,
        firm_name=case.employer.name if case.employer else case.firm_name,
        branch=request.branch,
        prosecution_office=request.prosecution_office,
        request=request,
        agreement=request.agreement,
        requested_on=request.requested_on,
    )


def _letter(
    actor: Reader, request: MandateRequest, mandates: list[Mandate], agreement: Agreement
) -> Letter:
    rows = [_row(mandate, request.requested_on) for mandate in mandates]
    sums = {
        name: sum(int(str(row[name])) for row in rows) for name in ("principal", "penalty", "total")
    }
    return draft_letter(
        actor=actor,
        kind="legal_aid_request",
        office_code=request.branch_id,
        letter_date=request.requested_on,
        recipient_name=f"Kepala {request.prosecution_office.name}",
        recipient_address=office_address(request.prosecution_office, request.requested_on),
        data={
            **agreement_data(agreement, request.branch_id),
            "mandate_type": MandateKind.NON_LITIGATION.value,
            "employers": rows,
            **sums,
        },
        about=f"mandate_request:{request.pk}",
        shared_with=request.prosecution_office_id,
    )


def _row(mandate: Mandate, on: date) -> dict[str, object]:
    employer = mandate.employer
    due = open_bills(employer.pk, on) if employer else []
    principal = sum(one.principal for one in due)
    penalty = sum(one.penalty for one in due)
    kinds = Finding.objects.filter(case_findings__case=mandate.case).order_by("pk")
    named = sorted({str(finding.get_kind_display()) for finding in kinds})
    return {
        "name": mandate.firm_name,
        **({"npp": f"{employer.registration_number}/{employer.division}"} if employer else {}),
        "case_number": mandate.number,
        "finding": "; ".join(named) or "Tunggakan iuran",
        "principal": principal,
        "penalty": penalty,
        "total": principal + penalty,
    }


def _first_steps(actor: Reader, mandates: list[Mandate], letter: Letter, on: date) -> None:
    MandateStep.objects.bulk_create(
        MandateStep(
            mandate=mandate,
            sequence=1,
            act=Act.REQUEST,
            from_state=State.PREPARED,
            state=State.REQUESTED,
            happened_on=on,
            letter=letter,
            recorded_by=actor.user,
        )
        for mandate in mandates
    )
