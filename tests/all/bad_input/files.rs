//! Files that aren't what they should be.

use super::assert_page;
use crate::support::forms;
use crate::support::served::Answer;
use crate::support::visitor::Part;
use crate::support::world::World;

const OWN: [(&str, &str); 1] = [("Sec-Fetch-Site", "same-origin")];

fn send(world: &World, path: &str, parts: &[Part<'_>]) -> Answer {
    let form = forms::at(path).unwrap();
    world.changed();
    world.visitor(form.who.name()).post_parts(&world.action(form), &OWN, parts)
}

#[test]
fn a_logo_is_a_picture_of_a_bearable_size() {
    let world = World::new();
    let mut whole = std::io::Cursor::new(Vec::new());
    image::RgbaImage::new(64, 64).write_to(&mut whole, image::ImageFormat::Png).unwrap();
    let whole = whole.into_inner();
    let mut bomb = whole.clone();
    // The width and height that it says to have.
    bomb[16..24].copy_from_slice(&[0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0]);
    let large = vec![0; 15 << 20];
    let files: [(&str, &[u8]); 9] = [
        ("logo.png", b""),
        ("logo.png", b"no picture"),
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
        ("logo.png", b"\x89PNG\r\n\x1a\n"),
        ("logo.png", &whole[..whole.len() / 2]),
        ("logo.png", &bomb),
        ("logo.gif", b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff;"),
        ("logo.php", b"<?php system('id'); ?>"),
        ("large.png", &large),
    ];
    for (name, content) in files {
        let answer = send(&world, "/organizations/{id}/logo", &[Part::File("logo", name, content)]);
        let what = format!("{name} of {} bytes", content.len());
        assert_page(&answer, &what, false);
        assert!(!world.changed(), "{what}");
    }
    let answer = send(&world, "/organizations/{id}/logo", &[Part::Field("logo", "../../etc/passwd")]);
    assert_page(&answer, "a text", false);
    assert!(!world.changed());
    let answer =
        send(&world, "/organizations/{id}/logo", &[Part::File("logo", "../../a<script>.exe", &whole)]);
    assert_eq!(answer.status, 303, "what it holds counts, not what it is called");
}

#[test]
fn evidence_is_of_a_kind_that_can_be_looked_at() {
    let world = World::new();
    let path = "/organizations/{id}/verification";
    let statement = Part::Field("statement", "We join without glue.");
    let large = [b"%PDF-1.7".as_slice(), &vec![0; 6 << 20]].concat();
    let files: [(&str, &[u8]); 5] = [
        ("licence.pdf", b"no document"),
        ("licence.html", b"<html><script>alert(1)</script>"),
        ("licence.exe", b"MZ\x90\x00"),
        ("<script>alert(1)</script>.svg", b"<svg/>"),
        ("large.pdf", &large),
    ];
    for (name, content) in files {
        let answer =
            send(&world, path, &[Part::Field("statement", "We join."), Part::File("files", name, content)]);
        assert_page(&answer, name, false);
        assert!(!world.changed(), "{name}");
        assert!(answer.body.contains("We join."), "{name}: what was typed is lost");
    }
    let one = |name| Part::File("files", name, b"%PDF-1.7");
    let answer = send(&world, path, &[statement, one("1"), one("2"), one("3"), one("4")]);
    assert_page(&answer, "too many", false);
    assert!(!world.changed(), "too many");
    let hostile = "../../<script>alert(1)</script>";
    let parts = [Part::Field("statement", "We join."), Part::File("files", hostile, b"%PDF-1.7")];
    assert_eq!(send(&world, path, &parts).status, 303);
    let page = world.visitor(Some("administrator")).get("/en/organizations/O-000003/verification");
    assert!(page.status == 200 && !page.body.contains("<script>alert"), "{}", page.body);
    let link = page.body.split("/en/evidence/").nth(1).unwrap()[..8].to_owned();
    let file = world.visitor(Some("administrator")).get(&format!("/en/evidence/{link}"));
    assert_eq!((file.status, file.header("content-type")), (200, "application/pdf"));
    let disposition = file.header("content-disposition");
    assert!(disposition.starts_with("attachment") && !disposition.contains('<'), "{disposition}");
    assert!(file.header("content-security-policy").contains("sandbox"));
    assert_eq!(
        (file.header("cache-control"), file.header("x-content-type-options")),
        ("no-store", "nosniff")
    );
}
