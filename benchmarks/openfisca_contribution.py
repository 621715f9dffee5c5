"""A million people's contribution of one month: Payung in DuckDB beside OpenFisca-Core.

Run: ``python benchmarks/openfisca_contribution.py --openfisca-python PATH [--people N]``, where
PATH is the Python of an environment of its own with ``openfisca-core`` (also by the variable
``OPENFISCA_PYTHON``). Both compute JKK, JKM, JHT and JP from columns in memory, with the rates of
the same parameters; the time is that of the calculation, the better of two runs. Every amount of
OpenFisca is held against the law in integers, which a Python loop over a part of the people
confirms.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import ibis
import numpy as np

from payung.law import parameters
from payung.law.wage_earner import contribution

MONTH = date(2026, 6, 1)
CHECKED = 20_000
AMOUNTS = ("jkk", "jkm", "jht_employer", "jht_worker", "jp_employer", "jp_worker")
COLUMNS = {"wage": "int64", "risk_group": "int64", "takes_jht": "boolean", "takes_jp": "boolean"}
PEOPLE = """
    SELECT n * 7919 % 18000000 + 1000000 AS wage, n % 5 + 1 AS risk_group,
           n % 10 < 8 AS takes_jht, n % 10 < 6 AS takes_jp
    FROM range({people}) AS numbers(n)
"""
CHILD = Path(__file__).with_name("openfisca_system.py")
MISSING = """\
OpenFisca-Core is not part of Payung and has to be in an environment of its own:
    python3 -m venv /some/folder
    /some/folder/bin/pip install openfisca-core
    python benchmarks/openfisca_contribution.py --openfisca-python /some/folder/bin/python
{reason}"""


def law() -> str:
    """The law as SQL over the table ``people``."""
    people = ibis.table(COLUMNS, name="people")
    owed = contribution(MONTH, **{name: people[name] for name in COLUMNS})
    amounts = {name: getattr(owed, name) for name in (*AMOUNTS, "total")}
    return str(ibis.to_sql(people.select(**amounts), dialect="duckdb"))


def in_payung(people: int) -> tuple[float, float, dict[str, Any], dict[str, Any]]:
    """Seconds of compiling and of calculating, the people's columns and the amounts."""
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE people AS {PEOPLE.format(people=people)}")
        compiling, calculating = [], []
        for _ in range(2):
            started = time.perf_counter()
            sql = law()
            compiling.append(time.perf_counter() - started)
            started = time.perf_counter()
            connection.execute(f"CREATE OR REPLACE TABLE bills AS {sql}").fetchall()
            calculating.append(time.perf_counter() - started)
        columns = connection.execute("FROM people").fetchnumpy()
        amounts = connection.execute("FROM bills").fetchnumpy()
    return min(compiling), min(calculating), columns, amounts


def rates() -> dict[str, Any]:
    """The numbers of the law that both read, as OpenFisca writes them: parts of one."""

    def part(name: str) -> float:
        return parameters.get(name, MONTH).number / 1_000_000

    groups = parameters.get("jkk/risk_groups", MONTH).rows
    return {
        "jkk": {f"group_{row['risk_group']}": int(str(row["rate"])) / 1_000_000 for row in groups},
        "jkm": part("jkm/rate"),
        **{f"jht_{payer}": part(f"jht/{payer}_rate") for payer in ("employer", "worker")},
        **{f"jp_{payer}": part(f"jp/{payer}_rate") for payer in ("employer", "worker")},
        "jp_ceiling": parameters.get("jp/wage_ceiling", MONTH).number,
    }


def in_openfisca(python: str, columns: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What the other Python says, and its amounts; ends with a sentence when it cannot."""
    people = len(columns["wage"])
    for name in COLUMNS:
        np.save(folder / f"{name}.npy", np.asarray(columns[name]))
    told = {"people": people, "month": f"{MONTH:%Y-%m}", "rates": rates(), "folder": str(folder)}
    try:
        done = subprocess.run(
            [python, str(CHILD)], input=json.dumps(told), capture_output=True, text=True
        )
    except OSError as error:
        sys.exit(MISSING.format(reason=f"{python}: {error.strerror}"))
    if done.returncode != 0:
        sys.exit(MISSING.format(reason=f"{python} said: {done.stderr.strip()[-600:]}"))
    answer: dict[str, Any] = json.loads(done.stdout)
    answer["amounts"] = {name: np.load(folder / f"{name}.npy") for name in (*AMOUNTS, "total")}
    return answer


def confirmed(columns: dict[str, Any], amounts: dict[str, Any]) -> tuple[int, int]:
    """How many people the law was asked about one by one, and for how many the columns differ."""
    people = len(columns["wage"])
    asked = range(0, people, max(1, people // CHECKED))
    wrong = 0
    for n in asked:
        found = contribution(
            MONTH,
            wage=int(columns["wage"][n]),
            risk_group=int(columns["risk_group"][n]),
            takes_jht=bool(columns["takes_jht"][n]),
            takes_jp=bool(columns["takes_jp"][n]),
        )
        wrong += any(getattr(found, name) != int(amounts[name][n]) for name in (*AMOUNTS, "total"))
    return len(asked), wrong


def compare(amounts: dict[str, Any], other: dict[str, Any]) -> None:
    """Print how many amounts and bills are wrong, and by how many rupiah."""
    wrong, off = 0, 0
    for name in AMOUNTS:
        difference = np.abs(other[name].astype(np.int64) - amounts[name])
        wrong += int((difference > 0).sum())
        off += int(difference.sum())
    bills = int((other["total"].astype(np.int64) != amounts["total"]).sum())
    checked = len(AMOUNTS) * len(amounts["total"])
    print(f"wrong amounts in OpenFisca      {wrong:>14,}  of {checked:,}")
    print(f"wrong bills in OpenFisca        {bills:>14,}  of {len(amounts['total']):,}")
    print(f"wrong rupiah in OpenFisca       {off:>14,}")


def main() -> None:
    """Measure both, confirm, print the ratio."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--openfisca-python", default=os.environ.get("OPENFISCA_PYTHON"))
    arguments.add_argument("--people", type=int, default=1_000_000)
    chosen = arguments.parse_args()
    if not chosen.openfisca_python:
        sys.exit(MISSING.format(reason="No Python was named."))
    compiling, seconds, columns, amounts = in_payung(chosen.people)
    asked, wrong = confirmed(columns, amounts)
    with tempfile.TemporaryDirectory() as folder:
        other = in_openfisca(chosen.openfisca_python, columns, Path(folder))
    print(f"people                          {chosen.people:>14,}")
    print(
        f"Payung in DuckDB                {seconds:>14.3f} s  (once: compiling {compiling:.3f} s)"
    )
    print(f"OpenFisca-Core                  {other['seconds']:>14.3f} s  ({other['type']})")
    print(f"OpenFisca-Core / Payung         {other['seconds'] / seconds:>14.2f}")
    compare(amounts, other["amounts"])
    print(f"wrong bills in Payung           {wrong:>14,}  of {asked:,} asked one by one")
    if wrong:
        sys.exit("the columns differ from the law")


if __name__ == "__main__":
    main()
