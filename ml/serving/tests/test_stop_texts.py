import pytest

from ml.serving.container.stop_texts import StopTexts, TokenText


def said(stops, *texts):
    """What is given on after each text, and at the end."""
    watch = StopTexts(stops)
    return [*(watch.add(text) for text in texts), watch.finish()], watch.is_met


@pytest.mark.parametrize(
    ("stops", "texts", "given", "is_met"),
    [
        ((), ("a", "b"), ["a", "b", ""], False),
        (("END",), ("a E", "N", "ough"), ["a ", "", "ENough", ""], False),
        (("END",), ("a E", "N", "D b", "c"), ["a ", "", "", "", ""], True),
        (("\n", "stop"), ("one st", "op\n"), ["one ", "", ""], True),
        (("aab",), ("aaab",), ["a", ""], True),
        (("END",), ("the EN",), ["the ", "EN"], False),
    ],
)
def test_it_works(stops, texts, given, is_met):
    assert said(stops, *texts) == (given, is_met)


def bytes_of(tokens):
    return bytes(tokens).decode(errors="replace")


@pytest.mark.parametrize("text", ["Nurse", "Größe – „Stärke“", "日本語 👩‍⚕️ ok", "\ufeffx"])
def test_characters_come_whole(text):
    reader = TokenText(bytes_of)
    pieces = [reader.add(token) for token in text.encode()]

    assert "".join(pieces) + reader.finish() == text
    assert not any("\ufffd" in piece for piece in pieces)


def test_space_before_a_word_is_kept():
    """Tokenizers of the sentence-piece kind drop the space of a text's first word."""
    words = {1: "▁Give", 2: "▁medi", 3: "cines"}
    reader = TokenText(lambda tokens: "".join(words[token] for token in tokens).replace("▁", " ").removeprefix(" "))

    assert "".join(reader.add(token) for token in (1, 2, 3)) + reader.finish() == "Give medicines"
