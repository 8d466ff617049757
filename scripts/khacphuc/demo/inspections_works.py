"""Hold templates of inspections of works, people and papers. Placeholders as in ``inspection_model.py``."""

from __future__ import annotations

from khacphuc.demo.inspection_model import FindingTemplate, InspectionTemplate

WORKS = (
    InspectionTemplate(
        "việc lãnh đạo thực hiện các dự án đầu tư công, mua sắm, đấu thầu",
        "Từ năm {y} Ban Quản lý dự án giao {m} hồ sơ cho hai cán bộ, không giao hạn cho từng hồ sơ về {o}.",
        (
            FindingTemplate(
                "{n}/{m} dự án {o} hoàn thành nhưng chậm quyết toán trên 06 tháng.",
                "Quyết toán {n} dự án {o} chậm trên 06 tháng",
                (
                    "Giao mỗi dự án cho 01 kế toán và 01 kỹ sư bằng quyết định; thiếu hoàn công thì thuê đo vẽ lại; trình theo thứ tự chậm lâu nhất trước",
                    "Họp ba bên với nhà thầu, kiểm toán độc lập, chốt khối lượng từng hạng mục, ký biên bản trong 10 ngày",
                    "Lập tổ công tác 06 người, mỗi tuần nộp hồ sơ thẩm tra của 01 dự án, Phó Giám đốc ký đôn đốc",
                ),
                "Quyết định phê duyệt quyết toán {n} dự án",
                "dự án",
                "correction",
                ("đường xã", "trường học", "kênh tưới", "trạm y tế", "nhà văn hóa", "cầu dân sinh"),
                most=9,
            ),
            FindingTemplate(
                "Nghiệm thu {n} gói thầu {o} không đúng khối lượng thực tế.",
                "Đo lại, thu hồi phần thanh toán vượt của {n} gói thầu {o}",
                (
                    "Mời Kho bạc chứng kiến đo lại, ký phụ lục giảm trừ, khấu trừ vào đợt thanh toán kế tiếp của nhà thầu",
                    "Thuê tư vấn kiểm định độc lập, lập bảng chênh lệch, thu qua bảo lãnh thực hiện hợp đồng",
                ),
                "Phụ lục giảm trừ và chứng từ nộp trả của {n} gói thầu",
                "gói thầu",
                "recovery",
                ("xây lắp", "thiết bị dạy học", "chiếu sáng", "cây xanh", "thoát nước"),
                most=7,
            ),
            FindingTemplate(
                "{n} gói mua sắm {o} năm {y} chia nhỏ để chỉ định thầu; hồ sơ thiếu biên bản thương thảo.",
                "Kiểm điểm trách nhiệm tại {n} gói mua sắm {o}, bổ sung hồ sơ",
                (
                    "Từng cá nhân viết bản kiểm điểm, tập thể bỏ phiếu kín đề nghị hình thức, công khai kết quả trong chi bộ",
                    "Thanh tra Sở đọc lại hồ sơ từng gói, lập bảng sai phạm theo điều khoản, Ban Thường vụ họp xem xét một buổi",
                ),
                "Biên bản kiểm điểm có kết quả phiếu kín về {n} gói",
                "gói",
                "handling",
                ("máy vi tính", "vật tư y tế", "phần mềm", "thiết bị họp trực tuyến"),
                most=9,
            ),
            FindingTemplate(
                "{n} hộ thuộc dự án {o} chưa được chi trả, mặt bằng bàn giao chậm.",
                "Chi trả, nhận bàn giao mặt bằng của {n} hộ thuộc dự án {o}",
                (
                    "Cùng Ủy ban nhân dân xã đối thoại từng hộ, chi trả theo 03 đợt, lập biên bản bàn giao từng thửa",
                    "Mời Mặt trận xã đến {n} hộ vận động, niêm yết bảng giá bồi thường, chuyển tiền qua tài khoản",
                ),
                "Biên bản bàn giao mặt bằng của {n} hộ",
                "hộ",
                "correction",
                ("đường vành đai", "khu tái định cư", "hồ chứa nước", "cụm công nghiệp"),
            ),
        ),
    ),
    InspectionTemplate(
        "việc lãnh đạo công tác cán bộ, kê khai tài sản, thu nhập",
        "Phòng Tổ chức chỉ lưu bản giấy, {m} hồ sơ về {o} không có bảng theo dõi ngày nộp.",
        (
            FindingTemplate(
                "{n}/{m} bản {o} năm {y} kê thiếu mục hoặc nộp quá hạn.",
                "Hướng dẫn làm lại và nộp {n} bản {o} năm {y}",
                (
                    "Tổ chức 01 buổi hướng dẫn từng mục, người kê khai ký xác nhận, tổ thẩm tra đối chiếu 10 % số bản",
                    "Trưởng phòng Tổ chức gặp từng người, đối chiếu với hồ sơ cán bộ, niêm phong bản cũ lưu kèm bản mới",
                ),
                "Danh sách {n} bản đã nộp có chữ ký giao nhận",
                "bản",
                "correction",
                ("kê khai tài sản", "bổ sung lý lịch", "cam kết không kiêm nhiệm", "khai báo đi nước ngoài"),
            ),
            FindingTemplate(
                "{n} trường hợp {o} năm {y} thiếu bước lấy phiếu tín nhiệm.",
                "Rà soát lại {n} trường hợp {o}, hoàn thiện quy trình từng bước",
                (
                    "Lập bảng 05 bước cho từng trường hợp, bước nào thiếu thì tổ chức lại hội nghị, mời Ban Tổ chức dự",
                    "Đọc lại hồ sơ {n} trường hợp, xin ý kiến cấp trên về cách xử lý, ra nghị quyết riêng từng người",
                ),
                "Hồ sơ {n} trường hợp có biên bản kiểm phiếu",
                "trường hợp",
                "handling",
                ("bổ nhiệm lại", "luân chuyển", "bổ sung quy hoạch", "điều động", "tuyển dụng viên chức"),
            ),
            FindingTemplate(
                "{n} vị trí phải chuyển đổi định kỳ liên quan đến {o} đã quá 05 năm.",
                "Chuyển đổi {n} vị trí công tác liên quan đến {o}",
                (
                    "Lập danh sách quá 05 năm, công khai 10 ngày, ban hành quyết định theo hai đợt, bàn giao có biên bản",
                    "Họp với từng phòng thống nhất người đổi chéo, đào tạo kèm việc 02 tuần trước ngày nhận",
                ),
                "Quyết định chuyển đổi {n} vị trí và biên bản bàn giao",
                "vị trí",
                "correction",
                ("kế toán", "cấp phép", "thanh tra", "đăng kiểm", "tuyển sinh"),
            ),
            FindingTemplate(
                "{n} đảng viên chưa dự bồi dưỡng về {o}; kế hoạch đào tạo năm {y} đạt thấp.",
                "Bồi dưỡng {o} cho {n} đảng viên, cấp giấy chứng nhận",
                (
                    "Mở 02 lớp buổi tối tại trụ sở, điểm danh bằng danh sách ký, làm bài thu hoạch 05 trang",
                    "Phối hợp Trung tâm Chính trị giảng 04 chuyên đề, thi vấn đáp, ai vắng học bù trong tháng",
                ),
                "Danh sách {n} người được cấp giấy chứng nhận",
                "người",
                "training",
                ("nghiệp vụ kiểm tra", "công tác văn thư", "bảo vệ dữ liệu", "quản lý đầu tư"),
            ),
        ),
    ),
    InspectionTemplate(
        "việc lãnh đạo công tác văn thư, lưu trữ, ứng dụng công nghệ thông tin",
        "Kho lưu trữ rộng 20 m2 chứa {m} hộp hồ sơ; đơn vị chưa giao người phụ trách {o}.",
        (
            FindingTemplate(
                "{n} mét giá tài liệu {o} trước năm {y} chưa chỉnh lý, quá hạn nộp lưu.",
                "Chỉnh lý và nộp lưu {n} mét giá tài liệu {o}",
                (
                    "Thuê Trung tâm Lưu trữ lịch sử chỉnh lý, mỗi tuần giao nhận 05 mét, lập mục lục hai bản",
                    "Văn thư các phòng lập hồ sơ công việc theo danh mục, cán bộ lưu trữ kiểm đếm, ký biên bản từng phòng",
                ),
                "Mục lục hồ sơ và biên bản giao nhận {n} mét giá",
                "mét giá",
                "correction",
                ("kế toán", "dự án", "nhân sự", "đất đai", "giải quyết đơn thư"),
            ),
            FindingTemplate(
                "{n}/{m} văn bản {o} năm {y} phát hành giấy, không ký số.",
                "Số hóa, ký số {n} văn bản {o} và khóa sổ giấy",
                (
                    "Quét hai mặt, gắn mã, Chánh Văn phòng ký số sao y từng văn bản; phần mềm chặn phát hành giấy từ ngày khóa sổ",
                    "Cấp 12 chữ ký số cho lãnh đạo phòng, cài trên máy cá nhân, kiểm tra nhật ký hệ thống vào thứ Sáu",
                ),
                "Danh mục {n} văn bản đã ký số trích từ phần mềm",
                "văn bản",
                "correction",
                ("đi", "nội bộ", "chỉ đạo", "báo cáo định kỳ", "thông báo kết luận"),
            ),
            FindingTemplate(
                "Danh mục {o} có {n} mục sai thời hạn bảo quản; chưa ban hành lại từ năm {y}.",
                "Ban hành lại danh mục {o}, sửa {n} mục về thời hạn bảo quản",
                (
                    "Đối chiếu từng mục với thông tư về thời hạn bảo quản, các phòng ký xác nhận, gửi Sở Nội vụ thẩm định",
                    "Lập bảng so sánh cũ và mới, họp 01 buổi với văn thư các phòng, Giám đốc ký ban hành",
                ),
                "Danh mục ban hành kèm bảng sửa {n} mục",
                "mục",
                "regulation",
                ("hồ sơ cơ quan", "tài liệu số", "tài liệu nghe nhìn", "hồ sơ chuyên ngành"),
            ),
            FindingTemplate(
                "{n} tài khoản {o} của người đã nghỉ việc vẫn hoạt động; không có nhật ký truy cập.",
                "Thu hồi {n} tài khoản {o} và bật nhật ký truy cập",
                (
                    "Đối chiếu danh sách người nghỉ việc với danh sách tài khoản, khóa trong ngày, lưu biên bản có chữ ký hai bên",
                    "Ban hành phiếu bàn giao tài khoản khi nghỉ việc, quản trị viên xuất nhật ký ngày 05 hằng tháng đến khi đóng hồ sơ",
                ),
                "Biên bản khóa {n} tài khoản và bản trích nhật ký",
                "tài khoản",
                "correction",
                ("thư điện tử", "phần mềm kế toán", "một cửa điện tử", "cơ sở dữ liệu đất đai"),
            ),
        ),
    ),
)
