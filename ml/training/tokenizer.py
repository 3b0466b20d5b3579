"""Byte-level tokenizers: the one recipe for every model we make, and the one of jd-mini."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

from ml.language.ordinary import EXTRA
from ml.language.verbs import forms
from ml.training.corpus.sayings import Split, roles_of, sayings_of
from ml.training.corpus.stream import examples
from ml.writers.mini_prompt import CONTEXT, SLOTS, Mark, Parts, encode

VOCABULARY = 4_096
#: Examples whose words join those of the library: they hold what the rules make of it.
EXAMPLES = 4_000


def byte_level_bpe(
    texts: Iterable[str], *, size: int, specials: Sequence[str], split_digits: bool = False
) -> Tokenizer:
    """A tokenizer of `size` entries, learnt from the texts; any other text falls into bytes."""
    backend = Tokenizer(models.BPE())
    bytes_of_words = pre_tokenizers.ByteLevel(add_prefix_space=False)
    digits = [pre_tokenizers.Digits(individual_digits=True)] if split_digits else []
    backend.pre_tokenizer = pre_tokenizers.Sequence([*digits, bytes_of_words])
    backend.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=list(specials),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    backend.train_from_iterator(texts, trainer)
    return backend


def make_mini_tokenizer(texts: Iterable[str] | None = None, *, size: int = VOCABULARY) -> PreTrainedTokenizerFast:
    """Learnt from the corpus where no texts are given.

    Marks are special, so that typed ones can be split into characters; slots are not, so that they stay whole.
    """
    marks = [mark.value for mark in Mark]
    backend = byte_level_bpe(
        _domain_text() if texts is None else texts, size=size - len(SLOTS), specials=marks, split_digits=True
    )
    backend.add_tokens([AddedToken(slot, normalized=False) for slot in SLOTS])
    return PreTrainedTokenizerFast(
        tokenizer_object=backend,
        pad_token=Mark.PAD.value,
        eos_token=Mark.END.value,
        additional_special_tokens=[mark for mark in marks if mark not in (Mark.PAD, Mark.END)],
        clean_up_tokenization_spaces=False,
        model_max_length=CONTEXT,
    )


def ids_of(tokenizer: Any, prompt: Parts) -> list[int]:
    """A prompt, or an answer of the same form, as tokens."""
    return encode(prompt, mark=tokenizer.convert_tokens_to_ids, text=lambda text: text_ids(tokenizer, text))


def text_ids(tokenizer: Any, text: str) -> list[int]:
    return list(tokenizer(text, split_special_tokens=True, add_special_tokens=False)["input_ids"])


def _domain_text() -> Iterator[str]:
    """What training sees, with the leading blank of every text, and each ordinary word once for people's points."""
    for example in examples(0, EXAMPLES):
        yield from (" " + part for part in (*example.prompt, *example.answer) if not isinstance(part, Mark))
    for saying in sayings_of(Split.TRAINING):
        yield from (" " + statement.replace("{", "").replace("}", "") for statement in saying.statements)
    for role in roles_of(Split.TRAINING):
        yield from (" " + name for name in role.names)
    yield from (" " + word for word in sorted({*EXTRA, *forms(), *forms().values()}))
