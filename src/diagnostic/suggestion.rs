//! Finds the known word that an editor may have meant. A wrong proposal does harm, since it is followed: none is
//! made if digits differ (they distinguish years, meetings and commitments), nor if the known word is too different
//! from what was written, unless it is the translation of a French word.

/// The English words of the format, by the French words that an editor may write for them: without accents, in
/// lower case, with hyphens for spaces.
const FRENCH: &[(&str, &[&str])] = &[
    ("nom", &["name"]),
    ("francais", &["fr"]),
    ("anglais", &["en"]),
    ("comite", &["committee"]),
    ("noms", &["name"]),
    ("titre", &["title"]),
    ("secteur", &["sector"]),
    ("genre", &["kind"]),
    ("type", &["kind", "type"]),
    ("debut", &["start_date"]),
    ("date-de-debut", &["start_date"]),
    ("date-debut", &["start_date"]),
    ("fin", &["end_date"]),
    ("date-de-fin", &["end_date"]),
    ("date-fin", &["end_date"]),
    ("date-de-fondation", &["founding_date"]),
    ("fondation", &["founding_date"]),
    ("creation", &["founding_date"]),
    ("siege", &["seat"]),
    ("sieges", &["seats", "places"]),
    ("places", &["places"]),
    ("mandat", &["term", "terms", "mandate"]),
    ("mandats", &["terms"]),
    ("duree", &["length", "term"]),
    ("renouvelable", &["renewable"]),
    ("nomme-par", &["appointed_by"]),
    ("nomination", &["appointed_by"]),
    ("representant", &["representative"]),
    ("representante", &["representative"]),
    ("etablissement", &["parent"]),
    ("rattachement", &["parent"]),
    ("sigle", &["abbreviation"]),
    ("abreviation", &["abbreviation"]),
    ("membres", &["members", "present"]),
    ("membre", &["member"]),
    ("presences", &["present"]),
    ("presents", &["present"]),
    ("ordre-du-jour", &["agenda"]),
    ("fichier", &["file"]),
    ("langue", &["language"]),
    ("mode", &["mode"]),
    ("texte", &["text"]),
    ("auteurs", &["authors"]),
    ("auteur", &["authors", "by", "author"]),
    ("signataires", &["authors"]),
    ("engagement", &["commitments"]),
    ("engagements", &["commitments"]),
    ("recommandation", &["recommendation", "recommendations"]),
    ("recommandations", &["recommendations"]),
    ("reponse", &["position", "text"]),
    ("statut", &["status"]),
    ("etat", &["status"]),
    ("jalons", &["milestones"]),
    ("faits", &["done"]),
    ("atteints", &["done"]),
    ("responsable", &["lead"]),
    ("responsables", &["lead"]),
    ("axe", &["pillar"]),
    ("axes", &["pillars"]),
    ("etapes", &["steps"]),
    ("adresse", &["url", "email"]),
    ("lien", &["url"]),
    ("courriel", &["email"]),
    ("telephone", &["voice"]),
    ("remarque", &["note"]),
    ("source", &["sources"]),
    ("licence", &["licence"]),
    ("fuseau-horaire", &["time_zone"]),
    ("ouverture", &["opened"]),
    ("fermeture", &["closed"]),
    ("candidatures", &["applications"]),
    ("criteres", &["criteria"]),
    ("mise-a-jour", &["updated_at"]),
    ("maj", &["updated_at"]),
    ("organisme-public", &["public-body"]),
    ("secteur-public", &["public-body"]),
    ("public", &["public-body"]),
    ("societe-civile", &["civil-society"]),
    ("osbl", &["civil-society"]),
    ("acceptee", &["accepted"]),
    ("accepte", &["accepted"]),
    ("acceptee-en-partie", &["partly-accepted"]),
    ("partiellement-acceptee", &["partly-accepted"]),
    ("refusee", &["declined"]),
    ("refuse", &["declined"]),
    ("rejetee", &["declined"]),
    ("a-l-etude", &["under-review"]),
    ("en-etude", &["under-review"]),
    ("en-cours", &["under-way"]),
    ("non-commence", &["not-started"]),
    ("pas-commence", &["not-started"]),
    ("a-venir", &["not-started", "scheduled"]),
    ("termine", &["complete"]),
    ("realise", &["complete"]),
    ("complete", &["complete"]),
    ("abandonne", &["abandoned"]),
    ("prevue", &["scheduled"]),
    ("tenue", &["held"]),
    ("tenu", &["held"]),
    ("annulee", &["cancelled"]),
    ("annule", &["cancelled"]),
    ("reportee", &["cancelled"]),
    ("president", &["chair"]),
    ("presidente", &["chair"]),
    ("presidence", &["chair"]),
    ("vice-president", &["vice-chair"]),
    ("vice-presidente", &["vice-chair"]),
    ("vice-presidence", &["vice-chair"]),
    ("secretaire", &["secretary"]),
    ("secretariat", &["secretary"]),
    ("observateur", &["observer"]),
    ("observatrice", &["observer"]),
    ("calendrier", &["calendar"]),
    ("plans", &["plans"]),
    ("plan", &["plans"]),
    ("documents", &["documents"]),
    ("rencontre", &["meetings"]),
    ("pour", &["for"]),
    ("contre", &["against"]),
    ("abstention", &["abstained"]),
    ("abstentions", &["abstained"]),
    ("lieu", &["place"]),
    ("endroit", &["place"]),
    ("heure", &["time"]),
    ("heure-de-fin", &["end_time"]),
    ("invites", &["guests"]),
    ("absents", &["excused"]),
    ("absences", &["excused"]),
    ("excuses", &["excused"]),
    ("decision", &["decisions", "decision"]),
    ("proces-verbal", &["minutes"]),
    ("compte-rendu", &["minutes"]),
    ("adopte", &["adopted"]),
    ("adoption", &["adopted"]),
    ("par", &["by"]),
    ("fait", &["done"]),
    ("echeance", &["due"]),
    ("preuve", &["evidence"]),
    ("preuves", &["evidence"]),
    ("frequence", &["every"]),
    ("rythme", &["every"]),
    ("obligations", &["duties"]),
    ("corrections", &["corrections"]),
    ("raison", &["reason"]),
    ("motif", &["reason"]),
    ("brouillon", &["draft"]),
    ("publie", &["published"]),
    ("oui", &["true"]),
    ("vrai", &["true"]),
    ("non", &["false"]),
    ("faux", &["false"]),
    ("avis", &["advice"]),
    ("evaluation", &["assessment"]),
    ("dissidence", &["dissent"]),
    ("resume", &["summary"]),
    ("rencontres", &["meetings"]),
    ("commentaires", &["commentary"]),
    ("reponses", &["responses"]),
    ("appels", &["nominations"]),
    ("fichiers", &["assets"]),
    ("images", &["assets"]),
];

/// Returns the known word that was meant by what was written, if it is clear.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let known: Vec<&str> = known.into_iter().collect();
    let plain = plain(written);
    let same = known.iter().find(|word| self::plain(word) == plain);
    let translated = || {
        let (_, words) = FRENCH.iter().find(|(french, _)| *french == plain)?;
        words.iter().find_map(|word| known.iter().find(|known| *known == word))
    };
    let close = || {
        let distances = known.iter().filter(|word| digits(word) == digits(written)).map(|word| {
            let distance = strsim::damerau_levenshtein(&plain, &self::plain(word));
            (distance, word)
        });
        let near = distances.filter(|(distance, word)| distance * 10 <= written.chars().count().max(word.len()) * 3);
        near.min_by_key(|(distance, _)| *distance).map(|(_, word)| word)
    };
    same.or_else(translated).or_else(close).copied()
}

/// Returns whether an id or a file's name differs from another only by a typing error within one of its words: a
/// letter added, missing, wrong or exchanged with its neighbour. Another word names another thing: `avis-foret` is
/// not `avis-forage`, nor `chaire-a` `chaire-b`.
pub fn is_slip(written: &str, known: &str) -> bool {
    const SHORT: usize = 5;
    let words = |name: &str| plain(name).split(['-', '.', '/']).map(str::to_owned).collect::<Vec<_>>();
    let (one, other) = (words(written), words(known));
    let differing: Vec<(&String, &String)> = one.iter().zip(&other).filter(|(one, other)| one != other).collect();
    let is_near = |(one, other): &(&String, &String)| {
        one.chars().count().max(other.chars().count()) >= SHORT && strsim::damerau_levenshtein(one, other) == 1
    };
    one.len() == other.len() && differing.len() <= 1 && differing.iter().all(is_near)
}

/// Returns a word without accents, in lower case, with hyphens for spaces, apostrophes and underscores.
fn plain(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for c in word.trim().chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'â' | 'ä' => plain.push('a'),
            'ç' => plain.push('c'),
            'é' | 'è' | 'ê' | 'ë' => plain.push('e'),
            'î' | 'ï' => plain.push('i'),
            'ô' | 'ö' => plain.push('o'),
            'ù' | 'û' | 'ü' => plain.push('u'),
            ' ' | '_' | '\'' | '’' | '\u{a0}' => plain.push('-'),
            c => plain.push(c),
        }
    }
    plain
}

fn digits(word: &str) -> String {
    word.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_word_of_an_id_names_another_thing() {
        for (written, known) in
            [("avis-donees", "avis-donnees"), ("Ouranos", "ouranos"), ("rapprot.pdf", "rapport.pdf")]
        {
            assert!(is_slip(written, known), "{written}");
        }
        for (written, known) in [
            ("avis-forage", "avis-foret"),
            ("chaire-b", "chaire-a"),
            ("proces-mars.pdf", "proces-mai.pdf"),
            ("mon-rapport.pdf", "rapport.pdf"),
        ] {
            assert!(!is_slip(written, known), "{written}");
        }
    }

    #[test]
    fn a_slip_is_understood_and_another_year_is_not_proposed() {
        let keys = ["name", "title", "sector", "start_date", "end_date", "mode", "kind", "status"];
        for (written, meant) in [
            ("nom", Some("name")),
            ("Titre", Some("title")),
            ("secteur", Some("sector")),
            ("strat_date", Some("start_date")),
            ("start-date", Some("start_date")),
            ("Name", Some("name")),
            ("modes", Some("mode")),
            ("date de début", Some("start_date")),
            ("couleur", None),
        ] {
            assert_eq!(nearest(written, keys), meant, "{written}");
        }
        assert_eq!(nearest("appel-2025", ["appel-2023", "appel-2021"]), None);
        assert_eq!(nearest("2026-03-12", ["2026-06-18"]), None);
        assert_eq!(nearest("compte-rendu-2026-03-12.pdf", ["rencontres/compte-rendu-2026-06-18.pdf"]), None);
        assert_eq!(nearest("avis-donnees", ["avis-municipalites"]), None);
        assert_eq!(nearest("quebec-numeriqe", ["quebec-numerique", "votepour-ca"]), Some("quebec-numerique"));
        assert_eq!(nearest("refusée", ["accepted", "declined"]), Some("declined"));
        assert_eq!(nearest("annulée", ["scheduled", "held", "cancelled"]), Some("cancelled"));
        assert_eq!(nearest("à venir", ["scheduled", "held", "cancelled"]), Some("scheduled"));
        assert_eq!(nearest("auteur", ["recommendation", "position", "date", "by"]), Some("by"));
        assert_eq!(nearest("Société civile", ["public-body", "civil-society"]), Some("civil-society"));
    }
}
