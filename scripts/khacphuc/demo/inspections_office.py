"""Hold templates of inspections of offices. Placeholders as in ``inspection_model.py``."""

from __future__ import annotations

from khacphuc.demo.inspection_model import FindingTemplate, InspectionTemplate

OFFICE = (
    InspectionTemplate(
        "việc lãnh đạo, chỉ đạo công tác quản lý tài chính, tài sản công",
        "Đơn vị giao một kế toán kiêm nhiệm {m} đầu việc, không quy định thời hạn đối chiếu {o}.",
        (
            FindingTemplate(
                "{n}/{m} bộ chứng từ {o} năm {y} thiếu chữ ký hoặc hóa đơn; việc đối chiếu với Kho bạc còn chậm.",
                "Bổ sung chứng từ còn thiếu của {n} khoản {o} năm {y}",
                (
                    "Lập danh sách {n} khoản, giao từng kế toán viên gặp người đề nghị thanh toán để lấy đủ chữ ký, hóa đơn",
                    "Đối chiếu sổ quỹ với hồ sơ lưu theo từng tháng của năm {y}; khoản nào thiếu thì lập phiếu yêu cầu bổ sung trong 05 ngày làm việc",
                    "Mời Kho bạc đối chiếu {n} khoản theo mã nguồn, khoản không bổ sung được thì trình thu hồi",
                ),
                "Bảng đối chiếu {n} bộ chứng từ có xác nhận của Kho bạc",
                "bộ chứng từ",
                "correction",
                (
                    "chi hội nghị",
                    "công tác phí",
                    "mua văn phòng phẩm",
                    "sửa chữa thường niên",
                    "tiếp khách",
                    "xăng xe",
                ),
            ),
            FindingTemplate(
                "Chi {o} năm {y} vượt định mức tại {n} hồ sơ; chưa thu hồi nộp ngân sách.",
                "Thu hồi phần chi {o} vượt định mức năm {y} của {n} trường hợp",
                (
                    "Ra quyết định thu hồi từng trường hợp, trừ dần vào lương hoặc nộp một lần; hằng tháng kế toán báo số đã thu",
                    "Thông báo bằng văn bản đến {n} người nhận tiền, ký cam kết ngày nộp, quá ngày thì khấu trừ qua tài khoản",
                    "Lập bảng tính lại từng khoản theo định mức, công khai tại trụ sở 15 ngày rồi thu vào tài khoản tạm giữ",
                ),
                "Giấy nộp tiền vào ngân sách của {n} trường hợp",
                "trường hợp",
                "recovery",
                (
                    "phụ cấp kiêm nhiệm",
                    "khoán điện thoại",
                    "tiền làm thêm giờ",
                    "hỗ trợ ăn ca",
                    "khoán phương tiện",
                ),
            ),
            FindingTemplate(
                "Quy chế chi tiêu nội bộ chưa sửa theo định mức mới; {n} mức chi {o} không còn căn cứ.",
                "Ban hành lại Quy chế chi tiêu nội bộ, sửa {n} mức chi {o}",
                (
                    "Phòng Kế hoạch, Tài chính dự thảo, lấy ý kiến bằng phiếu của toàn thể công chức, hội nghị biểu quyết từng mức chi",
                    "So từng mức chi với nghị quyết của Hội đồng nhân dân tỉnh, lập bảng trước và sau khi sửa gửi Công đoàn góp ý 10 ngày",
                ),
                "Quy chế chi tiêu nội bộ được ban hành kèm bảng so sánh {n} mức chi",
                "mức chi",
                "regulation",
                ("đi công tác", "hội thảo", "in ấn", "trang phục", "thuê xe"),
                most=12,
            ),
            FindingTemplate(
                "{n} tài sản là {o} hỏng chưa lập hồ sơ thanh lý; sổ tài sản và kiểm kê lệch nhau.",
                "Kiểm kê lại và lập hồ sơ thanh lý {n} tài sản là {o}",
                (
                    "Lập hội đồng kiểm kê 05 người, dán mã từng tài sản, chụp ảnh hiện trạng, đối chiếu với thẻ tài sản",
                    "Thuê đơn vị thẩm định giá trị còn lại, niêm yết danh mục 07 ngày, tổ chức bán thanh lý công khai",
                ),
                "Biên bản kiểm kê và quyết định thanh lý {n} tài sản",
                "tài sản",
                "correction",
                ("máy tính", "máy in", "bàn ghế phòng họp", "điều hòa", "xe máy"),
            ),
        ),
    ),
    InspectionTemplate(
        "việc thực hiện quy chế làm việc và chế độ sinh hoạt chi bộ",
        "Chi ủy chưa phân công người theo dõi {o}; từ tháng 3/{y} không kỳ họp nào kiểm điểm việc này.",
        (
            FindingTemplate(
                "{n}/{m} kỳ sinh hoạt năm {y} có thời lượng dưới 60 phút, nội dung {o} chưa được thảo luận.",
                "Tổ chức {n} kỳ sinh hoạt có chủ đề về {o}",
                (
                    "Bí thư chọn chủ đề trước 10 ngày, giao hai đảng viên chuẩn bị ý kiến, thư ký ghi số lượt phát biểu",
                    "Gửi tài liệu đến từng đảng viên trước 03 ngày làm việc; mỗi tổ đảng cử một người phát biểu, kết luận bằng nghị quyết",
                    "Cấp ủy cấp trên cử 01 ủy viên dự từng kỳ, chấm điểm theo hướng dẫn và thông báo điểm cho chi bộ",
                ),
                "Biên bản {n} kỳ sinh hoạt ghi thời lượng và số lượt phát biểu",
                "kỳ sinh hoạt",
                "correction",
                (
                    "cải cách hành chính",
                    "tiết kiệm điện",
                    "văn hóa công vụ",
                    "chuyển đổi số",
                    "phòng cháy trụ sở",
                ),
                most=6,
            ),
            FindingTemplate(
                "Quy chế làm việc nhiệm kỳ này chưa quy định {o}; {n} việc quyết định sai thẩm quyền.",
                "Sửa Quy chế làm việc, bổ sung điều khoản về {o} và xử lý lại {n} việc",
                (
                    "Văn phòng dự thảo, {n} việc đã quyết định thì họp lại và ghi nghị quyết; chi bộ biểu quyết từng điều",
                    "Phó Bí thư chủ trì soạn thảo, lấy ý kiến hai vòng bằng phiếu, trình Ban Thường vụ phê duyệt",
                ),
                "Quy chế làm việc sửa đổi và nghị quyết về {n} việc",
                "việc",
                "regulation",
                ("thời hạn gửi tài liệu", "ủy quyền", "chế độ báo cáo", "bỏ phiếu kín", "tiếp dân"),
                most=8,
            ),
            FindingTemplate(
                "{n} nghị quyết năm {y} về {o} không phân công người thực hiện, không kiểm điểm kết quả.",
                "Rà soát {n} nghị quyết về {o}, phân công từng đảng viên theo dõi",
                (
                    "Lập sổ theo dõi gồm việc, người, hạn, kết quả; mở đầu mỗi kỳ sinh hoạt dành 15 phút kiểm điểm sổ",
                    "Giao mỗi chi ủy viên 03 nghị quyết, cuối tháng nộp phiếu kết quả, chi ủy tổng hợp thành bảng",
                ),
                "Bảng rà soát {n} nghị quyết và sổ theo dõi năm nay",
                "nghị quyết",
                "follow_up",
                ("thu ngân sách", "giải ngân", "xây dựng trụ sở", "tinh gọn bộ máy", "thi đua"),
                most=14,
            ),
            FindingTemplate(
                "{n} đảng viên chưa viết bản cam kết về {o}; hồ sơ kiểm điểm cuối năm {y} lưu thiếu.",
                "Bổ sung {n} bản cam kết về {o} và hồ sơ kiểm điểm năm {y}",
                (
                    "Chi ủy gặp riêng {n} đảng viên, góp ý từng bản trước khi ký, lưu vào hồ sơ đảng viên",
                    "Mỗi tổ đảng họp 01 buổi duyệt bản cam kết, Bí thư ký xác nhận, văn thư đóng quyển theo tổ",
                ),
                "Tập hồ sơ gồm {n} bản cam kết đã ký",
                "bản cam kết",
                "review",
                ("nêu gương", "học tập chuyên đề", "giữ gìn kỷ cương", "thực hành tiết kiệm"),
            ),
        ),
    ),
    InspectionTemplate(
        "việc lãnh đạo giải quyết thủ tục hành chính, tiếp công dân",
        "Bộ phận một cửa thiếu 02 người; quy trình nội bộ về {o} không ghi hạn của từng bước.",
        (
            FindingTemplate(
                "{n}/{m} hồ sơ {o} năm {y} trả quá hạn, không có văn bản xin lỗi.",
                "Giải quyết dứt điểm {n} hồ sơ {o} quá hạn và gửi thư xin lỗi",
                (
                    "Phân loại {n} hồ sơ theo nguyên nhân, mỗi chuyên viên nhận danh sách riêng, báo số trả trong ngày vào 16 giờ",
                    "Lập tổ xử lý gồm 04 người, họp 15 phút đầu giờ thứ Hai; hồ sơ thiếu thành phần thì gọi mời bổ sung một lần",
                    "Trưởng phòng ký giải trình từng hồ sơ, chuyển hồ sơ liên ngành bằng văn bản ấn định ngày trả lời",
                ),
                "Danh sách {n} hồ sơ đã trả kèm thư xin lỗi",
                "hồ sơ",
                "correction",
                (
                    "cấp phép xây dựng",
                    "đăng ký kinh doanh",
                    "cấp thẻ hành nghề",
                    "chứng nhận đất",
                    "hộ tịch",
                    "cấp phép quảng cáo",
                ),
            ),
            FindingTemplate(
                "{n} quy trình nội bộ về {o} chưa cập nhật sau khi sắp xếp bộ máy.",
                "Ban hành lại {n} quy trình nội bộ về {o} có thời gian từng bước",
                (
                    "Vẽ lại lưu đồ từng quy trình, chạy thử trên phần mềm một cửa với 10 hồ sơ trước khi ký ban hành",
                    "Mỗi phòng cắt giảm ít nhất 01 bước, Sở Nội vụ thẩm định, công khai tại quầy và trên cổng dịch vụ",
                ),
                "Quyết định ban hành {n} quy trình nội bộ",
                "quy trình",
                "regulation",
                ("đất đai", "lao động", "xây dựng", "giao thông", "bảo trợ xã hội"),
                most=14,
            ),
            FindingTemplate(
                "{n} đơn thư về {o} năm {y} chậm phân loại; sổ tiếp công dân ghi thiếu kết quả.",
                "Phân loại, trả lời {n} đơn thư về {o} tồn từ năm {y}",
                (
                    "Thanh tra Sở lập bảng từng đơn, mời người gửi đối thoại một buổi, ra văn bản trả lời có số và ngày",
                    "Giao mỗi đơn cho 01 lãnh đạo phòng ký chịu trách nhiệm, cập nhật vào cơ sở dữ liệu trong 02 ngày",
                ),
                "Văn bản trả lời {n} đơn và sổ tiếp công dân đã bổ sung",
                "đơn",
                "correction",
                ("bồi thường", "tái định cư", "thái độ phục vụ", "phí, lệ phí", "môi trường"),
            ),
            FindingTemplate(
                "{n} công chức một cửa chưa qua tập huấn về {o}; người dân phản ánh phải đi lại nhiều lần.",
                "Tập huấn {o} cho {n} công chức một cửa và công khai bảng hướng dẫn",
                (
                    "Mở 02 lớp, mỗi lớp 01 ngày, thực hành trên hồ sơ thật, kiểm tra 20 câu, dưới 16 điểm học lại",
                    "Mời Trung tâm Công nghệ thông tin giảng, ghi hình 06 bài ngắn, từng người nộp bài thực hành",
                ),
                "Danh sách {n} người đạt kiểm tra và bảng hướng dẫn tại quầy",
                "người",
                "training",
                ("chữ ký số", "số hóa hồ sơ", "thanh toán trực tuyến", "kỹ năng tiếp dân"),
            ),
        ),
    ),
)
