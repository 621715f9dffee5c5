"""Publishing: one person releases what others made final, exactly as it was shown beforehand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction

from payung.access import permissions
from payung.access.audit import acting
from payung.access.reader import Reader
from payung.clock import today
from payung.monitoring.errors import MonitoringRefused
from payung.monitoring.models import OpenCell, OpenRelease, OpenWithdrawal
from payung.monitoring.open_data.catalogue import dataset_of
from payung.monitoring.open_data.draft import Draft, draft_of
from payung.monitoring.open_data.rows import Row

#: Class of the advisory lock of releases ("open"): figures of all data sets hang together.
_LOCK = 0x6F70656E
_BATCH = 5_000


@dataclass(frozen=True)
class Published:
    """A release, and whether it was made now (else nothing had changed since)."""

    release: OpenRelease
    is_new: bool


@transaction.atomic
def publish_data(
    *, actor: Reader, dataset: str, note: str = "", expected: str | None = None
) -> Published:
    """Publish the final figures of a data set as its next version, for everybody and for ever.

    ``expected`` is the fingerprint of the preview that was read: if the figures have changed since,
    nothing is published. The same content twice running is one release. One person publishes: each
    figure was computed from the books or made final by a second one, and nothing is edited here.
    ``AccessRefused`` without PUBLISH_DATA; ``MonitoringRefused`` for an unknown data set
    (``open_dataset_unknown``), no rows (``open_data_empty``), other figures than were read
    (``open_data_changed``), or no ``note`` from the second version on (``open_note_missing``).
    """
    actor.require(permissions.PUBLISH_DATA)
    wanted = dataset_of(dataset)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    releases = list(OpenRelease.objects.filter(dataset=dataset).order_by("-version"))
    draft = draft_of(wanted, today(), releases)
    _refuse_unsound(draft, expected)
    if draft.last is not None and not draft.is_new and not _is_withdrawn(draft.last):
        return Published(draft.last, is_new=False)
    note = note.strip()
    if draft.last is not None and not note:
        raise MonitoringRefused(
            "open_note_missing",
            "Tulislah apa yang berubah sejak versi sebelumnya; pembaca melihatnya di halaman data.",
            "Say what changed since the version before; readers see it on the data page.",
        )
    with acting(actor, "publish_data"):
        return Published(_store(actor, draft, note), is_new=True)


def _refuse_unsound(draft: Draft, expected: str | None) -> None:
    if not draft.rows:
        raise MonitoringRefused(
            "open_data_empty",
            "Belum ada angka final untuk himpunan data ini, jadi tidak ada yang diterbitkan.",
            "There are no final figures for this data set, so nothing is published.",
        )
    if expected is not None and expected != draft.fingerprint:
        raise MonitoringRefused(
            "open_data_changed",
            "Angkanya berubah sejak Anda memeriksa. Periksa lagi, lalu terbitkan.",
            "The figures have changed since you read them. Read them again, then publish.",
        )


def _is_withdrawn(release: OpenRelease) -> bool:
    return OpenWithdrawal.objects.filter(release=release).exists()


def _store(actor: Reader, draft: Draft, note: str) -> OpenRelease:
    first, last = draft.periods
    release = OpenRelease.objects.create(
        dataset=draft.dataset.slug,
        version=draft.last.version + 1 if draft.last else 1,
        published_on=today(),
        first_period=first,
        last_period=last,
        rows=len(draft.rows),
        hidden=draft.hidden,
        content_hash=draft.content_hash,
        metadata=draft.metadata,
        note=note,
        recorded_by=actor.user,
    )
    OpenCell.objects.bulk_create((_cell(release, row) for row in draft.rows), batch_size=_BATCH)
    return release


def _cell(release: OpenRelease, row: Row) -> OpenCell:
    return OpenCell(
        release=release,
        definition=row.definition,
        region_id=row.region,
        part=row.part,
        period_from=row.period_from,
        as_of=row.as_of,
        unit=row.unit,
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        hidden=row.hidden,
        source=row.source,
        confidence=row.confidence,
        text=row.text,
        observation_id=row.observation_id,
        target_id=row.target_id,
    )


@transaction.atomic
def withdraw_release(*, actor: Reader, dataset: str, version: int, reason: str) -> OpenWithdrawal:
    """Take a release from its address, where the reason then stands; repeating changes nothing.

    Copies that others made remain: what it printed still counts as public. ``AccessRefused``
    without PUBLISH_DATA; ``MonitoringRefused`` for an unknown release or no reason.
    """
    actor.require(permissions.PUBLISH_DATA)
    release = (
        OpenRelease.objects.select_for_update().filter(dataset=dataset, version=version).first()
    )
    if release is None:
        raise MonitoringRefused(
            "open_release_unknown",
            f"Versi {version} dari {dataset!r} tidak ada.",
            f"There is no version {version} of {dataset!r}.",
        )
    if not reason.strip():
        raise MonitoringRefused(
            "open_withdrawal_reason",
            "Tulislah mengapa versi ini ditarik; alasannya tampil di alamatnya.",
            "Say why this version is withdrawn; the reason is shown at its address.",
        )
    there = OpenWithdrawal.objects.filter(release=release).first()
    if there is not None:
        return there
    with acting(actor, "withdraw_release"):
        return OpenWithdrawal.objects.create(
            release=release, reason=reason.strip(), recorded_by=actor.user
        )
