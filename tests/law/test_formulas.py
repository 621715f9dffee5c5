"""Every formula of the law stands on a page, beside its code, its parameters and articles."""

from __future__ import annotations

from payung.law import formulas, parameters
from payung.law.documentation import render


def test_every_module_of_the_law_is_a_formula_on_a_page_or_machinery() -> None:
    shown = [name for names in formulas.FORMULAS.values() for name in names]
    hidden = [name for name in formulas.modules() if name.startswith(formulas.MACHINERY)]

    assert sorted([*shown, *hidden]) == formulas.modules()


def test_every_formula_stands_beside_its_code_its_parameters_and_their_articles() -> None:
    pages = render()
    page = pages["jkk.md"]

    assert "### `payung.law.jkk.death`" in page
    assert "def lump_sum(accident_on: date, wage: Amount) -> Amount:" in page
    assert "def explain_lump_sum" not in page
    assert "- `jkk/death_share`: PP 44/2015 Pasal 25; PP 44/2015 Pasal 25 jo. PP 82/2019" in page
    for group, names in formulas.FORMULAS.items():
        for name in names:
            assert f"`payung.law.{name.replace('/', '.')}`" in pages[f"{group}.md"]


def test_every_parameter_is_read_by_a_formula_beside_it_or_is_named_here() -> None:
    elsewhere = {
        "membership/first_contribution_month",  # the bound of every question
        "membership/programmes_open",  # bounds what the registry takes in; no formula
        "jkp/total_rate",  # the sum of its parts, which are read; a test compares them
        "jp/accumulated_grows_as_savings",  # how the books sum what was paid in; no formula
        "claims/second_report_within_hours",  # a duty of employers; no amount hangs on it
        # How claims without an account are guarded; no formula.
        *("claims/access_minutes", "claims/code_valid_days", "claims/upload_valid_days"),
        *("claims/attempts_per_number", "claims/attempts_per_address"),
        "claims/age_of_majority",  # who receives for a child, not how much
        "claims/approval_limit",  # who decides, not how much is paid
        "claims/objection_working_days",  # a bound of the claims room
        "claims/objection_answer_working_days",  # a bound of the claims room
        # Which proofs a pensioner brings, and when he is paid; no amount hangs on it.
        *("claims/pension_proofs", "claims/pension_proof_months", "claims/pension_due_day"),
        "claims/proof_early_days",  # from when a proof can be sent online
        # Until when withheld tax is remitted, an employer told and pays; no amount hangs on it.
        *("claims/tax_due_day", "claims/employer_share_working_days"),
        "claims/tell_employer_working_days",
        "payment/settlement_order",  # the only order that there is
        "payment/report_difference_within_working_days",  # a duty of the office, no formula
        # From where on an officer is asked about a claim; no formula.
        *("claims/sign_registered_days", "claims/sign_wage_window_months"),
        *("claims/sign_wage_jump", "claims/sign_account_name_alike"),
        *("claims/sign_youngest_parent_years", "claims/sign_marriage_years"),
        # The clocks of a claim's service: the office's promise beside the law's, no formula.
        *("claims/stage_working_days", "claims/remind_after_working_days"),
        *("claims/promise_counted_from", "claims/promise_jkk_working_days"),
        *("claims/promise_jkm_working_days", "claims/promise_jkp_working_days"),
    }
    read = {
        name
        for names in formulas.FORMULAS.values()
        for module in names
        for name in formulas.parameters_of(module)
    }
    groups = formulas.FORMULAS.keys()
    own = {item.name for item in parameters.in_use() if item.name.split("/")[0] in groups}

    assert own - read == elsewhere
