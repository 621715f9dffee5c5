"""Fills a data folder with claims on their way in, for those who look at their pages.

Usage: ``python -c "from tests.browser.claims_intake_site import build; build()"`` with
``PAYUNG_HOME``; what a browser needs to know is written to ``claims.json`` there.
"""

from __future__ import annotations

import json
from datetime import date, datetime, time
from io import BytesIO
from random import Random
from zoneinfo import ZoneInfo

import django

#: The family card that a widow brings: her husband and her brother-in-law stand on it.
FAMILY = "0019710101200001"
WIB = ZoneInfo("Asia/Jakarta")


def build() -> None:
    """A death with papers in every state, an accident of an employer, and online filings."""
    django.setup()
    from payung.access.models import Role, ScopeKind
    from payung.access.reader import reader_for
    from payung.claims.operations.intake import issue_code
    from payung.home import home
    from tests.access.builders import holder, user
    from tests.browser.covers_site import _session
    from tests.claims.builders import officer

    me = officer("Rina Wulandari")
    names = iter(_names(20))
    death = _death(me, next(names))
    crash, hr_member = _accident(me, next(names))
    payer = hr_member.employer
    who = user()
    code = f"{payer.registration_number}/{payer.division}"
    holder(Role.EMPLOYER_HR, ScopeKind.EMPLOYER, code, who=who, office_code=payer.office_id)
    for number in range(9):
        _filed(next(names), number)
    fresh, waiting = _member(next(names), of_family=True), _member(next(names))
    _member(next(names), of_family=True)
    told = {
        "sessions": {"officer": _session(me.user), "employer": _session(reader_for(who).user)},
        "death": death.number,
        "accident": crash.number,
        "card": fresh.card_number,
        "family": FAMILY,
        "worker": hr_member.person.name,
        "online": {"card": waiting.card_number, "born": waiting.person.birth_date.isoformat()},
        "code": issue_code(actor=me, number=death.number, recipient="Siti Rahayu"),
    }
    (home() / "claims.json").write_text(json.dumps(told), encoding="utf-8")


def _names(count: int) -> list[str]:
    from payung.demo.names import person_names

    chance = Random(7)
    return list(person_names(chance, [chance.choice("LP") for _ in range(count)]))


def _member(name: str, *, of_family: bool = False):
    from payung.access.encryption import blind_index, encrypt
    from payung.access.identifiers import FAMILY_CARD, NATIONAL_ID
    from tests.claims.builders import worker

    member = worker(months=14, until=date(2024, 11, 1))
    person = member.person
    nik = f"00197101019000{member.pk % 100:02d}"
    person.name, person.national_id_cipher = name, encrypt(nik, NATIONAL_ID)
    person.national_id_hash = blind_index(nik, NATIONAL_ID)
    person.family_card_hash = blind_index(FAMILY, FAMILY_CARD) if of_family else None
    person.save()
    member.employer.name = "PT Timah Karya Bersama"
    member.employer.save()
    return member


def _death(me, name: str):
    """Four papers accepted, one refused, one to be checked, the others missing."""
    from payung.claims.operations.intake import Applicant, add_paper, check_paper, register_event

    member = _member(name)
    heir = Applicant(
        name="Siti Rahayu", relation="SPOUSE", phone="081234567890", birth_date=date(1991, 2, 3)
    )
    claim, *_ = register_event(
        actor=me, card_number=member.card_number, kind="DEATH", happened_on=date(2024, 12, 9),
        received_on=date(2024, 12, 12), applicant=heir, place="Pangkalpinang",
    )  # fmt: skip
    come = ("F4", "CARD", "ID_MEMBER", "DEATH_CERTIFICATE", "HEIR_STATEMENT", "FAMILY_CARD")
    for place, document in enumerate(come):
        paper, *_ = add_paper(
            actor=me, number=claim.number, document=document, content=photo(place),
            file_name=f"{document.lower()}.jpg",
        )  # fmt: skip
        if document == "FAMILY_CARD":
            continue
        fits = document != "HEIR_STATEMENT"
        check_paper(
            actor=me, number=claim.number, paper_id=paper.pk, is_accepted=fits,
            reason="" if fits else "belum ada cap kelurahan",
        )  # fmt: skip
    return claim


def _accident(me, name: str):
    from payung.claims.operations.intake import register_event

    member = _member(name)
    (claim,) = register_event(
        actor=me, card_number=member.card_number, kind="ACCIDENT", happened_on=date(2024, 12, 16),
        happened_at=time(9, 15), reported_at=datetime(2024, 12, 17, 8, 30, tzinfo=WIB),
        note="Tangan kanan terjepit mesin potong; dibawa ke rumah sakit.",
    )  # fmt: skip
    return claim, member


def _filed(name: str, number: int) -> None:
    from payung.claims.operations.intake import Applicant, Happening, file_online

    member = _member(name)
    death = number % 2 == 0
    file_online(
        card_number=member.card_number,
        member_birth_date=member.person.birth_date,
        told=Happening(
            kind="DEATH" if death else "SAVINGS",
            cause="" if death else "RESIGNATION",
            happened_on=date(2024, 12, 2 + number),
        ),
        applicant=Applicant(
            name="Ahmad Fauzi", relation="PARENT" if death else "SELF", phone="081300000000",
            birth_date=date(1962, 5, 5),
        ),
        address=f"203.0.113.{number}",
    )  # fmt: skip


def photo(seed: int, size: tuple[int, int] = (900, 640)) -> bytes:
    """Something like the photograph of a paper: noise that does not shrink."""
    from PIL import Image

    chance = Random(seed)
    page = Image.frombytes(
        "L", (size[0] // 4, size[1] // 4), chance.randbytes(size[0] * size[1] // 16)
    )
    out = BytesIO()
    page.resize(size).convert("RGB").save(out, "JPEG", quality=92)
    return out.getvalue()
