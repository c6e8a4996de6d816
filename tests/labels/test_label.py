"""What may stand on a label."""

from dataclasses import replace

import pytest

from stockroom_labels import LONGEST_HOST, Unprintable, check_host
from stockroom_labels.label import check_label

from .sheets import LONG_HOST, label


@pytest.mark.parametrize(
    "host", ["labels.example.org", "LABELS.EXAMPLE.ORG", "stockroom.local", "a.b", LONG_HOST]
)
def test_a_full_name_may_be_printed(host: str) -> None:
    check_host(host)


def test_a_host_may_have_forty_letters_and_no_more() -> None:
    assert len(LONG_HOST) == LONGEST_HOST == 40

    with pytest.raises(Unprintable, match="has 41 letters; a label has room for 40"):
        check_host("x" + LONG_HOST)


@pytest.mark.parametrize(
    ("host", "reason"),
    [
        ("", "host_empty"),
        ("192.168.1.20", "host_address"),
        ("127.1", "host_address"),
        ("192.168.1.20.", "host_address"),
        ("0x7f.0.0.0x1", "host_address"),
        ("2130706433", "host_address"),
        ("::1", "host_address"),
        ("2001:db8::7", "host_address"),
        ("[2001:db8::7]", "host_address"),
        ("::ffff:192.168.1.20", "host_address"),
        ("localhost", "host_local"),
        ("LOCALHOST", "host_local"),
        ("stock.localhost", "host_local"),
        ("stockroom", "host_local"),
        ("labels.example.org:8000", "host_letters"),
        ("labels..example.org", "host_letters"),
        ("labels.example.org.", "host_letters"),
        (".example.org", "host_letters"),
        ("-labels.example.org", "host_letters"),
        ("labels_1.example.org", "host_letters"),
        ("склад.example.org", "host_letters"),
        ("labels.example.org/t", "host_letters"),
        ("labels.example.org\n", "host_letters"),
    ],
)
def test_a_host_that_would_not_last_is_refused(host: str, reason: str) -> None:
    with pytest.raises(Unprintable) as refused:
        check_host(host)

    assert isinstance(refused.value, ValueError)
    assert refused.value.reason == reason


def test_a_refusal_can_be_said_in_another_language() -> None:
    with pytest.raises(Unprintable) as refused:
        check_host("stockroom")

    error = refused.value
    assert error.template.format(**error.values) == str(error)
    assert "{host}" in error.template
    assert error.values["host"] == "stockroom"


def test_the_printed_letters_and_the_qr_lead_to_the_same_box() -> None:
    good = label(seed=1)
    other = label(seed=2)

    check_label(good)

    with pytest.raises(Unprintable, match="are not the code"):
        check_label(replace(good, code_shown=other.code_shown))
    with pytest.raises(Unprintable, match="does not end in the code"):
        check_label(replace(good, url=other.url))
