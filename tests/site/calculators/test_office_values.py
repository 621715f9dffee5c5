"""A site that runs notices the office's values at the next request, and never mixes two sets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from payung.law import parameters
from payung.law.parameters import journal

ADDRESS = "/kalkulator/iuran/?bulan=2026-11&upah=20000000&risiko=1&skala=MEDIUM"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The office's folder of a site that is running; nothing is in it yet."""
    monkeypatch.delenv(parameters.OVERLAY_VARIABLE, raising=False)
    monkeypatch.setattr(parameters, "_adopted", tmp_path / "law")
    parameters.use(None)
    yield tmp_path / "law"
    parameters.use(None)


def act(value: int) -> dict[str, object]:
    entry = {"from": date(2026, 11, 1), "value": value, "article": "Nota 1", "source": "Kantor"}
    return {
        "act": journal.SET,
        "name": "jp/wage_ceiling",
        "reason": "Uji",
        "values": [{**entry, "confidence": "H/M"}],
        "by": "budi",
        "at": "2026-11-22T08:00:00+07:00",
    }


def test_a_value_counts_from_the_next_request_and_so_does_its_withdrawal(folder: Path) -> None:
    client = Client()
    before = client.get(ADDRESS).content.decode()
    assert "221.726" in before  # 2 % of the ceiling of 2026
    assert "nilai kantor" not in before

    journal.append(folder, act(12_000_000))
    after = client.get(ADDRESS).content.decode()
    assert "240.000" in after
    assert "nilai kantor Anda, sumber Kantor" in after

    journal.append(
        folder,
        {**{k: v for k, v in act(1).items() if k != "values"}, "act": "WITHDRAW", "withdraws": 1},
    )
    again = client.get(ADDRESS).content.decode()
    assert "221.726" in again
    assert "nilai kantor" not in again


def test_a_journal_that_lost_an_act_stops_the_answers_with_a_sentence(folder: Path) -> None:
    client = Client()
    journal.append(folder, act(12_000_000))
    assert client.get(ADDRESS).status_code == 200
    last = folder / "journal" / "0001.yaml"
    kept = last.read_bytes()

    last.unlink()
    page = client.get(ADDRESS)
    assert page.status_code == 400
    assert "catatan terakhir hilang" in page.content.decode()

    last.write_bytes(kept)
    assert "240.000" in client.get(ADDRESS).content.decode()


def test_nothing_is_read_again_while_nothing_changed(folder: Path) -> None:
    journal.append(folder, act(12_000_000))

    assert parameters.renewed() is parameters.renewed()
    with parameters.under(parameters.load()):
        assert parameters.renewed() is parameters.in_use()
