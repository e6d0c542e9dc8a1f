//! Extracts the facts of a text: the numbers, dates, hours and telephone numbers that it states, in the notation of
//! its language, so that two versions can be compared.
//!
//! « 1 200 » and “1,200” are one number, « 18 h 30 » and “6:30 p.m.” one hour, « 1er mars 2021 » and
//! “March 1, 2021” one day (OQLF; The Canadian Style).

mod amounts;
mod compare;
mod dates;
mod pieces;
mod reckoned;
mod scan;
mod small;
mod spelled;
mod words;

use std::ops::Range;

pub use compare::{Difference, Unmatched, compare, differences, unmatched};

use super::Language;

/// A fact that both versions of a text must state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its value.
    pub value: Value,
    /// Its range, in bytes of the text, which is far below 4 GiB; stored compactly, since there are many facts.
    place: Range<u32>,
    /// How certainly the other version states it too.
    pub weight: Weight,
    /// Whether it is a number in the notation of the other language.
    pub is_foreign: bool,
}

/// The value of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Value {
    /// A number, in thousandths.
    Number(i64),
    /// A date: at least a month, with a day or a year or both.
    Date {
        /// The year, if it is stated.
        year: Option<i16>,
        /// The month, from 1.
        month: u8,
        /// The day, if it is stated.
        day: Option<u8>,
    },
    /// A month alone, from 1.
    Month(u8),
    /// A day of the week, Monday being 1.
    Weekday(u8),
    /// An hour and its minutes.
    Time(u8, u8),
    /// A telephone number's digits.
    Phone(u64),
}

impl Value {
    /// Returns the day, month and year of a date, which each language may state separately; any other value itself.
    pub fn parts(self) -> Vec<Self> {
        let Self::Date { year, month, day } = self else { return vec![self] };
        let number = |number: i64| Self::Number(number * 1000);
        let day = day.map(|day| number(day.into()));
        [Some(Self::Month(month)), day, year.map(|year| number(year.into()))].into_iter().flatten().collect()
    }
}

impl Fact {
    fn new(value: Value, weight: Weight, range: Range<usize>) -> Self {
        Self { value, place: range.start as u32..range.end as u32, weight, is_foreign: false }
    }

    /// Returns its range, in bytes of the text.
    pub fn range(&self) -> Range<usize> {
        self.place.start as usize..self.place.end as usize
    }

    /// Returns the same fact at another place.
    pub fn at(self, range: Range<usize>) -> Self {
        Self { place: range.start as u32..range.end as u32, ..self }
    }
}

/// How certainly the other version states a fact too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weight {
    /// Written in figures: the other version must state it, in figures or in words.
    Firm,
    /// Written in words: the other version may word it otherwise (« deux » and “both”), but must not state another
    /// value.
    Loose,
    /// A word that has other meanings (« neuf », “May”): it may match a fact of the other version, but does not
    /// require one.
    Faint,
}

/// Returns the facts of a text, in its order.
pub fn facts(text: &str, language: Language) -> Vec<Fact> {
    scan::scan(text, language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Pairs that state the same facts.
    const FAITHFUL: &[(&str, &str)] = &[
        ("Plus de 1 200 jeux de données.", "More than 1,200 datasets."),
        ("Plus de 1\u{a0}200 jeux.", "More than 1 200 datasets."),
        ("La rencontre commence à 18 h 30.", "The meeting starts at 6:30 p.m."),
        ("de 9 h à 16 h", "from 9 a.m. to 4 p.m."),
        ("de 9 h à 11 h", "from 9 to 11 a.m."),
        ("à midi, le lundi", "on Monday at 12 p.m."),
        ("un budget de 90 000 $", "a budget of $90,000"),
        ("5 millions $", "$5 million"),
        ("1,5 million de dollars", "$1.5 million"),
        ("2 milliards", "2 billion"),
        ("le 1er mars 2021", "on March 1, 2021"),
        ("le 1er mars 2021", "on 1 March 2021"),
        ("le 22 octobre 2020", "October 22nd, 2020"),
        ("du 12 au 14 mars 2021", "from March 12 to 14, 2021"),
        ("du 12 mars au 14 avril 2021", "March 12 to April 14, 2021"),
        ("en février 2021", "in February 2021"),
        ("2021-2023", "2021–2023"),
        ("en 2021-2022", "in 2021–22"),
        ("12 % des cas", "12% of cases"),
        ("4,5 km", "4.5 km"),
        ("Composez le 514 873-6565.", "Call 514-873-6565."),
        ("1 800 555-0199", "1-800-555-0199"),
        ("3 jalons sur 5", "three of five milestones"),
        ("les deux organismes", "both organizations"),
        ("deux ans", "two years"),
        ("au XXe siècle", "in the 20th century"),
        ("la 2e rencontre", "the second meeting"),
        ("la loi 25 et CAQUE0001", "Law 25 and CAQUE0001"),
        ("2021-04-12", "April 12, 2021"),
        ("En avril, le comité se réunit.", "The committee meets in April."),
        ("vingt-deux membres", "22 members"),
        ("WCAG 2.2, norme 3.0", "WCAG 2.2, standard 3.0"),
        ("Voir https://example.org/2021/p?n=3 pour 4 avis.", "For four opinions see https://example.org/en/2022/x"),
        ("un site neuf", "a new site"),
        ("On peut le lire.", "May be read."),
        ("0,75 $", "$0.75"),
        ("d’avril à mai 2022", "from April to May 2022"),
        ("250 k$", "$250,000"),
        ("250 k$", "$250K"),
        ("2 G$", "$2 billion"),
        ("2 G$", "$2B"),
        ("5 M$", "$5 million"),
        ("un million de pages", "a million pages"),
        ("un million de pages", "1 million pages"),
        ("deux millions de pages", "2 million pages"),
        ("deux cents membres", "200 members"),
        ("deux-cents membres", "two hundred members"),
        ("cent vingt jours", "one hundred and twenty days"),
        ("vingt et un membres", "21 members"),
        ("vingt-et-un membres", "twenty-one members"),
        ("quatre-vingts avis", "80 opinions"),
        ("quatre-vingt-dix-sept avis", "ninety-seven opinions"),
        ("soixante et onze avis", "71 opinions"),
        ("trois mille quatre cents", "3,400"),
        ("deux mille vingt et un", "2021"),
        ("un mandat de 2 ans", "a two-year term"),
        ("la 6e rencontre", "the sixth meeting"),
        ("la sixième rencontre", "the 6th meeting"),
        ("la dixième fois", "the tenth time"),
        ("au XXIe siècle", "in the twenty-first century"),
        ("au 3° de l’article 5", "in paragraph 3 of section 5"),
        ("les années 1990", "the 1990s"),
        ("les années 90", "the 1990s"),
        ("le 5 septembre 2021", "Sept. 5, 2021"),
        ("le 5 sept. 2021", "September 5, 2021"),
        ("en 2023-2024", "in 2023/24"),
        ("de 13 h 30 à 15 h", "from 1:30 to 3 p.m."),
        ("1 h 30", "1 hour 30 minutes"),
        ("1 h 30 min", "1 hour and 30 minutes"),
        ("24 heures sur 24, 7 jours sur 7", "24/7"),
        ("100 m", "100 metres"),
        ("4 à 5 M$", "$4M to $5M"),
        ("de 4 à 5 millions", "from 4 to 5 million"),
        ("entre 4 et 5 millions de dollars", "between $4 million and $5 million"),
        ("au 514 873-6565", "at (514) 873-6565"),
        ("deux ou trois avis", "two or three opinions"),
        ("un avis et neuf annexes", "one opinion and nine appendices"),
        ("une séance de 90 minutes", "a session of an hour and a half"),
        ("au bout de 18 mois", "after a year and a half"),
        ("pendant un an et demi", "for 18 months"),
        ("deux heures et demie", "two and a half hours"),
        ("7 minutes et demie", "7.5 minutes"),
        ("le cinquième du financement", "20% of the funding"),
        ("un cinquième du financement", "20% of the funding"),
        ("quatre répondants sur cinq", "80% of respondents"),
        ("Sept sur dix sont d’accord.", "Seventy percent agree."),
        ("19 fois sur 20", "95% of the time"),
        ("la moitié des répondants", "50% of respondents"),
        ("les deux tiers", "66%"),
        ("trois quarts d’heure", "45 minutes"),
        ("une trentaine de projets", "about 30 projects"),
        ("aux trois mois", "quarterly"),
        ("dans les quinze jours", "within two weeks"),
        ("tous les 4, 6 ou 12 mois", "every four months, semi-annually, or annually"),
        ("1 400 jeux", "1.4K datasets"),
        ("un fichier de 1,5 Go", "a 1.5GB file"),
        ("à la mi-2018", "in mid-2018"),
        ("d’ici la mi-juin 2018", "by mid-June 2018"),
        ("une panne de 72 heures", "a three-day outage"),
        ("sur quarante ans", "over four decades"),
        ("à l’échelle 1/20 000", "at a scale of 1:20,000"),
        ("0,59 $ le kilomètre", "59 cents per kilometre"),
        ("de 13 h à 16 h", "from 1 to 4 p.m."),
        ("24 heures sur 24", "around the clock"),
        ("mille deux cent trente-quatre", "one thousand, two hundred, thirty-four"),
        ("la totalité des cartes", "100% of the maps"),
        ("1,5 million de dollars", "one and a half million dollars"),
        ("aucun avis", "0 opinions"),
        ("58\u{2009} 469 abonnés", "58,469 subscribers"),
        ("« 25,000 » abonnés", "25,000 subscribers"),
        ("62 à 84 M$", "$62 million to $84 million"),
    ];

    /// Pairs that do not.
    const DRIFTED: &[(&str, &str)] = &[
        ("Plus de 1 200 jeux.", "More than 1,300 datasets."),
        ("6 sièges", "8 seats"),
        ("le 1er mars 2021", "on March 2, 2021"),
        ("le 12 mars 2021", "on April 12, 2021"),
        ("en 2021", "in 2022"),
        ("à 18 h 30", "at 6:30 a.m."),
        ("90 000 $", "$9,000"),
        ("5 millions", "5 billion"),
        ("12 %", "a share"),
        ("trois membres", "four members"),
        ("tous les lundis", "every Tuesday"),
        ("en janvier", "in June"),
        ("514 873-6565", "514-873-6566"),
        ("4,5 km", "45 km"),
        ("vingt-deux membres", "21 members"),
        ("du 12 au 14 mars 2021", "from March 12 to 15, 2021"),
        ("deux millions de pages", "3 million pages"),
        ("250 k$", "$250 million"),
        ("quatre-vingts avis", "20 opinions"),
        ("deux cents membres", "300 members"),
        ("la 6e rencontre", "the seventh meeting"),
        ("un mandat de 2 ans", "a three-year term"),
        ("de 13 h 30 à 15 h", "from 1:30 to 4 p.m."),
        ("1 h 30", "1 hour 40 minutes"),
        ("le 5 septembre 2021", "Sept. 6, 2021"),
        ("4 à 5 M$", "$3M to $5M"),
        ("24 heures sur 24", "12 hours a day"),
        ("100 m", "1,000 metres"),
        ("au 514 873-6565", "at (514) 873-6566"),
        ("2 M$", "$2"),
    ];

    fn differ(french: &str, english: &str) -> bool {
        let (french, english) = (facts(french, Language::French), facts(english, Language::English));
        !compare(&french, &english).is_empty()
    }

    #[test]
    fn what_is_said_alike_is_taken_so() {
        let told: Vec<_> = FAITHFUL.iter().filter(|(french, english)| differ(french, english)).collect();
        let found =
            |(french, english): &&(&str, &str)| [facts(french, Language::French), facts(english, Language::English)];
        assert!(told.is_empty(), "{told:#?} {:?}", told.iter().map(found).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_said_otherwise_is_found() {
        let silent: Vec<_> = DRIFTED.iter().filter(|(french, english)| !differ(french, english)).collect();
        assert!(silent.is_empty(), "{silent:#?}");
    }

    proptest! {
        #[test]
        fn facts_stand_in_their_text(text in "\\PC{0,80}") {
            for language in Language::ALL {
                for fact in facts(&text, language) {
                    prop_assert!(text.get(fact.range()).is_some_and(|part| !part.is_empty()));
                }
            }
        }

        #[test]
        fn a_text_says_what_it_says_itself(text in "[0-9a-zé ,.:h$%-]{0,60}") {
            for language in Language::ALL {
                let own = facts(&text, language);
                prop_assert!(compare(&own, &own).is_empty());
            }
        }
    }
}
