"""What agencies undertake for the workers they guide, and how far they have come."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from payung import clock
from payung.access.audit import acting
from payung.access.models import Post
from payung.access.permissions import MANAGE_ACTIONS, PERMISSIONS_OF_ROLE
from payung.access.reader import Reader
from payung.reference.models import Office
from payung.sponsorship.errors import ActionRefused
from payung.sponsorship.models import (
    ActionProgress,
    AgencyAction,
    BudgetLine,
    GuidedGroup,
    Measure,
    Track,
)
from payung.sponsorship.operations.entries import check_day, check_persons, one_of, source_of
from payung.sponsorship.operations.groups import group_named
from payung.sponsorship.reach import agency_to_act_for, by_region

_Status = ActionProgress.Status


@transaction.atomic
def plan_action(
    *,
    actor: Reader,
    agency_code: str,
    track: str,
    measure: str,
    title: str,
    owner_id: int,
    due_on: date,
    group_id: int | None = None,
    budget_line_id: int | None = None,
    target_persons: int | None = None,
) -> AgencyAction:
    """Record what an agency undertakes, until when, and the post that answers for it.

    The same title again in the same agency gives the action that is there, if nothing else is
    told of it (``change_action`` does that). Raises ``AccessRefused``, ``ActionRefused`` for an
    empty title, an owner outside the government, a group of another agency, a budget line of
    another government or agency, or a line behind an action without budget.
    """
    agency = agency_to_act_for(actor, agency_code, MANAGE_ACTIONS)
    told = {
        "track": one_of(track, Track.values, "jalur", "track"),
        "measure": one_of(measure, Measure.values, "jenis aksi", "measure"),
        "group": _own_group(agency, group_id),
        "budget_line": _own_line(agency, budget_line_id, track),
        "owner": _owner(agency, owner_id),
        "due_on": due_on,
        "target_persons": _target(target_persons),
    }
    there, made = AgencyAction.objects.get_or_create(
        agency=agency, title=_title(title), defaults=told | {"recorded_by": actor.user}
    )
    if not made and any(getattr(there, name) != value for name, value in told.items()):
        raise ActionRefused(
            "action_there",
            f"Aksi “{there}” sudah tercatat dengan isi lain; ubah aksi itu atau beri judul lain.",
            f"The action “{there}” is recorded with other data; change it or choose another title.",
        )
    return there


@transaction.atomic
def change_action(
    *,
    actor: Reader,
    action_id: int,
    reason: str,
    owner_id: int,
    due_on: date,
    budget_line_id: int | None = None,
    target_persons: int | None = None,
) -> AgencyAction:
    """Give an action another owner, day, budget line or target; the audit trail keeps the old.

    Raises ``AccessRefused``, ``ActionRefused`` as ``plan_action`` does, and without a reason.
    """
    action = _locked_action(actor, action_id)
    told = {
        "owner": _owner(action.agency, owner_id),
        "due_on": due_on,
        "budget_line": _own_line(action.agency, budget_line_id, action.track),
        "target_persons": _target(target_persons),
    }
    changed = [name for name, value in told.items() if getattr(action, name) != value]
    if changed:
        for name in changed:
            setattr(action, name, told[name])
        with acting(actor, source_of(reason)):
            action.save(update_fields=changed)
    return action


@transaction.atomic
def record_action_progress(
    *,
    actor: Reader,
    action_id: int,
    status: str,
    happened_on: date | None = None,
    persons: int | None = None,
    note: str = "",
) -> ActionProgress:
    """Tell how far an action has come: its status, and all the workers reached so far.

    Without ``persons`` the number told last stays. The same report again changes nothing. Raises
    ``AccessRefused``, ``ActionRefused`` for a day to come or before the last report, fewer
    workers than before without a note that says why, or a stop or a reopening without one.
    """
    action = _locked_action(actor, action_id)
    day = happened_on or clock.today()
    check_day(day)
    status = one_of(status, _Status.values, "keadaan", "status")
    note = " ".join(note.split())[:500]
    last = action.progress.order_by("happened_on", "pk").last()
    reached = persons if persons is not None else last.persons if last else 0
    check_persons(reached, least=0)
    told = (day, status, reached, note)
    if last is not None and (last.happened_on, last.status, last.persons, last.note) == told:
        return last
    _check_step(last, day, status, reached, note)
    return ActionProgress.objects.create(
        action=action,
        happened_on=day,
        status=status,
        persons=reached,
        note=note,
        recorded_by=actor.user,
    )


def owners_of(agency: Office) -> list[Post]:
    """The posts that may answer for an action of an agency: those of its government that manage
    actions, the agency's own first."""
    roles = [role for role, granted in PERMISSIONS_OF_ROLE.items() if MANAGE_ACTIONS in granted]
    posts = Post.objects.filter(
        role__in=roles, office__region=agency.region_id, office__kind=agency.kind
    ).select_related("office")
    return sorted(posts, key=lambda post: (post.office_id != agency.pk, post.title, post.pk))


def _title(text: str) -> str:
    title = " ".join(text.split())
    if 5 <= len(title) <= 300:
        return title
    raise ActionRefused(
        "action_title",
        f"Judul aksi {title!r} tidak dapat dicatat; tulis 5 sampai 300 huruf.",
        f"The title {title!r} cannot be recorded; write 5 to 300 letters.",
    )


def lines_of(agency: Office) -> list[BudgetLine]:
    """The budget lines that may stand behind an action of an agency, the newest year first."""
    lines = BudgetLine.objects.filter(Q(agency=None) | Q(agency=agency), region=agency.region_id)
    return list(lines.order_by("-fiscal_year", "number"))


def _check_step(
    last: ActionProgress | None, day: date, status: str, reached: int, note: str
) -> None:
    if last is not None and day < last.happened_on:
        raise ActionRefused(
            "progress_before_last",
            f"Laporan terakhir bertanggal {last.happened_on:%d-%m-%Y}; yang baru tidak lebih awal.",
            f"The last report is of {last.happened_on.isoformat()}; a new one is not earlier.",
        )
    closed = last is not None and last.status in (_Status.DONE, _Status.STOPPED)
    fewer = last is not None and reached < last.persons
    reopened = closed and last is not None and status != last.status
    if not note and (status == _Status.STOPPED or reopened or fewer):
        raise ActionRefused(
            "progress_without_reason",
            "Tulis alasan: aksi dihentikan, dibuka kembali, atau jumlah orang berkurang.",
            "Give the reason: the action is stopped, opened again, or has fewer persons.",
        )


def _locked_action(actor: Reader, action_id: int) -> AgencyAction:
    action = (
        AgencyAction.objects.select_for_update(of=("self",))
        .select_related("agency", "owner", "budget_line")
        .filter(by_region(actor, MANAGE_ACTIONS, "agency__region"), pk=action_id)
        .first()
    )
    actor.require(MANAGE_ACTIONS)
    if action is None:
        raise ActionRefused(
            "action_unknown",
            "Aksi ini tidak ada dalam wilayah kerja Anda.",
            "This action is not within your scope.",
        )
    agency_to_act_for(actor, action.agency_id, MANAGE_ACTIONS)
    return action


def _own_group(agency: Office, group_id: int | None) -> GuidedGroup | None:
    if group_id is None:
        return None
    group = group_named(group_id)
    if group.agency_id != agency.pk:
        raise ActionRefused(
            "group_of_other_agency",
            "Kelompok ini dibina perangkat daerah lain.",
            "Another agency guides this group.",
        )
    return group


def _own_line(agency: Office, line_id: int | None, track: str) -> BudgetLine | None:
    if line_id is None:
        return None
    line = next((one for one in lines_of(agency) if one.pk == line_id), None)
    if line is None or track != Track.BUDGETED:
        raise ActionRefused(
            "action_line",
            "Baris anggaran harus milik pemerintah daerah dan perangkat daerah yang sama, "
            "dan hanya untuk aksi beranggaran.",
            "The budget line must be of the same government and agency, and only behind a "
            "budgeted action.",
        )
    return line


def _owner(agency: Office, post_id: int) -> Post:
    found = next((post for post in owners_of(agency) if post.pk == post_id), None)
    if found is None:
        raise ActionRefused(
            "action_owner",
            "Penanggung jawab harus jabatan pada perangkat daerah pemerintah yang sama.",
            "The owner must be a post in an agency of the same government.",
        )
    return found


def _target(persons: int | None) -> int | None:
    return None if persons is None else check_persons(persons)
