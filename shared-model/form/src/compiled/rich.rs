//! Static text with the little markup it may have. A tree of two levels: passages (a paragraph, a list), and in them runs of words that are
//! said in one way. There is nothing in it that a browser could run, and no HTML.

/// A paragraph or a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Which of them.
    pub kind: PassageKind,
    /// The paragraph; or the items of the list.
    pub texts: Vec<RichText>,
}

/// Kinds of passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// A paragraph: one text.
    Paragraph,
    /// A list without an order.
    Bullets,
    /// A list whose order counts.
    Numbers,
}

/// A text in every language of the form, in runs; index and fallback as in `Text`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RichText(pub Vec<Vec<Run>>);

/// Words that are said in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// In which.
    pub style: Style,
    /// The words.
    pub words: String,
    /// Where a link leads; what an abbreviation stands for; else empty.
    pub about: String,
}

/// How words are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As all others.
    Plain,
    /// Important.
    Strong,
    /// Stressed.
    Emphasis,
    /// They lead somewhere.
    Link,
    /// They are short for something.
    Abbreviation,
}

/// Where a link leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// Out of the form: `https://…`.
    Outside(&'a str),
    /// To somebody: `mailto:…` or `tel:…`.
    Somebody(&'a str),
    /// To a page or a field of the form, by its id.
    Inside(&'a str),
}

impl Run {
    /// Where it leads; none when it leads nowhere, or somewhere that text must not lead to.
    #[must_use]
    pub fn target(&self) -> Option<Target<'_>> {
        let to = self.about.as_str();
        if self.style != Style::Link {
            None
        } else if to.starts_with("https://") {
            Some(Target::Outside(to))
        } else if to.starts_with("mailto:") || to.starts_with("tel:") {
            Some(Target::Somebody(to))
        } else {
            to.strip_prefix('#').map(Target::Inside)
        }
    }
}

impl RichText {
    /// The runs in a language, else in German.
    #[must_use]
    pub fn in_language(&self, language: usize) -> &[Run] {
        self.0.get(language).filter(|runs| !runs.is_empty()).or_else(|| self.0.first()).map_or(&[], Vec::as_slice)
    }

    /// The words alone, for where there is no markup: what is said aloud, what changed between versions.
    #[must_use]
    pub fn words(&self, language: usize) -> String {
        self.in_language(language).iter().map(|run| run.words.as_str()).collect()
    }
}

impl Passage {
    /// The words of all its texts.
    #[must_use]
    pub fn words(&self, language: usize) -> String {
        self.texts.iter().map(|text| text.words(language)).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_only_where_text_may_lead() {
        let to = |about: &str| Run { style: Style::Link, words: "x".into(), about: about.into() };
        assert_eq!(to("https://a.example/b").target(), Some(Target::Outside("https://a.example/b")));
        assert_eq!(to("tel:+49641").target(), Some(Target::Somebody("tel:+49641")));
        assert_eq!(to("#plz").target(), Some(Target::Inside("plz")));
        for bad in ["javascript:alert(1)", "http://a.example", "//a.example", "data:text/html,x", " https://a.example", ""] {
            assert_eq!(to(bad).target(), None, "{bad}");
        }
        assert_eq!(Run { style: Style::Strong, words: "x".into(), about: "https://a.example".into() }.target(), None);
    }
}
