//! From events to files: clusters, days and axes, GeoJSON.

mod clusters;
mod drawing;
mod files;
mod golden;
mod make;
mod numbers;
mod unresolved;
