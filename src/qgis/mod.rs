//! QGIS projects: the layers of a GeoPackage grouped by axis, styled, set in time, with a print layout.
//!
//! Styles, layout and the frame of the project are the files of `data/styles`; here they are put together with what a
//! map holds. Everything is written by an XML library, so that no text becomes markup.

mod content;
mod fill;
mod layers;
mod project;
mod tables;

pub use content::{Areas, Axis, Content};
pub use project::{Error, archive};
pub use tables::{add, keep};
