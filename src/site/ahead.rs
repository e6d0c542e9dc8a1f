//! Upcoming events: what ends, is due, opens, or will no longer comply with a rule.

use jiff::civil::Date;

use super::breaches::BreachKind;
use super::recommendations::Asked;
use super::{CommentaryAt, Site};
use crate::diagnostic::Place;
use crate::language::date::{DateRange, PartialDate};
use crate::model::commitment::Status;
use crate::model::meeting::MeetingStatus;
use crate::model::value::Located;

/// An upcoming event.
#[derive(Debug, Clone)]
pub struct Coming {
    /// The range of its possible days; events are ordered by the last of them.
    pub days: DateRange,
    /// The event.
    pub event: Event,
    /// Whether its date was inferred.
    pub is_deduced: bool,
    /// Its place in the content.
    pub place: Place,
}

/// The kind of an upcoming event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The last day of a member's term.
    TermEnds(usize),
    /// The last day of a member's term by the length that the rule sets, if no renewal is published.
    TermLapses(usize),
    /// The first day of a member's term.
    TermBegins(usize),
    /// The first day on which a seat's rule is not complied with: fewer members, or more, than it requires.
    Breach(usize, BreachKind),
    /// The first or last day of another rule of a seat.
    RuleChanges(usize),
    /// The last day on which a duty can be done in time.
    DutyDue(usize),
    /// The last day on which a recommendation can be answered in time.
    AnswerDue(Asked),
    /// A milestone is due: its plan, its commitment, and its index among the milestones.
    MilestoneDue(usize, usize, usize),
    /// The last day of a commitment's work.
    CommitmentEnds(usize, usize),
    /// The last day of a plan.
    PlanEnds(usize),
    /// A call opens.
    CallOpens(usize),
    /// A call closes.
    CallCloses(usize),
    /// A planned meeting.
    Meeting(usize),
    /// A text will be published.
    Published(CommentaryAt),
    /// The last day on which a breach is accepted.
    AcceptanceEnds,
}

impl Event {
    /// Returns the keyword that messages use for it.
    pub fn word(self) -> &'static str {
        match self {
            Event::TermEnds(_) => "term-ends",
            Event::TermLapses(_) => "term-lapses",
            Event::TermBegins(_) => "term-begins",
            Event::Breach(_, BreachKind::Above(_)) => "breach-above",
            Event::Breach(..) => "breach-below",
            Event::RuleChanges(_) => "rule-changes",
            Event::DutyDue(_) => "duty-due",
            Event::AnswerDue(_) => "answer-due",
            Event::MilestoneDue(..) => "milestone-due",
            Event::CommitmentEnds(..) => "commitment-ends",
            Event::PlanEnds(_) => "plan-ends",
            Event::CallOpens(_) => "call-opens",
            Event::CallCloses(_) => "call-closes",
            Event::Meeting(_) => "meeting",
            Event::Published(_) => "published",
            Event::AcceptanceEnds => "acceptance-ends",
        }
    }

    /// Returns whether only editors see it, because it concerns something not published yet.
    pub fn is_of_editors(self) -> bool {
        matches!(self, Event::Published(_) | Event::AcceptanceEnds)
    }
}

/// Gathers events.
struct Gathered {
    after: Date,
    until: Date,
    all: Vec<Coming>,
}

impl Gathered {
    fn day(&mut self, day: Date, event: Event, place: Place) {
        self.days(DateRange::of_day(day), event, place);
    }

    fn date(&mut self, date: Located<PartialDate>, event: Event, place: Place) {
        self.days(date.value.into(), event, place);
    }

    fn days(&mut self, days: DateRange, event: Event, place: Place) {
        self.term(days, event, place, false);
    }

    fn term(&mut self, days: DateRange, event: Event, place: Place, is_deduced: bool) {
        if days.latest > self.after && days.latest <= self.until {
            self.all.push(Coming { days, event, is_deduced, place });
        }
    }
}

impl Site {
    /// Returns the events after the reference date, up to and including another day, in the order of their days.
    pub fn ahead(&self, until: Date) -> Vec<Coming> {
        let mut gathered = Gathered { after: self.reference_date(), until, all: Vec::new() };
        self.terms_ahead(&mut gathered);
        self.rules_ahead(&mut gathered);
        self.plans_ahead(&mut gathered);
        self.answers_ahead(&mut gathered);
        for (at, round) in self.nominations.iter().enumerate() {
            gathered.date(round.opened, Event::CallOpens(at), round.source().place(round.opened.span));
            if let Some(closed) = round.closed {
                gathered.date(closed, Event::CallCloses(at), round.source().place(closed.span));
            }
        }
        for (at, meeting) in self.meetings.iter().enumerate() {
            if meeting.status_on(self.reference_date()) == MeetingStatus::Scheduled {
                gathered.date(meeting.date, Event::Meeting(at), meeting.source().place(meeting.date.span));
            }
        }
        gathered.all.sort_by_key(|coming| coming.days.latest);
        gathered.all
    }

    fn terms_ahead(&self, gathered: &mut Gathered) {
        for (at, member) in self.members.iter().enumerate() {
            for term in &member.terms {
                let is_start_deduced = term.start_deduced.is_some();
                if let Some(start) = term.start_date {
                    let place = member.source().place(start.span);
                    gathered.term(start.value.into(), Event::TermBegins(at), place, is_start_deduced);
                }
                if let Some(end) = term.end_date {
                    let place = member.source().place(end.span);
                    gathered.term(end.value.into(), Event::TermEnds(at), place, term.end_deduced.is_some());
                }
                if let Some(last) = self.lapse(term) {
                    let place = term.start_date.map_or(term.seat.span, |date| date.span);
                    gathered.term(last, Event::TermLapses(at), member.source().place(place), is_start_deduced);
                }
                for until in term.accepted.iter().filter_map(|accepted| accepted.until) {
                    gathered.date(until, Event::AcceptanceEnds, member.source().place(until.span));
                }
            }
        }
    }

    fn rules_ahead(&self, gathered: &mut Gathered) {
        let source = self.committee.source();
        for breach in self.breaches().iter().filter(|breach| breach.to_come && breach.accepted.is_none()) {
            let seat = &self.committee.seats[breach.seat];
            match breach.kind {
                BreachKind::Below(_) => {
                    let event = Event::Breach(breach.seat, breach.kind);
                    gathered.day(breach.from.latest, event, source.place(seat.bounds_on(breach.from.latest).minimum));
                }
                BreachKind::Above(_) => {
                    let event = Event::Breach(breach.seat, breach.kind);
                    gathered.day(breach.from.latest, event, source.place(seat.bounds_on(breach.from.latest).maximum));
                }
                // An unknown state is not an event, and lapses are listed with their terms.
                BreachKind::Unknown | BreachKind::Lapsed(_) | BreachKind::PerhapsLapsed(_) => {}
            }
        }
        for (at, seat) in self.committee.seats.iter().enumerate() {
            for date in seat.rules.iter().flat_map(|rule| [rule.start_date, rule.end_date]).flatten() {
                gathered.date(date, Event::RuleChanges(at), source.place(date.span));
            }
            for until in seat.accepted.iter().filter_map(|accepted| accepted.until) {
                gathered.date(until, Event::AcceptanceEnds, source.place(until.span));
            }
        }
        for account in self.duties() {
            let duty = &self.committee.duties[account.duty];
            if let Some(next) = account.next {
                gathered.days(next, Event::DutyDue(account.duty), source.place(duty.id.span));
            }
        }
    }

    fn plans_ahead(&self, gathered: &mut Gathered) {
        for (plan, record) in self.plans.iter().enumerate() {
            let place = |date: Located<PartialDate>| record.source().place(date.span);
            if let Some(end) = record.end_date {
                gathered.date(end, Event::PlanEnds(plan), place(end));
            }
            for (at, commitment) in record.commitments.iter().enumerate() {
                let is_over = matches!(commitment.status, Some(Status::Complete | Status::Abandoned));
                if let Some(end) = commitment.end_date.filter(|_| !is_over) {
                    gathered.date(end, Event::CommitmentEnds(plan, at), place(end));
                }
                for (number, milestone) in commitment.named_milestones().iter().enumerate() {
                    let state = milestone.status.map(|status| status.value);
                    let is_over = matches!(state, Some(Status::Complete | Status::Abandoned));
                    if let Some(due) = milestone.due.filter(|_| !is_over) {
                        gathered.date(due, Event::MilestoneDue(plan, at, number), place(due));
                    }
                }
            }
        }
    }

    fn answers_ahead(&self, gathered: &mut Gathered) {
        for (at, commentary) in self.commentaries() {
            let french = &commentary.text.french;
            if let Some(first) = french.publish_on {
                gathered.date(first, Event::Published(at), french.source().place(first.span));
            }
            let Some(due) = self.due(commentary).filter(|_| !commentary.is_withdrawn()) else { continue };
            for asked in commentary.recommendations(at) {
                if !commentary.is_answered(asked.recommendation, self.reference_date()) {
                    let span = french.recommendations[asked.recommendation].id.span;
                    gathered.day(due, Event::AnswerDue(asked), french.source().place(span));
                }
            }
        }
    }
}
