//! A stream as it lies in the file → its bytes, never more than a bound.

use super::lopdf::{Dictionary, Object, Stream};
use flate2::read::{DeflateDecoder, ZlibDecoder};
use std::io::Read;

/// Why a stream has no bytes for us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closed {
    /// It would grow beyond the bound.
    TooBig,
    /// It is a picture or a form of compression that text never has.
    Unread,
}

/// The bytes of a stream, at most `most`.
pub(super) fn decoded(stream: &Stream, most: usize) -> Result<Vec<u8>, Closed> {
    let filters: Vec<&[u8]> = match stream.dict.get(b"Filter") {
        Ok(Object::Name(name)) => vec![name.as_slice()],
        Ok(Object::Array(names)) => names.iter().filter_map(|name| name.as_name().ok()).collect(),
        _ => Vec::new(),
    };
    if filters.len() > 8 {
        return Err(Closed::Unread);
    }
    let params = |at: usize| match stream.dict.get(b"DecodeParms").or_else(|_| stream.dict.get(b"DP")) {
        Ok(Object::Dictionary(dictionary)) if at == 0 => Some(dictionary),
        Ok(Object::Array(all)) => all.get(at).and_then(|one| one.as_dict().ok()),
        _ => None,
    };
    let mut bytes = stream.content.clone();
    if bytes.len() > most {
        return Err(Closed::TooBig);
    }
    for (at, filter) in filters.into_iter().enumerate() {
        let grown = match filter {
            b"FlateDecode" | b"Fl" => predicted(inflated(&bytes, most)?, params(at)),
            b"LZWDecode" | b"LZW" => {
                let early = params(at).and_then(|params| params.get(b"EarlyChange").ok()?.as_i64().ok()) != Some(0);
                predicted(lzw(&bytes, early, most)?, params(at))
            }
            b"ASCII85Decode" | b"A85" => ascii85(&bytes),
            b"ASCIIHexDecode" | b"AHx" => ascii_hex(&bytes),
            b"RunLengthDecode" | b"RL" => run_length(&bytes, most)?,
            b"Crypt" => bytes,
            _ => return Err(Closed::Unread),
        };
        if grown.len() > most {
            return Err(Closed::TooBig);
        }
        bytes = grown;
    }
    Ok(bytes)
}

fn inflated(bytes: &[u8], most: usize) -> Result<Vec<u8>, Closed> {
    let bound = most as u64 + 1;
    let mut out = Vec::new();
    // A broken end leaves what came before it.
    let _ = ZlibDecoder::new(bytes).take(bound).read_to_end(&mut out);
    if out.is_empty() && bytes.len() > 2 {
        let _ = DeflateDecoder::new(&bytes[2..]).take(bound).read_to_end(&mut out);
    }
    if out.len() > most { Err(Closed::TooBig) } else { Ok(out) }
}

fn lzw(bytes: &[u8], early: bool, most: usize) -> Result<Vec<u8>, Closed> {
    let mut out: Vec<u8> = Vec::new();
    // Each entry is a stretch of the output.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let (mut width, mut held, mut bits, mut last) = (9_u32, 0_u32, 0_u32, None::<(usize, usize)>);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        if bits < width {
            continue;
        }
        bits -= width;
        let code = (held >> bits) as usize & ((1 << width) - 1);
        held &= (1 << bits) - 1;
        match code {
            256 => {
                table.clear();
                (width, last) = (9, None);
                continue;
            }
            257 => break,
            _ => {}
        }
        let start = out.len();
        if code < 256 {
            out.push(code as u8);
        } else if let Some((from, length)) = table.get(code - 258).copied() {
            out.extend_from_within(from..from + length);
        } else if let Some((from, length)) = last {
            out.extend_from_within(from..from + length);
            out.push(out[from]);
        } else {
            break;
        }
        if out.len() > most {
            return Err(Closed::TooBig);
        }
        if let Some((from, length)) = last
            && table.len() < 4096 - 258
        {
            // The entry before and the first sign of this one stand side by side.
            table.push((from, length + 1));
        }
        last = Some((start, out.len() - start));
        let next = table.len() + 258 + usize::from(early);
        width = if next >= 2048 {
            12
        } else if next >= 1024 {
            11
        } else if next >= 512 {
            10
        } else {
            9
        };
    }
    Ok(out)
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let (mut out, mut group, mut count) = (Vec::new(), 0_u64, 0);
    for byte in bytes {
        match byte {
            b'z' if count == 0 => out.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => {
                group = group * 85 + u64::from(byte - b'!');
                count += 1;
                if count == 5 {
                    out.extend_from_slice(&((group & 0xffff_ffff) as u32).to_be_bytes());
                    (group, count) = (0, 0);
                }
            }
            b'~' => break,
            _ => {}
        }
    }
    if count > 1 {
        for _ in count..5 {
            group = group * 85 + 84;
        }
        out.extend_from_slice(&((group & 0xffff_ffff) as u32).to_be_bytes()[..count - 1]);
    }
    out
}

fn ascii_hex(bytes: &[u8]) -> Vec<u8> {
    let digits: Vec<u32> = bytes.iter().take_while(|byte| **byte != b'>').filter_map(|byte| char::from(*byte).to_digit(16)).collect();
    digits.chunks(2).map(|pair| (pair[0] * 16 + pair.get(1).copied().unwrap_or(0)) as u8).collect()
}

fn run_length(bytes: &[u8], most: usize) -> Result<Vec<u8>, Closed> {
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(length) = bytes.get(at) {
        let length = usize::from(*length);
        at += 1;
        match length {
            128 => break,
            0..128 => {
                let end = (at + length + 1).min(bytes.len());
                out.extend_from_slice(&bytes[at..end]);
                at = end;
            }
            _ => {
                let Some(byte) = bytes.get(at) else { break };
                out.extend(std::iter::repeat_n(*byte, 257 - length));
                at += 1;
            }
        }
        if out.len() > most {
            return Err(Closed::TooBig);
        }
    }
    Ok(out)
}

/// Undoes the prediction of rows, as in pictures; object streams are written so too.
fn predicted(bytes: Vec<u8>, params: Option<&Dictionary>) -> Vec<u8> {
    let Some(params) = params else { return bytes };
    let value = |name: &[u8], otherwise: i64| params.get(name).and_then(Object::as_i64).unwrap_or(otherwise).clamp(1, 1 << 20) as usize;
    let predictor = value(b"Predictor", 1);
    if predictor < 10 {
        return bytes;
    }
    let bits = value(b"Colors", 1).min(64) * value(b"BitsPerComponent", 8).min(32);
    let width = (value(b"Columns", 1) * bits).div_ceil(8);
    let pixel = bits.div_ceil(8).max(1);
    if width > bytes.len() {
        return bytes;
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut above = vec![0_u8; width];
    for row in bytes.chunks(width + 1) {
        let mut line = row[1..].to_vec();
        line.resize(width, 0);
        for at in 0..width {
            let left = if at >= pixel { line[at - pixel] } else { 0 };
            let (up, corner) = (above[at], if at >= pixel { above[at - pixel] } else { 0 });
            let add = match row[0] {
                1 => left,
                2 => up,
                3 => left.midpoint(up),
                4 => {
                    let guess = i16::from(left) + i16::from(up) - i16::from(corner);
                    let far = |other: u8| (guess - i16::from(other)).abs();
                    if far(left) <= far(up) && far(left) <= far(corner) {
                        left
                    } else if far(up) <= far(corner) {
                        up
                    } else {
                        corner
                    }
                }
                _ => 0,
            };
            line[at] = line[at].wrapping_add(add);
        }
        out.extend_from_slice(&line);
        above = line;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_bytes_are_unpacked() {
        assert_eq!(ascii85(b"87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(ascii_hex(b"48 65 6C6c 6F>"), b"Hello");
        assert_eq!(run_length(&[1, b'a', b'b', 254, b'c', 128], 99).unwrap(), b"abccc");
        assert_eq!(run_length(&[129, b'a'], 9), Err(Closed::TooBig));
        // The example of the PDF specification, 7.4.4.2.
        let packed = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        assert_eq!(lzw(&packed, true, 99).unwrap(), [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
    }
}
