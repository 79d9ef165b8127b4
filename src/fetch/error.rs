//! What can go wrong between us and a feed, and what to do about it.

use std::net::IpAddr;
use std::path::PathBuf;

/// A list of feeds that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FeedsError {
    /// The system would not give it.
    #[error("{path}: cannot be read; check that it exists and that you may read it")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is not TOML, or a field is missing or misspelt.
    #[error(
        "{path}: not a list of feeds; the fields are described at its head in the list that comes with the program"
    )]
    Toml {
        /// The file.
        path: PathBuf,
        /// What the parser said, with the line.
        source: Box<toml::de::Error>,
    },
    /// A value that means nothing.
    #[error("{path}: feed `{feed}`: {field} `{value}` is not {expected}")]
    Value {
        /// The file.
        path: PathBuf,
        /// The feed's name.
        feed: String,
        /// The field.
        field: &'static str,
        /// Its value.
        value: String,
        /// What it should be.
        expected: &'static str,
    },
}

/// Why an address gave nothing.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No connection, a broken one, or a certificate that is not to be trusted.
    #[error("{url}: no answer; check the address and the connection")]
    Connection {
        /// The address asked.
        url: String,
        /// What the connection said.
        source: Box<reqwest::Error>,
    },
    /// The answer began and did not end as it should.
    #[error("{url}: the answer was cut off or broken")]
    Broken {
        /// The address asked.
        url: String,
        /// What went wrong.
        source: std::io::Error,
    },
    /// It took longer than we wait.
    #[error("{url}: not finished within {seconds} s")]
    Slow {
        /// The address asked.
        url: String,
        /// How long we wait.
        seconds: u64,
    },
    /// The server says no.
    #[error("{url}: the server answered {status}{}", advice(*.status))]
    Status {
        /// The address asked.
        url: String,
        /// The status.
        status: u16,
    },
    /// Asked to come back later than this run lasts.
    #[error("{url}: the server answered {status} and asks not to come back before {until}; a later run will")]
    Later {
        /// The address asked.
        url: String,
        /// The status.
        status: u16,
        /// The moment before which it is not asked again.
        until: jiff::Timestamp,
    },
    /// More bytes than we take.
    #[error("{url}: more than {limit} bytes{}; not read on", if *.unpacked { " when unpacked" } else { "" })]
    TooLarge {
        /// The address asked.
        url: String,
        /// The limit.
        limit: u64,
        /// Whether they were counted after unpacking.
        unpacked: bool,
    },
    /// Packed in a way we did not ask for.
    #[error("{url}: packed as `{encoding}`, which was not asked for")]
    Encoding {
        /// The address asked.
        url: String,
        /// What the header says.
        encoding: String,
    },
    /// Sent on too often, or in a circle.
    #[error("{url}: sent on more than {limit} times, at last to {last}")]
    Redirects {
        /// The address asked.
        url: String,
        /// How often we follow.
        limit: usize,
        /// Where it leads.
        last: String,
    },
    /// An address that is no web address, or sends us to one.
    #[error("{url}: leads to `{target}`, which is no address of the public web")]
    Target {
        /// The address asked.
        url: String,
        /// Where it leads.
        target: String,
    },
    /// An address inside somebody's own network.
    #[error(
        "{url}: {host} is {address}, an address that is not public; to ask it anyway allow it with --allow-address {address}"
    )]
    Private {
        /// The address asked.
        url: String,
        /// The name.
        host: String,
        /// What it resolves to.
        address: IpAddr,
    },
    /// The site does not want programs to read it.
    #[error("{url}: the site's robots.txt asks programs not to read it")]
    Robots {
        /// The address asked.
        url: String,
    },
    /// The site's wishes cannot be known.
    #[error("{url}: the site's robots.txt cannot be read, so the site is left alone: {reason}")]
    NoRobots {
        /// The address asked.
        url: String,
        /// Why.
        reason: String,
    },
    /// Not a feed or a sitemap.
    #[error("{url}: not {expected}: {reason}")]
    Content {
        /// The address asked.
        url: String,
        /// What it should be.
        expected: &'static str,
        /// What the parser said.
        reason: String,
    },
    /// The client could not be made.
    #[error("the certificates of this machine cannot be used, so no address can be checked")]
    Client {
        /// What the library said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

fn advice(status: u16) -> &'static str {
    match status {
        401 | 403 => "; it does not let programs in",
        404 | 410 => "; the address may have changed: look it up and mend the list",
        _ => "",
    }
}

impl Error {
    /// Whether asking again soon may help.
    pub(super) fn is_passing(&self) -> bool {
        match self {
            Error::Connection { source, .. } => !source.is_builder(),
            Error::Broken { .. } | Error::Slow { .. } => true,
            Error::Status { status, .. } => matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504),
            Error::Later { .. }
            | Error::TooLarge { .. }
            | Error::Encoding { .. }
            | Error::Redirects { .. }
            | Error::Target { .. }
            | Error::Private { .. }
            | Error::Robots { .. }
            | Error::NoRobots { .. }
            | Error::Content { .. }
            | Error::Client { .. } => false,
        }
    }

    /// Whether asking again in a later run may help.
    pub(super) fn may_pass(&self) -> bool {
        self.is_passing() || matches!(self, Error::Later { .. } | Error::NoRobots { .. })
    }

    /// The message with its causes, on one line.
    pub fn whole(&self) -> String {
        let mut message = self.to_string();
        let mut cause = std::error::Error::source(self);
        while let Some(source) = cause {
            message.push_str(&format!(": {source}"));
            cause = source.source();
        }
        message
    }
}
