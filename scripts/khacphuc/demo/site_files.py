"""Hold the demonstration's files beside its cases: policy, ``.gitattributes``, site settings and guides."""

from __future__ import annotations

from collections.abc import Iterator

from khacphuc.demo.demo_units import COMMISSION, COMMITTEE
from khacphuc.register.program_files import CONFIGURATION, GUIDES, PROGRAM


def home_files() -> Iterator[tuple[str, bytes]]:
    """Yield the program's own files, by the path they have in a repository, with their bytes."""
    inside = sorted(path for path in (PROGRAM / GUIDES).rglob("*") if path.is_file())
    for path in [PROGRAM / CONFIGURATION, *inside]:
        yield path.relative_to(PROGRAM).as_posix(), path.read_bytes()


ATTRIBUTES = b"* text=auto eol=lf\n"
POLICY = f"""# Sổ trình diễn do lệnh "khacphuc demo" tạo ra. Mọi đơn vị, hồ sơ trong sổ này là hư cấu.
type: policy
committee: {COMMITTEE.name}
sample: true
language: vi
time_zone: Asia/Ho_Chi_Minh

days:
  due_soon: 14
  silent: 45
  not_urged: 45
  make_plan: 30
  make_subplan: 15
  send_report: 15
  update: 60
  verify: 20
  close: 20
  reply: 10
  long_task: 90

unit_kinds:
  - id: committee
    label: Đảng ủy cấp trên trực tiếp của tổ chức cơ sở đảng
    label_en: Party committee above the grassroots
  - id: grassroots
    label: Đảng ủy cơ sở
    label_en: Grassroots Party committee
  - id: cell
    label: Chi bộ
    label_en: Party cell
  - id: commission
    label: Ủy ban kiểm tra
    label_en: Inspection commission
  - id: mass
    label: Mặt trận và đoàn thể
    label_en: Front and mass organisation

registrars:
  - {COMMISSION.person("tong-hop")}

rules:
  KP409:
    severity: off
    reason: Các kế hoạch của sổ trình diễn được ghép từ một số nhiệm vụ mẫu
""".encode()
