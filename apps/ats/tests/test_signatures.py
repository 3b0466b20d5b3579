from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.ats.signatures import SCHEMES, BadSignature, Message, sign, verify

#: Published for others too. Those that no vendor publishes were made with `openssl dgst -sha256 -hmac`.
VECTORS = json.loads((Path(__file__).parents[3] / "docs" / "webhook-vectors.json").read_text())
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
TIMED = ("standard", "hirehive", "smartrecruiters", "lever")


def secret_for(scheme, number=1):
    return "whsec_" + "QUJD" * (6 + number) if scheme in ("standard", "hirehive") else f"secret {number} ü"


def signed(scheme, *numbers, body=b'{"id": 1}', at=NOW):
    secrets = [secret_for(scheme, number) for number in numbers or (1,)]
    return sign(scheme, secrets, Message(body, "evt_1", at, "job.created"))


def test_every_scheme_has_a_vector():
    assert {vector["scheme"] for vector in VECTORS} == set(SCHEMES)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["scheme"])
def test_vectors(vector):
    at = datetime.fromtimestamp(vector["at"], tz=UTC)
    body = vector["body"].encode()
    verify(vector["scheme"], [vector["secret"]], vector["headers"], body, now=at)
    message = Message(body, vector["id"], at, vector.get("name", ""))
    headers, sent = sign(vector["scheme"], [vector["secret"]], message)
    assert (headers, sent) == (vector["headers"], body)


@pytest.mark.parametrize("scheme", SCHEMES)
@settings(max_examples=25, deadline=None)
@given(text=st.dictionaries(st.text(max_size=5), st.text(max_size=20), max_size=3))
def test_what_is_signed_verifies(scheme, text):
    headers, body = signed(scheme, body=json.dumps(text).encode())
    verify(scheme, [secret_for(scheme)], headers, body, now=NOW)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_any_live_secret_will_do(scheme):
    headers, body = signed(scheme, 2)
    verify(scheme, [secret_for(scheme, 1), secret_for(scheme, 2)], headers, body, now=NOW)
    for secrets in ([secret_for(scheme, 1)], []):
        with pytest.raises(BadSignature):
            verify(scheme, secrets, headers, body, now=NOW)


@pytest.mark.parametrize("scheme", ["standard", "hirehive", "smartrecruiters"])
def test_a_sender_signs_with_old_and_new_at_once(scheme):
    headers, body = signed(scheme, 1, 2)
    for number in (1, 2):
        verify(scheme, [secret_for(scheme, number)], headers, body, now=NOW)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_nothing_of_the_signature_may_be_missing_or_changed(scheme):
    headers, body = signed(scheme)
    wrong = [({**headers, name: value}, body) for name in headers for value in ("", "v1,ä", headers[name] + "0")]
    wrong = [pair for pair in wrong if pair[0] != headers and not _is_unsigned(headers, pair[0])]
    if scheme == "lever":
        wrong = [(headers, body.replace(b"evt_1", b"evt_2")), (headers, b"{}"), (headers, b"[" * 100_000)]
    else:
        wrong += [({}, body), (headers, body + b" ")]
    for changed_headers, changed_body in wrong:
        with pytest.raises(BadSignature):
            verify(scheme, [secret_for(scheme)], changed_headers, changed_body, now=NOW)


def _is_unsigned(headers, changed):
    """Names that tell of the event but are not signed; the inbox does not trust them more than the body."""
    unsigned = ("greenhouse-event-id", "x-github-delivery", "x-github-event")
    return any(changed[name] != headers[name] for name in unsigned if name in headers)


@pytest.mark.parametrize("scheme", TIMED)
@pytest.mark.parametrize("sign_of_time", [-1, 1])
def test_time(scheme, sign_of_time):
    window = 3600 if scheme == "lever" else 300
    for seconds, is_good in ((window - 1, True), (window + 1, False)):
        headers, body = signed(scheme, at=NOW + sign_of_time * timedelta(seconds=seconds))
        if is_good:
            verify(scheme, [secret_for(scheme)], headers, body, now=NOW)
        else:
            with pytest.raises(BadSignature, match="minutes off"):
                verify(scheme, [secret_for(scheme)], headers, body, now=NOW)


@pytest.mark.parametrize("at", ["", "soon", "nan", "-1", "1e9", "²", "9" * 40])
def test_a_time_that_is_none(at):
    headers, body = signed("standard")
    with pytest.raises(BadSignature, match="cannot be read"):
        verify("standard", [secret_for("standard")], headers | {"webhook-timestamp": at}, body, now=NOW)


def test_another_version_alone_is_not_enough():
    headers, body = signed("standard")
    good = headers["webhook-signature"]
    verify("standard", [secret_for("standard")], headers | {"webhook-signature": f"v2,AAAA v1 {good}"}, body, now=NOW)
    only_v2 = headers | {"webhook-signature": good.replace("v1,", "v2,")}
    with pytest.raises(BadSignature):
        verify("standard", [secret_for("standard")], only_v2, body, now=NOW)
