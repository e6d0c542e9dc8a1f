//! Tables and footnotes, with the structure that a screen reader needs.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd, html};
use pulldown_cmark_escape::{escape_html, escape_html_body_text};

use super::{Writer, markup};

impl<'t> Writer<'t> {
    /// Writes tables: headers with their scope, alignment as a class, a wrapper that scrolls by keyboard.
    pub(super) fn table(&mut self, event: Event<'t>) -> Result<Event<'t>, Box<Event<'t>>> {
        let html = match event {
            Event::Start(Tag::Table(columns)) => {
                self.columns = columns;
                let mut open = String::from("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"");
                let _ = escape_html(&mut open, &self.message("table"));
                open.push_str("\"><table>\n");
                open
            }
            Event::End(TagEnd::Table) => "</tbody></table></div>\n".to_owned(),
            Event::Start(Tag::TableHead) => {
                (self.in_head, self.column) = (true, 0);
                "<thead><tr>".to_owned()
            }
            Event::End(TagEnd::TableHead) => {
                self.in_head = false;
                "</tr></thead><tbody>\n".to_owned()
            }
            Event::Start(Tag::TableRow) => {
                self.column = 0;
                "<tr>".to_owned()
            }
            Event::End(TagEnd::TableRow) => "</tr>\n".to_owned(),
            Event::Start(Tag::TableCell) => {
                let class = match self.columns.get(self.column) {
                    Some(Alignment::Right) => " class=\"end\"",
                    Some(Alignment::Center) => " class=\"centre\"",
                    _ => "",
                };
                self.column += 1;
                let (tag, scope) = if self.in_head { ("th", " scope=\"col\"") } else { ("td", "") };
                format!("<{tag}{scope}{class}>")
            }
            Event::End(TagEnd::TableCell) => if self.in_head { "</th>" } else { "</td>" }.to_owned(),
            event => return Err(Box::new(event)),
        };
        Ok(markup(html))
    }

    /// Writes the footnotes that were called, in the order of their calls, each with its links back.
    pub(super) fn footnotes(mut self, out: &mut String) {
        let notes = std::mem::take(&mut self.notes);
        let mut notes: Vec<_> = notes
            .into_iter()
            .filter_map(|(name, events)| self.calls.get(&name).map(|&(number, times)| (number, times, events)))
            .collect();
        if notes.is_empty() {
            return;
        }
        notes.sort_by_key(|(number, ..)| *number);
        let prefix = &self.prose.prefix;
        out.push_str(&format!("<section class=\"footnotes\" aria-labelledby=\"{prefix}notes_de_bas_de_page\"><h2 id=\"{prefix}notes_de_bas_de_page\">"));
        let _ = escape_html_body_text(&mut *out, &self.message("footnotes"));
        out.push_str("</h2>\n<ol>\n");
        let back = self.message("footnote-back");
        for (number, times, events) in notes {
            out.push_str(&format!("<li id=\"{prefix}note_{number}\">\n"));
            html::push_html(out, events.into_iter());
            for time in 1..=times {
                let again = if time == 1 { String::new() } else { format!("-{time}") };
                out.push_str(&format!(
                    "<a class=\"footnote-back\" href=\"#{prefix}appel_{number}{again}\"><span class=\"visually-hidden\">"
                ));
                let _ = escape_html_body_text(&mut *out, &back);
                out.push_str(&format!(" {number}{again}</span><span aria-hidden=\"true\">↩</span></a>\n"));
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ol>\n</section>\n");
    }
}
