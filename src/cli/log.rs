//! What a run says while it works: a line that moves on a terminal, plain lines or JSON elsewhere, all on standard error.

use std::io::{IsTerminal, Write};
use std::time::Duration;

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use serde_json::json;

use crate::cli::plain;

/// How much a run says, and in which form.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(super) struct Log {
    /// Says nothing but errors; for cron, which mails what is said.
    #[arg(long, display_order = 0)]
    pub quiet: bool,
    /// The form of what is said on standard error.
    #[arg(long, value_name = "FORM", default_value = "text", display_order = 0)]
    log_format: Form,
}

/// A form of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Form {
    /// Lines for people.
    #[default]
    Text,
    /// One JSON object a line: time, level, message.
    Json,
}

/// How much a line matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// How far the work is.
    #[cfg_attr(not(feature = "store"), expect(dead_code, reason = "only a daily run tells its steps"))]
    Info,
    /// Something was passed by that is not meant to be read.
    Skipped,
    /// Something is in doubt.
    Warning,
    /// Something was lost.
    Error,
}

impl Level {
    fn word(self) -> &'static str {
        match self {
            Level::Info => "info",
            Level::Skipped => "skipped",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

impl Log {
    /// Says a line. Nobody is left to hear it when standard error is closed, and the work goes on.
    pub(super) fn say(self, level: Level, message: &str) {
        if self.quiet && level < Level::Error {
            return;
        }
        let message = plain(message);
        let line = match (self.log_format, level) {
            (Form::Text, Level::Info) => message,
            (Form::Text, Level::Skipped | Level::Warning | Level::Error) => format!("{}: {message}", level.word()),
            (Form::Json, _) => json!({"time": Timestamp::now(), "level": level.word(), "message": message}).to_string(),
        };
        let _ = writeln!(std::io::stderr(), "{line}");
    }

    /// Whether a table for people is printed at the end.
    pub(super) fn has_table(self) -> bool {
        !self.quiet && self.log_format == Form::Text
    }

    /// A line on a terminal that says how far the work is; nothing in a pipe, in JSON, or in a quiet run.
    pub(super) fn progress(self) -> ProgressBar {
        if !self.has_table() || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new_spinner();
        bar.set_style(ProgressStyle::with_template("{spinner} {msg} {elapsed}").expect("the template is a constant"));
        bar.enable_steady_tick(Duration::from_millis(200));
        bar
    }
}
