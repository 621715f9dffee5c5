"""What agencies have undertaken and how far they are; a government's agencies on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from payung.access.permissions import MANAGE_ACTIONS, VIEW_REGULATIONS
from payung.access.queries import posts_of
from payung.access.reader import Reader
from payung.errors import NotFound
from payung.reference.models import Office, OfficeKind, Region
from payung.sponsorship.models import ActionProgress, AgencyAction, Track
from payung.sponsorship.queries.groups import Enrolled, GroupRow, Groups, guided_groups
from payung.sponsorship.reach import by_region, guided_agencies, regions_within

_Status = ActionProgress.Status
#: An action in one of these is over.
CLOSED = (_Status.DONE, _Status.STOPPED)


@dataclass(frozen=True)
class ActionRow:
    """An action as it stands on a day. ``last`` is the report in force, None before the first."""

    action: AgencyAction
    last: ActionProgress | None
    on: date

    @property
    def status(self) -> str:
        """Where it stands, as ``ActionProgress.Status``."""
        return self.last.status if self.last else _Status.NOT_STARTED

    @property
    def status_label(self) -> str:
        """The name of its status."""
        return str(_Status(self.status).label)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.status not in CLOSED

    @property
    def persons(self) -> int:
        """The workers reached so far."""
        return self.last.persons if self.last else 0

    @property
    def days_late(self) -> int:
        """The days since it was due; 0 when it is not, or is over."""
        return max(0, (self.on - self.action.due_on).days) if self.is_open else 0

    @property
    def unfunded(self) -> bool:
        """A budgeted action, still open, that has no budget line."""
        action = self.action
        return self.is_open and action.track == Track.BUDGETED and action.budget_line_id is None


@dataclass(frozen=True)
class AgencyRow:
    """An agency of a government: its groups, its actions, and their sums."""

    agency: Office
    groups: tuple[GroupRow, ...]
    enrolled: Enrolled | None
    actions: tuple[ActionRow, ...]

    @property
    def name(self) -> str:
        """The agency's name without that of its region, for tables of one government."""
        return self.agency.name.removesuffix(f" {self.agency.region.name}")

    @property
    def budgeted(self) -> tuple[ActionRow, ...]:
        """The actions with money."""
        return tuple(row for row in self.actions if row.action.track == Track.BUDGETED)

    @property
    def not_budgeted(self) -> tuple[ActionRow, ...]:
        """The actions without."""
        return tuple(row for row in self.actions if row.action.track == Track.NOT_BUDGETED)

    @property
    def unfunded(self) -> int:
        """The budgeted actions that have no line in the budget."""
        return sum(row.unfunded for row in self.actions)

    @property
    def late(self) -> int:
        """The actions past their day."""
        return sum(row.days_late > 0 for row in self.actions)

    @property
    def done(self) -> int:
        """The actions that are done."""
        return sum(row.status == _Status.DONE for row in self.actions)

    @property
    def idle(self) -> bool:
        """Whether it guides workers who are not members and does nothing about it."""
        gap = self.enrolled.gap if self.enrolled else 0
        return bool(gap) and not any(row.status != _Status.STOPPED for row in self.actions)

    @property
    def owners(self) -> tuple[str, ...]:
        """The titles of the posts that answer for its open actions."""
        return tuple(dict.fromkeys(row.action.owner.title for row in self.actions if row.is_open))


@dataclass(frozen=True)
class Matrix:
    """The agencies of a government on a day, the largest gap first, with the sums of all."""

    region: Region
    on: date
    rows: tuple[AgencyRow, ...]
    enrolled: Enrolled

    @property
    def actions(self) -> tuple[ActionRow, ...]:
        """All actions, the longest late first."""
        every = [action for row in self.rows for action in row.actions]
        return tuple(sorted(every, key=lambda row: (-row.days_late, row.action.due_on)))


@dataclass(frozen=True)
class GovernmentRow:
    """A government with the sums of its agencies."""

    office: Office
    agencies: int
    enrolled: Enrolled | None
    actions: int
    done: int
    late: int
    unfunded: int


def actions(
    reader: Reader, on: date, *, government: str | None = None, agency: str | None = None
) -> list[ActionRow]:
    """The actions in the reader's regions as they stand on a day, the next due first.

    Raises ``AccessRefused`` without VIEW_REGULATIONS.
    """
    found = _in_sight(reader)
    if government is not None:
        found = found.filter(agency__region=government)
    if agency is not None:
        found = found.filter(agency=agency)
    return _rows(list(found), on)


def action(reader: Reader, action_id: int, on: date) -> ActionRow:
    """One action as it stands on a day. Raises ``NotFound`` when it is out of sight."""
    found = _in_sight(reader).filter(pk=action_id).first()
    if found is None:
        raise NotFound(
            "action_unknown",
            "Aksi ini tidak ada dalam wilayah kerja Anda.",
            "This action is not within your scope.",
        )
    return _rows([found], on)[0]


def overdue_for(reader: Reader, on: date) -> list[ActionRow]:
    """The late actions that are the reader's to chase: those of his own posts, and all of his
    government for whoever manages actions there and is no agency's guide."""
    own = {holder.post_id for holder in posts_of(reader.user, on)}
    late = [row for row in actions(reader, on) if row.days_late]
    return sorted(
        (row for row in late if row.action.owner_id in own or _oversees(reader, row)),
        key=lambda row: -row.days_late,
    )


def agency(reader: Reader, code: str) -> Office:
    """An agency in the reader's regions. Raises ``NotFound`` when it is out of sight."""
    reader.require(VIEW_REGULATIONS)
    found = (
        Office.objects.select_related("region", "parent")
        .filter(by_region(reader, VIEW_REGULATIONS), pk=code, kind=OfficeKind.AGENCY)
        .first()
    )
    if found is None:
        raise NotFound(
            "agency_unknown",
            f"Perangkat daerah {code!r} tidak ada dalam wilayah kerja Anda.",
            f"The agency {code!r} is not within your scope.",
        )
    return found


def acts_for(reader: Reader, agency: Office) -> bool:
    """Whether the reader may plan and report for an agency."""
    if not reader.can(MANAGE_ACTIONS):
        return False
    within = Office.objects.filter(by_region(reader, MANAGE_ACTIONS), pk=agency.pk).exists()
    own = guided_agencies(reader, agency.region_id, MANAGE_ACTIONS)
    return within and (own is None or agency.pk in own)


def opens_agencies(reader: Reader, region_code: str) -> bool:
    """Whether the reader may record the agencies of a government (a guide may not)."""
    if not reader.can(MANAGE_ACTIONS):
        return False
    within = regions_within(reader, MANAGE_ACTIONS)
    return (
        Region.objects.filter(within, pk=region_code).exists()
        and guided_agencies(reader, region_code, MANAGE_ACTIONS) is None
    )


def own_agencies(reader: Reader) -> list[Office]:
    """The agencies that the reader guides himself."""
    codes = {
        holder.post.office_id
        for holder in posts_of(reader.user)
        if holder.post.office_id is not None
    }
    found = Office.objects.filter(pk__in=codes, kind=OfficeKind.AGENCY).select_related("region")
    return list(found.order_by("code"))


def matrix(reader: Reader, region_code: str, on: date) -> Matrix:
    """The agencies of a region's government: groups, potential, members, actions of both tracks.

    Raises ``AccessRefused``, ``NotFound`` for a government out of sight.
    """
    reader.require(VIEW_REGULATIONS)
    offices = list(
        Office.objects.filter(
            by_region(reader, VIEW_REGULATIONS), region=region_code, kind=OfficeKind.AGENCY
        )
        .select_related("region")
        .order_by("name")
    )
    region = government_region(reader, region_code)
    groups = guided_groups(reader, on, government=region_code)
    told = actions(reader, on, government=region_code)
    listed = [_agency_row(office, groups, told) for office in offices]
    listed.sort(key=lambda row: (-(row.enrolled.gap or 0) if row.enrolled else 1, row.agency.name))
    return Matrix(
        region=region,
        on=on,
        rows=tuple(listed),
        enrolled=groups.by_government.get(region_code, Enrolled(None, 0)),
    )


def government_region(reader: Reader, region_code: str) -> Region:
    """The region of a government in sight. Raises ``NotFound``."""
    reader.require(VIEW_REGULATIONS)
    within = regions_within(reader, VIEW_REGULATIONS)
    found = Region.objects.filter(within, pk=region_code).first()
    if found is None:  # a branch sees the province's government, though not its whole region
        offices = Office.objects.filter(by_region(reader, VIEW_REGULATIONS), region=region_code)
        office = offices.filter(kind=OfficeKind.GOVERNMENT).select_related("region").first()
        found = office.region if office else None
    if found is None:
        raise NotFound(
            "government_unknown",
            f"Pemerintah daerah {region_code!r} tidak ada dalam wilayah kerja Anda.",
            f"The government {region_code!r} is not within your scope.",
        )
    return found


def governments(reader: Reader, on: date) -> list[GovernmentRow]:
    """The governments in the reader's regions with the sums of their agencies, by region code."""
    reader.require(VIEW_REGULATIONS)
    within = Office.objects.filter(by_region(reader, VIEW_REGULATIONS)).select_related("region")
    offices = within.filter(kind=OfficeKind.GOVERNMENT).order_by("region")
    many: dict[str, int] = {}
    for code in within.filter(kind=OfficeKind.AGENCY).values_list("region_id", flat=True):
        many[code] = many.get(code, 0) + 1
    groups = guided_groups(reader, on)
    told: dict[str, list[ActionRow]] = {}
    for row in actions(reader, on):
        told.setdefault(row.action.agency.region_id, []).append(row)
    return [
        GovernmentRow(
            office=office,
            agencies=many.get(office.region_id, 0),
            enrolled=groups.by_government.get(office.region_id),
            actions=len(own),
            done=sum(row.status == _Status.DONE for row in own),
            late=sum(row.days_late > 0 for row in own),
            unfunded=sum(row.unfunded for row in own),
        )
        for office in offices
        for own in [told.get(office.region_id, [])]
    ]


def _in_sight(reader: Reader) -> QuerySet[AgencyAction]:
    reader.require(VIEW_REGULATIONS)
    within = by_region(reader, VIEW_REGULATIONS, "agency__region")
    return AgencyAction.objects.filter(within).select_related(
        "agency__region", "owner", "group__worker_segment", "group__region", "budget_line"
    )


def _agency_row(office: Office, groups: Groups, told: Sequence[ActionRow]) -> AgencyRow:
    return AgencyRow(
        agency=office,
        groups=groups.of(office.pk),
        enrolled=groups.by_agency.get(office.pk),
        actions=tuple(row for row in told if row.action.agency_id == office.pk),
    )


def _rows(found: Sequence[AgencyAction], on: date) -> list[ActionRow]:
    reports = ActionProgress.objects.filter(
        action__in=[one.pk for one in found], happened_on__lte=on
    ).order_by("happened_on", "pk")
    last = {report.action_id: report for report in reports}
    return [ActionRow(one, last.get(one.pk), on) for one in found]


def _oversees(reader: Reader, row: ActionRow) -> bool:
    if not reader.can(MANAGE_ACTIONS):
        return False
    region = row.action.agency.region_id
    if guided_agencies(reader, region, MANAGE_ACTIONS) is not None:
        return False
    return any(
        scope.is_nation or any(region == code for code in scope.regions)
        for scope in reader.scopes
        if MANAGE_ACTIONS in scope.permissions
    )
