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
english-notice = Consultation en anglais
english-notice-more = En savoir plus
external-link = Ce lien mène à un autre site.
not-translated = (en français)
untranslated = Cette page n’est pas encore traduite. Son texte est affiché en français.
stale-section = Le texte français de cette section a changé depuis sa traduction.
stale-page = Le texte français a changé depuis la traduction de cette page, ou de ces passages :
draft = Brouillon
sources = Sources
source = source
last-update = Dernière mise à jour :
reference-date = Situation au
published-by = Publié par
licence = Licence des contenus :
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
   *[other] { $count } ans
}
duration-months = { $count ->
    [one] un mois
    [2] deux mois
    [3] trois mois
    [6] six mois
   *[other] { $count } mois
}
duration-days = { $count ->
    [one] un jour
   *[other] { $count } jours
}
every = tous les { $name }
every-year = tous les ans
every-month = tous les mois
every-week = toutes les semaines
every-day = tous les jours
every-mixed = à intervalle régulier ({ $name })

# Navigation et titres
nav-mandate = Mandat
nav-members = Membres
nav-composition = Composition
nav-nominations = Choix des membres
nav-operation = Fonctionnement
nav-meetings = Rencontres
nav-plans = Plans d’action
nav-recommendations = Recommandations
title-mandate = Mandat
title-members = Membres
title-composition = Composition
title-composition-on = Composition { $period }
title-nominations = Choix des membres
title-operation = Fonctionnement
title-meetings = Rencontres
title-meeting = Rencontre du { $day }
title-plans = Plans d’action
title-recommendations = Recommandations
title-not-found = Page introuvable
site-map = Plan du site
about-mandate = { $committee } : mandat, tâches et création.
about-members = { $committee } : organismes membres, par secteur, et leurs mandats.
about-composition = { $committee } : règle de composition et sièges occupés.
about-nominations = { $committee } : choix des membres, appels de candidatures et résultats.
about-operation = { $committee } : fonctionnement, rencontres, mandats et règles.
about-meetings = { $committee } : rencontres, ordres du jour et documents.
about-meeting = { $committee } : rencontre du { $day }.
about-plans = { $committee } : plans d’action et engagements commentés.
about-recommendations = { $committee } : recommandations et réponses reçues.
about-member = { $member } : mandats, acte de nomination et déclarations. { $committee }.
about-commitment = { $plan }, engagement { $number } : { $title }.
about-commentary = { $title }. { $plan }.
about-site-map = Toutes les pages du site.
about-not-found = Aucune page ne se trouve à cette adresse.

# Accueil
in-figures = En chiffres
figure-organizations = { $count ->
    [0] membre
    [one] membre
   *[other] membres
}
figure-places = { $count ->
    [0] siège occupé
    [one] siège occupé
   *[other] sièges occupés
}
figure-commitments = { $count ->
    [0] engagement suivi
    [one] engagement suivi
   *[other] engagements suivis
}
figure-unanswered = { $count ->
    [0] recommandation sans réponse connue
    [one] recommandation sans réponse connue
   *[other] recommandations sans réponse connue
}
n-of-total = { $count } sur { $total }
discover = Découvrir le comité
tile-mandate = Ce que le comité doit faire, et depuis quand.
tile-members = Les organismes publics et de la société civile qui y siègent.
tile-composition = La règle de composition et son application.
tile-nominations = Comment les membres sont choisis.
tile-operation = Rencontres, durée des mandats et règles de travail.
tile-plans = Les engagements et ce que le comité en a dit.
latest-commentary = Derniers commentaires
unanswered-recommendations = Recommandations sans réponse connue

# Mandat et fonctionnement
tasks = Tâches
founding = Création
founded-in = Le comité a été créé { $precision ->
    [day] le
   *[other] en
}
founding-sources = Selon les sources :
duties = Obligations
rhythm = Fréquence
mode = Mode de rencontre
see-meetings = Voir les rencontres
terms = Mandats
term-length = Durée d’un mandat
renewal = Renouvellement
renewable = Le mandat est renouvelable.
not-renewable = Le mandat n’est pas renouvelable.

# Membres
members-intro = Membres qui siègent au comité, par secteur.
see-composition = Voir la règle de composition
sector = Secteur
sector-public-body = Organismes publics
sector-civil-society = Société civile
sector-one-public-body = Organisme public
sector-one-civil-society = Société civile
sector-caption-public-body = Membres du secteur public
sector-caption-civil-society = Membres de la société civile
members-sitting = { $count ->
    [one] Le membre qui siégeait
   *[other] Les { $count } membres qui siégeaient
 } : voir la composition ce jour-là
no-member = Aucun membre
other-members = Autres organismes
other-members-caption = Organismes dont le mandat est à venir ou n’est pas publié
former-members = Anciens membres
former-members-caption = Membres qui ne siègent plus
organization = Membre
seat = Siège
term = Mandat
places = { $count ->
    [0] { $count } siège
    [one] { $count } siège
   *[other] { $count } sièges
}
since = { $state ->
    [future] { $precision ->
        [day] dès le
       *[other] dès
    }
   *[other] { $precision ->
        [day] depuis le
       *[other] depuis
    }
}
until = { $precision ->
    [day] jusqu’au
   *[other] jusqu’en
}
abbreviation = Abréviation
parent = Établissement
website = Site Web
terms-caption = Mandats au comité
start = Début
end = Fin
appointed-by = Nomination
representative = Représentante ou représentant
between-days = entre le { $from } et le { $to }
lapses-in = fin prévue { $precision ->
    [day] le
    [range] {""}
   *[other] en
}
state-sitting = En cours
state-perhaps = Ne peut être confirmé
state-undated = Ne peut être confirmé
state-lapsed = Arrivé à échéance; renouvellement non publié
state-perhaps-lapsed = Ne peut être confirmé; renouvellement non publié
state-ended = Terminé
state-future = À venir
declarations = Déclarations d’intérêts
leads = Engagements où ce membre est mentionné
signed = Commentaires signés

# Composition
composition-intro = La règle et les sièges occupés au
composition-intro-since = La règle et les sièges occupés, sans changement depuis le
composition-current = Voir la composition actuelle
composition-current-on = au
composition-caption = Sièges prévus et occupés
seats = Sièges
rule = Règle
rule-exactly = { $minimum }
rule-between = de { $minimum } à { $maximum }
held = Sièges occupés
of-which-certain = { $count ->
    [0] aucun n’est confirmé
    [one] dont { $count } confirmé
   *[other] dont { $count } confirmés
}
of-which-lapsed = { $sure ->
    [yes] { $count ->
        [one] dont { $count } mandat échu, renouvellement non publié
       *[other] dont { $count } mandats échus, renouvellement non publié
    }
   *[no] { $count ->
        [one] dont { $count } mandat peut-être échu
       *[other] dont { $count } mandats peut-être échus
    }
}
rule-met = Respect de la règle
standing-met = Règle respectée
standing-unknown = Ne peut être confirmé
standing-below = { $count ->
    [one] Il manque { $count } membre
   *[other] Il manque { $count } membres
}
standing-above = { $count ->
    [one] { $count } membre de trop
   *[other] { $count } membres de trop
}
standing-below-between = Il manque de { $count } à { $most } membres
standing-above-between = De { $count } à { $most } membres de trop
standing-perhaps-lapsed = Mandat peut-être échu, renouvellement non publié :
seat-caption = Membres : { $name }
composition-history = Composition à d’autres dates

# Nomination
nominations-intro = Les appels de candidatures et les autres façons de siéger au comité.
nominations-term = Un mandat dure { $name }.
rounds = Appels de candidatures
application-count = { $count ->
    [0] { $count } candidature
    [one] { $count } candidature
   *[other] { $count } candidatures
}
named-otherwise = Membres désignés autrement que par appel de candidatures
named-otherwise-intro = La fiche de chacun précise à quel titre.
applications = candidatures reçues
places-to-fill = sièges à pourvoir
call-opened = Ouverture de l’appel
call-closed = Fin de l’appel
selection-committee = Comité de sélection
criteria = Critères d’évaluation
reasons = Motifs du choix
steps = Étapes
named = Membres retenus

# Rencontres
meets-every = Le comité se réunit { $name }.
meetings-held = Rencontres tenues
meetings-upcoming = Rencontres à venir
meetings-unpublished = Aucune rencontre n’est publiée.
document-count = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
agenda = Ordre du jour
present = Membres présents
documents = Documents

# Plans
plans-intro = Pour chaque engagement : son état, puis les commentaires et les recommandations du comité.
commitment-count = { $count ->
    [0] { $count } engagement
    [one] { $count } engagement
   *[other] { $count } engagements
}
period = Période
pillars = Axes
pillar = Axe
full-text = Texte complet
commitments = Engagements
commitments-caption = Engagements, état et jalons
number = Numéro
commitment = Engagement
state = État
state-of-commitment = État de l’engagement
assessed-on = { $precision ->
    [day] évalué le
   *[other] évalué en
}
milestones = Jalons
milestones-done = { $done ->
    [0] { $done } jalon atteint sur { $total }
    [one] { $done } jalon atteint sur { $total }
   *[other] { $done } jalons atteints sur { $total }
}
milestones-unknown = { $count ->
    [one] ; l’état de { $count } jalon n’est pas publié
   *[other] ; l’état de { $count } jalons n’est pas publié
}
status-unpublished = État non publié
status-not-started = Non commencé
status-under-way = En cours
status-complete = Réalisé
status-abandoned = Abandonné
commentary = Commentaires du comité
no-commentary = Aucun commentaire publié
no-recommendation = Aucune recommandation
commitment-number = Engagement { $name }
led-by = Organismes mentionnés
plan = Plan
external-id = Identifiant externe
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
made-in = Formulée dans
recommendations-intro = Ce que le comité a proposé, et ce qui lui a été répondu. Pour chaque recommandation, la réponse reçue ou, à défaut, le temps écoulé lorsqu’il est connu.
recommendations-caption = Recommandations et réponses
recommendation = Recommandation
origin = Origine
response = Réponse
unanswered-count = { $count ->
    [0] Toutes ont reçu une réponse.
    [one] { $count } recommandation est sans réponse connue.
   *[other] { $count } recommandations sont sans réponse connue.
}
other-names = Noms antérieurs
due = Réponse attendue au plus tard le
due-awaited = à venir
due-overdue = { $days ->
    [one] en retard de { $days } jour
   *[other] en retard de { $days } jours
}
due-in-time = première réponse reçue dans le délai
due-perhaps = reçue; le délai ne peut être vérifié, la date n’étant pas connue au jour près
due-late = { $days ->
    [one] première réponse reçue avec { $days } jour de retard
   *[other] première réponse reçue avec { $days } jours de retard
}
due-late-at-least = { $days ->
    [one] reçue avec au moins { $days } jour de retard
   *[other] reçue avec au moins { $days } jours de retard
}
other-responses = Autres réponses; on ne sait pas laquelle est la plus récente :
earlier-responses = Réponses antérieures :
no-response = Aucune réponse connue
silence-days = { $days ->
    [0] depuis { $days } jour, au { $day }
    [one] depuis { $days } jour, au { $day }
   *[other] depuis { $days } jours, au { $day }
}
silence-at-least = { $days ->
    [0] depuis au moins { $days } jour, au { $day }
    [one] depuis au moins { $days } jour, au { $day }
   *[other] depuis au moins { $days } jours, au { $day }
}
silence-uncounted = Le temps écoulé n’est pas connu : la date du commentaire n’est pas publiée au jour près.
silence-to-come = La date du commentaire est à venir.
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
timeline-caption = De { $from } à { $to }. Barre pleine : mandat exercé; barre claire : jusqu’à la fin prévue; contour pointillé : dates non publiées ou non confirmées. Le trait vertical marque le mois de référence :
seats-in-words = { $count ->
    [0] aucun siège occupé
    [one] { $count } siège occupé
   *[other] { $count } sièges occupés
}; règle : { $name }
seats-in-words-uncertain = { $count ->
    [one] { $count } siège occupé
   *[other] { $count } sièges occupés
} ({ $certain ->
    [0] aucun n’est confirmé
    [one] dont { $certain } confirmé
   *[other] dont { $certain } confirmés
}); règle : { $name }
dots-legend = Rond plein : siège dont l’occupation est confirmée. Rond gris : siège occupé selon les sources, sans date ou sans renouvellement publié. Rond vide : siège libre.
applications-legend = { $count ->
    [one] { $count } candidature (rond)
   *[other] { $count } candidatures (ronds)
} pour { $total ->
    [one] { $total } siège à pourvoir (rond plein)
   *[other] { $total } sièges à pourvoir (ronds pleins)
}
cite = Citer ce texte
citation-summary = { $publisher } ({ $date }). { $title } [résumé, rédigé par le site, d’un texte de : { $authors }]. { $site }. { $url }
citation = { $authors } ({ $date }). { $title }. { $site }. { $url }
citation-undated = s. d.
permanent-link = Lien permanent :
citation-file = Télécharger la référence bibliographique
sitting-on = Membres qui siégeaient le

# Recherche
title-search = Recherche
about-search = Chercher dans les fiches des membres, les plans d’action, les engagements et les commentaires.
search-label = Chercher dans le site
search-submit = Rechercher
search-without-script = La recherche exige JavaScript. Toutes les pages sont dans le
search-filters = Filtres
search-filter-kind = Type de page
search-filter-plan = Plan d’action
search-filter-commitment = Engagement
search-filter-member = Membre
search-filter-all = Tous
search-kind-committee = Le comité
search-kind-member = Membres
search-kind-nomination = Appels de candidatures
search-kind-meeting = Rencontres
search-kind-plan = Plans d’action
search-kind-commitment = Engagements
search-kind-commentary = Commentaires
search-kind-page = Autres pages
search-waiting = Recherche en cours…
search-none = Aucun résultat pour « {"{"}query{"}"} ». Essayez d’autres mots, ou parcourez le plan du site.
search-one = {"{"}count{"}"} résultat pour « {"{"}query{"}"} »
search-many = {"{"}count{"}"} résultats pour « {"{"}query{"}"} »
search-more = Montrer plus de résultats
search-failed = La recherche n’est pas disponible en ce moment.

# Registre
title-register = Dossier complet (une page)
about-register = { $committee } : dossier complet sur une seule page.
see-register = Le dossier complet sur une seule page, à imprimer ou à garder
register-intro = Le mandat, la composition, les membres et leur choix, réunis pour l’impression.
register-since = Situation inchangée depuis le
register-term = Un mandat dure { $name }{ $renewable ->
    [yes] ; il peut être renouvelé.
   *[no] .
}
to-top = Haut de la page
beside = Siègent aussi, sans être passés par l’appel de candidatures :
beside-legend = Et { $count ->
    [one] un organisme qui siège sans être passé
    [2] deux organismes qui siègent sans être passés
   *[other] { $count } organismes qui siègent sans être passés
} par l’appel.

# Le temps : périodes, écarts, obligations, échéances
about-composition-on = { $committee } : composition { $period }.
period-day = le { $first }
period-closed = { $known ->
    [yes] du { $first } au { $last }
   *[no] du { $first } (au plus tôt) au { $last }
}
period-open = { $known ->
    [announced] à partir du { $first }
    [yes] depuis le { $first }
   *[no] depuis le { $first } au plus tôt
}
period-current = période en cours
expected = prévu
period-announced = annoncé
other-periods = Autres périodes
composition-then = La composition telle qu’elle est connue aujourd’hui pour cette période.
composition-now = La composition de la période en cours.
composition-announced = La composition annoncée, d’après ce qui est publié aujourd’hui.
composition-period = Depuis quand la composition n’a pas changé
composition-history-intro = Chaque jour appartient à une seule période. Lorsqu’une date n’est connue qu’au mois ou à l’année près, ce qui en dépend est incertain entre les jours possibles.
came = Arrivés au début de cette période :
left = Partis au début de cette période :
perhaps-came = Peut-être arrivés au début de cette période, ou plus tard :
perhaps-left = Partis au plus tard au début de cette période :
observers = Observateurs :
rule-one-of = { $rules }
rule-or = ou
date-field = Voir la composition à une date
date-field-submit = Voir
date-field-none = Le comité n’existait pas encore à cette date.
title-breaches = Écarts à la règle
about-breaches = { $committee } : sièges vacants, dépassements et mandats échus, avec leurs dates.
breaches-intro = Les jours où la composition n’était pas celle que la règle demande, ou ne pouvait être confirmée, et les mandats dont la durée est écoulée.
breaches-caption = Écarts, du plus récent au plus ancien
breach = Écart
from-day = Début
to-day = Fin
still = en cours
end-unknown = Fin inconnue
no-end = sans fin connue
no-breach = Aucun écart n’est connu.
standing-lapsed = Mandat échu, renouvellement non publié :
title-compare = Comparer deux dates
about-compare = { $committee } : qui siégeait, de quand à quand.
compare-intro = Qui a siégé, de quand à quand.
compare-caption = Présence au comité, par membre
compare-one = Première date
compare-other = Seconde date
compare-submit = Comparer
compare-came = Arrivés
compare-left = Partis
compare-both = Aux deux dates
compare-none = Personne ne siégeait à ces dates.
accepted = Écart accepté :
deduced = date déduite :
alternate = suppléance
role-chair = Présidence
role-vice-chair = Vice-présidence
role-secretary = Secrétariat
role-observer = Observation
unlimited = sans durée fixe
named-by = Désignation par
in-person = Siège en personne
member-kind = Qualité
member-person = Personne qui siège à titre individuel
dissolved = Dissolution
successors = A pour successeur
predecessors = Succède à
attendance = Présence aux rencontres
attendance-count = { $present ->
    [0] Présence à aucune rencontre.
    [one] Présence à { $present } rencontre.
   *[other] Présence à { $present } rencontres.
} Rencontres tenues pendant ses mandats et dont les présences sont publiées : { $known }.
attendance-unpublished-count = { $count ->
    [one] Pour { $count } autre rencontre, les présences ne sont pas publiées.
   *[other] Pour { $count } autres rencontres, les présences ne sont pas publiées.
}
attendance-uncertain-count = { $count ->
    [one] Pour { $count } autre rencontre, il n’est pas certain que le membre ait été attendu.
   *[other] Pour { $count } autres rencontres, il n’est pas certain que le membre ait été attendu.
}
attendance-present = Présence
attendance-excused = Absence motivée
attendance-absent = Absence
attendance-unpublished = Non publié
attendance-uncertain = Ne peut être déterminé
declared-none = Aucun intérêt à déclarer.
declared-until = fin de l’intérêt :
meeting-cancelled = Cette rencontre a été annulée.
meeting-cancelled-one = annulée
meeting-scheduled = Cette rencontre est à venir.
title-meeting-named = { $title }, { $day }
time-from = à { $from }
time-range = de { $from } à { $to }
place = Lieu
meeting-url = Pour y assister
excused = Absences motivées
absent = Absences
guests = Invités
decisions = Décisions
vote-for = { $count } pour
vote-against = { $count } contre
vote-abstained = { $count ->
    [0] { $count } abstention
    [one] { $count } abstention
   *[other] { $count } abstentions
}
minutes = Compte rendu
minutes-adopted-at = Adoption :
minutes-adopted-on = { $precision ->
    [day] Adopté le
   *[other] Adopté en
}
minutes-not-adopted = Adoption non publiée
other-meetings = Autres rencontres
milestone = Jalon
milestones-caption = Jalons, échéances et preuves
due-date = Échéance
evidence = Preuves
overdue = échue
due-passed = échue
judges = Qui évalue qui
judges-intro = Ces membres du comité sont mentionnés dans ce qui est évalué ici :
judges-composition = Membres mentionnés dans des engagements évalués par le comité :
judge-perhaps = présence au comité non confirmée
judge-names = (a aussi désigné des membres du comité)
naming = Membres qui en ont désigné d’autres :
addressee = Destinataire :
recommendation-about = Au sujet de :
withdrawn = Retiré
withdrawn-since = Ce texte est retiré depuis { $precision ->
    [day] le
   *[other] {""}
}
publish-on = À publier le
attribution = Texte de
adopted-at = Adoption
dissents-from = Dissidence à l’égard de
dissents = Une dissidence a été exprimée à l’égard de ce texte :
correction = Correction
corrections = Corrections
title-duties = Obligations
about-duties = { $committee } : ce qui est dû, ce qui a été fait et ce que les sources ne permettent pas de dire.
duties-intro = Ce que le comité doit faire, et ce que les fiches publiées en montrent. Une période sans fiche compte comme manquée seulement si le portail publie de telles fiches.
see-operation = Voir le fonctionnement
see-duties = Voir le suivi des obligations
counted-between = au plus ce délai d’une fois à l’autre
counted-calendar = dans chaque période du calendrier
duty-since = Entrée en vigueur
shown-by = Ce qui le montre
shown-by-meetings = { $count ->
    [0] aucune rencontre tenue
    [one] { $count } rencontre tenue
   *[other] { $count } rencontres tenues
}
shown-by-commentary = { $count ->
    [0] aucun commentaire publié
    [one] { $count } commentaire publié
   *[other] { $count } commentaires publiés
}
shown-by-plans = { $count ->
    [0] aucun plan publié
    [one] { $count } plan publié
   *[other] { $count } plans publiés
}
shown-by-documents = { $count ->
    [0] aucun document publié
    [one] { $count } document publié
   *[other] { $count } documents publiés
}
shown-by-text = rien que le portail puisse compter
source-of-rule = Source de la règle
next-due = Prochaine échéance
uncounted-no-rhythm = Aucune fréquence n’est fixée : il n’y a rien à compter.
uncounted-too-often = Trop de périodes sont échues pour être comptées.
uncounted-no-records = Le portail ne tient pas de fiches qui le montreraient : ne peut être déterminé.
uncounted-no-start = La date d’entrée en vigueur n’est pas publiée : ne peut être déterminé.
duty-counts = { $met ->
    [0] Remplie { $met } fois
    [one] Remplie { $met } fois
   *[other] Remplie { $met } fois
}; manquée { $missed } fois; indéterminée { $unknown } fois.
duty-caption = Périodes, de la plus récente à la plus ancienne
duty-met = Remplie
duty-missed = Manquée
duty-unknown = Ne peut être déterminé
duty-open = En cours
duty-older = { $count ->
    [one] { $count } période plus ancienne n’est pas affichée.
   *[other] { $count } périodes plus anciennes ne sont pas affichées.
}
no-duty = Aucune obligation n’est inscrite.
figure-duty = { $missed ->
    [0] {""}
   *[other] manquée { $missed } fois{ $unknown ->
        [0] {""}
       *[other] {"; "}
    }
}{ $unknown ->
    [0] {""}
   *[other] ne peut être déterminé { $unknown } fois
}
title-ahead = À venir
about-ahead = { $committee } : échéances et dates annoncées.
see-ahead = Toutes les dates à venir
ahead-intro = Ce qui est annoncé ou viendra à échéance au cours des cinq prochaines années, d’après ce qui est publié.
ahead-editors = Aperçu : les dates qui ne regardent que la rédaction y figurent aussi.
ahead-nothing = Rien n’est annoncé.
ahead-term-ends = Dernier jour du mandat
ahead-term-lapses = Fin prévue du mandat, renouvellement non publié
ahead-term-begins = Début du mandat
ahead-breach-below = Siège qui manquera
ahead-breach-above = Sièges de trop
ahead-rule-changes = Changement de la règle
ahead-duty-due = Dernier jour pour remplir l’obligation
ahead-answer-due = Dernier jour pour répondre
ahead-milestone-due = Échéance d’un jalon
ahead-commitment-ends = Fin de l’engagement
ahead-plan-ends = Fin du plan
ahead-call-opens = Ouverture de l’appel de candidatures
ahead-call-closes = Fin de l’appel de candidatures
ahead-deduced = date déduite
ahead-meeting = Rencontre
ahead-published = Publication prévue
ahead-acceptance-ends = Fin d’un écart accepté

redirected-title = Page déplacée
redirected = Cette page a changé d’adresse :

# Historique
title-changes = Modifications du site
about-changes = Tout ce qui a changé d’une édition du site à l’autre.
title-edition = Édition { $number }, { $day }
about-edition = { $edition } : ce qui a changé, passage par passage.
changes-intro = Chaque édition du site, et tout ce qui y a changé. La liste est établie à partir des textes eux-mêmes : rien n’y échappe, qu’une raison soit donnée ou non.
verify-heading = Vérifier ce site
verify-manifest = À la racine du site, le fichier SHA256SUMS donne l’empreinte de chaque fichier. Qui télécharge le site peut vérifier sa copie ainsi :
verify-chain = À côté, le fichier editions.json énumère les éditions publiées. Chacune y porte l’empreinte de ses fichiers et celle de l’édition précédente : aucune ne peut être réécrite sans que cela se voie. Le site en ligne se vérifie avec cette commande, suivie de son adresse :
first-edition = Première édition : tout y est nouveau.
no-reason = Aucune raison donnée
reason-given = Raison donnée :
no-edition = Aucune édition n’a encore été publiée.
no-text-changed = Aucun texte n’a changé.
other-editions = Autres éditions
diff-legend = Les mots retirés sont barrés, les mots ajoutés sont soulignés.
diff-added = {"["}ajouté :{" "}
diff-removed = {"["}retiré :{" "}
diff-end = {"]"}
change-added = nouveau
change-changed = modifié
change-removed = retiré
change-portal = Le portail
change-answers = Réponses : { $title }
label-correction = correction
label-typography = typographie
label-data = données
part-withdrawn = Passage retiré de l’historique :
page-history = Historique de cette page
history-begins = première édition du site
news = Nouveautés
see-changes = Toutes les modifications
sitting-corrected = Cette liste a été corrigée depuis la publication du texte. Édition qui montre ce qui était connu alors :
field-opening = Début du texte
field-name = Nom
field-title = Titre
field-description = Description
field-start-date = Début
field-end-date = Fin
field-date = Date
field-seat = Siège
field-seats = Sièges
field-terms = Mandats
field-term = Durée du mandat
field-places = Places
field-role = Fonction
field-representative = Représentation
field-representatives = Représentation
field-appointed-by = Nomination
field-end-reason = Motif de la fin
field-abbreviation = Abréviation
field-sector = Secteur
field-parent = Établissement
field-url = Adresse
field-other-names = Autres noms
field-declarations = Déclarations
field-sources = Sources
field-note = Note
field-corrections = Corrections
field-updated-at = Mise à jour
field-text = Texte
field-recommendations = Recommandations
field-recommendation = Recommandation
field-position = Position
field-commitments = Engagements
field-milestones = Jalons
field-status = État
field-lead = Responsables
field-pillar = Axe
field-pillars = Axes
field-due = Échéance
field-evidence = Preuves
field-assessed = Évaluation
field-mandate = Mandat
field-duties = Obligations
field-sections = Sections
field-body = Texte
field-minimum = Minimum
field-maximum = Maximum
field-members = Membres
field-rules = Règles
field-agenda = Ordre du jour
field-present = Présences
field-excused = Absences motivées
field-guests = Invités
field-decisions = Décisions
field-votes = Votes
field-minutes = Compte rendu
field-documents = Documents
field-file = Fichier
field-opened = Ouverture
field-closed = Fermeture
field-criteria = Critères
field-reasons = Motifs
field-steps = Étapes
field-applications = Candidatures
field-kind = Genre
field-authors = Signataires
field-slug = Adresse de la page
field-withdrawn = Retrait
field-reason = Raison
field-accepted = Écarts acceptés
field-until = Jusqu’au
field-code = Code
field-place = Lieu
field-time = Heure
field-end-time = Heure de fin
field-mode = Mode
field-notice = Avis
field-publisher = Éditeur
field-email = Courriel
field-length = Durée
field-every = Fréquence
field-meetings = Rencontres
field-responses = Réponses
field-by = Par
field-addressee = Destinataire
field-founding-date = Création
field-contact-details = Coordonnées
field-value = Valeur
field-id = Identifiant
field-redirects = Redirections

portal-contact = Joindre l’équipe du portail :
renewable-short = renouvelable
not-renewable-short = non renouvelable
answers-rule = Réponse aux recommandations
answers-due = Délai prévu pour répondre : { $name }.
see-recommendations = Voir les recommandations
call-is-open = Appel ouvert

# Données ouvertes
title-open-data = Données ouvertes
about-open-data = Toutes les données du site, à télécharger, à moissonner et à suivre.
open-data-intro = Les faits que ce site publie sur le comité se téléchargent dans des formats ouverts; les textes complets sont dans les pages. Les fichiers sont refaits avec le site; les fils et la table des changements suivent ses éditions.
open-data-licence = Licence :
open-data-modified = Dernière édition :
open-data-cite = Pour citer :
citation-data = { $publisher } ({ $date }). { $title } [données]. { $url }
subscribe = S’abonner
subscribe-feeds = Un fil annonce tout ce qui est nouveau ou modifié, à chaque édition du site. Copiez son adresse dans un lecteur de fils.
subscribe-calendar = Le calendrier se copie dans un agenda, qui le tient à jour : rencontres, fins de mandats, échéances et appels de candidatures.
file-atom = Fil Atom
file-json-feed = Fil JSON Feed
file-calendar = Calendrier (iCalendar)
files = Fichiers
file-workbook = Classeur (XLSX)
file-about-workbook = toutes les tables, une par feuille, et une feuille qui explique chaque colonne.
file-popolo = Popolo (JSON)
file-about-popolo = le comité, ses membres, ses sièges et ses mandats, selon la norme Popolo. Le dernier jour d’un mandat est inclus.
file-package = Data Package (JSON)
file-about-package = la description de chaque table, avec ses colonnes, ses clés et son empreinte.
file-catalogue = Catalogue DCAT-AP (JSON-LD)
file-about-catalogue = pour les portails qui moissonnent.
file-catalogue-turtle = Catalogue DCAT-AP (Turtle)
file-about-catalogue-turtle = le même catalogue, dans une autre écriture.
file-donnees-quebec = Fiche pour Données Québec (JSON)
file-about-donnees-quebec = le jeu de données tel que Données Québec le demande.
load = Ouvrir les données
load-spreadsheet = Dans un tableur, ouvrez le classeur : les accents et les dates y sont justes. Les fichiers CSV sont en UTF-8, séparés par des virgules.
load-code = En Python, trois lignes suffisent :
tables = Tables
tables-intro = Un fichier CSV par table. Les textes y sont dans les deux langues; une date est donnée aussi précisément qu’elle est connue, et la colonne « _precision » le dit.
row-count = { $count ->
    [0] { $count } ligne
    [one] { $count } ligne
   *[other] { $count } lignes
}
columns-of = Colonnes et premières lignes : { $name }
preview-of = Premières lignes : { $name }
format-history = Changements du format
format-history-text = Version 1 des tables, novembre 2026. Une colonne n’est jamais retirée ni renommée sans que cette page le dise d’avance.
field-to = Vers
field-from = De
field-dissents-from = Dissidence
field-publish-on = Publication prévue
field-attribution = Texte de
field-author = Auteur
field-deduced = Déduction
field-successors = Successeurs
field-dissolution-date = Dissolution
field-none = Aucun intérêt
field-alternate = Suppléance
field-counted = Lecture
field-met-by = Ce qui le montre
field-for = Pour
field-against = Contre
field-abstained = Abstentions
field-adopted = Adoption
field-commentary = Commentaire
field-language = Langue
field-external-id = Identifiant externe
field-selection-committee = Comité de sélection
field-renewable = Renouvelable
field-host = Hôte
field-logo = Logo
field-logo-alt = Texte du logo
field-links = Liens
field-label = Libellé
field-licence = Licence
field-theme = Thème
field-time-zone = Fuseau horaire
field-reference-date = Date de référence
field-english-notice = Avis en anglais
field-contact = Contact
field-base-url = Adresse du portail
field-source = Source
field-type = Genre
field-done = Atteints
field-total = Total
field-founded = Création
field-missing-translation = Traduction manquante
field-accepted-differences = Différences voulues
field-about = Au sujet de
page-data = Données de cette page :
link-to-recommendation = Lien vers cette recommandation
field-sha256 = Empreinte du fichier
