//! Words and sentences of a text, each with its place in the text as read.

pub mod fold;
mod sentences;
mod tokens;

pub use sentences::{Sentence, sentences};
pub use tokens::{Capitals, Shape, Token, Tokens};
