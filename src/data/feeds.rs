//! The feeds: Atom (RFC 4287, with archives by RFC 5005) and JSON Feed 1.1, with the same entries.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde_json::json;

use crate::page::view::{FeedEntry, ViewContext, feed_entries};
use crate::page::{FEED, Made, Page, Route};

/// Returns the entries of a document of the feed: the newest, or those of an archive, counted from 1 for the
/// oldest.
fn entries(cx: &ViewContext<'_>, archive: usize, archives: usize) -> Vec<FeedEntry> {
    let all = cx.site.change_count();
    match archive {
        0 => feed_entries(cx, 0, all.saturating_sub(archives * FEED).max(FEED.min(all))),
        number => feed_entries(cx, all.saturating_sub(number * FEED), FEED),
    }
}

fn address(cx: &ViewContext<'_>, made: Made) -> String {
    format!("{}{}{}", cx.site.base_url().origin(), cx.site.base_url().path(), made.output())
}

/// Returns the permanent id of the feed.
fn id(cx: &ViewContext<'_>) -> String {
    let (authority, year) = cx.site.authority();
    format!("tag:{authority},{year}:feed/{}", cx.language.code())
}

/// Returns when the newest edition was published; without one, the last date of a change according to the content.
fn updated(cx: &ViewContext<'_>) -> String {
    let newest = cx.site.editions().last().map(|edition| edition.date.earliest());
    let site = cx.site;
    let changed = || site.period_of(site.reference_date()).map(|at| site.periods()[at].first);
    site.moment(newest.or_else(changed).unwrap_or(site.reference_date()))
}

fn title(cx: &ViewContext<'_>) -> String {
    format!("{} – {}", cx.phrase(&cx.site.portal.title).text, cx.word("title-changes"))
}

/// Returns the Atom feed in the context's language, or an archive of it.
pub fn atom(cx: &ViewContext<'_>, archive: usize, archives: usize) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    // Writing into memory does not fail.
    let _ = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)));
    let tag = cx.language.tag();
    let attributes = [
        ("xmlns", "http://www.w3.org/2005/Atom"),
        ("xmlns:fh", "http://purl.org/syndication/history/1.0"),
        ("xml:lang", tag),
    ];
    let _ = writer.create_element("feed").with_attributes(attributes).write_inner_content(|writer| {
        let text = |writer: &mut Writer<Vec<u8>>, name: &str, words: &str| {
            writer.create_element(name).write_text_content(BytesText::new(words)).map(drop)
        };
        let link = |writer: &mut Writer<Vec<u8>>, rel: &str, kind: &str, href: &str| {
            let attributes = [("rel", rel), ("type", kind), ("href", href)];
            writer.create_element("link").with_attributes(attributes).write_empty().map(drop)
        };
        let of = |number: usize| address(cx, Made::Atom(cx.language, number));
        text(writer, "id", &id(cx))?;
        text(writer, "title", &title(cx))?;
        text(writer, "updated", &updated(cx))?;
        let author = cx.site.portal.publisher.as_ref().map_or(&cx.site.committee.name, |publisher| &publisher.name);
        let author = cx.phrase(author).text;
        writer.create_element("author").write_inner_content(|writer| text(writer, "name", &author))?;
        link(writer, "self", "application/atom+xml", &of(archive))?;
        link(writer, "alternate", "text/html", &Route::new(Page::Changes, cx.language).url(cx.site))?;
        if archive > 0 {
            writer.create_element("fh:archive").write_empty()?;
            link(writer, "current", "application/atom+xml", &of(0))?;
        }
        let older = if archive == 0 { archives } else { archive - 1 };
        if older > 0 {
            link(writer, "prev-archive", "application/atom+xml", &of(older))?;
        }
        if archive > 0 && archive < archives {
            link(writer, "next-archive", "application/atom+xml", &of(archive + 1))?;
        }
        for entry in entries(cx, archive, archives) {
            writer.create_element("entry").write_inner_content(|writer| {
                text(writer, "id", &entry.id)?;
                let title = writer.create_element("title");
                let language = entry.language.map(|language| ("xml:lang", language));
                title.with_attributes(language).write_text_content(BytesText::new(&entry.title))?;
                text(writer, "updated", &entry.updated)?;
                link(writer, "alternate", "text/html", &entry.url)?;
                for category in &entry.categories {
                    writer.create_element("category").with_attribute(("term", category.as_str())).write_empty()?;
                }
                let content = writer.create_element("content").with_attribute(("type", "html"));
                content.write_text_content(BytesText::new(&entry.html)).map(drop)
            })?;
        }
        Ok(())
    });
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

/// Returns the JSON feed in the context's language.
pub fn json(cx: &ViewContext<'_>, archives: usize) -> String {
    let items: Vec<_> = entries(cx, 0, archives)
        .into_iter()
        .map(|entry| {
            let mut item = json!({
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "content_html": entry.html,
                "date_modified": entry.updated,
                "tags": entry.categories,
            });
            if let Some(language) = entry.language {
                item["language"] = json!(language);
            }
            item
        })
        .collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title(cx),
        "home_page_url": Route::new(Page::Home, cx.language).url(cx.site),
        "feed_url": address(cx, Made::JsonFeed(cx.language)),
        "language": cx.language.tag(),
        "items": items,
    });
    serde_json::to_string_pretty(&feed).map(|text| text + "\n").unwrap_or_default()
}
