"""Contradictions and signs of error or fraud: questions to the officer, never a refusal."""

from payung.claims.signs.asking import (
    answer_question,
    open_questions,
    raise_questions,
    signs_of,
)
from payung.claims.signs.sign import Sign, key_of

__all__ = ["Sign", "answer_question", "key_of", "open_questions", "raise_questions", "signs_of"]
