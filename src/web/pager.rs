//! Links to the pages of a list.

/// The pages of a list: see `templates/components/pager.html`.
#[derive(Debug, Clone)]
pub struct Pager {
    /// The page before, if any: path and query without the language.
    pub previous: Option<String>,
    /// The page after, if any.
    pub next: Option<String>,
    /// The first, the last, and those around the present one; `None` stands for a leap.
    pub items: Vec<Option<PagerItem>>,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PagerItem {
    /// Its number, from 1.
    pub number: usize,
    /// Path and query without the language.
    pub link: String,
    /// Whether it is the one shown.
    pub current: bool,
}

impl Pager {
    /// Links for page `at` of `pages`; nothing when there is but one.
    pub fn new(at: usize, pages: usize, link: impl Fn(usize) -> String) -> Option<Self> {
        if pages < 2 {
            return None;
        }
        let mut items = Vec::new();
        let mut last = 0;
        for number in (1..=pages).filter(|n| *n == 1 || *n == pages || n.abs_diff(at) <= 1) {
            if number > last + 1 {
                items.push(None);
            }
            items.push(Some(PagerItem { number, link: link(number), current: number == at }));
            last = number;
        }
        Some(Self {
            previous: (at > 1).then(|| link(at - 1)),
            next: (at < pages).then(|| link(at + 1)),
            items,
        })
    }
}

/// The number of a page of a list; the first where an address names none.
pub(in crate::web) fn number_of(typed: Option<&str>) -> usize {
    typed.and_then(|number| number.parse().ok()).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_ends_and_the_neighbourhood() {
        let shown = |at, pages| -> Vec<usize> {
            let items = Pager::new(at, pages, |n| n.to_string()).map(|pager| pager.items).unwrap_or_default();
            items.into_iter().map(|item| item.map_or(0, |item| item.number)).collect()
        };
        assert_eq!(shown(1, 1), [0; 0]);
        assert_eq!(shown(1, 3), [1, 2, 3]);
        assert_eq!(shown(5, 9), [1, 0, 4, 5, 6, 0, 9]);
        assert_eq!(shown(2, 32), [1, 2, 3, 0, 32]);
    }
}
