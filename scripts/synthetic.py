"""Makes registers of any size for measurements: the same bytes for the same size, nothing random.

Five documents a case: conclusion, plan, two updates, verification. Sizes and wording follow the sample
register (a plan of five tasks, about 5 kB).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

_UNITS_PER_CASE = 40
_WORK = (
    "Rà soát, bổ sung chứng từ các khoản chi hội nghị còn thiếu",
    "Sửa đổi Quy chế làm việc của cấp ủy, bổ sung chế độ báo cáo",
    "Thu hồi, nộp ngân sách khoản chi vượt định mức",
    "Lập danh mục hồ sơ lưu trữ đến hạn nộp lưu",
    "Tổ chức họp kiểm điểm trách nhiệm 02 tập thể và 03 cá nhân",
)
# Words from which each task gets a phrase of its own: a register of copies would measure the search for copies.
_VOCABULARY = (
    "kho quỹ lương thưởng phụ cấp hóa đơn hợp đồng gói thầu vật tư xăng xe hội trường phòng họp sổ sách máy chủ "
    "phần mềm chữ ký con dấu tủ sắt thẻ đảng viên lý lịch quy hoạch luân chuyển tuyển dụng nghỉ phép thi đua khen "
    "khu dân cư tổ dân phố trạm y tế trường học chợ bến xe cầu cống kênh mương rừng đất ruộng ao hồ"
).split()
_START = date(2023, 1, 3)


def write_register(root: Path, cases: int) -> int:
    """Write a register of ``cases`` cases below ``root``; the number of files written."""
    files = 0
    for path, text in _files(cases):
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        files += 1
    return files


LONG_CASES = ("extensions", "updates", "one merge")


def long_case(kind: str, records: int) -> Iterator[bytes]:
    """A register of one case with so many records, each a commit of its own, as a stream for ``git fast-import``."""
    files = dict(_files(1))
    folder = next(path.rpartition("/")[0] for path in files if path.endswith("conclusion.md"))
    kept = {path: text for path, text in files.items() if "-update" not in path and "-verif" not in path}
    yield from _commit("main", 0, kept)
    branch = "branch" if kind == "one merge" else "main"
    if branch != "main":
        yield b"reset refs/heads/branch\nfrom refs/heads/main\n\n"
    for number in range(1, records + 1):
        day = _START + timedelta(days=20 + number)
        word, text = (
            ("extension", _extension(number, day))
            if kind == "extensions"
            else ("update", _update(0, "chi-bo-0", day, number % 5))
        )
        yield from _commit(branch, number, {f"{folder}/{day}-{word}.md": text})
    if branch != "main":
        yield from _commit("main", records + 1, {}, b"merge refs/heads/branch\n")
        # What a merge brings stands in its own tree.
        for number in range(1, records + 1):
            day = _START + timedelta(days=20 + number)
            yield _file(f"{folder}/{day}-update.md", _update(0, "chi-bo-0", day, number % 5))
    yield b"done\n"


def _commit(branch: str, number: int, files: Mapping[str, str], more: bytes = b"") -> Iterator[bytes]:
    who = f"Đo kiểm <do@kiem.example> {1_700_000_000 + 60 * number} +0700".encode()
    yield b"commit refs/heads/%b\ncommitter %b\ndata 1\nx\n%b" % (branch.encode(), who, more)
    yield from (_file(path, text) for path, text in files.items())


def _file(path: str, text: str) -> bytes:
    data = text.encode()
    return b"M 100644 inline %b\ndata %d\n%b\n" % (path.encode(), len(data), data)


def _extension(number: int, day: date) -> str:
    """One more day for the first task, each time."""
    before = _START + timedelta(days=20 + 30 + number - 1)
    return (
        f"---\ntype: extension\ndate: {day}\nby: chi-bo-0\ntasks:\n  - task: N1\n    from: {before}\n"
        f"    to: {before + timedelta(days=1)}\nreason: Chờ hóa đơn số {number}\noutcome: approved\ndecided_by: dang-uy\n"
        f"paper:\n  number: {number}-CV/ĐU\n  date: {day}\n---\n"
    )


def _files(cases: int) -> Iterator[tuple[str, str]]:
    units = max(2, cases // _UNITS_PER_CASE)
    yield (
        "plans/policy.yml",
        "type: policy\ncommittee: Đảng ủy đo kiểm\ndays:\n  due_soon: 14\n  verify: 10\n",
    )
    yield "units/dang-uy.md", _unit("dang-uy", "Đảng ủy đo kiểm", "committee", "")
    yield "units/uy-ban-kiem-tra.md", _unit("uy-ban-kiem-tra", "Ủy ban Kiểm tra", "commission", "dang-uy")
    for number in range(units):
        yield f"units/chi-bo-{number}.md", _unit(f"chi-bo-{number}", f"Chi bộ số {number}", "cell", "dang-uy")
    for number in range(cases):
        yield from _case(number, f"chi-bo-{number % units}")


def _unit(unit: str, name: str, kind: str, parent: str) -> str:
    higher = f"parent: {parent}\n" if parent else ""
    people = "".join(
        f"  - id: {who}\n    role: {role}\n"
        for who, role in (("bi-thu", "Bí thư"), ("pho-bi-thu", "Phó Bí thư"))
    )
    return (
        f"---\ntype: unit\nid: {unit}\nname: {name}\nkind: {kind}\n{higher}head: {unit}/bi-thu\n"
        f"people:\n{people}---\n\n{name} trực thuộc Đảng ủy.\n"
    )


def _case(number: int, unit: str) -> Iterator[tuple[str, str]]:
    folder = f"plans/{unit}/ho-so-{number}"
    issued = _START + timedelta(days=number * 7 % 1200)
    yield f"{folder}/conclusion.md", _conclusion(number, unit, issued)
    yield f"{folder}/plan.md", _plan(number, unit, issued + timedelta(days=20))
    for months, done in ((2, 1), (4, 3)):
        day = issued + timedelta(days=20 + 30 * months)
        yield f"{folder}/{day}-update.md", _update(number, unit, day, done)
    day = issued + timedelta(days=160)
    yield f"{folder}/{day}-verification.md", _verification(day)


def _conclusion(number: int, unit: str, issued: date) -> str:
    findings = "".join(
        f"  - id: HC{index}\n    grade: limitation\n    section: Mục II.{index}\n    text: >-\n"
        f"      {work} chưa được thực hiện đầy đủ trong kỳ kiểm tra số {number}; việc theo dõi, đôn đốc còn chậm.\n"
        for index, work in enumerate(_WORK, 1)
    )
    return (
        f"---\ntype: conclusion\nid: KL-{number}\nunit: {unit}\nstatus: issued\nnumber: {number % 900 + 1}-TB/ĐU\n"
        f"title: Kết luận kiểm tra việc thực hiện nhiệm vụ năm thứ {number}\nissuer: dang-uy\nissued_on: {issued}\n"
        f"followers:\n  commission: uy-ban-kiem-tra\nplan_due: {issued + timedelta(days=30)}\n"
        f"report_due: {issued + timedelta(days=300)}\nfindings:\n{findings}---\n\n"
        "Thông báo gửi đơn vị được kiểm tra và các cơ quan theo dõi.\n"
    )


def _plan(number: int, unit: str, issued: date) -> str:
    return (
        f"---\ntype: plan\nlevel: main\nstatus: issued\nnumber: {number % 900 + 1}-KH/CB\ntitle: Kế hoạch khắc phục\n"
        f"issued_on: {issued}\nissued_by: {unit}\ndirected_by: {unit}/bi-thu\n"
        f"not_consulted_reason: Đơn vị không có tổ chức đoàn thể\ntasks:\n"
        + "".join(_task(number, index, unit, issued, work) for index, work in enumerate(_WORK, 1))
        + "---\n\n## Mục đích\n\nKhắc phục **toàn bộ** hạn chế nêu trong thông báo:\n\n- rõ người, rõ việc;\n- rõ thời gian.\n"
    )


def _phrase(number: int, index: int) -> str:
    """Twelve words, the same for the same task and hardly ever for two."""
    state, words = number * 6 + index + 1, []
    for _ in range(12):
        state = (state * 1103515245 + 12345) % 2**31
        words.append(_VOCABULARY[state // 65536 % len(_VOCABULARY)])
    return " ".join(words)


def _task(number: int, index: int, unit: str, issued: date, work: str) -> str:
    due = issued + timedelta(days=30 * index)
    who = ("bi-thu", "pho-bi-thu")[index % 2]
    half = issued + timedelta(days=15 * index)
    return (
        f"  - id: N{index}\n    findings: [HC{index}]\n    content: {work} ({_phrase(number, index)})\n"
        f"    measure: Tổ công tác gồm 03 đồng chí đối chiếu {number % 40 + 5} hồ sơ, lập biên bản từng hồ sơ\n"
        f"    product: Biên bản rà soát {number % 40 + 5} hồ sơ\n    lead: {unit}\n    accountable: {unit}/{who}\n"
        f"    start: {issued}\n    due: {due}\n    due_text: trước ngày {due.day:02d}/{due.month:02d}/{due.year}\n"
        f"    target:\n      total: {number % 40 + 5}\n      unit: hồ sơ\n"
        f"    milestones:\n      - id: N{index}.1\n        text: Xong một nửa\n        due: {half}\n"
    )


def _update(number: int, unit: str, day: date, done: int) -> str:
    tasks = "".join(
        f"  - task: N{index}\n    state: {'done' if index <= done else 'in_progress'}\n"
        + ("" if index <= done else f"    progress: {done}/{number % 40 + 5}\n")
        + (
            f"    done_on: {day}\n    evidence:\n      - number: {index}-BB/CB\n        date: {day}\n"
            if index <= done
            else ""
        )
        for index in range(1, 6)
    )
    return f"---\ntype: update\ndate: {day}\nby: {unit}\ntasks:\n{tasks}---\n\nĐã họp chi bộ, phân công cụ thể.\n"


def _verification(day: date) -> str:
    return (
        f"---\ntype: verification\ndate: {day}\nby: uy-ban-kiem-tra\ntasks:\n  - task: N1\n    outcome: confirmed\n"
        "    gone: true\n---\n\nĐã kiểm tra hồ sơ gốc.\n"
    )
