"""Instruction items: who is asked, who answers, who reviews, and what is still unanswered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from PIL import Image

from payung.access.models import Role, ScopeKind
from payung.access.reader import Reader, operator, reader_for
from payung.access.refusals import AccessRefused
from payung.errors import NotFound
from payung.monitoring.computing.instructions import instructions_answered
from payung.monitoring.definitions import definition_of
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.evidence import EvidenceFile
from payung.monitoring.half_years import (
    half_asked_on,
    half_closed_on,
    half_year,
    half_year_of,
)
from payung.monitoring.instruction_items import items_of, shipped
from payung.monitoring.models import (
    Addressee,
    Answering,
    InstructionAnswer,
    InstructionItem,
    Observation,
    Theme,
)
from payung.monitoring.operations.instruction_items import load_instructions, record_item
from payung.monitoring.operations.instructions import (
    Told,
    answer_instruction,
    review_answer,
    supersede_answer,
)
from payung.monitoring.queries import instructions as asked
from payung.reference.models import Confidence, Region
from payung.sponsorship.operations.regulations import record_regulation
from tests.access.builders import holder
from tests.sponsorship import builders

pytestmark = pytest.mark.usefixtures("reference")

REGENCY, OTHER, PROVINCE = "19.01", "19.02", "19"
REGULATION, BUDGET = "INPRES-2-2021/BUP-1", "INPRES-2-2021/BUP-2"
HALF = half_year("2024-2")
DONE = Told(status="DONE", text="Perbup sudah ditetapkan.")


@pytest.fixture
def officer() -> Reader:
    """An officer of the regency's manpower agency."""
    return builders.manpower(REGENCY)


@pytest.fixture
def analyst() -> Reader:
    """An analyst of the secretariat, who reviews."""
    return reader_for(holder(Role.MONEV_ANALYST, ScopeKind.NATION, "").user)


def answer(actor: Reader, told: Told = DONE, code: str = REGULATION, half=HALF):
    return answer_instruction(actor=actor, code=code, half=half, told=told, region=REGENCY)


def refusal(call, **arguments: object) -> str:
    with pytest.raises(MonitoringRefused) as refused, transaction.atomic():
        call(**arguments)
    assert refused.value.message_id != refused.value.message_en
    return refused.value.code


def test_answers_are_due_ten_working_days_after_the_half_year_ends() -> None:
    # 1 January is a holiday, 4, 5, 11 and 12 are weekends
    assert half_year_of(date(2024, 12, 18)) == HALF
    assert (HALF.first, HALF.cut_off) == (date(2024, 7, 1), date(2024, 12, 31))
    assert HALF.answer_by == date(2025, 1, 15)
    assert HALF.remind_from < HALF.cut_off < HALF.answer_by < HALF.report_by
    assert half_year_of(date(2024, 6, 30)).code == "2024-1"
    # what is due is asked for until its day, then the half-year that runs
    assert half_asked_on(date(2025, 1, 15)) == HALF
    assert half_asked_on(date(2025, 1, 16)).code == "2025-1"
    assert half_closed_on(date(2025, 1, 15)).code == "2024-1"
    assert half_closed_on(date(2025, 1, 16)) == HALF
    assert refusal(half_year, code="2024-3") == "half_year_unknown"


def test_shipped_items_name_rules_of_the_register_and_indicators_that_exist() -> None:
    assert InstructionItem.objects.count() == len(shipped())
    assert load_instructions() == 0
    for item in InstructionItem.objects.exclude(indicator=""):
        definition_of(item.indicator, max(item.valid_from, date(2024, 12, 31)))
    asked_kinds = {kind for item in items_of(HALF) for kind in item.answered_by}
    assert asked_kinds == set(Answering.values)


def test_an_item_whose_period_is_over_is_not_asked() -> None:
    codes = {
        half: {item.code for item in items_of(half_year(half))} for half in ("2024-2", "2025-1")
    }
    poverty = "INPRES-4-2022/BUP-1"
    assert poverty in codes["2024-2"]
    assert poverty not in codes["2025-1"]
    assert "INPRES-8-2025/BUP-1" in codes["2025-1"] - codes["2024-2"]
    # a yearly item is asked once, in the second half
    assert "SE-842.2-5193-SJ/BUP-1" in codes["2024-2"] - codes["2025-1"]


def test_an_expired_item_cannot_be_answered(officer, monkeypatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2025-07-02")
    late = {"actor": officer, "half": half_year("2025-1"), "told": DONE, "region": REGENCY}
    assert (
        refusal(answer_instruction, code="INPRES-4-2022/BUP-1", **late) == "instruction_not_asked"
    )


def test_an_answer_is_replaced_with_a_reason_and_never_written_over(officer, analyst) -> None:
    first = answer(officer)
    assert answer(officer) == first, "the same answer again is the one that stands"
    again = Told(status="PARTLY", text="Baru draf.")
    assert refusal(answer, actor=officer, told=again) == "instruction_answered"
    change = {"actor": officer, "answer_id": first.pk, "told": again}
    assert refusal(supersede_answer, change_reason=" ", **change) == "instruction_change_reason"
    second = supersede_answer(change_reason="Naskah ternyata masih draf.", **change)
    assert second.supersedes == first
    third = {**change, "told": Told(status="NOT_YET", text="Belum.")}
    assert refusal(supersede_answer, change_reason="Lain lagi", **third) == "instruction_replaced"
    assert refusal(review_answer, actor=analyst, answer_id=first.pk, accepted=True) == (
        "instruction_replaced"
    )
    assert list(asked.answers(analyst, half=HALF)) == [second]
    for change_it in (
        lambda: InstructionAnswer.objects.filter(pk=first.pk).update(text="lain"),
        lambda: InstructionItem.objects.filter(pk=first.item_id).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change_it()


def test_what_does_not_apply_needs_a_reason_and_what_was_done_needs_words(officer) -> None:
    for told, code in (
        (Told(status="NOT_APPLICABLE", text="x"), "instruction_reason_lacking"),
        (Told(status="DONE", text="  "), "instruction_text_lacking"),
        (Told(status="MAYBE", text="x"), "instruction_status"),
    ):
        assert refusal(answer, actor=officer, told=told) == code
    assert answer(officer, Told(status="NOT_APPLICABLE", reason="Tidak punya BUMD."))


def test_nobody_reviews_his_own_answer_and_two_reviewers_do_not_collide(officer, analyst) -> None:
    given = answer(officer)
    chief = operator()
    mine = answer_instruction(
        actor=chief, code=BUDGET, half=HALF, told=Told(status="DONE", text="Ada."), region=REGENCY
    )
    assert refusal(review_answer, actor=chief, answer_id=mine.pk, accepted=True) == (
        "instruction_own_answer"
    )
    with pytest.raises(AccessRefused):
        review_answer(actor=officer, answer_id=given.pk, accepted=True)
    back = {"actor": analyst, "answer_id": given.pk, "accepted": False}
    assert refusal(review_answer, **back) == "instruction_return_reason"
    returned = review_answer(note="Lampirkan naskahnya.", **back)
    assert review_answer(note="Lampirkan naskahnya.", **back) == returned
    assert refusal(review_answer, actor=chief, answer_id=given.pk, accepted=True) == (
        "instruction_reviewed"
    )
    assert list(asked.to_review(analyst)) == [mine]


def test_a_government_is_answered_for_by_its_own_posts_alone(officer, analyst) -> None:
    given = answer(officer)
    stranger = builders.manpower(OTHER)
    for look in (
        lambda: answer(stranger),
        lambda: asked.answer(stranger, given.pk),
        lambda: supersede_answer(actor=stranger, answer_id=given.pk, told=DONE, change_reason="x"),
        lambda: asked.file_content(stranger, given.pk, 1),
    ):
        with pytest.raises(NotFound):
            look()
    # the province above sees what its regency answers, and does not answer for it
    governor = builders.head_of_government(PROVINCE)
    assert asked.answer(governor, given.pk) == given
    with pytest.raises(AccessRefused):
        answer(governor, code=BUDGET)
    with pytest.raises(NotFound):  # a regency does not see the central bodies
        answer_instruction(actor=officer, code="INPRES-2-2021/MENTAN-1", half=HALF, told=DONE)
    # a ministry's letter is recorded by the secretariat
    assert (
        answer_instruction(
            actor=analyst, code="INPRES-2-2021/MENTAN-1", half=HALF, told=DONE
        ).region
        is None
    )


def test_unanswered_lists_exactly_what_lacks_an_answer_or_evidence(
    officer, analyst, tmp_path: Path
) -> None:
    perbup = record_regulation(
        actor=operator(), region_code=REGENCY, instrument="PERKADA", number="7", year=2023,
        title="Jaminan sosial", enacted_on=date(2023, 2, 1), source="JDIH",
        duties=["NON_ASN_BUDGET"],
    )  # fmt: skip
    before = {row.asked.item.code for row in asked.unanswered(officer, half=HALF)}
    assert before == {i.code for i in items_of(HALF) if "REGENCY" in i.answered_by}
    scan = tmp_path / "dpa.png"
    Image.new("RGB", (4, 4)).save(scan)
    confirmed = answer(
        officer, Told("DONE", "Perbup berlaku.", records=[f"REGULATIONS:{perbup.pk}"])
    )
    assert confirmed.records[0]["words"] == f"{perbup.citation}: Jaminan sosial"
    filed = answer(
        officer, Told("DONE", "DPA terlampir.", files=[EvidenceFile(scan, "dpa.png")]), BUDGET
    )
    staff = answer(officer, Told("PARTLY", "Baru sebagian."), "INPRES-2-2021/BUP-3")
    answer(officer, Told("NOT_APPLICABLE", reason="Tidak ada pemilu."), "INPRES-2-2021/BUP-4")
    review_answer(actor=analyst, answer_id=filed.pk, accepted=False, note="Halaman salah.")

    lacks = {row.asked.item.code: row.lack for row in asked.unanswered(officer, half=HALF)}
    assert lacks.pop(BUDGET) == "RETURNED"
    assert lacks.pop(staff.item.code) == "NO_EVIDENCE"
    assert set(lacks.values()) == {"NO_ANSWER"}
    assert before - lacks.keys() == {
        REGULATION, BUDGET, "INPRES-2-2021/BUP-3", "INPRES-2-2021/BUP-4",
    }  # fmt: skip
    # replacing keeps the file as evidence; a record that does not hold is refused
    better = supersede_answer(
        actor=officer, answer_id=filed.pk, told=Told("DONE", "Halaman 12."), change_reason="Halaman"
    )
    assert [file.file_name for file in asked.files(better)] == ["dpa.png"]
    assert asked.file_content(analyst, better.pk, asked.files(better)[0].pk).content
    assert refusal(
        supersede_answer, actor=officer, answer_id=staff.pk, change_reason="Bukti",
        told=Told("DONE", "x", records=["REGULATIONS:0"]),
    ) == "instruction_record_unknown"  # fmt: skip
    told = asked.tally(asked.standings(officer, half=HALF))
    assert (told.asked, told.answered, told.evidenced, told.accepted) == (len(before), 4, 3, 0)


def test_the_figure_is_the_one_in_force_at_the_cut_off(officer, monkeypatch) -> None:
    monkeypatch.setenv("PAYUNG_TODAY", "2025-01-10")
    for as_of, value in ((date(2024, 11, 30), 1), (date(2024, 12, 31), 2), (date(2025, 1, 5), 3)):
        Observation.objects.create(
            definition=definition_of("REGULATIONS_IN_FORCE", as_of), region_id=REGENCY,
            as_of=as_of, value=value, method="COMPUTED", born_as="FINAL", source="register",
            confidence="high", recorded_by=operator().user, stated_on=as_of,
        )  # fmt: skip
    assert answer(officer).figure.value == 2
    assert answer(officer, code="INPRES-2-2021/BUP-5").figure is None


def test_the_share_answered_is_that_of_the_last_complete_half_year(officer, monkeypatch) -> None:
    answer(officer)
    regions = [PROVINCE, *Region.objects.filter(parent=PROVINCE).values_list("pk", flat=True)]
    early = {one.region: one for one in instructions_answered(regions, date(2024, 12, 31))}
    assert early[REGENCY].numerator == 0, "the second half-year is not due yet"
    due = {one.region: one for one in instructions_answered(regions, date(2025, 1, 31))}
    every = len([item for item in items_of(HALF) if "REGENCY" in item.answered_by])
    assert (due[REGENCY].numerator, due[REGENCY].denominator) == (1, every)
    assert due[REGENCY].value == (10_000 + every // 2) // every
    assert due[REGENCY].inputs["half"] == "2024-2"
    assert (due[PROVINCE].numerator, due[OTHER].numerator) == (0, 0)


def test_an_office_adds_items_and_words_them_anew_as_versions(officer, analyst) -> None:
    told = {
        "actor": analyst, "code": "PERINTAH-19/1", "rule": "Inpres 2/2021",
        "addressee": Addressee.REGENT_MAYOR, "answered_by": [Answering.REGENCY],
        "theme": Theme.STAFF, "evidence": "Surat", "region": PROVINCE, "source": "Surat gubernur",
        "valid_from": date(2024, 7, 1), "confidence": Confidence.HIGH,
    }  # fmt: skip
    made = record_item(text="Daftarkan petugas.", **told)
    assert record_item(text="Daftarkan petugas.", **told) == made
    answer(officer, code=made.code)
    assert refusal(record_item, text="Daftarkan semua.", **told) == "instruction_reason"
    new = record_item(text="Daftarkan semua.", reason="Diperluas", **told)
    assert (new.version, made.version) == (2, 1)
    # who answered the older wording has answered; outside the province nobody is asked
    (row,) = (r for r in asked.standings(officer, half=HALF) if r.asked.item == new)
    assert row.answer.item == made
    elsewhere = builders.manpower("16.01")
    assert not [r for r in asked.standings(elsewhere, half=HALF) if r.asked.item == new]
    with pytest.raises(NotFound):
        asked.item(elsewhere, made.code)
    wrong = told | {"rule": "Inpres 21/2021", "text": "x", "code": "X/1"}
    assert refusal(record_item, **wrong) == "instruction_rule_unknown"
    with pytest.raises(AccessRefused):
        record_item(text="x", **(told | {"actor": officer}))
