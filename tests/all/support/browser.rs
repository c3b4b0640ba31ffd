//! A headless Chromium, spoken to in the DevTools protocol.
//!
//! The protocol runs over pipes, without a port or a driver between: Chromium reads commands from
//! file descriptor 3, answers on 4, and ends by itself when they close, even if the test is killed.
//! Every wait has an end, after which the test fails.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use base64::Engine as _;
use serde_json::{Value, json};

/// How long Chromium may take for one command, or a page for loading.
const PATIENCE: Duration = Duration::from_secs(60);

/// Chromium is heavy, so that tests use one after the other.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// A running Chromium. One of its tabs is at hand. Ends when dropped.
pub struct Browser {
    child: Child,
    commands: Option<ChildStdin>,
    messages: Receiver<Value>,
    events: VecDeque<Value>,
    last_id: u64,
    /// The tab at hand; none while the browser itself is spoken to.
    tab: Option<Tab>,
    _profile: tempfile::TempDir,
    _turn: MutexGuard<'static, ()>,
}

/// A tab that shares nothing with others: somebody else's browser, or another device.
#[derive(Debug, Clone, PartialEq)]
pub struct Tab {
    session: String,
    context: Value,
}

impl Browser {
    /// Starts Chromium, `chromium` in PATH or what the variable CHROMIUM names.
    pub fn start() -> Self {
        let turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let profile = tempfile::tempdir().unwrap();
        let chromium = std::env::var("CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
        let mut child = Command::new("sh")
            // The shell puts our pipes where Chromium expects them, and is replaced by it.
            .args(["-c", r#"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null"#, &chromium])
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
            ])
            .args(["--no-first-run", "--disable-background-networking", "--disable-component-update"])
            .args(["--disable-sync", "--hide-scrollbars", "--force-color-profile=srgb"])
            .args(["--remote-debugging-pipe", "--lang=en-US"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut answers = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            let mut message = Vec::new();
            while answers.read_until(0, &mut message).is_ok_and(|read| read > 0) {
                message.pop();
                let Ok(value) = serde_json::from_slice(&message) else { break };
                if sender.send(value).is_err() {
                    break;
                }
                message.clear();
            }
        });
        let mut browser = Self {
            commands: child.stdin.take(),
            child,
            messages,
            events: VecDeque::new(),
            last_id: 0,
            tab: None,
            _profile: profile,
            _turn: turn,
        };
        browser.open_tab();
        browser
    }

    /// A tab of its own, with no cookies and nothing cached, which is at hand from now on.
    pub fn open_tab(&mut self) -> Tab {
        self.tab = None;
        let context = self.command("Target.createBrowserContext", json!({}))["browserContextId"].clone();
        let tab = json!({ "url": "about:blank", "browserContextId": context });
        let target = self.command("Target.createTarget", tab)["targetId"].clone();
        let attached = self.command("Target.attachToTarget", json!({ "targetId": target, "flatten": true }));
        let tab = Tab { session: attached["sessionId"].as_str().unwrap().to_owned(), context };
        self.tab = Some(tab.clone());
        for domain in ["Page", "Runtime", "Log", "Network", "DOM"] {
            self.command(&format!("{domain}.enable"), json!({}));
        }
        // Each tab believes to have the focus, whichever is in front.
        self.command("Emulation.setFocusEmulationEnabled", json!({ "enabled": true }));
        tab
    }

    /// Takes another tab to hand.
    pub fn turn_to(&mut self, tab: &Tab) {
        self.events.clear();
        self.tab = Some(tab.clone());
        self.command("Page.bringToFront", json!({}));
    }

    /// Sends a command and waits for its answer.
    pub fn command(&mut self, method: &str, parameters: Value) -> Value {
        self.last_id += 1;
        let id = self.last_id;
        let mut message = json!({ "id": id, "method": method, "params": parameters });
        if let Some(tab) = &self.tab {
            message["sessionId"] = json!(tab.session);
        }
        let pipe = self.commands.as_mut().unwrap();
        if let Err(error) = pipe.write_all(format!("{message}\0").as_bytes()) {
            panic!("Chromium isn't there; scripts/test installs it: {error}");
        }
        let deadline = Instant::now() + PATIENCE;
        loop {
            let message = self.receive(deadline, method);
            if message["id"] == json!(id) {
                assert!(message["error"].is_null(), "{method}: {}", message["error"]);
                return message["result"].clone();
            }
            self.keep(message);
        }
    }

    /// Keeps an event of the tab at hand.
    fn keep(&mut self, event: Value) {
        if self.tab.as_ref().is_some_and(|tab| event["sessionId"] == json!(tab.session)) {
            self.events.push_back(event);
        }
    }

    fn receive(&mut self, deadline: Instant, what: &str) -> Value {
        let left = deadline.saturating_duration_since(Instant::now());
        match self.messages.recv_timeout(left) {
            Ok(message) => message,
            Err(error) => panic!("{what}: no answer from Chromium ({error}); scripts/test installs it"),
        }
    }

    /// Takes the events that have come so far.
    pub fn take_events(&mut self) -> Vec<Value> {
        while let Ok(event) = self.messages.try_recv() {
            self.keep(event);
        }
        self.events.drain(..).collect()
    }

    /// Goes to an address and waits until everything has loaded. The events on the way stay.
    pub fn open(&mut self, address: &str) {
        self.events.clear();
        let answer = self.command("Page.navigate", json!({ "url": address }));
        assert!(answer["errorText"].is_null(), "{address}: {}", answer["errorText"]);
        self.wait_for_load(address);
    }

    /// Does something that leads to another page, and waits until that has loaded.
    pub fn follow(&mut self, what: &str, action: impl FnOnce(&mut Self)) {
        self.events.clear();
        action(self);
        self.wait_for_load(what);
    }

    fn wait_for_load(&mut self, what: &str) {
        let deadline = Instant::now() + PATIENCE;
        let loaded = json!("Page.loadEventFired");
        while !self.events.iter().any(|event| event["method"] == loaded) {
            let event = self.receive(deadline, what);
            self.keep(event);
        }
    }

    /// The page's width and height in CSS pixels; narrow ones are phones.
    pub fn resize(&mut self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.command("Emulation.setDeviceMetricsOverride", size);
    }

    /// What the page learns of the system: `("prefers-color-scheme", "dark")`; besides, that nothing
    /// shall move, so that pictures and checks don't meet a colour on its way to another.
    pub fn prefer(&mut self, feature: &str, value: &str) {
        let still = json!({ "name": "prefers-reduced-motion", "value": "reduce" });
        let features = json!({ "features": [{ "name": feature, "value": value }, still] });
        self.command("Emulation.setEmulatedMedia", features);
    }

    /// Turns the page's scripts off, as a visitor may; our own questions to it still work.
    pub fn without_scripts(&mut self) {
        self.set_scripts(false);
    }

    /// Turns scripts on or off. Those of a page that was loaded without stay off.
    pub fn set_scripts(&mut self, on: bool) {
        self.command("Emulation.setScriptExecutionDisabled", json!({ "value": !on }));
    }

    /// Asks the page something in JavaScript; a promise is waited for.
    pub fn ask(&mut self, script: &str) -> Value {
        let question = json!({ "expression": script, "awaitPromise": true, "returnByValue": true });
        let answer = self.command("Runtime.evaluate", question);
        assert!(answer["exceptionDetails"].is_null(), "{}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    /// Clicks on the first element of this selector, as a mouse does.
    pub fn click(&mut self, selector: &str) {
        let node = self.find(selector);
        self.command("DOM.scrollIntoViewIfNeeded", json!({ "nodeId": node }));
        let shape = self.command("DOM.getContentQuads", json!({ "nodeId": node }));
        let quad: Vec<f64> = serde_json::from_value(shape["quads"][0].clone())
            .unwrap_or_else(|_| panic!("{selector} can't be seen"));
        let (x, y) = ((quad[0] + quad[4]) / 2.0, (quad[1] + quad[5]) / 2.0);
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.command("Input.dispatchMouseEvent", event);
        }
    }

    /// Writes into the field of this selector, in place of what stands there.
    pub fn write(&mut self, selector: &str, text: &str) {
        let node = self.find(selector);
        self.command("DOM.focus", json!({ "nodeId": node }));
        self.press("a", 65, json!({ "commands": ["selectAll"] }));
        self.command("Input.insertText", json!({ "text": text }));
    }

    /// Writes into the field of this selector, and leaves with the enter key.
    pub fn write_and_enter(&mut self, selector: &str, text: &str) {
        self.write(selector, text);
        self.press("Enter", 13, json!({ "text": "\r" }));
    }

    fn press(&mut self, key: &str, code: u32, more: Value) {
        let mut event = json!({ "type": "keyDown", "key": key, "windowsVirtualKeyCode": code });
        event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        self.command("Input.dispatchKeyEvent", event.clone());
        let up = json!({ "type": "keyUp", "key": key, "windowsVirtualKeyCode": code });
        self.command("Input.dispatchKeyEvent", up);
    }

    /// Chooses files for the field of this selector.
    pub fn choose_files(&mut self, selector: &str, files: &[&Path]) {
        let node = self.find(selector);
        self.command("DOM.setFileInputFiles", json!({ "nodeId": node, "files": files }));
    }

    /// Does something that leads to a file, and waits until that lies in `folder`.
    pub fn download(&mut self, folder: &Path, action: impl FnOnce(&mut Self)) -> PathBuf {
        let tab = self.tab.take();
        let context = tab.as_ref().map(|tab| tab.context.clone());
        let setting = json!({ "behavior": "allow", "downloadPath": folder, "browserContextId": context });
        self.command("Browser.setDownloadBehavior", setting);
        self.tab = tab;
        self.events.clear();
        action(self);
        let deadline = Instant::now() + PATIENCE;
        // For the page, an address that turns out to be a file is a failure to go there.
        let ended = json!("Network.loadingFailed");
        while !self.events.iter().any(|event| event["method"] == ended) {
            let event = self.receive(deadline, "a file");
            self.keep(event);
        }
        loop {
            // What is still under way is hidden, or has a name that says so.
            let whole = |file: &PathBuf| {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                !name.starts_with('.') && !name.ends_with(".crdownload")
            };
            let mut files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
            if let Some(file) = files.find(whole) {
                return file;
            }
            assert!(Instant::now() < deadline, "nothing was downloaded");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn find(&mut self, selector: &str) -> Value {
        let root = self.command("DOM.getDocument", json!({ "depth": 0 }))["root"]["nodeId"].clone();
        let node = json!({ "nodeId": root, "selector": selector });
        let found = self.command("DOM.querySelector", node)["nodeId"].clone();
        assert_ne!(found, json!(0), "there is no {selector} on the page");
        found
    }

    /// The page's source as the server sent it.
    pub fn source(&mut self) -> String {
        // The page's own, not that of a frame in it.
        let page = self.command("Page.getFrameTree", json!({}))["frameTree"]["frame"]["id"].clone();
        let document = self.events.iter().rev().find(|event| {
            let is_document = event["params"]["type"] == "Document" && event["params"]["frameId"] == page;
            event["method"] == "Network.responseReceived" && is_document
        });
        let request = document.map(|event| event["params"]["requestId"].clone());
        let body = self.command("Network.getResponseBody", json!({ "requestId": request }));
        body["body"].as_str().unwrap().to_owned()
    }

    /// Takes a picture of the whole page.
    pub fn picture(&mut self, file: &Path) {
        let size = self.command("Page.getLayoutMetrics", json!({}))["cssContentSize"].clone();
        let clip = json!({ "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1 });
        let picture = json!({ "format": "png", "captureBeyondViewport": true, "clip": clip });
        let data = self.command("Page.captureScreenshot", picture)["data"].clone();
        let png = base64::prelude::BASE64_STANDARD.decode(data.as_str().unwrap()).unwrap();
        std::fs::write(file, png).unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        drop(self.commands.take());
        let deadline = Instant::now() + Duration::from_secs(5);
        while Instant::now() < deadline {
            if self.child.try_wait().is_ok_and(|status| status.is_some()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
