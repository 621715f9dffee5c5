"""The office's journal of its own values: who set or withdrew which number, when and why.

``folder/journal/0001.yaml``, ``0002.yaml`` ...: one file per act, written once and never
changed. Each act carries the digest of the one before, so that a file that was edited, removed
or slipped in is noticed whenever the journal is read. ``folder/journal.head`` keeps number and
digest of the last act beside the journal, so that removing the last acts is noticed too.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from payung.law.errors import LawError
from payung.law.parameters.reading import read_mapping, refusal

SET, WITHDRAW = "SET", "WITHDRAW"
_ALWAYS = {"number", "act", "name", "reason", "by", "at", "previous"}
_OWN = {SET: {"values"}, WITHDRAW: {"withdraws"}}
_BEGINNING = "-"
_HEAD = re.compile(r"(\d+) ([0-9a-f]{64})")


@dataclass(frozen=True)
class Act:
    """One act of the journal. ``values`` of a setting, ``withdraws`` of a withdrawal."""

    number: int
    act: str
    name: str
    reason: str
    by: str
    at: str
    file: Path
    values: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    withdraws: int | None = None

    @property
    def overlay(self) -> dict[str, Any]:
        """The act as a file of an overlay would say it."""
        return {"name": self.name, "reason": self.reason, "values": list(self.values)}


@dataclass(frozen=True)
class Head:
    """The last act that was written: its number and its digest, which stands for all before."""

    number: int
    digest: str


def read(folder: Path) -> list[Act]:
    """All acts in order; none when there is no journal yet.

    ``LawError`` when an act is missing, was changed, or is no sound act, or when the last acts
    that the head knows are gone.
    """
    acts = _chain(folder)
    known = head(folder)
    if known is None:
        # the first act may have been written in the moment before its head
        if len(acts) > 1:
            raise _head_missing(folder)
        return acts
    if known.number > len(acts):
        lost = f"{len(acts)} catatan; catatan terakhir hilang"
        raise refusal(_head_file(folder), "nomor terakhir", lost, f"{known.number} catatan")
    if _digest(acts[known.number - 1].file) != known.digest:
        touched = acts[known.number - 1].file
        raise refusal(touched, "isi berkas", "isi yang berubah", "isi semula; pulihkan")
    return acts


def _chain(folder: Path) -> list[Act]:
    """The acts, each bound to the one before; nothing is known of acts after the last."""
    acts: list[Act] = []
    previous = _BEGINNING
    for number, file in enumerate(_files(folder), start=1):
        content = read_mapping(file, _ALWAYS | {"values", "withdraws"}, _ALWAYS)
        if content["number"] != number or file.name != _file_name(number):
            raise refusal(file, "number", content["number"], f"{number}, tanpa nomor yang hilang")
        if content["previous"] != previous:
            touched = acts[-1].file if acts else file
            raise refusal(
                touched,
                "isi berkas",
                f"berubah sesudah {file.name} ditulis",
                "isi semula; pulihkan dari cadangan",
            )
        acts.append(_act(file, content, acts))
        previous = _digest(file)
    return acts


def head(folder: Path) -> Head | None:
    """What was last written, as kept beside the journal; ``None`` when nothing is kept."""
    file = _head_file(folder)
    if not file.exists():
        return None
    found = _HEAD.fullmatch(file.read_text(encoding="utf-8").strip())
    if found is None:
        raise refusal(file, "isi berkas", "isi lain", "nomor dan sidik catatan terakhir")
    return Head(int(found[1]), found[2])


def seal(folder: Path) -> Head | None:
    """Keep the journal as it stands as its head; ``None`` without a journal.

    For a journal that was brought from elsewhere without its head; whoever calls it answers for
    the journal being complete. ``LawError`` when it knows fewer acts than a head that is there.
    """
    acts = _chain(folder)
    if not acts:
        return None
    known = head(folder)
    if known is not None:
        read(folder)
    last = Head(len(acts), _digest(acts[-1].file))
    _keep(folder, last)
    return last


def holds(folder: Path, digest: str) -> Act | None:
    """The act with that digest, noted down earlier; ``None`` when the journal has no such act."""
    for act in read(folder):
        if _digest(act.file) == digest:
            return act
    return None


def _head_missing(folder: Path) -> LawError:
    file = _head_file(folder)
    return LawError(
        "journal_head_missing",
        f"{file.name} tidak ada di samping jurnal, jadi tidak diketahui apakah jurnalnya lengkap. "
        "Pulihkan dari cadangan, atau nyatakan lengkap: payung law override verify --seal.",
        f"{file.name} is missing beside the journal, so that nobody knows whether it is complete. "
        "Restore it from a backup, or declare it complete: payung law override verify --seal.",
        file=str(file),
    )


def _head_file(folder: Path) -> Path:
    return folder / "journal.head"


def _keep(folder: Path, last: Head) -> None:
    """Replace the head in one step; an older act never replaces a newer one."""
    known = head(folder)
    if known is not None and known.number >= last.number:
        return
    file = _head_file(folder)
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with aside.open("w", encoding="utf-8") as stream:
            stream.write(f"{last.number} {last.digest}\n")
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)


def in_force(acts: Iterable[Act]) -> list[Act]:
    """The settings that were not withdrawn, in order; a later one lies over an earlier one."""
    known = list(acts)
    withdrawn = {act.withdraws for act in known}
    return [act for act in known if act.act == SET and act.number not in withdrawn]


def append(folder: Path, content: Mapping[str, Any]) -> Act:
    """Write the next act, all or nothing: ``content`` without its number and digest.

    ``LawError`` when somebody else wrote an act in the same moment, or the folder refuses.
    """
    acts = read(folder)
    before = acts[-1].file if acts else None
    file = folder.joinpath("journal", _file_name(len(acts) + 1))
    whole = {
        "number": len(acts) + 1,
        **content,
        "previous": _digest(before) if before else _BEGINNING,
    }
    act = _act(file, whole, acts)
    text = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False)
    try:
        _write_once(file, text)
        _keep(folder, Head(act.number, _digest(file)))
    except OSError as error:
        raise _not_written(act, error) from error
    return act


def _not_written(act: Act, error: OSError) -> LawError:
    if act.file.exists():
        return LawError(
            "journal_moved_on",
            f"Catatan nomor {act.number} baru saja ditulis orang lain. Ulangi perintah Anda.",
            f"Act number {act.number} was just written by somebody else. Repeat your command.",
            number=act.number,
        )
    folder = act.file.parent
    return LawError(
        "journal_not_writable",
        f"Jurnal nilai kantor di {folder} tidak dapat ditulis: {error.strerror}.",
        f"The journal of the office's values in {folder} cannot be written: {error.strerror}.",
        folder=str(folder),
    )


def _act(file: Path, content: Mapping[str, Any], before: Sequence[Act]) -> Act:
    kind = content["act"]
    if kind not in _OWN:
        raise refusal(file, "act", kind, f"salah satu dari {sorted(_OWN)}")
    if content.keys() != _ALWAYS | _OWN[kind]:
        raise refusal(file, "isi berkas", sorted(content), f"kunci {sorted(_ALWAYS | _OWN[kind])}")
    for name in ("name", "reason", "by", "at"):
        if not isinstance(content[name], str) or not content[name].strip():
            raise refusal(file, name, content[name], "teks yang tidak kosong")
    if kind == WITHDRAW:
        settings = {act.number: act.name for act in in_force(before)}
        if settings.get(content["withdraws"]) != content["name"]:
            raise refusal(file, "withdraws", content["withdraws"], f"salah satu dari {settings}")
    return Act(file=file, **{name: content[name] for name in content if name != "previous"})


def _write_once(file: Path, text: str) -> None:
    """The complete file or none, never over another one: written aside, then linked."""
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with aside.open("w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        aside.chmod(0o444)
        os.link(aside, file)
    finally:
        aside.unlink(missing_ok=True)


def _files(folder: Path) -> list[Path]:
    return sorted((folder / "journal").glob("*.yaml"))


def _file_name(number: int) -> str:
    return f"{number:04d}.yaml"


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
