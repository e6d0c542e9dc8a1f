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
external-link = This link directs to another site.
not-translated = (in French)
untranslated = This page has not been translated yet. Its text is shown in French.
stale-section = The French text of this section has changed since it was translated.
stale-page = The French text has changed since this page was translated, or these passages of it:
draft = Draft
sources = Sources
source = source
last-update = Last update:
reference-date = Information assessed as of
published-by = Published by
licence = Licence of the data: { $name }
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
alert-tip = Advice
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

# Navigation and titles
nav-mandate = Mandate
nav-members = Members
nav-composition = Composition
nav-nominations = Nomination
nav-operation = How it works
nav-meetings = Meetings
nav-plans = Action plans
nav-recommendations = Recommendations
title-mandate = Mandate
title-members = Members
title-composition = Composition
title-composition-on = Composition on { $day }
title-nominations = Nomination
title-operation = How it works
title-meetings = Meetings
title-meeting = Meeting of { $day }
title-plans = Action plans
title-recommendations = Recommendations
title-not-found = Page not found
site-map = Site map
about-mandate = The mandate of the { $committee }: its tasks, how it was set up and how to reach it.
about-members = The member organizations of the { $committee }, by sector, with their terms.
about-composition = The composition rule of the { $committee } and the seats held.
about-nominations = How members of the { $committee } are named: calls for applications, criteria and results.
about-operation = How the { $committee } works: meetings, terms, tools, budget, confidentiality and ethics.
about-meetings = The meetings of the { $committee }: rhythm, agendas and documents.
about-meeting = Meeting of the { $committee }, { $day }.
about-plans = The action plans on which the { $committee } has spoken, and their commitments.
about-recommendations = The recommendations of the { $committee } and the responses to them, or the lack of one.
about-member = { $member }, member of the { $committee }: terms, act of appointment and declarations.
about-commitment = Commitment { $number } of the { $plan }: { $title }.
about-commentary = { $title }: commentary on the { $plan }.
about-site-map = Every page of the site.
about-not-found = There is no page at this address.

# Home
in-figures = In figures
figure-organizations = member organizations
figure-places = seats held
figure-commitments = commitments followed
figure-unanswered = recommendations without a known response
n-of-total = { $count } of { $total }
discover = Discover the committee
tile-mandate = What the committee is to do, and since when.
tile-members = The public bodies and civil-society organizations that sit on it.
tile-composition = The rule for its seats, and how it is met.
tile-nominations = How members are chosen.
tile-operation = Meetings, terms, tools, budget, confidentiality and ethics.
tile-plans = The government’s commitments and what the committee said of them.
latest-commentary = Latest commentary
unanswered-recommendations = Recommendations without a known response

# Mandate and how it works
tasks = Tasks
founding = How it began
founded-in = The committee was set up { $precision ->
    [day] on
   *[other] in
}
founding-sources = The sources give:
duties = Duties
rhythm = Rhythm
mode = Mode
see-meetings = See the meetings
terms = Terms
term-length = Length of a term
renewal = Renewal
renewable = Terms may be renewed.
not-renewable = Terms may not be renewed.

# Members
members-intro = Organizations that sit on the committee, by sector.
see-composition = See the composition rule
sector = Sector
sector-public-body = Public bodies
sector-civil-society = Civil society
sector-one-public-body = Public body
sector-one-civil-society = Civil society
sector-caption-public-body = Members from the public sector
sector-caption-civil-society = Members from civil society
members-sitting = The { $count } organizations that sat: see the composition on that day
no-member = No member
other-members = Other organizations
other-members-caption = Organizations whose term is to come or is not published
former-members = Former members
former-members-caption = Organizations that no longer sit
representatives-unpublished = The names of the people who represent the organizations are not published in the sources.
organization = Organization
seat = Seat
term = Term
places = { $count ->
    [one] { $count } seat
   *[other] { $count } seats
}
since = { $precision ->
   *[other] since
}
until = { $precision ->
   *[other] until
}
abbreviation = Abbreviation
parent = Part of
website = Website
terms-caption = Terms on the committee
start = Start
end = End
appointed-by = Appointment
representative = Representative
between-days = between { $from } and { $to }
lapses-in = { $precision ->
    [day] normally ends on
    [range] normally ends
   *[other] normally ends in
}
state-sitting = Current
state-perhaps = Current
state-undated = Current
state-lapsed = Lapsed; renewal not published
state-perhaps-lapsed = Current or lapsed; renewal not published
state-ended = Ended
state-future = To come
declarations = Declarations of interest
leads = Commitments that name it
signed = Commentary signed

# Composition
composition-intro = The rule and the seats held on
composition-past = The rule and the seats held on
composition-current = See the current composition
composition-caption = Seats planned and held
seats = Seats
rule = Rule
rule-exactly = { $minimum }
rule-between = { $minimum } to { $maximum }
held = Seats held
of-which-certain = { $count ->
    [0] start dates not published or not exact
   *[other] of which { $count } from a known date
}
of-which-lapsed = { $count ->
    [one] of which { $count } on a term that has lapsed or may have; renewal not published
   *[other] of which { $count } on terms that have lapsed or may have; renewal not published
}
rule-met = Rule met
standing-met = Rule met
standing-below = { $count ->
    [one] { $count } member missing
   *[other] { $count } members missing
}
standing-above = { $count ->
    [one] { $count } member too many
   *[other] { $count } members too many
}
seat-caption = Members: { $name }
composition-history = Composition on other dates
composition-history-intro = The days from which a change is certain.

# Nomination
nominations-intro = Most members from civil society are chosen after a call for applications; others sit on another ground.
nominations-term = A term lasts { $name }.
rounds = Calls for applications
application-count = { $count ->
    [one] { $count } application
   *[other] { $count } applications
}
named-otherwise = Members named otherwise
named-otherwise-intro = Their page says on what ground.
applications = applications received
places-to-fill = seats to fill
call-opened = Call opened
call-closed = Call closed
selection-committee = Selection committee
criteria = Criteria
steps = Steps
named = Organizations named

# Meetings
meets-every = The committee meets { $name }.
meetings-held = Meetings held
meetings-upcoming = Meetings to come
meetings-unpublished = Neither the dates of the meetings, nor their agendas, nor their minutes are published in the sources.
document-count = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
agenda = Agenda
present = Present
documents = Documents

# Plans
plans-intro = Each plan gathers commitments; each commitment has its state, the committee’s commentary and its recommendations.
commitment-count = { $count ->
    [one] { $count } commitment
   *[other] { $count } commitments
}
period = Period
pillars = Pillars
pillar = Pillar
full-text = Full text
commitments = Commitments
commitments-caption = Commitments, state and milestones
number = No.
commitment = Commitment
state = State
state-of-commitment = How far it has come
milestones = Milestones
milestones-done = { $total ->
    [one] { $done } of { $total } milestone reached
   *[other] { $done } of { $total } milestones reached
}
status-not-started = Not started
status-under-way = Under way
status-complete = Complete
status-abandoned = Abandoned
commentary = Commentary of the committee
no-commentary = No commentary published
no-recommendation = No recommendation
commitment-number = Commitment { $name }
led-by = Bodies named
plan = Plan
external-id = Open Government Partnership id
other-commitments = Other commitments
previous = Previous:
next = Next:

# Commentary and recommendations
kind-assessment = Assessment
kind-advice = Advice
kind-dissent = Dissent
kind-summary = Summary
date = Date
signed-by = Signed by
original-by = Original text by
about = About
made-in = Made in
recommendations-intro = What the committee proposed, and what was answered. Each recommendation has a response, or the number of days without one.
recommendations-caption = Recommendations and responses
recommendation = Recommendation
origin = Origin
response = Response
unanswered-count = { $count ->
    [0] All have had a response.
    [one] { $count } recommendation has no known response.
   *[other] { $count } recommendations have no known response.
}
no-response = No known response
silence-days = { $days ->
    [one] for { $days } day
   *[other] for { $days } days
}
silence-at-least = { $days ->
    [one] for at least { $days } day
   *[other] for at least { $days } days
}
silence-uncounted = The number of days cannot be counted: the day of the commentary is not published.
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
timeline-caption = From { $from } to { $to }. Full bar: term served; light bar: up to its normal end; dashed outline: start not published. The upright line marks the day of reference,
seats-in-words = { $count } seats held; rule: { $name }
dots-legend = Full dot: seat held from a known date. Grey dot: seat held, start date not published or not exact. Empty dot: vacant seat.
applications-legend = { $count } applications (dots) for { $total } seats to fill (full dots)
cite = Cite this text
citation-summary = { $site } ({ $date }). { $title } [summary of a text by: { $authors }]. { $url }
citation = { $authors } ({ $date }). { $title }. { $site }. { $url }
permanent-link = Permanent link:
citation-file = Download the reference
sitting-on = Organizations sitting on

# Search
title-search = Search
about-search = Search the members’ records, the action plans, the commitments and the commentary.
search-label = Search the site
search-submit = Search
search-without-script = The search needs JavaScript. All pages are in the
search-filters = Filters
search-filter-kind = Kind of page
search-filter-plan = Action plan
search-filter-commitment = Commitment
search-filter-member = Member
search-filter-all = All
search-kind-committee = The committee
search-kind-member = Members
search-kind-nomination = Nominations
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

# Registre
title-register = Register
about-register = The register of the { $committee } on one page: mandate, composition, members and nomination.
see-register = The register on one page, to print or to keep
register-intro = The mandate, the composition, the members and the nomination, gathered for printing. Facts as of
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
