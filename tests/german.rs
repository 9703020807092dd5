//! Who speaks in German copy, one test a phenomenon. Each line of an answer is a quote and the words that name its speaker.

#[path = "support/speakers.rs"]
mod speakers;

use std::fmt::Write;

use copydesk::analysis::MentionKind;
use copydesk::config::Settings;
use copydesk::draft::Format;
use copydesk::ide::Snapshot;
use expect_test::{Expect, expect};
use speakers::check;

#[test]
fn the_verb_stands_behind_before_or_inside_the_quote() {
    check(
        "„Der Fährbetrieb ruht bis auf Weiteres“, sagte die Disponentin Ida Kruse am Montag.\n\n\
         Ida Kruse sagte: „Der Fährbetrieb ruht.“\n\n\
         „Der Fährbetrieb“, sagte sie, „ruht noch bis zum Ende der Woche.“ Das wisse jeder.\n\n\
         „Wann fahrt ihr wieder?“, wollte ein Kind am Anleger wissen.\n",
        expect![[r#"
            „Der Fährbetrieb ruht bis auf Weiteres“ <- die Disponentin Ida Kruse
            „Der Fährbetrieb ruht.“ <- Ida Kruse
            „Der Fährbetrieb“ <- sie
            „ruht noch bis zum Ende der Woche.“ <- sie
            „Wann fahrt ihr wieder?“ <- ein Kind
        "#]],
    );
}

#[test]
fn a_verb_leaves_its_particle_behind() {
    check(
        "„Wir haben verloren“, räumte Trainerin Jule Harms ein, „aber wir geben nicht auf.“\n\n\
         Die Reederei teilte am Freitag mit: „Der Anleger bleibt gesperrt.“\n\n\
         Harms fügte hinzu, sie habe „nie daran gezweifelt“. Der Kapitän gab an, er habe „keinen Ton“ gehört.\n\n\
         Harms gab zu bedenken, dass die Halle „erst im Mai“ fertig werde.\n",
        expect![[r#"
            „Wir haben verloren“ <- Trainerin Jule Harms
            „aber wir geben nicht auf.“ <- Trainerin Jule Harms
            „Der Anleger bleibt gesperrt.“ <- Die Reederei
            „nie daran gezweifelt“ <- Harms
            „keinen Ton“ <- Der Kapitän
            „erst im Mai“ <- Harms
        "#]],
    );
}

#[test]
fn a_feeling_is_a_cue_behind_the_quote() {
    check(
        "„Das war zu wenig“, ärgerte sich Jule Harms nach dem Spiel. „Ein schöner Abend!“, freute sich der Dirigent Anton Wied.\n\n\
         „So geht man nicht mit Menschen um“, zeigte sich die Nachbarin Trude Ohlsen empört.\n",
        expect![[r#"
            „Das war zu wenig“ <- Jule Harms
            „Ein schöner Abend!“ <- der Dirigent Anton Wied
            „So geht man nicht mit Menschen um“ <- die Nachbarin Trude Ohlsen
        "#]],
    );
}

#[test]
fn a_source_needs_no_verb() {
    check(
        "Laut Ole Petersen ist der Damm „so dicht wie ein Sieb“. Nach Angaben der Feuerwehr war der Keller „bis zur Decke“ voll.\n\n\
         Dem Gutachten zufolge war das Mehl „nicht mehr verkehrsfähig“. Für Ida Kruse ist das „ein Schlag ins Gesicht“.\n\n\
         „Wir bleiben offen“, so die Bäckerin Ida Kruse weiter. Der Umbau sei „ein Glücksfall“, wie Stadtrat Ralf Tietz sagte.\n",
        expect![[r#"
            „so dicht wie ein Sieb“ <- Ole Petersen
            „bis zur Decke“ <- der Feuerwehr
            „nicht mehr verkehrsfähig“ <- Dem Gutachten
            „ein Schlag ins Gesicht“ <- Ida Kruse
            „Wir bleiben offen“ <- die Bäckerin Ida Kruse
            „ein Glücksfall“ <- Stadtrat Ralf Tietz
        "#]],
    );
}

#[test]
fn reported_speech_goes_on_in_the_subjunctive() {
    check(
        "Bürgermeister Ole Petersen sagte, das Land habe die Gemeinde nie gefragt. Man müsse „jetzt handeln“.\n\n\
         Das Vorgehen sei „ein Affront“, der Schaden groß.\n\n\
         Die Gemeinde wartet seit drei Jahren. Der Bagger ist „ein alter Bekannter“ im Ort.\n",
        expect![[r#"
            „jetzt handeln“ <- Bürgermeister Ole Petersen
            „ein Affront“ <- Bürgermeister Ole Petersen
        "#]],
    );
}

#[test]
fn the_innermost_speaker_has_the_words() {
    check(
        "Die Nachbarn sagten, der Makler habe gefragt, ob sie „morgen schon“ ausziehen.\n\n\
         Auf den Vorwurf der Gewerkschaft, es handele sich um einen „faulen Handel“, entgegnete Direktor Uwe Falk nichts.\n",
        expect![[r#"
            „morgen schon“ <- der Makler
            „faulen Handel“ <- der Gewerkschaft
        "#]],
    );
}

#[test]
fn who_is_quoted_speaks_and_not_the_paper() {
    check(
        "Die Zeitung zitierte Minister Benno Kolb mit den Worten: „Ich habe den Brief nie gesehen.“\n\n\
         „Ich trete nicht zurück“, zitiert das Blatt den Minister. „Kein Wort davon ist wahr“, wird Kolb im Nordkurier zitiert.\n",
        expect![[r#"
            „Ich habe den Brief nie gesehen.“ <- Minister Benno Kolb
            „Ich trete nicht zurück“ <- den Minister
            „Kein Wort davon ist wahr“ <- Kolb
        "#]],
    );
}

#[test]
fn a_participle_has_its_agent() {
    check(
        "Die von Benno Kolb als „Wunderwaffe“ gepriesene Weiche klemmt seit dem Winter.\n",
        expect![[r#"
        „Wunderwaffe“ <- Benno Kolb
    "#]],
    );
}

#[test]
fn a_paper_says_what_stands_in_it() {
    check(
        "In dem Schreiben heißt es: „Die Brücke ist zu sperren.“ Auf einem Schild stand: „Betreten verboten, Lebensgefahr!“\n\n\
         Kolb verwies auf das Gesetz, in dem es wörtlich heißt: „Die Kosten trägt der Halter.“\n\n\
         Man müsse „genau hinsehen“, so heißt es bei der Staatsanwaltschaft.\n",
        expect![[r#"
            „Die Brücke ist zu sperren.“ <- dem Schreiben
            „Betreten verboten, Lebensgefahr!“ <- einem Schild
            „Die Kosten trägt der Halter.“ <- das Gesetz
            „genau hinsehen“ <- der Staatsanwaltschaft
        "#]],
    );
}

#[test]
fn a_label_or_brackets_tell_who_speaks() {
    check(
        "Dazu der Pressesprecher der Polizei, Jan Ohm: „Wir ermitteln in alle Richtungen.“\n\n\
         Empört sind auch Wirtin Rosa Ehlers („Das ist ein Skandal“) und die Gäste.\n",
        expect![[r#"
            „Wir ermitteln in alle Richtungen.“ <- der Pressesprecher der Polizei, Jan Ohm
            „Das ist ein Skandal“ <- Wirtin Rosa Ehlers
        "#]],
    );
}

#[test]
fn these_words_look_back() {
    check(
        "„Jetzt ist Schluss“ – mit diesen Worten schloss Ralf Tietz die Sitzung.\n\n\
         „Wir suchen seit Monaten einen Lehrling.“ Das sagte Kruse am Montag dem Gemeinderat.\n\n\
         Die Worte „nie wieder Sauerteig“ stammen von Ralf Tietz.\n",
        expect![[r#"
            „Jetzt ist Schluss“ <- Ralf Tietz
            „Wir suchen seit Monaten einen Lehrling.“ <- Kruse
            „nie wieder Sauerteig“ <- Ralf Tietz
        "#]],
    );
}

#[test]
fn a_subject_is_a_whole_phrase() {
    check(
        "„Wir rechnen noch“, sagten Egon Pütz und seine Stellvertreterin Rosa Ehlers. „Ich wollte nur helfen“, sagte der 44-Jährige.\n\n\
         Der Leiter des Stadtarchivs, Bertram Kiesel, nannte den Fund „eine Sensation“. Wie Jan Ohm der Zeitung sagte, sei er „echt“.\n\n\
         „Das Haus ist verloren“, meinen die beiden Gutachter. Ewald Nicht, Baurat des Kreises, sprach von „Pfusch am Dachstuhl“.\n",
        expect![[r#"
            „Wir rechnen noch“ <- Egon Pütz und seine Stellvertreterin Rosa Ehlers
            „Ich wollte nur helfen“ <- der 44-Jährige
            „eine Sensation“ <- Der Leiter des Stadtarchivs, Bertram Kiesel
            „echt“ <- Jan Ohm
            „Das Haus ist verloren“ <- die beiden Gutachter
            „Pfusch am Dachstuhl“ <- Ewald Nicht
        "#]],
    );
}

#[test]
fn names_are_no_speech() {
    check(
        "Das Stück „Die Möwe“ läuft bis Mai, der Film „Sturm“ bis Juni. Der Verein „Rettet die Mühle“ sammelt Geld.\n\n\
         Das Heft nennt sich „Lokal“. Der Sprecher von „Mühle und Meer“ sagte nichts. Am Abend stellte sie ihr Buch vor: „Stille Wasser“.\n\n\
         Kolb sprach mit dem „Elbkurier“. Sie wurde wegen „Störung der Nachtruhe“ verwarnt.\n",
        expect![""],
    );
}

#[test]
fn a_phrase_says_as_much_as_a_verb() {
    check(
        "„Ich habe nichts zu verbergen“, gab Imker Knut Falkenrath zu Protokoll.\n\n\
         Falkenrath kam zu dem Schluss, die Wabe sei „nicht zu retten“. Er ließ wissen, er sei „tief betrübt“.\n\n\
         Die Züchterin Rike Salm zeigte sich „maßlos enttäuscht“ vom Honig. Sie machte deutlich, dass sie „nie wieder“ komme.\n\n\
         Salm hielt dem Imker vor, „aus reiner Gier“ gehandelt zu haben. Er geht von einem „dummen Zufall“ aus.\n",
        expect![[r#"
            „Ich habe nichts zu verbergen“ <- Imker Knut Falkenrath
            „nicht zu retten“ <- Falkenrath
            „tief betrübt“ <- Er
            „maßlos enttäuscht“ <- Die Züchterin Rike Salm
            „nie wieder“ <- Sie
            „aus reiner Gier“ <- Salm
            „dummen Zufall“ <- Er
        "#]],
    );
}

#[test]
fn a_source_may_own_the_words() {
    check(
        "Das ist der Bericht vom Markt. Nach Falkenraths Worten ist das „ein starkes Stück“.\n\n\
         Die Wabe ist nach Ansicht von Rike Salm „reif für den Abfall“.\n\n\
         Aus dem Rathaus verlautete, der Markt sei „wieder offen“. Beim Verband heißt es dazu: „Das ist zu früh.“\n\n\
         Kritik kam von der Gewerkschaft: „Das Vorhaben ist unsozial.“\n\n\
         Die Züchter trugen ein gelbes Schild mit der Aufschrift „Honig für alle“ vor sich her.\n",
        expect![[r#"
            „ein starkes Stück“ <- Falkenraths
            „reif für den Abfall“ <- Rike Salm
            „wieder offen“ <- dem Rathaus
            „Das ist zu früh.“ <- Verband
            „Das Vorhaben ist unsozial.“ <- der Gewerkschaft
            „Honig für alle“ <- ein gelbes Schild
        "#]],
    );
}

#[test]
fn what_depends_on_reported_speech_is_its_speakers() {
    check(
        "Die Zeitung berichtete, dass Falkenrath gesagt habe, das Geld sei „einfach weg“.\n\n\
         Der Plan sei „schlecht gemacht“ – das sagte Salm dem Sender.\n\n\
         Davon habe sie „nichts geahnt“. Das sagte Rike Salm am Freitag.\n\n\
         Als „verheerendes Signal“ hat Rike Salm den Beschluss kritisiert.\n\n\
         Die von Salm als „Panikmache“ bezeichneten Berichte gehen weiter.\n",
        expect![[r#"
            „einfach weg“ <- Falkenrath
            „schlecht gemacht“ <- Salm
            „nichts geahnt“ <- Rike Salm
            „verheerendes Signal“ <- Rike Salm
            „Panikmache“ <- Salm
        "#]],
    );
}

#[test]
fn a_person_behind_another_noun_speaks() {
    check(
        "„Das ist unser Sieg“, jubelte nach dem Abpfiff Kapitän Ben Tiedemann.\n\n\
         „Der Saal war voll“, sagte Anders. „Niemand wollte gehen.“\n\n\
         Die Lage wird vom Wetterdienst als „sehr ernst“ eingestuft.\n\n\
         Gegenüber der „Inselpost“ sagte Tiedemann: „Ich bleibe im Amt.“\n",
        expect![[r#"
            „Das ist unser Sieg“ <- Kapitän Ben Tiedemann
            „Der Saal war voll“ <- Anders
            „Niemand wollte gehen.“ <- Anders
            „sehr ernst“ <- Wetterdienst
            „Ich bleibe im Amt.“ <- Tiedemann
        "#]],
    );
}

#[test]
fn a_ship_or_a_term_in_reported_speech_is_no_speech() {
    check(
        "Der Sprecher sagte, die „Seestern“ sei gesunken. An Bord der „Seestern“ waren vier Menschen, sagte er.\n\n\
         Die Behörde teilte mit, „Triton“ habe den Mond erreicht. „Gerda“ zog am Abend ab, meldet der Wetterdienst.\n\n\
         Der „Hafenblick“ soll im Mai öffnen, sagte Salm. „Stille Wasser“ ist der Titel ihres Buches, sagte sie.\n\n\
         Der Arbeitstitel lautet „Kaiserwetter“. Der Wind, der von der Sonne kommt, wird als „Sturmhauch“ bezeichnet.\n\n\
         Das Schiff „Black Tide“ („schwarze Flut“) fährt wieder, sagte Salm. Der ICE „Nordlicht“ hielt nicht.\n\n\
         Salm sagte, das sei der „Normalfall“. „Parkplätze“ dürfe es dort nicht geben, sagte sie.\n",
        expect![[r#"
            „Normalfall“ <- Salm
            „Parkplätze“ <- sie
        "#]],
    );
}

#[test]
fn each_clause_keeps_its_own_speaker() {
    check(
        "Während Salm den Plan „mutig“ nannte, sprach Falkenrath von „Wahnsinn“.\n\n\
         Der Imker sagte, er verstehe die Sorgen, und kündigte „schnelle Hilfe“ an. Salm wollte wissen, ob das „ernst gemeint“ sei.\n\n\
         Rike Salm versprach, die Rechte von Anwohnern zu wahren. Der Preis würde sinken. Die Wabe sei „reif“.\n\n\
         Nach der Satzung des Vereins bestimmt der Vorstand „die Höhe der Beiträge“. Beide Seiten vereinbarten, „alle offenen Fragen“ zu klären.\n",
        expect![[r#"
            „mutig“ <- Salm
            „Wahnsinn“ <- Falkenrath
            „schnelle Hilfe“ <- Der Imker
            „ernst gemeint“ <- Salm
            „reif“ <- Rike Salm
            „die Höhe der Beiträge“ <- der Satzung des Vereins
            „alle offenen Fragen“ <- Beide Seiten
        "#]],
    );
}

#[test]
fn a_noun_of_saying_has_an_owner() {
    check(
        "Den Vorwurf der Pächter, er habe „die Wehre verrotten lassen“, wies Deichgraf Timm Lorenzen zurück.\n\n\
         Die Sorge der Anwohner, der Weg werde „zur Rennstrecke“, teilt er nicht.\n\n\
         Lorenzens Klage, der Kreis zahle „keinen Pfennig“, ist alt. Seine Forderung, das Siel „sofort zu öffnen“, ist neu.\n\n\
         Die Pächter erhoben den Vorwurf, das Siel sei „mit Absicht“ geschlossen worden.\n\n\
         Es gibt den Verdacht der Wasserbehörde, dass „jemand nachgeholfen“ hat. Die Pläne, die „Alte Schleuse“ zu öffnen, ruhen.\n",
        expect![[r#"
            „die Wehre verrotten lassen“ <- der Pächter
            „zur Rennstrecke“ <- der Anwohner
            „keinen Pfennig“ <- Lorenzens
            „sofort zu öffnen“ <- Seine
            „mit Absicht“ <- Die Pächter
            „jemand nachgeholfen“ <- der Wasserbehörde
        "#]],
    );
}

#[test]
fn a_verb_may_say_something_of_someone() {
    check(
        "Lorenzen warf der Verwaltung „Untätigkeit“ vor. Am Abend nannte er den Entwurf „Unfug“.\n\n\
         Die Jury bescheinigte der Sängerin „Anmut“ und „Kraft“. Für die Pächter ist das „Wortbruch“.\n\n\
         Auf Plakaten forderten die Schüler „Mehr Wasser“. Er nannte im Gespräch mit dem Sender „Nordwelle“ drei Gründe.\n",
        expect![[r#"
            „Untätigkeit“ <- Lorenzen
            „Unfug“ <- er
            „Anmut“ <- Die Jury
            „Kraft“ <- Die Jury
            „Wortbruch“ <- die Pächter
            „Mehr Wasser“ <- die Schüler
        "#]],
    );
}

#[test]
fn an_unknown_verb_is_known_by_its_place() {
    check(
        "Der Deich ist alt. „Früher war hier nur Schilf und Schlick“, verklickert der Deichgraf den Gästen.\n\n\
         Rieke Lorenzen zwirbelt nach eigener Aussage „jeden Abend“ Garn.\n",
        expect![[r#"
            „Früher war hier nur Schilf und Schlick“ <- der Deichgraf
            „jeden Abend“ <- Rieke Lorenzen
        "#]],
    );
}

#[test]
fn what_someone_meets_with_comes_from_others() {
    check(
        "Lob gab es von Müllerin Rike Harms: „Endlich läuft das Wasser wieder.“\n\n\
         Unterstützung erhält sie von Pastor Jon Behrens: „Das war überfällig.“\n\n\
         Bei der Genossenschaft ist man skeptisch: „Das reicht keine zwei Jahre.“\n\n\
         Dem Pastor Jon Behrens genügt das nicht: „Wir brauchen ein neues Tor.“\n\n\
         Der Bau wird von vielen als „Klotz“ verspottet. Nach Polizeiangaben war der Weg „spiegelglatt“.\n\n\
         Aus dem Schreiben geht hervor, dass das Tor „baufällig“ ist. In den Augen der Pächter ist das „ein Hohn“.\n",
        expect![[r#"
            „Endlich läuft das Wasser wieder.“ <- Müllerin Rike Harms
            „Das war überfällig.“ <- Pastor Jon Behrens
            „Das reicht keine zwei Jahre.“ <- der Genossenschaft
            „Wir brauchen ein neues Tor.“ <- Dem Pastor Jon Behrens
            „Klotz“ <- vielen
            „spiegelglatt“ <- Polizeiangaben
            „baufällig“ <- dem Schreiben
            „ein Hohn“ <- der Pächter
        "#]],
    );
}

#[test]
fn a_saying_may_be_an_idiom() {
    check(
        "„Das Wasser kommt“, bringt es Harms auf den Punkt. Sie zog das Fazit, das Tor sei „hinüber“.\n\n\
         „Das Tor muss weg“, habe Harms ihm gesagt. „Unerträglich“ fand die Müllerin den Lärm.\n\n\
         Ein „hässlicher Kasten“ sei das, findet Harms. Der Kreis stellte „rasche Hilfe“ in Aussicht.\n",
        expect![[r#"
            „Das Wasser kommt“ <- Harms
            „hinüber“ <- Sie
            „Das Tor muss weg“ <- Harms
            „Unerträglich“ <- die Müllerin
            „hässlicher Kasten“ <- Harms
            „rasche Hilfe“ <- Der Kreis
        "#]],
    );
}

#[test]
fn what_bears_a_name_says_nothing() {
    check(
        "Die Sängerin trug das Lied „Wenn der Wind sich legt und alle schlafen“ vor, teilte der Chor mit.\n\n\
         Der Entwurf für ein „Gesetz zur Ordnung der Deiche“ liegt vor, sagte Harms. Es gilt der Grundsatz „wer zahlt, bestimmt“.\n\n\
         Ein Vertreter der „neuen bühne nord“ sprach von „Pfusch“. Der Kreis kündigte „Pegel 9“ für Mai an.\n\n\
         „Berta“ ist abgezogen, sagte der Wetterdienst. „Ärzte ohne Eile“ kritisierte die Haft.\n\n\
         Wie „hafen aktuell“ berichtet, ist das Siel zu. Zum „Tag der offenen Tore“ kamen 300 Gäste, sagte Harms.\n\n\
         Der als „Schreck der Marsch“ bekannte Keiler ist tot, sagte Harms. Die ''Möwe'' legte ab, sagte sie.\n",
        expect![[r#"
            „Pfusch“ <- Ein Vertreter der „neuen bühne nord“
        "#]],
    );
}

#[test]
fn a_title_has_a_capital_in_mid_sentence() {
    check(
        "Die Kritiker lobten „Das letzte Siel“ als bestes Stück. Das neue Boot heißt „Sturm“, sagte Harms.\n\n\
         In „Nordschau“ sagte Harms, sie trete „mit Freude“ zurück. Laut „hafen aktuell“ ist das Siel zu, sagte sie.\n\n\
         Unter „Heimat“ verstehe er den Deich, sagte Harms. Gesucht wird das „Phantom“, sagte ein Polizist.\n",
        expect![[r#"
            „mit Freude“ <- Harms
        "#]],
    );
}

#[test]
fn a_noun_with_its_genitive_may_be_somebodys_words() {
    check(
        "Harms rügte die „Arroganz der Macht“ und warnte vor der „Verödung der Dörfer“.\n\n\
         Sie will das „nicht ausschließen“. Sie fühlt sich „hintergangen“.\n\n\
         Nach der Flut erklärte der neue „Rat der Weisen“ die Lage. Die „Nacht der langen Tafeln“ fiel aus.\n",
        expect![[r#"
            „Arroganz der Macht“ <- Harms
            „Verödung der Dörfer“ <- Harms
            „nicht ausschließen“ <- Sie
            „hintergangen“ <- Sie
        "#]],
    );
}

#[test]
fn a_plural_is_known_by_its_adjective() {
    check(
        "Die alten Fischer, die vor dem Amt standen, beschrieb die Zeitung als „verbittert“.\n",
        expect![[r#"
        „verbittert“ <- die Zeitung
    "#]],
    );
}

#[test]
fn the_space_behind_a_stop_may_be_lost() {
    check(
        "„Das Siel bleibt zu“, sagte der Deichgraf.Die ältere Schwester des Deichgrafen, Tomke Lorenzen, war dabei. \
         „Er schläft kaum noch.“ Das sei „kein Leben“.\n",
        expect![[r#"
            „Das Siel bleibt zu“ <- der Deichgraf
            „Er schläft kaum noch.“ <- Die ältere Schwester des Deichgrafen, Tomke Lorenzen
            „kein Leben“ <- Die ältere Schwester des Deichgrafen, Tomke Lorenzen
        "#]],
    );
}

#[test]
fn a_quote_over_two_paragraphs_has_the_speaker_of_the_second() {
    check(
        "Das Wort ging um. „Wir haben gewartet. Dann kam das Wasser.\n\n„Und es blieb“, sagte Tomke Lorenzen am Abend.\n",
        expect![[r#"
            „Wir haben gewartet. Dann kam das Wasser. <- Tomke Lorenzen
            „Und es blieb“ <- Tomke Lorenzen
        "#]],
    );
}

/// Expects the people of `draft`, one a line, each with the words that name them.
fn check_people(draft: &str, expected: Expect) {
    let snapshot = Snapshot::new(draft.into(), Format::Plain, &Settings::default());
    let mut answer = String::new();
    for person in &snapshot.article.people {
        let names = person.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
        let names: Vec<&str> = names.map(|mention| mention.span.of(draft)).collect();
        let _ = writeln!(answer, "{}: {}", person.name, names.join(", "));
    }
    expected.assert_eq(&answer);
}

#[test]
fn a_genitive_names_its_person() {
    check_people(
        "Der Landrat Ole Petersen und die Müllerin Rike Harms sind sich nicht grün. Petersens Hund bellte, und Rike Harms’ Katze \
         floh. Das ist der Ärger in Petersens Dorf. Petersens Vorgänger hieß Jens Peters, und Ole Petersens Bruder auch.\n",
        expect![[r#"
            Ole Petersen: Ole Petersen, Petersen, Petersen, Petersen, Ole Petersen
            Rike Harms: Rike Harms, Rike Harms
            Jens Peters: Jens Peters
        "#]],
    );
}

#[test]
fn a_noble_title_is_no_part_of_the_name() {
    check_people(
        "Die Gräfin Cosima von Thal lud in das Schloss ein. Nach dem Essen ging von Thal in den Garten, und Freiherr Otto von \
         der Heide folgte ihr. Er war nicht der Letzte.\n",
        expect![[r#"
            Cosima von Thal: Cosima von Thal, von Thal
            Otto von der Heide: Otto von der Heide
        "#]],
    );
}

#[test]
fn a_source_names_a_person_behind_its_noun() {
    check_people(
        "Der Landrat Ole Petersen schweigt. Nach Angaben von Petersen ist der Damm dicht, und das ist nicht die Frage.\n",
        expect![[r#"
            Ole Petersen: Ole Petersen, Petersen
        "#]],
    );
}
