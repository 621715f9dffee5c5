"""Proposing a list: from a file, kept row by row, or opened empty to be entered by hand."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from payung import clock
from payung.access.audit import acting
from payung.access.masking import mask_number_runs
from payung.access.permissions import PROPOSE_LISTS
from payung.access.reader import Reader
from payung.registry.imports import store
from payung.registry.imports.problems import FileRefused
from payung.registry.imports.taking import read_sheet
from payung.sponsorship.errors import ListRefused
from payung.sponsorship.listing import asking, taking
from payung.sponsorship.listing.asking import Proposer
from payung.sponsorship.listing.layout import LAYOUT
from payung.sponsorship.listing.taking import Circumstances
from payung.sponsorship.listing.workbook import stamp_of
from payung.sponsorship.models import BeneficiaryList, ListAct

FOLDER = "lists"


@dataclass(frozen=True)
class _Asked:
    """What is asked for, checked."""

    who: Proposer
    fields: dict[str, object]


def propose_list(
    *,
    actor: Reader,
    region_code: str,
    title: str,
    path: Path | str,
    file_name: str = "",
    agency_code: str | None = None,
    village_code: str | None = None,
    worker_segment: str,
    fund_source: str,
    first_month: date,
    months: int,
    programmes: int,
    budget_line_id: int | None = None,
    replaces_id: int | None = None,
) -> BeneficiaryList:
    """Propose a list (XLSX or CSV) of an agency or a village, for some months of cover.

    Every row is kept as far as it can be read, with a verdict for each wrong cell; the file is
    kept sealed. The same file of the same proposer gives the list that is there. ``programmes`` is
    a sum of bits; ``first_month`` any day of the month. Raises ``AccessRefused``, ``ListRefused``,
    and ``FileRefused`` for a file that is no list (container, columns, no rows).
    """
    asked = _ask(
        actor,
        region_code,
        agency_code,
        village_code,
        title=title,
        worker_segment=worker_segment,
        fund_source=fund_source,
        first_month=first_month,
        months=months,
        programmes=programmes,
        budget_line_id=budget_line_id,
        replaces_id=replaces_id,
    )
    path = Path(path)
    shown = mask_number_runs(Path((file_name or path.name).replace("\\", "/")).name)[:255]
    if not path.is_file():
        raise FileRefused(
            "file_missing",
            f"Berkas {shown} tidak ditemukan.",
            f"File {shown} was not found.",
            file=shown,
        )
    _refuse_other_village(asked.who, path)
    digest = store.content_hash(path)
    with path.open("rb") as content:
        sheet = read_sheet(content, shown, LAYOUT)
    with transaction.atomic(), acting(actor, "Mengusulkan daftar penerima"):
        if there := _same(asked, digest):
            return there
        new = _enter(actor, asked, digest, file_name=shown, rows_read=sheet.rows)
        how = Circumstances(clock.today(), settings.DEMO)
        table, rows = taking.read(sheet, new, how)
        with connection.cursor() as cursor:
            taking.stage(cursor, table, rows)
            taking.write(cursor, new, actor.user.pk)
        BeneficiaryList.objects.filter(pk=new.pk).update(
            stored_path=store.seal(path, FOLDER, f"{digest.hex()}.sealed")
        )
        new.refresh_from_db()
        unknown = LAYOUT.unknown(sheet.headers)
        _proposed(actor, new, {"rows": sheet.rows, "unknown_columns": unknown})
    return new


def open_list(
    *,
    actor: Reader,
    region_code: str,
    title: str,
    agency_code: str | None = None,
    village_code: str | None = None,
    worker_segment: str,
    fund_source: str,
    first_month: date,
    months: int,
    programmes: int,
    budget_line_id: int | None = None,
    replaces_id: int | None = None,
) -> BeneficiaryList:
    """Open an empty list, to be entered person by person (``entering.enter_row``) and handed in.

    The same proposer, title, segment and first month give the list that is there. Raises
    ``AccessRefused`` and ``ListRefused``.
    """
    asked = _ask(
        actor,
        region_code,
        agency_code,
        village_code,
        title=title,
        worker_segment=worker_segment,
        fund_source=fund_source,
        first_month=first_month,
        months=months,
        programmes=programmes,
        budget_line_id=budget_line_id,
        replaces_id=replaces_id,
    )
    told = [asked.fields[name] for name in ("title", "first_month")]
    digest = hashlib.sha256(f"{told} {worker_segment} {replaces_id}".encode()).digest()
    with transaction.atomic(), acting(actor, "Membuka daftar penerima"):
        return _same(asked, digest) or _enter(actor, asked, digest, file_name="", rows_read=0)


def submit_list(*, actor: Reader, list_id: int) -> BeneficiaryList:
    """Hand in a list that was entered by hand, or one that was returned and is mended.

    Handing it in again changes nothing. Raises ``AccessRefused``, and ``ListRefused`` for an empty
    list or one that is over.
    """
    with transaction.atomic(), acting(actor, "Menyerahkan daftar penerima"):
        found = asking.list_to_act_on(actor, list_id, PROPOSE_LISTS, locked=True)
        asking.refuse_when_over(found)
        if not asking.may_be_edited(found):
            return found
        rows = found.rows.count()
        if not rows:
            raise ListRefused(
                "list_empty",
                f"Daftar {found.number} masih kosong; isi paling sedikit satu orang.",
                f"List {found.number} is empty; enter at least one person.",
            )
        BeneficiaryList.objects.filter(pk=found.pk).update(rows_read=rows)
        found.refresh_from_db()
        _proposed(actor, found, {"rows": rows})
    return found


def _ask(
    actor: Reader,
    region_code: str,
    agency_code: str | None,
    village_code: str | None,
    **wanted: object,
) -> _Asked:
    """Check what is asked for, in the words of ``propose_list``."""
    actor.require(PROPOSE_LISTS)
    who = asking.proposer(actor, region_code, agency_code, village_code)
    months = int(str(wanted["months"]))
    return _Asked(
        who,
        {
            "title": asking.title_of_list(str(wanted["title"])),
            "worker_segment": asking.segment_of_workers(str(wanted["worker_segment"])),
            "fund_source": asking.source_of_fund(str(wanted["fund_source"])),
            "first_month": asking.period(wanted["first_month"], months),  # type: ignore[arg-type]
            "months": months,
            "programmes": asking.programmes_of_list(int(str(wanted["programmes"]))),
            "budget_line": asking.budget_line_of(who, wanted["budget_line_id"]),  # type: ignore[arg-type]
            "replaces": asking.replaced_list(actor, who, wanted["replaces_id"]),  # type: ignore[arg-type]
        },
    )


def _refuse_other_village(who: Proposer, path: Path) -> None:
    """A workbook made for one village does not become another's list by mistake."""
    stamp = stamp_of(path)
    if stamp is None or not stamp.village_code or who.village is None:
        return
    if stamp.village_code != who.village.pk:
        raise ListRefused(
            "list_other_village",
            f"Lembar ini dibuat untuk desa {stamp.village_code}, bukan {who.village.name} "
            f"({who.village.pk}).",
            f"This workbook was made for village {stamp.village_code}, not for "
            f"{who.village.name} ({who.village.pk}).",
        )


def _same(asked: _Asked, digest: bytes) -> BeneficiaryList | None:
    """The list with the same content of the same proposer; two at once wait for each other."""
    with connection.cursor() as cursor:
        number = int.from_bytes(digest[:8], "big", signed=True)
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
    return BeneficiaryList.objects.filter(
        region=asked.who.region,
        agency=asked.who.agency,
        village=asked.who.village,
        content_hash=digest,
    ).first()


def _enter(
    actor: Reader, asked: _Asked, digest: bytes, *, file_name: str, rows_read: int
) -> BeneficiaryList:
    return BeneficiaryList.objects.create(
        number=asking.next_number(asked.who.region.pk),
        region=asked.who.region,
        agency=asked.who.agency,
        village=asked.who.village,
        content_hash=digest,
        file_name=file_name,
        rows_read=rows_read,
        proposed_on=clock.today(),
        proposed_by=actor.user,
        **asked.fields,
    )


def _proposed(actor: Reader, found: BeneficiaryList, data: dict[str, object]) -> None:
    ListAct.objects.create(
        list=found,
        kind=ListAct.Kind.PROPOSED,
        happened_on=clock.today(),
        data=data,
        recorded_by=actor.user,
    )
