"""How fast warning letters are drafted and signed in one batch, beside Typst alone.

    PAYUNG_HOME=/some/empty/folder python benchmarks/letters.py [--letters N]

Measures in one run:

* Typst alone over the same letters, nothing kept: in one process, and in as many as there are
  processors (on a thousand of them; the time is told for all);
* ``draft_letters``: the drafts, checked and written, a thousand at once;
* ``sign_letters``: numbers from the register, PDFs, seals, archive, in chunks of 200 with one
  helper process for each processor; the peak memory is that of all processes together.

At the end every letter has one number, one PDF and its place in the register, which has no gap.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("PAYUNG_TODAY", "2024-12-18")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "payung.site.settings")

OFFICE = "KC-PANGKALPINANG"
DAY = date(2024, 12, 18)
DRAFTED_AT_ONCE = 1_000
#: Letters on which Typst alone is measured.
BARE = 1_000
#: How often the memory is read, in seconds.
PULSE = 0.2


class Memory(threading.Thread):
    """Watches this process and its helpers; ``peak`` is their largest sum in bytes."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self.ended = threading.Event()

    def run(self) -> None:
        import psutil

        while not self.ended.wait(PULSE):
            own = psutil.Process()
            held = 0
            for process in [own, *own.children(recursive=True)]:
                try:
                    if "postgres" not in process.name():
                        held += process.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            self.peak = max(self.peak, held)


def seconds(act: Callable[[], object]) -> float:
    """The wall-clock time of an act."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def head():  # type: ignore[no-untyped-def]
    """The head of a branch, as a reader."""
    from payung.access.models import Role, ScopeKind
    from payung.access.operations import appoint_holder, create_post, create_user
    from payung.access.reader import operator, reader_for

    actor = operator()
    user = create_user(actor=actor, username="kepala", full_name="Ratna Wijaya")
    post = create_post(
        actor=actor,
        title="Kepala Kantor Cabang",
        role=Role.HEAD_OF_BRANCH,
        scope_kind=ScopeKind.OFFICE,
        scope_code=OFFICE,
        office_code=OFFICE,
    )
    appoint_holder(actor=actor, post=post, user=user, valid_from=date(2024, 1, 1))
    return reader_for(user)


def drafts(many: int):  # type: ignore[no-untyped-def]
    """So many first warnings, each with one to twelve months of arrears."""
    from tests.documents.samples import SAMPLES, owed

    from payung.documents.operations import Draft

    owing = [owed(months) for months in range(1, 13)]
    for number in range(many):
        name = f"PT Contoh Penunggak {number}"
        data = {**SAMPLES["warning_first"], "employer_name": name, "npp": f"{number:08d}/000"}
        yield Draft(
            kind="warning_first",
            office_code=OFFICE,
            letter_date=DAY,
            recipient_name=f"Pimpinan {name}",
            recipient_address="Pangkalpinang",
            data=data | owing[number % 12],
        )


def measure(many: int) -> list[tuple[str, float, str]]:
    """Name, seconds and remark of each measurement."""
    from itertools import islice

    from payung.documents.models import Rendering
    from payung.documents.operations import draft_letters, sign_letters

    actor = head()
    made: list[int] = []

    def draft() -> None:
        stream = drafts(many)
        while batch := list(islice(stream, DRAFTED_AT_ONCE)):
            made.extend(letter.pk for letter in draft_letters(actor=actor, drafts=batch))

    drafted = seconds(draft)
    alone, together = bare(made)
    memory = Memory()
    memory.start()
    signed = seconds(lambda: sign_letters(actor=actor, letter_ids=made))
    memory.ended.set()
    assert_whole(many)
    kept = sum(len(bytes(one.pdf)) for one in Rendering.objects.all()[:100].iterator()) // 100
    return [
        (f"Typst alone, {os.cpu_count()} processes, nothing kept", together, ""),
        ("Typst alone, one process, nothing kept", alone, ""),
        ("drafted: checked and written", drafted, ""),
        (
            f"signed: number, PDF, seal, archive; {os.cpu_count()} helpers",
            signed,
            f"peak {memory.peak // 1024**2} MiB, PDFs of {kept // 1024} KiB",
        ),
    ]


def bare(made: list[int]) -> tuple[float, float]:
    """Seconds that Typst alone takes for these letters, in one process and on all processors."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    from payung.documents.content import Desk
    from payung.documents.models import Letter
    from payung.documents.signatories import Signatory
    from payung.documents.typesetting import typeset

    desk, signatory = Desk(), Signatory("Ratna Wijaya", "Kepala Kantor Cabang Pangkalpinang")
    chosen = Letter.objects.select_related("office__region").filter(pk__in=made[:BARE])
    alike = [desk.printable(one, "B/1/122024/KC", signatory) for one in chosen.order_by("pk")]
    share = len(made) / len(alike)
    alone = seconds(lambda: [typeset(one) for one in alike]) * share
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=context) as pool:
        list(pool.map(typeset, alike[: 2 * (os.cpu_count() or 1)]))  # the helpers are up
        together = seconds(lambda: [None for _ in pool.map(typeset, alike, chunksize=5)]) * share
    return alone, together


def assert_whole(many: int) -> None:
    """As many numbers and PDFs as letters, and a register that ends with the last of them."""
    from payung.documents.models import Letter, NumberRegister, Rendering

    signed = Letter.objects.filter(status="SIGNED")
    assert signed.values("number").distinct().count() == many
    assert Rendering.objects.count() == many
    assert NumberRegister.objects.get().last == many


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--letters", type=int, default=10_000)
    asked = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    import django

    django.setup()
    from django.core.management import call_command
    from rich.console import Console
    from rich.table import Table

    from payung.reference.operations import load_reference

    call_command("migrate", verbosity=0)
    load_reference()
    rows = measure(asked.letters)
    bare = rows[0][1]
    table = Table(title=f"{asked.letters:,} first warnings in one batch")
    for column in ("measure", "seconds", "letters/s", "ratio", "remark"):
        table.add_column(column, justify="left" if column in ("measure", "remark") else "right")
    for name, spent, remark in rows:
        rate = f"{asked.letters / spent:,.0f}"
        table.add_row(name, f"{spent:.1f}", rate, f"{spent / bare:.2f}", remark)
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
