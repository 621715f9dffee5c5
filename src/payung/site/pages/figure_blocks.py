"""What was checked, cut into blocks with the findings of each: paragraphs of a text, rows of a
table. Only how it is shown; what is doubted is the checker's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from payung.monitoring.figure_check import Check, Finding

#: Findings shown; the others are counted, and are in the download.
MOST_SHOWN = 300
#: Above so many characters, paragraphs without findings are folded away.
FOLDED_ABOVE = 12_000

Words = Callable[[Finding], dict[str, object]]


@dataclass(frozen=True)
class Part:
    """A piece of text, and the numbers of the findings about it (none: plain text)."""

    text: str
    style: str = ""
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A cell with the heading of its column."""

    heading: str
    part: Part


@dataclass
class Block:
    """A paragraph or a row, with its findings beside it."""

    parts: list[Part] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    row: int | None = None
    findings: list[tuple[int, dict[str, object]]] = field(default_factory=list)
    folded: bool = False


_Numbered = Sequence[tuple[int, Finding, dict[str, object]]]


def blocks(check: Check, words: Words) -> list[Block]:
    """The blocks of an answer, in order; a table gives only its doubted rows."""
    numbered = [
        (number, finding, words(finding))
        for number, finding in enumerate(check.findings[:MOST_SHOWN], start=1)
    ]
    return list(_rows(check, numbered) if check.table else _paragraphs(check.text, numbered))


def _rows(check: Check, numbered: _Numbered) -> Iterator[Block]:
    assert check.table is not None
    shown = [column for column in check.table.columns if column.role]
    rows = dict(check.table.rows)
    by_row: dict[int, list[tuple[int, Finding, dict[str, object]]]] = {}
    for entry in numbered:
        by_row.setdefault(entry[1].place.row or 0, []).append(entry)
    for row, entries in by_row.items():
        block = Block(row=row, findings=[(number, words) for number, _, words in entries])
        cells = rows.get(row, [])
        for column in shown:
            text = cells[column.index] if column.index < len(cells) else ""
            about = [entry for entry in entries if entry[1].place.column == column.heading]
            if text or about:
                block.cells.append(Cell(column.heading, _marked(text, about)))
        yield block


def _marked(text: str, about: _Numbered) -> Part:
    style = str(about[0][2]["style"]) if about else ""
    return Part(text, style, tuple(number for number, _, _ in about))


def _paragraphs(text: str, numbered: _Numbered) -> Iterator[Block]:
    """Paragraphs; those without findings are joined, and folded in a long text."""
    is_long = len(text) > FOLDED_ABOVE
    plain = Block(folded=is_long)
    start = at = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        inside = []
        while at < len(numbered) and (numbered[at][1].place.start or 0) < end:
            inside.append(numbered[at])
            at += 1
        if not inside:
            plain.parts.append(Part(line))
        else:
            yield from _plain_block(plain)
            plain = Block(folded=is_long)
            yield Block(
                parts=list(_spans(text, start, end, inside)),
                findings=[(number, words) for number, _, words in inside],
            )
        start = end
    yield from _plain_block(plain)


def _plain_block(block: Block) -> Iterator[Block]:
    """Paragraphs without findings as one text, without empty lines at its ends."""
    text = "".join(part.text for part in block.parts).strip()
    if text:
        yield Block(parts=[Part(text)], folded=block.folded)


def _spans(text: str, start: int, end: int, inside: _Numbered) -> Iterator[Part]:
    """A paragraph in plain and doubted pieces; findings about overlapping pieces share one."""
    at = start
    waiting = list(inside)
    while waiting:
        first = waiting.pop(0)
        begin = max(first[1].place.start or 0, at)
        finish = min(first[1].place.end or begin, end)
        together = [first]
        while waiting and (waiting[0][1].place.start or 0) < finish:
            together.append(waiting.pop(0))
            finish = max(finish, min(together[-1][1].place.end or finish, end))
        yield Part(text[at:begin])
        yield _marked(text[begin:finish], together)
        at = finish
    yield Part(text[at:end].rstrip("\n"))
