//! Chinese: words by jieba, and pairs of neighbouring characters.

use std::sync::LazyLock;

use jieba_rs::Jieba;

use super::fold::Run;
use super::{Term, Token};

static JIEBA: LazyLock<Jieba> = LazyLock::new(Jieba::new);

/// Words that say nothing about what a text is about.
const STOP: &[&str] = &[
    "我们", "以及", "一个", "一种", "可以", "能够", "进行", "通过", "对于", "由于", "其中", "并且", "或者",
    "如果", "因此", "但是", "同时", "这些", "那些", "以上", "以下", "以内", "之间", "之后", "目前", "现有",
    "已经", "需要", "要求", "具有", "采用", "不能", "不得", "不少", "没有", "还是", "至少", "不低", "不高",
    "左右", "分别", "有关", "相关", "各种", "不同", "等等", "以来", "为了", "根据", "按照", "关于",
];

/// Appends the run's words of two characters and more, and its pairs, in the order in which they begin.
pub(super) fn cut(run: &Run, out: &mut Vec<Token>) {
    let chars: Vec<char> = run.text.chars().collect();
    if let [_] = chars[..] {
        out.push(Token { term: Term::HanWord(run.text.clone()), range: run.origin(0, 1) });
        return;
    }
    let mut words = words(&run.text).into_iter().peekable();
    for (at, pair) in chars.windows(2).enumerate() {
        if let Some((_, word)) = words.next_if(|(from, _)| *from == at) {
            let length = word.chars().count();
            out.push(Token { term: Term::HanWord(word.to_owned()), range: run.origin(at, at + length) });
        }
        out.push(Token { term: Term::HanPair([pair[0], pair[1]]), range: run.origin(at, at + 2) });
    }
}

/// The words of a text of Chinese characters with the places (in characters) where they begin.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut from = 0;
    JIEBA
        .cut(text, true)
        .into_iter()
        .map(|word| {
            let at = from;
            let word = word.word;
            from += word.chars().count();
            (at, word)
        })
        .filter(|(_, word)| word.chars().nth(1).is_some() && !STOP.contains(word))
        .collect()
}
