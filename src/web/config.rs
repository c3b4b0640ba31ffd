//! What the operator decides.

use std::fmt;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::str::FromStr;

use actix_web::http::Uri;
use ipnet::IpNet;

/// Where the site listens and what the world calls it.
#[derive(Debug, Clone)]
pub struct Config {
    /// The address to listen at; port 0 takes any free one.
    pub listen: SocketAddr,
    /// The site's address as browsers see it; without one, `http://` and the address listened at.
    pub public_url: Option<PublicUrl>,
    /// Proxies whose word on where a request comes from is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// How often one address may try to sign in, sign up and the like within ten minutes.
    pub attempts: NonZeroU32,
}

impl Config {
    /// How many attempts are allowed where the operator doesn't say.
    pub const ATTEMPTS: NonZeroU32 = NonZeroU32::new(30).expect("not zero");

    /// A site that is reached directly.
    pub fn direct(listen: SocketAddr) -> Self {
        Self { listen, public_url: None, trusted_proxies: Vec::new(), attempts: Self::ATTEMPTS }
    }
}

/// The scheme and host under which the world reaches the site, without a path or a final slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(String);

/// Not an address of the form `https://host` or `https://host:port`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an address such as https://sunmao.example, without a path")]
pub struct BadPublicUrl;

impl PublicUrl {
    /// The address of a site that is reached directly, without a proxy.
    pub fn of_listener(address: SocketAddr) -> Self {
        Self(format!("http://{address}"))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether browsers reach the site through TLS.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PublicUrl {
    type Err = BadPublicUrl;

    fn from_str(s: &str) -> Result<Self, BadPublicUrl> {
        let uri: Uri = s.trim().parse().map_err(|_| BadPublicUrl)?;
        let scheme =
            uri.scheme_str().filter(|scheme| ["http", "https"].contains(scheme)).ok_or(BadPublicUrl)?;
        let authority =
            uri.authority().filter(|authority| !authority.as_str().contains('@')).ok_or(BadPublicUrl)?;
        if uri.path() != "/" || uri.query().is_some() {
            return Err(BadPublicUrl);
        }
        Ok(Self(format!("{scheme}://{authority}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_scheme_and_host_only() {
        assert_eq!(
            "https://sunmao.example/".parse::<PublicUrl>().unwrap().as_str(),
            "https://sunmao.example"
        );
        assert!("http://127.0.0.1:8080".parse::<PublicUrl>().is_ok_and(|url| !url.is_https()));
        for bad in [
            "",
            "sunmao.example",
            "/",
            "ftp://a.example",
            "https://a.example/x",
            "https://a.example/?q",
            "https://u@a.example",
        ] {
            assert_eq!(bad.parse::<PublicUrl>(), Err(BadPublicUrl), "{bad}");
        }
    }
}
