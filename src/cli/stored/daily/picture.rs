//! The picture of the newest day, in the folder `latest`.

use std::io::Write;
use std::path::Path;

use crate::cli::log::Level;
use crate::cli::picture::{WIDE, day_of};
use crate::cli::stored::daily::draw::Drawn;
use crate::cli::stored::supply::Work;
use crate::palette::Palette;
use crate::{export, picture};

/// Its path below the folder of the layers.
const PATH: &str = "latest/picture.png";

/// Draws the picture when a layer changed or none is there. A machine without fonts gets none and is told so.
pub(super) fn draw(work: &mut Work, dir: &Path, drawn: &Drawn) -> anyhow::Result<Option<String>> {
    let path = dir.join(PATH);
    let Some(latest) = drawn.latest.filter(|_| drawn.written.changed > 0 || !path.exists()) else { return Ok(None) };
    let day = day_of(&mut work.store, latest, None)?;
    let svg = picture::svg(&day, work.reference.axes.axes(), &Palette::embedded());
    match picture::png(&svg, WIDE) {
        Ok(png) => {
            export::write_whole(&path, |file| file.write_all(&png))?;
            Ok(Some(PATH.to_owned()))
        }
        Err(error @ picture::Error::NoFont) => {
            work.log.say(Level::Warning, &error.to_string());
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}
