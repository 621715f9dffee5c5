"""The first users of an installation come from the command line, as the operator's acts."""

from __future__ import annotations

import json

import pytest
from pghistory.models import Context
from typer.testing import CliRunner

from payung.access.models import PostHolder, User
from payung.access.reader import operator, reader_for
from payung.cli.access import keys, users
from tests.access.builders import PANGKALPINANG, offices

pytestmark = pytest.mark.django_db

PASSWORD = "gerbong hijau melaju 7\n"


@pytest.fixture(autouse=True)
def _ready(monkeypatch) -> None:
    """The test has its database already: nothing is to be started."""
    monkeypatch.setattr("payung.cli.main.prepare", lambda: None)


def run(app, *arguments: str, given: str = ""):
    return CliRunner().invoke(app, list(arguments), input=given, catch_exceptions=False)


def test_a_head_of_branch_is_made_appointed_and_leaves_again() -> None:
    offices()
    add = ["add", "kacab", "--name", "Nama Rekaan", "--password-stdin"]
    assert "siap" in run(users, *add, given=PASSWORD).output
    assert "sudah ada" in run(users, *add, given=PASSWORD).output
    post = ["post", "Kepala Cabang", "--role", "HEAD_OF_BRANCH", "--scope", "OFFICE"]
    told = run(users, *post, "--code", PANGKALPINANG).output
    number = told.split("nomor ")[1].split(":")[0]
    run(users, "appoint", "kacab", number, "--from", "2024-01-01", "--decree", "KEP/1/2024")
    who = User.objects.get(username="kacab")
    assert who.check_password(PASSWORD.strip())
    assert reader_for(who).roles == {"HEAD_OF_BRANCH"}
    rows = {row["username"]: row for row in json.loads(run(users, "list", "--json").output)}
    term = rows["kacab"]["posts"][0]["term"]
    run(users, "end", str(term), "--on", "2024-11-30", "--reason", "Mutasi")
    assert str(PostHolder.objects.get(pk=term).valid_to) == "2024-11-30"
    assert reader_for(who).roles == frozenset()
    acts = Context.objects.filter(metadata__user=operator().user.pk)
    assert set(acts.values_list("metadata__reason", flat=True)) == {
        "Pengguna baru",
        "Jabatan baru",
        "Pengangkatan KEP/1/2024",
        "Mutasi",
    }


def test_keys_are_rotated_from_the_command_line(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("PAYUNG_HOME", str(tmp_path))
    assert "Kunci nomor 2" in run(keys, "rotate").output
    assert "sekarang nomor 2" in run(keys, "status").output
    assert "Kunci nomor 2; 0 nilai" in run(keys, "rotate", "--resume").output
