//! From degrees to pixels: a piece of the Mercator map in a rectangle of the sheet.

use crate::model::{MEAN_RADIUS_M, Position};
use crate::sheet::Window;

/// A map on the sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Frame {
    /// West and north of the upper left corner, on the Mercator map.
    origin: [f64; 2],
    /// Pixels for each radian of longitude.
    scale: f64,
    /// Left, top, width, height in pixels.
    area: [f64; 4],
}

impl Frame {
    /// The map that holds the window and fills the area.
    pub(super) fn fitted(area: [f64; 4], window: Window) -> Frame {
        let [left, top, width, height] = area;
        let (west, east) = (window.west.to_radians(), window.east.to_radians());
        let (south, north) = (mercator(window.south), mercator(window.north));
        let scale = (width / (east - west)).min(height / (north - south));
        let (x, y) = ((west + east) / 2.0, (south + north) / 2.0);
        Frame { origin: [x - width / scale / 2.0, y + height / scale / 2.0], scale, area: [left, top, width, height] }
    }

    /// Where a position lies, in pixels from left and top of the sheet.
    pub(super) fn at(self, position: Position) -> [f64; 2] {
        let x = (position.lon().to_radians() - self.origin[0]) * self.scale + self.area[0];
        let y = (self.origin[1] - mercator(position.lat())) * self.scale + self.area[1];
        [x, y]
    }

    /// Pixels of a kilometre on the ground in the middle of the map.
    pub(super) fn kilometre(self) -> f64 {
        let middle = self.origin[1] - self.area[3] / self.scale / 2.0;
        self.scale * 1000.0 / MEAN_RADIUS_M * middle.cosh()
    }
}

fn mercator(lat: f64) -> f64 {
    (std::f64::consts::FRAC_PI_4 + lat.to_radians() / 2.0).tan().ln()
}
