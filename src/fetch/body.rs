//! Takes in the body of an answer: within its limits, within its time, and unpacked.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use reqwest::blocking::Response;
use reqwest::header::CONTENT_ENCODING;
use url::Url;

use crate::fetch::Limits;
use crate::fetch::error::Error;

/// The packings that we ask for and can unpack.
pub(super) const ENCODINGS: &str = "gzip, deflate";

/// The whole body, unpacked as its header says; a gzipped file is unpacked too.
///
/// # Errors
/// When it is longer than the limits on the wire or unpacked, slow, cut off, or packed in another way than said.
pub(super) fn body(response: Response, asked: &Url, limits: &Limits) -> Result<Vec<u8>, Error> {
    let url = || asked.to_string();
    if response.content_length().is_some_and(|length| length > limits.wire_bytes) {
        return Err(Error::TooLarge { url: url(), limit: limits.wire_bytes, unpacked: false });
    }
    let packing = response.headers().get(CONTENT_ENCODING).map(|value| String::from_utf8_lossy(value.as_bytes()));
    let packing = packing.unwrap_or_default().trim().to_ascii_lowercase();
    let mut wire = Wire { source: response, left: limits.wire_bytes, ends: Instant::now() + limits.whole };
    let mut bytes = Vec::new();
    let read = match packing.as_str() {
        "" | "identity" => take(&mut wire, limits, &mut bytes),
        "gzip" | "x-gzip" => take(MultiGzDecoder::new(&mut wire), limits, &mut bytes),
        "deflate" => take(Deflate::of(&mut wire), limits, &mut bytes),
        _ => return Err(Error::Encoding { url: url(), encoding: packing }),
    };
    read.map_err(|fault| fault.error(asked, limits))?;
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes);
    }
    let mut unpacked = Vec::new();
    take(MultiGzDecoder::new(bytes.as_slice()), limits, &mut unpacked).map_err(|fault| fault.error(asked, limits))?;
    Ok(unpacked)
}

/// What stops a body.
enum Fault {
    TooMuchOnTheWire,
    TooMuchUnpacked,
    Slow,
    Broken(io::Error),
}

impl Fault {
    fn error(self, asked: &Url, limits: &Limits) -> Error {
        let url = asked.to_string();
        match self {
            Fault::TooMuchOnTheWire => Error::TooLarge { url, limit: limits.wire_bytes, unpacked: false },
            Fault::TooMuchUnpacked => Error::TooLarge { url, limit: limits.unpacked_bytes, unpacked: true },
            Fault::Slow => Error::Slow { url, seconds: limits.whole.max(limits.silence).as_secs() },
            Fault::Broken(source) => Error::Broken { url, source },
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        let is_timeout = error.kind() == io::ErrorKind::TimedOut
            || error
                .get_ref()
                .and_then(|inner| inner.downcast_ref::<reqwest::Error>())
                .is_some_and(reqwest::Error::is_timeout);
        match error.kind() {
            io::ErrorKind::FileTooLarge => Fault::TooMuchOnTheWire,
            _ if is_timeout => Fault::Slow,
            _ => Fault::Broken(error),
        }
    }
}

/// Reads to the end or to the limit. Only as much as was read is held, whatever the packed bytes promise.
fn take(source: impl Read, limits: &Limits, bytes: &mut Vec<u8>) -> Result<(), Fault> {
    source.take(limits.unpacked_bytes + 1).read_to_end(bytes)?;
    if bytes.len() as u64 > limits.unpacked_bytes { Err(Fault::TooMuchUnpacked) } else { Ok(()) }
}

/// The bytes as they come, counted and timed.
struct Wire {
    source: Response,
    left: u64,
    ends: Instant,
}

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ends.saturating_duration_since(Instant::now()) == Duration::ZERO {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let count = self.source.read(buffer)? as u64;
        if count > self.left {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.left -= count;
        Ok(count as usize)
    }
}

/// «deflate» is a zlib stream by the standard and a bare one from many servers: its first byte tells.
enum Deflate<R: Read> {
    Zlib(ZlibDecoder<io::Chain<io::Cursor<Vec<u8>>, R>>),
    Bare(DeflateDecoder<io::Chain<io::Cursor<Vec<u8>>, R>>),
}

impl<R: Read> Deflate<R> {
    fn of(mut source: R) -> Deflate<R> {
        let mut first = Vec::new();
        // An error here comes again at the next reading.
        let _ = (&mut source).take(1).read_to_end(&mut first);
        let is_zlib = first.first().is_some_and(|byte| byte & 0x0f == 8);
        let whole = io::Cursor::new(first).chain(source);
        if is_zlib { Deflate::Zlib(ZlibDecoder::new(whole)) } else { Deflate::Bare(DeflateDecoder::new(whole)) }
    }
}

impl<R: Read> Read for Deflate<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Deflate::Zlib(decoder) => decoder.read(buffer),
            Deflate::Bare(decoder) => decoder.read(buffer),
        }
    }
}
