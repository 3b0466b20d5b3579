from __future__ import annotations


def test_it_works(client_of, recruiter):
    client = client_of(recruiter)
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert "_auth_user_id" not in client.session


def test_a_link_signs_nobody_out(client_of, recruiter):
    client = client_of(recruiter)
    assert client.get("/sign-out/").status_code == 405
    assert "_auth_user_id" in client.session
