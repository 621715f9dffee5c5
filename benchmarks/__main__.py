"""Run the benchmarks one after the other and write docs/benchmarks.md.

    make bench                                  # all, some minutes
    python -m benchmarks billing import_wages   # some; the page keeps the others' last results

Nothing else should run on the machine meanwhile: the ratios bear a neighbour, the seconds do not.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from payung.clock import WIB

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "benchmarks.md"
#: name -> (title, what is claimed)
BENCHMARKS: dict[str, tuple[str, str]] = {
    "billing": (
        "Billing a month",
        "1,000,000 workers of 20,000 employers: at most 2 times a bare CREATE TABLE AS SELECT of "
        "the same columns, at least 50 times faster than object by object with bulk_create.",
    ),
    "import_wages": (
        "Importing wage lists",
        "1,000,000 rows of CSV, validated: at least 90,000 rows a second and at most 3 times a "
        "bare COPY; 100,000 rows of XLSX: at most 2 times reading them with python-calamine alone.",
    ),
    "pension_run": (
        "Pensions of a month",
        "1,000,000 pensioners: ends, proofs, payables and ledger in statements of the database, "
        "beside a bare copy of the rows and a bare INSERT with the same indexes.",
    ),
    "province_page": (
        "The province page",
        "At 1,000,000 members, ten readers at once: under 150 ms at the 95th percentile.",
    ),
    "dashboards": (
        "Dashboards of a nation",
        "514 regencies, 38 provinces and the nation, 60 months, 40 indicators, ten readers at "
        "once, each at another region, month and indicator every second; the aim is under 200 ms "
        "at the 95th percentile, drawings included; beside pandas over the same figures.",
    ),
    "demo_build": ("Building the demo", "`make demo`, data build: under 90 s."),
    "law_columns": (
        "The law in columns",
        "One formula in Python, PostgreSQL and DuckDB over 1,000,000 workers.",
    ),
    "benefits": (
        "The law of benefits",
        "Explanation of one claim under 20 ms; 1,000,000 people through each columnar benefit.",
    ),
    "openfisca_contribution": (
        "Beside OpenFisca-Core",
        "One formula over 1,000,000 people, in integers and in 32-bit floats. OpenFisca-Core lives "
        "in an environment of its own, named by `OPENFISCA_PYTHON`.",
    ),
    "findings": (
        "Detecting findings",
        "1,000,000 workers and 20,000 employers in under 10 s, beside a bare sequential scan of "
        "the same tables.",
    ),
    "planner": (
        "Planning a province",
        "13 governments, 40 segments, 2,000 villages, 5 years: under 30 s, with the proved "
        "distance from the best, beside a plan by hand.",
    ),
    "matching": (
        "Matching people without a NIK",
        "A list of 50,000 rows against a registry of 1,000,000 on two cores: precision of the sure "
        "pairs above 99 % at a recall above 95 %, by kind of error, beside an exact join and "
        "rapidfuzz.",
    ),
    "list_cleaning": (
        "Cleaning a list of beneficiaries",
        "100,000 rows against a registry of 1,000,000 persons: taken, cleaned and answered in "
        "under 30 s, beside pandas and openpyxl doing the checks that need no registry.",
    ),
    "claims_at_once": (
        "Claims at once",
        "10,000 claims from intake to decision by 20 officers at once, each with its family, "
        "account and papers: no errors, every amount the law's; beside one officer alone.",
    ),
    "letters": (
        "Letters in one batch",
        "10,000 warning letters with register, PDF and archive, beside bare Typst.",
    ),
}
#: What a benchmark needs that Payung does not bring: left out where the variable is not set.
NEEDS = {"openfisca_contribution": "OPENFISCA_PYTHON"}
HEADER = """\
# Benchmarks

Each measurement stands beside what a user would take instead, inside one run, as a ratio. Written
by `make bench` (or `python -m benchmarks NAME`); the text under each heading is what the command
printed.
"""


def machine() -> str:
    """One line on the machine: processor, cores, memory, versions."""
    processor = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        found = re.search(r"model name\s*: (.+)", cpuinfo.read_text())
        processor = found.group(1) if found else processor
    memory = ""
    if hasattr(os, "sysconf"):
        memory = f", {os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') // 1024**3} GiB"
    return f"{processor}, {os.cpu_count()} cores{memory}, Python {platform.python_version()}"


@contextmanager
def data_folder() -> Iterator[dict[str, str]]:
    """The environment of one benchmark: an empty data folder of its own, removed at the end."""
    with tempfile.TemporaryDirectory(prefix="payung-benchmark-") as folder:
        environment = {**os.environ, "PAYUNG_HOME": folder}
        environment.pop("DATABASE_URL", None)
        try:
            yield environment
        finally:
            stop = [str(Path(sys.executable).with_name("payung")), "db", "stop"]
            subprocess.run(stop, env=environment, stdout=subprocess.DEVNULL, check=True)


def section(name: str) -> str:
    """Run one benchmark and return its part of the page."""
    title, claim = BENCHMARKS[name]
    script = f"benchmarks/{name}.py"
    command = [sys.executable, script]
    with data_folder() as environment:
        began = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        seconds = time.perf_counter() - began
    if done.returncode != 0:
        sys.exit(f"{name} failed:\n{done.stdout}{done.stderr}")
    on = datetime.now(WIB).date()
    return (
        f"\n## {title}\n\n{claim}\n\n`python {script}` on {machine()}; "
        f"{on}, {seconds:.0f} s in all.\n\n"
        f"```\n{done.stdout.strip()}\n```\n"
    )


def main() -> None:
    """Run those named (default: all) and write the page."""
    named = sys.argv[1:] or [
        name for name in BENCHMARKS if name not in NEEDS or NEEDS[name] in os.environ
    ]
    if unknown := [name for name in named if name not in BENCHMARKS]:
        sys.exit(f"unknown: {', '.join(unknown)}; known: {', '.join(BENCHMARKS)}")
    parts = dict.fromkeys(BENCHMARKS, "")
    header = HEADER
    if PAGE.exists():
        header, *sections = re.split(r"(?m)^(?=## )", PAGE.read_text())
        header = header.rstrip("\n") + "\n"  # what is said by hand above the results stays
        for kept in sections:
            title = kept.partition("\n")[0].removeprefix("## ")
            for name, (known, _) in BENCHMARKS.items():
                if known == title:
                    parts[name] = "\n" + kept.rstrip("\n") + "\n"
    for name in named:
        print(f"{name} ...", flush=True)
        parts[name] = section(name)
        PAGE.write_text(header + "".join(parts.values()))


if __name__ == "__main__":
    main()
