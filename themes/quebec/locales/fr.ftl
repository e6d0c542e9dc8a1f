# Les mots de l’interface, en français. Le fichier en.ftl dit les mêmes en anglais.

colon = {" "}:
home = Accueil
menu = Menu
skip-to-content = Passer au contenu
header-links = Liens de l’en-tête
main-navigation = Navigation principale
footer-navigation = Navigation du pied de page
breadcrumb = Fil d’Ariane
notice-band = Avis
external-link = Ce lien dirige vers un autre site.
not-translated = (en français)
untranslated = Cette page n’est pas encore traduite. Son texte est montré en français.
stale-section = Le texte français de cette section a changé depuis sa traduction.
stale-page = Le texte français a changé depuis la traduction de cette page, ou de ces passages :
draft = Brouillon
sources = Sources
source = source
last-update = Dernière mise à jour :
reference-date = Renseignements évalués au
published-by = Publié par
licence = Licence des données : { $name }
contact = Joindre le comité
unpublished = Renseignement non publié
date-unpublished = Date non publiée
start-unpublished = Début non publié
end-unpublished = fin non publiée
table = Tableau
footnotes = Notes
footnote-call = Note
footnote-back = Retour à l’appel de note
alert-note = À noter
alert-tip = Conseil
alert-important = Important
alert-warning = Avertissement
alert-caution = Attention
file-size = { $kilobytes } ko
duration-years = { $count ->
    [one] un an
    [2] deux ans
   *[other] { $count } ans
}
duration-months = { $count ->
    [one] un mois
    [2] deux mois
    [3] trois mois
    [6] six mois
   *[other] { $count } mois
}
duration-days = { $count ->
    [one] un jour
   *[other] { $count } jours
}
every = tous les { $name }
every-year = tous les ans
every-month = tous les mois
every-week = toutes les semaines

# Navigation et titres
nav-mandate = Mandat
nav-members = Membres
nav-composition = Composition
nav-nominations = Nomination
nav-operation = Fonctionnement
nav-meetings = Rencontres
nav-plans = Plans d’action
nav-recommendations = Recommandations
title-mandate = Mandat
title-members = Membres
title-composition = Composition
title-composition-on = Composition au { $day }
title-nominations = Nomination
title-operation = Fonctionnement
title-meetings = Rencontres
title-meeting = Rencontre du { $day }
title-plans = Plans d’action
title-recommendations = Recommandations
title-not-found = Page introuvable
site-map = Plan du site
about-mandate = Le mandat du { $committee } : ses tâches, sa création et les moyens de le joindre.
about-members = Les organismes membres du { $committee }, par secteur, avec leurs mandats.
about-composition = La règle de composition du { $committee } et les sièges occupés.
about-nominations = La nomination des membres du { $committee } : appels de candidatures, critères et résultats.
about-operation = Le fonctionnement du { $committee } : rencontres, mandats, outils, budget, confidentialité et éthique.
about-meetings = Les rencontres du { $committee } : rythme, ordres du jour et documents.
about-meeting = Rencontre du { $committee }, le { $day }.
about-plans = Les plans d’action sur lesquels le { $committee } s’est prononcé, et leurs engagements.
about-recommendations = Les recommandations du { $committee } et les réponses reçues, ou leur absence.
about-member = { $member }, membre du { $committee } : mandats, acte de nomination et déclarations.
about-commitment = Engagement { $number } du { $plan } : { $title }.
about-commentary = { $title } : commentaire sur le { $plan }.
about-site-map = Toutes les pages du site.
about-not-found = Aucune page ne se trouve à cette adresse.

# Accueil
in-figures = En chiffres
figure-organizations = organismes membres
figure-places = places occupées
figure-commitments = engagements suivis
figure-unanswered = recommandations sans réponse connue
n-of-total = { $count } sur { $total }
discover = Découvrir le comité
tile-mandate = Ce que le comité doit faire, et depuis quand.
tile-members = Les organismes publics et de la société civile qui y siègent.
tile-composition = La règle des sièges, et comment elle est respectée.
tile-nominations = Comment les membres sont choisis.
tile-operation = Rencontres, mandats, outils, budget, confidentialité et éthique.
tile-plans = Les engagements du gouvernement et ce que le comité en a dit.
latest-commentary = Derniers commentaires
unanswered-recommendations = Recommandations sans réponse connue

# Mandat et fonctionnement
tasks = Tâches
founding = Création
founded-in = Le comité a été créé { $precision ->
    [day] le
   *[other] en
}
founding-sources = Les sources donnent :
duties = Obligations
rhythm = Rythme
mode = Mode
see-meetings = Voir les rencontres
terms = Mandats
term-length = Durée d’un mandat
renewal = Renouvellement
renewable = Le mandat est renouvelable.
not-renewable = Le mandat n’est pas renouvelable.

# Membres
members-intro = Organismes qui siègent au comité, par secteur.
see-composition = Voir la règle de composition
sector = Secteur
sector-public-body = Organismes publics
sector-civil-society = Société civile
sector-one-public-body = Organisme public
sector-one-civil-society = Société civile
sector-caption-public-body = Membres du secteur public
sector-caption-civil-society = Membres de la société civile
members-sitting = Les { $count } organismes qui siégeaient : voir la composition ce jour-là
no-member = Aucun membre
other-members = Autres organismes
other-members-caption = Organismes dont le mandat est à venir ou n’est pas publié
former-members = Anciens membres
former-members-caption = Organismes qui ne siègent plus
representatives-unpublished = Le nom des personnes qui représentent les organismes n’est pas publié dans les sources.
organization = Organisme
seat = Siège
term = Mandat
places = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
since = { $precision ->
    [day] depuis le
   *[other] depuis
}
until = { $precision ->
    [day] jusqu’au
   *[other] jusqu’en
}
abbreviation = Abréviation
parent = Rattachement
website = Site Web
terms-caption = Mandats au comité
start = Début
end = Fin
appointed-by = Nomination
representative = Représentation
between-days = entre le { $from } et le { $to }
lapses-in = échéance normale { $precision ->
    [day] le
    [range] {""}
   *[other] en
}
state-sitting = En cours
state-perhaps = En cours
state-undated = En cours
state-lapsed = Échu; renouvellement non publié
state-perhaps-lapsed = En cours ou échu; renouvellement non publié
state-ended = Terminé
state-future = À venir
declarations = Déclarations d’intérêts
leads = Engagements où il est nommé
signed = Commentaires signés

# Composition
composition-intro = La règle et les places occupées au
composition-past = La règle et les places occupées au
composition-current = Voir la composition actuelle
composition-caption = Places prévues et occupées
seats = Sièges
rule = Règle
rule-exactly = { $minimum }
rule-between = de { $minimum } à { $maximum }
held = Places occupées
of-which-certain = { $count ->
    [0] dates de début non publiées ou imprécises
   *[other] dont { $count } à une date connue
}
of-which-lapsed = { $count ->
    [one] dont { $count } au mandat échu ou qui peut l’être; renouvellement non publié
   *[other] dont { $count } au mandat échu ou qui peut l’être; renouvellement non publié
}
rule-met = Respect de la règle
standing-met = Règle respectée
standing-below = { $count ->
    [one] Il manque { $count } membre
   *[other] Il manque { $count } membres
}
standing-above = { $count ->
    [one] { $count } membre de trop
   *[other] { $count } membres de trop
}
seat-caption = Membres : { $name }
composition-history = Composition à d’autres dates
composition-history-intro = Les jours à partir desquels un changement est certain.

# Nomination
nominations-intro = La plupart des membres de la société civile sont choisis à la suite d’un appel de candidatures; d’autres siègent à un autre titre.
nominations-term = Un mandat dure { $name }.
rounds = Appels de candidatures
application-count = { $count ->
    [one] { $count } candidature
   *[other] { $count } candidatures
}
named-otherwise = Membres nommés autrement
named-otherwise-intro = Leur page dit à quel titre.
applications = candidatures reçues
places-to-fill = places à pourvoir
call-opened = Ouverture de l’appel
call-closed = Fin de l’appel
selection-committee = Comité de sélection
criteria = Critères
steps = Étapes
named = Organismes nommés

# Rencontres
meets-every = Le comité se réunit { $name }.
meetings-held = Rencontres tenues
meetings-upcoming = Rencontres à venir
meetings-unpublished = Ni les dates des rencontres, ni leurs ordres du jour, ni leurs comptes rendus ne sont publiés dans les sources.
document-count = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
agenda = Ordre du jour
present = Présences
documents = Documents

# Plans
plans-intro = Chaque plan réunit des engagements; chaque engagement a son état, les commentaires du comité et ses recommandations.
commitment-count = { $count ->
    [one] { $count } engagement
   *[other] { $count } engagements
}
period = Période
pillars = Axes
pillar = Axe
full-text = Texte complet
commitments = Engagements
commitments-caption = Engagements, état et jalons
number = No
commitment = Engagement
state = État
state-of-commitment = Où en est l’engagement
milestones = Jalons
milestones-done = { $done ->
    [one] { $done } jalon atteint sur { $total }
   *[other] { $done } jalons atteints sur { $total }
}
status-not-started = Non commencé
status-under-way = En cours
status-complete = Réalisé
status-abandoned = Abandonné
commentary = Commentaires du comité
no-commentary = Aucun commentaire publié
no-recommendation = Aucune recommandation
commitment-number = Engagement { $name }
led-by = Organismes nommés
plan = Plan
external-id = Identifiant du Partenariat pour un gouvernement ouvert
other-commitments = Autres engagements
previous = Précédent :
next = Suivant :

# Commentaires et recommandations
kind-assessment = Évaluation
kind-advice = Avis
kind-dissent = Dissidence
kind-summary = Résumé
date = Date
signed-by = Signataires
original-by = Texte d’origine
about = Objet
made-in = Faite dans
recommendations-intro = Ce que le comité a proposé, et ce qui lui a été répondu. Chaque recommandation a une réponse, ou le nombre de jours passés sans elle.
recommendations-caption = Recommandations et réponses
recommendation = Recommandation
origin = Origine
response = Réponse
unanswered-count = { $count ->
    [0] Toutes ont reçu une réponse.
    [one] { $count } recommandation est sans réponse connue.
   *[other] { $count } recommandations sont sans réponse connue.
}
no-response = Aucune réponse connue
silence-days = { $days ->
    [one] depuis { $days } jour
   *[other] depuis { $days } jours
}
silence-at-least = { $days ->
    [one] depuis au moins { $days } jour
   *[other] depuis au moins { $days } jours
}
silence-uncounted = Le nombre de jours ne peut pas être compté : le jour du commentaire n’est pas publié.
position-accepted = Acceptée
position-partly-accepted = Acceptée en partie
position-declined = Refusée
position-under-review = À l’étude

# Page introuvable
not-found-lead = La page demandée n’existe pas ou a changé d’adresse.
back-home = Revenir à l’accueil
see-site-map = Consulter le plan du site

# Images, citation, sections
on-this-page = Dans cette page :
timeline = Les mandats dans le temps
timeline-caption = De { $from } à { $to }. Barre pleine : mandat exercé; barre claire : jusqu’à l’échéance normale; contour pointillé : début non publié. Le trait vertical marque le jour de référence, le
seats-in-words = { $count } { $count ->
    [one] place occupée
   *[other] places occupées
}; règle : { $name }
dots-legend = Rond plein : place occupée à une date connue. Rond gris : place occupée, date de début non publiée ou imprécise. Rond vide : place libre.
applications-legend = { $count } candidatures (ronds) pour { $total } places à pourvoir (ronds pleins)
cite = Citer ce texte
citation-summary = { $site } ({ $date }). { $title } [résumé d’un texte de{" "}: { $authors }]. { $url }
citation = { $authors } ({ $date }). { $title }. { $site }. { $url }
permanent-link = Lien permanent :
citation-file = Télécharger la notice
sitting-on = Organismes qui siégeaient le

# Recherche
title-search = Recherche
about-search = Chercher dans les fiches des membres, les plans d’action, les engagements et les commentaires.
search-label = Chercher dans le site
search-submit = Rechercher
search-without-script = La recherche demande JavaScript. Toutes les pages sont dans le
search-filters = Filtres
search-filter-kind = Type de page
search-filter-plan = Plan d’action
search-filter-commitment = Engagement
search-filter-member = Membre
search-filter-all = Tous
search-kind-committee = Le comité
search-kind-member = Membres
search-kind-nomination = Nominations
search-kind-meeting = Rencontres
search-kind-plan = Plans d’action
search-kind-commitment = Engagements
search-kind-commentary = Commentaires
search-kind-page = Autres pages
search-waiting = Recherche en cours…
search-none = Aucun résultat pour « {"{"}query{"}"} ». Essayez d’autres mots, ou parcourez le plan du site.
search-one = {"{"}count{"}"} résultat pour « {"{"}query{"}"} »
search-many = {"{"}count{"}"} résultats pour « {"{"}query{"}"} »
search-more = Montrer plus de résultats
search-failed = La recherche n’est pas disponible en ce moment.

# Registre
title-register = Registre
about-register = Le registre du { $committee } sur une seule page : mandat, composition, membres et nomination.
see-register = Le registre sur une seule page, à imprimer ou à garder
register-intro = Le mandat, la composition, les membres et la nomination, réunis pour l’impression. Renseignements évalués au
register-term = La durée d’un mandat est de { $name }{ $renewable ->
    [yes] ; il peut être renouvelé.
   *[no] .
}
to-top = Haut de la page
beside = Siègent aussi, sans être passés par l’appel de candidatures :
beside-legend = Et { $count ->
    [one] un organisme qui siège sans être passé
    [2] deux organismes qui siègent sans être passés
   *[other] { $count } organismes qui siègent sans être passés
} par l’appel.
