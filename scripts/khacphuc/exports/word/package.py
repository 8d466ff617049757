"""The parts of a Word file around its text, packed so that the same paper gives the same bytes."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from khacphuc.exports.word.wordml import escaped, mm

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    ("/word/document.xml", "document.main"),
    ("/word/styles.xml", "styles"),
    ("/word/settings.xml", "settings"),
    ("/word/header1.xml", "header"),
    ("/word/header2.xml", "header"),
)
_DATE = (1980, 1, 1, 0, 0, 0)
_A4 = (210, 297)


class Margins(tuple[float, float, float, float]):
    """Top, bottom, left and right, in millimetres."""

    __slots__ = ()


def word_file(body: str, margins: Margins, *, across: bool, title: str, number_size: float = 14) -> bytes:
    """A file with a finished body. Its pages are numbered above the text, from the second on."""
    number = round(number_size * 2)
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml"),
            ("metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": properties(title),
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}'
        f"{_section(margins, across=across)}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"),
            ("settings", "settings.xml"),
            ("header", "header1.xml"),
            ("header", "header2.xml"),
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": f'{_HEAD}<w:settings xmlns:w="{_W}"><w:defaultTabStop w:val="720"/></w:settings>',
        "word/header1.xml": f'{_HEAD}<w:hdr xmlns:w="{_W}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
        f'<w:r><w:rPr><w:sz w:val="{number}"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:rPr><w:sz w:val="{number}"/></w:rPr><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        f'<w:r><w:rPr><w:sz w:val="{number}"/></w:rPr><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>',
        "word/header2.xml": f'{_HEAD}<w:hdr xmlns:w="{_W}"><w:p/></w:hdr>',
    }
    return packed({name: text.encode() for name, text in parts.items()})


def packed(parts: dict[str, bytes]) -> bytes:
    """Parts as one ZIP file, dated the same each time."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, data in parts.items():
            about = ZipInfo(name, _DATE)
            about.compress_type = ZIP_DEFLATED
            about.create_system = 0
            file.writestr(about, data)
    return out.getvalue()


def _content_types() -> str:
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{base}.{kind}+xml"/>' for name, kind in _TYPES
    )
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/></Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    found = "".join(
        f'<Relationship Id="rId{index}" Type="{package if kind.startswith("metadata") else base}/{kind}" '
        f'Target="{target}"/>'
        for index, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{package}">{found}</Relationships>'


def properties(title: str) -> str:
    """The part that says what a paper is called. It names no author."""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escaped(title)}</dc:title>'
        "<dc:creator>Khắc Phục</dc:creator></cp:coreProperties>"
    )


def _styles() -> str:
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'
    return (
        f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="28"/>'
        '<w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
    )


def _section(margins: Margins, *, across: bool) -> str:
    top, bottom, left, right = map(mm, margins)
    width, height = (mm(side) for side in (_A4[::-1] if across else _A4))
    turned = ' w:orient="landscape"' if across else ""
    head = mm(10)
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/><w:pgMar w:top="{top}" w:right="{right}" '
        f'w:bottom="{bottom}" w:left="{left}" w:header="{head}" w:footer="{head}" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )
