"""A draft is reworded before it is signed; what it was stays readable."""

from __future__ import annotations

import pytest

from payung.access.models import Role
from payung.documents.kinds import KINDS
from payung.documents.models import DraftRevision, Letter
from payung.documents.operations import change_draft
from payung.documents.queries import revisions
from payung.documents.refusals import LetterRefused
from payung.documents.revising import worded
from tests.documents import builders as build
from tests.documents.builders import TODAY
from tests.documents.samples import SAMPLES

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter() -> Letter:
    build.world()
    return build.draft(build.head(), about="case:7")


def change(letter: Letter, **told: object) -> Letter:
    actor = build.reader(Role.ACCOUNT_OFFICER)
    return change_draft(actor=actor, letter_id=letter.pk, reason="Perbaikan kalimat", **told)


def test_each_change_keeps_what_the_draft_was(letter) -> None:
    findings = ["iuran enam bulan belum dibayar."]
    change(letter, data={**letter.data, "findings": findings}, recipient_name="Direksi")
    change(letter, recipient_name="Direktur Utama")
    change(letter, recipient_name="Direktur Utama")  # changes nothing, keeps nothing
    second, first = revisions(build.head(), letter.pk)
    assert second.changes == [("recipient_name", "Direksi", "Direktur Utama")]
    assert first.changes == [
        ("recipient_name", letter.recipient_name, "Direksi"),
        ("temuan ketidakpatuhan", SAMPLES["warning_first"]["findings"], findings),
    ]
    assert first.before.data == letter.data
    assert {one.before.reason for one in (first, second)} == {"Perbaikan kalimat"}


def test_who_saw_an_older_draft_changes_nothing(letter) -> None:
    change(letter, subject="Peringatan Pertama", seen=0)
    with pytest.raises(LetterRefused) as refused:
        change(letter, subject="Teguran", seen=0)
    assert refused.value.code == "changed_meanwhile"
    letter.refresh_from_db()
    assert letter.subject == "Peringatan Pertama"


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"employer_name": "PT Lain"}, "fixed_data"),
        ({"deadline": "2025-01-31"}, "fixed_data"),
        ({"principal": 1, "penalty": 0, "total": 1, "months": []}, "fixed_data"),
        ({"findings": []}, "unfit_data"),
    ],
)
def test_what_the_matter_says_is_not_reworded(letter, told, code) -> None:
    with pytest.raises(LetterRefused) as refused:
        change(letter, data={**letter.data, **told})
    assert refused.value.code == code
    assert not DraftRevision.objects.exists()


def test_the_date_of_a_step_is_not_moved_with_its_letter(letter) -> None:
    with pytest.raises(LetterRefused) as refused:
        change(letter, letter_date=TODAY.replace(day=16))
    assert refused.value.code == "date_of_the_matter"
    free = build.draft(build.head())
    assert change(free, letter_date=TODAY.replace(day=16)).letter_date.day == 16


def test_only_words_are_reworded_never_amounts_days_or_numbers() -> None:
    for kind in KINDS.values():
        assert {one.shape for one in worded(kind)} <= {"text", "texts"}, kind.slug
        assert not [one.name for one in worded(kind) if one.name.endswith("_number")]
