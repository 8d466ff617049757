"""Progress on pages: of how many it is, and no percentage of one in green."""

from __future__ import annotations

from decimal import Decimal

from khacphuc.obligations.counts import Punctuality
from khacphuc.obligations.totals import Sum, Total
from khacphuc.pages.progress_totals import sum_in_words, total_in_words
from khacphuc.pages.scores import FIGURES, Score
from khacphuc.text.message import speaker

VI, EN = speaker("vi"), speaker("en")


def test_a_total_in_words() -> None:
    total = Total(14, 12, Decimal("68.9"))
    assert VI(total_in_words(total)) == "68,9 % (của 12/14 việc có số liệu)"
    assert EN(total_in_words(total)) == "68.9 % (of 12/14 tasks with figures)"
    assert VI(total_in_words(Total(14, 0))) == "chưa có số liệu (0/14 việc)"


def test_a_sum_in_words() -> None:
    money = Sum("đồng", Decimal(50_000_000), Decimal(120_000_000), 1, 3)
    assert VI(sum_in_words(money)) == "50.000.000/120.000.000 đồng (của 1/3 việc)"


def test_a_percentage_of_one_is_no_success_yet() -> None:
    share = next(figure for figure in FIGURES if figure.percent)
    one, ten = Score(year=Punctuality(1)), Score(year=Punctuality(9, others=1))
    assert (share.shows(one), share.shows(ten)) == ("open", "done")
    assert VI(share.shown(one)) == "100 % (1/1)"
    assert VI(share.shown(ten)) == "90 % (9/10)"
