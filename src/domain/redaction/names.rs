//! People's names, where a title or a label tells that they are names.

use std::ops::Range;

use super::Leak;
use super::pattern::{Rule, before, patterns};

/// Family names that are frequent (most of the hundred that 85 % of the people bear) and no frequent words.
macro_rules! family {
    () => {
        concat!(
            "(?:欧阳|司马|上官|诸葛|皇甫|尉迟|夏侯|令狐|[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗",
            "郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白",
            "邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄",
            "聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳",
            "管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉缪简芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟",
            "应臧闵苟邬边卞姬仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池麻苑迟邝])",
        )
    };
}

/// A given name of one or two characters that ends where something else begins, or else of two.
macro_rules! name {
    () => {
        concat!(
            "(?:(", family!(),
            r"\p{Han}{1,2}?)(?:\P{Han}|$|电话|手机|电邮|邮|微信|教授|副教|老师|先生|女士|博士|主任|经理|研究员|联系|地址|单位|职|院)|(",
            family!(), r"\p{Han}{1,2}))"
        )
    };
}

/// Titles behind a name.
macro_rules! title {
    () => {
        "(?:副?教授|副?研究员|博士|院士|博导|老师|先生|女士|小姐|高级工程师|高工|总工|工程师|副?院长|副?校长|副?所长|副?主任|董事长|总经理|副?处长|厂长|总监|经理)"
    };
}

patterns! {
    LABELLED = r"(?:联系人|负责人|姓名|发明人|第一发明人|完成人|带头人|课题组长|项目经理|导师|法定代表人|法人代表|法人|总经理|董事长|联络人|对接人|首席科学家|主持人)",
        r"\s?(?:[:：]|是|为)\s?", name!();
    CONTACT = r"(?:联系人|联络人)\s?", name!();
    BEFORE_TITLE = r"(", family!(), r"\p{Han}{1,2}?)\s?", title!();
    FAMILY_ONLY = r"(", family!(), r"(?:教授|老师|博士|先生|女士|院士|总工|主任|经理|处长))";
    AFTER_TITLE = r"\b(?:Prof(?:essor)?\.?|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Academician)\s(?:Dr\.\s)?",
        r"([A-Z][\p{L}’'\-]*\.?(?:\s(?:[A-Z]\.|(?:van|von|de|der)\s)?\s?[A-Z][\p{L}’'\-]+){0,2})";
    ENGLISH_LABEL = r"(?:[Cc]ontact(?:\s[Pp]erson)?|CONTACT|[Ii]nventors?|[Pp]rincipal [Ii]nvestigator|",
        r"[Pp]roject [Ll]eader|[Ss]upervisor|[Nn]ame)\s?[:：]\s?",
        r"([A-Z][\p{L}’'\-]+(?:\s[A-Z]\.)?(?:\s[A-Z][\p{L}’'\-]+){1,2})";
    SAID = r"(?:[Mm]y name is|[Aa]sk for|我叫|我是)\s?([A-Z][\p{L}’'\-]+(?:\s[A-Z][\p{L}’'\-]+){1,2})";
    SAID_CHINESE = r"(?:我叫|我是|本人)\s?", name!();
}

/// How to find them.
pub(super) static RULES: &[Rule] = &[
    Rule { kind: Leak::PersonName, pattern: &LABELLED, is_meant: is_name },
    Rule { kind: Leak::PersonName, pattern: &CONTACT, is_meant: is_name },
    Rule { kind: Leak::PersonName, pattern: &BEFORE_TITLE, is_meant: is_name_alone },
    Rule { kind: Leak::PersonName, pattern: &FAMILY_ONLY, is_meant: is_family_alone },
    Rule { kind: Leak::PersonName, pattern: &AFTER_TITLE, is_meant: is_english_name },
    Rule { kind: Leak::PersonName, pattern: &ENGLISH_LABEL, is_meant: is_english_name },
    Rule { kind: Leak::PersonName, pattern: &SAID, is_meant: is_english_name },
    Rule { kind: Leak::PersonName, pattern: &SAID_CHINESE, is_meant: is_name },
];

/// Words that begin like names.
const NO_NAMES: &[&str] = &[
    "高级", "高校", "高等", "高温", "高新", "高层", "高职", "高水", "高性", "高分", "高精", "高端", "高效",
    "方案", "方法", "方向", "方面", "万元", "万名", "金属", "金融", "金相", "石油", "石化", "石墨", "石英",
    "白色", "江苏", "江西", "江南", "安全", "安徽", "安装", "成果", "成员", "成都", "成熟", "成本", "温度",
    "任何", "任课", "任职", "任教", "任务", "时任", "时间", "时候", "文件", "文献", "文化", "文科", "马上",
    "华大", "华东", "华北", "华南", "华中", "华为", "项目", "全国", "全职", "全校", "全体", "全部", "全面",
    "明确", "明显", "荣誉", "和其", "和多", "和相", "和学", "和项", "和技", "和专", "应用", "应聘", "应由",
    "师资", "师范", "单位", "单项", "左右", "关键", "关于", "连续", "管理", "管道", "商务", "商业", "程序",
    "程控", "农业", "农学", "农村", "农技", "农机", "司法", "向学", "向专", "向高", "曾任", "曾获", "曾经",
    "易于", "解决", "解答", "解释", "路桥", "路面", "房地", "包括", "包含", "包装", "古代", "明代", "武汉",
    "康复", "施工", "温州", "宁波", "宁夏", "广州", "贺州", "黄石", "沙市", "池州", "桂林", "柳州", "梅州",
    "兰州", "苏州", "徐州", "郑州", "杭州", "常州", "严格", "许多", "余名", "余位", "多名", "何种", "何时",
    "何人", "沈阳", "洛阳", "贵阳", "鲁东", "鲁班", "吉林", "海南", "云南", "河南", "湖南", "甘肃", "黑龙",
    "汽车", "车间", "车辆", "水利", "电气", "卫生", "景观", "米级", "查询", "边缘", "麻醉", "游戏", "简单",
    "简历", "顾问", "陶瓷", "雷达", "龙头", "史学", "夏季", "秦岭", "孔径", "尚未", "欧洲", "欧美", "阳光",
    "童装", "盛装", "谷物", "古建", "宫颈", "费用", "冷却", "商品", "巫术", "牛奶", "熊猫", "胡萝", "由教",
    "周期", "周边", "石材", "叶片", "林业", "林学", "林产", "杨树", "唐山", "宋代", "元素", "毛坯", "钱塘",
    "武器", "戴上", "莫过", "汤剂", "齐全", "颜色", "章节", "关节", "焦化", "祝您", "符合", "纪录", "凌晨",
    "毕业", "季度", "涂层", "涂装", "涂料", "苗木", "曲面", "蓝色", "蓝牙", "蒙古", "滕州", "尤其", "农药",
    "卓越", "吉他", "麦克", "党委", "党员", "席位", "宗旨", "桂花", "闵行", "池塘", "和本", "和该", "和贵",
    "和校", "和企",
];

/// What follows a family name and makes no given name of it.
const NO_GIVEN: &[&str] = &[
    "大学", "学院", "公司", "中心", "学校", "名校", "校教", "级工", "职教", "位教", "名教", "教授", "博士",
    "老师", "先生", "女士", "主任", "经理", "院长", "电话", "手机", "导师", "团队", "专家",
];

/// Whether it begins and goes on like a name.
fn is_name(text: &str, range: &Range<usize>) -> bool {
    let found = &text[range.clone()];
    !NO_NAMES.iter().any(|word| found.starts_with(word)) && !NO_GIVEN.iter().any(|word| found.ends_with(word))
}

/// The words behind which a name may begin without a blank.
const LEADS: &[&str] = &[
    "由",
    "请",
    "与",
    "及",
    "找",
    "致电",
    "联系",
    "咨询",
    "导师",
    "团队",
    "负责人",
    "带头人",
    "学院",
    "大学",
    "研究所",
    "中心",
    "公司",
    "系",
    "院士",
    "以",
    "跟",
    "或",
    "我是",
    "是",
    "为",
    "对接",
    "课题组",
    "实验室",
    "专家",
    "顾问",
    "院长",
    "主任",
];

/// Whether a word may begin at a place: behind a mark, a blank, or one of the leads.
fn may_begin(text: &str, at: usize) -> bool {
    let is_mark = before(text, at).is_none_or(|c| !c.is_alphanumeric());
    is_mark || LEADS.iter().any(|lead| text[..at].ends_with(lead))
}

/// Whether it is a name that nothing else runs into.
fn is_name_alone(text: &str, range: &Range<usize>) -> bool {
    is_name(text, range) && may_begin(text, range.start)
}

/// Family names that are words as well: 于博士期间, 和老师.
const ALSO_WORDS: &str =
    "和向时成全应解任连管关单师商明曾万左方安文高金石农古司路项边查于从易房包游简车党尚党费";

/// Whether it is a family name with a title.
fn is_family_alone(text: &str, range: &Range<usize>) -> bool {
    let first = text[range.clone()].chars().next();
    first.is_some_and(|c| !ALSO_WORDS.contains(c)) && may_begin(text, range.start)
}

/// Words in capitals that are no names.
const NO_ENGLISH: &[&str] = &[
    "Of",
    "And",
    "In",
    "The",
    "At",
    "Student",
    "Students",
    "Position",
    "Positions",
    "Programme",
    "Program",
    "Degree",
    "Sales",
    "Department",
    "Office",
    "Team",
    "Form",
    "Us",
    "Center",
    "Centre",
    "Institute",
    "University",
    "Company",
    "Person",
    "Details",
    "Resistance",
    "Angle",
    "Excel",
    "Word",
    "Surface",
    "Pressure",
    "Technology",
    "Engineering",
    "Research",
    "Materials",
    "Steel",
    "Laboratory",
    "School",
    "College",
    "Group",
    "Limited",
    "Corporation",
    "Project",
];

/// Whether no word of it is one that names no person.
fn is_english_name(text: &str, range: &Range<usize>) -> bool {
    !text[range.clone()].split([' ', '-']).any(|word| NO_ENGLISH.contains(&word))
}
