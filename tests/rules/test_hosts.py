"""The public name on labels: a real one, refused alike by the rules and by the labels."""

import pytest

from stockroom.errors import Refused
from stockroom.rules import hosts
from stockroom_labels import LONGEST_HOST, Unprintable, check_host

GOOD = ("labels.example.org", "A.EXAMPLE", "x-1.example", "3m.example", "a" * 32 + ".example")
BAD = (
    ("", "host_empty"),
    ("a" * 33 + ".example", "host_long"),
    ("192.0.2.7", "host_address"),
    ("127.1", "host_address"),
    ("0x7f.1", "host_address"),
    ("0x7f000001", "host_address"),
    ("192.0.2.7.", "host_address"),
    ("2001:db8::1", "host_address"),
    ("[2001:db8::1]", "host_address"),
    ("localhost", "host_local"),
    ("stockroom.localhost", "host_local"),
    ("stockroom", "host_local"),
    ("labels.example.org:8443", "host_letters"),
    ("labels.example.org/t", "host_letters"),
    ("https://labels.example.org", "host_letters"),
    ("-labels.example.org", "host_letters"),
    ("labels..example.org", "host_letters"),
    ("склад.example.org", "host_letters"),
    ("stoc\u212aroom.example.org", "host_letters"),
    ("\u017ftockroom.example.org", "host_letters"),
    ("labels.example.org\n", "host_letters"),
)


@pytest.mark.parametrize("host", GOOD)
def test_a_real_name_is_taken(host: str) -> None:
    hosts.check(host)


@pytest.mark.parametrize(("host", "reason"), BAD)
def test_a_name_that_labels_must_not_carry_is_refused(host: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        hosts.check(host)

    assert refused.value.reason == reason
    assert str(refused.value)


@pytest.mark.parametrize("host", GOOD)
def test_what_the_rules_take_the_labels_take(host: str) -> None:
    check_host(host)


@pytest.mark.parametrize(("host", "reason"), BAD)
def test_what_the_rules_refuse_the_labels_refuse_for_the_same_reason(
    host: str, reason: str
) -> None:
    with pytest.raises(Unprintable) as refused:
        check_host(host)

    assert refused.value.reason == reason


def test_both_leave_room_for_a_name_of_the_same_length() -> None:
    assert hosts.LONGEST_HOST == LONGEST_HOST
