//! Mail domains that speak for an organization.

use std::fmt;

use super::account::Email;

/// A domain whose addresses only an organization gives out, such as `tsinghua.edu.cn`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MailDomain(String);

/// Why a mail domain was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadMailDomain {
    /// Not a domain of two labels or more.
    #[error("not a domain")]
    NotADomain,
    /// Anybody can have an address there, so that it proves nothing.
    #[error("a domain at which anybody can have an address")]
    Public,
}

impl MailDomain {
    /// The most characters that a domain has (RFC 1035, section 2.3.4, without the root's dot).
    pub const MAX: usize = 253;

    /// Reads a domain, in the form in which [`Email`] keeps it. An `@` or a `www.` before it is dropped.
    ///
    /// # Errors
    /// [`BadMailDomain::NotADomain`], or [`BadMailDomain::Public`] for mail providers and everything
    /// below them and for suffixes such as `edu.cn`, below which many organizations are.
    pub fn parse(raw: &str) -> Result<Self, BadMailDomain> {
        let lower = raw.trim().to_lowercase();
        let domain = lower.strip_prefix('@').unwrap_or(&lower);
        let domain = domain.strip_prefix("www.").unwrap_or(domain);
        if !is_domain(domain) {
            Err(BadMailDomain::NotADomain)
        } else if is_suffix(domain) || with_parents(domain).any(is_provider) {
            Err(BadMailDomain::Public)
        } else {
            Ok(Self(domain.to_owned()))
        }
    }

    /// Whether the address is at this domain or below it.
    pub fn holds(&self, email: &Email) -> bool {
        email
            .as_str()
            .rsplit_once('@')
            .and_then(|(_, domain)| domain.strip_suffix(self.as_str()))
            .is_some_and(|below| below.is_empty() || below.ends_with('.'))
    }

    /// The domain.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MailDomain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether it has the form of a domain; numbers alone at its end would make it an IP address.
fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    domain.chars().count() <= MailDomain::MAX
        && domain.split('.').all(is_label)
        && domain.rsplit_once('.').is_some_and(|(_, top)| !top.chars().all(|c| c.is_ascii_digit()))
}

/// The domain and the domains above it.
fn with_parents(domain: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(domain), |domain| domain.split_once('.').map(|(_, parent)| parent))
}

/// Whether the domain is a mail provider's own.
fn is_provider(domain: &str) -> bool {
    let of_brand = domain.split_once('.').is_some_and(|(name, rest)| {
        let rest = rest.strip_prefix("co.").or_else(|| rest.strip_prefix("com.")).unwrap_or(rest);
        BRANDS.contains(&name) && !rest.contains('.')
    });
    of_brand || PROVIDERS.contains(&domain)
}

/// Whether organizations register their domains right below it: `edu.cn`, `co.uk`, `bj.cn`.
fn is_suffix(domain: &str) -> bool {
    domain.split_once('.').is_some_and(|(name, country)| {
        let is_country = country.len() == 2 && country.is_ascii();
        (is_country && SECOND_LEVELS.contains(&name)) || (country == "cn" && CN_REGIONS.contains(&name))
    })
}

/// Providers that have a domain in many countries: `yahoo.co.jp`, `gmx.de`.
const BRANDS: [&str; 6] = ["gmx", "hotmail", "outlook", "windowslive", "yahoo", "yandex"];

/// Providers at which anybody, or any customer of a telephone company, can have an address.
const PROVIDERS: [&str; 72] = [
    "126.com",
    "139.com",
    "163.com",
    "163.net",
    "188.com",
    "189.cn",
    "21cn.com",
    "263.net",
    "2980.com",
    "88.com",
    "aliyun.com",
    "aol.com",
    "chinaren.com",
    "daum.net",
    "duck.com",
    "email.cn",
    "eyou.com",
    "fastmail.com",
    "fastmail.fm",
    "foxmail.com",
    "free.fr",
    "gmail.com",
    "googlemail.com",
    "hanmail.net",
    "hey.com",
    "hushmail.com",
    "icloud.com",
    "inbox.ru",
    "laposte.net",
    "libero.it",
    "list.ru",
    "live.cn",
    "live.co.uk",
    "live.com",
    "live.fr",
    "live.jp",
    "live.nl",
    "mac.com",
    "mail.com",
    "mail.ru",
    "mailinator.com",
    "me.com",
    "msn.com",
    "myfoxmail.com",
    "naver.com",
    "orange.fr",
    "passport.com",
    "pm.me",
    "proton.me",
    "protonmail.ch",
    "protonmail.com",
    "qq.com",
    "rambler.ru",
    "rediffmail.com",
    "rocketmail.com",
    "seznam.cz",
    "sina.cn",
    "sina.com",
    "sina.com.cn",
    "sogou.com",
    "sohu.com",
    "t-online.de",
    "tom.com",
    "tuta.com",
    "tutanota.com",
    "web.de",
    "wo.cn",
    "wo.com.cn",
    "ya.ru",
    "yeah.net",
    "ymail.com",
    "zoho.com",
];

/// What stands before a country's two letters in names that no single organization holds.
const SECOND_LEVELS: [&str; 16] = [
    "ac", "co", "com", "ed", "edu", "gob", "gouv", "gov", "go", "idv", "mil", "ne", "net", "or", "org", "re",
];

/// The regions below `cn`, as the registry names them.
const CN_REGIONS: [&str; 34] = [
    "ah", "bj", "cq", "fj", "gd", "gs", "gx", "gz", "ha", "hb", "he", "hi", "hk", "hl", "hn", "jl", "js",
    "jx", "ln", "mo", "nm", "nx", "qh", "sc", "sd", "sh", "sn", "sx", "tj", "tw", "xj", "xz", "yn", "zj",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_domains_as_people_write_them() {
        for (typed, domain) in [
            (" Tsinghua.edu.CN ", "tsinghua.edu.cn"),
            ("@mail.sysu.edu.cn", "mail.sysu.edu.cn"),
            ("www.hengyuan.example", "hengyuan.example"),
            ("@www.a-b.cn", "a-b.cn"),
            ("清华大学.cn", "清华大学.cn"),
            ("net.example", "net.example"),
            ("bj.example", "bj.example"),
            ("notqq.com", "notqq.com"),
            ("3m.com", "3m.com"),
        ] {
            assert_eq!(MailDomain::parse(typed).unwrap().to_string(), domain);
        }
    }

    #[test]
    fn refuses_what_is_no_domain() {
        for bad in [
            "",
            "@",
            "www.",
            "localhost",
            "www.cn",
            "a..cn",
            ".cn",
            "a.cn.",
            "-a.cn",
            "a-.cn",
            "a b.cn",
            "zhou@a.cn",
            "@@a.cn",
            "a_b.cn",
            "https://a.cn",
            "10.0.0.1",
            "a.cn\r\nx.cn",
            &format!("{}cn", "a.".repeat(126)),
        ] {
            assert_eq!(MailDomain::parse(bad), Err(BadMailDomain::NotADomain), "{bad}");
        }
    }

    #[test]
    fn refuses_what_anybody_can_have() {
        for public in [
            "qq.com",
            "VIP.QQ.com",
            "@163.com",
            "vip.163.com",
            "gmail.com",
            "yahoo.co.jp",
            "yahoo.com.cn",
            "mail.yahoo.fr",
            "gmx.de",
            "hotmail.fr",
            "vip.sina.com",
            "edu.cn",
            "www.com.cn",
            "bj.cn",
            "ac.uk",
            "co.uk",
            "com.hk",
            "go.jp",
        ] {
            assert_eq!(MailDomain::parse(public), Err(BadMailDomain::Public), "{public}");
        }
        assert!(PROVIDERS.is_sorted() && PROVIDERS.iter().all(|provider| is_domain(provider)));
    }

    #[test]
    fn holds_addresses_at_it_and_below_it() {
        let domain = MailDomain::parse("tsinghua.edu.cn").unwrap();
        let holds = |address: &str| domain.holds(&Email::parse(address).unwrap());
        assert!(holds("Zhou@Tsinghua.edu.cn"));
        assert!(holds("zhou@mails.tsinghua.edu.cn"));
        assert!(!holds("zhou@nottsinghua.edu.cn"));
        assert!(!holds("zhou@edu.cn"));
        assert!(!holds("tsinghua.edu.cn@evil.example"));
        assert!(!holds("zhou@tsinghua.edu.cn.evil.example"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "@?(www\\.)?(\\PC|[a-z.-]){0,40}") {
            if let Ok(domain) = MailDomain::parse(&text) {
                prop_assert!(domain.as_str().contains('.'));
                if let Ok(email) = Email::parse(&format!("x@{domain}")) {
                    prop_assert!(domain.holds(&email));
                }
            }
        }
    }
}
