//! The commands that a client may run. `docs/commands.md` describes them.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tower_lsp::gen_lsp_types::{ExecuteCommandParams, Uri};
use tower_lsp::jsonrpc::{Error, Result};

use super::client::{SHOW_QUOTES, SPEAKERS, STATUS};
use super::handlers::Handlers;
use super::speakers::Speakers;
use crate::ide;
use crate::ide::hover::person_card;

/// The argument of [`SHOW_QUOTES`] as far as the server reads it.
#[derive(Deserialize)]
struct Quoted {
    uri: Uri,
    person: String,
}

/// The argument of [`SPEAKERS`] and [`STATUS`].
#[derive(Deserialize)]
struct Draft {
    uri: Uri,
}

impl Handlers {
    /// `workspace/executeCommand`.
    ///
    /// # Errors
    ///
    /// If the draft could not be read; if there is no such command or its argument is wrong.
    pub async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        let ExecuteCommandParams { command, arguments, .. } = params;
        let argument = arguments.into_iter().flatten().next();
        match command.as_str() {
            SHOW_QUOTES => self.show_quotes(parse(&command, argument)?).await,
            SPEAKERS => self.speakers(parse(&command, argument)?).await,
            STATUS => self.status(parse(&command, argument)?).await,
            _ => Err(Error::invalid_params(format!("there is no command {command}"))),
        }
    }

    /// Shows the card of a person.
    async fn show_quotes(&self, Quoted { uri, person: name }: Quoted) -> Result<Option<Value>> {
        let Some(asked) = self.asked(&uri).await? else { return Ok(None) };
        let article = &asked.snapshot.article;
        let message = match article.people.iter().find(|person| person.name == name) {
            Some(person) => person_card(article, person).plain(),
            None => format!("The draft does not name {name} any more."),
        };
        self.show(message);
        Ok(None)
    }

    /// The people of a draft with what they say.
    async fn speakers(&self, Draft { uri }: Draft) -> Result<Option<Value>> {
        let Some(asked) = self.asked(&uri).await? else { return Ok(None) };
        let speakers = Speakers::new(&asked.snapshot, asked.places(), asked.edition().version);
        serde_json::to_value(speakers).map(Some).map_err(|_| Error::internal_error())
    }

    /// What was read, and what is limited.
    async fn status(&self, Draft { uri }: Draft) -> Result<Option<Value>> {
        // Before the draft is waited for, which may take its time.
        let Some((stock, reading)) = self.stock() else { return Ok(None) };
        let mut limits = match self.asked(&uri).await {
            Ok(asked) => asked.map_or(Vec::new(), |asked| ide::limits(&asked.snapshot)),
            Err(_) => vec!["This draft could not be read; this is a fault of ours.".to_owned()],
        };
        limits.extend(self.sources_left_out(&uri));
        limits.extend(stock.left_out);
        Ok(Some(json!({"drafts": stock.drafts, "reading": reading, "limits": limits})))
    }
}

/// The argument of `command`.
fn parse<A: DeserializeOwned>(command: &str, argument: Option<Value>) -> Result<A> {
    let argument = argument.unwrap_or_default();
    serde_json::from_value(argument)
        .map_err(|error| Error::invalid_params(format!("the argument of {command} is wrong: {error}")))
}
