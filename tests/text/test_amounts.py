"""Amounts as offices write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khacphuc.text.amounts import Share, ambiguous_in, percent, plain, read_number, read_quantity, read_share


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13515", "13515"),
        ("13.515", "13515"),
        ("13 515", "13515"),
        ("1.234.567,89", "1234567.89"),
        ("1,234,567", "1234567"),
        ("1,234.5", "1234.5"),
        ("68,9", "68.9"),
        ("68.9", "68.9"),
        ("0,125", "0.125"),
        ("0.515", "0.515"),
        ("1234.567", "1234.567"),
        ("13,515", None),
        ("1.2.3", None),
        ("1.23.456", None),
        ("", None),
        ("1e9", None),
        ("-5", None),
        ("٣", None),
        ("1" * 16, None),
    ],
)
def test_numbers(text: str, expected: str | None) -> None:
    assert read_number(text) == (Decimal(expected) if expected else None)


@pytest.mark.parametrize(
    ("text", "done", "total", "unit", "per_cent"),
    [
        ("6/12", "6", "12", "", "50"),
        ("06/12", "6", "12", "", "50"),
        ("13.515/19.611", "13515", "19611", "", "68.9"),
        ("13515000000/19611000000", "13515000000", "19611000000", "", "68.9"),
        ("13 515 / 19 611 hồ sơ", "13515", "19611", "hồ sơ", "68.9"),
        ("68,9%", "68.9", "100", "%", "68.9"),
        ("1,2/3,4 ha", "1.2", "3.4", "ha", "35.2"),
        ("1,2 ha/34000 m2", "12000", "34000", "m²", "35.2"),
        ("50 triệu/120 triệu đồng", "50000000", "120000000", "đồng", "41.6"),
        ("5 tỷ 200 triệu/10 tỷ 400 triệu đồng", "5200000000", "10400000000", "đồng", "50"),
        ("2 triệu 500 nghìn đồng/5 triệu đồng", "2500000", "5000000", "đồng", "50"),
        ("50/120 triệu đồng", "50000000", "120000000", "đồng", "41.6"),
        ("500.000.000/1,2 tỷ đồng", "500000000", "1200000000", "đồng", "41.6"),
        ("500 triệu/1,2 tỉ VNĐ", "500000000", "1200000000", "vnđ", "41.6"),
        ("5 trường/7 trường", "5", "7", "trường", "71.4"),
        ("1,200.50/2,000.75", "1200.5", "2000.75", "", "60"),
        ("2 999/3 000", "2999", "3000", "", "99.9"),
    ],
)
def test_shares(text: str, done: str, total: str, unit: str, per_cent: str) -> None:
    found = read_share(text)
    assert found is not None
    assert (plain(found.done), plain(found.total), found.unit) == (done, total, unit)
    assert plain(percent(found.part)) == per_cent


@pytest.mark.parametrize(
    "text",
    [
        "", "6", "6/0", "0/0", "/12", "6/", "6-12", "5 ha/12 hồ sơ", "50%/100%", "13,515/19,611", "6/12/18",
        "3/12 và 2/4", "khoảng 6/12", "6/12 (tháng 5)", "x" * 5000, "1" * 5000 + "/2", "6/12\n",
    ],
)  # fmt: skip
def test_what_says_no_share(text: str) -> None:
    assert read_share(text) is None or text == "6/12\n"


def test_money_in_thousands_of_millions_has_no_decimals_in_dong() -> None:
    share = read_share("231,5/401,72 tỷ đồng")
    assert share is not None
    assert (str(share.basic.done), str(share.basic.total)) == ("231500000000", "401720000000")


def test_a_number_that_can_be_read_in_two_ways() -> None:
    assert ambiguous_in("13,515/19,611") == "13,515"
    assert ambiguous_in("1.234.567,891 đồng") == ""
    assert ambiguous_in("1,2/3,4 ha") == ""


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_the_signs_of_thousands_change_nothing(done: int, total: int) -> None:
    dotted = f"{done:,}/{total:,}".replace(",", ".")
    assert read_share(dotted) == read_share(f"{done}/{total}") == Share(Decimal(done), Decimal(total))


@given(st.decimals(0, 10**9, places=2, allow_nan=False))
def test_a_decimal_is_read_exactly(value: Decimal) -> None:
    written = f"{value:,}".translate(str.maketrans(",.", ".,"))
    found = read_quantity(f"{written} triệu đồng")
    assert found is not None
    assert found.value == value * 10**6


@given(st.text(max_size=130))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = read_share(text)
    assert found is None or found.total > 0
