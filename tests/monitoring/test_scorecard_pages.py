"""The pages of scorecards: what a reader sees, and the files that they give."""

from __future__ import annotations

import io
from fractions import Fraction

import openpyxl
import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from payung.access.models import Role, ScopeKind
from payung.access.reader import operator
from payung.monitoring.models import ScorecardEdition
from payung.monitoring.operations.scorecards import lock_edition
from payung.monitoring.queries.scorecards import criteria_of, league
from tests.access.builders import holder
from tests.monitoring.test_scorecards import (
    COVERAGE,
    RULES,
    A,
    B,
    C,
    D,
    analyst,
    criterion,
    edition,
    figure,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def client(
    role: Role = Role.MONEV_ANALYST, scope: str = ScopeKind.NATION, code: str = ""
) -> Client:
    found = Client()
    found.force_login(holder(role, scope, code).user)
    return found


def populated() -> ScorecardEdition:
    perda = criterion("perda", "HAS_PERDA", 3, rule="YES_NO", is_bonus=True)
    light = criterion(
        "own", "NON_ASN_COVERAGE", 20, rule="TARGET", target=10_000, missing="EXCLUDED"
    )
    made = edition(COVERAGE, RULES, perda, light, actor=analyst())
    for region, cover, rules in ((A, 5000, 0), (B, 2500, 2), (C, 4100, 1), (D, 6000, 2)):
        figure("ACTIVE_COVERAGE", region, cover)
        figure("REGULATIONS_IN_FORCE", region, rules)
    figure("HAS_PERDA", B, 1)
    figure("NON_ASN_COVERAGE", A, 9000)
    figure("NON_ASN_COVERAGE", C, 3333)
    return made


def page(who: Client, route: str, **arguments: object) -> str:
    answer = who.get(reverse(f"site:{route}", kwargs=arguments))
    assert answer.status_code == 200, (route, answer.status_code)
    return answer.content.decode()


def test_the_pages_of_an_edition_open_for_a_head_of_government() -> None:
    made = populated()
    regent = client(Role.HEAD_OF_GOVERNMENT, ScopeKind.REGION, A)
    assert str(made) in page(regent, "scorecards")
    assert "100,00" in page(regent, "scorecard", pk=made.pk)
    card = page(regent, "scorecard_government", pk=made.pk, code=B)
    assert "Dari 25,00 % menjadi 50,00 %" in card
    assert "bonus 3 poin" in card
    assert "peringkat 1" in page(regent, "scorecard_sensitivity", pk=made.pk)
    assert "Simpan kriteria" not in page(regent, "scorecard_criteria", pk=made.pk)
    address = reverse("site:scorecard_criteria", kwargs={"pk": made.pk})
    assert regent.post(address, posted(made)).status_code in (400, 403)
    outside = client(Role.HEAD_OF_GOVERNMENT, ScopeKind.REGION, "16.01")
    assert outside.get(reverse("site:scorecard", kwargs={"pk": made.pk})).status_code == 404


def posted(made: ScorecardEdition, **changes: object) -> dict[str, object]:
    """What the form of the criteria posts, with other weights."""
    rows = criteria_of(made)
    told: dict[str, object] = {
        "k-TOTAL_FORMS": len(rows), "k-INITIAL_FORMS": len(rows), "k-MIN_NUM_FORMS": 0,
        "k-MAX_NUM_FORMS": 40,
    }  # fmt: skip
    for at, one in enumerate(rows):
        row = {
            "code": one.code, "name": one.name, "name_en": "", "indicator": one.indicator,
            "measure": one.measure, "per_indicator": "", "rule": one.rule,
            "target": "" if one.target is None else f"{one.target // 100}",
            "steps": "; ".join(f"{value} = {share // 100}" for value, share in one.steps),
            "weight": changes.get(one.code, one.weight), "missing": one.missing,
            "months": one.months,
        } | ({"is_bonus": "on"} if one.is_bonus else {})  # fmt: skip
        told |= {f"k-{at}-{name}": value for name, value in row.items()}
    return told


def test_a_change_of_weights_shows_what_it_does_before_it_is_recorded() -> None:
    made = populated()
    who = client()
    address = reverse("site:scorecard_criteria", kwargs={"pk": made.pk})
    asked = posted(made, rules=0)
    effect = who.post(address, asked | {"hitung": "1"}, headers={"HX-Request": "true"})
    text = effect.content.decode()
    assert "Jumlah bobot 80 poin, bonus 3 poin." in text
    assert "pemerintah berganti peringkat" in text
    assert made.sets.count() == 2, "nothing was recorded"

    refused = who.post(address, asked | {"simpan": "1"})
    assert (refused.status_code, "alasan" in refused.content.decode()) == (400, True)
    saved = who.post(address, asked | {"simpan": "1", "reason": "Rapat panitia"})
    assert saved.status_code == 302
    assert [one.weight for one in criteria_of(made)] == [60, 0, 3, 20]
    assert [one.steps for one in criteria_of(made)][1] == [[1, 5000], [2, 10_000]]


def test_whoever_set_the_weights_is_told_that_another_locks() -> None:
    made = edition(COVERAGE, actor=analyst())
    who = client()
    address = reverse("site:scorecard_end", kwargs={"pk": made.pk})
    criteria = reverse("site:scorecard_criteria", kwargs={"pk": made.pk})
    who.post(criteria, posted(made, cover=7) | {"simpan": "1", "reason": "Uji"})
    assert "mintalah rekan lain" in who.post(address, {"kunci": "1"}, follow=True).content.decode()
    assert "Edisi dikunci" in client().post(address, {"kunci": "1"}, follow=True).content.decode()
    lock_edition(actor=analyst(), edition=made.pk)
    text = page(who, "scorecard", pk=made.pk)
    assert "Dikunci" in text
    assert "Ubah bobot" not in text


def test_the_workbook_ranks_by_formulas_and_holds_the_values_of_the_league() -> None:
    made = populated()
    body = client().get(reverse("site:scorecard_export", kwargs={"pk": made.pk})).content
    live = openpyxl.load_workbook(io.BytesIO(body))
    kept = openpyxl.load_workbook(io.BytesIO(body), data_only=True)
    rows = [one for one in league(operator(), edition=made.pk) if one.rank]

    points, first = live["Poin"], 7
    weights = [live["Bobot"].cell(first + at, 2).value for at in range(4)]
    bonus = [live["Bobot"].cell(first + at, 3).value for at in range(4)]
    assert (weights, bonus) == ([60, 40, 3, 20], [0, 0, 1, 0])
    for at, row in enumerate(rows):
        line = first + at
        assert points.cell(line, 3).value == (
            f"=ROUND(IF(SUMPRODUCT($F$4:$I$4*(1-$F$5:$I$5)*ISNUMBER(F{line}:I{line}))=0,0,"
            f"(SUMPRODUCT($F$4:$I$4,F{line}:I{line})"
            f"-SUMPRODUCT($F$4:$I$4,$F$5:$I$5,F{line}:I{line}))"
            f"/SUMPRODUCT($F$4:$I$4*(1-$F$5:$I$5)*ISNUMBER(F{line}:I{line})))"
            f"+SUMPRODUCT($F$4:$I$4,$F$5:$I$5,F{line}:I{line})/100,10)"
        )
        assert points.cell(line, 4).value == f"=RANK(C{line},$C$7:$C$10)"
        own = [points.cell(line, 6 + place).value for place in range(4)]
        told = _as_the_formula_says(weights, bonus, own)
        assert kept["Poin"].cell(line, 3).value == pytest.approx(told, abs=1e-9)
        assert told == pytest.approx(float(row.score or 0), abs=1e-9)
        assert kept["Peringkat"].cell(6 + at, 2).value == row.region.name
        assert kept["Peringkat"].cell(6 + at, 1).value == row.rank
    assert points["F4"].value == "=Bobot!$B$7"
    assert live["Peringkat"]["B6"].value == "=INDEX(Poin!$A$7:$A$10,MATCH(1,Poin!$E$7:$E$10,0))"
    assert live["Angka"].max_row == 1 + 4 * 7, "every criterion of every government"


def _as_the_formula_says(weights: list, bonus: list, own: list) -> float:
    """What the cells of a row give by the formula beside them."""
    cells = list(zip(weights, bonus, own, strict=True))
    known = sum(w * (1 - b) for w, b, one in cells if one is not None)
    whole = sum(Fraction(w) * Fraction(str(one or 0)) for w, _b, one in cells)
    extra = sum(Fraction(w * b) * Fraction(str(one or 0)) for w, b, one in cells)
    return float((whole - extra) / known + extra / 100)


def test_a_card_is_printed_with_its_rank_rules_and_next_steps() -> None:
    made = populated()
    address = reverse("site:scorecard_pdf", kwargs={"pk": made.pk, "code": B})
    answer = client(Role.HEAD_OF_GOVERNMENT, ScopeKind.REGION, B).get(address)
    text = "\n".join(
        one.extract_text() for one in pypdf.PdfReader(io.BytesIO(answer.content)).pages
    )
    assert "Peringkat 2 dari 4" in text
    assert "terhadap target 50,00 %" in text
    assert "Dari 25,00 % menjadi 50,00 %" in text
