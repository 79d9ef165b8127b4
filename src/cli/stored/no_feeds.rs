//! Stands in for feeds where the program is built without them.

use std::path::Path;

use clap::error::ErrorKind;

use crate::cli::stored::doctor::{Finding, State};
use crate::cli::stored::supply::{Came, Supply, Work};
use crate::cli::usage;
use crate::model::FeedStates;

/// There is none.
pub(super) enum List {}

/// Says what to build.
///
/// # Errors
/// Always.
pub(super) fn list(_: &Path) -> anyhow::Result<List> {
    let message = "--feeds is not built in; build the program with `cargo build --release --features fetch`, or give \
                   saved feeds as INPUT";
    Err(usage(ErrorKind::InvalidValue, message.to_owned()))
}

/// That they are not built in.
pub(super) fn findings(_: &Path, _: &FeedStates) -> Vec<Finding> {
    let words = "are not built in; build the program with `cargo build --release --features fetch`";
    vec![(State::Wrong, "feeds", words.to_owned())]
}

/// Never comes to be called.
pub(super) fn take_in(list: &List, _: &Supply, _: &mut Work) -> anyhow::Result<Came> {
    match *list {}
}
