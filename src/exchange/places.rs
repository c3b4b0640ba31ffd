//! Places as people write them.

use crate::domain::{Language, Region};

/// A place: by code, by name, or as people chain them: `陕西省西安市雁塔区`, `Xi’an, Shaanxi`.
/// What is smaller than a city is left off.
pub(super) fn region(text: &str) -> Option<Region> {
    let text = text.trim().trim_start_matches("中国").trim_start_matches(['/', '-', '·', ' ']);
    Region::parse(text).ok().or_else(|| chained(text)).or_else(|| {
        let parts: Vec<Region> =
            text.split([',', '，']).filter_map(|part| Region::parse(part).ok()).collect();
        parts.iter().copied().find(|part| part.is_city()).or(parts.first().copied())
    })
}

/// A Chinese place name that begins with a province or a city.
fn chained(text: &str) -> Option<Region> {
    let province = Region::all()
        .filter(|region| !region.is_city())
        .find_map(|region| Some((region, rest(text, region)?)));
    match province {
        Some((province, rest_of)) => {
            let cities = Region::all().filter(|city| city.parent() == Some(province));
            Some(cities.into_iter().find(|city| rest(rest_of, *city).is_some()).unwrap_or(province))
        }
        None => Region::all().find(|city| city.is_city() && text.starts_with(city.label(Language::Zh))),
    }
}

/// What follows the region's Chinese name at the beginning of the text.
fn rest(text: &str, region: Region) -> Option<&str> {
    let after = |name: &str| text.strip_prefix(name).filter(|_| !name.is_empty());
    let rest = after(region.label(Language::Zh)).or_else(|| after(region.short(Language::Zh)))?;
    Some(rest.trim_start_matches(|c: char| c.is_whitespace() || "省市/-·,，、".contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_as_people_chain_them() {
        for text in [
            "610100",
            "西安",
            "陕西省西安市",
            "陕西西安",
            "陕西 西安市雁塔区",
            "西安市高新区",
            "Xi’an, Shaanxi",
            "中国陕西西安",
        ] {
            assert_eq!(region(text).map(Region::code), Some("610100"), "{text}");
        }
        assert_eq!(region("江苏省").map(Region::code), Some("320000"));
        assert_eq!(region("吉林省").map(Region::code), Some("220000"));
        assert_eq!(region("北京市海淀区").map(Region::code), Some("110000"));
        assert_eq!(region("Atlantis"), None);
    }
}
