"""Who sees a letter: its office; once signed the office it is shared with, and its employer."""

from __future__ import annotations

import pytest

from payung.access.models import Role, ScopeKind
from payung.access.reader import AccessRefused, operator, reader_for
from payung.documents.operations import attach, sign_letter
from payung.documents.queries import attachments, letter, letters
from payung.documents.refusals import LetterRefused
from payung.errors import NotFound
from tests.access import builders as access
from tests.documents import builders as build
from tests.documents.builders import KT, PALEMBANG

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world() -> None:
    build.world()


def sight() -> dict[str, int]:
    """How many letters each kind of reader sees."""
    regional = access.holder(Role.REGIONAL_OFFICE, ScopeKind.OFFICE, access.SUMBAGSEL)
    attorney = access.holder(Role.STATE_ATTORNEY, ScopeKind.MANDATE, "", office_code=KT)
    prosecutor = access.holder(Role.HEAD_PROSECUTOR, ScopeKind.REGION, "19", office_code=KT)
    firm = access.holder(Role.EMPLOYER_HR, ScopeKind.EMPLOYER, "00012345/000")
    other = access.holder(Role.EMPLOYER_HR, ScopeKind.EMPLOYER, "00012345/001")
    planner = access.holder(Role.PLANNER, ScopeKind.REGION, "19.01")
    readers = {
        "branch": build.reader(Role.ACCOUNT_OFFICER),
        "other branch": build.head(PALEMBANG),
        "regional office": reader_for(regional.user),
        "attorney": reader_for(attorney.user),
        "prosecutor": reader_for(prosecutor.user),
        "firm": reader_for(firm.user),
        "other firm": reader_for(other.user),
        "planner": reader_for(planner.user),
        "operator": operator(),
    }
    return {name: letters(reader).count() for name, reader in readers.items()}


def test_a_draft_is_its_offices_own_and_a_signed_letter_reaches_whom_it_is_for() -> None:
    head = build.head()
    draft = build.draft(head, shared_with=KT, employer_code="00012345/000")
    own = {"branch": 1, "regional office": 1, "operator": 1}
    nobody = dict.fromkeys(sight(), 0)
    assert sight() == nobody | own
    sign_letter(actor=head, letter_id=draft.pk)
    assert sight() == nobody | own | {"attorney": 1, "prosecutor": 1, "firm": 1}


def test_out_of_sight_is_not_found_and_without_the_right_refused() -> None:
    draft = build.draft(build.head())
    with pytest.raises(NotFound):
        letter(build.head(PALEMBANG), draft.pk)
    custodian = access.holder(Role.DATA_CUSTODIAN, ScopeKind.NATION)
    with pytest.raises(AccessRefused):
        letters(reader_for(custodian.user))


def test_nobody_drafts_for_another_office() -> None:
    with pytest.raises(AccessRefused, match="luar wilayah kerja"):
        build.draft(build.head(PALEMBANG))
    with pytest.raises(LetterRefused, match="tidak dikenal"):
        build.draft(build.head(), office_code="KC-TIDAK-ADA")
    with pytest.raises(AccessRefused):
        build.draft(build.reader(Role.FINANCE_OFFICER))
    attorney = access.holder(Role.STATE_ATTORNEY, ScopeKind.MANDATE, "", office_code=KT)
    assert build.draft(reader_for(attorney.user), "summons").office_id == KT


def test_letters_are_found_by_number_addressee_case_and_state() -> None:
    head = build.head()
    first = build.draft(head, about="case:1")
    second = build.draft(head, "collection_letter", recipient_name="Pimpinan CV Lain")
    sign_letter(actor=head, letter_id=first.pk)
    assert list(letters(head)) == [second, first]
    for narrowed, expected in (
        ({"search": "lain"}, [second]),
        ({"search": "b/1/122024"}, [first]),
        ({"search": "PK-PGP-2024-17"}, [second]),
        ({"about": "case:1"}, [first]),
        ({"kind": "collection_letter"}, [second]),
        ({"status": "SIGNED"}, [first]),
        ({"office": PALEMBANG}, []),
    ):
        assert list(letters(head, **narrowed)) == expected


def test_attachments_are_seen_by_both_offices_only(tmp_path) -> None:
    picture = tmp_path / "foto.png"
    from PIL import Image

    Image.new("RGB", (2, 2)).save(picture)
    head = build.head()
    attach(
        actor=head, about="case:1", office_code=build.PANGKALPINANG, kind="photo", path=picture,
        file_name="foto.png", shared_with=KT,
    )  # fmt: skip
    seen = [attachments(one, "case:1").count() for one in (head, build.head(KT))]
    assert seen == [1, 1]
    assert not attachments(build.head(PALEMBANG), "case:1").exists()
    with pytest.raises(AccessRefused):
        attach(
            actor=build.head(PALEMBANG), about="case:1", office_code=build.PANGKALPINANG,
            kind="photo", path=picture, file_name="foto.png",
        )  # fmt: skip
