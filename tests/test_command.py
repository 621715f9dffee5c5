"""The command ``payung`` as an operator meets it: what runs where, one sentence on refusal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest


def payung(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own, with a data folder of its own."""
    clean = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "PAYUNG_LANG")}
    return subprocess.run(
        [str(Path(sys.executable).with_name("payung")), *arguments],
        env={**clean, "PAYUNG_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home")
    folder.chmod(0o755)
    yield folder
    payung(folder, "db", "stop")


def test_doctor_names_what_is_missing_and_setup_mends_it(home: Path) -> None:
    before = payung(home, "doctor", "--json")
    assert before.returncode == 1
    assert json.loads(before.stdout)["problems"] == [
        "PostgreSQL tidak berjalan: jalankan `payung db start`."
    ]
    assert payung(home, "db", "start").returncode == 0
    waiting = json.loads(payung(home, "doctor", "--json").stdout)
    assert "registry.0001_initial" in waiting["pending_migrations"]
    too_early = payung(home, "coverage", "--region", "19")
    assert (too_early.returncode, "payung setup" in too_early.stderr) == (2, True)

    assert payung(home, "setup").returncode == 0
    after = payung(home, "doctor", "--json")
    found = json.loads(after.stdout)
    assert (after.returncode, found["problems"], found["pending_migrations"]) == (0, [], [])
    assert found["postgresql"].startswith("18")
    assert found["free_bytes"] > 0


def test_doctor_warns_before_a_letter_is_signed_with_an_address_that_only_this_machine_knows(
    home: Path,
) -> None:
    assert payung(home, "setup").returncode == 0
    unnamed = payung(home, "doctor", "--json", PAYUNG_HOSTS="payung.example.go.id")
    assert unnamed.returncode == 1
    assert "PAYUNG_ADDRESS" in json.loads(unnamed.stdout)["problems"][0]
    named = payung(
        home, "doctor", "--json", PAYUNG_HOSTS="payung.example.go.id",
        PAYUNG_ADDRESS="https://payung.example.go.id",
    )  # fmt: skip
    assert named.returncode == 0


def test_setup_again_changes_nothing(home: Path) -> None:
    assert payung(home, "setup").returncode == 0
    assert payung(home, "setup").stdout.strip() == "Basis data siap."


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("employer", "ZZ999999"), "ZZ999999"),
        (("coverage", "--region", "99", "--as-of", "2024-12-18"), "99"),
        (("bill", "2024-13", "--region", "19"), "2024-13"),
        (("law", "contribution", "2024-11", "--wage", "-1", "--risk-group", "3"), "-1"),
    ],
)
def test_a_refusal_is_one_sentence_and_never_a_stack_trace(
    home: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    answer = payung(home, *arguments)
    assert answer.returncode == 2
    assert sentence in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_server_that_does_not_answer_is_named_without_its_password(home: Path) -> None:
    address = "postgresql://payung:rahasia@127.0.0.1:1/payung"
    answer = payung(home, "coverage", "--region", "19", DATABASE_URL=address)
    assert answer.returncode == 2
    assert "Basis data tidak menjawab" in answer.stderr
    assert "rahasia" not in answer.stderr + answer.stdout


def test_the_law_is_asked_without_any_database(home: Path) -> None:
    answer = payung(home, "law", "parameters", "jkm/rate", "--json", DATABASE_URL="mysql://x")
    assert answer.returncode == 0
    assert json.loads(answer.stdout)
