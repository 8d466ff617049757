"""The plain tree says what the site says, in files that other builders leave as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from comrak import RenderOptions, render_markdown
from markdown import Markdown  # type: ignore[import-untyped]  # has no stubs that MkDocs would need, too

from khacphuc.cli import main
from khacphuc.pages.file_links import files_of
from khacphuc.pages.page import Heading, Page
from khacphuc.pages.table_files import page_tables
from khacphuc.site.contents import STAMP
from khacphuc.site.file_writing import source
from khacphuc.site.form_files import FORMS
from khacphuc.site.tree import markdown, write_tree
from tests.site.making import AS_OF, ROOT, contents, every_file
from tests.site.shards import Found

HTML = """<h1>Hồ sơ</h1>

<table><tr>

<td>*không nghiêng*</td><td>    # không mục</td></tr></table>
<pre>a

  b


c</pre>
<p>{: #__config }</p>""".replace("<pre>", "   \n<pre>")
PAGE = Page(
    "cases/a/b/",
    "Tên: \"ngoặc\" & <b> 'đơn'\n# \ud83d \u2028 ---",
    HTML,
    (Heading("a", "A"),),
    "chữ: [x] để\ntìm",
)


def parts(text: str) -> tuple[dict[str, str], str]:
    _, front, body = text.split("---\n", 2)
    return yaml.safe_load(front), body


def test_a_page_is_front_matter_and_one_block() -> None:
    front, body = parts(markdown(PAGE, "Tính đến ngày 24/11/2026"))
    assert front == {"title": "Tên: ”ngoặc” & ‹b› ’đơn’ # ? ---", "description": "chữ: [x] để tìm"}
    block = body.strip("\n")
    assert "" not in [line.strip() for line in block.split("\n")]
    assert block.replace("&#10;", "\n") == (
        f'<div class="kp-page">\n{HTML}\n<p class="kp-dated">Tính đến ngày 24/11/2026</p>\n</div>'
    )


@pytest.mark.parametrize("extensions", [[], ["attr_list", "md_in_html", "admonition", "tables"]])
def test_builders_leave_it_alone(extensions: list[str]) -> None:
    body = parts(markdown(PAGE, ""))[1].strip("\n")
    assert Markdown(extensions=extensions).convert(body) == body
    as_it_stands = RenderOptions()
    as_it_stands.unsafe_ = True
    assert render_markdown(body, render_options=as_it_stands).strip("\n") == body


def test_the_tree_holds_every_page_the_styles_and_the_stamp(tmp_path: Path) -> None:
    made = contents(PAGE)
    write_tree(tmp_path, made)
    files = every_file(tmp_path)
    search = {path for path in files if path.startswith("assets/search/")}
    assert sorted(Found(files).paths) == [page.path for page in made.pages if page.search]
    assert files.keys() - search == {
        *(source(page.path) for page in made.pages),
        *(one.path for page in made.pages for one in files_of(page.path)),
        *(path for page in made.pages for path, _ in page_tables(page)),
        "assets/khacphuc.css",
        "assets/khacphuc-search.css",
        "assets/javascripts/khacphuc-search.js",
        "assets/javascripts/khacphuc-tables.js",
        *FORMS,
        STAMP,
    }


def test_the_search_page_brings_its_script() -> None:
    here = markdown(Page("search/", "Tìm", "<form></form>"), "")
    assert '<script src="../assets/javascripts/khacphuc-search.js"></script>' in here
    assert "<script" not in markdown(PAGE, "")


def test_the_command_replaces_its_own_tree_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "tree"
    command = ["pages", "--root", str(ROOT), "--as-of", AS_OF.isoformat(), "--out", str(out)]
    assert main(command) == 0
    first = every_file(out)
    assert main([*command, "--jobs", "2"]) == 0
    assert every_file(out) == first
    (out / STAMP).unlink()
    assert main(command) == 2
    assert "--force" in capsys.readouterr().err
    assert main([*command, "--force"]) == 0
    assert every_file(out) == first
