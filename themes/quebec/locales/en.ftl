# The words of the interface, in English. The file fr.ftl says the same in French.

colon = :
home = Home
menu = Menu
skip-to-content = Skip to content
header-links = Header links
main-navigation = Main navigation
footer-navigation = Footer navigation
breadcrumb = Breadcrumb
notice-band = Notice
english-notice = Consulting this site in English
english-notice-more = Learn more
external-link = Leads to another website.
not-translated = (in French)
untranslated = This page has not been translated yet. Its text is shown in French.
stale-section = The French text of this section has changed since it was translated.
stale-page = The French text has changed since this page was translated, or these passages of it:
draft = Draft
sources = Sources
source = source
last-update = Last update:
reference-date = As of
published-by = Published by
licence = Content licence:
contact = Contact the committee
unpublished = Not published
date-unpublished = Date not published
start-unpublished = Start not published
end-unpublished = end not published
table = Table
footnotes = Notes
footnote-call = Note
footnote-back = Back to the reference to note
alert-note = Please note
alert-tip = Tip
alert-important = Important
alert-warning = Warning
alert-caution = Caution
file-size = { $kilobytes } kB
duration-years = { $count ->
    [one] one year
    [2] two years
   *[other] { $count } years
}
duration-months = { $count ->
    [one] one month
    [2] two months
    [3] three months
    [6] six months
   *[other] { $count } months
}
duration-days = { $count ->
    [one] one day
   *[other] { $count } days
}
every = every { $name }
every-year = every year
every-month = every month
every-week = every week
every-day = every day
every-mixed = at regular intervals ({ $name })

# Navigation and titles
nav-mandate = Mandate
nav-members = Members
nav-composition = Composition
nav-nominations = Appointments
nav-operation = How it works
nav-meetings = Meetings
nav-plans = Action plans
nav-recommendations = Recommendations
title-mandate = Mandate
title-members = Members
title-composition = Composition
title-composition-on = Composition { $period }
title-nominations = Appointments
title-operation = How it works
title-meetings = Meetings
title-meeting = Meeting of { $day }
title-plans = Action plans
title-recommendations = Recommendations
title-not-found = Page not found
site-map = Site map
about-mandate = { $committee }: mandate, tasks and creation.
about-members = { $committee }: member organizations, by sector, and their terms.
about-composition = { $committee }: composition rule and seats filled.
about-nominations = { $committee }: appointments, calls for applications and results.
about-operation = { $committee }: how it works, meetings, terms and rules.
about-meetings = { $committee }: meetings, agendas and documents.
about-meeting = { $committee }: meeting of { $day }.
about-plans = { $committee }: action plans and commitments commented on.
about-recommendations = { $committee }: recommendations and responses received.
about-member = { $member }: terms, act of appointment and declarations. { $committee }.
about-commitment = { $plan }, commitment { $number }: { $title }.
about-commentary = { $title }. { $plan }.
about-site-map = Every page of the site.
about-not-found = There is no page at this address.

# Home
in-figures = At a glance
figure-organizations = { $count ->
    [one] member
   *[other] members
}
figure-places = { $count ->
    [one] seat filled
   *[other] seats filled
}
figure-commitments = { $count ->
    [one] commitment followed
   *[other] commitments followed
}
figure-unanswered = { $count ->
    [one] recommendation without a known response
   *[other] recommendations without a known response
}
n-of-total = { $count } of { $total }
discover = Discover the committee
tile-mandate = What the committee has to do, and since when.
tile-members = The public bodies and civil-society organizations that sit on it.
tile-composition = The composition rule and how it applies.
tile-nominations = How members are chosen.
tile-operation = Meetings, length of terms and working rules.
tile-plans = The commitments and what the committee said about them.
latest-commentary = Latest commentary
unanswered-recommendations = Recommendations without a known response

# Mandate and how it works
tasks = Tasks
founding = Creation
founded-in = The committee was set up { $precision ->
    [day] on
   *[other] in
}
founding-sources = According to the sources:
duties = Obligations
rhythm = Frequency
mode = How meetings are held
see-meetings = See the meetings
terms = Terms
term-length = Length of a term
renewal = Renewal
renewable = Terms can be renewed.
not-renewable = Terms cannot be renewed.

# Members
members-intro = Members that sit on the committee, by sector.
see-composition = See the composition rule
sector = Sector
sector-public-body = Public bodies
sector-civil-society = Civil society
sector-one-public-body = Public body
sector-one-civil-society = Civil society
sector-caption-public-body = Members from the public sector
sector-caption-civil-society = Members from civil society
members-sitting = { $count ->
    [one] The member that sat
   *[other] The { $count } members that sat
 }: see the composition on that day
no-member = No member
other-members = Other organizations
other-members-caption = Organizations whose term is to come or is not published
former-members = Former members
former-members-caption = Members that no longer sit
organization = Member
seat = Seat
term = Term
places = { $count ->
    [one] { $count } seat
   *[other] { $count } seats
}
since = { $state ->
    [future] from
    [ended] from
   *[other] since
}
until = { $precision ->
   *[other] until
}
abbreviation = Abbreviation
parent = Institution
website = Website
terms-caption = Terms on the committee
start = Start
end = End
appointed-by = Appointment
representative = Representative
between-days = between { $from } and { $to }
lapses-in = { $precision ->
    [day] due to end on
    [range] due to end
   *[other] due to end in
}
state-sitting = Current
state-perhaps = Cannot be confirmed
state-undated = Cannot be confirmed
state-lapsed = Expired; renewal not published
state-perhaps-lapsed = Cannot be confirmed; renewal not published
state-ended = Ended
state-future = To come
declarations = Declarations of interest
leads = Commitments that name this member
signed = Commentary it signed

# Composition
composition-intro = The rule and the seats filled on
composition-intro-since = The rule and the seats filled, unchanged since
composition-current = See the current composition
composition-current-on = on
composition-caption = Seats planned and filled
seats = Seats
rule = Rule
rule-exactly = { $minimum }
rule-between = { $minimum } to { $maximum }
held = Seats filled
of-which-certain = { $count ->
    [0] none is confirmed
   *[other] including { $count } confirmed
}
of-which-lapsed = { $sure ->
    [yes] including { $count } whose { $count ->
        [one] term has
       *[other] terms have
    } expired, renewal not published
   *[no] including { $count } whose { $count ->
        [one] term
       *[other] terms
    } may have expired
}
rule-met = Compliance
standing-met = Meets the rule
standing-unknown = Cannot be confirmed
standing-below = { $count ->
    [one] { $count } member missing
   *[other] { $count } members missing
}
standing-above = { $count ->
    [one] { $count } member too many
   *[other] { $count } members too many
}
standing-below-between = { $count } to { $most } members missing
standing-above-between = { $count } to { $most } members too many
standing-perhaps-lapsed = Term perhaps over, no renewal published:
seat-caption = Members: { $name }
composition-history = Composition on other dates

# Nomination
nominations-intro = Calls for applications and other ways to sit on the committee.
nominations-term = A term lasts { $name }.
rounds = Calls for applications
application-count = { $count ->
    [one] { $count } application
   *[other] { $count } applications
}
named-otherwise = Members appointed in other ways
named-otherwise-intro = See each member’s page for details.
applications = applications received
places-to-fill = seats to fill
call-opened = Opening of the call
call-closed = Closing of the call
selection-committee = Selection committee
criteria = Assessment criteria
reasons = Reasons for the choice
steps = Steps
named = Members selected

# Meetings
meets-every = The committee meets { $name }.
meetings-held = Meetings held
meetings-upcoming = Meetings to come
meetings-unpublished = No meeting has been published.
document-count = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
agenda = Agenda
present = Members present
documents = Documents

# Plans
plans-intro = For each commitment: its status, then the committee’s commentary and recommendations.
commitment-count = { $count ->
    [one] { $count } commitment
   *[other] { $count } commitments
}
period = Period
pillars = Pillars
pillar = Pillar
full-text = Full text
commitments = Commitments
commitments-caption = Commitments, status and milestones
number = Number
commitment = Commitment
state = Status
state-of-commitment = Progress
assessed-on = { $precision ->
    [day] assessed on
   *[other] assessed in
}
milestones = Milestones
milestones-done = { $total ->
    [one] { $done } of { $total } milestone reached
   *[other] { $done } of { $total } milestones reached
}
milestones-unknown = { $count ->
    [one] ; the status of { $count } milestone is not published
   *[other] ; the status of { $count } milestones is not published
}
status-unpublished = Status not published
status-not-started = Not started
status-under-way = Under way
status-complete = Completed
status-abandoned = Abandoned
commentary = Commentary of the committee
no-commentary = No commentary published
no-recommendation = No recommendation
commitment-number = Commitment { $name }
led-by = Organizations named
plan = Plan
external-id = External identifier
other-commitments = Other commitments
previous = Previous:
next = Next:

# Commentary and recommendations
kind-assessment = Assessment
kind-advice = Opinion
kind-dissent = Dissent
kind-summary = Summary
date = Date
signed-by = Signed by
original-by = Source text by
about = About
made-in = Made in
recommendations-intro = What the committee proposed, and how it was answered. Each recommendation shows the response received or, failing that, how long it has gone unanswered, where that is known.
recommendations-caption = Recommendations and responses
recommendation = Recommendation
origin = Origin
response = Response
unanswered-count = { $count ->
    [0] All have had a response.
    [one] { $count } recommendation has no known response.
   *[other] { $count } recommendations have no known response.
}
other-names = Former names
due = Response due by
due-awaited = awaited
due-overdue = { $days ->
    [one] { $days } day overdue
   *[other] { $days } days overdue
}
due-perhaps = received; whether in time cannot be told, the date not being known to the day
due-in-time = first response received in time
due-late = { $days ->
    [one] first response received { $days } day late
   *[other] first response received { $days } days late
}
due-late-at-least = { $days ->
    [one] received at least { $days } day late
   *[other] received at least { $days } days late
}
other-responses = Other responses; which is the latest is not known:
earlier-responses = Earlier responses:
no-response = No known response
silence-days = { $days ->
    [one] for { $days } day, as of { $day }
   *[other] for { $days } days, as of { $day }
}
silence-at-least = { $days ->
    [one] for at least { $days } day, as of { $day }
   *[other] for at least { $days } days, as of { $day }
}
silence-uncounted = The time elapsed is not known: the day of the commentary is not published.
silence-to-come = The commentary is dated in the future.
position-accepted = Accepted
position-partly-accepted = Accepted in part
position-declined = Declined
position-under-review = Under review

# Page not found
not-found-lead = The page you asked for does not exist or has moved.
back-home = Back to the home page
see-site-map = See the site map

# Pictures, citation, sections
on-this-page = On this page:
timeline = Terms over time
timeline-caption = From { $from } to { $to }. Full bar: term served; light bar: up to its planned end; dashed outline: dates not published or not confirmed. The vertical line marks the reference month:
seats-in-words = { $count ->
    [0] no seat filled
    [one] { $count } seat filled
   *[other] { $count } seats filled
}; rule: { $name }
seats-in-words-uncertain = { $count ->
    [one] { $count } seat filled
   *[other] { $count } seats filled
} ({ $certain ->
    [0] none is confirmed
   *[other] including { $certain } confirmed
}); rule: { $name }
dots-legend = Full dot: seat confirmed as filled. Grey dot: seat filled according to the sources, without a date or a published renewal. Empty dot: vacant seat.
applications-legend = { $count ->
    [one] { $count } application (dot)
   *[other] { $count } applications (dots)
} for { $total ->
    [one] { $total } seat to fill (full dot)
   *[other] { $total } seats to fill (full dots)
}
cite = Cite this text
citation-summary = { $publisher } ({ $date }). { $title } [summary, written by the site, of a text by: { $authors }]. { $site }. { $url }
citation = { $authors } ({ $date }). { $title }. { $site }. { $url }
citation-undated = n.d.
permanent-link = Permanent link:
citation-file = Download the reference
sitting-on = Members that sat on

# Search
title-search = Search
about-search = Search the members’ records, the action plans, the commitments and the commentary.
search-label = Search the site
search-submit = Search
search-without-script = The search requires JavaScript. All pages are in the
search-filters = Filters
search-filter-kind = Kind of page
search-filter-plan = Action plan
search-filter-commitment = Commitment
search-filter-member = Member
search-filter-all = All
search-kind-committee = The committee
search-kind-member = Members
search-kind-nomination = Calls for applications
search-kind-meeting = Meetings
search-kind-plan = Action plans
search-kind-commitment = Commitments
search-kind-commentary = Commentary
search-kind-page = Other pages
search-waiting = Searching…
search-none = No results for “{"{"}query{"}"}”. Try other words, or browse the site map.
search-one = {"{"}count{"}"} result for “{"{"}query{"}"}”
search-many = {"{"}count{"}"} results for “{"{"}query{"}"}”
search-more = Show more results
search-failed = The search is not available right now.

# Register
title-register = Full record (one page)
about-register = { $committee }: full record on one page.
see-register = The full record on one page, to print or to keep
register-intro = The mandate, the composition, the members and their appointment, gathered for printing.
register-since = Unchanged since
register-term = A term lasts { $name }{ $renewable ->
    [yes] {" "}and can be renewed.
   *[no] .
}
to-top = Top of the page
beside = These also sit, without having gone through the call for applications:
beside-legend = And { $count ->
    [one] one organization that sits
    [2] two organizations that sit
   *[other] { $count } organizations that sit
} without having gone through the call.

# Time: periods, breaches, duties, what is to come
about-composition-on = { $committee }: composition { $period }.
period-day = on { $first }
period-closed = { $known ->
    [yes] from { $first } to { $last }
   *[no] from { $first } (at the earliest) to { $last }
}
period-open = { $known ->
    [announced] from { $first }
    [yes] since { $first }
   *[no] since { $first } at the earliest
}
period-current = current period
expected = expected
period-announced = announced
other-periods = Other periods
composition-then = The composition as known today for that period.
composition-now = The composition of the current period.
composition-announced = The composition as announced, from what is published today.
composition-period = How long the composition has been unchanged
composition-history-intro = Each day belongs to one period. Where a date is known to the month or year only, what depends on it is uncertain between the days that it may be.
came = Arrived at the beginning of this period:
left = Left at the beginning of this period:
perhaps-came = Perhaps joined at the beginning of this period, or later:
perhaps-left = Left by the beginning of this period:
observers = Observers:
rule-one-of = { $rules }
rule-or = or
date-field = See the composition on a date
date-field-submit = See
date-field-none = The committee did not exist yet on that date.
title-breaches = Departures from the rule
about-breaches = { $committee }: vacant seats, seats in excess and lapsed terms, with their dates.
breaches-intro = The days on which the composition was not what the rule asks for, or could not be confirmed, and the terms whose length is over.
breaches-caption = Departures, newest first
breach = Departure
from-day = Start
to-day = End
still = ongoing
end-unknown = End unknown
no-end = no known end
no-breach = No departure is known.
standing-lapsed = Term over, renewal not published:
title-compare = Compare two dates
about-compare = { $committee }: who sat, from when to when.
compare-intro = Who sat, from when to when.
compare-caption = Time on the committee, by member
compare-one = First date
compare-other = Second date
compare-submit = Compare
compare-came = Arrived
compare-left = Left
compare-both = On both dates
compare-none = Nobody sat on these dates.
accepted = Accepted departure:
deduced = inferred date:
alternate = alternate
role-chair = Chair
role-vice-chair = Vice-chair
role-secretary = Secretary
role-observer = Observer
unlimited = no fixed length
named-by = Appointed by
in-person = Sits in person
member-kind = Capacity
member-person = Person who sits as an individual
dissolved = Dissolution
successors = Succeeded by
predecessors = Succeeds
attendance = Attendance at meetings
attendance-count = { $present ->
    [0] Present at no meeting.
    [one] Present at { $present } meeting.
   *[other] Present at { $present } meetings.
} Meetings held during the member’s terms and whose attendance is published: { $known }.
attendance-unpublished-count = { $count ->
    [one] For { $count } other meeting, attendance is not published.
   *[other] For { $count } other meetings, attendance is not published.
}
attendance-uncertain-count = { $count ->
    [one] For { $count } other meeting, it is not certain that the member was expected.
   *[other] For { $count } other meetings, it is not certain that the member was expected.
}
attendance-present = Present
attendance-excused = Excused
attendance-absent = Absent
attendance-unpublished = Not published
attendance-uncertain = Cannot be determined
declared-none = No interest to declare.
declared-until = end of the interest:
meeting-cancelled = This meeting was cancelled.
meeting-cancelled-one = cancelled
meeting-scheduled = This meeting is to come.
title-meeting-named = { $title }, { $day }
time-from = at { $from }
time-range = from { $from } to { $to }
place = Place
meeting-url = To attend
excused = Excused
absent = Absent
guests = Guests
decisions = Decisions
vote-for = { $count } for
vote-against = { $count } against
vote-abstained = { $count ->
    [one] { $count } abstention
   *[other] { $count } abstentions
}
minutes = Minutes
minutes-adopted-at = Adopted at:
minutes-adopted-on = { $precision ->
    [day] Adopted on
   *[other] Adopted in
}
minutes-not-adopted = Adoption not published
other-meetings = Other meetings
milestone = Milestone
milestones-caption = Milestones, due dates and evidence
due-date = Due date
evidence = Evidence
overdue = overdue
due-passed = due date passed
judges = Who assesses whom
judges-intro = These members of the committee are named in what is assessed here:
judges-composition = Members named in commitments assessed by the committee:
judge-perhaps = membership not confirmed
judge-names = (also appointed members of the committee)
naming = Members that appointed others:
addressee = Addressed to:
recommendation-about = About:
withdrawn = Withdrawn
withdrawn-since = This text has been withdrawn since
publish-on = To be published on
attribution = Text by
adopted-at = Adopted at
dissents-from = Dissents from
dissents = A dissent from this text was expressed:
correction = Correction
corrections = Corrections
title-duties = Obligations
about-duties = { $committee }: what is due, what was done, and what the sources do not tell.
duties-intro = What the committee has to do, and what the published records show of it. A period without a record counts as missed only if the portal publishes such records.
see-operation = See how it works
see-duties = See how the obligations are met
counted-between = no longer than this between one time and the next
counted-calendar = in each period of the calendar
duty-since = In effect from
shown-by = What shows it
shown-by-meetings = { $count ->
    [0] no meeting held
    [one] { $count } meeting held
   *[other] { $count } meetings held
}
shown-by-commentary = { $count ->
    [0] no commentary published
    [one] { $count } commentary published
   *[other] { $count } commentaries published
}
shown-by-plans = { $count ->
    [0] no plan published
    [one] { $count } plan published
   *[other] { $count } plans published
}
shown-by-documents = { $count ->
    [0] no document published
    [one] { $count } document published
   *[other] { $count } documents published
}
shown-by-text = nothing that the portal can count
source-of-rule = Source of the rule
next-due = Next due
uncounted-no-rhythm = No rhythm is set: there is nothing to count.
uncounted-too-often = Too many periods have gone by to be counted.
uncounted-no-records = The portal keeps no records that would show it: cannot be determined.
uncounted-no-start = The date from which it holds is not published: cannot be determined.
duty-counts = { $met ->
    [one] Met { $met } time
   *[other] Met { $met } times
}; missed: { $missed }; undetermined: { $unknown }.
duty-caption = Periods, newest first
duty-met = Met
duty-missed = Missed
duty-unknown = Cannot be determined
duty-open = Open
duty-older = { $count ->
    [one] { $count } older period is not shown.
   *[other] { $count } older periods are not shown.
}
no-duty = No obligation is recorded.
figure-duty = { $missed ->
    [0] {""}
    [one] missed once{ $unknown ->
        [0] {""}
       *[other] {"; "}
    }
   *[other] missed { $missed } times{ $unknown ->
        [0] {""}
       *[other] {"; "}
    }
}{ $unknown ->
    [0] {""}
    [one] cannot be determined once
   *[other] cannot be determined { $unknown } times
}
title-ahead = Coming up
about-ahead = { $committee }: due dates and announced dates.
see-ahead = Every date to come
ahead-intro = What is announced or will fall due in the next five years, from what is published.
ahead-editors = Preview: dates that concern only editors are listed too.
ahead-nothing = Nothing is announced.
ahead-term-ends = Last day of the term
ahead-term-lapses = Expected end of the term, renewal not published
ahead-term-begins = Start of the term
ahead-breach-below = Seat that will be missing
ahead-breach-above = Seats in excess
ahead-rule-changes = Change of the rule
ahead-duty-due = Last day to meet the obligation
ahead-answer-due = Last day to respond
ahead-milestone-due = Milestone due
ahead-commitment-ends = End of the commitment
ahead-plan-ends = End of the plan
ahead-call-opens = Call for applications opens
ahead-call-closes = Call for applications closes
ahead-deduced = inferred date
ahead-meeting = Meeting
ahead-published = To be published
ahead-acceptance-ends = End of an accepted departure

redirected-title = Page moved
redirected = This page has moved:

# History
title-changes = Changes to the site
about-changes = Everything that changed from one edition of the site to the next.
title-edition = Edition { $number }, { $day }
about-edition = { $edition }: what changed, passage by passage.
changes-intro = Each edition of the site, and everything that changed in it. The list is made from the texts themselves: nothing escapes it, whether a reason is given or not.
verify-heading = Verify this site
verify-manifest = At the root of the site, the file SHA256SUMS gives the hash of every file. Whoever downloads the site can verify the copy:
verify-chain = Beside it, the file editions.json lists the editions that were published. Each carries the hash of its files and that of the edition before: none can be rewritten unseen. The site online is verified with this command, followed by its address:
first-edition = First edition: everything in it is new.
no-reason = No reason given
reason-given = Reason given:
no-edition = No edition has been published yet.
no-text-changed = No text changed.
other-editions = Other editions
diff-legend = Words taken out are struck through, words added are underlined.
diff-added = {"["}added:{" "}
diff-removed = {"["}removed:{" "}
diff-end = {"]"}
change-added = new
change-changed = changed
change-removed = removed
change-portal = The portal
change-answers = Responses: { $title }
label-correction = correction
label-typography = typography
label-data = data
part-withdrawn = Passage withdrawn from the history:
page-history = History of this page
history-begins = first edition of the site
news = What is new
see-changes = All changes
sitting-corrected = This list was corrected since the text was published. Edition that shows what was known then:
field-opening = Beginning of the text
field-name = Name
field-title = Title
field-description = Description
field-start-date = Start
field-end-date = End
field-date = Date
field-seat = Seat
field-seats = Seats
field-terms = Terms
field-term = Length of the term
field-places = Places
field-role = Role
field-representative = Representative
field-representatives = Representatives
field-appointed-by = Appointment
field-end-reason = Reason for the end
field-abbreviation = Abbreviation
field-sector = Sector
field-parent = Parent
field-url = Address
field-other-names = Other names
field-declarations = Declarations
field-sources = Sources
field-note = Note
field-corrections = Corrections
field-updated-at = Last update
field-text = Text
field-recommendations = Recommendations
field-recommendation = Recommendation
field-position = Position
field-commitments = Commitments
field-milestones = Milestones
field-status = Status
field-lead = Lead
field-pillar = Pillar
field-pillars = Pillars
field-due = Due date
field-evidence = Evidence
field-assessed = Assessed
field-mandate = Mandate
field-duties = Duties
field-sections = Sections
field-body = Text
field-minimum = Minimum
field-maximum = Maximum
field-members = Members
field-rules = Rules
field-agenda = Agenda
field-present = Present
field-excused = Excused
field-guests = Guests
field-decisions = Decisions
field-votes = Votes
field-minutes = Minutes
field-documents = Documents
field-file = File
field-opened = Opening
field-closed = Closing
field-criteria = Criteria
field-reasons = Reasons
field-steps = Steps
field-applications = Applications
field-kind = Kind
field-authors = Authors
field-slug = Address of the page
field-withdrawn = Withdrawal
field-reason = Reason
field-accepted = Accepted departures
field-until = Until
field-code = Code
field-place = Place
field-time = Time
field-end-time = End time
field-mode = Mode
field-notice = Notice
field-publisher = Publisher
field-email = Email
field-length = Length
field-every = Frequency
field-meetings = Meetings
field-responses = Responses
field-by = By
field-addressee = Addressee
field-founding-date = Founding date
field-contact-details = Contact details
field-value = Value
field-id = Id
field-redirects = Redirects

portal-contact = Contact the portal team:
renewable-short = renewable
not-renewable-short = not renewable
answers-rule = Responses to recommendations
answers-due = A response is due within { $name }.
see-recommendations = See the recommendations
call-is-open = Call open

# Open data
title-open-data = Open data
about-open-data = All the data of the site, to download, harvest and follow.
open-data-intro = The facts that this site publishes about the committee can be downloaded in open formats; the complete texts are on the pages. The files are made again with the site; the feeds and the table of changes follow its editions.
open-data-licence = Licence:
open-data-modified = Latest edition:
open-data-cite = To cite:
citation-data = { $publisher } ({ $date }). { $title } [data]. { $url }
subscribe = Subscribe
subscribe-feeds = A feed announces everything new or changed, with each edition of the site. Copy its address into a feed reader.
subscribe-calendar = The calendar is copied into a calendar program, which keeps it up to date: meetings, ends of terms, due dates and calls for applications.
file-atom = Atom feed
file-json-feed = JSON Feed
file-calendar = Calendar (iCalendar)
files = Files
file-workbook = Workbook (XLSX)
file-about-workbook = all tables, one per sheet, and a sheet that explains every column.
file-popolo = Popolo (JSON)
file-about-popolo = the committee, its members, seats and terms, by the Popolo standard. The last day of a term is included.
file-package = Data Package (JSON)
file-about-package = the description of each table, with its columns, keys and hash.
file-catalogue = DCAT-AP catalogue (JSON-LD)
file-about-catalogue = for the portals that harvest.
file-catalogue-turtle = DCAT-AP catalogue (Turtle)
file-about-catalogue-turtle = the same catalogue, in another notation.
file-donnees-quebec = Record for Québec’s open data portal (JSON)
file-about-donnees-quebec = the dataset as that portal asks for it.
load = Open the data
load-spreadsheet = In a spreadsheet, open the workbook: accents and dates are right in it. The CSV files are in UTF-8, with commas.
load-code = In Python, three lines will do:
tables = Tables
tables-intro = One CSV file per table. Texts are in both languages; a date is given as far as it is known, and the column “_precision” says how far.
row-count = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
columns-of = Columns and first rows: { $name }
preview-of = First rows: { $name }
format-history = Changes of the format
format-history-text = Version 1 of the tables, November 2026. No column is taken out or renamed without this page saying so in advance.
field-to = To
field-from = From
field-dissents-from = Dissents from
field-publish-on = Publish on
field-attribution = Attribution
field-author = Author
field-deduced = Inferred from
field-successors = Successors
field-dissolution-date = Dissolution date
field-none = No interest
field-alternate = Alternate
field-counted = Counted
field-met-by = Met by
field-for = For
field-against = Against
field-abstained = Abstained
field-adopted = Adopted
field-commentary = Commentary
field-language = Language
field-external-id = External id
field-selection-committee = Selection committee
field-renewable = Renewable
field-host = Host
field-logo = Logo
field-logo-alt = Logo text
field-links = Links
field-label = Label
field-licence = Licence
field-theme = Theme
field-time-zone = Time zone
field-reference-date = Reference date
field-english-notice = English notice
field-contact = Contact
field-base-url = Base URL
field-source = Source
field-type = Type
field-done = Done
field-total = Total
field-founded = Founded
field-missing-translation = Missing translation
field-accepted-differences = Accepted differences
field-about = About
page-data = Data behind this page:
link-to-recommendation = Link to this recommendation
field-sha256 = Hash of the file
