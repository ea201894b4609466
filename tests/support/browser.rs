//! A page in a real browser: Debian's Chromium, driven through `chromedriver` by the W3C `WebDriver` protocol.
//!
//! `WebDriver` is JSON over HTTP on this machine, so the few lines below do for a client. The general clients for Rust bring an
//! asynchronous runtime and some eighty crates, and leave out what is needed here of Chromium's own protocol: dark screens, phones,
//! pages without scripts, and the list of requests.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The keys that are no letters, as `WebDriver` writes them.
pub const TAB: &str = "\u{e004}";
pub const ENTER: &str = "\u{e007}";
pub const ESCAPE: &str = "\u{e00c}";
pub const LEFT: &str = "\u{e012}";
pub const UP: &str = "\u{e013}";
pub const RIGHT: &str = "\u{e014}";
pub const DOWN: &str = "\u{e015}";

/// How long a page may take to come to what a test waits for.
const PATIENCE: Duration = Duration::from_secs(20);

/// A browser with one window. It ends with the value.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
    profile: PathBuf,
}

impl Browser {
    /// Starts a browser of its own, or says why the test is skipped.
    pub fn start(name: &str) -> Option<Self> {
        let started = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let Ok(mut driver) = started else {
            eprintln!("skipped: there is no `chromedriver` here (Debian: apt-get install chromium chromium-driver)");
            return None;
        };
        let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let rest = line.split("successfully on port ").nth(1)?;
            rest.trim_end_matches('.').parse().ok()
        });
        // What it says later is read and forgotten, so that it never waits for us.
        std::thread::spawn(move || lines.for_each(drop));
        let profile = super::scratch(&format!("browser-{name}"));
        let Some(port) = port else {
            let _ = driver.kill();
            panic!("chromedriver started and named no port");
        };
        let mut browser = Self { driver, port, session: String::new(), profile };
        let folder = format!("--user-data-dir={}", browser.profile.display());
        let args = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--no-first-run",
            "--window-size=1280,900",
            &folder,
        ];
        let wanted = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": {"args": args},
            "goog:loggingPrefs": {"performance": "ALL", "browser": "ALL"},
        }}});
        let answer = browser.ask("POST", "/session", &wanted).unwrap_or_else(|error| panic!("no browser: {error}"));
        answer["sessionId"].as_str().unwrap().clone_into(&mut browser.session);
        // The browser's own first page is no page of ours.
        browser.open("about:blank");
        browser.requests();
        Some(browser)
    }

    /// Opens an address.
    pub fn open(&self, address: &str) {
        self.post("url", &json!({ "url": address }));
    }

    /// Opens a file, at an anchor if it is not empty.
    pub fn open_file(&self, file: &Path, anchor: &str) {
        let anchor = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
        // From one anchor to another of the same page nothing would be loaded.
        self.open("about:blank");
        self.open(&format!("file://{}{anchor}", file.display()));
    }

    /// Runs a script in the page; what it returns.
    pub fn run(&self, script: &str) -> Value {
        self.post("execute/sync", &json!({"script": script, "args": []}))
    }

    /// Waits until a script returns `true`.
    pub fn wait(&self, script: &str) {
        let start = Instant::now();
        while self.run(script) != json!(true) {
            assert!(start.elapsed() < PATIENCE, "waited in vain for {script}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Clicks the middle of the first element that a CSS selector finds.
    pub fn click(&self, selector: &str) {
        let element = self.find(selector);
        self.post(&format!("element/{element}/click"), &json!({}));
    }

    /// Types into whatever has the focus.
    pub fn keys(&self, keys: &str) {
        let actions: Vec<Value> = keys
            .chars()
            .flat_map(|key| [json!({"type": "keyDown", "value": key.to_string()}), json!({"type": "keyUp", "value": key.to_string()})])
            .collect();
        self.post("actions", &json!({"actions": [{"type": "key", "id": "keys", "actions": actions}]}));
    }

    /// Goes back as the browser's button does.
    pub fn back(&self) {
        self.post("back", &json!({}));
    }

    /// A command of Chromium's own protocol.
    pub fn devtools(&self, command: &str, params: &Value) -> Value {
        self.post("goog/cdp/execute", &json!({"cmd": command, "params": params}))
    }

    /// Makes the window so wide and high, as on a phone if it is narrow.
    pub fn size(&self, width: u32, height: u32) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500});
        self.devtools("Emulation.setDeviceMetricsOverride", &metrics);
    }

    /// Prefers `light` or `dark`.
    pub fn scheme(&self, scheme: &str) {
        let feature = json!({"name": "prefers-color-scheme", "value": scheme});
        self.devtools("Emulation.setEmulatedMedia", &json!({"features": [feature]}));
    }

    /// The addresses that were asked for since this was last asked, but for those that the page's own policy refused.
    pub fn requests(&self) -> Vec<String> {
        let entries = self.post("se/log", &json!({"type": "performance"}));
        let read = |entry: &Value| serde_json::from_str::<Value>(entry["message"].as_str().unwrap()).unwrap()["message"].take();
        let messages: Vec<Value> = entries.as_array().unwrap().iter().map(read).collect();
        let refused: Vec<&Value> = messages
            .iter()
            .map(|message| &message["params"])
            .filter(|params| params["blockedReason"] == "csp")
            .map(|params| &params["requestId"])
            .collect();
        let sent = messages.iter().filter(|message| message["method"] == "Network.requestWillBeSent").map(|message| &message["params"]);
        sent.filter(|params| !refused.contains(&&params["requestId"]))
            .map(|params| params["request"]["url"].as_str().unwrap().to_owned())
            .collect()
    }

    /// What the page complained of since this was last asked: errors of scripts, what its policy forbade.
    pub fn complaints(&self) -> Vec<String> {
        let entries = self.post("se/log", &json!({"type": "browser"}));
        entries.as_array().unwrap().iter().map(|entry| entry["message"].to_string()).collect()
    }

    /// The window as PNG.
    pub fn picture(&self) -> Vec<u8> {
        decoded(self.get("screenshot").as_str().unwrap())
    }

    /// The page on paper, as PDF.
    pub fn paper(&self) -> Vec<u8> {
        decoded(self.post("print", &json!({"background": true})).as_str().unwrap())
    }

    fn find(&self, selector: &str) -> String {
        let found = self.post("element", &json!({"using": "css selector", "value": selector}));
        found.as_object().unwrap().values().next().unwrap().as_str().unwrap().to_owned()
    }

    fn post(&self, path: &str, body: &Value) -> Value {
        self.of_session("POST", path, body)
    }

    fn get(&self, path: &str) -> Value {
        self.of_session("GET", path, &Value::Null)
    }

    fn of_session(&self, method: &str, path: &str, body: &Value) -> Value {
        let path = format!("/session/{}/{path}", self.session);
        self.ask(method, &path, body).unwrap_or_else(|error| panic!("{method} {path} {body}: {error}"))
    }

    /// One request, one answer: the value, or the error that `WebDriver` names.
    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).map_err(|error| error.to_string())?;
        stream.set_read_timeout(Some(Duration::from_secs(120))).map_err(|error| error.to_string())?;
        let head =
            format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\nContent-Type: application/json\r\n", self.port);
        write!(stream, "{head}Content-Length: {}\r\n\r\n{body}", body.len()).map_err(|error| error.to_string())?;
        let mut answer = BufReader::new(stream);
        let mut length = None;
        loop {
            let mut line = String::new();
            answer.read_line(&mut line).map_err(|error| error.to_string())?;
            if line.trim().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse::<usize>().ok();
            }
        }
        let mut bytes = vec![0; length.ok_or("the answer has no length")?];
        answer.read_exact(&mut bytes).map_err(|error| error.to_string())?;
        let mut value: Value = serde_json::from_slice(&bytes).map_err(|error| error.to_string())?;
        match value["value"]["error"].as_str() {
            Some(error) => Err(format!("{error}: {}", value["value"]["message"])),
            None => Ok(value["value"].take()),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            let _ = self.ask("DELETE", &format!("/session/{}", self.session), &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

/// Base 64 → bytes.
fn decoded(text: &str) -> Vec<u8> {
    let value = |letter: u8| match letter {
        b'A'..=b'Z' => u32::from(letter - b'A'),
        b'a'..=b'z' => u32::from(letter - b'a') + 26,
        b'0'..=b'9' => u32::from(letter - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let letters: Vec<u8> = text.bytes().filter(|letter| !matches!(letter, b'=' | b'\n' | b'\r')).collect();
    let mut out = Vec::with_capacity(letters.len() / 4 * 3 + 3);
    for chunk in letters.chunks(4) {
        let sum = chunk.iter().fold(0, |sum, letter| (sum << 6) | value(*letter)) << (6 * (4 - chunk.len()));
        out.extend_from_slice(&sum.to_be_bytes()[1..chunk.len()]);
    }
    out
}

/// What of the visible text of a page cannot be read well: its contrast with its ground, by WCAG 2, is less than 4.5.
pub const UNREADABLE: &str = "
    function parts(color) { return color.match(/[\\d.]+/g).map(Number); }
    function light(color) {
        var sums = parts(color).slice(0, 3).map(function (part) { part /= 255; return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4); });
        return 0.2126 * sums[0] + 0.7152 * sums[1] + 0.0722 * sums[2];
    }
    function ground(node) {
        for (; node; node = node.parentElement) {
            var color = getComputedStyle(node).backgroundColor;
            if ((parts(color)[3] === undefined ? 1 : parts(color)[3]) > 0) { return color; }
        }
        return 'rgb(255, 255, 255)';
    }
    var bad = {};
    var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), node;
    while ((node = walker.nextNode())) {
        var at = node.parentElement;
        if (!node.data.trim() || !at.getClientRects().length || at.closest('svg, script, noscript, option')) { continue; }
        var one = light(getComputedStyle(at).color), other = light(ground(at));
        var contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        if (contrast < 4.5) { bad[at.tagName + '.' + at.className + ' ' + contrast.toFixed(2)] = true; }
    }
    return Object.keys(bad);";
