"""Whatever a contributor writes, a page holds only elements and attributes of ours."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from khacphuc.pages import body_markdown
from khacphuc.pages.body_markdown import body_html, can_be_drawn
from khacphuc.register.document import parse
from khacphuc.register.layout import Slot
from khacphuc.text.front_matter import lines
from tests.pages.checking import read
from tests.pages.register import CONCLUSION, FOLDER, PLAN, RECORDS, UNITS, one, pages

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "{{ 271*311 }}{% raw %}{{ config }}",
    "${271*311} #{271*311} %(x)s {0} {name}",
    "{: #__config onclick=alert(1) }",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62; &#x3c;i&#x3e;",
    "javascript:alert(1)",
    '<a href="case:KL-1#x">x</a>',
    "</div></section></body><!-- --><![CDATA[ ]]><?php ?>",
    "]]></title></desc></svg>",
    "a\u0308\u0301" * 40,
    "\u2066\u202e",
    "W" * 3_000,
    "\u202eexe.nav-gnoc\u202c عربى עברית \u2067abc ＜script＞alert(1)＜/script＞",
    "</noscript></textarea></title></style></script></xmp></plaintext><script>alert(1)</script>",
    "&NewLine;java&Tab;script&colon;alert(1) \\u003cscript\\u003e %3Cscript%3E",
    "kp.index('x'); __proto__ constructor toString hasOwnProperty",
    "</script><!--<script>alert(1)--></script> --!><!--<script>",
    "[x](javascript:alert(1)) ![x](//evil.example/a.png) <https://evil.example/> www.evil.example",
    "=cmd|' /C calc'!A0",
    '" style="position:fixed;background:url(//evil.example/x)',
    "'-alert(1)-'\\\"-alert(1)//",
    "&quot; onclick=&quot;alert(1)&quot; &apos;/onclick=&apos;alert(1)",
    "{{constructor.constructor('alert(1)')()}} <%= alert(1) %> #set($x=1) [[271*311]]",
    "Z\u0351\u0363\u0367" * 80,
    "kp-mark-b1e6d0-title kp-mark-b1e6d0-content <h1>kp-mark-b1e6d0-content</h1> kp-mark-b1e6d0-list",
    "{n} {all} {words} $& $1 $` $'",
    '-->"></template><template><script>alert(1)</script>',
    "<" * 300 + "&" * 300,
    "\U0001f469\u200d\U0001f467\U0001f3f3\ufe0f" * 30,
)
BODIES = (
    "[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) [z](data:text/html,x) [q](vbscript:x) [w](//evil.example)",
    '[x](<javascript:alert(1)> "onclick=alert(1)") <javascript:alert(1)>',
    "![x](https://evil.example/x.png){ onerror=alert(1) }",
    "![<img src=x onerror=alert(1)>](x)",
    '[a](https://x.example/"onmouseover="alert(1))',
    "<div style='position:fixed' id='__config' class='md-header' name='x'>a</div>",
    "# T {: #__config .md-overlay }\n\n## U\n",
    "<iframe src=https://evil.example></iframe><form action=x><input name=y></form><base href=x>",
    "```html\n<script>alert(1)</script>\n```\n\n    <script>alert(1)</script>",
    "| <script>a</script> |\n|---|\n| [x](javascript:a) |",
    "[r]: javascript:alert(1)\n\n[r]",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<a href="case:KL-1">x</a> href="case:KL-1#N1"',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg><!-- --!><script>alert(1)</script> -->",
    "<style>@import '//evil.example';</style><meta http-equiv=refresh content='0;url=//evil.example'>",
    "[^1]\n\n[^1]: <img src=x onerror=alert(1)>\n\n<details open ontoggle=alert(1)><summary>x</summary></details>",
    "[![x](//evil.example/a.png)](javascript:alert(1)) [y](java&Tab;script:alert(1)) [z](blob:https://x)",
    "| " + "cột | " * 60 + "\n|" + "---|" * 60 + "\n| " + f"{'W' * 80} | " * 60,
    f"https://vanban.example.vn/{'a' * 1_500} {'ư' * 400}",
    "[x](data:text/html;base64,PHNjcmlwdD4=) [x](&#106;avascript&colon;alert(1)) [x](JAVASCRIPT&#58;alert(1))",
    "[x](<java\tscript:alert(1)>) <JaVaScRiPt:alert(1)> [x](http:javascript:alert(1)) [x](view-source:javascript:alert(1))",
    "[x](\\\\\\\\evil.example) [x](/\\\\evil.example) [x](/etc) [x](?q=alert) [x](#__config) [x](file:///etc/alert)",
    "[a][b]\n\n[b]: <javascript:alert(1)>\n[c]: //evil.example\n[c] ![d][e]\n\n[e]: https://evil.example/x.png 'alert'",
    "[x](mailto:a@example.vn?bcc=x@evil.example&body=x%0d%0aBcc:y) <a@example.vn>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a><use href=data:image/svg+xml,x#y></svg>",
    '<math href=javascript:alert(1)>x</math><mglyph><malignmark><svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '```mermaid\ngraph LR\n```\n\n~~~{.mermaid onclick=alert(1)}\nx\n~~~\n\n```"><img/src=x/onerror=alert(1)>\nx\n```',
    "<a ping=//evil.example target=_top href=https://x.example>x</a><img srcset='//evil.example/a 2x'>",
    '<textarea><img title="</textarea><img src=x onerror=alert(1)>"><!doctype html><!ELEMENT x><b\n>x</b>',
    '![x](<https://evil.example/a.png" onerror="alert(1)>) !["><img src=x onerror=alert(1)>](x)',
    "<link rel=stylesheet href=//evil.example><object data=//evil.example><embed src=//evil.example><base target=x>",
    "[x](https://x.example/\u2039gnp.exe) $$\\href{javascript:alert(1)}{x}$$ - [x] task\n\nTerm\n: def",
)


def _quoted(text: str) -> str:
    """A text as a YAML scalar."""
    return "'" + text.replace("'", "''").replace("\n", " ") + "'"


def attacked(text: str) -> dict[str, str]:
    """The register with a text in each kind of place that people read."""
    quoted = _quoted(text)
    return {
        f"{FOLDER}/conclusion.md": CONCLUSION.replace("Kết luận giám sát Chi bộ A", quoted)
        .replace("Chưa ban hành quy chế làm việc.", quoted)
        .replace("Đoàn giám sát số 580", quoted)
        .replace("phải thu hồi", quoted)
        .replace("text: Ban hành quy chế.", f"text: {quoted}")
        .replace("trước ngày 10/6/2026", quoted)
        + text,
        f"{FOLDER}/plan.md": PLAN.replace("Ban hành Quy chế làm việc", quoted)
        .replace("Lấy ý kiến 12 đảng viên, thông qua tại kỳ họp", quoted)
        .replace("product: Quy chế", f"product: {quoted}")
        .replace("text: Dự thảo xong", f"text: {quoted}")
        .replace("unit: ý kiến", f"unit: {quoted}")
        .replace("title: Kế hoạch khắc phục của Chi bộ A", f"title: {quoted}")
        + text,
        f"{FOLDER}/2026-06-20-update.md": RECORDS["2026-06-20-update.md"].replace(
            "Chờ ý kiến cấp trên.", quoted
        )
        + text,
        f"{FOLDER}/2026-09-01-opinion.md": RECORDS["2026-09-01-opinion.md"].replace(
            "Nên lấy ý kiến rộng hơn.", quoted
        ),
        "units/chi-bo-a.md": UNITS["units/chi-bo-a.md"]
        .replace("Chi bộ A\nkind", f"{quoted}\nkind")
        .replace("Bí thư Chi bộ A", quoted)
        + text,
    }


@pytest.mark.parametrize("text", ATTACKS)
def test_no_text_becomes_markup(text: str) -> None:
    for page in pages(attacked(text)).values():
        found = read(page.html)
        assert "alert" not in " ".join(found.links)
        assert "84281" not in found.text


@pytest.mark.parametrize("text", BODIES)
def test_no_body_becomes_more_than_text(text: str) -> None:
    html = body_html(text, 2)
    found = read(f"<h1>x</h1><h2>y</h2>{html}")
    assert not any(
        link.startswith(("case:", "//", ".", "#")) or "alert" in link.lower()
        for link in found.links
        if "x.example" not in link
    )
    assert "evil.example" not in "".join(link for link in found.links)
    assert "<img" not in html
    read(one({f"{FOLDER}/plan.md": PLAN + text}).html)


MARKUP = st.text(
    alphabet=st.sampled_from(list("ab <>\"'&;/=!-[](){}#*_`|~:.\\\n\t1%$?ậ\u0301\u202e")), max_size=80
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MARKUP | st.text(max_size=60))
@example("[a](https://x.example 'b')")
def test_any_body_renders_to_what_is_allowed(text: str) -> None:
    read(f"<h1>x</h1><h2>y</h2>{body_html(text, 2)}")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Cf", "Zl", "Zp"]), max_size=60
    ),
    MARKUP,
)
def test_any_title_and_body_give_a_page_that_is_whole(title: str, body: str) -> None:
    read(
        one(
            {
                f"{FOLDER}/conclusion.md": CONCLUSION.replace(
                    "Kết luận giám sát Chi bộ A", _quoted(f"x{title}")
                )
                + body
            }
        ).html
    )


@pytest.mark.parametrize(
    "text",
    [
        "[" * 8_000,
        "![a](" * 2_000,
        ">" * 8_000,
        "- " * 8_000,
        "[[](" * 1_000,
        "*a_ " * 2_000,
        "`" * 8_000,
        "[a]: /x\n" * 1_000,
        "| a " * 2_000,
    ],
    ids=lambda text: text[:5],
)
def test_hostile_bodies_take_linear_time(text: str) -> None:
    """Twice the text may take at most three times as long: a machine that is busy measures badly, a square does not hide."""

    def taken(body: str) -> float:
        start = time.process_time()
        body_html(body, 2)
        return time.process_time() - start

    taken(text[:100])
    # Each time another text: what was drawn is remembered.
    half, whole = (min(taken(f"{part}{time}") for time in "123") for part in (text[: len(text) // 2], text))
    assert whole < max(3 * half, 0.1)


def test_a_body_that_is_nested_too_deep_is_shown_as_it_stands() -> None:
    html = body_html("> " * 5_000 + "<b>", 2)
    assert html.startswith("<pre>&gt; &gt;")
    assert html.endswith("&lt;b&gt;</pre>")


class Panic(BaseException):
    """What a parser in Rust raises: no Exception, so that nobody catches it by mistake."""


def test_a_parser_that_panics_stops_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    def panic(*_: object, **__: object) -> str:
        raise Panic

    monkeypatch.setattr(body_markdown, "render_markdown", panic)
    assert not can_be_drawn("Một <b> văn bản")
    assert body_html("Một <b> văn bản", 2) == "<pre>Một &lt;b&gt; văn bản</pre>"


@pytest.mark.parametrize(
    "end", ["import os; os.abort()", "import time; time.sleep(60)", "raise SystemExit(1)"]
)
def test_a_long_text_takes_no_process_with_it_but_its_own(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body_markdown, "_CODE", end)
    monkeypatch.setattr(body_markdown, "_SECONDS", 0.5)
    text = f"{end} **a** " * 10_000
    assert not can_be_drawn(text)
    assert body_html(text, 2).startswith("<pre>")


def test_a_long_text_is_drawn_as_a_short_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "# Đầu mục\n\nMột **đoạn** <b>, [x](https://a.example/).\n\n" * 2_000
    apart = body_html(text, 2)
    monkeypatch.setattr(body_markdown, "_LONG", 10 * len(text))
    assert body_html(text + "\n", 2) == apart
    assert apart.count("<strong>") == 2_000


BOMBS = {
    "rows": "|a" * 4_000 + "|\n" + "|-" * 4_000 + "|\n" + "|b\n" * 4_000,
    "columns": "|a" * 48_000 + "|\n" + "|-" * 48_000 + "|\n",
    "quoted": "> " + "|a" * 4_000 + "|\n> " + "|-" * 4_000 + "|\n" + "> |b\n" * 4_000,
    "many": ("|a" * 100 + "|\n" + "|-" * 100 + "|\n" + "b\n" * 100 + "\n") * 300,
    "no bars around": "|".join("a" * 4_000) + "\n" + "|".join("-" * 4_000) + "\n" + "b\n" * 4_000,
    "spaces": "|a" * 4_000 + "|\n" + "| :-: " * 4_000 + "|\n" + "|b\n" * 4_000,
    "form feeds": "|a" * 4_000 + "|\n" + "|\f-" * 4_000 + "|\n" + "|b\n" * 4_000,
    "returns": "|a" * 4_000 + "|\r" + "|-" * 4_000 + "|\r" + "|b\r" * 4_000,
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_a_table_that_would_fill_the_memory_is_told_and_shown_as_it_stands(text: str) -> None:
    assert body_html(text, 2).startswith("<pre>")
    document = {f"{FOLDER}/plan.md": PLAN.rstrip("\n") + "\n" + text}
    (page,) = (page for page in pages(document).values() if page.path == "cases/chi-bo-a/kl-1/")
    assert "<pre>" in page.html
    (flaw,) = (
        flaw
        for flaw in parse(
            f"{FOLDER}/plan.md", Slot("plan", "chi-bo-a", "kl-1"), document[f"{FOLDER}/plan.md"].encode()
        ).flaws
        if flaw.kind == "table-too-large"
    )
    assert "-" in lines(document[f"{FOLDER}/plan.md"])[flaw.place.line - 1]


def test_tags_of_an_author_are_text() -> None:
    assert body_html("## <ten-don-vi> <h1>", 2) == "<h3>&lt;ten-don-vi&gt; &lt;h1&gt;</h3>\n"


def test_headings_are_closed_up() -> None:
    assert body_html("# A\n\n#### B\n\n## C\n\n# D", 3) == "<h4>A</h4>\n<h5>B</h5>\n<h5>C</h5>\n<h4>D</h4>\n"
    assert body_html("###### A\n\n# B", 5) == "<h6>A</h6>\n<h6>B</h6>\n"


def test_pictures_become_their_words() -> None:
    assert body_html("![Biểu *đồ*](https://evil.example/x.png)", 2) == "<p>Biểu đồ</p>\n"


def test_links_of_a_body_say_that_they_lead_outside() -> None:
    assert body_html("[x](https://vanban.example.vn/35)", 2) == (
        '<p><a href="https://vanban.example.vn/35" rel="noopener nofollow ugc">x</a></p>\n'
    )
