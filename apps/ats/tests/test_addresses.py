from __future__ import annotations

import ipaddress
import socket

import pytest

from apps.ats.addresses import AddressRefused, check_url, resolve
from jdcopilot.lib import addresses
from jdcopilot.lib.addresses import is_blocked

#: Inner addresses, and public-looking ones that lead to inner ones.
BLOCKED = """
0.0.0.0 0.255.255.255 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254
172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.19.255.255 198.51.100.1
203.0.113.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 ::127.0.0.1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::ffff:169.254.169.254 fe80::1 fe80::1%eth0 2606:4700::1%eth0
fec0::1 fc00::1 fd00:ec2::254 ff02::1 ff0e::1 2001:db8::1 3fff::1 100::1 2002::1 2002:7f00:1:: 2002:a9fe:a9fe::
64:ff9b::a9fe:a9fe 64:ff9b::808:808 64:ff9b:1::1 5f00::1
"""
PUBLIC = "8.8.8.8 1.1.1.1 100.63.255.255 172.15.255.255 192.88.98.1 2606:4700:4700::1111 ::ffff:8.8.8.8"


@pytest.mark.parametrize("address", BLOCKED.split())
def test_blocked(address):
    assert is_blocked(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC.split())
def test_public(address):
    assert not is_blocked(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("https://ats.example.com/hook?x=1&y=%20", "ats.example.com", 443, "/hook?x=1&y=%20"),
        ("https://ATS.Example.com.:8443", "ats.example.com", 8443, "/"),
        ("https://xn--bcher-kva.example/h", "xn--bcher-kva.example", 443, "/h"),
        ("https://8.8.8.8/", "8.8.8.8", 443, "/"),
        ("https://[2606:4700:4700::1111]/", "2606:4700:4700::1111", 443, "/"),
    ],
)
def test_good_urls(url, host, port, path):
    target = check_url(url)
    assert (target.scheme, target.host, target.port, target.path) == ("https", host, port, path)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ats.example.com",
        "http://ats.example.com/",
        "gopher://ats.example.com/",
        "file:///etc/passwd",
        "https:///nothing",
        "https://ats.example.com:6379/",
        "https://ats.example.com:80/",
        "https://ats.example.com:99999/",
        "https://user@ats.example.com/",
        "https://user:word@ats.example.com/",
        "https://@ats.example.com/",
        "https://ats.example.com/#part",
        "https://ats.example.com/#",
        "https://ats.example.com/a b",
        "https://ats.example.com/a\r\nHost: other",
        "https://ats.example.com\\@10.0.0.1/",
        "https://bücher.example/",
        "https://localhost/",
        "https://localhost./",
        "https://x.localhost/",
        "https://db.internal/",
        "https://printer.local/",
        "https://intranet/",
        "https://127.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0x7f000001/",
        "https://0/",
        "https://10.0.0.1/",
        "https://1.2.3.0x7f/",
        "https://[::1]/",
        "https://[::ffff:169.254.169.254]/",
        "https://[64:ff9b::a9fe:a9fe]/",
        "https://[fd00:ec2::254]/",
        "https://[fe80::1%25eth0]/",
        "https://[::1/",
        "https://" + "a" * 64 + ".example.com." * 20 + "/",
        "http://127.0.0.1:8000/",
    ],
)
def test_bad_urls(url):
    with pytest.raises(AddressRefused):
        check_url(url)


@pytest.mark.parametrize(
    ("url", "is_good"),
    [
        ("http://127.0.0.1:8000/hook", True),
        ("http://127.0.0.1/hook", True),
        ("http://127.0.0.2:8000/", False),
        ("http://127.1:8000/", False),
        ("http://localhost:8000/", False),
        ("http://user@127.0.0.1:8000/", False),
        ("http://10.0.0.1/", False),
        ("https://127.0.0.1:8000/", False),
        ("https://127.0.0.1/", False),
    ],
)
def test_loopback_is_allowed_only_where_the_setting_says_so(settings, url, is_good):
    settings.JD_WEBHOOK_ALLOW_LOOPBACK = True
    if is_good:
        assert resolve(check_url(url))[1][0] == "127.0.0.1"
    else:
        with pytest.raises(AddressRefused):
            check_url(url)


@pytest.fixture
def names(monkeypatch):
    """`names(addresses)` answers look-ups; the list it returns holds the names that were asked for."""

    def answer(*found):
        asked = []

        def getaddrinfo(host, port, **_):
            asked.append(host)
            if not found:
                raise socket.gaierror("unknown")
            family = {4: socket.AF_INET, 6: socket.AF_INET6}
            return [
                (family[ipaddress.ip_address(one).version], socket.SOCK_STREAM, 6, "", (one, port)) for one in found
            ]

        monkeypatch.setattr(addresses.socket, "getaddrinfo", getaddrinfo)
        return asked

    return answer


def test_a_name_is_looked_up_once_and_without_search_domains(names):
    asked = names("8.8.8.8", "1.1.1.1")
    assert resolve(check_url("https://ats.example.com/")) == (socket.AF_INET, ("8.8.8.8", 443))
    assert asked == ["ats.example.com."]


@pytest.mark.parametrize(
    "found",
    [["10.0.0.5"], ["8.8.8.8", "10.0.0.5"], ["2606:4700::1", "::1"], ["8.8.8.8", "64:ff9b::a9fe:a9fe"], []],
    ids=" ".join,
)
def test_one_bad_address_spoils_the_name(names, found):
    names(*found)
    with pytest.raises(AddressRefused) as refused:
        resolve(check_url("https://ats.example.com/"))
    assert not any(address in str(refused.value) for address in found)
