"""Every kind says what it needs, and refuses a letter that lacks it or contradicts itself."""

from __future__ import annotations

import pytest

from payung.access.permissions import PERMISSIONS_OF_ROLE
from payung.claims.savings_statement import KIND as STATEMENT
from payung.documents.content import SAMPLE
from payung.documents.fields import problems_of
from payung.documents.kinds import COMMON, KINDS
from payung.documents.legal_basis import BASIS, register_of
from payung.documents.refusals import LetterRefused
from payung.documents.typesetting import TEMPLATES
from payung.monitoring.reports.booklet import KIND as BOOKLET
from payung.monitoring.reports.instruction_report import TEMPLATE as HALF_YEAR
from payung.reference.models import Regulation
from payung.site.pages.scorecard_files import KIND as CARD
from payung.sponsorship.listing.printed import KIND as FORM
from tests.documents import builders as build
from tests.documents.samples import SAMPLES


def problems(kind: str, data: dict[str, object]) -> list[str]:
    fields = (*COMMON, *KINDS[kind].fields)
    return [one.where for one in problems_of(fields, KINDS[kind].sums, data)]


def test_each_kind_has_its_template_its_rules_its_sample_and_somebody_who_signs() -> None:
    assert {path.stem for path in TEMPLATES.glob("*.typ")} == {
        *KINDS, "layout", SAMPLE, FORM, BOOKLET, CARD, HALF_YEAR, STATEMENT
    }  # fmt: skip
    assert BASIS.keys() == KINDS.keys() == SAMPLES.keys()
    granted = frozenset().union(*PERMISSIONS_OF_ROLE.values())
    assert {kind.signed_with for kind in KINDS.values()} <= granted


@pytest.mark.parametrize("kind", KINDS)
def test_the_sample_fits_and_each_required_field_is_missed(kind: str) -> None:
    assert problems(kind, SAMPLES[kind]) == []
    for field in KINDS[kind].fields:
        without = {name: value for name, value in SAMPLES[kind].items() if name != field.name}
        summed = any(field.name == rule.total for rule in KINDS[kind].sums)
        missed = field.name in problems(kind, without)
        assert missed is (not field.optional or summed), field.name


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"total": 1}, "total"),
        ({"principal": "22.985.175"}, "principal"),
        ({"principal": True}, "principal"),
        ({"penalty": -1}, "penalty"),
        ({"deadline": "18-12-2024"}, "deadline"),
        ({"deadline": "2024-02-30"}, "deadline"),
        ({"findings": []}, "findings"),
        ({"findings": "satu"}, "findings"),
        ({"employer_name": "  "}, "employer_name"),
        ({"months": [{"month": "2024-13", "principal": 1, "penalty": 0}]}, "months[0].month"),
        ({"nik": "0001010101900001"}, "nik"),
    ],
)
def test_misshapen_and_contradictory_data_is_told_where_it_stands(changed, where) -> None:
    assert problems("warning_first", {**SAMPLES["warning_first"], **changed}) == [where]


def test_a_plan_that_does_not_add_up_is_refused_with_both_sums() -> None:
    plan = SAMPLES["settlement_agreement"]
    short = {**plan, "instalments": plan["instalments"][:2]}
    [problem] = problems_of(
        (*COMMON, *KINDS["settlement_agreement"].fields),
        KINDS["settlement_agreement"].sums,
        short,
    )
    assert "24000000" in problem.found_id
    assert "20000000" in problem.found_id


@pytest.mark.django_db
def test_a_rule_that_is_not_in_the_register_is_refused() -> None:
    build.world()
    for citations in BASIS.values():
        register_of(citations)
    Regulation.objects.filter(pk="pp-86-2013").delete()
    with pytest.raises(LetterRefused, match="pp-86-2013"):
        build.draft(build.head(), "warning_first")
