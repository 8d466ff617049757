"""List the offices of the demonstration's province. The province is fictional; nobody in it has a name."""

from __future__ import annotations

PROVINCE = "Sông Lam"
COMMITTEE, COMMISSION = "dang-uy-khoi", "uy-ban-kiem-tra"
MASS = (
    ("cong-doan-khoi", "Công đoàn Khối các cơ quan tỉnh Sông Lam"),
    ("doan-thanh-nien-khoi", "Đoàn Thanh niên Khối các cơ quan tỉnh Sông Lam"),
    ("hoi-cuu-chien-binh-khoi", "Hội Cựu chiến binh Khối các cơ quan tỉnh Sông Lam"),
)

OFFICES = (
    ("so-xay-dung", "Sở Xây dựng"),
    ("so-tai-chinh", "Sở Tài chính"),
    ("so-ke-hoach-dau-tu", "Sở Kế hoạch và Đầu tư"),
    ("so-y-te", "Sở Y tế"),
    ("so-giao-thong", "Sở Giao thông vận tải"),
    ("so-giao-duc", "Sở Giáo dục và Đào tạo"),
    ("so-khoa-hoc", "Sở Khoa học và Công nghệ"),
    ("so-thong-tin", "Sở Thông tin và Truyền thông"),
    ("so-noi-vu", "Sở Nội vụ"),
    ("so-tu-phap", "Sở Tư pháp"),
    ("so-cong-thuong", "Sở Công Thương"),
    ("so-van-hoa", "Sở Văn hóa, Thể thao và Du lịch"),
    ("so-nong-nghiep", "Sở Nông nghiệp"),
    ("thanh-tra", "Thanh tra tỉnh"),
    ("dai-phat-thanh", "Đài Phát thanh và Truyền hình"),
    ("bao-hiem", "Bảo hiểm xã hội tỉnh"),
    ("thue", "Thuế tỉnh"),
    ("kho-bac", "Kho bạc tỉnh"),
    ("truong-chinh-tri", "Trường Chính trị tỉnh"),
    ("quy-phat-trien", "Quỹ Đầu tư phát triển tỉnh"),
)

SUCCESSORS = {
    "so-ke-hoach-dau-tu": "so-tai-chinh",
    "so-giao-thong": "so-xay-dung",
    "so-thong-tin": "so-khoa-hoc",
}
"""Offices that ended when the province was reorganised, and those that took over."""

SECTIONS = (
    ("van-phong", "Văn phòng"),
    ("ke-hoach", "Phòng Kế hoạch, Tài chính"),
    ("to-chuc", "Phòng Tổ chức"),
    ("nghiep-vu-1", "Phòng Nghiệp vụ 1"),
    ("nghiep-vu-2", "Phòng Nghiệp vụ 2"),
    ("trung-tam", "Trung tâm Dịch vụ công"),
    ("ban-quan-ly", "Ban Quản lý dự án"),
    ("kiem-soat", "Phòng Kiểm soát"),
)

OFFICE_ROLES = (
    ("bi-thu", "Bí thư Đảng ủy, Thủ trưởng cơ quan"),
    ("pho-bi-thu", "Phó Bí thư Đảng ủy"),
    ("uy-vien", "Ủy viên Ban Chấp hành, Trưởng phòng Kế hoạch"),
    ("chanh-van-phong", "Chánh Văn phòng"),
    ("van-thu", "Văn thư"),
)
CELL_ROLES = (
    ("bi-thu", "Bí thư Chi bộ"),
    ("pho-bi-thu", "Phó Bí thư Chi bộ"),
    ("uy-vien", "Chi ủy viên"),
    ("chuyen-vien", "Chuyên viên phụ trách"),
    ("van-thu", "Văn thư"),
)
COMMITTEE_ROLES = (
    ("bi-thu", "Bí thư Đảng ủy Khối"),
    ("pho-bi-thu", "Phó Bí thư Thường trực Đảng ủy Khối"),
    ("uy-vien", "Ủy viên Ban Thường vụ phụ trách kiểm tra"),
    ("van-thu", "Văn thư Đảng ủy Khối"),
)
COMMISSION_ROLES = (
    ("chu-nhiem", "Chủ nhiệm Ủy ban Kiểm tra"),
    ("pho-chu-nhiem", "Phó Chủ nhiệm Ủy ban Kiểm tra"),
    ("uy-vien-kinh-te", "Ủy viên phụ trách khối kinh tế"),
    ("uy-vien-noi-chinh", "Ủy viên phụ trách khối nội chính"),
    ("tong-hop", "Chuyên viên tổng hợp"),
)
MASS_ROLES = (("chu-tich", "Người đứng đầu"), ("van-phong", "Cán bộ văn phòng"))
