//! The outline of a draft as the client shows it.

use tower_lsp::gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind, Uri,
};

use super::places::Places;
use crate::ide::{self, Symbol};

/// What a person is, to a client.
pub const PERSON: SymbolKind = SymbolKind::Class;

/// `symbols` of the draft `uri`: entries in entries if the client can show them, else one after the other.
pub fn outline(symbols: Vec<Symbol>, uri: &Uri, places: Places, nested: bool) -> DocumentSymbolResponse {
    if nested {
        return symbols.into_iter().map(|symbol| entry(symbol, places)).collect::<Vec<_>>().into();
    }
    let mut list = Vec::new();
    add(symbols, None, uri, places, &mut list);
    list.into()
}

fn entry(symbol: Symbol, places: Places) -> DocumentSymbol {
    let Symbol { name, detail, children, .. } = symbol;
    let (range, selection) = (places.range(symbol.span), places.range(symbol.selection));
    let children: Vec<_> = children.into_iter().map(|child| entry(child, places)).collect();
    let children = (!children.is_empty()).then_some(children);
    DocumentSymbol::new(name, detail, kind(symbol.kind), None, None, range, selection, children)
}

/// Adds `symbols`, which stand in the entry called `container`, to `list`.
fn add(symbols: Vec<Symbol>, container: Option<&str>, uri: &Uri, places: Places, list: &mut Vec<SymbolInformation>) {
    for Symbol { name, kind: of, span, children, .. } in symbols {
        let location = Location { uri: uri.clone(), range: places.range(span) };
        let base = BaseSymbolInformation::new(name.clone(), kind(of), None, container.map(str::to_owned));
        list.push(SymbolInformation::new(None, location, base));
        add(children, Some(&name), uri, places, list);
    }
}

/// The protocol knows code, not articles. Its kinds are icons to a client, and by them some leave out the smaller things:
/// sections and people are to stay.
fn kind(kind: ide::SymbolKind) -> SymbolKind {
    match kind {
        ide::SymbolKind::Section => SymbolKind::Module,
        ide::SymbolKind::Person => PERSON,
        ide::SymbolKind::Quote => SymbolKind::String,
    }
}
