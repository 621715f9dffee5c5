"""All routes with all roles: without a session to sign-in, beyond one's scope not found.

A new route without arguments is walked by itself; one with arguments fails here until it has its
row in ``ARGUMENTS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from payung.access.models import Role
from payung.claims.models import PayableKind
from payung.claims.signs import signs_of
from tests.access import world
from tests.access.builders import USUAL_SCOPE, usual_holder
from tests.access.world import Side, World

pytestmark = [pytest.mark.django_db, pytest.mark.long]

Arguments = dict[str, object]

#: What a route's address names, taken from one side of the world.
ARGUMENTS: dict[str, Callable[[Side], Arguments]] = {
    "site:region": lambda side: {"code": side.region.pk},
    "site:dashboard_region": lambda side: {"code": side.region.pk},
    "site:dashboard_region_chart": lambda side: {"code": side.region.pk, "kind": "tren"},
    "site:dashboard_region_gap": lambda side: {"code": side.region.pk},
    "site:dashboard_region_export": lambda side: {"code": side.region.pk, "format": "csv"},
    "site:dashboard_funnel": lambda side: {"code": side.region.pk},
    "site:region_export": lambda side: {"code": side.region.pk, "format": "csv"},
    "site:employer": lambda side: _employer(side),
    "site:employer_account": lambda side: _employer(side),
    "site:employer_bills": lambda side: _employer(side),
    "site:employer_ledger": lambda side: _employer(side),
    "site:employer_programmes": lambda side: _employer(side),
    "site:employer_workers": lambda side: _employer(side),
    "site:bill": lambda side: {"code": side.bill.billing_code},
    "site:bill_line": lambda side: {
        "code": side.bill.billing_code,
        "membership_id": side.membership.pk,
    },
    "site:identity": lambda side: {"person_id": side.person.pk},
    "site:import": lambda side: {"pk": side.import_file.pk},
    "site:import_progress": lambda side: {"pk": side.import_file.pk},
    "site:import_answer": lambda side: {"pk": side.import_file.pk},
    "site:agreement": lambda side: {"agreement_id": side.agreement.pk},
    "site:agreement_text": lambda side: {"agreement_id": side.agreement.pk},
    "site:agreement_children": lambda side: {"agreement_id": side.agreement.pk},
    "site:agreement_sign": lambda side: {"agreement_id": side.agreement.pk},
    "site:meeting": lambda side: {"meeting_id": side.meeting.pk},
    "site:monev_session": lambda side: {"session_id": side.monev.pk},
    "site:monev_government": lambda side: {
        "session_id": side.monev.pk,
        "code": side.region.pk,
    },
    "site:monev_paper": lambda side: {"session_id": side.monev.pk, "kind": "salindia"},
    "site:commitment": lambda side: {"commitment_id": side.commitment.pk},
    "site:approval": lambda side: {"request_id": side.approval.pk},
    "site:finding": lambda side: {"pk": side.finding.pk},
    "site:finding_decide": lambda side: {"pk": side.finding.pk},
    "site:finding_match": lambda side: {"pk": side.finding.pk},
    "site:finding_list_answer": lambda side: {"pk": side.comparison.pk},
    "site:case": lambda side: {"number": side.case.number},
    "site:case_step": lambda side: {"number": side.case.number, "kind": "visit"},
    "site:case_inspection": lambda side: _inspection(side),
    "site:case_inspection_line": lambda side: {**_inspection(side), "row": 1},
    "site:mandate": lambda side: _mandate(side),
    "site:mandate_act": lambda side: {**_mandate(side), "act": "extend"},
    "site:mandate_rights": lambda side: _mandate(side),
    "site:mandate_attach": lambda side: _mandate(side),
    "site:mandate_attachment": lambda side: {
        **_mandate(side),
        "attachment_id": side.mandate_paper.pk,
    },
    "site:letter": lambda side: {"pk": side.letter.pk},
    "site:letter_pdf": lambda side: {"pk": side.letter.pk},
    "site:letter_page": lambda side: {"pk": side.letter.pk, "number": 1},
    "site:letter_sign": lambda side: {"pk": side.letter.pk},
    "site:letter_cancel": lambda side: {"pk": side.letter.pk},
    "site:letter_scan": lambda side: {"pk": side.letter.pk},
    "site:letter_edit": lambda side: {"pk": side.letter.pk},
    "site:issuing_letterhead": lambda side: {"office_code": side.letter.office_id},
    "site:issuing_sample": lambda side: {"office_code": side.letter.office_id},
    "site:issuing_numbers": lambda side: {"office_code": side.letter.office_id},
    "site:issuing_authorities": lambda side: {"office_code": side.letter.office_id},
    "site:attachment": lambda side: {"attachment_id": side.mandate_paper.pk},
    "site:suspense_match": lambda side: {"entry_id": side.entry.pk},
    "site:action_government": lambda side: {"code": side.region.pk},
    "site:action_government_export": lambda side: {"code": side.region.pk, "format": "csv"},
    "site:action_agencies": lambda side: {"code": side.region.pk},
    "site:action_agency": lambda side: {"agency_code": side.agency_action.agency_id},
    "site:action": lambda side: {"action_id": side.agency_action.pk},
    "site:budget_line": lambda side: {"number": side.budget_line.number},
    "site:budget_government": lambda side: {"code": side.region.pk},
    "site:budget_rka": lambda side: {"code": side.region.pk},
    "site:instruction_unit": lambda side: {"place": side.region.pk},
    "site:instruction_respond": lambda side: {"place": side.region.pk, "code": _item(side)},
    "site:instruction_item": lambda side: {"code": _item(side)},
    "site:instruction_answer": lambda side: {"pk": side.instruction_answer.pk},
    "site:instruction_evidence": lambda side: {
        "pk": side.instruction_answer.pk,
        "attachment_id": side.instruction_file.pk,
    },
    "site:observation": lambda side: {"pk": side.observation.pk},
    "site:observation_evidence": lambda side: {"pk": side.observation.pk},
    "site:observation_step": lambda side: {"pk": side.observation.pk},
    "site:observation_file": lambda side: {"pk": side.report_file.pk},
    "site:observation_file_answer": lambda side: {"pk": side.report_file.pk},
    "site:service_point": lambda side: {"pk": side.service_point.pk},
    "site:regulation_government": lambda side: {"code": side.region.pk},
    "site:payment_order": lambda side: {"number": side.payment_order.number},
    "site:payment_order_answer_sheet": lambda side: {"number": side.payment_order.number},
    "site:payment_order_file": lambda side: {
        "number": side.payment_order.number,
        "form": "csv",
    },
    "site:payment_order_act": lambda side: {
        "number": side.payment_order.number,
        "act": "lepas",
    },
    "site:employer_share": lambda side: {"number": side.claim.number},
    "site:employer_share_tell": lambda side: {"number": side.claim.number},
    "site:employer_share_letter": lambda side: {"number": side.claim.number},
    "site:benefit_tax": lambda side: _tax_month(side),
    "site:benefit_tax_reverse": lambda side: _tax_month(side),
    "site:benefit_tax_carry": lambda side: _tax_month(side),
    "site:benefit_tax_carry_reverse": lambda side: _tax_month(side),
    "site:benefit_tax_export": lambda side: {**_tax_month(side), "format": "csv"},
    "site:claim_payments": lambda side: {"number": side.claim.number},
    "site:claim_decision": lambda side: {"number": side.claim.number},
    "site:claim_decision_act": lambda side: {"number": side.claim.number, "act": "putuskan"},
    "site:claim_objection": lambda side: {"pk": side.objection.pk},
    "site:claim_awaited": lambda side: _claim(side),
    "site:claim_proof_answer": lambda side: {"pk": _submission(side)},
    "site:claim_limit_confirm": lambda side: {"pk": side.limit.pk},
    "site:calendar": lambda side: {"code": side.region.pk},
    "site:regulation": lambda side: {"pk": side.regulation.pk},
    "site:regulation_text": lambda side: {
        "pk": side.regulation.pk,
        "attachment_id": side.regulation_text.pk,
    },
    "site:plan_document": lambda side: {"pk": side.plan.pk},
    "site:list": lambda side: {"list_id": side.people_list.pk},
    "site:list_do": lambda side: {"list_id": side.people_list.pk},
    "site:list_rows": lambda side: {"list_id": side.people_list.pk},
    "site:list_row_decide": lambda side: {"list_id": side.people_list.pk, "row_no": 1},
    "site:list_answer": lambda side: {"list_id": side.people_list.pk},
    "site:list_entry": lambda side: {"list_id": side.people_list.pk},
    "site:list_funnel": lambda side: {"list_id": side.people_list.pk},
    "site:list_decree": lambda side: {"list_id": side.people_list.pk},
    "site:list_register": lambda side: {"list_id": side.people_list.pk},
    "site:list_cards": lambda side: {"list_id": side.people_list.pk},
    "site:list_replace": lambda side: {"list_id": side.people_list.pk},
    "site:list_replace_export": lambda side: {
        "list_id": side.people_list.pk,
        "format": "csv",
    },
    "site:list_matches": lambda side: {"list_id": side.people_list.pk},
    "site:list_matches_export": lambda side: {
        "list_id": side.people_list.pk,
        "format": "csv",
    },
    "site:list_match_run": lambda side: {"list_id": side.people_list.pk},
    "site:list_match": lambda side: {"pair_id": side.match_pair.pk},
    "site:list_renew": lambda side: {"list_id": side.people_list.pk},
    "site:target_gap": lambda side: {"code": side.region.pk},
    "site:target_gap_export": lambda side: {"code": side.region.pk, "format": "csv"},
    "site:target_path": lambda side: {"code": side.region.pk},
    "site:target_path_export": lambda side: {"code": side.region.pk, "format": "csv"},
    "site:target_withdraw": lambda side: {"pk": side.target.pk},
    "site:planner_new": lambda side: {"code": side.region.pk},
    "site:planner_sheet": lambda side: {"code": side.region.pk},
    "site:planner_scenario": lambda side: {"pk": side.scenario.pk},
    "site:planner_progress": lambda side: {"pk": side.scenario.pk},
    "site:planner_export": lambda side: {"pk": side.scenario_result.pk, "format": "csv"},
    "site:planner_villages": lambda side: {"pk": side.scenario_result.pk, "format": "csv"},
    "site:planner_texts": lambda side: {"pk": side.scenario_result.pk, "year": 2028},
    "site:planner_lines": lambda side: {"pk": side.scenario_result.pk, "year": 2028},
    "site:planner_note": lambda side: {"pk": side.scenario_result.pk},
    "site:scorecard": lambda side: {"pk": side.scorecard.pk},
    "site:scorecard_criteria": lambda side: {"pk": side.scorecard.pk},
    "site:scorecard_sensitivity": lambda side: {"pk": side.scorecard.pk},
    "site:scorecard_end": lambda side: {"pk": side.scorecard.pk},
    "site:scorecard_export": lambda side: {"pk": side.scorecard.pk},
    "site:scorecard_government": lambda side: _scorecard(side),
    "site:scorecard_pdf": lambda side: _scorecard(side),
    "site:handover_withdraw": lambda side: {"pk": side.claim.handovers.get().handover_id},
    "site:claim": lambda side: {"number": side.claim.number},
    "site:pension": lambda side: {"pk": side.pension.pk},
    "site:pension_take_back": lambda side: {"pk": side.pension.pk},
    "site:pension_continue": lambda side: {"number": side.claim.number},
    "site:savings_statement": lambda side: {"membership": side.membership.pk},
    "site:savings_statement_file": lambda side: {"membership": side.membership.pk},
    "site:claim_fact": lambda side: {"number": side.claim.number, "field": "died_on"},
    "site:claim_fact_form": lambda side: {"number": side.claim.number, "group": "kematian"},
    "site:claim_question": lambda side: {"number": side.claim.number, "key": _asked(side)},
    "site:claim_papers": lambda side: {"number": side.claim.number},
    "site:claim_papers_report": lambda side: {"number": side.claim.number},
    "site:claim_papers_upload": lambda side: {"number": side.claim.number},
    "site:claim_papers_upload_part": lambda side: {"number": side.claim.number, "token": "x"},
    "site:claim_papers_upload_finish": lambda side: {"number": side.claim.number, "token": "x"},
    "site:claim_paper": lambda side: {
        "number": side.claim.number,
        "paper_id": side.claim_paper.pk,
    },
    "site:claim_take_over_file": lambda side: {"pk": side.take_over_file.pk},
    "site:claim_take_over_progress": lambda side: {"pk": side.take_over_file.pk},
    "site:claim_take_over_resume": lambda side: {"pk": side.take_over_file.pk},
    "site:claim_take_over_confirm": lambda side: {"pk": side.take_over_file.pk},
    "site:claim_take_over_refused": lambda side: {"pk": side.take_over_file.pk},
    "site:claim_report": lambda side: {"number": side.claim.number},
    "site:claim_family": lambda side: _claim(side),
    "site:claim_family_new": lambda side: _claim(side),
    "site:claim_family_shares": lambda side: _claim(side),
    "site:claim_family_copy": lambda side: _claim(side),
    "site:claim_family_hold": lambda side: _claim(side),
    "site:claim_family_lift": lambda side: {
        **_claim(side),
        "hold_id": side.claim.holds.get().pk,
    },
    "site:claim_family_person": lambda side: _person(side),
    "site:claim_family_remove": lambda side: _person(side),
    "site:claim_family_guardian": lambda side: _person(side),
    "site:claim_family_account": lambda side: _person(side),
    "site:claim_family_confirm": lambda side: {
        **_claim(side),
        "account_id": side.claim.parties.get(name="Ibu").accounts.get().pk,
    },
    "site:scholarship": lambda side: _scholarship(side),
    "site:scholarship_end": lambda side: _scholarship(side),
    "site:scholarship_letter": lambda side: _letter(side),
    "site:scholarship_proof": lambda side: _letter(side),
}
#: Routes whose arguments name nothing that anybody owns.
FREE_ARGUMENTS: dict[str, Arguments] = {
    "site:claim_online_objection": {"number": "KL-24-0000001"},
    "site:claim_online_upload": {"number": "KL-24-0000001"},
    "site:claim_online_upload_part": {"number": "KL-24-0000001", "token": "x"},
    "site:claim_online_upload_finish": {"number": "KL-24-0000001", "token": "x"},
    "site:observations_export": {"format": "csv"},
    "site:pensions_export": {"format": "csv"},
    "site:claim_approvals_export": {"format": "csv"},
    "site:claim_proofs_export": {"format": "csv"},
    "site:indicator": {"code": "ACTIVE_COVERAGE"},
    "site:indicator_metadata": {"code": "ACTIVE_COVERAGE", "ending": "json"},
    "site:lists_export": {"format": "csv"},
    "site:scholarships_export": {"format": "csv"},
    "site:target_list_export": {"format": "csv"},
    "site:target_gap_nation_export": {"format": "xlsx"},
    "site:target_path_nation_export": {"format": "csv"},
    "site:target_effects_export": {"format": "csv"},
    "site:dashboard_chart": {"kind": "tren"},
    "site:dashboard_export": {"format": "csv"},
    "site:dashboard_office": {"code": "KW-SUMBAGSEL"},
    "site:dashboard_office_chart": {"code": "KW-SUMBAGSEL", "kind": "tren"},
    "site:verify": {"token": world.TOKEN},
    "site:letters_export": {"format": "csv"},
    "site:bills_export": {"format": "csv"},
    "site:employers_export": {"format": "csv"},
    "site:arrears_export": {"format": "csv"},
    "site:agreements_export": {"format": "csv"},
    "site:mandates_export": {"format": "csv"},
    "site:findings_export": {"format": "csv"},
    "site:cases_export": {"format": "csv"},
    "site:claims_export": {"format": "csv"},
    "site:payment_orders_export": {"format": "csv"},
    "site:employer_shares_export": {"format": "csv"},
    "site:benefit_taxes_export": {"format": "csv"},
    "site:claim_service_export": {"format": "csv"},
    "site:claim_statistics_export": {"format": "csv"},
    "site:handovers_export": {"format": "csv"},
    "site:commitments_export": {"format": "csv"},
    "site:instruction_unanswered_export": {"format": "csv"},
    "site:regulations_export": {"format": "csv"},
    "site:regulation_list_export": {"format": "csv"},
    "site:actions_export": {"format": "csv"},
    "site:budgets_export": {"format": "csv"},
    "site:budget_gaps_export": {"format": "csv"},
    "site:service_points_export": {"format": "csv"},
    "site:service_points_missing_export": {"format": "csv"},
    "site:list_funnels_export": {"format": "csv"},
    "site:list_lapsing_export": {"format": "csv"},
    "site:open_data_set": {"dataset": "definisi"},
    "site:open_data_latest": {"dataset": "definisi", "format": "csv"},
    "site:open_data_file": {"dataset": "definisi", "version": 1, "format": "json"},
    "site:open_data_publish": {"dataset": "definisi"},
    "site:open_data_withdraw": {"dataset": "definisi", "version": 1},
    "site:question": {"number": 2},
    "site:question_export": {"number": 2, "format": "csv"},
}
#: Routes whose question is a POST, with what is posted: their GET shows but an empty form.
POSTED: dict[str, dict[str, str]] = {"site:identity": {"reason": "Pemadanan data peserta"}}
#: Open to everybody: the doors themselves, and the choice of language.
PUBLIC = {
    "account_login",
    "account_inactive",
    "access:demo_sign_in",  # not found outside demo mode
    "site:language",
    "site:verify",
    "site:claim_online",
    "site:claim_online_new",
    "site:claim_online_claim",
    "site:claim_online_leave",
    "site:claim_online_objection",
    "site:claim_online_upload",
    "site:claim_online_upload_part",
    "site:claim_online_upload_finish",
    "site:open_data",
    "site:open_data_catalogue",
    "site:open_data_file",
    "site:open_data_latest",
    "site:open_data_robots",
    "site:open_data_set",
    *(
        f"calculators:{name}"
        for name in (
            *("index", "wage_earner", "non_wage_earner", "family"),
            *("pension", "job_loss", "changes"),
        )
    ),
}
#: Left out of the walk of a signed-in role: it would end the session.
ENDS_THE_SESSION = {"account_logout"}
#: Scopes that hold both branches of the world.
SEES_BOTH = {Role.REGIONAL_OFFICE, Role.MONEV_ANALYST, Role.DATA_CUSTODIAN}

NUMBERS_OF_PERSONS = {"nik", "national_id", "kk", "family_card", "phone", "hp", "account", "kpj"}


def _asked(side: Side) -> str:
    return signs_of(side.claim)[0].key


def _claim(side: Side) -> Arguments:
    return {"number": side.claim.number}


def _tax_month(side: Side) -> Arguments:
    return {"office": side.claim.office_id, "year": 2024, "number": 12}


def _person(side: Side) -> Arguments:
    return {**_claim(side), "party_id": side.claim.parties.get(name="Anak").pk}


def _scholarship(side: Side) -> Arguments:
    return {"payable_id": side.claim.payables.get(kind=PayableKind.SCHOLARSHIP).pk}


def _letter(side: Side) -> Arguments:
    child = side.claim.parties.get(name="Anak")
    return {**_scholarship(side), "proof_id": child.proofs.get().pk}


def _submission(side: Side) -> int:
    child = side.claim.parties.get(name="Anak")
    return int(child.submissions.get().pk)


def _item(side: Side) -> str:
    return str(side.instruction_answer.item.code)


def _scorecard(side: Side) -> Arguments:
    return {"pk": side.scorecard.pk, "code": side.region.pk}


def _inspection(side: Side) -> Arguments:
    return {"number": side.case.number, "inspection_id": side.inspection.pk}


def _mandate(side: Side) -> Arguments:
    case, _slash, own = side.mandate.number.rpartition("/")
    return {"case": case, "skk": own}


def _employer(side: Side) -> Arguments:
    return {"npp": side.employer.registration_number, "division": side.employer.division}


def routes() -> Iterator[tuple[str, frozenset[str]]]:
    """Each route of the site: its name (with namespace) and the names of its arguments."""

    def walk(resolver: URLResolver, names: tuple[str, ...], above: frozenset[str]):
        for entry in resolver.url_patterns:
            named = above | entry.pattern.converters.keys() | entry.pattern.regex.groupindex.keys()
            if isinstance(entry, URLResolver):
                inner = (*names, entry.namespace) if entry.namespace else names
                yield from walk(entry, inner, named)
            else:
                assert isinstance(entry, URLPattern)
                assert entry.name, f"{entry.pattern} needs a name: the audit trail keeps names"
                yield ":".join((*names, entry.name)), frozenset(named)

    yield from walk(get_resolver(), (), frozenset())


ROUTES = sorted(set(routes()))


def ask(client: Client, route: str, arguments: Arguments):
    """GET a route; POST nothing where it only takes a POST."""
    address = reverse(route, kwargs=arguments)
    if route in POSTED:
        return client.post(address, POSTED[route])
    answer = client.get(address)
    return client.post(address) if answer.status_code == 405 else answer


def arguments_of(route: str, side: Side) -> Arguments:
    return ARGUMENTS[route](side) if route in ARGUMENTS else FREE_ARGUMENTS.get(route, {})


@pytest.fixture(scope="module")
def here(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[World]:
    """One world for all walks: what a walk changes is taken back after it."""
    folder = tmp_path_factory.mktemp("world")
    with (
        pytest.MonkeyPatch.context() as patch,
        override_settings(DEMO=False),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        patch.setenv("PAYUNG_HOME", str(folder))  # its files and keys are its own
        yield world.build(folder)
        transaction.set_rollback(True)


def test_every_route_with_arguments_has_its_sample() -> None:
    missing = [
        f"{route} {sorted(names)}"
        for route, names in ROUTES
        if names and route not in ARGUMENTS and route not in FREE_ARGUMENTS
    ]
    assert not missing, "add the new routes to ARGUMENTS"


def test_no_address_names_a_person_by_his_numbers() -> None:
    assert not [route for route, names in ROUTES if names & NUMBERS_OF_PERSONS]


def test_route_names_are_unique() -> None:
    names = sorted(route for route, _ in ROUTES)
    assert not [first for first, second in pairwise(names) if first == second]


def test_without_a_session_every_page_leads_to_sign_in(here) -> None:
    for route, _ in ROUTES:
        answer = ask(Client(), route, arguments_of(route, here.inside))
        if route in PUBLIC:
            assert answer.status_code in {200, 302, 400, 404}, route
        else:
            assert answer.status_code == 302, route
            assert answer.url.startswith(reverse("account_login")), route


@pytest.mark.parametrize("role", Role.values)
def test_a_role_gets_a_page_or_a_clear_refusal_everywhere(role, here) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(usual_holder(role).user)
    wrong = []
    for route, _ in ROUTES:
        if route in ENDS_THE_SESSION:
            continue
        inside = ask(client, route, arguments_of(route, here.inside)).status_code
        if inside not in {200, 202, 302, 400, 403, 404, 422}:
            wrong.append(f"{route}: {inside}")
        if route in ARGUMENTS and role not in SEES_BOTH:
            outside = ask(client, route, arguments_of(route, here.outside)).status_code
            if outside != (403 if inside == 403 else 404):
                wrong.append(f"{route}: {inside} inside, {outside} outside")
    assert not wrong


def test_each_page_about_something_opens_for_someone(here) -> None:
    """Else the walk above would prove nothing: a wrong sample is not found by anybody."""
    clients = []
    for role in (
        *(Role.HEAD_OF_BRANCH, Role.ACCOUNT_OFFICER, Role.FINANCE_OFFICER),
        *(Role.CLAIMS_OFFICER, Role.EMPLOYER_HR, Role.MANPOWER_OFFICER),
        *(Role.MONEV_ANALYST, Role.REGIONAL_OFFICE),
    ):
        client = Client(raise_request_exception=False)
        client.force_login(usual_holder(role).user)
        clients.append(client)
    shut = []
    for route in sorted(ARGUMENTS.keys() | FREE_ARGUMENTS.keys()):
        asked = arguments_of(route, here.inside)
        answers = {ask(client, route, asked).status_code for client in clients}
        if not answers & {200, 302, 400, 422}:
            shut.append(f"{route}: {answers}")
    assert not shut


def test_the_scopes_of_the_walk_fit_its_world() -> None:
    assert set(USUAL_SCOPE) >= SEES_BOTH
