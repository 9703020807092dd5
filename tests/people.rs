//! Whom a draft names: invented drafts, and the people found in each with the words that name them.

use std::fmt::Write;
use std::sync::Arc;

use copydesk::analysis::{Article, MentionKind, Person};
use copydesk::draft::{Draft, Format};

/// Expects `text` to name the people of `expected`, one a line: the name, then how each mention by name is written.
fn check(text: &str, expected: &str) {
    let article = Article::new(Draft::new(text.into(), Format::Plain), &Arc::default(), &|| false).unwrap();
    let mut found = String::new();
    for person in &article.people {
        let names = person.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
        let names: Vec<&str> = names.map(|mention| mention.span.of(text)).collect();
        writeln!(found, "{}: {}", person.name, names.join(", ")).unwrap();
    }
    let expected: String =
        expected.lines().map(|line| format!("{}\n", line.trim())).filter(|line| line != "\n").collect();
    assert_eq!(found, expected, "in {text:?}");
}

/// Expects `text` to say of its people what `expected` has, one a line: the name, then each role.
fn check_roles(text: &str, expected: &str) {
    let article = Article::new(Draft::new(text.into(), Format::Plain), &Arc::default(), &|| false).unwrap();
    let line = |person: &Person| {
        let roles: Vec<&str> = person.roles.iter().map(|role| role.text.as_str()).collect();
        format!("{}: {}", person.name, roles.join("; ")).trim_end().to_owned()
    };
    let found: Vec<String> = article.people.iter().map(line).collect();
    let expected: Vec<&str> = expected.lines().map(str::trim).collect();
    assert_eq!(found, expected, "in {text:?}");
}

#[test]
fn common_words_name_nobody() {
    check("General Motors cut its forecast. Then Bright Harvest closed, and so did Bold Talk.", "");
    check("The German Red Cross sent tents.", "");
    // Behind a given name they do.
    check("Ruth Jobs left. Jobs then sold her shares.", "Ruth Jobs: Ruth Jobs, Jobs");
}

#[test]
fn companies_name_nobody() {
    check("Rival Toyota fell. Harwell Group rose. Harwell said on Monday that sales rose. Its rival Boeing fell.", "");
    check("Johnson & Johnson rose. EADS parent shares fell, and ANA bought six jets.", "");
    check("PowerPC chips and the Vista XR Nine system are sold by Apple. The chief of KLM resigned.", "");
    check("Der Spiegel asked first, then La Rondella burnt.", "");
}

#[test]
fn a_name_begins_behind_what_is_no_name() {
    check("QRT Research analyst Paul Orme spoke.", "Paul Orme: Paul Orme");
    check("Fort Harwell Capital Group Marian Orme agreed.", "Marian Orme: Marian Orme");
    check(
        "UN Nikki Brandt spoke. TRIUMPH IN LEEDS Maria Brandt wins.",
        "Nikki Brandt: Nikki Brandt\nMaria Brandt: Maria Brandt",
    );
    check(
        "Fisheries Under-Secretary John Tarn and co-host Stu Verrick met.",
        "John Tarn: John Tarn\nStu Verrick: Stu Verrick",
    );
    check(
        "Last November Samuel Tarn met Leeds-based Maria Brandt.",
        "Samuel Tarn: Samuel Tarn\nMaria Brandt: Maria Brandt",
    );
    check("London-based Harwell rose.", "");
}

#[test]
fn a_surname_with_a_small_article_is_a_name() {
    check(
        "Moaz al-Kasrani fled. Officials said al-Kasrani was well. Kasrani himself was silent.",
        "Moaz al-Kasrani: Moaz al-Kasrani, al-Kasrani, Kasrani",
    );
}

#[test]
fn a_particle_may_take_a_capital() {
    check("Michael van Doren won. Van Doren said so twice.", "Michael van Doren: Michael van Doren, Van Doren");
    check(
        "Faris bin Omar al Kasrani spoke. Al Kasrani was calm.",
        "Faris bin Omar al Kasrani: Faris bin Omar al Kasrani, Al Kasrani",
    );
}

#[test]
fn a_bare_surname_begins_with_its_particle() {
    check(
        "Mayor Oskar van der Linde came. The fee, van der Linde said, was too high. Van der Linde left.",
        "Oskar van der Linde: Oskar van der Linde, van der Linde, Van der Linde",
    );
    // The draft knows no such surname.
    check("The road to la Fontanella is shut.", "");
}

#[test]
fn gaps_and_particles_make_no_second_person() {
    check("Jan Erik Holm sang. Jan-Erik Holm danced.", "Jan Erik Holm: Jan Erik Holm, Jan-Erik Holm");
    check("Pilar de la Vega sang. Pilar Vega danced.", "Pilar de la Vega: Pilar de la Vega, Pilar Vega");
    check("Jan van Doren sang with Jan Doren, his uncle.", "Jan van Doren: Jan van Doren\nJan Doren: Jan Doren");
}

#[test]
fn a_shouted_name_is_shown_as_it_is_written_elsewhere() {
    check("RUTH ORME came first. Then Ruth Orme spoke.", "Ruth Orme: RUTH ORME, Ruth Orme");
    check(
        "Ruth Ann Marie Orme sang. Ruth Ann Orme danced. Then Ruth Ann Orme left.",
        "Ruth Ann Orme: Ruth Ann Marie Orme, Ruth Ann Orme, Ruth Ann Orme",
    );
}

#[test]
fn a_shouted_surname_behind_a_courtesy_is_a_name() {
    check("Mr. ORME spoke first. The SPD did not.", "ORME: ORME");
}

#[test]
fn a_label_is_no_part_of_a_name() {
    check("To: William Brandt Sent: Monday. Subject: Boats.", "William Brandt: William Brandt");
}

#[test]
fn whose_lawyers_speak_is_not_the_speaker() {
    let text = "Anna Quist left the court. Her lawyers said: “We will appeal.” Her friends said: “She will win.” \
                Then she said: “I am tired.” Her campaign said: “She will run.” Her fight for justice said: “Stay.”";
    let article = Article::new(Draft::new(text.into(), Format::Plain), &Arc::default(), &|| false).unwrap();
    assert_eq!(article.speakers, [None, None, Some(0), Some(0), Some(0)]);
}

#[test]
fn a_surname_may_be_a_month() {
    check("When Ruth May resigned, nobody asked May why.", "Ruth May: Ruth May");
    check("On Ruth May 3 nobody spoke.", "");
}

#[test]
fn a_given_name_beside_kin() {
    check("His father, Tomas, drove the bus.", "Tomas: Tomas");
    check("Tomas and Ruth Orme came.", "Tomas: Tomas\nRuth Orme: Ruth Orme");
}

#[test]
fn a_name_before_a_noun() {
    check("Nobody read the Ruth Orme papers.", "Ruth Orme: Ruth Orme");
}

#[test]
fn names_that_are_function_words() {
    check(
        "The coach sent Will Harwell. Hello I'm Mario Brandt.",
        "Will Harwell: Will Harwell\nMario Brandt: Mario Brandt",
    );
}

#[test]
fn names_that_no_list_has_whole() {
    check(
        "They met Luo Wenzhi, R Krishnan and Li Jin-bao there.",
        "Luo Wenzhi: Luo Wenzhi\nR Krishnan: R Krishnan\nLi Jin-bao: Li Jin-bao",
    );
}

#[test]
fn clubs_and_companies_called_like_people() {
    check("Sydney Comets beat St. Louis Cardinals. Shares of Merrill Lynch fell.", "");
}

#[test]
fn titles_of_things_make_no_people() {
    check("Queen Consort. The Member States of the body met.", "");
    check("Airbus Chief Executive Officer, Tom Orme, spoke.", "Tom Orme: Tom Orme");
}

#[test]
fn a_role_before_a_name_speaks_for_that_name() {
    let text = "Sol Pereira, president of the works, thanked the crew. The company president and CEO Lena Ortiz said, \
                “We start in May.”";
    let article = Article::new(Draft::new(text.into(), Format::Plain), &Arc::default(), &|| false).unwrap();
    let speaker = article.speakers[0].map(|person| article.people[person].name.as_str());
    assert_eq!(speaker, Some("Lena Ortiz"));
}

#[test]
fn a_german_noun_before_von_is_no_given_name() {
    check(
        "Nach Angaben von Petersen kostet die Reparatur viel Geld. Das Bad sei alt, sagte Jörg Petersen am Montag.",
        "Jörg Petersen: Petersen, Jörg Petersen",
    );
    check(
        "Die Malerin Cosima von Thal und K. von Berg eröffneten das Bad am Montag, und das war nicht alles.",
        "Cosima von Thal: Cosima von Thal
         K. von Berg: K. von Berg",
    );
}

#[test]
fn a_role_before_a_comma() {
    check_roles("The minister of culture, Tomasz Wilk, spoke.", "Tomasz Wilk: minister of culture");
    check_roles("A spokesman of the bakers, Theo Marsh, spoke.", "Theo Marsh: spokesman of the bakers");
    check_roles("His opponent, Saskia Breuer, spoke.", "Saskia Breuer: opponent");
    check_roles("They thanked the town’s mayor, Pia Lund.", "Pia Lund: town’s mayor");
    check_roles("The wife of the president, Ruth Orme, left.", "Ruth Orme: wife of the president");
    check_roles("The head of arts and sport, Ingrid Sol, left.", "Ingrid Sol: head of arts and sport");
    // What stands behind the name is surer.
    check_roles("In a letter to the mayor, Ann Gray, a nurse, said no.", "Ann Gray: nurse");
}

#[test]
fn a_role_in_a_list_is_anothers() {
    check_roles("He met a doctor, Ann Gray, and a nurse.", "Ann Gray:");
    check_roles("He met the mayor, Ann Gray and Bo Quist.", "Ann Gray:\nBo Quist:");
    check_roles("When he was mayor, Ann Gray, now 58, was a girl.", "Ann Gray:");
}

#[test]
fn a_single_name_behind_a_role_and_a_comma() {
    check_roles("The girl’s brother, Philonir, spoke. Then Philonir left.", "Philonir: girl’s brother");
    check_roles("Philonir, her brother, spoke.", "Philonir:");
    check_roles("Its rival, Harwell, closed.", "");
}

#[test]
fn kin_in_a_row_and_the_towns_of_people() {
    check(
        "He left his wife, Vera, his 12-year-old son, Philonir, and his daughter, Karoba.",
        "Vera: Vera\nPhilonir: Philonir\nKaroba: Karoba",
    );
    check("He left his wife, Vera, his son, Tomas and his daughter, Ilse.", "Vera: Vera\nTomas: Tomas\nIlse: Ilse");
    check("A young woman from Aldan, Brell, left.", "");
    check_roles("He is a good man, Vera said.", "Vera:");
    check_roles("Orme, director of the Institute of Boats, left.", "Orme: director of the Institute of Boats");
}

#[test]
fn a_shouted_byline() {
    check("Ferries stop\n\nBy MARTA EKDAL\n\nIt rained.", "MARTA EKDAL: MARTA EKDAL");
}

#[test]
fn a_bare_surname_and_what_its_bearer_is() {
    check_roles("Zhang, a miner, spoke.", "Zhang: miner");
    check_roles("The mill was sold to Harwell, the owner of the yard.", "");
}

#[test]
fn a_trade_before_a_name_is_no_part_of_it() {
    check("Miller Callum Deane spoke.", "Callum Deane: Callum Deane");
    check("Josephine Baker Orme spoke.", "Josephine Baker Orme: Josephine Baker Orme");
    check("Callum Miller spoke. Miller left.", "Callum Miller: Callum Miller, Miller");
    check("Analysts at Miller Quistco agreed.", "");
    check_roles("They sent Ruth Orme, Miller and Tarn.", "Ruth Orme:");
}

#[test]
fn names_that_share_a_plural() {
    check("Senators KELLY and MOORE left.", "KELLY: KELLY\nMOORE: MOORE");
    check("Ministers Orme, Quist, and Tarn left.", "Orme: Orme\nQuist: Quist\nTarn: Tarn");
    check("The researchers Cruse and Croft left.", "Cruse: Cruse\nCroft: Croft");
    check("Sens. Orme and Quist left.", "Orme: Orme\nQuist: Quist");
    check("Rivals Harwell and Quistco left. Farmers Insurance, a firm, rose.", "");
}

#[test]
fn a_surname_with_a_particle_of_which_the_draft_has_no_more() {
    check("“No,” de Vallo said.", "de Vallo: de Vallo");
    check("“No,” said von Arx.", "von Arx: von Arx");
    check("Mayor Bill de Vallo left. De Vallo wept.", "Bill de Vallo: Bill de Vallo, De Vallo");
    check("Paul Fayenne came. The Marquis de Fayenne left.", "Paul Fayenne: Paul Fayenne, de Fayenne");
}

#[test]
fn a_fuller_role_and_one_of_the_body_come_first() {
    check_roles(
        "Owner Nadia Ferro retires\n\nNadia Ferro, owner of the Blue Anchor, shut it. It was full.",
        "Nadia Ferro: owner of the Blue Anchor; Owner",
    );
    check_roles(
        "Harbour chief Nadia Ferro retires\n\nMayor Nadia Ferro left. It rained.",
        "Nadia Ferro: Mayor; Harbour chief",
    );
}

#[test]
fn what_hangs_on_a_role_is_no_role() {
    let text = "Nadia Ferro, owner of the Blue Anchor, came. The Anchor is full. The owner left.";
    let article = Article::new(Draft::new(text.into(), Format::Plain), &Arc::default(), &|| false).unwrap();
    let mentions: Vec<&str> = article.people[0].mentions.iter().map(|mention| mention.span.of(text)).collect();
    assert_eq!(mentions, ["Nadia Ferro", "The owner"]);
}

#[test]
fn things_and_places_that_are_called_like_people() {
    check("They saw King Kong with Ruth King.", "Ruth King: Ruth King");
    check("They flew to Rio de Janeiro.", "");
}

#[test]
fn a_public_figure_needs_no_more_than_a_surname() {
    check("The talks with Obama broke down.", "Obama: Obama");
    check("The talks with the Obama administration broke down.", "");
}

#[test]
fn a_surname_is_that_of_every_form_of_the_name() {
    check(
        "Robert Kilby-Sands spoke. Robert Kilby Sands sang. Kilby-Sands wept, and Sands left.",
        "Robert Kilby-Sands: Robert Kilby-Sands, Robert Kilby Sands, Kilby-Sands, Sands",
    );
}

#[test]
fn a_surname_may_come_first() {
    check("Ilona Szarvas spoke. Szarvas Ilona sang.", "Ilona Szarvas: Ilona Szarvas, Szarvas Ilona");
    check("Martin James spoke. James Martin sang.", "Martin James: Martin James\nJames Martin: James Martin");
}

#[test]
fn a_role_beside_a_name_means_nobody_else() {
    let text =
        "The president of Aldan, Lena Varga, met the president of Brell, Piet Haan. Haan, the president, smiled.";
    let article = Article::new(Draft::new(text.into(), Format::Plain), &Arc::default(), &|| false).unwrap();
    let mentions = |person: usize| article.people[person].mentions.iter().map(|mention| mention.span.of(text));
    assert_eq!(mentions(0).collect::<Vec<_>>(), ["Lena Varga"]);
    assert_eq!(mentions(1).collect::<Vec<_>>(), ["Piet Haan", "Haan", "the president"]);
}
