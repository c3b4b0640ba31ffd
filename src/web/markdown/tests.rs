use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// Everything between angle brackets in some HTML.
fn tags(html: &str) -> Vec<&str> {
    html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()).collect()
}

/// Fails if the HTML holds a tag that a description has no need of.
fn assert_safe(html: &str, of: &str) {
    for tag in tags(html) {
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        assert!(
            [
                "p",
                "br",
                "em",
                "strong",
                "ul",
                "ol",
                "li",
                "blockquote",
                "code",
                "pre",
                "h3",
                "h4",
                "h5",
                "hr",
                "div",
                "table",
                "thead",
                "tbody",
                "tr",
                "th",
                "td",
                "a",
            ]
            .contains(&name),
            "{of:?}: <{tag}>"
        );
        let attributes = tag.split_once(' ').map_or("", |(_, rest)| rest);
        let known = match name {
            "a" => {
                attributes.is_empty()
                    || attributes.starts_with("rel=\"nofollow noopener external\"")
                    || ["http://", "https://", "mailto:"]
                        .iter()
                        .any(|scheme| attributes.to_lowercase().starts_with(&format!("href=\"{scheme}")))
            }
            "ol" => attributes.is_empty() || attributes.starts_with("start=\""),
            "div" if !tag.starts_with('/') => {
                ["class=\"scroll-x\" tabindex=\"0\"", "tabindex=\"0\" class=\"scroll-x\""]
                    .contains(&attributes)
            }
            "table" if !tag.starts_with('/') => attributes == "class=\"table\"",
            _ => attributes.is_empty(),
        };
        assert!(known, "{of:?}: <{tag}>");
    }
}

#[test]
fn plain_text_stays_paragraphs_and_lines() {
    assert_eq!(render("Just words.").trim(), "<p>Just words.</p>");
    assert_eq!(render("一。\n二。\n\n三。").trim(), "<p>一。<br>\n二。</p>\n<p>三。</p>");
    assert_eq!(render("    indented, no code").trim(), "<p>indented, no code</p>");
    assert_eq!(render("\u{3000}\u{3000}首行缩进").trim(), "<p>\u{3000}\u{3000}首行缩进</p>");
    assert_eq!(render(""), "");
    for text in [
        "尺寸300*400*500 mm，a_b_c",
        "x < 5 and y > 3 & z",
        "5~10 ~~ 20",
        "-40 °C to +85 °C",
        "#1 line, 3 * 4 * 5",
        "(a) [b] {c} ^d^ $e$",
        "\"quoted\" – it’s",
    ] {
        assert_eq!(plain(text), text);
        let html = render(text);
        assert_eq!(tags(&html), ["p", "/p"], "{text}: {html}");
    }
}

#[test]
fn bounds_at_the_beginning_of_a_line_are_no_quotes() {
    assert_eq!(render("> 95 %\n>= 3 mm").trim(), "<p>&gt; 95 %<br>\n&gt;= 3 mm</p>");
    assert_eq!(render("> said").trim(), "<blockquote>\n<p>said</p>\n</blockquote>");
    assert_eq!(render("```\n> 95\n```").trim(), "<pre><code>&gt; 95\n</code></pre>");
}

#[test]
fn the_subset_is_rendered() {
    for (text, html) in [
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        ("这是**重点**内容", "<p>这是<strong>重点</strong>内容</p>"),
        ("# a\n## b\n### c\n###### d", "<h3>a</h3>\n<h4>b</h4>\n<h5>c</h5>\n<h5>d</h5>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>"),
        (
            "[a](https://b.cn/c?d=1&e=2 \"t\")",
            "<p><a href=\"https://b.cn/c?d=1&amp;e=2\" rel=\"nofollow noopener external\">a</a></p>",
        ),
        ("<a@b.cn>", "<p><a href=\"mailto:a@b.cn\" rel=\"nofollow noopener external\">a@b.cn</a></p>"),
        ("![a picture *of* it](https://b.cn/c.png)", "<p>a picture <em>of</em> it</p>"),
        ("<b>a</b>\nb", "<p>&lt;b&gt;a&lt;/b&gt;<br>\nb</p>"),
        ("<div>\na\n</div>", "<p>&lt;div&gt;<br>\na<br>\n&lt;/div&gt;</p>"),
        ("one\n\n---\n\ntwo", "<p>one</p>\n<hr>\n<p>two</p>"),
    ] {
        assert_eq!(render(text).trim(), html, "{text}");
    }
}

#[test]
fn tables_scroll_and_carry_no_style() {
    let html = render("| a | b |\n|:--|--:|\n| 1 | **2** |\n");
    assert_safe(&html, "table");
    for part in ["<th>a</th>", "<td>1</td>", "<td><strong>2</strong></td>", "</table>\n</div>"] {
        assert!(html.contains(part), "{html}");
    }
    assert!(!html.contains("style"), "{html}");
}

#[test]
fn nothing_runs_and_nothing_leads_elsewhere() {
    for text in [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//x.cn/a.js></SCRIPT>",
        "a <img src=x onerror=alert(1)> b",
        "<svg/onload=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](<java\nscript:alert(1)>)",
        "[x](\u{1}javascript:alert(1))",
        "[x]( javascript:alert(1))",
        "[x](vbscript:msgbox(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](file:///etc/passwd)",
        "[x](//evil.cn)",
        "[x](/en/sign-out)",
        "[x](#top)",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "<data:text/html,x>",
        "![x](javascript:alert(1))",
        "![x](https://tracker.cn/a.png)",
        "![\" onerror=\"alert(1)](https://a.cn/b)",
        "[x](https://a.cn/\"onmouseover=\"alert(1))",
        "[x](https://a.cn \"t\\\" onclick=alert(1)\")",
        "[\"><script>alert(1)</script>](https://a.cn)",
        "<https://a.cn/\"onclick=alert(1)>",
        "`<script>alert(1)</script>`",
        "```html\n<script>alert(1)</script>\n```",
        "```\"><script>alert(1)</script>\nx\n```",
        "    <script>alert(1)</script>",
        "<!-- <script>alert(1)</script> -->",
        "<!-- never closed <script>",
        "<!DOCTYPE html><?php x ?><![CDATA[<script>]]>",
        "<iframe src=https://a.cn>",
        "<style>body{display:none}</style>",
        "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<p style=\"position:fixed\" class=\"btn\" id=\"x\">",
        "# h {#id .class onclick=alert(1)}",
        "<script",
        "</p></div></main>",
        "*<b*>",
        "| <script> | b |\n|--|--|\n| [x](javascript:1) | <img> |",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "\\<script>alert(1)\\</script>",
        "<a@b.cn\"onclick=alert(1)>",
        "[a](mailto:a@b.cn?bcc=\"><script>)",
        "{{ 7 * 7 }} {% raw %} ${x}",
    ] {
        assert_safe(&render(text), text);
    }
    assert_eq!(tags(&render("[x](/en/sign-out)")), ["p", "/p"]);
    assert_eq!(tags(&render("[x](//evil.cn)")), ["p", "/p"]);
}

#[test]
fn what_is_no_html_is_shown_as_it_was_typed() {
    for text in ["<script>alert(1)</script>", "<!-- note -->", "a <b>c</b> d", "if a<b then c>d"] {
        assert_eq!(plain(text), text);
        assert!(render(text).contains("&lt;"), "{text}");
    }
}

#[test]
fn plain_drops_the_marks() {
    for (text, plainly) in [
        ("# Coating\n\n**Thermal** *barrier* `YSZ`", "Coating\nThermal barrier YSZ"),
        ("- a\n- b\n\nc", "a\nb\nc"),
        ("[site](https://a.cn) ![alt](https://a.cn/b.png)", "site alt"),
        ("| a | b |\n|--|--|\n| 1 | 2 |", "a b\n1 2"),
        ("> one\n> two", "one\ntwo"),
        ("```\nlet a;\nlet b;\n```\nend", "let a;\nlet b;\nend"),
        ("&lt;b&gt;", "<b>"),
    ] {
        assert_eq!(plain(text), plainly, "{text}");
    }
}

/// How often an element is open at once.
fn deepest(html: &str) -> usize {
    let (mut depth, mut most) = (0_usize, 0);
    for tag in tags(html).into_iter().filter(|tag| *tag != "br" && *tag != "hr") {
        depth = if tag.starts_with('/') { depth.saturating_sub(1) } else { depth + 1 };
        most = most.max(depth);
    }
    most
}

#[test]
fn bombs_fizzle() {
    let table = format!("|{}\n|{}\n{}", "a|".repeat(3_000), "-|".repeat(3_000), "|\n".repeat(4_000));
    for text in [
        format!("{} deep", ">".repeat(20_000)),
        format!("{} deep", "> ".repeat(10_000)),
        (0..200).map(|n| format!("{}- x\n", " ".repeat(n))).collect(),
        format!("{}x", "- ".repeat(10_000)),
        "*a ".repeat(6_600),
        "**_".repeat(6_600),
        "[".repeat(20_000),
        "[a](".repeat(5_000),
        "![".repeat(10_000),
        "`".repeat(20_000),
        (1..190).map(|n| format!("{} ", "`".repeat(n))).collect(),
        "<".repeat(20_000),
        "<!--".repeat(5_000),
        "<a ".repeat(6_600),
        "&".repeat(20_000),
        "\n".repeat(20_000),
        "a\n\n".repeat(6_600),
        "***".repeat(6_600),
        format!("[a]: https://b.cn/{}\n\n{}", "c".repeat(9_000), "[a]".repeat(3_600)),
        table,
        "涂".repeat(20_000),
    ] {
        let begun = Instant::now();
        let html = render(&text);
        let plainly = plain(&text);
        let taken = begun.elapsed();
        let head: String = text.chars().take(12).collect();
        assert!(deepest(&html) <= 40, "{head}: {}", deepest(&html));
        assert!(html.len() < 1_000_000 && plainly.len() <= 60_000, "{head}: {}", html.len());
        // Many times what a build without optimization takes.
        assert!(taken < Duration::from_secs(10), "{head}: {taken:?}");
        assert_safe(&html, &head);
    }
}

#[test]
fn a_thousand_quotes_lose_their_marks_and_keep_their_text() {
    let html = render(&format!("{}inmost", "> ".repeat(1_000)));
    assert!(html.contains("inmost") && html.matches("<blockquote>").count() == 8, "{html}");
    let html = render(&(0..12).map(|n| format!("{}- item {n}\n", "  ".repeat(n))).collect::<String>());
    assert!((0..12).all(|n| html.contains(&format!("item {n}"))), "{html}");
    assert_eq!(html.matches("<ul>").count(), 8);
}

proptest! {
    #[test]
    fn any_text_is_safe(text in "(\\PC|[\n<>*_`#\\[\\]()!|:\\-&;\"' ]|script|javascript:|https://){0,80}") {
        assert_safe(&render(&text), &text);
        plain(&text);
    }

    #[test]
    fn words_stay(words in prop::collection::vec("[a-z]{1,8}|[\u{4e00}-\u{4eff}]{1,6}", 1..20)) {
        let text = words.join(" ");
        prop_assert_eq!(plain(&text), text.clone());
        let html = render(&text);
        prop_assert_eq!(html.trim(), format!("<p>{text}</p>"));
    }
}
