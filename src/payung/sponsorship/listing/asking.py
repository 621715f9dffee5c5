"""What may be asked of a list: who proposes for whom, which months, which programmes and money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from payung import clock
from payung.access.masking import mask_number_runs
from payung.access.permissions import MANAGE_LISTS, PROPOSE_LISTS
from payung.access.queries import posts_of
from payung.access.reader import Reader
from payung.reference.models import Office, OfficeKind, Region, Village, WorkerSegment
from payung.registry.models import Programme
from payung.sponsorship.errors import ListRefused
from payung.sponsorship.models import (
    BeneficiaryList,
    BudgetLine,
    FundSource,
    ListAct,
    RowStatus,
)
from payung.sponsorship.reach import in_sight, region_to_act_for, village_to_act_for

#: Advisory lock: one numbering of lists at a time, so that numbers have no gaps.
_NUMBERS = 7601
_LONGEST_TITLE = 300
_BASIC = int(Programme.JKK | Programme.JKM)
_MOST_MONTHS = 60
#: How long a word of explanation is.
_SHORTEST_REASON, _LONGEST_REASON = 4, 200
#: Where a row stands while its list is still proposed and cleaned.
BEFORE_DECREE = (
    RowStatus.PROPOSED,
    RowStatus.VALID,
    RowStatus.DOUBTFUL,
    RowStatus.REFUSED,
)
#: A list that has one of these acts goes no further.
OVER = (ListAct.Kind.CLOSED, ListAct.Kind.WITHDRAWN)


@dataclass(frozen=True)
class Proposer:
    """The government and its agency or village that proposes."""

    region: Region
    agency: Office | None
    village: Village | None


def proposer(
    actor: Reader, region_code: str, agency_code: str | None, village_code: str | None
) -> Proposer:
    """Who proposes; raises ``AccessRefused`` outside the actor's scope, ``ListRefused`` unless
    exactly one agency or village is named and it belongs to the government."""
    if bool(agency_code) == bool(village_code):
        raise ListRefused(
            "list_proposer",
            "Sebutkan satu pengusul: perangkat daerah atau desa.",
            "Name one proposer: an agency or a village.",
        )
    if village_code:
        village = village_to_act_for(actor, village_code, PROPOSE_LISTS)
        if not village.region_id.startswith(region_code):
            raise _not_of_government(village.name, region_code)
        return Proposer(village.region, None, village)
    region = region_to_act_for(actor, region_code, PROPOSE_LISTS)
    agency = Office.objects.filter(pk=agency_code, kind=OfficeKind.AGENCY, region=region).first()
    if agency is None:
        raise _not_of_government(str(agency_code), region_code)
    if not manages(actor, region.pk) and agency.pk not in _seats(actor):
        raise ListRefused(
            "list_agency",
            f"Anda tidak bertugas di {agency.name}; daftar diusulkan oleh perangkat daerah "
            "sendiri atau oleh dinas tenaga kerja.",
            f"You do not serve at {agency.name}; a list is proposed by the agency itself or by the "
            "manpower agency.",
        )
    return Proposer(region, agency, None)


def manages(actor: Reader, region_code: str) -> bool:
    """Whether the actor cleans and decides lists of a government."""
    return any(
        MANAGE_LISTS in scope.permissions
        and (scope.is_nation or region_code.startswith(tuple(scope.regions) or ("-",)))
        for scope in actor.scopes
    )


def _seats(actor: Reader) -> set[str]:
    return {post.office_id for post in (held.post for held in posts_of(actor.user))}


def _not_of_government(name: str, region_code: str) -> ListRefused:
    return ListRefused(
        "list_proposer",
        f"{name} bukan perangkat daerah atau desa pada pemerintah {region_code}.",
        f"{name} is no agency or village of the government {region_code}.",
    )


def period(first_month: date, months: int) -> date:
    """The first day of the first month; ``ListRefused`` for a wrong number of months."""
    if not 1 <= months <= _MOST_MONTHS:
        raise ListRefused(
            "list_months",
            f"Lama perlindungan {months} bulan; seharusnya 1 sampai {_MOST_MONTHS}.",
            f"{months} months of cover; 1 to {_MOST_MONTHS} are expected.",
        )
    return first_month.replace(day=1)


def programmes_of_list(bits: int) -> int:
    """The sum of programmes; ``ListRefused`` without JKK and JKM (Perpres 109/2013)."""
    known = sum(int(programme) for programme in Programme)
    if bits & _BASIC != _BASIC or bits & ~known:
        raise ListRefused(
            "list_programmes",
            "Program paling sedikit JKK dan JKM.",
            "The programmes are at least JKK and JKM.",
        )
    return bits


def source_of_fund(code: str) -> str:
    """A known source of funds; ``ListRefused`` otherwise."""
    if code not in FundSource.values:
        raise ListRefused(
            "list_fund_source",
            f"Sumber dana {code!r} tidak dikenal; yang ada: {', '.join(FundSource.values)}.",
            f"Source of funds {code!r} is unknown; known are {', '.join(FundSource.values)}.",
        )
    return code


def segment_of_workers(code: str) -> WorkerSegment:
    """A known segment of workers; ``ListRefused`` otherwise."""
    found = WorkerSegment.objects.filter(pk=code).first()
    if found is None:
        raise ListRefused(
            "list_segment",
            f"Segmen pekerja {code!r} tidak dikenal; pilih dari daftar segmen.",
            f"Worker segment {code!r} is unknown; choose one of the list of segments.",
        )
    return found


def title_of_list(text: str) -> str:
    """A title with single blanks; ``ListRefused`` when it is empty or too long."""
    title = " ".join(text.split())
    if not title or len(title) > _LONGEST_TITLE:
        raise ListRefused(
            "list_title",
            f"Nama daftar harus diisi, paling panjang {_LONGEST_TITLE} huruf.",
            f"A list needs a name of at most {_LONGEST_TITLE} letters.",
        )
    return title


def budget_line_of(who: Proposer, line_id: int | None) -> BudgetLine | None:
    """The budget line of the government that pays; ``ListRefused`` when it is another's."""
    if line_id is None:
        return None
    found = BudgetLine.objects.filter(pk=line_id).first()
    if found is None or not who.region.pk.startswith(found.region_id):
        raise ListRefused(
            "list_budget_line",
            f"Baris anggaran nomor {line_id} tidak ada pada pemerintah ini.",
            f"Budget line number {line_id} is not one of this government.",
        )
    return found


def list_to_act_on(
    actor: Reader, list_id: int, permission: str, *, locked: bool = False
) -> BeneficiaryList:
    """A list within the actor's scope; raises ``AccessRefused``, ``ListRefused``."""
    actor.require(permission)
    rows = BeneficiaryList.objects.filter(in_sight(actor, permission), pk=list_id)
    found = (rows.select_for_update(of=("self",)) if locked else rows).first()
    if found is None:
        raise ListRefused(
            "list_unknown",
            f"Daftar nomor {list_id} tidak ditemukan.",
            f"List number {list_id} was not found.",
        )
    return found


def replaced_list(actor: Reader, who: Proposer, list_id: int | None) -> BeneficiaryList | None:
    """The earlier list of the same government whose rejected rows are replaced."""
    if list_id is None:
        return None
    found = list_to_act_on(actor, list_id, PROPOSE_LISTS)
    if found.region_id != who.region.pk:
        raise ListRefused(
            "list_replaces",
            f"Daftar {found.number} bukan milik pemerintah ini.",
            f"List {found.number} is not one of this government.",
        )
    return found


def refuse_when_over(found: BeneficiaryList) -> None:
    """Raises ``ListRefused`` for a list that was closed or withdrawn."""
    over = found.acts.filter(kind__in=OVER).last()
    if over is not None:
        label = ListAct.Kind(over.kind).label
        raise ListRefused(
            "list_over",
            f"Daftar {found.number} sudah {str(label).lower()} pada {over.happened_on:%d-%m-%Y}.",
            f"List {found.number} is over since {over.happened_on}.",
        )


def may_be_edited(found: BeneficiaryList) -> bool:
    """Whether its proposer may still write in it: a draft, or one that was returned."""
    last = found.acts.order_by("-pk").values_list("kind", flat=True).first()
    return last is None or last == ListAct.Kind.RETURNED


def reason_of(text: str, code: str = "row_reason") -> str:
    """A reason with single blanks and without identity numbers; ``ListRefused`` without one."""
    reason = mask_number_runs(" ".join(text.split()))
    if not _SHORTEST_REASON <= len(reason) <= _LONGEST_REASON:
        raise ListRefused(
            code,
            f"Tulis alasannya, {_SHORTEST_REASON} sampai {_LONGEST_REASON} huruf.",
            f"Write the reason, {_SHORTEST_REASON} to {_LONGEST_REASON} letters.",
        )
    return reason


def next_number(region_code: str) -> str:
    """The next number of a government's lists in this year: ``DP-61.03-2025-0001``."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_NUMBERS])
    head = f"DP-{region_code}-{clock.today().year}-"
    last = (
        BeneficiaryList.objects.filter(Q(number__startswith=head))
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    return f"{head}{int(last.removeprefix(head)) + 1 if last else 1:04d}"
