//! Integers in the notation of each language, by ICU4X.

use icu_decimal::DecimalFormatter;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};

use super::Language;

/// Formats an integer with its thousands grouped: `1 200` (no-break space), `1,200`.
pub fn whole(number: i64, language: Language) -> String {
    let mut options = DecimalFormatterOptions::default();
    options.grouping_strategy = Some(GroupingStrategy::Always);
    match DecimalFormatter::try_new(language.locale().into(), options) {
        // CLDR groups French thousands with a narrow no-break space; the OQLF prescribes the no-break space.
        Ok(formatter) => formatter.format(&number.into()).to_string().replace('\u{202f}', "\u{a0}"),
        Err(_) => number.to_string(),
    }
}
