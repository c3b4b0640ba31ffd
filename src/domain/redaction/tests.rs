use proptest::prelude::*;

use super::*;

/// Lines with what is to be found in them.
const GIVEN_AWAY: &[(&str, Leak, &str)] = &[
    ("邮箱：zhang.wei@example.edu.cn，欢迎来信", Leak::Email, "zhang.wei@example.edu.cn"),
    ("请发至zhangwei＠example．com", Leak::Email, "zhangwei＠example．com"),
    ("邮箱zhang (at) example.com", Leak::Email, "zhang (at) example.com"),
    ("zhang【at】example【dot】cn", Leak::Email, "zhang【at】example【dot】cn"),
    ("手机13800138000", Leak::Phone, "13800138000"),
    ("联系电话：138-0013-8000。", Leak::Phone, "138-0013-8000"),
    ("电话+86 138 0013 8000", Leak::Phone, "+86 138 0013 8000"),
    ("致电１３８００１３８０００", Leak::Phone, "１３８００１３８０００"),
    ("1 3 8 0 0 1 3 8 0 0 0", Leak::Phone, "1 3 8 0 0 1 3 8 0 0 0"),
    ("拨打一三八零零一三八零零零", Leak::Phone, "一三八零零一三八零零零"),
    ("座机025-83790000转8012", Leak::Phone, "025-83790000转8012"),
    ("（010）62780000", Leak::Phone, "（010）62780000"),
    ("客服400-820-8820", Leak::Phone, "400-820-8820"),
    ("详见https://www.example.com/products?id=3。", Leak::Link, "https://www.example.com/products?id=3"),
    ("官网www.example.cn", Leak::Link, "www.example.cn"),
    ("我们的网站example.com.cn上有介绍", Leak::Link, "example.com.cn"),
    ("微信号：zhangwei_2020", Leak::Messenger, "zhangwei_2020"),
    ("加微信zw888888", Leak::Messenger, "zw888888"),
    ("有意者请加V：abc12345", Leak::Messenger, "abc12345"),
    ("由陈建国教授、王芳副教授组成", Leak::PersonName, "王芳"),
    ("联系：李工 13912345678", Leak::Phone, "13912345678"),
    ("VX：zhangwei", Leak::Messenger, "zhangwei"),
    ("QQ号是12345678", Leak::Messenger, "12345678"),
    ("QQ群：987654321", Leak::Messenger, "987654321"),
    ("公众号：榫卯科技", Leak::Messenger, "榫卯科技"),
    ("江苏省南京市玄武区四牌楼路2号", Leak::Address, "江苏省南京市玄武区四牌楼路2号"),
    ("位于中山北路30号3栋502室", Leak::Address, "中山北路30号3栋502室"),
    ("公司位于中山北路30号，欢迎", Leak::Address, "中山北路30号"),
    ("软件园二期3号楼502室", Leak::Address, "3号楼502室"),
    ("地址：苏州工业园区星湖街", Leak::Address, "苏州工业园区星湖街"),
    ("邮编：210096", Leak::Address, "210096"),
    ("专利号ZL202010123456.7", Leak::PatentNumber, "ZL202010123456.7"),
    ("已获授权（ZL 2019 1 0123456.X）", Leak::PatentNumber, "ZL 2019 1 0123456.X"),
    ("公开号CN112345678A", Leak::PatentNumber, "CN112345678A"),
    ("申请号：202310123456.7", Leak::PatentNumber, "202310123456.7"),
    ("统一社会信用代码91350100M000100Y43", Leak::CreditCode, "91350100M000100Y43"),
    ("代码 9135 0100 M000 100Y 43", Leak::CreditCode, "9135 0100 M000 100Y 43"),
    ("联系人：张伟", Leak::PersonName, "张伟"),
    ("联系人：张伟电话见下", Leak::PersonName, "张伟"),
    ("项目负责人：欧阳修远，", Leak::PersonName, "欧阳修远"),
    ("由王小明教授带队", Leak::PersonName, "王小明"),
    ("团队带头人李强院士", Leak::PersonName, "李强"),
    ("欢迎联系王老师", Leak::PersonName, "王老师"),
    ("发明人：刘洋", Leak::PersonName, "刘洋"),
    ("Write to jane.doe+lab@uni-x.ac.uk for details", Leak::Email, "jane.doe+lab@uni-x.ac.uk"),
    ("jane (at) example.org", Leak::Email, "jane (at) example.org"),
    ("jane[at]example[dot]org", Leak::Email, "jane[at]example[dot]org"),
    ("mail jane at example dot org", Leak::Email, "jane at example dot org"),
    ("Call +49 30 1234567 in office hours", Leak::Phone, "+49 30 1234567"),
    ("+44 (0)20 7946 0958", Leak::Phone, "+44 (0)20 7946 0958"),
    ("+1-212-555-0123", Leak::Phone, "+1-212-555-0123"),
    ("(212) 555-0123", Leak::Phone, "(212) 555-0123"),
    ("Tel: 8379 0000", Leak::Phone, "8379 0000"),
    ("+86-25-83790000", Leak::Phone, "+86-25-83790000"),
    ("+8613800138000", Leak::Phone, "+8613800138000"),
    ("see http://example.com/a_(b)", Leak::Link, "http://example.com/a_(b)"),
    ("our site coatings-lab.io has more", Leak::Link, "coatings-lab.io"),
    ("github.com/someone/project", Leak::Link, "github.com/someone/project"),
    ("WeChat: jane_doe", Leak::Messenger, "jane_doe"),
    ("WeChat ID janedoe88", Leak::Messenger, "janedoe88"),
    ("WhatsApp: +4915112345678", Leak::Messenger, "+4915112345678"),
    ("QQ 12345678", Leak::Messenger, "12345678"),
    ("visit us at 12 Baker Street", Leak::Address, "12 Baker Street"),
    ("No. 2 Sipailou Road, Nanjing", Leak::Address, "No. 2 Sipailou Road"),
    ("Musterstraße 12", Leak::Address, "Musterstraße 12"),
    ("Room 502, Building 3", Leak::Address, "Room 502, Building 3"),
    ("P.O. Box 1234", Leak::Address, "P.O. Box 1234"),
    ("granted as US 10,123,456 B2", Leak::PatentNumber, "US 10,123,456 B2"),
    ("US10123456B2", Leak::PatentNumber, "US10123456B2"),
    ("US patent no. 9,876,543", Leak::PatentNumber, "9,876,543"),
    ("EP 3 is short, EP1234567B1 is one", Leak::PatentNumber, "EP1234567B1"),
    ("WO 2020/123456", Leak::PatentNumber, "WO 2020/123456"),
    ("PCT/CN2020/123456", Leak::PatentNumber, "PCT/CN2020/123456"),
    ("code 12100000400000624D", Leak::CreditCode, "12100000400000624D"),
    ("Contact: Zhang Wei", Leak::PersonName, "Zhang Wei"),
    ("led by Prof. Zhang Wei", Leak::PersonName, "Zhang Wei"),
    ("Dr. J. Smith answers", Leak::PersonName, "J. Smith"),
    ("ask Mr. Müller", Leak::PersonName, "Müller"),
    ("Contact person: Anna-Lena B. Meyer", Leak::PersonName, "Anna-Lena B. Meyer"),
    ("My name is Jane Doe", Leak::PersonName, "Jane Doe"),
];

/// Lines in which nothing is to be found.
const HARMLESS: &[&str] = &[
    "热障涂层在1250 ℃下经历1000次热循环",
    "符合GB/T 3280-2015与GB 32100-2015",
    "通过ISO 9001:2015、IATF 16949认证",
    "现有TRL 4，要求TRL 7",
    "预算300万元至450万元，2027年1月31日前完成",
    "2024-06-01至2025-12-31",
    "抗拉强度不低于1200 MPa，延伸率12%",
    "循环次数15000000000次",
    "电阻率13800138000 Ω",
    "电路3号板与气路2号阀失效",
    "3号线2号机组，第5层涂层",
    "需要高级工程师和博士生导师各两名",
    "由高校教授牵头，清华大学教授参与",
    "多名教授、研究员与企业工程师合作",
    "项目负责人：高级工程师以上职称",
    "负责人须具备博士学位，任职院长优先",
    "攻读博士期间完成，于博士后阶段转化",
    "微信小程序与公众号运营",
    "QQ图（正态概率图）检验10组数据",
    "江苏省、浙江省各市企业均可",
    "江苏省南京市，可远程合作",
    "长三角地区优先，需到现场",
    "已申请专利3项，授权发明专利12件",
    "样品尺寸300×400×500 mm，公差±0.05",
    "转速3000–15000 r/min，压力0.5–1.0 MPa",
    "IP地址：192.168.1.1，寄存器地址：0x4000",
    "CAS号7732-18-5，纯度99.999%",
    "钢种06Cr19Ni10、Q345B、20CrMnTi",
    "数据集含1500000条记录，准确率97.5%",
    "五天短训，已培训合作社骨干九百人",
    "产能100000台/年，节拍45秒",
    "提升方案教授评审，成果由双方共有，三江学院教授级高工带队",
    "输出电压V：220，转速2000-3000-4000 rpm",
    "网址栏、电话客服机器人、手机外壳检测",
    "氧化锆含量7–8 wt%，孔隙率10%–15%",
    "每班2人，三班运转，年运行8000小时",
    "道路5公里，隧道3号洞口渗水",
    "WO3与TiO2复合膜，CN键断裂",
    "Coated blades lose their top coat at 1,250 °C after 600 cycles",
    "complies with ISO 10993-5:2009, ASTM D638-14 and EN 10204",
    "TRL 4 today, TRL 7 by 2027-01-31",
    "a budget of ¥3,000,000 to 4,500,000",
    "US$ 5,000,000 over 36 months",
    "tensile strength 1200-1600 MPa, 135-1500-2500 mm",
    "written in ASP.NET and node.js, version 1.2.3.4",
    "accuracy of ±0.01 mm at 20 kHz",
    "10-20-30 wt% filler, 0.5:1.0 ratio",
    "a PhD student and two professors of chemistry",
    "Professor Position in Materials, Dr. Student programme",
    "contact angle: 150°, contact resistance: 10 mΩ",
    "WeChat mini program for growers",
    "we measure at node level, at most 5 dots per inch",
    "Room 25 °C, dark; room temperature storage",
    "5 Servo Drive units and 3 Linear Way guides",
    "MAC address: unknown, memory address: virtual",
    "EP resin 3000, US method, WO and CN bonds",
    "+15 000 000 000 cycles, +25 °C to -40 °C",
    "1e+10 ions, 5+10 layers, 3.14159265358979",
    "ISBN 978-7-111-12345-6 and DOI 10.1016/j",
    "Al2O3, ZrO2-8Y2O3, LiFePO4 and Ti-6Al-4V",
    "serial data at 115200 baud, 4096 samples, 16 bit",
    "e.g. steel, i.e. alloys, etc. The rest follows.It works.",
    "Contact: Sales Department of the Company",
    "phone housings, mobile robots and fax machines",
    "a GPU cluster of 1,024 cards, 80 GB each",
    "between 2019 and 2024, in 12 months, by 31 Jan 2027",
    "the postcode lottery; the road map; street lights",
    "Shanghai, Jiangsu and Zhejiang preferred; remote is fine",
    "signal: noise ratio of 60 dB; line id of the bus",
    "vitamin C 500 mg, E 10 mg, 24/7 in 3 shifts",
];

#[test]
fn what_gives_away_is_found_whole() {
    let mut wrong = Vec::new();
    for (text, kind, part) in GIVEN_AWAY {
        let found = find(text);
        if !found.iter().any(|found| found.kind == *kind && text[found.range.clone()] == **part) {
            let found: Vec<_> = found.iter().map(|found| (found.kind, &text[found.range.clone()])).collect();
            wrong.push(format!("{text}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_harmless_is_left_alone() {
    let mut wrong = Vec::new();
    for text in HARMLESS {
        let found: Vec<_> = find(text).into_iter().map(|found| (found.kind, &text[found.range])).collect();
        if !found.is_empty() {
            wrong.push(format!("{text}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_patterns_are_read() {
    for rules in [reach::RULES, numbers::RULES, places::RULES, names::RULES] {
        for (at, rule) in rules.iter().enumerate() {
            assert!(rule.pattern.is_some(), "{:?} {at}", rule.kind);
        }
    }
}

#[test]
fn several_are_told_in_order() {
    let text = "联系人：张伟，电话：138 0013 8000，邮箱 a.b@c.cn，地址：南京市四牌楼2号。";
    let kinds: Vec<Leak> = find(text).into_iter().map(|found| found.kind).collect();
    assert_eq!(kinds, [Leak::PersonName, Leak::Phone, Leak::Email, Leak::Address]);
}

#[test]
fn invisible_characters_hide_nothing() {
    let text = "138\u{200c}0013\u{ad}8000";
    assert_eq!(find(text), [Found { kind: Leak::Phone, range: 0..text.len() }]);
}

#[test]
fn texts_on_research_are_left_alone() {
    // Texts on everyday research without a person or an address among them.
    let corpus = include_str!("../../../tests/data/crosslang/corpus.jsonl");
    let mut found = Vec::new();
    for line in corpus.lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        for text in [value["title"].as_str().unwrap(), value["text"].as_str().unwrap()] {
            found.extend(find(text).into_iter().map(|found| (found.kind, text[found.range].to_owned())));
        }
    }
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn hostile_texts_are_read_in_proportion() {
    for text in [
        "1".repeat(20_000),
        "1-".repeat(10_000),
        "a.".repeat(10_000),
        "a@".repeat(10_000),
        "路1号".repeat(6_000),
        "王".repeat(20_000),
        "李博士".repeat(6_000),
        "A ".repeat(10_000),
        "+1 ".repeat(6_000),
        "CN1234567 ".repeat(2_000),
        "省市区路".repeat(5_000),
        "Dr. A ".repeat(3_000),
        "9".repeat(20_000),
        "@".repeat(20_000),
        "（".repeat(20_000),
    ] {
        let begun = std::time::Instant::now();
        let found = find(&text);
        assert!(found.len() <= text.len());
        // Many times what a build without optimization takes.
        assert!(begun.elapsed() < std::time::Duration::from_secs(20), "{:?}", text.chars().take(8));
    }
}

proptest! {
    #[test]
    fn places_are_whole_and_apart(text in "(\\PC|[0-9]|[-@.:+ ]|https://|微信|号|路|栋|教授|张|王|联系人：|CN|ZL|Dr\\. |138|com|\u{200c}){0,80}") {
        let mut end = 0;
        for found in find(&text) {
            prop_assert!(text.get(found.range.clone()).is_some_and(|part| !part.is_empty()));
            prop_assert!(found.range.start >= end);
            end = found.range.end;
        }
    }
}
