//! Who a request comes from: address and browser.

use std::net::{IpAddr, Ipv6Addr};

use actix_web::HttpRequest;
use actix_web::http::header::USER_AGENT;
use ipnet::IpNet;

/// How much of what a browser calls itself is kept, in characters.
const AGENT: usize = 200;

/// The address that a request comes from. The headers of proxies are heeded only when the connection comes
/// from a proxy that the operator trusts: the last address in `X-Forwarded-For` that isn't one of those.
pub(super) fn address(request: &HttpRequest, trusted: &[IpNet]) -> Option<IpAddr> {
    let peer = plain(request.peer_addr()?.ip());
    let is_trusted = |address: &IpAddr| trusted.iter().any(|net| net.contains(address));
    if !is_trusted(&peer) {
        return Some(peer);
    }
    let forwarded: Vec<&str> = request
        .headers()
        .get_all("x-forwarded-for")
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    let mut last = peer;
    for hop in forwarded.into_iter().rev() {
        // What doesn't parse was not written by our proxies.
        let Ok(address) = hop.trim().parse::<IpAddr>() else { break };
        last = plain(address);
        if !is_trusted(&last) {
            break;
        }
    }
    Some(last)
}

/// The part of an address that one party has to itself: a whole IPv4 address, 64 bits of an IPv6 one.
pub(super) fn party(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => {
            let mut segments = v6.segments();
            segments[4..].fill(0);
            IpAddr::V6(Ipv6Addr::from(segments))
        }
    }
}

/// What the browser calls itself, shortened.
pub(super) fn agent(request: &HttpRequest) -> String {
    let agent = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok());
    agent.unwrap_or_default().chars().filter(|c| !c.is_control()).take(AGENT).collect()
}

/// An IPv4 address that came over an IPv6 socket, as what it is.
fn plain(address: IpAddr) -> IpAddr {
    address.to_canonical()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn asked(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut request = TestRequest::default().peer_addr(format!("{peer}:1").parse().unwrap());
        for value in forwarded {
            request = request.append_header(("x-forwarded-for", *value));
        }
        let trusted: Vec<IpNet> = trusted.iter().map(|net| net.parse().unwrap()).collect();
        address(&request.to_http_request(), &trusted).unwrap().to_string()
    }

    #[test]
    fn headers_count_only_from_trusted_proxies() {
        assert_eq!(asked("9.9.9.9", &["1.2.3.4"], &[]), "9.9.9.9");
        assert_eq!(asked("9.9.9.9", &["1.2.3.4"], &["10.0.0.0/8"]), "9.9.9.9");
        assert_eq!(asked("10.0.0.1", &["1.2.3.4"], &["10.0.0.0/8"]), "1.2.3.4");
        // What the client wrote itself stands before what the proxy saw.
        assert_eq!(asked("10.0.0.1", &["7.7.7.7, 1.2.3.4"], &["10.0.0.0/8"]), "1.2.3.4");
        assert_eq!(asked("10.0.0.1", &["7.7.7.7, 1.2.3.4", "10.0.0.2"], &["10.0.0.0/8"]), "1.2.3.4");
        assert_eq!(asked("10.0.0.1", &["1.2.3.4, nonsense"], &["10.0.0.0/8"]), "10.0.0.1");
        assert_eq!(asked("10.0.0.1", &[], &["10.0.0.0/8"]), "10.0.0.1");
    }

    #[test]
    fn an_ipv6_party_has_64_bits() {
        let party = |text: &str| party(text.parse().unwrap());
        assert_eq!(party("2001:db8:1:2:3:4:5:6"), party("2001:db8:1:2:ffff::1"));
        assert_ne!(party("2001:db8:1:2::1"), party("2001:db8:1:3::1"));
        assert_ne!(party("1.2.3.4"), party("1.2.3.5"));
    }
}
