//! Ways to reach somebody: mail, web, messengers.

use std::ops::Range;

use super::Leak;
use super::pattern::{Rule, after, always, before, patterns, stands_alone};

patterns! {
    EMAIL = r"(?i)[a-z0-9][a-z0-9._%+\-]{0,63}(?:\s?@\s?|\s?[(\[{<]\s?(?:at|@|a|艾特|圈a)\s?[)\]}>]\s?|",
        r"\s?#at#\s?|\s?艾特\s?)",
        r"[a-z0-9\-]{1,63}(?:(?:\.|\s?[(\[{<]\s?(?:dot|\.|点)\s?[)\]}>]\s?|\sdot\s|",
        r"\s?点\s?)[a-z0-9\-]{1,63}){1,5}";
    EMAIL_SPELT = r"(?i)\b[a-z0-9][a-z0-9._%+\-]{0,63}\sat\s[a-z0-9\-]{1,63}",
        r"(?:\s(?:dot)\s[a-z0-9\-]{2,63}){1,4}\b";
    LINK = r#"(?i)(?:https?|ftp|hxxps?)\s?:\s?//[^\s<>"'，。；、！？）】》”’]{2,}"#;
    WWW = r#"(?i)www\.[a-z0-9\-]+\.[^\s<>"'，。；、！？）】》”’]{2,}"#;
    // The common ends in any case; those that are also words in small letters only.
    DOMAIN = r"(?:[A-Za-z0-9][A-Za-z0-9\-]{0,62}\.){1,5}(?:(?i:com|cn|net|org|edu|gov|info|biz)|io|ai|",
        r"de|uk|fr|eu|jp|kr|",
        r"hk|tw|sg|tech|top|xyz|site|online|app|dev|cloud|store|club|vip|wang|link|cc|tv|ink|中国|公司|网络)",
        r"(?::\d{2,5})?(?:/[A-Za-z0-9._~%/?#=&+\-]*)?";
    MESSENGER = r"(?i)(?:微信公众号|公众号|微信|威信|薇信|v信|weixin|wechat|vx|wx|企业微信|钉钉|抖音|视频号|小红书|微博|whatsapp|",
        r"telegram|skype)\s?(?:(?:号码?|账号|帐号|id|群|同号)?\s?[:=]|号码?(?:是|为)?|账号|帐号|id\b|是|为|加)",
        r#"\s?[:=]?\s?[“「"]?(\+?[a-z0-9][a-z0-9_\-]{3,29})"#;
    ACCOUNT = r"公众号\s?[:=]\s?[“「《]?([\p{Han}A-Za-z0-9]{2,20})";
    WECHAT_BARE = r"(?i)(?:加?微信|威信|v信|weixin|wechat|vx|加v\s?:?|\bv\s?:)\s?((?:[a-z][a-z_\-]*[0-9_]|wxid_|",
        r"1[3-9]\d{4})[a-z0-9_\-]{2,24})";
    QQ = r"(?i)qq\s?(?:群号?|号码?|群)?\s?[:=是为]?\s?([1-9]\d{4,11})";
}

/// How to find them.
pub(super) static RULES: &[Rule] = &[
    Rule { kind: Leak::Email, pattern: &EMAIL, is_meant: is_mail },
    Rule { kind: Leak::Email, pattern: &EMAIL_SPELT, is_meant: always },
    Rule { kind: Leak::Link, pattern: &LINK, is_meant: always },
    Rule { kind: Leak::Link, pattern: &WWW, is_meant: always },
    Rule { kind: Leak::Link, pattern: &DOMAIN, is_meant: is_domain },
    Rule { kind: Leak::Messenger, pattern: &MESSENGER, is_meant: always },
    Rule { kind: Leak::Messenger, pattern: &ACCOUNT, is_meant: always },
    Rule { kind: Leak::Messenger, pattern: &WECHAT_BARE, is_meant: stands_alone },
    Rule { kind: Leak::Messenger, pattern: &QQ, is_meant: stands_alone },
];

/// Whether it ends as an address does: with letters.
fn is_mail(text: &str, range: &Range<usize>) -> bool {
    let end: String = text[range.clone()].chars().rev().take_while(char::is_ascii_alphabetic).collect();
    end.len() >= 2 && !before(text, range.start).is_some_and(|c| c.is_ascii_alphanumeric())
}

/// Names that end like domains.
const NO_DOMAINS: &[&str] =
    &["asp.net", "vb.net", "ado.net", "ml.net", "f.net", "c.net", "node.io", "socket.io"];

/// Whether it has letters before its end, and nothing of the same word goes on.
fn is_domain(text: &str, range: &Range<usize>) -> bool {
    let found = &text[range.clone()];
    let host = found.split(['/', ':']).next().unwrap_or_default();
    let has_letters =
        host.rsplit('.').skip(1).any(|label| label.chars().any(char::is_alphabetic) && label.len() > 1);
    let goes_on = after(text, range.end).is_some_and(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let is_part = before(text, range.start).is_some_and(|c| c.is_ascii_alphanumeric() || "._-@/".contains(c));
    has_letters && !goes_on && !is_part && !NO_DOMAINS.contains(&host.to_ascii_lowercase().as_str())
}
