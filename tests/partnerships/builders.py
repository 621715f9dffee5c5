"""Offices with their heads, and agreements between them, for tests of this and higher rooms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from payung.access.models import HolderKind, Post, PostHolder, Role, ScopeKind
from payung.access.reader import Reader, reader_for
from payung.partnerships.models import Agreement, AgreementKind, PartyKind
from payung.partnerships.operations import Party, draft_agreement, sign_agreements
from payung.reference import packaged
from payung.reference.models import Office, OfficeKind, Regulation
from tests.access.builders import LONG_AGO, office, user

KALIMANTAN = "KW-KALIMANTAN"
BANJARMASIN = "KC-BANJARMASIN"
BATULICIN = "KC-BATULICIN"
HIGH = "KT-63"
DISTRICTS = ("KN-63.01", "KN-63.02", "KN-63.71")

_ROLE = {
    OfficeKind.REGIONAL: (Role.REGIONAL_OFFICE, "Kepala Kantor Wilayah"),
    OfficeKind.BRANCH: (Role.HEAD_OF_BRANCH, "Kepala Kantor Cabang"),
    OfficeKind.PROSECUTION_HIGH: (Role.HEAD_PROSECUTOR, "Kepala Kejaksaan Tinggi"),
    OfficeKind.PROSECUTION_DISTRICT: (Role.HEAD_PROSECUTOR, "Kepala Kejaksaan Negeri"),
}
SCOPE = ("legal_assistance", "legal_consideration", "other_legal_action")


def offices() -> None:
    """A regional office with two branches, and a high prosecution office with three districts."""
    register()
    regional = office(KALIMANTAN, "REGIONAL", "64.71", ["63", "64"])
    office(BANJARMASIN, "BRANCH", "63.71", ["63.01", "63.71"], regional)
    office(BATULICIN, "BRANCH", "63.10", ["63.02", "63.10"], regional)
    high = office(HIGH, "PROSECUTION_HIGH", "63.71", ["63"])
    for code in DISTRICTS:
        office(code, "PROSECUTION_DISTRICT", code[3:], [code[3:]], high)


def register() -> None:
    """The rules that letters cite, from the package."""
    for row in packaged.rows("regulations"):
        Regulation.objects.get_or_create(code=row["code"], defaults=row)


def head(office_code: str, *, kind: str = HolderKind.DEFINITIVE) -> PostHolder:
    """The head of an office, since long ago; the one that is there already."""
    of = Office.objects.get(pk=office_code)
    role, title = _ROLE[OfficeKind(of.kind)]
    post, _ = Post.objects.get_or_create(
        title=title,
        role=role,
        scope_kind=ScopeKind.OFFICE,
        scope_code=office_code,
        defaults={"office": of},
    )
    found = post.holders.filter(kind=kind).first()
    return found or PostHolder.objects.create(
        post=post, user=user(), kind=kind, valid_from=LONG_AGO
    )


def heads() -> None:
    """A head for every office there is."""
    for code in Office.objects.values_list("pk", flat=True):
        head(code)


def stand_in(office_code: str, day: date, *, kind: str = HolderKind.DAILY_ACTING) -> PostHolder:
    """Someone who stands in for the head of an office on one day."""
    return PostHolder.objects.create(
        post=head(office_code).post, user=user(), kind=kind, valid_from=day, valid_to=day
    )


def reader(office_code: str) -> Reader:
    """The head of an office, as he reads."""
    return reader_for(head(office_code).user)


def draft(
    fund_office: str = BANJARMASIN,
    prosecution_office: str = "KN-63.71",
    starts_on: date = date(2024, 1, 1),
    ends_on: date | None = None,
    *,
    actor: Reader | None = None,
    kind: str = AgreementKind.PKS,
    title: str = "Penanganan masalah hukum perdata dan tata usaha negara",
    scope: Sequence[str] = SCOPE,
    parent: Agreement | None = None,
    renews: Agreement | None = None,
    shared_data: Sequence[str] = ("EMPLOYER_ACCOUNTS",),
    drafted_on: date | None = None,
) -> Agreement:
    """A draft between a fund office and a prosecution office, with all that its kind asks."""
    return draft_agreement(
        actor=actor or reader(fund_office),
        kind=kind,
        title=title,
        parties=[
            Party(PartyKind.FUND, office_code=fund_office),
            Party(PartyKind.PROSECUTION, office_code=prosecution_office),
        ],
        starts_on=starts_on,
        ends_on=ends_on,
        aim="Optimalisasi kepatuhan jaminan sosial ketenagakerjaan.",
        parent_id=parent.pk if parent else None,
        no_parent_reason="" if parent else "Berdasar kesepakatan tingkat pusat.",
        scope=scope,
        fund_duties="Menyerahkan data dan surat kuasa khusus.",
        partner_duties="Memberi bantuan hukum.",
        shared_data=shared_data,
        renews_id=renews.pk if renews else None,
        drafted_on=drafted_on or min(starts_on, date(2024, 12, 1)),
    )


def signed(
    fund_office: str = BANJARMASIN,
    prosecution_office: str = "KN-63.71",
    starts_on: date = date(2024, 1, 1),
    ends_on: date | None = None,
    **fields: object,
) -> Agreement:
    """A signed agreement between two offices whose heads are appointed where missing.

    The offices must exist and serve a common region; it is signed on its first day (or on
    1 December 2024 when that is later), two years by default.
    """
    head(prosecution_office)
    made = draft(fund_office, prosecution_office, starts_on, ends_on, **fields)  # type: ignore[arg-type]
    sign_agreements(
        actor=reader(fund_office),
        agreement_ids=[made.pk],
        signed_on=min(starts_on, date(2024, 12, 1)),
    )
    return made
