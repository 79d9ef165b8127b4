//! Asks one address: politely, again when that may help, and following it only where it may lead.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};
use reqwest::StatusCode;
use reqwest::blocking::{Client, Response};
use reqwest::header::{
    ACCEPT, ACCEPT_ENCODING, CONTENT_TYPE, ETAG, HeaderName, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION,
    RETRY_AFTER,
};
use rustls_platform_verifier::BuilderVerifierExt;
use sha2::{Digest, Sha256};
use texting_robots::Robot;
use url::Url;

use crate::fetch::address::{NotPublic, PublicOnly};
use crate::fetch::body::{self, ENCODINGS};
use crate::fetch::clock::Clock;
use crate::fetch::error::Error;
use crate::fetch::hosts::{Hosts, Rules, sleep_until};
use crate::fetch::{Proxies, Settings};
use crate::model::Answer;

/// The name under which robots.txt files may speak to us.
const ROBOT_NAME: &str = "frontline";

/// What an address gave.
pub(super) enum Got {
    /// The server says, or the bytes show, that it is what we have.
    Unchanged,
    /// Something new.
    New(Box<Page>),
}

/// A body and what is known of it.
pub(super) struct Page {
    /// The address that answered in the end.
    pub url: Url,
    /// The header `Content-Type`.
    pub content_type: Option<String>,
    /// When it came.
    pub fetched: Timestamp,
    /// The bytes, unpacked.
    pub body: Vec<u8>,
    /// How it may be asked for next time.
    pub answer: Answer,
}

/// Whether robots.txt is asked first: it is not for a robots.txt itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manners {
    AskRobots,
    IsRobots,
}

/// Everything that asking takes.
pub(super) struct Getter<'s> {
    settings: &'s Settings,
    clock: &'s Clock,
    client: Client,
    hosts: Hosts,
}

impl<'s> Getter<'s> {
    /// # Errors
    /// When the machine's certificates cannot be used.
    pub(super) fn new(settings: &'s Settings, clock: &'s Clock) -> Result<Getter<'s>, Error> {
        let client = client(settings).map_err(|source| Error::Client { source })?;
        let hosts = Hosts::new(settings.connections_per_host, settings.pause);
        Ok(Getter { settings, clock, client, hosts })
    }

    /// Asks for an address unless it still answers as it did.
    ///
    /// # Errors
    /// When it gave nothing that can be used, after as many attempts as are set.
    pub(super) fn get(&self, url: &Url, known: &Answer) -> Result<Got, Error> {
        self.with_retries(url, known, Manners::AskRobots)
    }

    fn with_retries(&self, url: &Url, known: &Answer, manners: Manners) -> Result<Got, Error> {
        let mut attempt = 1;
        loop {
            match self.followed(url, known, manners) {
                Ok(got) => return Ok(got),
                Err((error, Some(until))) if error.is_passing() && !self.is_soon(until) => {
                    return Err(later(error, until));
                }
                Err((error, after)) if error.is_passing() && attempt < self.settings.attempts => {
                    sleep_until(self.retry_at(attempt, after), self.clock);
                    attempt += 1;
                }
                Err((error, _)) => return Err(error),
            }
        }
    }

    /// When to ask again: as the server says, else after a time that doubles and is a matter of chance by half.
    fn retry_at(&self, attempt: u32, after: Option<Timestamp>) -> Timestamp {
        let doubled = self.settings.back_off.saturating_mul(1 << (attempt - 1).min(16));
        let wait = doubled.min(self.settings.longest_wait).mul_f64(0.5 + 0.5 * (self.clock.chance)());
        let own = (self.clock.now)().saturating_add(wait).unwrap_or(Timestamp::MAX);
        after.unwrap_or(own)
    }

    /// Asks once, and goes where the answer sends us.
    fn followed(&self, asked: &Url, known: &Answer, manners: Manners) -> Result<Got, (Error, Option<Timestamp>)> {
        let mut url = asked.clone();
        for _ in 0..=self.settings.most_redirects {
            self.settings.addresses.check(&url, asked).map_err(|error| (error, None))?;
            if manners == Manners::AskRobots {
                self.ask_robots(&url).map_err(|error| (error, None))?;
            }
            match self.once(&url, known, asked)? {
                Step::Got(got) => return Ok(got),
                Step::Onward(next) => url = next,
            }
        }
        let limit = self.settings.most_redirects;
        Err((Error::Redirects { url: asked.to_string(), limit, last: url.to_string() }, None))
    }

    fn once(&self, url: &Url, known: &Answer, asked: &Url) -> Result<Step, (Error, Option<Timestamp>)> {
        let host = self.hosts.host(url);
        let _turn = self.hosts.turn(&host, self.clock);
        let mut request = self.client.get(url.clone()).header(ACCEPT_ENCODING, ENCODINGS).header(ACCEPT, "*/*");
        // What is known is known of the address that answered: where we are sent now may be another page.
        if known.url.as_deref() == Some(url.as_str()) {
            for (name, value) in [(IF_NONE_MATCH, &known.etag), (IF_MODIFIED_SINCE, &known.last_modified)] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
        }
        let response = request.send().map_err(|error| (connection(asked, error), None))?;
        let status = response.status();
        match status {
            StatusCode::NOT_MODIFIED => Ok(Step::Got(Got::Unchanged)),
            _ if status.is_redirection() => onward(&response, url, asked).map(Step::Onward).map_err(alone),
            _ if status.is_success() => self.taken(response, url, known, asked).map(Step::Got).map_err(alone),
            _ => {
                let after = self.retry_after(&response);
                if let Some(until) = after.filter(|until| self.is_soon(*until)) {
                    host.not_before(until);
                }
                Err((Error::Status { url: asked.to_string(), status: status.as_u16() }, after))
            }
        }
    }

    /// Takes the body in, and compares it with what came before.
    fn taken(&self, response: Response, url: &Url, known: &Answer, asked: &Url) -> Result<Got, Error> {
        let header = |name: HeaderName| {
            let value = response.headers().get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        let (etag, last_modified, content_type) = (header(ETAG), header(LAST_MODIFIED), header(CONTENT_TYPE));
        let body = body::body(response, asked, &self.settings.limits)?;
        let sha256: String = Sha256::digest(&body).iter().map(|byte| format!("{byte:02x}")).collect();
        if known.sha256.as_ref() == Some(&sha256) {
            return Ok(Got::Unchanged);
        }
        let answer = Answer { url: Some(url.to_string()), etag, last_modified, sha256: Some(sha256) };
        let page = Page { url: url.clone(), content_type, fetched: (self.clock.now)(), body, answer };
        Ok(Got::New(Box::new(page)))
    }

    /// Asks a site once in a run what it lets programs read (RFC 9309): a site without a robots.txt lets them read all,
    /// one that cannot say is left alone.
    fn ask_robots(&self, url: &Url) -> Result<(), Error> {
        let rules = self.hosts.rules(url);
        let rules = rules.get_or_init(|| self.rules(url));
        match rules {
            Rules::None => Ok(()),
            Rules::Robot(robot) if robot.allowed(url.as_str()) => Ok(()),
            Rules::Robot(_) => Err(Error::Robots { url: url.to_string() }),
            Rules::Unreadable(reason) => Err(Error::NoRobots { url: url.to_string(), reason: reason.clone() }),
        }
    }

    fn rules(&self, url: &Url) -> Rules {
        let Ok(address) = url.join("/robots.txt") else { return Rules::None };
        match self.with_retries(&address, &Answer::default(), Manners::IsRobots) {
            Ok(Got::New(page)) => match Robot::new(ROBOT_NAME, &page.body) {
                Ok(robot) => {
                    if let Some(seconds) = robot.delay {
                        self.hosts.host(url).keep_pause(seconds);
                    }
                    Rules::Robot(robot)
                }
                Err(error) => Rules::Unreadable(error.to_string()),
            },
            Ok(Got::Unchanged) => Rules::None,
            // A site that turns the question away has no rules for programs; too much of them is as good as none.
            Err(Error::Status { status: 400..=428 | 430..=499, .. } | Error::TooLarge { .. }) => Rules::None,
            Err(error) => Rules::Unreadable(error.whole()),
        }
    }

    fn is_soon(&self, moment: Timestamp) -> bool {
        let longest = SignedDuration::try_from(self.settings.longest_wait).unwrap_or(SignedDuration::MAX);
        moment.duration_since((self.clock.now)()) <= longest
    }

    /// The moment that `Retry-After` names, as seconds or as a date.
    fn retry_after(&self, response: &Response) -> Option<Timestamp> {
        let value = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim();
        match value.parse::<u32>() {
            Ok(seconds) => (self.clock.now)().saturating_add(SignedDuration::from_secs(seconds.into())).ok(),
            Err(_) => rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_timestamp(value).ok(),
        }
    }
}

/// What one answer came to.
enum Step {
    Got(Got),
    Onward(Url),
}

fn alone(error: Error) -> (Error, Option<Timestamp>) {
    (error, None)
}

/// Where a redirect leads.
fn onward(response: &Response, from: &Url, asked: &Url) -> Result<Url, Error> {
    let status = Error::Status { url: asked.to_string(), status: response.status().as_u16() };
    let location = response.headers().get(LOCATION).ok_or(status)?;
    let location = String::from_utf8_lossy(location.as_bytes());
    from.join(&location).map_err(|_| Error::Target { url: asked.to_string(), target: location.into_owned() })
}

/// What is wrong with a connection; a name that we do not ask says so itself, deep inside the library's error.
fn connection(asked: &Url, error: reqwest::Error) -> Error {
    let mut cause = std::error::Error::source(&error);
    while let Some(source) = cause {
        if let Some(NotPublic { host, address }) = source.downcast_ref() {
            return Error::Private { url: asked.to_string(), host: host.clone(), address: *address };
        }
        cause = source.source();
    }
    Error::Connection { url: asked.to_string(), source: Box::new(error.without_url()) }
}

fn later(error: Error, until: Timestamp) -> Error {
    match error {
        Error::Status { url, status } => Error::Later { url, status, until },
        other => other,
    }
}

/// A client that follows nothing by itself, trusts what the machine trusts, and resolves names to public addresses.
fn client(settings: &Settings) -> Result<Client, Box<dyn std::error::Error + Send + Sync>> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth();
    let resolver =
        PublicOnly { addresses: Arc::new(settings.addresses.clone()), proxies: proxy_hosts(settings.proxies) };
    let builder = Client::builder()
        .tls_backend_preconfigured(tls)
        .dns_resolver(Arc::new(resolver))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .user_agent(&settings.user_agent)
        .referer(false)
        .connect_timeout(settings.limits.silence)
        .timeout(settings.limits.silence)
        .pool_max_idle_per_host(settings.connections_per_host);
    let builder = match settings.proxies {
        Proxies::FromEnvironment => builder,
        Proxies::None => builder.no_proxy(),
    };
    Ok(builder.build()?)
}

/// The hosts of the proxies that the environment names.
fn proxy_hosts(proxies: Proxies) -> BTreeSet<String> {
    let names = match proxies {
        Proxies::None => return BTreeSet::new(),
        Proxies::FromEnvironment => ["http_proxy", "https_proxy", "all_proxy"],
    };
    let values = names.into_iter().flat_map(|name| [name.to_owned(), name.to_uppercase()]).filter_map(|name| {
        let value = std::env::var(name).ok()?;
        let with_scheme = if value.contains("://") { value } else { format!("http://{value}") };
        Url::parse(&with_scheme).ok()?.host_str().map(str::to_owned)
    });
    values.collect()
}
