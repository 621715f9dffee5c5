"""No two agreements of the same parties and kind are in force on one day, whatever is signed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.partnerships.errors import AgreementRefused
from payung.partnerships.models import AgreementAct, AgreementTerm
from payung.partnerships.operations import end_agreement, sign_agreements
from payung.partnerships.queries import agreements, rows, valid_agreement
from payung.partnerships.states import IN_FORCE
from tests.partnerships import builders as build
from tests.partnerships.builders import BANJARMASIN

FIRST = date(2020, 1, 1)
DAYS = 1800

terms = st.tuples(
    st.integers(0, DAYS - 1), st.integers(0, 900), st.one_of(st.none(), st.integers(0, 900))
)


def _sign(start: int, length: int, early: int | None) -> None:
    """Draft and sign one term; end it early where asked. What does not fit is refused whole."""
    first = FIRST + timedelta(start)
    actor = build.reader(BANJARMASIN)
    try:
        with transaction.atomic():
            made = build.signed(starts_on=first, ends_on=first + timedelta(length))
            if early is not None:
                end_agreement(
                    actor=actor,
                    agreement_id=made.pk,
                    last_day=first + timedelta(early),
                    reason="Diakhiri lebih awal",
                )
    except AgreementRefused as refused:
        if refused.code not in {"terms_overlap", "end_day"}:
            raise


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(terms, min_size=2, max_size=5))
def test_on_any_day_at_most_one_agreement_speaks_for_two_offices(here, asked) -> None:
    with transaction.atomic():
        for term in asked:
            _sign(*term)
        actor = build.reader(BANJARMASIN)
        for offset in {0, *(t[0] for t in asked), *(t[0] + t[1] for t in asked), DAYS - 1}:
            day = FIRST + timedelta(min(offset, DAYS - 1))
            valid = valid_agreement(BANJARMASIN, "KN-63.71", on=day)
            told = [row.agreement for row in rows(agreements(actor), day, states=IN_FORCE)]
            assert told == ([valid] if valid else [])
            keys = AgreementTerm.objects.filter(starts_on__lte=day, ends_on__gte=day)
            assert keys.values("key").distinct().count() == keys.count()
        transaction.set_rollback(True)


def test_of_two_who_sign_at_once_one_signs_and_the_other_is_told(committed) -> None:
    build.offices()
    build.heads()
    made = build.draft(starts_on=date(2024, 12, 1))
    rival = build.draft(starts_on=date(2024, 12, 1))
    ours, theirs = build.reader(BANJARMASIN), build.reader("KN-63.71")

    def sign(actor, agreement) -> str:
        try:
            sign_agreements(actor=actor, agreement_ids=[agreement.pk])
        except AgreementRefused as refused:
            return refused.code
        finally:
            connection.close()
        return "signed"

    def both(*asked) -> list[str]:
        with ThreadPoolExecutor(2) as pool:
            return sorted(pool.map(sign, *zip(*asked, strict=True)))

    assert both((ours, made), (theirs, made)) == ["already_signed", "signed"]
    assert both((ours, rival), (theirs, rival)) == ["terms_overlap", "terms_overlap"]
    assert AgreementAct.objects.filter(kind="SIGNED").count() == 1
    third, fourth = (
        build.draft(BANJARMASIN, "KN-63.01", starts_on=date(2024, 12, 1)) for _ in range(2)
    )
    assert both((ours, third), (ours, fourth)) == ["signed", "terms_overlap"]
