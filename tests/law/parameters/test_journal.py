"""The office's journal: acts are added, never changed; what was touched is noticed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from payung.law import parameters
from payung.law.errors import LawError
from payung.law.parameters import LAW, OFFICE, journal


def setting(value: int, begins: date, **more: Any) -> dict[str, Any]:
    entry = {"from": begins, "value": value, "article": "Nota 1", "source": "Kantor"}
    return {
        "act": "SET",
        "name": "jp/wage_ceiling",
        "reason": "Uji",
        "values": [{**entry, "confidence": "H/M", **more}],
        "by": "budi",
        "at": "2026-11-22T08:00:00+07:00",
    }


def withdrawal(number: int) -> dict[str, Any]:
    common = {key: setting(1, date(2027, 3, 1))[key] for key in ("name", "reason", "by", "at")}
    return {"act": "WITHDRAW", **common, "withdraws": number}


def ceilings(folder: Path) -> list[tuple[int, str, date]]:
    values = parameters.load(folder).parameter("jp/wage_ceiling").values
    return [(v.number, v.origin, v.valid_from) for v in values if v.valid_from.year > 2026]


def test_a_later_act_lies_over_an_earlier_one_and_a_withdrawal_brings_it_back(
    tmp_path: Path,
) -> None:
    journal.append(tmp_path, setting(11_600_000, date(2027, 3, 1)))
    journal.append(tmp_path, setting(12_000_000, date(2028, 3, 1)))
    journal.append(tmp_path, setting(11_700_000, date(2027, 3, 1), to=date(2027, 12, 31)))
    assert ceilings(tmp_path) == [
        (11_700_000, OFFICE, date(2027, 3, 1)),
        (11_600_000, OFFICE, date(2028, 1, 1)),
        (12_000_000, OFFICE, date(2028, 3, 1)),
    ]
    journal.append(tmp_path, withdrawal(3))
    assert ceilings(tmp_path) == [
        (11_600_000, OFFICE, date(2027, 3, 1)),
        (12_000_000, OFFICE, date(2028, 3, 1)),
    ]
    journal.append(tmp_path, withdrawal(1))
    journal.append(tmp_path, withdrawal(2))
    assert ceilings(tmp_path) == []
    assert parameters.load(tmp_path).get("jp/wage_ceiling", date(2028, 4, 1)).origin == LAW
    assert [act.number for act in journal.read(tmp_path)] == [1, 2, 3, 4, 5, 6]


def test_an_act_that_is_changed_removed_or_slipped_in_stops_the_law(tmp_path: Path) -> None:
    for month in (3, 4, 5):
        journal.append(tmp_path, setting(11_600_000, date(2027, month, 1)))
    files = sorted((tmp_path / "journal").iterdir())
    assert [file.name for file in files] == ["0001.yaml", "0002.yaml", "0003.yaml"]
    first = files[0].read_text(encoding="utf-8")

    files[0].chmod(0o644)
    files[0].write_text(first.replace("11600000", "99600000"), encoding="utf-8")
    with pytest.raises(
        LawError, match=r"0001\.yaml, isi berkas: ditemukan .berubah sesudah 0002\.yaml ditulis"
    ):
        parameters.load(tmp_path)
    files[0].write_text(first, encoding="utf-8")
    assert len(journal.read(tmp_path)) == 3

    removed = files[1].read_text(encoding="utf-8")
    files[1].unlink()
    with pytest.raises(LawError, match="tanpa nomor yang hilang"):
        parameters.load(tmp_path)
    files[1].write_text(removed.replace("number: 2", "number: 3"), encoding="utf-8")
    with pytest.raises(LawError, match="tanpa nomor yang hilang"):
        journal.read(tmp_path)


def test_no_act_is_ever_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two officers in one moment: the second is told to repeat, and the first act stands."""
    journal.append(tmp_path, setting(11_600_000, date(2027, 3, 1)))
    monkeypatch.setattr(journal, "read", lambda folder: [])
    with pytest.raises(LawError) as refused:
        journal.append(tmp_path, setting(1, date(2027, 3, 1)))
    assert refused.value.code == "journal_moved_on"
    monkeypatch.undo()
    assert ceilings(tmp_path) == [(11_600_000, OFFICE, date(2027, 3, 1))]
    assert [file.name for file in (tmp_path / "journal").iterdir()] == ["0001.yaml"]


@pytest.mark.parametrize(
    "content",
    [
        withdrawal(7),
        {**withdrawal(1), "name": "jkm/rate"},
        {**setting(1, date(2027, 3, 1)), "act": "CHANGE"},
        {**setting(1, date(2027, 3, 1)), "reason": " "},
        {**setting(1, date(2027, 3, 1)), "withdraws": 1},
    ],
)
def test_an_unsound_act_is_not_written(tmp_path: Path, content: dict[str, Any]) -> None:
    journal.append(tmp_path, setting(11_600_000, date(2027, 3, 1)))
    with pytest.raises(LawError):
        journal.append(tmp_path, content)
    assert len(journal.read(tmp_path)) == 1


def test_what_is_withdrawn_can_not_be_withdrawn_again(tmp_path: Path) -> None:
    journal.append(tmp_path, setting(11_600_000, date(2027, 3, 1)))
    journal.append(tmp_path, withdrawal(1))
    with pytest.raises(LawError):
        journal.append(tmp_path, withdrawal(1))


def test_a_folder_that_can_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(LawError) as refused:
        journal.append(tmp_path, setting(11_600_000, date(2027, 3, 1)))
    assert refused.value.code == "journal_not_writable"


def test_the_removal_of_the_last_acts_is_noticed(tmp_path: Path) -> None:
    for month in (3, 4, 5):
        journal.append(tmp_path, setting(11_600_000, date(2027, month, 1)))
    assert journal.head(tmp_path) is not None
    last = tmp_path / "journal" / "0003.yaml"
    kept = last.read_bytes()
    last.unlink()
    with pytest.raises(LawError, match="catatan terakhir hilang"):
        parameters.load(tmp_path)
    with pytest.raises(LawError, match="catatan terakhir hilang"):
        journal.append(tmp_path, setting(1, date(2027, 6, 1)))

    other = kept.replace(b"11600000", b"99600000")
    last.write_bytes(other)
    with pytest.raises(LawError, match=r"0003\.yaml, isi berkas: ditemukan .isi yang berubah"):
        parameters.load(tmp_path)
    last.write_bytes(kept)
    assert len(journal.read(tmp_path)) == 3


def test_a_journal_without_its_head_stops_until_somebody_declares_it_complete(
    tmp_path: Path,
) -> None:
    for month in (3, 4):
        journal.append(tmp_path, setting(11_600_000, date(2027, month, 1)))
    before = journal.head(tmp_path)
    (tmp_path / "journal.head").unlink()
    with pytest.raises(LawError) as refused:
        journal.read(tmp_path)
    assert refused.value.code == "journal_head_missing"

    assert journal.seal(tmp_path) == before == journal.head(tmp_path)
    assert len(journal.read(tmp_path)) == 2
    (tmp_path / "journal.head").write_text("3 abc", encoding="utf-8")
    with pytest.raises(LawError, match=r"journal\.head"):
        journal.read(tmp_path)


def test_an_act_whose_head_was_not_written_any_more_still_counts(tmp_path: Path) -> None:
    """The machine stopped between the act and its head: the next act catches up."""
    journal.append(tmp_path, setting(11_600_000, date(2027, 3, 1)))
    (tmp_path / "journal.head").unlink()
    assert len(journal.read(tmp_path)) == 1
    journal.append(tmp_path, setting(11_700_000, date(2027, 4, 1)))
    old = (tmp_path / "journal.head").read_text(encoding="utf-8")
    journal.append(tmp_path, setting(11_800_000, date(2027, 5, 1)))
    (tmp_path / "journal.head").write_text(old, encoding="utf-8")

    assert len(journal.read(tmp_path)) == 3
    journal.append(tmp_path, setting(11_900_000, date(2027, 6, 1)))
    head = journal.head(tmp_path)
    assert head is not None
    assert head.number == 4
    assert journal.seal(tmp_path / "nothing") is None
