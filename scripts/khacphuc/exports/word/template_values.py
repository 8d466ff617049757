"""What an office's template can ask for: the parts of a paper by the names of its placeholders."""

from __future__ import annotations

from msgspec.structs import replace

from khacphuc.exports.word.layout import UNSIGNED, finished, receiver_end
from khacphuc.exports.word.paper import OfficialPaper, PaperSignature, Words
from khacphuc.exports.word.template_markup import Markup, placeholder_key

HIGHER, ISSUER, NUMBER = "cơ_quan_cấp_trên", "cơ_quan", "số"
PLACE, DATED = "địa_danh", "ngày"
KIND, ABSTRACT, ADDRESSEES = "loại", "trích_yếu", "kính_gửi"
BODY, SOURCES = "nội_dung_văn_bản", "nguồn_số_liệu"
RECEIVERS = "nơi_nhận"
ON_BEHALF, OFFICE, SIGNER = "thay_mặt", "chức_vụ", "người_ký"
KEYS = {
    name: placeholder_key(name)
    for name in (
        *(HIGHER, ISSUER, NUMBER, PLACE, DATED, KIND, ABSTRACT, ADDRESSEES, BODY, SOURCES),
        *(RECEIVERS, ON_BEHALF, OFFICE, SIGNER),
    )
}


def paper_values(paper: OfficialPaper, width: float | None) -> dict[str, str | Markup]:
    """The values of a paper's placeholders. ``width`` is the room of its text in millimetres."""
    signed = paper.signature
    end = f"{receiver_end(paper)}\n- "
    values: dict[str, str | Markup] = {
        HIGHER: paper.higher,
        ISSUER: paper.issuer,
        NUMBER: paper.number,
        PLACE: paper.place,
        DATED: paper.dated,
        KIND: paper.kind,
        ABSTRACT: paper.abstract,
        ADDRESSEES: "; ".join(paper.addressees),
        BODY: Markup(finished(paper, paper.blocks, width).encode()),
        SOURCES: Markup(finished(paper, paper.appendix, width).encode()),
        RECEIVERS: end.join(paper.receivers),
        ON_BEHALF: signed.on_behalf,
        OFFICE: signed.office,
        SIGNER: signed.name or UNSIGNED,
    }
    return {KEYS[name]: value for name, value in values.items()}


def with_placeholders(paper: OfficialPaper) -> OfficialPaper:
    """A paper that has placeholders in the place of its values: what an office begins its own template with."""

    def ask(name: str, value: object = "there") -> str:
        return f"{{{{{name}}}}}" if value else ""

    signed = paper.signature
    return replace(
        paper,
        higher=ask(HIGHER, paper.higher),
        issuer=ask(ISSUER),
        number=ask(NUMBER, paper.number),
        place=ask(PLACE),
        dated=ask(DATED),
        kind=ask(KIND, paper.kind),
        abstract=ask(ABSTRACT),
        blocks=(Words(ask(BODY)),),
        signature=PaperSignature(ask(OFFICE), ask(SIGNER), ask(ON_BEHALF, signed.on_behalf)),
        addressees=(ask(ADDRESSEES),) if paper.addressees else (),
        receivers=(ask(RECEIVERS),),
        appendix=(Words(ask(SOURCES)),),
    )
