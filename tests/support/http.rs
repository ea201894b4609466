//! HTTP by hand: what a browser would send, and what it never would.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each test uses a part of it")]

use std::fmt::Write as _;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The head, as it came.
    pub head: String,
    /// The body.
    pub body: String,
}

impl Answer {
    /// The values of a header.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let named = self.head.lines().filter_map(|line| line.split_once(": "));
        named.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).collect()
    }

    /// The first of them; empty if there is none.
    pub fn header(&self, name: &str) -> &str {
        self.all(name).first().copied().unwrap_or("")
    }
}

/// A visitor with cookies.
#[derive(Debug, Clone)]
pub struct Guest {
    /// Where the server is.
    pub address: SocketAddr,
    /// The cookies, as a request bears them.
    pub cookies: Vec<(String, String)>,
}

impl Guest {
    /// One who was never here.
    pub fn new(address: SocketAddr) -> Self {
        Self { address, cookies: Vec::new() }
    }

    /// The name of the server, as a request bears it.
    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.address.port())
    }

    /// Asks for a page.
    pub fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, &[], b"")
    }

    /// Sends a form, as the browser does from one of the server's own pages, with the key of the session.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let key = self.key();
        let mut all = vec![("key", key.as_str())];
        all.extend(fields);
        self.form(path, &all, &[("Origin", &format!("http://{}", self.host())), ("Sec-Fetch-Site", "same-origin")])
    }

    /// Sends a form with just these fields and headers.
    pub fn form(&mut self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        let mut all = vec![("Content-Type", "application/x-www-form-urlencoded")];
        all.extend(headers);
        self.send("POST", path, &all, body.join("&").as_bytes())
    }

    /// Sends files, as the browser does from the page of import.
    pub fn upload(&mut self, files: &[(&str, &[u8])]) -> Answer {
        self.upload_with(files, &[])
    }

    /// The same, with what their own heads do not say.
    pub fn upload_with(&mut self, files: &[(&str, &[u8])], fields: &[(&str, &str)]) -> Answer {
        let mut body = format!("--cut\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\n{}\r\n", self.key()).into_bytes();
        for (name, bytes) in files {
            let head =
                format!("--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/plain\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        for (name, value) in fields {
            body.extend_from_slice(format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").as_bytes());
        }
        body.extend_from_slice(b"--cut--\r\n");
        let origin = format!("http://{}", self.host());
        self.send("POST", "/import", &[("Content-Type", "multipart/form-data; boundary=cut"), ("Origin", &origin)], &body)
    }

    /// The key that the forms of this session bear.
    pub fn key(&mut self) -> String {
        let page = self.get("/name").body;
        let (_, rest) = page.split_once("name=\"key\" value=\"").expect("a form with a key");
        rest.split_once('"').unwrap().0.to_owned()
    }

    /// Sends a request; keeps the cookies of the answer.
    pub fn send(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut head = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            write!(head, "Host: {}\r\n", self.host()).unwrap();
        }
        if !self.cookies.is_empty() {
            let all: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            write!(head, "Cookie: {}\r\n", all.join("; ")).unwrap();
        }
        for (name, value) in headers {
            write!(head, "{name}: {value}\r\n").unwrap();
        }
        if !body.is_empty() || method == "POST" {
            write!(head, "Content-Length: {}\r\n", body.len()).unwrap();
        }
        let mut bytes = format!("{head}\r\n").into_bytes();
        bytes.extend_from_slice(body);
        let answer = raw(self.address, &bytes).expect("an answer");
        for cookie in answer.all("set-cookie") {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        answer
    }
}

/// Sends bytes, whatever they are; what comes back, if anything does.
pub fn raw(address: SocketAddr, bytes: &[u8]) -> Option<Answer> {
    let mut stream = connected(address);
    // Who refuses a body early hangs up before all of it is sent.
    let _ = stream.write_all(bytes);
    answer(&mut stream)
}

/// A connection that does not wait for ever.
pub fn connected(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
    stream.set_write_timeout(Some(Duration::from_secs(120))).unwrap();
    stream
}

/// What comes back on a connection until it is closed; none if nothing does.
pub fn answer(stream: &mut TcpStream) -> Option<Answer> {
    let mut bytes = Vec::new();
    let mut piece = [0; 16 << 10];
    loop {
        match stream.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => bytes.extend_from_slice(&piece[..count]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => break,
        }
    }
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, head: head.replace('\r', ""), body: body.to_owned() })
}

/// Text as forms have it.
pub fn encoded(text: &str) -> String {
    text.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
