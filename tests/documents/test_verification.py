"""What the public page may say: that a letter is genuine, and nothing about anybody."""

from __future__ import annotations

import dataclasses

import pytest
from django.db import connection

from payung.documents.models import Rendering
from payung.documents.operations import sign_letter
from payung.documents.queries import Verification, is_this_letter, pdf, verify
from payung.errors import NotFound
from tests.documents import builders as build
from tests.documents.samples import SAMPLES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world() -> None:
    build.world()


def test_a_signed_letter_is_verified_without_a_name() -> None:
    head = build.head()
    letter = sign_letter(actor=head, letter_id=build.draft(head, "rights_restored").pk)
    told = verify(letter.verification_token)
    assert told == Verification(
        kind="Pemberitahuan pemulihan hak pekerja",
        number=letter.number,
        letter_date=letter.letter_date,
        office=str(letter.office),
        sha256=bytes(Rendering.objects.get(pk=letter.pk).sha256).hex(),
        valid=True,
    )
    shown = str(dataclasses.asdict(told))
    assert letter.recipient_name not in shown
    assert SAMPLES["rights_restored"]["employer_name"] not in shown
    assert str(head.user) not in shown


def test_only_the_same_bytes_are_this_letter() -> None:
    head = build.head()
    letter = sign_letter(actor=head, letter_id=build.draft(head).pk)
    content = pdf(head, letter.pk)
    assert is_this_letter(letter.verification_token, content)
    assert not is_this_letter(letter.verification_token, content + b"\n")
    assert not is_this_letter(letter.verification_token, b"")


@pytest.mark.parametrize("token", ["", "x", "A" * 22, "é" * 22, "a" * 500])
def test_an_unknown_address_and_a_draft_are_not_found(token) -> None:
    draft = build.draft(build.head())
    for unknown in (token, draft.verification_token):
        with pytest.raises(NotFound):
            verify(unknown)
        with pytest.raises(NotFound):
            is_this_letter(unknown, b"%PDF-")


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE documents_rendering SET pdf = '%%PDF-x' WHERE letter_id = %s",
        "UPDATE documents_rendering SET pdf = '%%PDF-x', sha256 = sha256('%%PDF-x')"
        " WHERE letter_id = %s",
        "UPDATE documents_letter SET letter_date = '2024-12-17' WHERE id = %s",
    ],
)
def test_who_goes_round_the_triggers_breaks_the_seal(forgery) -> None:
    head = build.head()
    letter = sign_letter(actor=head, letter_id=build.draft(head).pk)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(forgery, [letter.pk])
        cursor.execute("RESET session_replication_role")
    assert not verify(letter.verification_token).valid
