//! A value that somebody has written, with its place: what settings are read from, TOML and JSON alike.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::text::Span;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Its place in the file; empty where it comes from an editor.
    pub span: Span,
    /// What it is.
    pub value: Value,
}

/// What a value may be.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A string.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// Values one after the other.
    List(Vec<Node>),
    /// Values behind keys.
    Table(Vec<(Key, Node)>),
    /// A kind of value that no setting has.
    Other,
}

/// The key of a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// Its name.
    pub name: String,
    /// Its place, like that of a [`Node`].
    pub span: Span,
}

impl Node {
    /// What the text of a string is.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole of a TOML file.
    pub fn file(table: &DeTable) -> Node {
        Node { span: Span::new(0, 0), value: Value::Table(entries(table)) }
    }

    /// What an editor hands over; there, `null` says nothing.
    pub fn handed(json: &serde_json::Value) -> Node {
        use serde_json::Value as Json;
        let value = match json {
            Json::String(text) => Value::Text(text.clone()),
            Json::Bool(flag) => Value::Flag(*flag),
            Json::Number(number) => number.as_i64().map_or(Value::Other, Value::Number),
            Json::Array(list) => Value::List(list.iter().map(Node::handed).collect()),
            Json::Object(table) => {
                let said = table.iter().filter(|(_, value)| !value.is_null());
                let key = |name: &String| Key { name: name.clone(), span: Span::new(0, 0) };
                Value::Table(said.map(|(name, value)| (key(name), Node::handed(value))).collect())
            }
            Json::Null => Value::Other,
        };
        Node { span: Span::new(0, 0), value }
    }

    fn toml(span: Range<usize>, value: &DeValue) -> Node {
        let value = match value {
            DeValue::String(text) => Value::Text(text.clone().into_owned()),
            DeValue::Boolean(flag) => Value::Flag(*flag),
            DeValue::Integer(number) => {
                i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Other, Value::Number)
            }
            DeValue::Array(list) => {
                Value::List(list.iter().map(|entry| Node::toml(entry.span(), entry.get_ref())).collect())
            }
            DeValue::Table(table) => Value::Table(entries(table)),
            DeValue::Float(_) | DeValue::Datetime(_) => Value::Other,
        };
        Node { span: Span::new(span.start, span.end), value }
    }
}

fn entries(table: &DeTable) -> Vec<(Key, Node)> {
    let entry = table.iter().map(|(key, value)| {
        let Range { start, end } = key.span();
        let key = Key { name: key.get_ref().to_string(), span: Span::new(start, end) };
        (key, Node::toml(value.span(), value.get_ref()))
    });
    entry.collect()
}
