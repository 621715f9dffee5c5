"""A monev session: what it rests on is kept, what it asks has a reason, what it finds stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from payung.access.reader import AccessRefused, operator
from payung.demo.year import today_is
from payung.errors import NotFound
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.models import MonevSession, Observation, QuestionRule
from payung.monitoring.operations import sessions as acts
from payung.monitoring.operations.observing import report_observation
from payung.monitoring.operations.session_issuing import issue_commitments
from payung.monitoring.operations.session_preparing import prepare_session
from payung.monitoring.queries import sessions as monev
from payung.monitoring.sessions import words
from payung.monitoring.sessions.waterfall import gap_steps
from payung.partnerships.operations import adopt_minutes, record_minutes
from tests.monitoring import session_scene as scene
from tests.sponsorship import builders as governments

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with today_is(scene.HELD_ON):
        yield


def rules(session: MonevSession, region: str) -> set[str]:
    return {row.question.rule for row in monev.questions(session, region)}


def test_a_session_compares_only_one_definition_and_marks_the_others() -> None:
    actor = scene.regional()
    scene.figures()
    session = scene.planned(actor, ("16", "17", "19"))
    prepare_session(actor=actor, session_id=session.pk)
    pack = monev.pack(actor, session.pk)
    assert [(one.region.pk, one.rank) for one in pack.league] == [("19", 1), ("16", 2), ("17", 3)]
    assert pack.common is not None
    assert pack.common.code == "ACTIVE_COVERAGE"
    assert pack.joint_coverage == (912_000 + 158_000 + 221_000, 2_800_000 + 640_000 + 563_000)
    assert pack.nation_coverage is not None
    assert (pack.nation_coverage.code, pack.nation_coverage.value) == (
        "LABOUR_FORCE_COVERAGE",
        3100,
    )


def test_a_province_with_another_definition_is_not_ranked_and_is_asked_for_its_figure() -> None:
    actor = scene.regional()
    scene.figures()
    session = scene.planned(actor, as_of=date(2022, 9, 15))
    with today_is(date(2022, 9, 15)):
        report_observation(
            actor=operator(), code="UCJ_PUBLISHED", region="21", as_of=date(2022, 9, 15),
            value=5800, source="Berita daerah", confidence="medium",
        )  # fmt: skip
    other = scene.planned(scene.analyst(), ("19", "16", "21"), name="Monev dua kantor wilayah")
    prepare_session(actor=scene.analyst(), session_id=other.pk)
    pack = monev.pack(scene.analyst(), other.pk)
    assert [(one.region.pk, one.rank) for one in pack.league] == [
        ("19", 1),
        ("16", 2),
        ("21", None),
    ]
    assert pack.joint_coverage is None
    assert gap_steps(pack) == ()
    assert QuestionRule.NO_COVERAGE in rules(other, "21")
    assert session.pk != other.pk


def test_claims_add_up_only_over_one_period_of_all_governments() -> None:
    actor = scene.regional()
    session = scene.prepared(actor)
    pack = monev.pack(actor, session.pk)
    assert pack.total("CLAIMS_PAID") == 2_939_000_000_000
    assert pack.total("CLAIMS_CASES") == 215_000
    each = {
        one.region.pk: one.figures["CLAIMS_PAID", ""].value // one.figures["CLAIMS_CASES", ""].value
        for one in pack.governments
    }
    assert all(12_600_000 <= value <= 14_700_000 for value in each.values()), each
    assert pack.total("SYMBOLIC_HANDOVER") is None


def test_the_waterfall_ends_at_the_target_that_the_governments_reach_together() -> None:
    actor = scene.regional()
    steps = gap_steps(monev.pack(actor, scene.prepared(actor).pk))
    assert [step.kind for step in steps] == ["PART"] * 4 + ["GAP", "WHOLE"]
    members = sum(sum(row[:4]) for row in scene.MEMBERS.values())
    assert sum(step.size for step in steps[:4]) == members
    assert steps[4].base == members
    assert (
        steps[5].size
        == members + steps[4].size
        == 2_800_000 * 45 // 100
        + 550_000
        + (640_000 * 42 // 100 + 3_000_000 * 3262 // 10_000 + 563_000 // 2)
    )


def test_each_question_has_its_reason_and_its_figure() -> None:
    actor = scene.regional()
    session = scene.prepared(actor)
    assert {QuestionRule.GAP, QuestionRule.NO_PERDA, QuestionRule.NO_BUDGET} <= rules(session, "17")
    assert not {QuestionRule.GAP, QuestionRule.NO_PERDA, QuestionRule.NO_BUDGET} & rules(
        session, "18"
    )
    gap = next(row for row in monev.questions(session, "17") if row.question.rule == "GAP")
    assert words.reason(gap.question) == (
        "Cakupan 24,69\u00a0%, target 42,00\u00a0%: kurang 17,31\u00a0poin persen."
    )
    assert "110.800 orang" in words.question(gap.question)
    assert gap.question.figure is not None
    assert gap.question.figure.value == 2469


def test_a_repeated_amount_is_doubted_before_anybody_reads_it_out() -> None:
    actor = scene.regional()
    scene.figures()
    stands = Observation.objects.get(
        definition__code="CLAIMS_PAID", region="17", superseded_by=None
    )
    report_observation(
        actor=operator(), code="CLAIMS_PAID", region="17", as_of=stands.as_of,
        period_from=stands.period_from, value=772_000_000_000, source="Berita",
        confidence="low", reason="Dikutip ulang dari berita lain",
    )  # fmt: skip
    session = scene.planned(actor)
    prepare_session(actor=actor, session_id=session.pk)
    doubted = [
        row for row in monev.questions(session, "17") if row.question.rule == "FIGURE_DOUBTED"
    ]
    assert any("51.466.667" in words.reason(row.question) for row in doubted)
    assert "FIGURE_DOUBTED" not in rules(session, "16")


def test_what_was_shown_is_shown_again_after_the_figures_moved() -> None:
    actor = scene.regional()
    session = scene.prepared(actor)
    first = monev.preparation(session)
    again = prepare_session(actor=actor, session_id=session.pk)
    assert first == again  # nothing moved, nothing written
    stands = Observation.objects.get(
        definition__code="NON_ASN_ENROLLED", region="17", superseded_by=None
    )
    report_observation(
        actor=operator(), code="NON_ASN_ENROLLED", region="17", as_of=stands.as_of, value=1_800,
        source="Surat koreksi", confidence="high", reason="Surat koreksi pemerintah provinsi",
    )  # fmt: skip
    second = prepare_session(actor=actor, session_id=session.pk)
    assert second.number == 2

    def enrolled(number: int | None) -> int:
        page = monev.pack(actor, session.pk, number).government("17")
        assert page is not None
        return page.figures["NON_ASN_ENROLLED", ""].value

    assert (enrolled(1), enrolled(2), enrolled(None)) == (1_500, 1_800, 1_800)


def test_an_answered_question_is_not_asked_again_and_keeps_its_answer() -> None:
    actor = scene.regional()
    session = scene.prepared(actor)
    asked = next(row for row in monev.questions(session, "17") if row.question.rule == "NO_PERDA")
    told = {"actor": actor, "session_id": session.pk, "question_id": asked.question.pk}
    answer = acts.answer_question(**told, text="Masuk Propemperda 2023.", said_by="Sekretaris")
    assert (
        acts.answer_question(**told, text="Masuk Propemperda 2023.", said_by="Sekretaris") == answer
    )
    acts.answer_question(**told, text="Masuk Propemperda 2024.", said_by="Sekretaris")
    own = acts.add_question(
        actor=actor, session_id=session.pk, region="17", topic="BUDGET", text="Siapa bendaharanya?"
    )
    report_observation(
        actor=operator(), code="NON_ASN_TOTAL", region="17", as_of=scene.AS_OF, value=9_100,
        source="Surat koreksi", confidence="high", reason="Surat koreksi pemerintah provinsi",
    )  # fmt: skip
    prepare_session(actor=actor, session_id=session.pk)
    rows = monev.questions(session, "17")
    perda = [row for row in rows if row.question.rule == "NO_PERDA"]
    assert [row.answer.text for row in perda if row.answer] == ["Masuk Propemperda 2024."]
    assert len(perda) == 1
    assert own in [row.question for row in rows]


def test_findings_rest_on_figures_of_the_session_and_are_replaced_not_changed() -> None:
    actor = scene.regional()
    session = scene.prepared(actor)
    page = monev.pack(actor, session.pk).government("17")
    assert page is not None
    told = {
        "actor": actor, "session_id": session.pk, "region": "17", "topic": "BUDGET",
        "severity": "URGENT", "figure": page.figures["BUDGET_PLANNED", ""].pk,
    }  # fmt: skip
    first = acts.record_finding(**told, text="Iuran pegawai non-ASN belum dianggarkan.")
    assert acts.record_finding(**told, text="Iuran pegawai non-ASN belum dianggarkan.") == first
    better = acts.record_finding(
        **told, text="Iuran 9.000 pegawai non-ASN belum dianggarkan.", supersedes=first.pk,
        reason="Jumlahnya disebut dalam rapat",
    )  # fmt: skip
    assert monev.findings(session) == [better]
    with pytest.raises(MonitoringRefused, match="finding_superseded"):
        acts.record_finding(**told, text="Lain lagi.", supersedes=first.pk, reason="Salah tulis")
    with pytest.raises(MonitoringRefused, match="session_without_that_figure"):
        acts.record_finding(**(told | {"figure": 10**9}), text="Tanpa dasar.")
    with pytest.raises(MonitoringRefused, match="session_without_that_region"):
        acts.record_finding(**(told | {"region": "21"}), text="Di luar sesi.")
    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        type(first).objects.filter(pk=first.pk).update(text="Diubah")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"regions": ()}, "session_without_region"),
        ({"regions": ("19", "19")}, "session_region_twice"),
        ({"regions": ("19", "16.71")}, "session_levels_mixed"),
        ({"period_to": date(2020, 1, 1)}, "session_period"),
        ({"as_of": date(2022, 9, 17)}, "session_day"),
    ],
)
def test_a_session_that_cannot_be_is_refused_before_anything_is_written(changes, code) -> None:
    with pytest.raises(MonitoringRefused, match=code):
        scene.planned(scene.regional(), **({"regions": ("19",)} | changes))
    assert not MonevSession.objects.exists()


def test_planning_again_gives_the_session_that_is_there() -> None:
    actor = scene.regional()
    assert scene.planned(actor) == scene.planned(actor)
    with pytest.raises(MonitoringRefused, match="session_planned_otherwise"):
        scene.planned(actor, ("16", "17"))


def test_an_office_holds_sessions_over_its_own_provinces_alone() -> None:
    with pytest.raises(AccessRefused):
        scene.planned(scene.regional(), ("19", "21"))
    session = scene.planned(scene.regional())
    governor = governments.head_of_government("17")
    assert monev.session(governor, session.pk) == session  # his province is looked at
    with pytest.raises(AccessRefused):
        prepare_session(actor=governor, session_id=session.pk)
    with pytest.raises(NotFound):
        monev.session(governments.head_of_government("21"), session.pk)


def test_promises_are_followed_up_in_the_next_session_and_asked_for_when_late() -> None:
    actor = scene.regional()
    session = scene.prepared(actor)
    made = acts.promise(
        actor=actor, session_id=session.pk, region="17", due_on=date(2022, 12, 31),
        text="Menganggarkan iuran pegawai non-ASN",
    )  # fmt: skip
    assert str(made.owner_name) == "Pemerintah Provinsi Bengkulu"
    with pytest.raises(MonitoringRefused, match="session_not_held"):
        issue_commitments(actor=actor, session_id=session.pk)
    record_minutes(
        actor=actor, meeting_id=session.meeting_id, minutes="Angka dibahas per provinsi.",
        decisions=["Anggaran dipantau"], chair="Sinta Rahayu", secretary="Dimas Pratama",
    )  # fmt: skip
    letter = issue_commitments(actor=actor, session_id=session.pk)
    assert issue_commitments(actor=actor, session_id=session.pk) == letter
    assert letter.data["commitments"][0]["region"] == "Bengkulu"
    adopt_minutes(actor=actor, meeting_id=session.meeting_id)
    with today_is(date(2023, 9, 20)):
        later = scene.planned(
            actor, name="Monev Sumatera bagian selatan II", as_of=date(2023, 9, 19),
            period_to=date(2023, 8, 31), held_on=date(2023, 9, 20),
            series="Monev Sumatera bagian selatan",
        )  # fmt: skip
        prepare_session(actor=actor, session_id=later.pk)
        late = next(
            row for row in monev.questions(later, "17") if row.question.rule == "COMMITMENTS_LATE"
        )
        assert "terlambat 262 hari" in words.question(late.question)
        [followed] = monev.promises(actor, later, date(2023, 9, 20))
        assert (followed.row.commitment, followed.is_earlier) == (made, True)


def test_a_government_is_discussed_on_its_page_without_leaving_it() -> None:
    actor = scene.regional()
    session = scene.prepared(actor)
    client = Client()
    client.force_login(actor.user)
    address = reverse("site:monev_government", kwargs={"session_id": session.pk, "code": "17"})
    shown = client.get(address).content.decode()
    assert "24,69" in shown
    assert "110.800" in shown
    told = {"act": "finding", "text": "Belum dianggarkan.", "topic": "BUDGET", "severity": "URGENT"}
    assert client.post(address, told).status_code == 302
    refused = client.post(address, {**told, "text": "x"})
    assert refused.status_code == 400
    assert "sedikitnya 5 huruf" in refused.content.decode()
    assert [one.text for one in monev.findings(session)] == ["Belum dianggarkan."]
    whole = reverse("site:monev_session", kwargs={"session_id": session.pk})
    for part in ("ringkasan", "pertanyaan", "temuan", "dokumen"):
        assert client.get(f"{whole}?bagian={part}").status_code == 200
    assert "2.939.000.000.000" in client.get(whole).content.decode()
    assert client.get(reverse("site:monev")).status_code == 200
    assert client.get(reverse("site:monev_new")).status_code == 200
