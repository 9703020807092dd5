//! Messages as they stand on the wire: a header with the length, an empty line, and JSON.

use std::io::{self, BufRead, Read};

use serde_json::json;
use tower_lsp::jsonrpc::{Error, ErrorCode, Request, Response};

/// The longest message that is read, in bytes: eight times the longest draft, for JSON may write a character as six.
const LONGEST: u64 = 512 << 20;

/// The header that gives the length of a message.
const LENGTH: &[u8] = b"Content-Length:";

/// What an answer of the client is called among its messages: a notification with the `id` of the question and, unless it is
/// an error, the `result`.
pub const ANSWERED: &str = "copydesk/answered";

/// The messages in `input`, in order, until it ends. One that is none gives the error to answer it with, and the next one is
/// read.
pub fn messages(mut input: impl BufRead) -> impl Iterator<Item = Result<Request, Error>> {
    std::iter::from_fn(move || match body(&mut input) {
        Ok(Some(Ok(body))) => Some(parse(body)),
        Ok(Some(Err(error))) => Some(Err(error)),
        Ok(None) | Err(_) => None,
    })
}

/// `json` behind its header.
pub fn frame(json: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", json.len()).into_bytes();
    frame.extend_from_slice(json);
    frame
}

/// The JSON of the next message; `None` where the input ends.
fn body(input: &mut impl BufRead) -> io::Result<Option<Result<Vec<u8>, Error>>> {
    let Some(length) = header(input)? else { return Ok(None) };
    let length = match length {
        Some(length) if length <= LONGEST => length,
        Some(_) => return Ok(Some(Err(fault(ErrorCode::InvalidRequest, "the message is too long")))),
        None => return Ok(Some(Err(fault(ErrorCode::ParseError, "the header gives no Content-Length")))),
    };
    let mut body = Vec::new();
    input.take(length).read_to_end(&mut body)?;
    Ok((body.len() as u64 == length).then_some(Ok(body)))
}

/// The length that the next header gives, if it gives one; `None` where the input ends.
///
/// Behind a length that was wrong, or too long to wait for, the next header follows on the rest of its message, in one line.
/// What is no header is passed over, and so costs no more than the messages that it runs into.
fn header(input: &mut impl BufRead) -> io::Result<Option<Option<u64>>> {
    let mut length = None;
    let mut line = Vec::new();
    loop {
        if line.ends_with(b"\n") {
            line.clear();
        }
        // Of a line without end no more is kept than may belong to a header.
        line.drain(..line.len().saturating_sub(2 * LENGTH.len()));
        if input.take(1 << 16).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if !line.ends_with(b"\n") {
            continue;
        }
        if line.trim_ascii().is_empty() {
            return Ok(Some(length));
        }
        let mut names = line.windows(LENGTH.len());
        if let Some(at) = names.rposition(|name| name.eq_ignore_ascii_case(LENGTH)) {
            let value = std::str::from_utf8(&line[at + LENGTH.len()..]);
            length = value.ok().and_then(|value| value.trim().parse().ok());
        }
    }
}

fn parse(mut json: Vec<u8>) -> Result<Request, Error> {
    let request: Result<Request, _> = serde_json::from_slice(&json)
        .or_else(|error| if mend(&mut json) { serde_json::from_slice(&json) } else { Err(error) });
    let request = request.map_err(|error| {
        let code = if error.is_data() { ErrorCode::InvalidRequest } else { ErrorCode::ParseError };
        fault(code, &error.to_string())
    })?;
    if !request.method().is_empty() {
        return Ok(request);
    }
    let answer: Option<Response> = serde_json::from_slice(&json).ok();
    let answer = answer.map(|answer| json!({"id": answer.id(), "result": answer.result()})).unwrap_or_default();
    Ok(Request::build(ANSWERED).params(answer).finish())
}

fn fault(code: ErrorCode, why: &str) -> Error {
    Error { code, message: format!("{}: {why}", code.description()).into(), data: None }
}

/// Puts U+FFFD for every half of a surrogate pair that stands alone in `json`; whether there was one.
///
/// Editors that hold text as UTF-16 can cut a pair in two and send one half. No text holds it, but dropping the message
/// would lose the edit; U+FFFD is as long in UTF-16, so later positions stay right.
fn mend(json: &mut [u8]) -> bool {
    let unit = |json: &[u8], at: usize| -> Option<u16> {
        let escape = json.get(at..at + 6)?.strip_prefix(b"\\u")?;
        u16::from_str_radix(std::str::from_utf8(escape).ok()?, 16).ok()
    };
    let (mut at, mut mended) = (0, false);
    while let Some(step) = json.get(at..).and_then(|rest| memchr::memchr(b'\\', rest)) {
        at += step;
        at += match (unit(json, at), unit(json, at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
            (Some(0xD800..=0xDFFF), _) => {
                json[at..at + 6].copy_from_slice(b"\\ufffd");
                mended = true;
                6
            }
            (Some(_), _) => 6,
            (None, _) => 2,
        };
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &[u8]) -> Vec<String> {
        let name = |message: Result<Request, Error>| match message {
            Ok(request) => request.to_string(),
            Err(error) => error.code.to_string(),
        };
        messages(input).map(name).collect()
    }

    fn frames(bodies: &[&str]) -> Vec<u8> {
        bodies.iter().flat_map(|body| frame(body.as_bytes())).collect()
    }

    const PING: &str = r#"{"jsonrpc":"2.0","method":"ping"}"#;

    #[test]
    fn a_message_that_is_no_json_costs_only_itself() {
        let broken = frames(&[r#"{"jsonrpc":"#, PING, "[]", r#"{"jsonrpc":"1.0","method":"x"}"#, "", PING]);
        assert_eq!(read(&broken), ["-32700", PING, "-32600", "-32600", "-32700", PING]);
        let mut bytes = frame(b"\"\xFF\"");
        bytes.extend(frames(&[PING]));
        assert_eq!(read(&bytes), ["-32700", PING]);
    }

    #[test]
    fn headers_may_be_odd() {
        let mut bytes =
            b"content-length:33 \r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\nA: b\n\n".to_vec();
        bytes.extend(PING.as_bytes());
        bytes.extend(b"no header at all\r\n\r\nContent-Length: many\r\n\r\n");
        bytes.extend(frames(&[PING]));
        assert_eq!(read(&bytes), [PING, "-32700", "-32700", PING]);
    }

    /// After one wrong length no message was read any more: the rest of each stood in a line with the header of the next.
    #[test]
    fn a_wrong_length_costs_only_the_messages_it_runs_into() {
        let message = |length: &str| [b"Content-Length: ", length.as_bytes(), b"\r\n\r\n", PING.as_bytes()].concat();
        let three = frames(&[PING, PING, PING]);
        for length in ["-33", "33.0", "", "0x21", "99999999999999999999", "600000000"] {
            let read = read(&[message(length), three.clone()].concat());
            assert_eq!(read[1..], [PING; 3], "{length}");
        }
        for length in 0..33 {
            let read = read(&[message(&length.to_string()), three.clone()].concat());
            assert_eq!(read[1..], [PING; 3], "{length} is too short");
        }
        for length in 34..33 + 2 * 55 {
            let read = read(&[message(&length.to_string()), three.clone()].concat());
            assert!(read.len() <= 5 && read.ends_with(&[PING.to_owned()]), "{length} is too long: {read:?}");
        }
        // The rest of a long one is a line without end.
        let long = [message("600000000"), vec![b'x'; (1 << 16) - 33 - 8], three].concat();
        assert_eq!(read(&long)[1..], [PING; 3]);
        assert_eq!(read(&[b"Content-Length: 7\r\n".to_vec(), message("33")].concat()), [PING]);
    }

    #[test]
    fn an_input_that_ends_in_a_message_ends_there() {
        let whole = frames(&[PING]);
        for end in 0..whole.len() {
            assert_eq!(read(&whole[..end]), [""; 0], "cut at {end}");
        }
        assert_eq!(read(b"Content-Length: 400000000\r\n\r\n{}"), [""; 0]);
    }

    #[test]
    fn an_answer_is_a_message_too() {
        let answers = frames(&[
            r#"{"jsonrpc":"2.0","id":1,"result":[{"enable":[]}]}"#,
            r#"{"jsonrpc":"2.0","id":2,"error":{"code":-32601,"message":"What?"}}"#,
            r#"{"jsonrpc":"2.0"}"#,
            PING,
        ]);
        let answered = |params: &str| format!(r#"{{"jsonrpc":"2.0","method":"{ANSWERED}","params":{params}}}"#);
        let expected = [r#"{"id":1,"result":[{"enable":[]}]}"#, r#"{"id":2,"result":null}"#, "null"].map(answered);
        assert_eq!(read(&answers), [expected.as_slice(), &[PING.to_owned()]].concat());
    }

    #[test]
    fn half_a_surrogate_pair_loses_no_message() {
        let message = |text: &str| format!(r#"{{"jsonrpc":"2.0","method":"m","params":["{text}"]}}"#);
        let sent = message(r"a\ud83d b\ude00 \ud83d\ude00 \\ud83d \ud83d\n \u00e9 \uD83D");
        let read = read(&frames(&[&sent]));
        assert_eq!(read, [message("a\u{FFFD} b\u{FFFD} \u{1F600} \\\\ud83d \u{FFFD}\\n é \u{FFFD}")]);
    }
}
