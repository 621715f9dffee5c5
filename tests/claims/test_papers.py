"""The papers of a claim: the law's list, what is missing of it, and files that are refused."""

from __future__ import annotations

import hashlib
from datetime import date
from io import BytesIO

import pytest
from django.db import OperationalError
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from payung.access.models import Role, ScopeKind
from payung.access.reader import reader_for
from payung.access.refusals import AccessRefused
from payung.claims.errors import ClaimRefused
from payung.claims.models import ClaimState, Paper, Party, Upload, UploadPart
from payung.claims.operations import uploading
from payung.claims.operations.intake import (
    add_paper,
    add_part,
    check_paper,
    complete_papers,
    finish_upload,
    issue_code,
    open_claim,
    set_situations,
    start_upload,
    upload_progress,
)
from payung.claims.operations.paper_acts import LONGEST_SIDE, MOST_PAPERS
from payung.claims.papers import checklist, missing, situations
from payung.documents.models import Attachment
from payung.documents.queries.attachments import attachments, opened
from payung.documents.refusals import AttachmentRefused
from payung.errors import NotFound
from payung.registry.models import Programme
from tests.access.builders import holder, user
from tests.claims.builders import cashier, claim, head, officer, party, worker

pytestmark = pytest.mark.usefixtures("reference")

JKM = ("F4", "CARD", "ID_MEMBER", "ID_HEIR", "DEATH_CERTIFICATE", "FAMILY_CARD",
       "HEIR_STATEMENT", "ACCOUNT")  # fmt: skip


def photo(size: tuple[int, int] = (60, 40), kind: str = "JPEG", **more: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "gray").save(out, kind, **more)
    return out.getvalue()


def pdf(*, script: bool = False) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if script:
        action = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
        action[NameObject("/JS")] = TextStringObject("app.alert(1)")
        writer.root_object[NameObject("/OpenAction")] = writer._add_object(action)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def own():
    return claim(worker(months=1), Programme.JKM, state="RECEIVED")


def bring(own, document: str = "DEATH_CERTIFICATE", content: bytes | None = None, **more):
    told = {"actor": officer(), "file_name": "akta.pdf"} | more
    return add_paper(number=own.number, document=document, content=content or pdf(), **told)


def test_the_list_is_the_laws_and_names_what_is_missing(own) -> None:
    assert tuple(one.document for one in missing(own)) == JKM
    bring(own)
    assert "DEATH_CERTIFICATE" not in {one.document for one in missing(own)}
    with pytest.raises(ClaimRefused, match="papers_missing") as refused:
        complete_papers(actor=officer(), number=own.number)
    assert "Akta kematian" in refused.value.message_id  # it came, but nobody has checked it
    assert "Form F4" in refused.value.message_en


def test_the_situations_come_from_event_family_and_officer(own) -> None:
    assert situations(own) == ()
    party(own, "SPOUSE")
    assert situations(own) == ("SPOUSE",)
    assert "MARRIAGE_BOOK" in {one.document for one in checklist(own)}
    jkk = claim(worker(months=1), Programme.JKK, "ACCIDENT", state="RECEIVED")
    set_situations(actor=officer(), number=jkk.number, situations=["TRAFFIC", "COSTS"])
    assert situations(jkk) == ("TRAFFIC", "COSTS")
    savings = claim(worker(months=1), Programme.JHT, "SAVINGS", cause="RESIGNATION")
    assert "STOP_LETTER" in {one.document for one in checklist(savings)}


def test_several_heirs_bring_their_own_cards_and_children_their_school_letters(own) -> None:
    party(own, "SPOUSE", "Siti Contoh")
    party(own, "CHILD", "Budi Contoh", birth_date=date(2015, 1, 1), level="PRIMARY")
    party(own, "CHILD", "Ani Contoh", birth_date=date(2000, 1, 1))
    bring(own, "ID_HEIR", person_name="Siti Contoh")
    Party.objects.filter(name="Budi Contoh").update(guardian=Party.objects.get(relation="SPOUSE"))
    cards = {one.person_name: one.state for one in checklist(own) if one.document == "ID_HEIR"}
    assert cards == {"Siti Contoh": "RECEIVED", "Ani Contoh": "MISSING"}
    letter = next(one for one in checklist(own) if one.document == "SCHOOL_LETTER")
    assert (letter.person_name, letter.is_required) == ("Budi Contoh", False)


def test_a_claim_is_complete_when_an_officer_accepted_every_paper(own) -> None:
    for document in JKM:
        (paper,) = bring(own, document)
        check_paper(actor=officer(), number=own.number, paper_id=paper.pk, is_accepted=True)
    done = complete_papers(actor=officer(), number=own.number)
    assert (done.state, done.complete_on is not None) == (ClaimState.COMPLETE, True)
    assert complete_papers(actor=officer(), number=own.number).version == done.version
    with pytest.raises(ClaimRefused, match="reason_needed"):
        check_paper(actor=officer(), number=own.number, paper_id=paper.pk, is_accepted=False)
    check_paper(
        actor=officer(), number=own.number, paper_id=paper.pk, is_accepted=False, reason="buram"
    )
    own.refresh_from_db()
    assert (own.state, own.complete_on) == (ClaimState.RECEIVED, None)
    (item,) = missing(own)
    assert (item.document, item.state, item.reason) == ("ACCOUNT", "REJECTED", "buram")


def test_one_file_serves_all_claims_of_the_event_that_ask_for_it() -> None:
    member = worker(months=1)
    jkm = claim(member, Programme.JKM, state="RECEIVED")
    jht = claim(member, Programme.JHT, state="RECEIVED")
    papers = bring(jkm)
    assert {one.claim_id for one in papers} == {jkm.pk, jht.pk}
    assert Attachment.objects.filter(kind="DEATH_CERTIFICATE").count() == 1
    assert [one.pk for one in bring(jkm)] == [papers[0].pk]
    assert Paper.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (pdf(script=True), "attachment_active"),
        (photo((9_000, 9_000), "PNG"), "picture_too_large"),
        (photo((6_000, 6_000), "PNG"), "picture_too_large"),
        (photo(kind="GIF"), "attachment_type"),
        (b"<html><script>alert(1)</script>", "attachment_type"),
        (b"PK\x03\x04 macro.docm", "attachment_type"),
        (b"%PDF-1.7 bukan", "attachment_type"),
        (b"", "attachment_empty"),
    ],
    ids=["script", "huge", "huge png", "gif", "html", "docx", "broken", "empty"],
)
def test_files_that_could_harm_are_refused_and_nothing_is_kept(own, content, code) -> None:
    with pytest.raises(AttachmentRefused) as refused:
        add_paper(
            actor=officer(), number=own.number, document="F4", content=content, file_name="a.pdf"
        )
    assert refused.value.code == code
    assert not Attachment.objects.exists()
    assert not Paper.objects.exists()


def test_a_photo_is_kept_without_place_and_hidden_bytes_and_is_encrypted(own) -> None:
    exif = Image.Exif()
    exif[0x8825] = {1: "S", 2: (2.0, 7.0, 5.0)}  # where it was taken
    exif[0x0112] = 6  # turned a quarter
    dirty = photo((4_000, 3_000), exif=exif) + b"<script>alert(1)</script>"
    (paper,) = bring(own, content=dirty, file_name="Siti 081234567890.exe")
    content = opened(paper.attachment).content
    with Image.open(BytesIO(content)) as kept:
        assert not kept.getexif()
        assert kept.height == LONGEST_SIDE > kept.width
    assert b"script" not in content
    assert content[:30] not in bytes(paper.attachment.content)
    assert paper.attachment.file_name.endswith(".jpg")
    assert bring(own, content=dirty) == (paper,)


def test_papers_of_claims_are_opened_only_by_who_sees_claims(own) -> None:
    bring(own)
    assert attachments(officer(), own.about).count() == 1
    who = user()
    holder(Role.ACCOUNT_OFFICER, ScopeKind.OFFICE, own.office_id, who=who)
    account_officer = reader_for(who)
    assert not attachments(account_officer, own.about).exists()


def test_other_offices_and_other_roles_bring_and_check_nothing(own) -> None:
    (paper,) = bring(own)
    other = officer("petugas.palembang", "KC-PALEMBANG")
    with pytest.raises(NotFound):
        bring(own, actor=other)
    with pytest.raises(NotFound):
        check_paper(actor=other, number=own.number, paper_id=paper.pk, is_accepted=True)
    with pytest.raises(AccessRefused):
        bring(own, actor=cashier())
    with pytest.raises(AccessRefused):
        check_paper(actor=head(), number=own.number, paper_id=paper.pk, is_accepted=True)
    strange = claim(worker(months=1), Programme.JKM, state="RECEIVED")
    with pytest.raises(NotFound):
        check_paper(actor=officer(), number=strange.number, paper_id=paper.pk, is_accepted=True)
    with pytest.raises(ClaimRefused, match="unknown_paper"):
        bring(own, "PASSPORT")


@pytest.fixture
def heir(own):
    code = issue_code(actor=officer(), number=own.number, recipient="Siti Contoh")
    return open_claim(number=own.number, code=code, address="203.0.113.7")[0]


def test_an_heir_brings_papers_of_his_own_event_while_they_are_waited_for(own, heir) -> None:
    (paper,) = bring(own, actor=heir)
    assert paper.received_by is None
    strange = claim(worker(months=1), Programme.JKM, state="RECEIVED")
    with pytest.raises(NotFound):
        bring(strange, actor=heir)
    own.state = ClaimState.PAID
    own.save()
    with pytest.raises(ClaimRefused, match="closed_for_papers"):
        bring(own, actor=heir, content=photo())


def test_nobody_outside_fills_the_disk(own, heir, monkeypatch) -> None:
    monkeypatch.setattr("payung.claims.operations.paper_acts.MOST_PAPERS", 1)
    assert MOST_PAPERS > 1
    bring(own, actor=heir)
    with pytest.raises(ClaimRefused, match="too_many"):
        bring(own, actor=heir, content=photo())
    for number in range(8):
        begin(own, heir, f"{number}.jpg")
    with pytest.raises(ClaimRefused, match="too_many"):
        begin(own, heir, "sembilan.jpg")


def begin(own, actor, name: str = "kartu.jpg", content: bytes | None = None, **more):
    told = {"size_bytes": len(content or b"123")} | more
    return start_upload(
        actor=actor, number=own.number, document="FAMILY_CARD", file_name=name, **told
    )


def test_a_broken_upload_goes_on_where_it_stopped(own, heir) -> None:
    content = photo((300, 200))
    sha = hashlib.sha256(content).hexdigest()
    started = begin(own, heir, content=content, sha256=sha)
    at = {"actor": heir, "number": own.number, "token": started.token}
    half = len(content) // 2
    add_part(
        **at, offset=0, content=content[:half], sha256=hashlib.sha256(content[:half]).hexdigest()
    )
    assert content[:20] not in bytes(UploadPart.objects.get().content)
    again = begin(own, heir, content=content, sha256=sha)  # another page, another day
    assert (again.token, again.received) == (started.token, half)
    assert add_part(**at, offset=0, content=content[:half]).received == half  # sent twice
    with pytest.raises(ClaimRefused, match="part_unfit"):
        finish_upload(**at)
    assert add_part(**at, offset=half, content=content[half:]).is_whole
    (paper,) = finish_upload(**at).papers
    assert opened(paper.attachment).content_type == "image/jpeg"
    assert finish_upload(**at).is_whole
    assert not UploadPart.objects.exists()
    assert Paper.objects.count() == 1


def test_parts_that_do_not_fit_are_refused_and_tell_from_where_to_go_on(own, heir) -> None:
    started = begin(own, heir, size_bytes=10)
    at = {"actor": heir, "number": own.number, "token": started.token}
    add_part(**at, offset=0, content=b"12345")
    for wrong in (
        {"offset": 7, "content": b"890"},
        {"offset": 5, "content": b"678901"},
        {"offset": 5, "content": b"67", "sha256": hashlib.sha256(b"xx").hexdigest()},
    ):
        with pytest.raises(ClaimRefused) as refused:
            add_part(**at, **wrong)
        assert (refused.value.code, refused.value.parameters["received"]) == ("part_unfit", 5)
    assert upload_progress(**at).received == 5


def test_a_whole_upload_is_inspected_and_removed_when_it_is_refused(own, heir) -> None:
    bad = pdf(script=True)
    started = begin(own, heir, content=bad)
    at = {"actor": heir, "number": own.number, "token": started.token}
    add_part(**at, offset=0, content=bad)
    with pytest.raises(AttachmentRefused, match="attachment_active"):
        finish_upload(**at)
    assert not Upload.objects.exists()
    with pytest.raises(AttachmentRefused, match="too_large"):
        begin(own, heir, size_bytes=10**9)


def test_a_fault_of_ours_costs_nobody_the_file_he_sent(own, heir, monkeypatch) -> None:
    content = photo((300, 200))
    started = begin(own, heir, content=content)
    at = {"actor": heir, "number": own.number, "token": started.token}
    add_part(**at, offset=0, content=content)

    def broken(**_: object) -> None:
        raise OperationalError("the connection is lost")

    with monkeypatch.context() as fault:
        fault.setattr(uploading, "bring", broken)
        with pytest.raises(OperationalError):
            finish_upload(**at)
    assert upload_progress(**at).is_whole
    assert len(finish_upload(**at).papers) == 1


def test_an_upload_is_gone_on_with_only_by_who_began_it(own, heir) -> None:
    started = begin(own, officer(), size_bytes=5)
    with pytest.raises(ClaimRefused, match="upload_lost"):
        add_part(actor=heir, number=own.number, token=started.token, offset=0, content=b"12345")
