//! Sends files from the disk in parts, as fast as a client reads them: none is loaded completely.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::ops::RangeInclusive;

use http_body_util::BodyExt;
use http_body_util::channel::{Channel, Sender};
use hyper::body::Bytes;

use super::Body;

/// The number of bytes of a file read at once. A connection whose client does not read keeps up to 16 such parts:
/// hyper accepts that many before it waits.
const CHUNK: usize = 1 << 14;

/// Returns a part of a file as a response body. A file that ends early closes the connection: the client already
/// received its length. No thread waits for a client: one is used for each read, and released.
pub(super) fn body(file: File, range: RangeInclusive<u64>) -> Body {
    let (sender, body) = Channel::<Bytes, std::io::Error>::new(1);
    tokio::runtime::Handle::current().spawn(send(file, range, sender));
    body.boxed()
}

async fn send(mut file: File, range: RangeInclusive<u64>, mut sender: Sender<Bytes, std::io::Error>) {
    let mut left = (range.end() + 1).saturating_sub(*range.start());
    let mut outcome = file.seek(SeekFrom::Start(*range.start())).map(drop);
    while outcome.is_ok() && left > 0 {
        let length = CHUNK.min(usize::try_from(left).unwrap_or(CHUNK));
        let read = tokio::task::spawn_blocking(move || {
            let mut chunk = vec![0; length];
            let count = file.read(&mut chunk);
            chunk.truncate(count.as_ref().copied().unwrap_or_default());
            (file, chunk, count)
        });
        let Ok((again, chunk, count)) = read.await else { return };
        file = again;
        outcome = match count {
            Ok(0) => Err(std::io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => {
                left -= count as u64;
                if sender.send_data(chunk.into()).await.is_err() {
                    return;
                }
                Ok(())
            }
            Err(cause) => Err(cause),
        };
    }
    if let Err(cause) = outcome {
        sender.abort(cause);
    }
}
