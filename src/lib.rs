//! Frontline: from reporting about a war to one map layer per axis of attack per day.

pub mod axes;
pub mod cli;
pub mod cluster;
pub mod code;
pub mod dedup;
pub mod export;
pub mod gazetteer;
pub mod layer;
pub mod lexicon;
pub mod model;
pub mod read;
pub mod recognise;
pub mod resolve;
pub mod text;
