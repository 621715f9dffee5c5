"""Making the file of a released order: any number of times, always the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO, TextIO

from django.db import transaction

from payung.access.audit import acting
from payung.access.permissions import PREPARE_PAYMENTS, RELEASE_PAYMENTS
from payung.access.reader import Reader
from payung.claims.errors import PaymentRefused
from payung.claims.models import OrderFile, OrderRelease, PaymentOrder
from payung.claims.order_files.pain001 import write_pain001
from payung.claims.order_files.payments import payments
from payung.claims.order_files.sheet import write_csv
from payung.claims.payment_refusals import not_ours, not_released
from payung.claims.reach_orders import held_order


@dataclass(frozen=True)
class MadeFile:
    """An order's file: ``name`` holds no person, ``content`` is to be read once from its start."""

    name: str
    content: IO[bytes]
    sha256: str


@contextmanager
def order_file(*, actor: Reader, number: str, format: str) -> Iterator[MadeFile]:
    """The file of a released order as ``pain001`` or ``csv``; open until the block ends.

    Its message id is the order's number, and made again it has the same bytes (held against the
    first one's digest): a bank knows a second sending as the same message. Who made it first, and
    when, is kept.

    Raises ``AccessRefused``, ``NotFound`` out of reach, ``PaymentRefused`` for an order that was
    not released, an unknown format, or a file that would differ from the first.
    """
    if format not in OrderFile.Format.values:
        raise PaymentRefused(
            "unknown_format",
            f"Format {format!r} tidak dikenal; pilih pain001 atau csv.",
            f"The format {format!r} is unknown; choose pain001 or csv.",
        )
    permission = PREPARE_PAYMENTS if actor.can(PREPARE_PAYMENTS) else RELEASE_PAYMENTS
    with TemporaryFile() as content:
        with transaction.atomic(), acting(actor, f"payment order file {format}"):
            order = held_order(actor, number, permission)
            release = OrderRelease.objects.filter(order=order).first()
            _write(order, release, format, content)
            content.seek(0)
            digest = file_digest(content, "sha256")
            _keep(actor, order, format, digest.digest())
        content.seek(0)
        ending = "xml" if format == OrderFile.Format.PAIN001 else "csv"
        yield MadeFile(f"{order.number}.{ending}", content, digest.hexdigest())


def _write(
    order: PaymentOrder, release: OrderRelease | None, format: str, content: IO[bytes]
) -> None:
    if order.account is None:
        raise not_ours(order.number)
    if release is None:
        raise not_released(order.number)
    text: TextIO = TextIOWrapper(content, encoding="utf-8", newline="", write_through=True)
    if format == OrderFile.Format.PAIN001:
        write_pain001(order, order.account, release, payments(order), text)
    else:
        write_csv(order, payments(order), text)
    text.flush()
    text.detach()  # type: ignore[attr-defined]


def _keep(actor: Reader, order: PaymentOrder, format: str, sha256: bytes) -> None:
    first, _ = OrderFile.objects.get_or_create(
        order=order, format=format, defaults={"sha256": sha256, "made_by": actor.user}
    )
    if bytes(first.sha256) != sha256:
        raise PaymentRefused(
            "file_differs",
            f"Berkas {order.number} tidak sama dengan yang pertama dibuat. Jangan dikirim ke "
            "bank; laporkan.",
            f"The file of {order.number} is not the one that was made first. Do not send it to "
            "the bank; report it.",
        )
