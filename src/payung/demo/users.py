"""The people who sign in to the demo: one for each role, with made-up names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from payung.access.models import HolderKind, Role, ScopeKind
from payung.access.operations import appoint_holder, create_post, create_user
from payung.access.reader import Reader
from payung.demo.letterheads import set_letterheads
from payung.demo.payers import Payer
from payung.demo.plan import OFFICE, PROVINCE
from payung.registry.models import EmployerKind

_SINCE = date(2022, 1, 3)
_REGIONAL_OFFICE = "KW-SUMBAGSEL"
_HIGH_PROSECUTION = "KT-19"
_CITY, _BANGKA = "KN-19.71", "KN-19.01"


@dataclass(frozen=True)
class Persona:
    """A user of the demo and the post that he holds."""

    username: str
    full_name: str
    title: str
    role: Role
    scope_kind: ScopeKind
    scope_code: str = ""
    office: str | None = None
    kind: HolderKind = HolderKind.DEFINITIVE


def personas(payers: list[Payer]) -> list[Persona]:
    """One user per role; the village and the firm are those of the synthetic province."""
    village = next(payer for payer in payers if payer.kind == EmployerKind.VILLAGE)
    debtors = [payer for payer in payers if payer.months_unpaid]
    firm = max(debtors, key=lambda payer: (payer.workers, payer.number))
    branch, office = (ScopeKind.OFFICE, OFFICE), OFFICE
    return [
        Persona("kepala.cabang", "Ratna Wijaya", "Kepala Kantor Cabang", Role.HEAD_OF_BRANCH,
                *branch, office),
        Persona("pembina", "Dimas Pratama", "Petugas Pembina Peserta", Role.ACCOUNT_OFFICER,
                *branch, office),
        Persona("pemeriksa", "Sinta Rahayu", "Petugas Pemeriksa", Role.INSPECTOR,
                *branch, office, HolderKind.ACTING),
        Persona("keuangan", "Yusuf Hidayat", "Petugas Keuangan", Role.FINANCE_OFFICER,
                *branch, office),
        Persona("kanwil", "Maya Kusuma", "Asisten Deputi Kepesertaan Wilayah",
                Role.REGIONAL_OFFICE, ScopeKind.OFFICE, _REGIONAL_OFFICE, _REGIONAL_OFFICE),
        Persona("jpn", "Arya Mahendra", "Jaksa Pengacara Negara", Role.STATE_ATTORNEY,
                ScopeKind.MANDATE, "", _CITY),
        Persona("kajati", "Hasan Prasetyo", "Kepala Kejaksaan Tinggi", Role.HEAD_PROSECUTOR,
                ScopeKind.REGION, PROVINCE, _HIGH_PROSECUTION),
        Persona("disnaker", "Indah Permana", "Pengelola Jaminan Sosial Dinas Tenaga Kerja",
                Role.MANPOWER_OFFICER, ScopeKind.REGION, PROVINCE),
        Persona("perencana", "Rizki Setiawan", "Perencana Bappeda Kabupaten Bangka",
                Role.PLANNER, ScopeKind.REGION, "19.01"),
        Persona("monev", "Laras Wibowo", "Analis Monev Pusat", Role.MONEV_ANALYST,
                ScopeKind.NATION),
        Persona("sekdes", "Siti Suryani", f"Sekretaris Desa ({village.name})",
                Role.VILLAGE_SECRETARY, ScopeKind.EMPLOYER,
                f"{village.registration_number}/000"),
        Persona("hrd", "Eka Gunawan", f"Personalia ({firm.name})", Role.EMPLOYER_HR,
                ScopeKind.EMPLOYER, f"{firm.registration_number}/000"),
        Persona("walidata", "Nadia Firmansyah", "Walidata", Role.DATA_CUSTODIAN,
                ScopeKind.NATION),
        Persona("kajari", "Bagus Nugroho", "Kepala Kejaksaan Negeri", Role.HEAD_PROSECUTOR,
                ScopeKind.OFFICE, _CITY, _CITY),
        Persona("jpn.kedua", "Intan Lestari", "Jaksa Pengacara Negara II", Role.STATE_ATTORNEY,
                ScopeKind.MANDATE, "", _CITY),
        Persona("kajari.bangka", "Galih Saputra", "Kepala Kejaksaan Negeri Bangka",
                Role.HEAD_PROSECUTOR, ScopeKind.OFFICE, _BANGKA, _BANGKA),
        Persona("jpn.bangka", "Wulan Anggraini", "Jaksa Pengacara Negara Bangka",
                Role.STATE_ATTORNEY, ScopeKind.MANDATE, "", _BANGKA),
    ]  # fmt: skip


def make_users(actor: Reader, payers: list[Payer]) -> int:
    """Create the users of the province; returns how many there are. Safe to repeat."""
    return make_personas(actor, personas(payers))


def make_personas(actor: Reader, made: Sequence[Persona]) -> int:
    """Create users with their posts and terms, and the letterheads of their offices.

    Returns how many there are. Safe to repeat.
    """
    for persona in made:
        user = create_user(
            actor=actor, username=f"demo.{persona.username}", full_name=persona.full_name
        )
        post = create_post(
            actor=actor,
            title=persona.title,
            role=persona.role,
            scope_kind=persona.scope_kind,
            scope_code=persona.scope_code,
            office_code=persona.office,
        )
        appoint_holder(
            actor=actor,
            post=post,
            user=user,
            valid_from=_SINCE,
            kind=persona.kind,
            decree=f"DEMO-{persona.role.value}",
        )
    set_letterheads(actor, [persona.office for persona in made if persona.office], _SINCE)
    return len(made)
