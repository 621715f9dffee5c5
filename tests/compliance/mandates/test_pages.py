"""The pages of mandates: each side sees its own, acts through them, and is told why not."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from PIL import Image

from payung.compliance.instalments import even_plan
from payung.compliance.mandate_states import State
from payung.compliance.models import Mandate
from payung.documents.models import Letter
from tests.compliance.mandates import builders as build
from tests.compliance.mandates.builders import MONTHS, People
from tests.contributions import builders as money

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(town: People) -> People:
    return town


def client(reader) -> Client:
    made = Client()
    made.force_login(reader.user)
    return made


def at(mandate: Mandate, route: str = "mandate", **more: object) -> str:
    case, _slash, own = mandate.number.rpartition("/")
    return reverse(f"site:{route}", kwargs={"case": case, "skk": own, **more})


def text(answer) -> str:
    return answer.content.decode().replace("\xa0", " ")


def test_the_attorney_s_room_list_and_page_tell_what_is_next(who) -> None:
    mandate = build.granted(who)
    build.summoned(who, mandate)
    attorney = client(who.attorney)
    room = text(attorney.get(reverse("site:mandate_room")))
    assert "Belum datang" in room
    assert mandate.firm_name in room
    listed = text(attorney.get(reverse("site:mandates"), {"milik": "saya"}))
    assert mandate.number in listed
    shown = text(attorney.get(at(mandate)))
    assert "Panggilan ke-1" in shown
    assert "Catat negosiasi" in shown
    assert "Kembalikan SKK" not in shown  # the head's act
    assert mandate.firm_name in text(client(who.kajari).get(at(mandate)))


def test_an_act_is_done_by_its_form_and_its_letter_goes_out(who) -> None:
    mandate = build.granted(who)
    address = at(mandate, "mandate_act", act="summon")
    form = client(who.attorney).get(address)
    assert "Hari hadir" in text(form)
    sent = {
        "happened_on": "2024-12-18", "version": mandate.version, "appear_on": "2024-12-19",
        "time": "10.00", "place": "Ruang Datun",
    }  # fmt: skip
    answer = client(who.attorney).post(address, sent, follow=True)
    assert "Tercatat: Panggilan." in text(answer)
    letter = Letter.objects.get(kind="summons")
    assert letter.number in text(answer)
    assert reverse("site:letter", kwargs={"pk": letter.pk}) in text(answer)
    again = client(who.attorney).post(address, sent)
    assert again.status_code == 400
    assert "baru saja diubah" in text(again)


def test_a_plan_is_drawn_up_summed_while_typed_and_checked_when_sent(who) -> None:
    mandate = build.negotiating(who)
    owed = mandate.principal_handed_over
    attorney, address = client(who.attorney), at(mandate, "mandate_act", act="agree")
    drawn = attorney.post(
        address, {"susun": "1", "count": 3, "first_due": "2025-01-15", "covers": "PRINCIPAL"}
    )
    rows = even_plan(owed, 3, date(2025, 1, 15))
    for due_on, amount in rows:
        assert f'value="{due_on}"' in text(drawn)
        assert f'value="{amount}"' in text(drawn)
    assert "tepat" in text(drawn)
    typed = {"due_on": ["2025-01-15"], "amount": [str(owed - 1)], "owed_all": str(owed)}
    assert "kurang Rp 1." in text(attorney.post(reverse("site:mandate_plan_sum"), typed))
    sent = {
        "happened_on": "2024-12-18", "version": mandate.version, "place": "Kejaksaan",
        "met_name": "Budi", "met_title": "Direktur", "covers": "PRINCIPAL",
        "due_on": [due_on.isoformat() for due_on, _ in rows],
        "amount": [str(amount) for _, amount in rows],
    }  # fmt: skip
    wrong = attorney.post(address, {**sent, "amount": ["1", "1", "1"]})
    assert wrong.status_code == 400
    assert "selisih" in text(wrong)
    assert attorney.post(address, sent).status_code == 302
    mandate.refresh_from_db()
    assert mandate.state == State.AGREED
    assert "Jadwal angsuran" in text(attorney.get(at(mandate)))


def test_the_branch_asks_for_several_cases_and_sees_what_a_file_lacks(who) -> None:
    ready, lacking = build.case(who, build.debtor()), build.case(who, build.debtor(), warnings=1)
    head, address = client(who.head), reverse("site:mandate_request")
    shown = text(head.get(address))
    assert "SP2 belum terbit" in shown
    sent = {"prosecution_office": build.KEJARI, "requested_on": "2024-12-18"}
    refused = head.post(address, {**sent, "perkara": [ready.pk, lacking.pk]})
    assert refused.status_code == 400
    assert not Mandate.objects.exists()
    assert head.post(address, {**sent, "perkara": [ready.pk]}).status_code == 302
    assert Mandate.objects.get().case == ready
    assert client(who.attorney).get(address).status_code == 403


def test_workers_are_told_once_what_came_back_to_them(who) -> None:
    employer = build.debtor()
    mandate = build.granted(who, employer)
    money.pay(money.bill_of(employer, MONTHS[0]), mandate.handed_over, date(2024, 11, 5))
    head, address = client(who.head), at(mandate, "mandate_rights")
    shown = text(head.get(address))
    assert "Saldo iuran JHT" in shown
    assert head.post(address).status_code == 302
    letter = Letter.objects.get(kind="rights_restored")
    assert letter.data["month_count"] == len(MONTHS)
    assert letter.number
    head.post(address)
    assert Letter.objects.filter(kind="rights_restored").count() == 1
    assert client(who.attorney).get(address).status_code == 403
    assert "1 pekerja, 3 bulan pekerja" in text(client(who.attorney).get(at(mandate)))


def test_the_recap_leaves_as_a_workbook_whose_sums_are_formulas(who) -> None:
    employer = build.debtor()
    mandate = build.bare_granted(who, employer)
    money.pay(money.bill_of(employer, MONTHS[0]), 1_000_000, date(2024, 11, 5))
    regional = client(who.regional)
    page = text(regional.get(reverse("site:recap"), {"menurut": "prosecution"}))
    assert str(mandate.prosecution_office) in page
    answer = regional.get(reverse("site:recap_export"), {"menurut": "prosecution"})
    book = load_workbook(BytesIO(answer.content))
    values, counts = book.worksheets[0], book.worksheets[1]
    assert values["B5"].value == mandate.handed_over
    assert values["C5"].value == 1_000_000
    assert values["G5"].value == "=B5-C5-D5-E5-F5"
    assert values["B6"].value == "=SUM(B5:B5)"
    assert counts["G5"].value == "=SUM(B5:F5)"
    assert client(who.attorney).get(reverse("site:recap")).status_code == 403


def test_papers_are_kept_beside_a_mandate_for_both_sides(who) -> None:
    mandate = build.granted(who)
    picture = BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "PNG")
    sent = {
        "file": SimpleUploadedFile("daftar-hadir.png", picture.getvalue()),
        "note": "Daftar hadir",
    }
    answer = client(who.attorney).post(at(mandate, "mandate_attach"), sent, follow=True)
    assert "daftar-hadir.png" in text(answer)
    assert "daftar-hadir.png" in text(client(who.head).get(at(mandate)))
