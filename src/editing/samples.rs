//! New records and a first portal, each field explained by a comment in the editor's language. What
//! is written passes `check` as it stands.

use super::Draft;
use crate::language::Language;
use crate::model::value::Id;

/// What a new record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sample {
    /// A member organization.
    Member,
    /// A nomination round.
    Nomination,
    /// A meeting.
    Meeting,
    /// An action plan.
    Plan,
    /// A commentary, in both languages.
    Commentary,
    /// A free page, in both languages.
    Page,
}

impl Sample {
    /// Every kind, with its word on the command line.
    pub const ALL: [(&str, Sample); 6] = [
        ("member", Sample::Member),
        ("nomination", Sample::Nomination),
        ("meeting", Sample::Meeting),
        ("plan", Sample::Plan),
        ("commentary", Sample::Commentary),
        ("page", Sample::Page),
    ];

    /// The files of a new record.
    ///
    /// `id` is the record's; a meeting's is its date, a commentary's `plan/slug`. `day` is today
    /// (ISO 8601). `None` if the id is none.
    pub fn files(self, id: &str, day: &str, language: Language) -> Option<Vec<Draft>> {
        let (folder, name) = match self {
            Sample::Commentary => {
                let (plan, slug) = id.split_once('/')?;
                Id::new(plan)?;
                (format!("content/plans/{plan}/commentary/"), slug)
            }
            Sample::Member => ("content/members/".to_owned(), id),
            Sample::Nomination => ("content/nominations/".to_owned(), id),
            Sample::Meeting => ("content/meetings/".to_owned(), id),
            Sample::Plan => (format!("content/plans/{id}/"), id),
            Sample::Page => ("content/pages/".to_owned(), id),
        };
        Id::new(name)?;
        let filled = |text: &str| {
            let text = own(text, language).replace("{slug}", "# slug: about");
            text.replace("{day}", if self == Sample::Meeting { id } else { day })
        };
        let draft = |name: String, text: &str| Draft { path: format!("{folder}{name}"), text: filled(text) };
        Some(match self {
            Sample::Member => vec![draft(format!("{name}.yaml"), include_str!("samples/member.yaml"))],
            Sample::Nomination => vec![draft(format!("{name}.yaml"), include_str!("samples/nomination.yaml"))],
            Sample::Meeting => vec![draft(format!("{name}.yaml"), include_str!("samples/meeting.yaml"))],
            Sample::Plan => vec![draft("plan.yaml".to_owned(), include_str!("samples/plan.yaml"))],
            Sample::Commentary => vec![
                draft(format!("{name}.fr.md"), include_str!("samples/commentary.fr.md")),
                draft(format!("{name}.en.md"), include_str!("samples/commentary.en.md")),
            ],
            Sample::Page => vec![
                draft(format!("{name}.fr.md"), include_str!("samples/page.fr.md")),
                draft(format!("{name}.en.md"), include_str!("samples/page.en.md")),
            ],
        })
    }
}

/// A first portal.
pub fn portal(day: &str, language: Language) -> Vec<Draft> {
    let draft = |path: &str, text: &str| Draft {
        path: path.to_owned(),
        text: own(text, language).replace("{day}", day).replace("{slug}", "slug: about"),
    };
    vec![
        draft("content/portal.yaml", include_str!("samples/portal.yaml")),
        draft("content/committee.yaml", include_str!("samples/committee.yaml")),
        draft("content/pages/a-propos.fr.md", include_str!("samples/page.fr.md")),
        draft("content/pages/a-propos.en.md", include_str!("samples/page.en.md")),
        draft(".gitignore", "/public\n"),
    ]
}

/// A sample with the comments of one language: those of the other, marked `#fr` or `#en`, go.
fn own(text: &str, language: Language) -> String {
    let mut out = String::with_capacity(text.len());
    let (mine, other) = (format!("#{} ", language.code()), format!("#{} ", language.other().code()));
    for line in text.lines() {
        if !line.trim_start().starts_with(&other) {
            out.push_str(&line.replacen(&mine, "# ", 1));
            out.push('\n');
        }
    }
    out
}
