//! cli

pub mod gazetteer;
