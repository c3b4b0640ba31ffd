//! Forms of cooperation.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One form in which a university and an enterprise work together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// Joint research and development.
    JointResearch,
    /// Achievement transfer and licensing.
    Licensing,
    /// Commissioned development.
    Commissioned,
    /// Testing and shared equipment.
    Testing,
    /// A co-built platform, laboratory or pilot base.
    Platform,
    /// A co-built major or curriculum.
    Curriculum,
    /// A co-edited textbook.
    Textbook,
    /// Co-taught teachers.
    CoTeaching,
    /// Trainees, internships and recruitment.
    Internship,
    /// Consulting.
    Consulting,
    /// A challenge with an open call ("revealing the list").
    OpenChallenge,
}

/// The text names no form of cooperation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown form of cooperation")]
pub struct UnknownForm;

impl Form {
    /// All forms, in the order in which they are listed to people.
    pub const ALL: [Self; 11] = [
        Self::JointResearch,
        Self::Licensing,
        Self::Commissioned,
        Self::Testing,
        Self::Platform,
        Self::Curriculum,
        Self::Textbook,
        Self::CoTeaching,
        Self::Internship,
        Self::Consulting,
        Self::OpenChallenge,
    ];

    /// The code used in addresses, files, the database and message keys.
    pub fn code(self) -> &'static str {
        match self {
            Self::JointResearch => "joint-research",
            Self::Licensing => "licensing",
            Self::Commissioned => "commissioned",
            Self::Testing => "testing",
            Self::Platform => "platform",
            Self::Curriculum => "curriculum",
            Self::Textbook => "textbook",
            Self::CoTeaching => "co-teaching",
            Self::Internship => "internship",
            Self::Consulting => "consulting",
            Self::OpenChallenge => "open-challenge",
        }
    }

    /// Whether the form is about people and teaching rather than about a piece of technology.
    pub fn is_talent(self) -> bool {
        matches!(self, Self::Curriculum | Self::Textbook | Self::CoTeaching | Self::Internship)
    }
}

impl FromStr for Form {
    type Err = UnknownForm;

    fn from_str(s: &str) -> Result<Self, UnknownForm> {
        let s = s.trim().to_lowercase().replace(['_', ' '], "-");
        Self::ALL.into_iter().find(|form| form.code() == s).ok_or(UnknownForm)
    }
}

/// A set of forms of cooperation; iterates in the order of [`Form::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(from = "u16")]
pub struct Forms(u16);

impl From<u16> for Forms {
    /// The set with a bit for each form, in the order of [`Form::ALL`]; further bits mean nothing.
    fn from(bits: u16) -> Self {
        Form::ALL.into_iter().filter(|form| bits & (1 << *form as u16) != 0).collect()
    }
}

impl Forms {
    /// Whether no form is stated.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many forms there are.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether `form` is in the set.
    pub fn contains(self, form: Form) -> bool {
        self.0 & (1 << form as u16) != 0
    }

    /// Adds a form.
    pub fn insert(&mut self, form: Form) {
        self.0 |= 1 << form as u16;
    }

    /// The forms in both sets.
    pub fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The forms here that are not in `other`.
    pub fn difference(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The forms, in the order of [`Form::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Form> {
        Form::ALL.into_iter().filter(move |form| self.contains(*form))
    }
}

impl FromIterator<Form> for Forms {
    fn from_iter<I: IntoIterator<Item = Form>>(forms: I) -> Self {
        let mut set = Self::default();
        forms.into_iter().for_each(|form| set.insert(form));
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_keeps_each_form_once_in_order() {
        let set: Forms = [Form::OpenChallenge, Form::Testing, Form::Testing].into_iter().collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [Form::Testing, Form::OpenChallenge]);
        assert_eq!(set.len(), 2);
        assert!(set.difference(set).is_empty());
    }

    #[test]
    fn codes_read_back() {
        for form in Form::ALL {
            assert_eq!(form.code().parse(), Ok(form));
        }
        assert!("marriage".parse::<Form>().is_err());
    }
}
