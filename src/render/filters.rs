//! The functions and filters of templates: `t` for the messages of the interface, and filters that write a phrase
//! with its language or a date with its machine-readable form.

use std::sync::Arc;

use tera::{Kwargs, State, Tera, TeraResult, Value};

use crate::language::messages::{self, Catalogue};

/// Registers the functions and filters of one language in a template engine.
pub fn register(tera: &mut Tera, words: &Arc<Catalogue>) {
    let catalogue = Arc::clone(words);
    tera.register_function("t", move |args: Kwargs, _: &State<'_>| translate(&catalogue, &args));
    tera.register_filter("say", say);
    tera.register_filter("words", words_of);
    tera.register_filter("lang", lang);
    tera.register_filter("time", time);
}

/// `t(key="…", name=value)`: returns a message of the theme. An unknown key is an error, never empty text.
fn translate(catalogue: &Catalogue, args: &Kwargs) -> TeraResult<String> {
    let key = args.must_get::<&str>("key")?;
    let mut values = Vec::new();
    for (name, value) in args.iter() {
        let Some(name) = name.as_str().filter(|name| *name != "key") else { continue };
        let value = match (value.as_i64(), value.as_str()) {
            (Some(number), _) => messages::Value::from(number),
            (None, Some(text)) => messages::Value::from(text),
            _ => return Err(tera::Error::message(format!("t: `{name}` is neither a number nor a text"))),
        };
        values.push((name, value));
    }
    catalogue.try_format(key, &values).map_err(|error| tera::Error::message(format!("t: {error}")))
}

/// Formats a phrase, in a `span` with its language if that is not the page's.
fn say(phrase: &Value, _: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let text = marked_up(phrase, state)?;
    let said = match language(phrase) {
        Some(lang) => format!("<span lang=\"{lang}\">{text}</span>"),
        None => text,
    };
    Ok(Value::safe_string(&said))
}

/// Formats a phrase for an element that has its own `lang` attribute.
fn words_of(phrase: &Value, _: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    Ok(Value::safe_string(&marked_up(phrase, state)?))
}

/// Returns a phrase with each stretch of another language in a `span` that names it.
fn marked_up(phrase: &Value, state: &State<'_>) -> TeraResult<String> {
    let parts = field(phrase, "parts").and_then(Value::as_array).filter(|parts| !parts.is_empty());
    let Some(parts) = parts else { return escaped(phrase, "text", state) };
    let part = |part: &Value| {
        let text = escaped(part, "text", state)?;
        Ok(match language(part) {
            Some(lang) => format!("<span lang=\"{lang}\">{text}</span>"),
            None => text,
        })
    };
    parts.iter().map(part).collect()
}

/// Returns the `lang` attribute of an element that contains a phrase, or nothing.
fn lang(phrase: &Value, _: Kwargs, _: &State<'_>) -> Value {
    Value::safe_string(&language(phrase).map(|lang| format!(" lang=\"{lang}\"")).unwrap_or_default())
}

/// Formats a date with its machine-readable form; the first of a month as « 1<sup>er</sup> ».
fn time(day: &Value, _: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let (iso, words) = (escaped(day, "iso", state)?, escaped(day, "words", state)?);
    let words = match words.strip_prefix("1er\u{a0}") {
        Some(rest) => format!("1<sup>er</sup>\u{a0}{rest}"),
        None => words,
    };
    // HTML has no machine-readable form for a day between two others.
    let is_range = field(day, "precision").and_then(Value::as_str) == Some("range");
    Ok(Value::safe_string(&if is_range { words } else { format!("<time datetime=\"{iso}\">{words}</time>") }))
}

fn field<'v>(value: &'v Value, name: &'static str) -> Option<&'v Value> {
    value.as_map()?.get(&name.into())
}

fn escaped(value: &Value, name: &'static str, state: &State<'_>) -> TeraResult<String> {
    match field(value, name).and_then(Value::as_str) {
        Some(text) => state.escape(text),
        None => Err(tera::Error::message(format!("the value has no `{name}`"))),
    }
}

fn language(phrase: &Value) -> Option<&str> {
    field(phrase, "lang").and_then(Value::as_str)
}
