//! Which addresses may be asked: those of the public web, whatever a name or a redirect says.

use std::collections::{BTreeMap, BTreeSet};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use crate::fetch::error::Error;

/// Addresses that are let through or given by hand; for tests and for a server in one's own network.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Addresses {
    /// Addresses that may be asked although they are not public.
    pub allowed: BTreeSet<IpAddr>,
    /// Names and what they resolve to, as in a hosts file.
    pub names: BTreeMap<String, Vec<IpAddr>>,
}

/// A name that resolves to an address we do not ask.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{host} is {address}, which is not public")]
pub(super) struct NotPublic {
    pub host: String,
    pub address: IpAddr,
}

/// Resolves names, and gives nothing when one of the addresses is not public: the connection is made to the very
/// addresses that were looked at, so that a name cannot mean something else a moment later.
pub(super) struct PublicOnly {
    pub addresses: Arc<Addresses>,
    /// The names of the proxies that the environment sets, which may well stand in a network of one's own.
    pub proxies: BTreeSet<String>,
}

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().to_owned();
        let addresses = Arc::clone(&self.addresses);
        let is_proxy = self.proxies.contains(&host);
        Box::pin(async move {
            let found: Vec<SocketAddr> = match addresses.names.get(&host) {
                Some(given) => given.iter().map(|address| SocketAddr::new(*address, 0)).collect(),
                None => tokio::net::lookup_host((host.as_str(), 0)).await?.collect(),
            };
            let refused = found.iter().map(SocketAddr::ip).find(|address| !addresses.may_be_asked(*address));
            match refused {
                Some(address) if !is_proxy => Err(NotPublic { host, address }.into()),
                Some(_) | None => Ok(Box::new(found.into_iter()) as Addrs),
            }
        })
    }
}

impl Addresses {
    /// Whether an address is public, or let through.
    pub(super) fn may_be_asked(&self, address: IpAddr) -> bool {
        is_public(address) || self.allowed.contains(&address)
    }

    /// Checks what an address says by itself; a name is checked when it is resolved. `asked` is for the message.
    ///
    /// # Errors
    /// When it is no web address, or names an address that is not public.
    pub(super) fn check(&self, url: &Url, asked: &Url) -> Result<(), Error> {
        let target = || Error::Target { url: asked.to_string(), target: url.to_string() };
        if !matches!(url.scheme(), "http" | "https") {
            return Err(target());
        }
        let address = match url.host().ok_or_else(target)? {
            Host::Domain(_) => return Ok(()),
            Host::Ipv4(address) => IpAddr::V4(address),
            Host::Ipv6(address) => IpAddr::V6(address),
        };
        if self.may_be_asked(address) {
            return Ok(());
        }
        Err(Error::Private { url: asked.to_string(), host: address.to_string(), address })
    }
}

/// Whether an address belongs to the public internet, by the registries of special-purpose addresses (RFC 6890 and what
/// was added since).
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_special = match (a, b, c) {
        (0 | 10 | 127, ..) => true,                                // this network, private, loopback
        (100, 64..=127, _) => true,                                // carrier-grade translation
        (169, 254, _) | (172, 16..=31, _) | (192, 168, _) => true, // link-local, private
        (192, 0, 0 | 2) | (198, 51, 100) | (203, 0, 113) => true,  // protocols, documentation
        (192, 88, 99) => true,                                     // relays to IPv6, no longer in use
        (198, 18..=19, _) => true,                                 // measurements
        (224.., ..) => true,                                       // multicast, reserved, broadcast
        _ => false,
    };
    !is_special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    if let Some(inside) = carried_v4(address) {
        return is_public_v4(inside);
    }
    let is_special = match parts {
        [0x2001, 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => true, // documentation
        [0x2001, 0..=0x01ff, ..] => true,                        // protocols, Teredo among them
        // All that is given out to the world lies in 2000::/3; the rest is local, multicast or not given out.
        [first, ..] => first & 0xe000 != 0x2000,
    };
    !is_special
}

/// The IPv4 address that an IPv6 one stands for: mapped, translated (NAT64) or in a 6to4 network.
fn carried_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let v4 = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some(v4(high, low)),
        [0x2002, high, low, ..] => Some(v4(high, low)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_public_internet_may_be_asked() {
        for (address, expected) in [
            ("93.184.216.34", true),
            ("100.63.255.255", true),
            ("172.32.0.1", true),
            ("2606:2800:220:1:248:1893:25c8:1946", true),
            ("::ffff:93.184.216.34", true),
            ("127.0.0.1", false),
            ("0.0.0.0", false),
            ("10.1.2.3", false),
            ("172.16.0.1", false),
            ("192.168.1.1", false),
            ("169.254.169.254", false),
            ("100.64.0.1", false),
            ("198.18.0.1", false),
            ("203.0.113.7", false),
            ("224.0.0.1", false),
            ("255.255.255.255", false),
            ("::1", false),
            ("::", false),
            ("fe80::1", false),
            ("fc00::1", false),
            ("ff02::1", false),
            ("2001:db8::1", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:10.0.0.1", false),
            ("64:ff9b::7f00:1", false),
            ("64:ff9b::a00:1", false),
            ("2002:7f00:1::", false),
            ("::127.0.0.1", false),
        ] {
            assert_eq!(is_public(address.parse().unwrap()), expected, "{address}");
        }
    }

    #[test]
    fn a_private_address_in_any_spelling_is_seen() {
        let asked = Url::parse("https://news.example/").unwrap();
        for spelling in [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://[::1]/",
            "http://[::ffff:7f00:1]/",
            "http://10.0.0.1:8080/",
        ] {
            let found = Addresses::default().check(&Url::parse(spelling).unwrap(), &asked);
            assert!(matches!(found, Err(Error::Private { .. })), "{spelling}: {found:?}");
        }
        for spelling in ["file:///etc/passwd", "ftp://news.example/", "gopher://news.example/", "data:text/html,x"] {
            let found = Addresses::default().check(&Url::parse(spelling).unwrap(), &asked);
            assert!(matches!(found, Err(Error::Target { .. })), "{spelling}: {found:?}");
        }
    }
}
