//! text

pub mod fold;
