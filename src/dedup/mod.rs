//! dedup
use crate::model::{Event, Report};
/// e
pub fn events(_r: Vec<Report>) -> Vec<Event> { Vec::new() }
