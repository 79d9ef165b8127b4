//! lexicon
mod patterns;
pub use patterns::{BadPattern, Match, Patterns};
