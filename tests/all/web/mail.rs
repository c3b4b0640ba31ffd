//! The pages about outgoing mail.

use sunmao::domain::account::Staff;

use crate::support::served::{Served, all, texts};
use crate::support::visitor::Visitor;

const HOSTILE: &str = "From: Sunmao <a@b.example>\r\nTo: zhou@c.example\r\n\
    Subject: <script>alert(1)</script>\r\nList-Id: <matches.b.example>\r\nMIME-Version: 1.0\r\n\
    Content-Type: multipart/alternative; boundary=x\r\n\r\n\
    --x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n</pre><script>alert(2)</script>\r\n\
    --x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hello</p><script>alert(3)</script>\r\n--x--\r\n";

fn administrator(site: &Served) -> Visitor<'_> {
    site.staff("head@sunmao.example", Staff::Administrator);
    Visitor::with_session(site, &site.with_second_factor("head@sunmao.example").0)
}

fn file(site: &Served, name: &str) {
    let folder = site.folder().join("mail");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), HOSTILE).unwrap();
}

#[test]
fn a_letter_in_the_folder_is_shown_and_can_do_nothing() {
    let site = Served::with(Vec::new(), Vec::new());
    let mut head = administrator(&site);
    assert_eq!(all(&head.get("/en/staff/mail/folder").html(), "main .notice").len(), 1, "none yet");
    file(&site, "new-matches.1.eml");
    let list = head.get("/en/staff/mail/folder").html();
    let link = all(&list, "main .plain-list a")[0].attr("href").unwrap().to_owned();
    assert_eq!(texts(&list, "main .plain-list a"), ["<script>alert(1)</script>"]);

    let answer = head.get(&link);
    assert!(!answer.body.contains("<script>alert"), "{}", answer.body);
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.ends_with("frame-src 'self'"), "{policy}");
    let page = answer.html();
    assert!(texts(&page, "main td").contains(&"<matches.b.example>".to_owned()));
    assert_eq!(texts(&page, "main pre"), ["</pre><script>alert(2)</script>"]);
    let frames = all(&page, "main iframe");
    assert_eq!(frames[0].attr("sandbox"), Some(""), "no scripts, no forms, no origin");

    let frame = head.get(frames[0].attr("src").unwrap());
    assert!(frame.body.contains("<p>Hello</p>"));
    let policy = frame.header("content-security-policy");
    let rules: Vec<&str> = policy.split("; ").collect();
    assert!(rules.contains(&"sandbox") && rules.contains(&"default-src 'none'"), "{policy}");
    assert!(!policy.contains("script-src"), "{policy}");
    assert!(!head.get("/en/staff/mail").header("content-security-policy").contains("frame-src"));
}

#[test]
fn no_name_leads_out_of_the_folder() {
    let site = Served::with(Vec::new(), Vec::new());
    let mut head = administrator(&site);
    file(&site, "x.eml");
    std::fs::write(site.folder().join("outside.eml"), HOSTILE).unwrap();
    for name in ["..%2Foutside.eml", "%2e%2e%2foutside.eml", "..%5Coutside.eml", "x.eml%00", "sunmao.db", "x"]
    {
        for end in ["", "/html"] {
            assert_eq!(head.get(&format!("/en/staff/mail/folder/{name}{end}")).status, 404, "{name}{end}");
        }
    }
}

#[test]
fn what_was_given_up_and_refused_is_shown_and_put_right() {
    let site = Served::with(Vec::new(), Vec::new());
    site.execute(
        "INSERT INTO letters (message_id, recipient, recipient_name, subject, body_text, body_html, \
             written_at, attempts, secret, topic, last_error) \
         VALUES ('reset.1', 'gone@c.example', 'Gone', 'Reset', 'text', 'html', '2026-01-01 00:00:00', 8, FALSE, \
             'account', '550 <b>unknown</b>'); \
         INSERT INTO unreachable (email, reason, at) \
         VALUES ('gone@c.example', '550 <b>unknown</b>', '2026-01-01 00:00:00'), \
             ('lost@c.example', '550 full', '2026-01-02 00:00:00')",
    );
    let mut head = administrator(&site);
    assert_eq!(all(&head.get("/en/staff").html(), "main nav a[href='/en/staff/mail']").len(), 1);
    let page = head.get("/zh/staff/mail").html();
    let shown = texts(&page, "main").concat();
    assert!(shown.contains("gone@c.example") && shown.contains("550 <b>unknown</b>"), "{shown}");
    assert!(shown.contains("重试会恢复向该邮箱发送"), "trying again does more than that: {shown}");
    let refused = "/en/staff/mail/refused";
    assert!(texts(&head.get(refused).html(), "main").concat().contains("550 <b>unknown</b>"));
    assert_eq!(head.post(refused, &[("address", "lost@c.example")]).status, 303);
    assert_eq!(all(&head.get(refused).html(), "main .plain-list button").len(), 1);

    let retry = all(&page, "main form[action$='/retry']")[0].attr("action").unwrap().to_owned();
    assert_eq!(head.post(&retry, &[]).status, 303);
    assert_eq!(head.post(&retry, &[]).status, 404, "it waits now");
    assert!(all(&head.get("/en/staff/mail").html(), "main form[action$='/retry']").is_empty());
    assert!(all(&head.get(refused).html(), "main .plain-list button").is_empty());
}
