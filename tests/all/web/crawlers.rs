//! What search engines are told.

use super::SITE;
use super::market::NEED;

/// The texts between `<loc>` and `</loc>`.
fn addresses(xml: &str) -> Vec<&str> {
    xml.split("<loc>").skip(1).filter_map(|part| part.split("</loc>").next()).collect()
}

/// The path of a whole address of the site.
fn path(address: &str) -> &str {
    let rest = address.strip_prefix("http://").unwrap();
    &rest[rest.find('/').unwrap()..]
}

#[test]
fn the_sitemaps_list_pages_that_are_there() {
    let index = SITE.get("/sitemap.xml");
    assert_eq!(index.header("content-type"), "application/xml; charset=utf-8");
    let maps = addresses(&index.body);
    assert_eq!(maps.len(), 2);
    for map in maps {
        let map = SITE.get(path(map)).body;
        assert!(map.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset "), "{map}");
        assert_eq!(map.matches("<url>").count(), map.matches("</url>").count());
        let listed = addresses(&map);
        assert!(listed.iter().any(|address| address.ends_with(NEED)));
        for address in listed {
            assert_eq!(SITE.get(path(address)).status, 200, "{address}");
        }
    }
}

#[test]
fn robots_find_the_sitemap() {
    let robots = SITE.get("/robots.txt");
    assert_eq!(robots.header("content-type"), "text/plain; charset=utf-8");
    let sitemap = robots.body.lines().find_map(|line| line.strip_prefix("Sitemap: ")).unwrap();
    assert_eq!(SITE.get(path(sitemap)).status, 200);
}
