//! The stable codes, in one table: a code never changes its meaning, and is never reused. The messages of each are
//! in `messages/fr.ftl` and `messages/en.ftl` under the same name.

/// The severity of a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written until it is fixed.
    Error,
    /// The site is built, and the problem reported.
    Warning,
    /// Advice, reported only on request.
    Hint,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal $severity:ident;)*) => {
        /// The kind of a diagnostic. The hundreds group the codes: 1 files and YAML, 2 fields, 3 links between
        /// records, 4 rules of the committee, 5 Markdown, 6 languages, 7 published pages, 8 theme, 9 the program
        /// itself.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// Returns the stable name, such as `CV201`.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => $id),* }
            }

            /// Returns whether it is a difference between the two versions of a text.
            pub fn is_of_parity(self) -> bool {
                use Code::*;
                matches!(
                    self,
                    FactsDiffer
                        | LinksDiffer
                        | OutlineDiffers
                        | ShapesDiffer
                        | WordsMissing
                        | WrongLanguage
                        | SameWords
                        | OtherLanguagePage
                        | ModalityDiffers
                )
            }

            /// Returns whether it is a failure of the system or of the program, and not of the content.
            pub fn is_of_system(self) -> bool {
                matches!(self, Code::Unreadable | Code::InternalFault)
            }

            /// Returns whether it forbids publication only: there is a site, and the preview shows it.
            pub fn is_of_publication(self) -> bool {
                matches!(self, Code::Placeholder | Code::AddressGone | Code::SecurityExpired)
            }

            /// Returns its severity.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity),* }
            }
        }
    };
}

codes! {
    /// A file's bytes are not UTF-8 text.
    NotText = "CV101" Error;
    /// A character that cannot be seen, or that changes the reading order.
    HiddenCharacter = "CV102" Error;
    /// A text file larger than the program reads.
    TooLarge = "CV103" Error;
    /// A symbolic link in the content.
    SymbolicLink = "CV104" Error;
    /// A file's name is not usable in a URL.
    BadFileName = "CV105" Error;
    /// A file that no part of the format reads.
    StrayFile = "CV106" Warning;
    /// A record with the extension `.yml`, or in a folder that the format does not have.
    MisplacedRecord = "CV107" Error;
    /// A file that must exist does not.
    MissingFile = "CV108" Error;
    /// A file or folder that the system does not let us read.
    Unreadable = "CV109" Error;
    /// YAML that cannot be parsed.
    YamlSyntax = "CV110" Error;
    /// A key that occurs twice in one mapping.
    DuplicateKey = "CV111" Error;
    /// A feature of YAML that records do not use: anchors, aliases, tags, several documents.
    YamlFeature = "CV112" Error;
    /// A record with nothing in it.
    EmptyFile = "CV113" Error;
    /// A file among the assets that is not published because of its name.
    NotPublished = "CV114" Warning;
    /// A pipe, a device, or a folder with the name of a record.
    SpecialFile = "CV115" Error;
    /// A text that YAML cuts at ` #`.
    TextCut = "CV116" Error;
    /// Letters that a change of encoding has destroyed or replaced.
    LettersLost = "CV117" Error;
    /// The markers of a version conflict.
    ConflictMark = "CV118" Error;
    /// A placeholder that `init` or `new` wrote, and nobody replaced.
    Placeholder = "CV119" Error;
    /// A Markdown file without front matter.
    FrontMatterMissing = "CV120" Error;
    /// Front matter that does not end.
    FrontMatterUnclosed = "CV121" Error;
    /// More files, headings, links, notes or cells than the program handles.
    TooMany = "CV122" Error;
    /// A key that the format does not have.
    UnknownKey = "CV201" Error;
    /// A required key is missing.
    MissingKey = "CV202" Error;
    /// A value of another kind than expected.
    WrongType = "CV203" Error;
    /// A text that is empty.
    EmptyText = "CV204" Error;
    /// A date that does not exist, or has another form.
    BadDate = "CV205" Error;
    /// A keyword that is not in the list of possible ones.
    UnknownWord = "CV206" Error;
    /// An id with other characters than lower-case letters, digits and hyphens.
    BadId = "CV207" Error;
    /// An address that is not one.
    BadUrl = "CV208" Error;
    /// A duration that is not ISO 8601.
    BadDuration = "CV209" Error;
    /// A number out of bounds.
    NumberOutOfBounds = "CV210" Error;
    /// An end before its beginning.
    DatesReversed = "CV211" Error;
    /// Maximum below minimum, done above total, and the like.
    BoundsReversed = "CV212" Error;
    /// A file name and a value inside disagree.
    NameDisagrees = "CV213" Error;
    /// A text that a spreadsheet would run as a formula.
    RunsInSpreadsheet = "CV214" Error;
    /// An id that belongs to no record.
    UnknownId = "CV301" Error;
    /// Two things have the same id.
    DuplicateId = "CV302" Error;
    /// A response to a recommendation that has one already.
    DuplicateResponse = "CV303" Error;
    /// Two pages on one output path.
    PathCollision = "CV304" Error;
    /// A published address that no longer exists.
    AddressGone = "CV305" Error;
    /// A redirect to an address that does not exist, or from that of an existing page.
    BadRedirect = "CV306" Error;
    /// A part of the history that differs from what was published.
    HistoryAltered = "CV307" Warning;
    /// Two terms of one member on one seat overlap.
    TermsOverlap = "CV401" Error;
    /// A member sits on a seat of another sector, or on one kept for others.
    SeatNotAllowed = "CV402" Error;
    /// More members sit than the rule allows.
    TooManySitting = "CV403" Warning;
    /// Fewer members sit than the rule requires.
    TooFewSitting = "CV404" Warning;
    /// A term starts before the committee existed.
    BeforeFounding = "CV405" Error;
    /// A term without an end that exceeds its length.
    TermLapsed = "CV406" Warning;
    /// A statement of fact is dated after the reference date.
    FactToCome = "CV407" Warning;
    /// A member is listed as present on a day on which it did not sit.
    PresentWithoutSeat = "CV408" Warning;
    /// Two members of one name.
    SameName = "CV409" Warning;
    /// Two rules of one seat that apply on the same day.
    RulesOverlap = "CV410" Error;
    /// A term that began before its nomination round.
    NamedBeforeCall = "CV411" Warning;
    /// A term on another seat than that of its nomination round.
    CallForOtherSeat = "CV412" Warning;
    /// More members named by a nomination round than it had places, or applications.
    TooManyNamed = "CV413" Warning;
    /// A status that contradicts the milestones, or the content of a meeting's record.
    StatusContradicts = "CV414" Warning;
    /// A date of a commitment outside of its plan.
    OutsidePlan = "CV415" Warning;
    /// An acceptance of a breach or difference that does not exist, or no longer does.
    AcceptanceUnneeded = "CV416" Warning;
    /// A duty of the committee that the records show was not done.
    DutyMissed = "CV417" Warning;
    /// A term that continues after its member was dissolved.
    SitsAfterDissolution = "CV418" Warning;
    /// More votes than the members present have, or a vote of one that is not among them.
    VotesDisagree = "CV419" Warning;
    /// The id of a member where its name would be published.
    IdAsName = "CV420" Warning;
    /// A Markdown reference that is not well formed.
    BadReference = "CV501" Error;
    /// Raw HTML in Markdown.
    RawHtml = "CV502" Error;
    /// A link whose scheme is not published.
    UnsafeLink = "CV503" Error;
    /// A relative link, where a reference is meant.
    RelativeLink = "CV504" Error;
    /// A footnote that is called but not defined.
    FootnoteUndefined = "CV505" Error;
    /// An image without a text.
    ImageWithoutText = "CV506" Error;
    /// A heading of level 1 in a text whose title is the page's heading.
    TopHeading = "CV507" Error;
    /// A footnote that is defined but never called.
    FootnoteUncalled = "CV508" Warning;
    /// A link or a heading without words.
    EmptyElement = "CV509" Error;
    /// Lists, quotes or emphasis nested in one another beyond any use.
    TooDeep = "CV510" Error;
    /// Characters that were meant as Markdown syntax and would be published as typed.
    TypedAsIs = "CV511" Error;
    /// A sentence too long to be read easily.
    LongSentence = "CV520" Hint;
    /// An abbreviation that the text does not explain.
    Abbreviation = "CV521" Hint;
    /// A number in the notation of the other language, which makes it another number.
    ForeignNumber = "CV522" Warning;
    /// Quotation marks of the other language.
    ForeignQuotes = "CV523" Warning;
    /// The French version is missing.
    FrenchMissing = "CV601" Error;
    /// French and English state a field differently.
    PairDisagrees = "CV602" Error;
    /// The two versions state different numbers, dates or hours.
    FactsDiffer = "CV611" Warning;
    /// A link or a picture of one version is not in the other, or leads elsewhere.
    LinksDiffer = "CV612" Warning;
    /// A heading or a section of one version is not in the other, or is of another level.
    OutlineDiffers = "CV613" Warning;
    /// An item, a row or a footnote of one version is not in the other.
    ShapesDiffer = "CV614" Warning;
    /// A sentence or a paragraph of one version is not in the other.
    WordsMissing = "CV615" Warning;
    /// A passage that is evidently in the other language.
    WrongLanguage = "CV616" Warning;
    /// The same words in both languages.
    SameWords = "CV617" Warning;
    /// The French changed since its English was confirmed.
    StaleTranslation = "CV618" Warning;
    /// English is missing in a portal that requires it.
    TranslationMissing = "CV619" Error;
    /// A link to a page in the other language, of a site that has both.
    OtherLanguagePage = "CV620" Warning;
    /// A duty, a permission or a limit that one version states and the other does not.
    ModalityDiffers = "CV621" Hint;
    /// A link on a page to an address that does not exist.
    BrokenLink = "CV701" Error;
    /// A fragment that is not the id of any element of the page.
    BrokenAnchor = "CV702" Error;
    /// Two elements of one page have the same id.
    DuplicateElementId = "CV703" Error;
    /// A heading that skips a level.
    HeadingSkipped = "CV704" Warning;
    /// A picture of the theme without a text.
    PictureWithoutWords = "CV705" Error;
    /// A table without a header cell.
    TableWithoutHeaders = "CV706" Error;
    /// A link without words.
    LinkWithoutWords = "CV707" Error;
    /// A link whose words do not describe its target.
    LinkSaysNothing = "CV708" Warning;
    /// Links with the same words have different targets.
    LinkAmbiguous = "CV709" Warning;
    /// A link to a file that does not state its type and size.
    FileLinkBare = "CV710" Warning;
    /// A page that declares another language than its own.
    PageLanguage = "CV711" Error;
    /// A link to another site that does not answer.
    ExternalLinkDead = "CV712" Warning;
    /// A `security.txt` that has expired.
    SecurityExpired = "CV721" Error;
    /// A `security.txt` that expires soon.
    SecurityExpires = "CV722" Warning;
    /// A host that sends no headers: the protections that are missing.
    HostUnprotected = "CV723" Hint;
    /// The theme of the portal does not exist.
    UnknownTheme = "CV801" Error;
    /// A template that does not parse or render.
    TemplateFailed = "CV802" Error;
    /// An interface message that exists in one language only.
    MessageMissing = "CV803" Error;
    /// A Fluent file that does not parse.
    FluentSyntax = "CV804" Error;
    /// A file of the portal's theme that is not used.
    OverrideUnread = "CV805" Warning;
    /// The program itself failed on a file.
    InternalFault = "CV901" Error;
}
