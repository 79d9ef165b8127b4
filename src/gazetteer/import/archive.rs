//! Reads a table that lies in a file as it is or in a zip archive.

use std::fs::File;
use std::io::{Read as _, Seek, SeekFrom};
use std::path::Path;

use super::Error;

/// The largest table that is read, in bytes: the dump of the whole world has 1.7 GB.
const LARGEST: u64 = 3 << 30;

/// The text of a file; of a zip archive, the text of the largest table in it. Bytes that are no UTF-8 become `�`.
///
/// # Errors
/// When it cannot be read, is a damaged archive, holds no table or a larger one than 3 GB.
pub fn text(path: &Path) -> Result<String, Error> {
    let unreadable = |source| Error::Unreadable { path: path.to_owned(), source };
    let mut file = File::open(path).map_err(unreadable)?;
    let mut magic = Vec::new();
    file.by_ref().take(4).read_to_end(&mut magic).map_err(unreadable)?;
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    if magic == b"PK\x03\x04" { zipped(path, file) } else { whole(path, file) }
}

fn zipped(path: &Path, file: File) -> Result<String, Error> {
    let broken = |what: String| Error::Archive { path: path.to_owned(), what };
    let mut archive = zip::ZipArchive::new(file).map_err(|error| broken(format!("damaged archive: {error}")))?;
    let is_table = |name: &str| {
        let name = name.to_ascii_lowercase();
        [".txt", ".csv", ".tsv"].iter().any(|ending| name.ends_with(ending))
    };
    let mut largest: Option<(u64, usize)> = None;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|error| broken(format!("damaged archive: {error}")))?;
        if entry.is_file() && entry.name().is_ok_and(|name| is_table(&name)) {
            largest = largest.max(Some((entry.size(), index)));
        }
    }
    let (_, index) = largest.ok_or_else(|| broken("no .txt, .csv or .tsv in this archive".to_owned()))?;
    let entry = archive.by_index(index).map_err(|error| broken(format!("damaged archive: {error}")))?;
    whole(path, entry)
}

/// Reads all there is, whatever length an archive promised.
fn whole(path: &Path, source: impl std::io::Read) -> Result<String, Error> {
    let mut bytes = Vec::new();
    let read = source.take(LARGEST + 1).read_to_end(&mut bytes);
    read.map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
    if bytes.len() as u64 > LARGEST {
        let what = "larger than 3 GB: split it by country".to_owned();
        return Err(Error::Archive { path: path.to_owned(), what });
    }
    Ok(match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    })
}
