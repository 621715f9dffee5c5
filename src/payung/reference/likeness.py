"""Whether two words or numbers are the same but for one slip of the pen."""

from __future__ import annotations


def one_letter_apart(first: str, second: str) -> bool:
    """Whether one letter was changed, added, left out, or two neighbours were swapped."""
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    if len(first) > len(second):
        first, second = second, first
    at = next((i for i, letter in enumerate(first) if letter != second[i]), len(first))
    if len(first) < len(second):
        return first[at:] == second[at + 1 :]
    swapped = (
        first[at : at + 2] == second[at : at + 2][::-1] and first[at + 2 :] == second[at + 2 :]
    )
    return first[at + 1 :] == second[at + 1 :] or swapped
