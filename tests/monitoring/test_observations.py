"""Figures: stored once, superseded and kept, known as of a day, joined only within a meaning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from unittest.mock import patch

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from payung.access.models import Role, ScopeKind
from payung.access.reader import AccessRefused, Reader, operator
from payung.errors import NotFound
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.models import Method, Observation, RegionBasis, UniverseKind
from payung.monitoring.operations import (
    check_observation,
    define_indicator,
    finalise_observation,
    load_published,
    record_many,
    record_universe,
    reject_observation,
    report_observation,
    store_observations,
)
from payung.monitoring.queries.observations import latest, observation, series, stated_on
from payung.monitoring.recording import NewFigure
from tests.access.builders import reader as reader_with
from tests.monitoring import builders

DAY = date(2024, 11, 30)
ARGUMENTS = {"source": "Laporan kantor", "confidence": "high"}


def universe(persons: int = 1000, region: str = "19") -> None:
    record_universe(
        actor=operator(),
        region=region,
        as_of=date(2024, 1, 1),
        persons=persons,
        kind=UniverseKind.ELIGIBLE_UNIVERSE,
        source="Rilis",
        confidence="high",
    )


def store(**changes: object) -> int:
    return store_observations(**{"actor": operator(), "region": "19", "as_of": DAY, **changes})


def report(actor: Reader, **changes: object) -> Observation:
    told = {"code": "ACTIVE_COVERAGE", "region": "19", "as_of": DAY, **ARGUMENTS}
    told |= {"numerator": 221_000, "denominator": 563_000}
    return report_observation(actor=actor, **{**told, **changes})


def coverage(reader: Reader, **changes: object) -> int | None:
    asked = {"codes": ["ACTIVE_COVERAGE"], "regions": ["19"], "as_of": DAY, **changes}
    found = latest(reader, **asked).get(("ACTIVE_COVERAGE", "19", ""))
    return found.value if found else None


def analyst(region: str = "19") -> Reader:
    return reader_with(Role.MONEV_ANALYST, ScopeKind.REGION, region)


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
class TestStoring:
    def test_a_repeat_adds_nothing_and_changed_books_supersede_and_keep(self) -> None:
        universe()
        payer = builders.employer("19.71")
        builders.member(payer)
        assert store() > 0
        assert store() == 0
        before = latest(operator(), codes=["ACTIVE_MEMBERS"], regions=["19"], as_of=DAY)
        builders.member(payer)  # registered late, for a month that was stored already

        assert store(codes=["ACTIVE_MEMBERS"]) > 0
        after = latest(operator(), codes=["ACTIVE_MEMBERS"], regions=["19"], as_of=DAY)
        key = ("ACTIVE_MEMBERS", "19", "")
        assert (before[key].value, after[key].value) == (1, 2)
        told = observation(operator(), before[key].pk)
        assert not told.is_in_force
        assert told.standing == after[key]
        assert [record.reason for _, record in told.history] == [
            "Dihitung ulang sesudah pembukuan berubah: semula 1 orang, sekarang 2 orang.",
            "",
        ]

    def test_a_day_s_figures_rest_on_one_reading_of_the_books(self) -> None:
        universe()
        builders.member(builders.employer("19.71"))
        with CaptureQueriesContext(connection) as queries:
            store()
        assert len(queries) < 45

    def test_segments_add_up_to_the_whole_and_regencies_to_the_province(self) -> None:
        universe()
        for region, segment in (("19.71", 1), ("19.71", 2), ("19.01", 1)):
            builders.member(builders.employer(region), segment=segment)
        store()
        found = latest(
            operator(),
            codes=["ACTIVE_MEMBERS", "ACTIVE_COVERAGE"],
            regions=["19", "19.01", "19.71"],
            as_of=DAY,
        )
        whole = found["ACTIVE_MEMBERS", "19", ""]
        parts = [row.value for key, row in found.items() if key[:2] == ("ACTIVE_MEMBERS", "19")]
        assert sum(parts) == 2 * whole.value == 6
        assert found["ACTIVE_MEMBERS", "19.01", ""].value == 1
        share = found["ACTIVE_COVERAGE", "19", ""]
        assert (share.value, share.numerator, share.denominator) == (30, 3, 1000)
        assert ("ACTIVE_COVERAGE", "19.01", "") not in found  # no universe, no share

    def test_what_an_office_stated_is_not_overwritten_by_a_computation(self) -> None:
        universe()
        builders.member(builders.employer("19.71"))
        report(operator())
        store(codes=["ACTIVE_COVERAGE"])
        assert coverage(operator()) == 3925

    def test_figures_are_only_added_to(self) -> None:
        report(operator())
        with pytest.raises(IntegrityError), transaction.atomic():
            Observation.objects.update(value=1)

    def test_only_a_province_within_one_s_posts_is_computed(self) -> None:
        with pytest.raises(AccessRefused):
            store(actor=analyst("16"))
        with pytest.raises(MonitoringRefused, match="bukan kode provinsi"):
            store(region="19.71")
        with pytest.raises(MonitoringRefused, match="dilaporkan"):
            store(codes=["INFORMAL_COVERAGE"])


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
class TestReporting:
    def test_a_share_is_computed_from_its_inputs_and_the_printed_figure_kept(self) -> None:
        found = report(operator(), printed="39 %")
        assert (found.value, found.printed, found.born_as) == (3925, "39 %", "DRAFT")

    def test_a_printed_share_that_does_not_follow_is_refused_unless_it_is_quoted(self) -> None:
        """Two digits of the denominator were swapped in a published figure of March 2025."""
        wrong = {"numerator": 935_079, "denominator": 1_873_899, "printed": "50,88 %"}
        with pytest.raises(MonitoringRefused) as refused:
            report(operator(), **wrong)
        assert refused.value.parameters["column"] == "printed"
        assert "49,90 %" in str(refused.value.parameters["expected"])
        found = report(operator(), **wrong, quoted=True)
        assert (found.value, found.printed) == (4990, "50,88 %")

    @pytest.mark.parametrize(
        ("changes", "column"),
        [
            ({"numerator": -1}, "numerator"),
            ({"denominator": 0}, "denominator"),
            ({"source": " "}, "source"),
            ({"part": "JKK"}, "part"),
            ({"period_from": date(2024, 1, 1)}, "period_from"),
            ({"code": "CLAIMS_PAID", "numerator": None, "denominator": None}, "period_from"),
            ({"value": 4000}, "value"),
            ({"numerator": None, "denominator": None}, "value"),
            ({"numerator": None, "denominator": None, "printed": "banyak"}, "printed"),
            ({"code": "EMPLOYED_PERSONS"}, "numerator"),
            ({"code": "NON_ASN_COVERAGE", "numerator": 3, "denominator": 2}, "value"),
            ({"confidence": "sure"}, "confidence"),
        ],
    )
    def test_what_cannot_be_is_answered_in_its_column(
        self, changes: dict[str, object], column: str
    ) -> None:
        with pytest.raises(MonitoringRefused) as refused:
            report(operator(), **changes)
        assert refused.value.parameters["column"] == column
        assert not Observation.objects.exists()

    def test_a_second_figure_for_the_same_day_needs_a_reason_and_keeps_the_first(self) -> None:
        first = report(operator())
        assert report(operator()) == first
        with pytest.raises(MonitoringRefused, match=f"nomor {first.pk}"):
            report(operator(), numerator=222_000)
        second = report(operator(), numerator=222_000, reason="Angka rapat diperbaiki.")
        assert second.supersedes == first
        assert coverage(operator()) == second.value == 3943

    def test_nobody_reports_for_a_region_beyond_his_posts(self) -> None:
        with pytest.raises(AccessRefused):
            report(analyst("16"))


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
class TestStatus:
    def test_another_checks_and_makes_final_what_one_has_reported(self) -> None:
        author, checker = analyst(), analyst("19")
        found = report(author)
        with pytest.raises(MonitoringRefused, match="Anda laporkan sendiri"):
            check_observation(actor=author, observation=found.pk)
        with pytest.raises(MonitoringRefused, match="konsep"):
            finalise_observation(actor=checker, observation=found.pk)
        check_observation(actor=checker, observation=found.pk)
        check_observation(actor=checker, observation=found.pk)
        finalise_observation(actor=checker, observation=found.pk)
        assert [step.status for step in found.steps.all()] == ["CHECKED", "FINAL"]
        with pytest.raises(MonitoringRefused, match="final"):
            reject_observation(actor=checker, observation=found.pk, note="Terlambat")

    def test_a_rejected_correction_leaves_the_figure_before_it_in_force(self) -> None:
        author, checker = analyst(), analyst()
        first = report(author)
        second = report(author, numerator=230_000, reason="Salah ketik")
        assert coverage(checker) == second.value
        with pytest.raises(MonitoringRefused, match="sudah digantikan"):
            check_observation(actor=checker, observation=first.pk)
        with pytest.raises(MonitoringRefused, match="mengapa"):
            reject_observation(actor=checker, observation=second.pk, note=" ")
        reject_observation(actor=checker, observation=second.pk, note="Tanpa bukti")
        assert coverage(checker) == 3925
        assert report(author, numerator=231_000).supersedes == second

    def test_elsewhere_only_final_public_figures_are_seen(self) -> None:
        author, checker, neighbour = analyst(), analyst(), analyst("16")
        found = report(author)
        assert coverage(author) == 3925
        assert coverage(neighbour) is None
        with pytest.raises(NotFound):
            observation(neighbour, found.pk)
        with pytest.raises(NotFound):
            check_observation(actor=neighbour, observation=found.pk)
        check_observation(actor=checker, observation=found.pk)
        finalise_observation(actor=checker, observation=found.pk)
        assert coverage(neighbour) == 3925
        report(author, numerator=230_000, reason="Menyusul")
        assert coverage(neighbour) == 3925  # the draft that replaces it is not theirs to see
        assert coverage(author) == 4085


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
class TestKnownOnADay:
    def test_a_day_s_question_is_answered_with_what_was_known_then(self) -> None:
        with patch.dict("os.environ", {"PAYUNG_TODAY": "2024-12-02"}):
            first = report(operator())
        with patch.dict("os.environ", {"PAYUNG_TODAY": "2024-12-10"}):
            report(operator(), numerator=222_000, reason="Rekonsiliasi")
        then = {known: coverage(operator(), known_at=date(2024, 12, known)) for known in (1, 5, 10)}
        assert then == {1: None, 5: 3925, 10: 3943}
        (told,) = stated_on(operator(), day=date(2024, 12, 5), region="19")
        assert (told.figure.pk, told.definition.code) == (first.pk, "ACTIVE_COVERAGE")
        assert told.has_changed
        assert told.today is not None
        assert told.today.numerator == 222_000

    def test_a_line_breaks_where_the_meaning_changes(self) -> None:
        own = {
            "code": "CAKUPAN_NELAYAN", "topic": "COVERAGE",
            "name_id": "Nelayan", "name_en": "Fishers",
            "meaning_id": "Nelayan aktif dibagi nelayan terdata.", "meaning_en": "Active fishers.",
            "unit": "BASIS_POINTS", "denominator": "OTHER", "denominator_source": "Dinas perikanan",
            "region_basis": RegionBasis.RESIDENCE, "frequency": "bulanan", "producer": "Dinas",
            "source": "Keputusan dinas", "confidence": "high", "valid_from": date(2024, 1, 1),
        }  # fmt: skip
        first = define_indicator(actor=operator(), stated=own)
        assert define_indicator(actor=operator(), stated=own) == first
        changed = {**own, "meaning_id": "Dengan buruh nelayan.", "valid_from": date(2024, 4, 1)}
        second = define_indicator(actor=operator(), stated=changed)
        assert (second.version, first.meaning_id) == (2, "Nelayan aktif dibagi nelayan terdata.")
        for month in (1, 2, 3, 4, 5):
            day = date(2024, month, 28)
            report(operator(), code="CAKUPAN_NELAYAN", as_of=day, numerator=month, denominator=9)

        lines = series(
            operator(), code="CAKUPAN_NELAYAN", region="19", first=date(2024, 1, 1), last=DAY
        )
        assert [(line.definition.version, len(line.figures)) for line in lines] == [(1, 3), (2, 2)]
        for wrong in ({"valid_from": date(2024, 3, 1)}, {"code": "ACTIVE_COVERAGE"}):
            with pytest.raises(MonitoringRefused):
                define_indicator(actor=operator(), stated={**changed, "name_id": "X", **wrong})

    def test_the_nation_s_figures_stand_beside_those_of_regions_in_one_query(self) -> None:
        rows = [
            NewFigure("LAPSING_60", region, DAY, 5, "Uji", "high", born_as="FINAL")
            for region in (None, "19", "19.71")
        ]
        assert record_many(actor=operator(), rows=rows) == 3
        assert record_many(actor=operator(), rows=rows) == 0
        with pytest.raises(MonitoringRefused):
            record_many(actor=operator(), rows=[replace(rows[0], value=6)])
        with CaptureQueriesContext(connection) as queries:
            found = latest(
                operator(), codes=["LAPSING_60"], regions=[None, "19", "19.71"], as_of=DAY
            )
        assert len(found) == 3
        assert len([query for query in queries if "monitoring_observation" in query["sql"]]) == 1
        with pytest.raises(AccessRefused):
            record_many(actor=analyst(), rows=rows, method=Method.REPORTED)


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
class TestPublished:
    def test_published_figures_are_kept_as_printed_beside_what_their_inputs_give(self) -> None:
        with patch.dict("os.environ", {"PAYUNG_TODAY": "2026-01-31"}):
            added = load_published(operator())
            assert load_published(operator()) == 0
            assert added == Observation.objects.count() == 66
            bali = Observation.objects.get(region="51", definition__code="EMPLOYED_COVERAGE")
            assert (bali.value, bali.printed) == (4990, "50,88 %")
            claims = latest(
                operator(),
                codes=["CLAIMS_PAID", "CLAIMS_CASES"],
                regions=["15", "16", "17", "18", "19"],
                as_of=date(2022, 8, 31),
            )
        totals = {
            code: sum(figure.value for key, figure in claims.items() if key[0] == code)
            for code in ("CLAIMS_PAID", "CLAIMS_CASES")
        }
        assert totals == {"CLAIMS_PAID": 2_939_000_000_000, "CLAIMS_CASES": 215_000}
