//! Addresses, Chinese and English.

use std::ops::Range;

use super::Leak;
use super::pattern::{Rule, after, before, patterns, stands_alone};

/// A character of a place's name; the others lead to the name or end it.
macro_rules! han {
    () => {
        r"[\p{Han}&&[^位于在到至是处为路街巷弄号]]"
    };
}

patterns! {
    // 江苏省南京市玄武区四牌楼路2号3栋502室: as much before the road as belongs to it.
    ROAD = "((?:", han!(), "{2,8}?(?:省|自治区))?(?:", han!(), "{2,6}?市)?(?:", han!(), "{1,6}?(?:区|县|旗))?(?:",
        han!(), "{1,6}?(?:镇|乡|街道))?(?:", han!(), r"|[A-Z0-9]){1,8}?(?:路|大街|街|大道|胡同|弄|巷)(?:[东西南北中]?段)?\s?",
        r"(?:\d{1,5}|[一二三四五六七八九十百]{1,5})(?:-\d{1,4})?\s?(?:号|弄)",
        r"(?:\p{Han}{0,10}?(?:\s?(?:\d{1,5}|[A-Za-z]|[一二三四五六七八九十]{1,3})(?:-\d{1,4})?\s?(?:号楼|号|栋|幢|座|单元|",
        r"层|楼|室))+)?)";
    // A building and a room in it.
    ROOM = r"((?:[\p{Han}]{2,12}(?:园|园区|大厦|广场|中心|校区|大学|学院|基地|小区|公寓|花园|城))?\s?(?:\d{1,4}|[A-Za-z]\d{0,3}|",
        r"[一二三四五六七八九十]{1,3})\s?(?:号楼|栋|幢|座)",
        r"\s?(?:\d{1,2}\s?单元\s?)?(?:\d{1,3}\s?[层楼]\s?)?[A-Z]?\d{2,5}(?:-\d{1,4})?\s?[室房号])";
    PARK = r"([\p{Han}]{2,14}(?:园区|科技园|产业园|工业园|软件园|创业园|孵化园|大厦|写字楼|小区)[\p{Han}]{0,4}?\s?(?:\d{1,4}|",
        r"[A-Z]\d{0,3})\s?(?:号楼|号|栋|幢|座)(?:\s?\d{1,4}\s?(?:层|楼|室))?)";
    VILLAGE = r"([\p{Han}]{2,6}(?:省|自治区)[\p{Han}]{2,6}?(?:市|州|盟)?[\p{Han}]{1,6}?(?:市|区|县|",
        r"旗)[\p{Han}]{1,6}?(?:镇|乡|街道|村)(?:[\p{Han}]{1,6}?村)?)";
    LABELLED = r"(?i)(?:(?:通讯|联系|办公|公司|单位|收货|邮寄|工厂)?地址|住址|\b(?:postal |office |our )?",
        r"address)\s?[:：]\s?([^\n。；;]{4,60})";
    POSTCODE = r"(?i)(?:邮编|邮政编码|\bzip(?:\scode)?|\bpost(?:al\s)?",
        r"code)\s?[:：]?\s?([A-Z0-9]{2,4}\s?[A-Z0-9]{2,4})";
    STREET = r"((?:No\.?\s?)?\d{1,5}[A-Za-z]?,?\s(?:[A-Z][A-Za-z’'.\-]+\s){1,4}(?:Street|St\.|Road|",
        r"Rd\.?|Avenue|Ave\.?|Boulevard|Blvd\.?|Highway|Hwy\.?|Rue|Strasse)(?:\s(?:North|South|East|",
        r"West|Central))?)\b";
    LANE = r"((?:No\.?\s?)?\d{1,5}[A-Za-z]?,?\s(?:[A-Z][A-Za-z’'.\-]+\s){1,4}(?:Lane|Ln\.?|Drive|Dr\.|",
        r"Way|Court|Square|Place|Close|Crescent|Terrace)),\s[A-Z]";
    GERMAN = r"([A-ZÄÖÜ][\p{L}\-]{2,}(?:straße|strasse|str\.|gasse|allee|platz)\s\d{1,4}[a-z]?)";
    ENGLISH_ROOM = r"((?:Room|Rm\.?|Suite)\s(?:[A-Z]-?)?",
        r"\d{2,5},\s?(?:[A-Z0-9][\w\-]*,?\s?){0,3}(?:Building|Block|Tower|Floor|Hall|",
        r"Bldg\.?)(?:\s(?:\d{1,3}|[A-Z]))?)\b";
    BOX = r"(?i)(\bP\.?\s?O\.?\sBox\s\d{1,6})";
}

/// How to find them.
pub(super) static RULES: &[Rule] = &[
    Rule { kind: Leak::Address, pattern: &ROAD, is_meant: is_road },
    Rule { kind: Leak::Address, pattern: &ROOM, is_meant: stands_alone },
    Rule { kind: Leak::Address, pattern: &PARK, is_meant: stands_alone },
    Rule { kind: Leak::Address, pattern: &VILLAGE, is_meant: is_one_place },
    Rule { kind: Leak::Address, pattern: &LABELLED, is_meant: is_for_people },
    Rule { kind: Leak::Address, pattern: &POSTCODE, is_meant: is_postcode },
    Rule { kind: Leak::Address, pattern: &STREET, is_meant: stands_alone },
    Rule { kind: Leak::Address, pattern: &LANE, is_meant: stands_alone },
    Rule { kind: Leak::Address, pattern: &GERMAN, is_meant: stands_alone },
    Rule { kind: Leak::Address, pattern: &ENGLISH_ROOM, is_meant: stands_alone },
    Rule { kind: Leak::Address, pattern: &BOX, is_meant: stands_alone },
];

/// What the characters before 路, 街 or 巷 make of it: circuits, pipes, lines.
const NO_ROADS: &str = "电线气回油水铁支管光通链网思套短断开一二两三四五六七八九十多双单每各数几输巷分";

/// Whether the road is a street, and no circuit: 电路3号.
fn is_road(text: &str, range: &Range<usize>) -> bool {
    let found = &text[range.clone()];
    let road =
        found.find(['路', '街', '巷', '弄']).or_else(|| found.find("大道")).or_else(|| found.find("胡同"));
    let named = road.and_then(|at| found[..at].chars().next_back());
    named.is_none_or(|c| !NO_ROADS.contains(c)) && after(text, range.end) != Some('线')
}

/// Whether it names one place, and doesn't speak of many.
fn is_one_place(text: &str, range: &Range<usize>) -> bool {
    !text[range.clone()].contains(['各', '等', '内', '的', '和', '与', '及', '多', '全', '其', '在', '为'])
}

/// Before "address" they make one of no place.
const NO_PLACES: &[&str] = &[
    "ip",
    "mac",
    "寄存器",
    "内存",
    "存储",
    "起始",
    "网址",
    "e-mail",
    "email",
    "mail",
    "邮件",
    "邮箱",
    "web",
    "memory",
    "bus",
    "register",
    "物理",
    "网站",
    "网络",
];

/// Whether people live there: no address of a network, a memory, a register.
fn is_for_people(text: &str, range: &Range<usize>) -> bool {
    let near: Vec<char> = text[..range.start].chars().rev().take(24).collect();
    let label = near.into_iter().rev().collect::<String>().to_lowercase();
    let end = label.rfind("地址").max(label.rfind("住址")).max(label.rfind("address")).unwrap_or_default();
    let label = label[..end].trim_end();
    !NO_PLACES.iter().any(|word| label.ends_with(word))
        && text[range.clone()].chars().filter(|c| c.is_alphabetic()).count() >= 4
}

/// Whether it has the digits of a postal code.
fn is_postcode(text: &str, range: &Range<usize>) -> bool {
    text[range.clone()].chars().filter(char::is_ascii_digit).count() >= 2
        && before(text, range.start).is_none_or(|c| !c.is_ascii_alphanumeric())
}
