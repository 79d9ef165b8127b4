//! Makes the index of names from tables of places; the build script runs it on the whole gazetteer, the library on the
//! files a user adds.

mod inflect;
mod latin;
pub mod names;
pub mod pack;
mod respell;
pub mod spelt;
pub mod starts;
pub mod table;

/// How a spelling stands to its name, as numbered in the index: the same numbers as `model::Form`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The present name.
    Name = 0,
    /// A listed spelling.
    Other = 1,
    /// A former name.
    Old = 2,
    /// Made by rule.
    Derived = 3,
}
