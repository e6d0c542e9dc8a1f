//! Walks through any view and visits its words, in their order. The content of a page is written once, in its view;
//! the search index and the notice of outdated translations find it by this walk.
//!
//! A type is recognized by its name: a [`Phrase`](super::Phrase), a [`Prose`](crate::prose::Prose), a
//! [`Heading`](super::Heading). What belongs to another page is skipped, since it is found there: a
//! [`Link`](super::Link), a source, and the lines of lists, whose types are named `…Line`.

use serde::Serialize;
use serde::ser::{self, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple};

/// Receives what the walk finds.
pub(super) trait Visitor {
    /// Receives words, and whether their French changed since they were confirmed.
    fn phrase(&mut self, text: &str, is_stale: bool);
    /// Receives a Markdown text as HTML, if it is [wanted](Visitor::WANTS_HTML).
    fn prose(&mut self, html: &str);
    /// Receives a heading that can be linked to.
    fn heading(&mut self, id: &str, words: &str);
    /// Whether the visitor needs the HTML of texts.
    const WANTS_HTML: bool;
    /// Whether what belongs to other pages is visited too.
    const WANTS_ELSEWHERE: bool;
}

/// Walks through a view.
pub(super) fn walk<V: Visitor>(view: &impl Serialize, visitor: &mut V) {
    // Views contain plain values only: serializing them cannot fail.
    let walked = view.serialize(Walker { visitor });
    debug_assert!(walked.is_ok(), "{walked:?}");
}

/// The error type that the trait requires; it never occurs.
#[derive(Debug)]
pub(super) struct Never;

impl std::fmt::Display for Never {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a view holds what has no words")
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Never
    }
}

struct Walker<'v, V> {
    visitor: &'v mut V,
}

/// The kind of a struct, by its name.
enum Kind {
    Phrase,
    Prose,
    Heading,
    /// Content of another page.
    Elsewhere,
    Other,
}

/// A struct being walked through.
struct Fields<'v, V> {
    visitor: &'v mut V,
    kind: Kind,
    text: String,
    id: String,
    is_stale: bool,
}

macro_rules! passed_over {
    ($($method:ident($($kind:ty),*);)*) => { $(fn $method(self, $(_: $kind),*) -> Result<(), Never> { Ok(()) })* };
}

impl<'v, V: Visitor> ser::Serializer for Walker<'v, V> {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Impossible<(), Never>;
    type SerializeTupleVariant = Impossible<(), Never>;
    type SerializeMap = Self;
    type SerializeStruct = Fields<'v, V>;
    type SerializeStructVariant = Impossible<(), Never>;

    passed_over! {
        serialize_bool(bool); serialize_i8(i8); serialize_i16(i16); serialize_i32(i32); serialize_i64(i64);
        serialize_u8(u8); serialize_u16(u16); serialize_u32(u32); serialize_u64(u64); serialize_f32(f32);
        serialize_f64(f64); serialize_char(char); serialize_str(&str); serialize_bytes(&[u8]); serialize_none();
        serialize_unit(); serialize_unit_struct(&'static str); serialize_unit_variant(&'static str, u32, &'static str);
    }

    fn is_human_readable(&self) -> bool {
        V::WANTS_HTML
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Impossible<(), Never>, Never> {
        Err(Never)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Never>, Never> {
        Err(Never)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Fields<'v, V>, Never> {
        let kind = match name {
            "Phrase" => Kind::Phrase,
            "Prose" => Kind::Prose,
            "Heading" => Kind::Heading,
            "Link" | "SourceView" | "Citation" if !V::WANTS_ELSEWHERE => Kind::Elsewhere,
            name if name.ends_with("Line") && !V::WANTS_ELSEWHERE => Kind::Elsewhere,
            _ => Kind::Other,
        };
        Ok(Fields { visitor: self.visitor, kind, text: String::new(), id: String::new(), is_stale: false })
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Never>, Never> {
        Err(Never)
    }
}

impl<V: Visitor> SerializeSeq for Walker<'_, V> {
    type Ok = ();
    type Error = Never;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        value.serialize(Walker { visitor: self.visitor })
    }

    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

impl<V: Visitor> SerializeTuple for Walker<'_, V> {
    type Ok = ();
    type Error = Never;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        value.serialize(Walker { visitor: self.visitor })
    }

    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

impl<V: Visitor> SerializeMap for Walker<'_, V> {
    type Ok = ();
    type Error = Never;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, _: &T) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        value.serialize(Walker { visitor: self.visitor })
    }

    fn end(self) -> Result<(), Never> {
        Ok(())
    }
}

impl<V: Visitor> SerializeStruct for Fields<'_, V> {
    type Ok = ();
    type Error = Never;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Never> {
        match (&self.kind, key) {
            (Kind::Elsewhere, _) => Ok(()),
            (Kind::Other, _) => value.serialize(Walker { visitor: self.visitor }),
            (Kind::Prose, "text") if !V::WANTS_HTML => Ok(()),
            (_, "text" | "words") => value.serialize(Scalar(&mut self.text)),
            (_, "id") => value.serialize(Scalar(&mut self.id)),
            (_, "stale") => {
                let mut is_stale = String::new();
                value.serialize(Scalar(&mut is_stale))?;
                self.is_stale = is_stale == "true";
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn end(self) -> Result<(), Never> {
        match self.kind {
            Kind::Phrase => self.visitor.phrase(&self.text, self.is_stale),
            Kind::Prose if V::WANTS_HTML => self.visitor.prose(&self.text),
            Kind::Heading => self.visitor.heading(&self.id, &self.text),
            Kind::Prose | Kind::Elsewhere | Kind::Other => {}
        }
        Ok(())
    }
}

/// Takes a text or a truth value as text.
struct Scalar<'t>(&'t mut String);

macro_rules! no_scalar {
    ($($method:ident($($kind:ty),*) -> $ok:ty;)*) => { $(fn $method(self, $(_: $kind),*) -> Result<$ok, Never> { Err(Never) })* };
}

impl ser::Serializer for Scalar<'_> {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Impossible<(), Never>;
    type SerializeTuple = Impossible<(), Never>;
    type SerializeTupleStruct = Impossible<(), Never>;
    type SerializeTupleVariant = Impossible<(), Never>;
    type SerializeMap = Impossible<(), Never>;
    type SerializeStruct = Impossible<(), Never>;
    type SerializeStructVariant = Impossible<(), Never>;

    fn serialize_bool(self, value: bool) -> Result<(), Never> {
        *self.0 = value.to_string();
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Never> {
        self.0.push_str(value);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Never> {
        Err(Never)
    }

    no_scalar! {
        serialize_i8(i8) -> (); serialize_i16(i16) -> (); serialize_i32(i32) -> (); serialize_i64(i64) -> ();
        serialize_u8(u8) -> (); serialize_u16(u16) -> (); serialize_u32(u32) -> (); serialize_u64(u64) -> ();
        serialize_f32(f32) -> (); serialize_f64(f64) -> (); serialize_char(char) -> (); serialize_bytes(&[u8]) -> ();
        serialize_none() -> (); serialize_unit() -> (); serialize_unit_struct(&'static str) -> ();
        serialize_unit_variant(&'static str, u32, &'static str) -> ();
        serialize_seq(Option<usize>) -> Impossible<(), Never>; serialize_tuple(usize) -> Impossible<(), Never>;
        serialize_tuple_struct(&'static str, usize) -> Impossible<(), Never>;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Impossible<(), Never>;
        serialize_map(Option<usize>) -> Impossible<(), Never>;
        serialize_struct(&'static str, usize) -> Impossible<(), Never>;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Impossible<(), Never>;
    }
}
