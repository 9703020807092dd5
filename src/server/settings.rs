//! The settings that the client hands over: as it starts the server, when they change, and when it is asked.

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::gen_lsp_types::{MessageType, Registration};

use super::outbox::Outbox;
use crate::config::Settings;
use crate::config::table::{SECTION, are_handed, read_handed};

/// What the client handed over. What it says later counts for more.
#[derive(Debug, Default)]
pub struct Handed {
    /// The `initializationOptions`.
    options: Value,
    /// What it said last by `workspace/didChangeConfiguration` or in answer to `workspace/configuration`.
    said: Value,
    /// The id of the question that was asked last.
    asked: Option<u32>,
    /// What was logged of it.
    told: Vec<String>,
}

impl Handed {
    /// What is handed over as the server starts.
    pub fn new(options: Option<Value>) -> Self {
        Handed { options: options.unwrap_or_default(), ..Handed::default() }
    }

    /// The client says `settings`; what it said before counts no more. Returns whether they are settings of this server:
    /// `null` says nothing, and what some clients send are those of others.
    pub fn say(&mut self, settings: Value) -> bool {
        let ours = are_handed(&settings);
        if ours {
            self.said = settings;
        }
        ours
    }

    /// The client is asked for its settings by the question `id`.
    pub fn ask(&mut self, id: u32) {
        self.asked = Some(id);
    }

    /// The client gives `answer`. Returns whether it is one to the question that was asked last, with settings in it.
    pub fn hear(&mut self, answer: Answer) -> bool {
        let section = answer.result.into_iter().flatten().next();
        let heard = section.filter(|_| self.asked == Some(answer.id)).map(|section| json!({SECTION: section}));
        heard.is_some_and(|settings| self.say(settings))
    }

    /// The settings that count where no file says otherwise. What is wrong with them is logged, once.
    pub fn settings(&mut self, outbox: &Outbox) -> Settings {
        let mut settings = Settings::default();
        for (name, said) in [("initializationOptions", &self.options), ("settings", &self.said)] {
            for mistake in read_handed(said, &mut settings) {
                let mistake = format!("{name}: {mistake}");
                if !self.told.contains(&mistake) {
                    outbox.log(MessageType::Warning, &mistake);
                    self.told.push(mistake);
                }
            }
        }
        settings
    }
}

/// What asks a client to tell of settings that change.
pub fn tell() -> Registration {
    let method = "workspace/didChangeConfiguration".to_owned();
    let options = serde_json::from_value(json!({"section": SECTION})).ok();
    Registration { id: method.clone(), method, register_options: options }
}

/// An answer of the client.
#[derive(Debug, Deserialize)]
pub struct Answer {
    /// The id of the question.
    pub id: u32,
    /// What it is, unless it is an error: the sections that were asked for.
    #[serde(default)]
    pub result: Option<Vec<Value>>,
}
