"""What is known by its form: days, sums of money, cited papers, persons. Patterns see the text as written."""

from __future__ import annotations

from typing import Final

_MONTHS: Final = (
    "(?:[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|[Mm]ar(?:ch)?|[Aa]pr(?:il)?|May|[Jj]une?|[Jj]uly?|[Aa]ug(?:ust)?|[Ss]ept?(?:ember)?"
    "|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?)"
)
_CAPITAL: Final = (
    "["
    + "".join(chr(code) for code in (*range(0x41, 0x1B1), *range(0x1EA0, 0x1EFA)) if chr(code).isupper())
    + "]"
)
"""A capital letter of Vietnamese; a range of code points would hold small letters, too."""
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_FULL: Final = rf"{_DAY}\s?[/.-]\s?(?:0?[1-9]|1[0-2])\s?[/.-]\s?(?:19|20)?\d{{2}}(?![\d/])"
_YEAR: Final = r"(?:19|20)\d{2}"

QUOTED: Final = r"“[^”]{0,2000}”|«[^»]{0,2000}»|\"[^\"]{0,2000}\"|‘[^’]{0,2000}’"

_PAPERS: Final = (
    "(?:bộ luật|luật|điều lệ|nghị định|thông tư|quy định|nghị quyết|chỉ thị|kết luận|thông báo|quyết định|kế hoạch|chương trình|báo cáo"
    "|hướng dẫn|công văn|đề án|thông tri|tờ trình)"
)
_SIGN: Final = r"\d{1,5}(?:/\d{4})?\s?[-/]\s?[a-zđư]{1,8}\w*(?:[-/]\w+)*"
_DATED: Final = rf"(?:,?\s(?:ngày\s)?{_FULL})?"
_ABOUT: Final = r"(?:\s(?:của|về|do)\s(?:(?!\s(?:tại|trước|trong|đến|chậm|xong)\s)[^;.,:()])*)*"
ARTICLES: Final = tuple(
    "điều khoản điểm mục chương section sections article articles clause clauses chapter recommendation recommendations finding findings"
    " paragraph paragraphs part title".split()
)
SIGNED: Final = (
    # Quy định số 144-QĐ/TW ngày 09/5/2024 của Bộ Chính trị về …
    rf"{_PAPERS}(?:\s\w+){{0,2}}?\s(?:số\s)?{_SIGN}{_DATED}{_ABOUT}|(?:\bsố\s)?(?<![\w/]){_SIGN}{_DATED}"
)
NUMBERED: Final = (
    # Nghị quyết 18, Thông báo kết luận 35
    rf"{_PAPERS}(?:\s(?:hành động|công tác|kết luận|thanh tra))?\s(?:số\s)?\d{{1,3}}(?![\d/%])(?:\s(?:của|về)\s[^;.,:()]*)?"
)
ARTICLE: Final = (
    rf"\b(?:{'|'.join(ARTICLES)})\s\d[\d.]*[a-zđ]?(?:\s?(?:,|và|and|-|to|through)\s?(?:điều\s)?\d[\d.]*)*"
    r"|\b\d+\s(?:cfr|u\.?s\.?c\.?)\s[\d.]+(?:\s(?:through|to|and)\s[\d.]+)*|\b\d{1,2}\sđiều\sđảng viên\skhông được làm"
)
LAW: Final = (
    # Luật Kế toán 2015
    r"(?:[Bb]ộ luật|[Ll]uật|[Đđ]iều lệ)\s[A-ZĐ](?:(?!\s(?:và|của|tại|trước|trong|khi|để|số)\s)[^;.:()\d])*"
    rf"(?:{_YEAR})?(?:\ssố\s(?i:{_SIGN}))?"
)
TITLE: Final = (
    rf"(?:{_YEAR}[-–](?:{_YEAR}|\d\d)\s)?(?:[A-Z][\w’'-]+\s){{1,6}}(?:Plan|Act|Strategy|Programme|Program|Framework|Code|Directive|Law|Regulations?|Circular)"
    r"(?:\s(?:for|of|on|and|the|to|[A-Z][\w-]+))*(?:,?\s(?:19|20)\d{2})?"
)
"""Laws and plans cited by their name."""
PERSON: Final = (
    rf"(?<!\w)(?:[Đđ]ồng chí|[Đđ]/c|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Bb]ác)\s{_CAPITAL}\w*(?:\s{_CAPITAL}\w*)*"
    r"|\b(?:Mr|Ms|Mrs|Dr)\.?\s[A-Z][\w'’-]+"
)
MONEY: Final = (
    r"\d{1,3}(?:[.,]\d{3})+\s?(?:đồng|đ\b|VND|VNĐ)|\d+(?:[.,]\d+)*\s?(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)(?:\s\d+)?(?:\s(?:đồng|triệu))*|đồng)(?!\w)"
    r"|(?:USD|EUR|GBP|VND|US\$|[$€£])\s?\d[\d.,]*(?:\s(?:million|billion|thousand|m|bn))?|\d[\d.,]*\s?(?:USD|EUR|GBP|dollars|euros)"
)
DATE: Final = "|".join(
    (
        _FULL,
        rf"{_YEAR}-\d{{2}}-\d{{2}}",
        rf"(?:[Nn]gày|[Mm]ùng|[Mm]ồng)\s{_DAY}(?:\s?(?:/|tháng)\s?\d{{1,2}}(?:(?:/|\snăm\s){_YEAR})?)?(?!\d)",
        rf"(?:[Tt]rước|[Cc]hậm nhất|[Ss]áng|[Cc]hiều|[Hh]ạn|[Đđ]ến|[Xx]ong)\s{_DAY}/(?:0?[1-9]|1[0-2])(?![\d/])",
        r"(?:[Tt]háng\s(?:\d{1,2})(?:\s?[/.-]\s?\d{4}|\snăm\s\d{4})?)(?!\d)",
        r"(?:[Qq]uý\s(?:IV|I{1,3}|[1-4])(?:\s?[/.-]\s?\d{4}|\snăm\s\d{4})?)(?!\w)",
        rf"(?<![\d/])(?:0?[1-9]|1[0-2])/{_YEAR}(?!\d)",
        rf"\b{_DAY}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTHS}\b\.?(?:,?\s{_YEAR})?",
        rf"\b{_MONTHS}\.?\s{_DAY}(?:st|nd|rd|th)?(?!\d)(?:,?\s{_YEAR})?",
        rf"\b{_MONTHS}\b(?:\s{_YEAR})",
        r"\b(?:January|February|April|June|July|August|September|October|November|December)\b",
        r"\bQ[1-4](?:\s?(?:of\s)?(?:FY)?\s?\d{2,4})?\b|\bFY\s?\d{2,4}\b",
    )
)
CYCLE: Final = (
    r"(?:mỗi|hằng|hàng|cuối|đầu)\s(?:ngày|đêm|tuần|tháng|quý|ca|buổi)(?:\slàm việc)?(?!\w)|tuần đầu tháng|thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)"
    r"|\b(?:each|every)\s(?:day|night|week|month|quarter|shift|morning|evening)\b|\b(?:daily|nightly|weekly|monthly|quarterly)\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bper\s(?:day|week|month|quarter|year)\b"
)
YEAR: Final = (
    rf"(?<![\d.,/])(?:[Nn]ăm\s)?{_YEAR}(?:\s?[-–]\s?{_YEAR})?(?![\d/%])(?!\s(?:đồng|triệu|hồ sơ))|(?<!\w)4\.0"
)
SHARE: Final = r"(?<![\d/])\d{1,4}/\d{1,4}(?![\d/])"

NUMBER_WORDS: Final = {
    "hai": "hai", "ba": "ba", "bon": "bốn", "sau": "sáu", "bay": "bảy", "tam": "tám", "chin": "chín", "muoi": "mười", "two": "two",
    "three": "three", "four": "four", "five": "five", "six": "six", "seven": "seven", "eight": "eight", "nine": "nine",
    "ten": "ten", "eleven": "eleven", "twelve": "twelve", "fifteen": "fifteen", "nineteen": "nineteen", "twenty": "twenty", "thirty": "thirty",
    "forty": "forty", "fifty": "fifty", "hundred": "hundred", "dozen": "dozen",
}  # fmt: skip
"""Numbers in words, folded and spelt right. "năm" is a year more often than five, "một" seldom counts."""

ENGLISH: Final = frozenset(
    "the of and to will a an by for is are was were be been with on each in all has have not we our their this that must shall it no as at"
    " from or any its every staff".split()
)
VIETNAMESE_FOLDED: Final = frozenset(
    "cua va cac nhung cho duoc trong ve viec tang cuong nang cao thuc hien cong tac day manh tiep tuc kip thoi chi bo dang kiem tra khac phuc quy dinh"
    " nghiem tuc dat den tai truoc chat luong trach nhiem can bo ke hoach quan ly".split()
)
