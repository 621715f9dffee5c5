"""What a calculator shows is what the law answers, to the rupiah."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.law import formats, non_wage_earner, wage_earner
from payung.law.benefits import jkk, jkm, jkp, jp
from payung.law.benefits.scholarship import Child
from payung.law.jp.contribution import capped_wage
from payung.law.jp.pension_date import pension_date
from payung.law.membership.minimum_programmes import minimum_programmes
from payung.site.calculators.ages import by_birth_year
from payung.site.calculators.answers import counted_wage

few = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
wages = st.integers(1, 60_000_000)
months = st.dates(date(2015, 7, 1), date(2027, 12, 1)).map(lambda day: day.replace(day=1))
counts = st.integers(0, 400)


def rupiah(amount: int) -> str:
    return formats.rupiah(amount, "id").replace("Rp", "Rp ")


@few
@given(
    month=months,
    wage=wages,
    risk=st.integers(1, 5),
    size=st.sampled_from(["MICRO", "SMALL", "MEDIUM", "LARGE"]),
    extra=st.sets(st.sampled_from(["jht", "jp"])),
    labour_intensive=st.booleans(),
)
def test_the_bill_of_a_worker(ask, month, wage, risk, size, extra, labour_intensive) -> None:
    taken = minimum_programmes(month, business_size=size) | extra
    due = wage_earner.contribution(
        month,
        wage=wage,
        risk_group=risk,
        takes_jht="jht" in taken,
        takes_jp="jp" in taken,
        labour_intensive=labour_intensive,
    )
    entries = {"bulan": f"{month:%Y-%m}", "upah": wage, "risiko": risk, "skala": size}
    entries |= {"ikut": sorted(extra), "keadaan": ["padat-karya"] if labour_intensive else []}
    page = ask("iuran/", entries)
    assert page.headline == rupiah(due.total)
    assert f"Pemberi kerja {rupiah(due.employer)}, pekerja {rupiah(due.worker)}." in page.text


@few
@given(
    month=months,
    income=wages,
    kind=st.sampled_from(["EMPLOYER", "SELF_EMPLOYED", "OTHER"]),
    sector=st.sampled_from(["TRANSPORT", "OTHER"]),
    more=st.sets(st.sampled_from(["jht", "anggaran"])),
)
def test_the_bill_of_the_self_employed(ask, month, income, kind, sector, more) -> None:
    due = non_wage_earner.contribution(
        month,
        income=income,
        takes_jht="jht" in more,
        sector=sector,
        kind=kind,
        paid_by_budget="anggaran" in more,
    )
    entries = {"bulan": f"{month:%Y-%m}", "penghasilan": income, "jenis": kind, "sektor": sector}
    page = ask("iuran-mandiri/", {**entries, "keadaan": sorted(more)})
    assert page.headline == rupiah(due.total)


@few
@given(
    died_on=st.dates(date(2015, 7, 1), date(2027, 12, 31)),
    segment=st.sampled_from(["WAGE_EARNER", "NON_WAGE_EARNER"]),
    paid=counts,
    in_a_row=counts,
    unpaid=st.integers(0, 8),
    child_age=st.integers(6, 18),
)
def test_what_a_family_receives_after_a_death_elsewhere(
    ask, died_on, segment, paid, in_a_row, unpaid, child_age
) -> None:
    born_on = date(died_on.year - child_age, 1, 1)
    row = min(in_a_row, paid)
    benefit = jkm.benefit(
        jkm.Death(
            died_on=died_on,
            segment=segment,
            months_paid=paid,
            paid_months_in_a_row=row if segment == "NON_WAGE_EARNER" else None,
            unpaid_months=unpaid,
            children=(Child(name="Anak 1", born_on=born_on, level="PRIMARY"),),
        )
    )
    page = ask(
        "keluarga/",
        {
            "segmen": segment,
            "sebab": "OTHER",
            "meninggal": died_on,
            "dibayar": paid,
            "beruntun": row,
            "tunggakan": unpaid,
            "anak1_lahir": born_on,
            "anak1_jenjang": "PRIMARY",
        },
    )
    assert page.headline == rupiah(benefit.total)
    assert page.amounts[1:] == [rupiah(item.total) for item in benefit.items]
    for refusal in benefit.refusals:
        assert refusal.message_id in page.text


@few
@given(
    accident_on=st.dates(date(2015, 7, 1), date(2027, 11, 30)),
    wage=wages,
    segment=st.sampled_from(["WAGE_EARNER", "NON_WAGE_EARNER"]),
    cause=st.sampled_from(["ACCIDENT", "OCCUPATIONAL_DISEASE", "SUDDEN_DEATH"]),
    is_registered=st.booleans(),
)
def test_what_a_family_receives_after_a_death_at_work(
    ask, accident_on, wage, segment, cause, is_registered
) -> None:
    paid_on = {"wage" if segment == "WAGE_EARNER" else "income": wage}
    benefit = jkk.benefit(
        jkk.WorkAccident(
            accident_on=accident_on,
            died_on=accident_on,
            segment=segment,
            cause=cause,
            is_registered=is_registered,
            **paid_on,
        )
    )
    page = ask(
        "keluarga/",
        {
            "segmen": segment,
            "sebab": cause,
            "meninggal": accident_on,
            "kejadian": accident_on,
            "upah": wage,
            "penghasilan": wage,
            "keadaan": [] if is_registered else ["tidak-terdaftar"],
        },
    )
    assert page.headline == rupiah(benefit.total)


@few
@given(
    born_on=st.dates(date(1960, 1, 1), date(1995, 12, 31)),
    paid=st.integers(0, 140),
    wage=wages,
    saved=wages,
)
def test_the_date_and_the_amount_of_a_pension(ask, born_on, paid, wage, saved) -> None:
    reached = pension_date(born_on)
    entries = {"lahir": born_on, "dibayar": paid, "upah": wage, "saldo": saved}
    page = ask("pensiun/", entries)
    assert formats.day(reached, "id") in page.text
    # contributions run from July 2015, and the month of the pension date counts too
    possible = (reached.year - 2015) * 12 + reached.month - 7 + 1
    if paid > possible:
        assert "Bulan iuran JP sampai pensiun : Ditemukan" in page.text
        return
    benefit = jp.benefit(
        jp.PensionClaim(
            kind="OLD_AGE",
            event_on=reached,
            born_on=born_on,
            months_paid=paid,
            months_enrolled=paid,
            average_annual_wage=counted_wage(wage) * 12,
            accumulated=saved,
        )
    )
    assert page.headline == rupiah(benefit.total)


def test_a_wage_above_the_ceiling_counts_as_the_ceiling(ask) -> None:
    ceiling = capped_wage(date(2024, 12, 1), 50_000_000)
    entries = {"lahir": "1985-01-01", "dibayar": 300, "saldo": 1}
    rich = ask("pensiun/", {**entries, "upah": 50_000_000})
    at_ceiling = ask("pensiun/", {**entries, "upah": ceiling})
    assert rich.headline == at_ceiling.headline
    assert "Upah yang dihitung, sampai batas upah JP" in rich.text


@few
@given(
    ended_on=st.dates(date(2021, 2, 2), date(2027, 12, 31)),
    wage=wages,
    paid=st.integers(6, 24),
    reason=st.sampled_from(["TERMINATION", "BANKRUPTCY", "RESIGNATION"]),
    unpaid=st.integers(0, 5),
    drawn=st.integers(0, 3),
)
def test_the_cash_after_a_job_loss(ask, ended_on, wage, paid, reason, unpaid, drawn) -> None:
    benefit = jkp.benefit(
        jkp.JobLoss(
            terminated_on=ended_on,
            wage=wage,
            reason=reason,
            months_paid_in_window=paid,
            longest_run=paid,
            unpaid_months=unpaid,
            drawn_before=drawn,
            months_paid_since=70 if drawn else None,
        )
    )
    page = ask(
        "kehilangan-pekerjaan/",
        {
            "berhenti": ended_on,
            "upah": wage,
            "sebab": reason,
            "dibayar": paid,
            "beruntun": paid,
            "tunggakan": unpaid,
            "kali": drawn,
            "sejak": 70,
        },
    )
    assert page.headline == rupiah(benefit.total)
    by_month = [rupiah(item.amount) for item in benefit.items for _ in range(item.times)]
    for number, amount in enumerate(by_month, start=1):
        assert f"Bulan ke-{number} {amount}" in page.text
    for refusal in benefit.refusals:
        assert refusal.message_id in page.text


@pytest.mark.parametrize(("row", "expected"), [(0, "56 tahun"), (-1, "65 tahun")])
def test_the_table_of_ages_runs_from_the_first_age_to_the_last(row, expected) -> None:
    assert by_birth_year().rows[row][-1] == expected


@given(born_on=st.dates(date(1959, 7, 2), date(2000, 12, 31)))
def test_all_who_are_born_in_one_year_share_the_pension_age(born_on) -> None:
    """The table has one row per year of birth; it holds for each birthday of that year."""
    first = date(born_on.year, 7, 2)
    reached, reference = pension_date(born_on), pension_date(first)
    assert reached.year - born_on.year == reference.year - first.year
