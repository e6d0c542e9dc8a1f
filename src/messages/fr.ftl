# Les mots du programme : diagnostics, commandes, déroulement.
# Chaque diagnostic : ce qui ne va pas; .expected, ce qui était attendu; .hint, ce qu’il faut écrire.

severity-error = erreur
severity-warning = avertissement
severity-hint = conseil
label-expected = attendu :
label-hint = conseil :

# Termes
term-nothing = rien
term-scalar = un texte
term-list = une liste
term-mapping = des clés et leurs valeurs
term-text = un texte
term-localized = un texte dans chaque langue, {"{fr: …, en: …}"}
term-date = une date
term-id = un identifiant
term-url = une adresse
term-number = un nombre entier, écrit en chiffres
term-word = un mot de la liste
term-duration = une durée
term-time-zone = un fuseau horaire, comme America/Toronto
term-licence = le code SPDX d’une licence, comme CC-BY-4.0
term-time = une heure, comme 18:30
term-telephone = un numéro de téléphone, comme 418 555-0100
term-email = une adresse courriel, comme nom@exemple.org
term-security-contact = une adresse courriel, une adresse qui commence par https://, ou un numéro comme tel:+1-418-555-0100
term-path = le chemin d’une page du portail, comme membres/abc/
term-signing-key = une clé publique de minisign (RW…) ou d’OpenSSH (ssh-ed25519 AAAA…)
term-asset = un chemin qui commence par assets/
term-alias = un renvoi (*nom)
term-anchor = une ancre (&nom)
term-tag = une étiquette (!nom)
term-second-document = un second document (---)
term-complex-key = une clé qui n’est pas un simple mot
term-member = un membre
term-seat = un groupe de sièges
term-nomination = un appel de candidatures
term-plan = un plan d’action
term-pillar = un axe du plan
term-commitment = un engagement
term-commentary = un commentaire
term-recommendation = une recommandation
term-meeting = une rencontre
term-page = une page
term-asset-file = un fichier de content/assets/

# Les mots du format, en français
gloss-public-body = organisme public
gloss-civil-society = société civile
gloss-draft = brouillon
gloss-published = publié
gloss-assessment = évaluation
gloss-advice = avis
gloss-dissent = dissidence
gloss-summary = résumé
gloss-accepted = acceptée
gloss-partly-accepted = acceptée en partie
gloss-declined = refusée
gloss-under-review = à l’étude
gloss-not-started = non commencé
gloss-under-way = en cours
gloss-complete = réalisé
gloss-abandoned = abandonné
gloss-scheduled = à venir
gloss-held = tenue
gloss-cancelled = annulée
gloss-chair = présidence
gloss-vice-chair = vice-présidence
gloss-secretary = secrétariat
gloss-observer = observation, sans vote
gloss-between = d’une fois à la suivante
gloss-calendar = par période du calendrier
gloss-true = oui
gloss-false = non
gloss-email = courriel
gloss-voice = téléphone
gloss-show-french = montrer le français
gloss-error = refuser

# 1. Fichiers et YAML
CV101 = { $kind ->
        [utf-16] le fichier est enregistré en UTF-16
       *[old] une lettre (« { $letter } ») est enregistrée dans un ancien codage et serait illisible
    }
    .expected = un fichier enregistré en UTF-8
    .hint = { $kind ->
        [utf-16] clairevoie fmt le convertit. À la main : rouvrez le fichier, puis enregistrez-le en UTF-8
       *[old] { $repair ->
            [yes] clairevoie fmt le convertit. À la main : rouvrez le fichier avec l’encodage Windows 1252, vérifiez les accents, puis enregistrez-le en UTF-8. Ne l’enregistrez pas tant que vous y voyez « � »
           *[no] clairevoie fmt ne peut pas le convertir à coup sûr : rouvrez le fichier avec l’encodage Windows 1252, vérifiez les accents, puis enregistrez-le en UTF-8. Ne l’enregistrez pas tant que vous y voyez « � »
        }
    }
CV102 = caractère invisible { $character }, qui trompe la lecture
    .hint = effacez ce caractère, puis retapez ce qui l’entoure
CV103 = fichier trop gros : { $size } ko
    .expected = au plus { $limit } ko pour un texte
    .hint = découpez le fichier, ou placez-le dans content/assets/ s’il est à télécharger
CV104 = ce fichier est un raccourci vers un autre (lien symbolique); il ne sera ni suivi ni publié
    .hint = remplacez le raccourci par le fichier lui-même
CV105 = nom de { $what ->
        [folder] dossier
       *[file] fichier
    } inutilisable
    .expected = { $named_by ->
        [day] la date de la rencontre, comme 2022-03-15.yaml, puis une lettre s’il y en a deux le même jour, comme 2022-03-15-b.yaml
       *[word] des minuscules sans accent, des chiffres et des traits d’union{ $reserved ->
            [yes] , sauf les noms que Windows réserve, comme con ou aux
           *[no] {""}
        }{ $what ->
            [folder] {""}
           *[file] ; la langue (fr ou en) avant .md
        }
    }
    .hint = { $what ->
        [folder] renommez le dossier
       *[file] renommez le fichier
    }{ $suggestion ->
        [none] {""}
        [taken] , sous un nom qu’aucun autre ne porte
       *[other] {" "}: { $suggestion }
    }
CV106 = ce fichier ne sera pas publié : il n’est pas dans un dossier du portail
    .hint = déplacez-le dans content/assets/ s’il doit être publié, sinon retirez-le de content/
CV107 = { $what ->
    [folder] les fiches de ce dossier ne seront pas publiées : il ne porte pas le nom attendu
   *[file] cette fiche ne sera pas publiée : elle n’est pas à sa place, ou porte une mauvaise extension
}
    .expected = { $expected }
    .hint = { $kind ->
        [merged] déplacez ses fichiers dans { $suggestion }
        [folder] renommez le dossier : { $suggestion }
       *[file] { $suggestion ->
            [none] déplacez le fichier à l’un de ces endroits
           *[other] renommez le fichier : { $suggestion }
        }
    }
CV108 = fichier introuvable
    .hint = { $command ->
        [none] créez ce fichier
        [copy] créez ce fichier, ou recopiez-le d’un portail neuf : clairevoie init modele
       *[other] créez-le : { $command }
    }
CV109 = lecture impossible : { $reason ->
        [permission] accès refusé
        [busy] le fichier est en cours d’écriture
       *[other] le système ne peut pas lire ce fichier
    }
    .hint = { $reason ->
        [permission] donnez-vous le droit de lire ce fichier ou ce dossier
        [busy] attendez que l’enregistrement soit terminé
       *[other] vérifiez le disque et le chemin. Détail technique : { $detail }
    }
CV110 = { $cause ->
        [tab] tabulation au début de la ligne
        [no-break-space] espace insécable, qui ne se voit pas, là où il faut une espace ordinaire
        [space-missing] il manque une espace après le deux-points
        [dash] il manque une espace après le tiret
        [backslash] une barre oblique inverse (\) ne peut pas être entre guillemets droits
        [too-deep] cette ligne commence trop à droite
        [first] la première clé commence trop à droite
        [unaligned] cette ligne n’est alignée sur aucune de celles qui précèdent
        [colon] un deux-points suivi d’une espace coupe ce texte
        [sign] ce texte commence par « { $sign } », un signe réservé
        [after-quote] ce texte continue après le guillemet qui le ferme
        [apostrophe] l’apostrophe ferme ce texte, écrit entre apostrophes
        [comma] la virgule coupe ce texte, écrit entre accolades
        [brace-colon] le deux-points coupe ce texte, écrit entre accolades
        [brace-hash] le signe « # » coupe ce texte, écrit entre accolades
        [unclosed] « { $sign } » qui n’est pas refermé
        [quote-unclosed] guillemet ou apostrophe qui n’est pas refermé
        [no-key] cette ligne n’est ni une clé suivie d’un deux-points, ni la suite d’un texte
        [depth] trop de niveaux imbriqués
       *[other] ligne mal lue
    }
    .hint = { $cause ->
        [tab] remplacez la tabulation par des espaces, comme aux lignes voisines
        [no-break-space] effacez cette espace et retapez-la avec la barre d’espace seule
        [space-missing] ajoutez une espace après le deux-points
        [dash] ajoutez une espace après le tiret
        [first] retirez l’espace au début de cette ligne
        [too-deep] alignez la ligne sur les clés de même niveau, juste au-dessus
        [unaligned] alignez la ligne sur les clés de même niveau, juste au-dessus
        [unclosed] refermez-le, et séparez les éléments par des virgules
        [quote-unclosed] refermez le guillemet; une apostrophe dans un texte entre apostrophes se double ('')
        [no-key] écrivez « clé: valeur », avec une espace après le deux-points, ou alignez la suite d’un texte plus à droite que sa clé
        [backslash] { $proposal ->
            [none] doublez chaque barre oblique inverse qui doit se lire : \\
            [long] mettez tout le texte entre apostrophes droites : '…'; clairevoie fmt le fait
           *[other] mettez tout le texte entre apostrophes droites : { $proposal }
        }
        [depth] aucune fiche n’a besoin de tant de niveaux : vérifiez les retraits
        [other] vérifiez une espace après chaque deux-points, le même retrait que les lignes voisines (ici et à la ligne d’avant) et des guillemets droits autour d’un texte qui contient « : ». Détail technique : { $detail }
       *[quote] { $proposal ->
            [none] mettez tout le texte entre guillemets droits : "…"
            [long] mettez tout le texte entre guillemets droits : "…"; clairevoie fmt le fait
           *[other] mettez tout le texte entre guillemets droits : { $proposal }
        }
    }
CV111 = clé « { $key } » écrite deux fois
    .hint = { $key ->
        [fr] si le second texte est en anglais, sa clé est « en »; sinon, gardez un seul des deux
       *[other] gardez une seule des deux
    }
CV112 = { $feature } : les fiches n’emploient pas cette possibilité de YAML
    .hint = { $kind ->
        [term-second-document] retirez cette ligne; une autre fiche va dans un autre fichier
        [term-complex-key] écrivez un seul mot, puis un deux-points et sa valeur
       *[other] écrivez la valeur au long; si le signe fait partie du texte, mettez le texte entre guillemets droits
    }
CV113 = fiche vide
    .hint = remplissez la fiche ou supprimez le fichier
CV114 = ce fichier ne sera pas publié : son nom est celui d’un fichier caché ou d’une copie de travail
    .hint = renommez-le s’il doit être publié, sinon retirez-le de content/assets/
CV115 = { $kind ->
        [folder] dossier qui porte le nom d’une fiche
       *[other] ni un fichier ni un dossier
    }
    .hint = { $kind ->
        [folder] renommez le dossier, ou mettez la fiche à sa place
       *[other] retirez-le de content/
    }
CV116 = le texte s’arrête avant « # » : la suite de la ligne serait une remarque, et non publiée
    .hint = si elle fait partie du texte, écrivez { $proposal }; si c’est une remarque, mettez-la sur une ligne à elle
CV117 = { $kind ->
        [destroyed] lettre perdue (�) : le fichier a été enregistré dans un mauvais codage
       *[garbled] « { $found } » est un « { $meant } » lu dans un mauvais codage
    }
    .hint = { $kind ->
        [destroyed] retapez le mot; si le fichier en a beaucoup, reprenez une copie d’avant et rouvrez-la avec l’encodage Windows 1252
       *[garbled] écrivez « { $meant } »; clairevoie fmt répare tout le fichier
    }
CV118 = marque d’un conflit entre deux versions du fichier
    .hint = gardez les bonnes lignes, puis retirez les lignes <<<<<<<, ======= et >>>>>>>
CV119 = { $kind ->
    [address] adresse d’exemple : le site renverrait à une adresse qui n’est pas la sienne
   *[text] texte à remplir
}
    .hint = { $kind ->
        [address] écrivez l’adresse où le site sera publié (base_url: https://…), ou donnez-la à la commande : --base-url
       *[text] remplacez ce texte par le vôtre. L’aperçu l’affiche, mais rien n’est publié tant qu’il est là
    }
CV120 = en-tête manquant
    .expected = une première ligne faite de trois traits d’union : ---
    .hint = commencez le fichier par ---, puis les clés (title, date…), puis --- et le texte
CV121 = en-tête qui ne se termine pas
    .expected = une ligne faite de trois traits d’union (---) entre les clés et le texte
    .hint = ajoutez la ligne --- après la dernière clé
CV122 = { $what ->
        [files] trop de fichiers dans le portail
        [size] trop de texte dans le portail
        [headings] trop de titres dans ce texte
        [links] trop de liens et d’images dans ce texte
        [notes] trop de notes dans ce texte
        [lines] trop de lignes dans ce texte
        [marks] trop de signes de mise en forme dans ce texte
       *[cells] trop de cellules dans les tableaux de ce texte
    }
    .expected = { $what ->
        [size] au plus { $limit } Mo
       *[other] au plus { $limit }
    }
    .hint = { $what ->
        [files] vérifiez qu’aucun dossier étranger au portail n’a été copié dans content, editions, themes ou translations
        [size] vérifiez qu’aucun fichier étranger au portail n’a été copié dans content, editions, themes ou translations
       *[other] répartissez le texte en plusieurs pages, ou déposez le document dans content/assets/ pour qu’on le télécharge
    }

# 2. Champs
CV201 = clé inconnue « { $key } »
    .expected = { $known }
    .hint = { $nearest ->
        [none] si c’est la suite d’un texte, mettez ce texte entre guillemets droits; sinon, voyez les clés attendues
       *[other] écrivez « { $nearest } »
    }
CV202 = { $instead ->
        [none] clé manquante « { $key } »
       *[other] la clé « { $key } » manque; « { $instead } » n’est pas une clé
    }
    .hint = { $instead ->
        [none] ajoutez « { $key }: … »
       *[other] écrivez « { $key } » à la place
    }
CV203 = il faut ici { $expected }; vous avez écrit { $found }
    .hint = { $kind ->
        [list] écrivez un élément par ligne, chacun commençant par « - »{ $example ->
            [none] { $proposal ->
                [none] {""}
               *[other] , ou { $proposal }
            }
           *[other] , comme { $example }
        }
        [mapping] écrivez une clé par ligne, suivie d’un deux-points et de sa valeur{ $example ->
            [none] {""}
           *[other] , comme { $example }
        }
        [path] écrivez seulement ce qui suit l’adresse du portail
        [time] écrivez-la comme dans 18:30 ou 18 h 30
        [localized] écrivez le texte français après fr: et l’anglais après en:, sur deux lignes
        [number] écrivez le nombre en chiffres, sans espace ni virgule{ $proposal ->
            [none] {""}
           *[other] {" "}: { $proposal }
        }
       *[other] { $proposal ->
            [none] voyez les exemples : clairevoie check --explain CV203
           *[other] écrivez { $proposal }
        }
    }
CV204 = { $kind ->
        [body] le texte est vide
       *[field] texte vide
    }
    .hint = { $kind ->
        [body] écrivez-le, ou passez le commentaire en brouillon (status: draft)
       *[field] écrivez le texte, ou retirez la clé si elle est facultative
    }
CV205 = { $kind ->
        [day] « { $date } » n’existe pas : ce mois a { $days } jours
        [month] « { $date } » n’existe pas : une année a 12 mois
        [exact] il faut ici un jour; « { $date } » n’en est pas un
        [year] l’année de « { $date } » est hors limites
       *[form] « { $date } » n’est pas une date
    }
    .expected = { $kind ->
        [exact] une date comme 2021-04-12
        [year] une année de 1600 à 2999
       *[other] une date comme 2021, 2021-04 ou 2021-04-12
    }
    .hint = { $kind ->
        [day] corrigez le jour
        [month] corrigez le mois
        [exact] ajoutez le jour, ou le mois et le jour
        [year] corrigez l’année
       *[other] { $proposal ->
            [none] écrivez l’année, le mois puis le jour, en chiffres, séparés par des traits d’union
           *[other] écrivez « { $proposal } »
        }
    }
CV206 = « { $word } » n’est pas dans la liste
    .expected = { $known }
    .hint = { $nearest ->
        [none] choisissez un des mots de la liste
       *[other] écrivez « { $nearest } »
    }
CV207 = identifiant « { $id } » mal formé
    .expected = des minuscules sans accent, des chiffres et des traits d’union{ $reserved ->
        [yes] , sauf les noms que Windows réserve, comme con ou aux
        [long] , 100 signes au plus
       *[no] {""}
    }
    .hint = { $kind ->
        [act] écrivez l’identifiant d’un appel de candidatures, ou le texte de l’acte : {"{text: {fr: \"…\"}}"}
        [several] séparez les identifiants par des virgules : { $suggestion }
        [none] écrivez un mot ou un nombre
       *[id] écrivez « { $suggestion } »
    }
CV208 = adresse « { $url } » inutilisable
    .expected = une adresse complète, comme https://exemple.org/page
    .hint = commencez par https:// et retirez les espaces
CV209 = { $kind ->
        [bounds] durée « { $duration } » hors limites
       *[form] durée « { $duration } » mal écrite
    }
    .expected = { $kind ->
        [bounds] une durée d’un jour à cent ans
       *[form] une durée comme P2Y (deux ans), P3M (trois mois), P14D (quatorze jours)
    }
    .hint = { $kind ->
        [bounds] corrigez le nombre
       *[form] { $proposal ->
            [none] écrivez P, un nombre, puis Y (ans), M (mois), W (semaines) ou D (jours)
           *[other] écrivez { $proposal }
        }
    }
CV210 = nombre { $number } hors limites
    .expected = un nombre de { $min } à { $max }
CV211 = { $kind ->
        [answer] la réponse ({ $end }) précède le commentaire ({ $start })
        [correction] cette correction ({ $end }) précède le texte ({ $start })
        [edition] cette édition est datée ({ $end }) d’avant celle qui la précède ({ $start })
        [minutes] l’adoption du compte rendu ({ $end }) précède la rencontre ({ $start })
        [times] l’heure de fin ({ $end }) ne suit pas celle du début ({ $start })
        [withdrawal] ce retrait ({ $end }) précède le texte ({ $start })
       *[other] la fin ({ $end }) précède le début ({ $start })
    }
    .hint = { $kind ->
        [edition] remettez les fichiers que clairevoie publish a écrits
        [times] corrigez l’une des deux heures
       *[other] corrigez l’une des deux dates
    }
CV212 = { $kind ->
        [milestones] il y a plus de jalons atteints ({ $low }) que de jalons ({ $high })
       *[seats] le minimum ({ $low }) dépasse le maximum ({ $high })
    }
    .hint = corrigez l’une des deux valeurs
CV213 = { $kind ->
        [edition] { $written ->
            [none] ce fichier n’est pas une édition : son nom n’est pas un numéro
           *[other] l’édition { $written } ne correspond pas au nom du fichier ({ $file })
        }
       *[date] la date { $written } ne correspond pas au nom du fichier ({ $file })
    }
    .hint = { $kind ->
        [edition] ce dossier est tenu par clairevoie publish : retirez ce fichier si c’est une copie, sinon remettez celui que clairevoie publish a écrit
       *[date] corrigez la date ou renommez le fichier
    }
CV214 = un tableur exécuterait ce texte, qui commence par « { $sign } » : il est publié dans les données
    .hint = commencez par un mot

# 3. Liens entre les fiches
CV301 = { $what ->
        [itself] « { $id } » est la fiche même qui le nomme
        [in-turn] « { $id } » se dissocie déjà de ce texte, directement ou non
        [draft] « { $id } » est un brouillon, et n’est donc pas publié
       *[other] « { $id } » n’existe pas
    }
    .expected = { $kind }
    .hint = { $what ->
        [itself] nommez-en une autre, ou retirez cette clé
        [in-turn] gardez « dissents_from » dans le texte dissident seulement
        [draft] publiez-le (status: published), ou retirez le lien
       *[other] { $nearest ->
            [none] { $known ->
                [asset] copiez ce fichier dans content/assets/, ou corrigez son nom
                [none] vérifiez ce que vous avez écrit
               *[other] il existe : { $known }
            }
           *[other] écrivez « { $nearest } »
        }
    }
CV302 = { $what ->
        [attendance] « { $id } » est inscrit deux fois parmi les présents et les absents
        [votes] « { $id } » a deux votes sur la même décision
        [list] « { $id } » est nommé deux fois
       *[id] identifiant « { $id } » employé deux fois
    }
    .hint = { $what ->
        [attendance] gardez-le dans une seule des deux listes, une seule fois
        [votes] gardez le vote qui a été exprimé
        [list] gardez-le une seule fois
       *[id] si c’est deux fois la même chose, retirez le second; sinon, donnez-lui un autre identifiant
    }
CV303 = { $what ->
        [other] la recommandation « { $id } » reçoit deux réponses différentes le même jour
       *[same] la même réponse à la recommandation « { $id } », écrite deux fois
    }
    .hint = { $what ->
        [other] gardez celle qui est en vigueur, corrigez l’une des dates, ou dites de qui vient chacune (by)
       *[same] gardez-en une. Une réponse plus récente s’ajoute sous sa propre date
    }
CV304 = deux pages à la même adresse : { $path }
    .hint = changez le « slug » ou le nom du fichier de l’une des deux{ $other ->
        [none] ; cette adresse est celle d’une page du portail
       *[other] {""}
    }
CV305 = cette adresse a été publiée et ne mène plus nulle part : { $path }
    .hint = { $proposal ->
        [none] dans content/portal.yaml, ajoutez sous redirects : - {"{"}from: { $from }, to: …{"}"}, ou remettez la page
       *[other] dans content/portal.yaml, ajoutez sous redirects : - {"{"}from: { $from }, to: { $proposal }{"}"}
    }
CV306 = { $why ->
        [base] cette adresse contient celle du portail : { $path }
        [onwards] cette redirection mène à une adresse elle-même redirigée : { $path }
        [file] cette adresse est celle d’un fichier du site, ou au-dessous d’un fichier : { $path }
        [long] une partie de cette adresse a plus de 255 signes : { $path }
        [page] une page est encore à cette adresse : { $path }
        [twice] cette adresse est déjà redirigée : { $path }
       *[nowhere] cette redirection ne mène à aucune page : { $path }
    }
    .hint = { $why ->
        [base] écrivez { $proposal }
        [onwards] écrivez { $proposal }
        [file] retirez cette redirection
        [long] retirez cette redirection, ou faites-la par une règle de l’hôte
        [page] retirez cette redirection
        [twice] gardez une seule des deux redirections
       *[nowhere] écrivez l’adresse d’une page du portail, comme membres/abc/
    }
CV307 = ce passage de l’historique n’est plus celui qui a été publié : { $at }
    .hint = remettez le texte d’origine; pour retirer des renseignements personnels, remplacez before et after par withdrawn, suivi de la raison

# 4. Règles du comité
CV401 = deux mandats de « { $member } » au siège « { $seat } » se chevauchent
    .hint = terminez le premier mandat (end_date) avant le début du second
CV402 = ce membre ne peut pas occuper le siège « { $seat } »
    .expected = { $reason ->
        [sector] un membre du secteur « { $wanted } »; celui-ci est du secteur « { $sector } »
       *[other] { $allowed }
    }
    .hint = changez le siège du mandat, ou la règle dans content/committee.yaml
CV403 = sièges « { $seat } » : { $sure ->
        [no] au moins { $count }
       *[yes] { $count }
    } { $count ->
        [one] occupé
       *[other] occupés
    } le { $day }, pour un maximum de { $maximum } ({ $members })
    .hint = terminez un mandat (end_date), ou corrigez « maximum » s’il est faux; la page de la composition montre l’écart
CV404 = sièges « { $seat } » : { $count ->
        [0] aucun n’est occupé
        [one] { $sure ->
            [no] au plus { $count } est occupé
           *[yes] { $count } seul est occupé
        }
       *[other] { $sure ->
            [no] au plus { $count } sont occupés
           *[yes] { $count } sont occupés
        }
    } le { $day }, pour un minimum de { $minimum }{ $members ->
        [none] {""}
       *[other] {" "}({ $members })
    }
    .hint = ajoutez un mandat, ou corrigez « minimum » s’il est faux; la page de la composition montre l’écart
CV405 = { $kind ->
        [many] { $count } mandats commencent avant la création du comité ({ $founding }); le premier : { $start }
       *[one] mandat commencé ({ $start }) avant la création du comité ({ $founding })
    }
    .hint = { $kind ->
        [many] corrigez la date de création (founding_date), ou les dates des mandats
       *[one] corrigez l’une des deux dates
    }
CV406 = le mandat du membre « { $member } » est arrivé à échéance ({ $known ->
        [no] au plus tard le { $lapse }
       *[yes] { $lapse }
    }); aucune fin (end_date) n’est inscrite au { $day }
    .hint = inscrivez la fin (end_date), ou le renouvellement comme un nouveau mandat
CV407 = { $what ->
        [response] cette réponse porte une date à venir : { $date } (on est le { $day })
        [correction] cette correction porte une date à venir : { $date } (on est le { $day })
        [assessment] cet état est évalué à une date à venir : { $date } (on est le { $day })
        [milestone] ce jalon est dit atteint à une date à venir : { $date } (on est le { $day })
        [meeting] cette rencontre est dite tenue à une date à venir : { $date } (on est le { $day })
        [decision] des décisions sont inscrites à une date à venir : { $date } (on est le { $day })
        [declaration] cette déclaration porte une date à venir : { $date } (on est le { $day })
        [presence] des présences sont inscrites à une date à venir : { $date } (on est le { $day })
        [withdrawal] ce texte est dit retiré à une date à venir : { $date } (on est le { $day })
        [applications] des candidatures sont comptées pour un appel à venir : { $date } (on est le { $day })
        [commitment] l’état de cet engagement le dit commencé, mais son début est à venir : { $date } (on est le { $day })
        [minutes] ce compte rendu est dit adopté à une date à venir : { $date } (on est le { $day })
        [source] cette source porte une date à venir : { $date } (on est le { $day })
        [document] ce document porte une date à venir : { $date } (on est le { $day })
        [updated] la mise à jour (updated_at) porte une date à venir : { $date } (on est le { $day })
       *[commentary] ce commentaire porte une date à venir : { $date } (on est le { $day })
    }
    .hint = { $what ->
        [commentary] corrigez la date, ou gardez le texte au brouillon (status: draft) jusque-là
       *[other] corrigez la date, ou attendez ce jour
    }
CV408 = { $what ->
        [excuse] « { $member } » est inscrit comme absent avec motif ({ $day }), mais ne siégeait pas alors
        [vote] « { $member } » est inscrit comme ayant voté ({ $day }), mais ne siégeait pas alors
        [signature] « { $member } » signe ce texte ({ $day }), mais ne siégeait pas alors
       *[presence] « { $member } » est inscrit comme présent ({ $day }), mais ne siégeait pas alors
    }
    .hint = { $what ->
        [excuse] corrigez la liste (excused) ou les dates des mandats (terms) de ce membre
        [vote] corrigez la liste des votes ou les dates des mandats (terms) de ce membre
        [signature] corrigez les signataires (authors), la date du texte ou les mandats (terms) de ce membre
       *[presence] corrigez la liste (present) ou les dates des mandats (terms) de ce membre
    }

CV409 = deux fiches portent le même nom : « { $name } »
    .hint = si l’une est une copie, supprimez-la; sinon, distinguez leurs noms
CV410 = deux règles de ce siège valent le même jour
    .hint = donnez à l’une un dernier jour (end_date) avant le premier jour (start_date) de l’autre
CV411 = « { $member } » siégeait déjà ({ $start }) avant l’ouverture de l’appel qui l’a choisi ({ $opened })
    .hint = corrigez le début du mandat (start_date), l’ouverture de l’appel (opened) ou l’acte de nomination (appointed_by)
CV412 = l’appel « { $call } » vise le siège « { $seat } », et ce mandat est au siège « { $own } »
    .hint = corrigez le siège du mandat ou l’acte de nomination (appointed_by), ou retirez « seat » de l’appel
CV413 = { $kind ->
        [applications] l’appel « { $call } » a retenu { $count ->
            [one] un membre
           *[other] { $count } membres
        }, mais { $most ->
            [0] n’a reçu aucune candidature
            [one] n’a reçu qu’une candidature
           *[other] n’a reçu que { $most } candidatures
        }
       *[places] l’appel « { $call } » a pourvu { $count } sièges, pour { $most } à pourvoir
    }
    .hint = corrigez le nombre inscrit dans l’appel, ou l’acte de nomination (appointed_by) d’un membre
CV414 = { $what ->
        [cancelled] la rencontre est annulée (status), mais sa fiche dit ce qui s’y est passé : { $holds }
        [adopted] le compte rendu est dit adopté à une rencontre annulée ({ $date })
        [passed] la rencontre est dite à venir (status), mais sa date ({ $date }) est passée
        [older] le texte adopté porte une date ({ $date }) antérieure à la rencontre
       *[milestones] l’état est « { $status } », mais { $done ->
            [0] aucun jalon n’est atteint
            [one] { $done } jalon est atteint
           *[other] { $done } jalons sont atteints
        } sur { $total }
    }
    .hint = { $what ->
        [cancelled] retirez la clé « status » si la rencontre a eu lieu; sinon, retirez ces clés
        [adopted] corrigez « adopted », ou la fiche de l’autre rencontre
        [passed] retirez la clé « status » si la rencontre a eu lieu; sinon, écrivez « status: cancelled »
        [older] corrigez la date du texte, ou retirez « commentary » de cette décision
       *[milestones] corrigez l’état (status) ou les jalons (milestones)
    }
CV415 = la date { $date } de l’engagement { $commitment } est hors du plan ({ $bound })
    .hint = corrigez cette date, ou les dates du plan
CV416 = { $why ->
        [alike] la différence { $code } est acceptée, mais les deux versions n’en ont pas
        [over] l’acceptation de l’écart { $code } a pris fin ({ $until })
       *[not-so] l’écart { $code } est accepté, mais il n’y en a pas au { $day }
    }
    .hint = { $why ->
        [alike] retirez cette entrée de « accepted_differences »
        [over] retirez cette entrée de « accepted », ou prolongez-la (until) si l’écart dure
       *[not-so] retirez cette entrée de « accepted »
    }
CV417 = obligation « { $duty } » : manquée { $count ->
        [one] { $count } fois, du
       *[other] { $count } fois, la dernière du
    } { $from } au { $to }
    .hint = inscrivez { $met_by ->
        [meetings] la rencontre
        [commentary] le commentaire
        [plans] le plan d’action
       *[documents] le document
    } qui la remplit, ou expliquez l’écart (accepted); la page des obligations le montre
CV418 = « { $member } » siège encore après sa dissolution ({ $date })
    .hint = inscrivez la fin du mandat (end_date), ou corrigez la date de dissolution (dissolution_date)
CV419 = { $what ->
        [count] { $count } votes sont inscrits, pour { $present ->
            [one] { $present } siège occupé par les membres présents
           *[other] { $present } sièges occupés par les membres présents
        }
        [observer] « { $member } » est inscrit comme ayant voté, mais n’est qu’observateur
       *[absent] « { $member } » est inscrit comme ayant voté, mais pas comme présent
    }
    .hint = { $what ->
        [observer] corrigez les votes (votes) ou le rôle de ce membre (role)
       *[other] corrigez les votes (votes) ou la liste des présences (present)
    }
CV420 = « { $id } » est l’identifiant d’un membre, et serait publié tel quel
    .hint = écrivez le nom : { $name }

# 5. Markdown
CV501 = { $kind ->
        [definition] « [{ $link }] » n’est défini nulle part
        [asset-path] chemin de fichier inutilisable : « { $link } »
       *[other] renvoi mal formé : « { $link } »
    }
    .expected = { $kind ->
        [member] member:identifiant
        [plan] plan:identifiant
        [commitment] commitment:plan/numéro
        [commentary] commentary:plan/nom
        [meeting] meeting:2022-03-15
        [page] page:nom
        [asset] asset:dossier/fichier.pdf
        [asset-path] assets/dossier/fichier.pdf
        [definition] une ligne « [nom]: https://… » dans le même texte
       *[other] une adresse complète, comme https://exemple.org/
    }
CV502 = HTML dans le texte : { $html }
    .expected = du Markdown; le HTML n’est jamais publié
    .hint = employez **gras**, *italique*, [lien](…), des listes ou un tableau; pour montrer du code, entourez-le d’accents graves
CV503 = lien qui ne peut pas être publié : « { $link } »
    .expected = { $kind ->
        [image] une image de content/assets/, par asset:chemin
       *[other] https:, mailto:, tel:, ou un renvoi (member:, plan:, commitment:, commentary:, meeting:, page:, asset:)
    }
    .hint = { $nearest ->
        [none] remplacez ce lien
       *[other] écrivez « { $nearest }:… »
    }
CV504 = lien relatif : « { $link } »
    .expected = un renvoi, qui suit la page dans les deux langues : member:, plan:, commitment:, commentary:, meeting:, page:, asset:
    .hint = écrivez par exemple [texte](page:nom), ou l’adresse complète d’un autre site
CV505 = appel de note « { $footnote } » sans note
    .hint = ajoutez une ligne « [^{ $footnote }]: … » à la fin du texte
CV506 = image sans texte
    .hint = décrivez l’image entre les crochets : ![description](asset:…)
CV507 = titre de niveau 1 dans le texte
    .expected = des titres qui commencent à « ## » : le titre de la page vient de l’en-tête
    .hint = ajoutez un « # »

CV508 = { $kind ->
        [twice] une autre note porte déjà le nom « { $footnote } » : celle-ci n’est pas publiée
       *[uncalled] note « { $footnote } » que rien n’appelle : elle n’est pas publiée
    }
    .hint = { $kind ->
        [twice] donnez-lui un autre nom, ici et dans le texte qui l’appelle
       *[uncalled] ajoutez [^{ $footnote }] à l’endroit voulu du texte, ou retirez la note
    }
CV509 = { $kind ->
        [heading] titre sans texte
       *[other] lien sans texte
    }
    .hint = écrivez les mots que l’on doit lire, ou retirez l’élément

CV510 = plus de { $limit } niveaux de listes, de citations ou de mises en relief imbriqués
    .hint = retirez des niveaux : deux ou trois suffisent à tout texte

CV511 = { $kind ->
        [link-apart] une espace sépare les mots du lien de son adresse : il serait publié comme vous l’avez tapé
        [link-space] l’adresse du lien contient une espace : il serait publié comme vous l’avez tapé
        [table] il manque au tableau sa ligne de traits d’union : il serait publié comme vous l’avez tapé
        [cell] cette ligne a plus de cellules que le tableau n’a de colonnes ({ $columns }) : celles de trop seraient perdues
        [alert] encadré d’un genre inconnu : il serait publié comme vous l’avez tapé
        [no-space] il manque une espace après le signe : ce passage serait publié comme vous l’avez tapé
        [emphasis] ces étoiles ne touchent pas les mots : elles seraient publiées comme vous les avez tapées
        [link-swapped] les mots du lien vont entre crochets, et son adresse entre parenthèses
       *[task] case à cocher : elle serait publiée comme vous l’avez tapée
    }
    .expected = { $kind ->
        [alert] [!NOTE], [!TIP], [!IMPORTANT], [!WARNING] ou [!CAUTION]
        [cell] autant de « | » que dans la première ligne du tableau
       *[other] { $proposal ->
            [none] du texte
           *[other] { $proposal }
        }
    }
    .hint = { $proposal ->
        [none] { $kind ->
            [task] retirez les crochets, et dites en mots ce qui est fait
            [cell] retirez la cellule de trop, ou ajoutez une colonne; un « | » dans un texte s’écrit « \| »
            [alert] choisissez un de ces genres
            [emphasis] retirez l’espace entre les étoiles et les mots : **mots**
           *[other] corrigez ce passage
        }
       *[other] écrivez { $proposal }
    }
CV520 = phrase de { $words } mots
    .hint = une phrase se lit mieux en moins de { $limit } mots : coupez-la
CV521 = sigle non expliqué : { $abbreviation }
    .hint = écrivez le nom entier la première fois, suivi du sigle entre parenthèses
CV522 = « { $number } » est écrit { $language ->
    [fr] à l’anglaise dans le texte français
   *[en] à la française dans le texte anglais
} : on lirait un autre nombre
    .hint = écrivez « { $proposal } »
CV523 = guillemets { $language ->
    [fr] anglais dans un texte français
   *[en] français dans un texte anglais
} : { $words }
    .hint = écrivez { $language ->
        [fr] « … »
       *[en] “…”
    }, ou marquez la citation comme étant dans l’autre langue

# 6. Langues
CV601 = { $kind ->
        [file] le texte français manque : { $key }
       *[field] le texte français manque
    }
    .hint = { $kind ->
        [file] écrivez d’abord le français; l’anglais le suit
       *[field] ajoutez « { $key }: … »
    }

CV602 = « { $key } » diffère d’une langue à l’autre : { $english } en anglais, { $french } en français
    .hint = { $key ->
        [recommendations] donnez les mêmes recommandations, sous les mêmes identifiants, aux deux versions
       *[other] corrigez l’anglais, ou retirez-en cette clé : elle suit alors le français
    }

CV611 = { $french ->
    [none] le texte anglais dit « { $english } »; le texte français ne le dit pas
   *[other] { $english ->
        [begun] le texte anglais n’est que commencé; il lui manque : { $french }
        [none] le texte français dit « { $french } »; le texte anglais ne le dit pas
       *[other] le texte français dit « { $french } », et le texte anglais « { $english } »
    }
}
    .hint = { $english ->
        [begun] complétez la traduction
       *[other] corrigez la version qui se trompe; si la différence est voulue, acceptez-la en tête du fichier : accepted_differences: [{"{"}code: CV611, about: "…", reason: "…"{"}"}]
    }
CV612 = { $kind ->
    [image] cette image n’est que dans le texte { $missing ->
        [en] français
       *[fr] anglais
    }
    [replaced] le lien ne mène pas au même endroit : { $french } en français, { $english } en anglais
   *[link] le texte { $missing ->
        [en] français
       *[fr] anglais
    } lie « { $words } » à { $link }; le texte { $missing ->
        [en] anglais
       *[fr] français
    } n’a pas ce lien
}
    .hint = { $kind ->
        [image] ajoutez l’image à l’autre version, ou retirez-la des deux
        [replaced] corrigez le lien qui se trompe; si les deux pages sont les versions d’une même page, dites-le une fois pour toutes : twins de content/portal.yaml
       *[link] ajoutez le lien à l’autre version, ou retirez-le des deux
    }
CV613 = { $kind ->
    [level] l’intertitre n’est pas au même niveau : { $french } en français, { $english } en anglais
    [section] la section « { $words } » n’est que dans le texte { $missing ->
        [en] français
       *[fr] anglais
    }
    [lost] « { $words } » est un intertitre dans le texte { $missing ->
        [en] français
       *[fr] anglais
    }, et n’en est pas un dans le texte { $missing ->
        [en] anglais
       *[fr] français
    }
    [moved] la section « { $words } » n’est pas au même endroit dans les deux versions
   *[heading] l’intertitre « { $words } » n’est que dans le texte { $missing ->
        [en] français
       *[fr] anglais
    }
}
    .expected = les mêmes intertitres, au même niveau et dans le même ordre
    .hint = { $kind ->
        [level] donnez le même niveau aux deux intertitres
        [lost] écrivez « { $level } » et une espace devant le titre
        [moved] placez la section au même endroit dans les deux versions
        [section] ajoutez la section à l’autre version, ou retirez-la
       *[heading] ajoutez l’intertitre à l’autre version, ou retirez-le
    }
CV614 = { $kind ->
    [columns] le tableau n’a pas autant de colonnes : { $french } en français, { $english } en anglais
   *[other] le texte { $missing ->
        [en] français
       *[fr] anglais
    } a { $kind ->
        [item] { $count ->
            [one] un élément de liste
           *[other] { $count } éléments de liste
        }
        [list] une liste
        [row] { $count ->
            [one] une ligne de tableau
           *[other] { $count } lignes de tableau
        }
        [table] un tableau
       *[footnote] une note de bas de page
    } que le texte { $missing ->
        [en] anglais
       *[fr] français
    } n’a pas : « { $words } »
}
    .hint = { $kind ->
        [columns] donnez les mêmes colonnes aux deux tableaux
       *[other] ajoutez à l’autre version ce qui manque, ou retirez ce qui est de trop
    }
CV615 = { $kind ->
    [paragraph] { $count ->
        [one] un paragraphe n’est
       *[other] { $count } paragraphes de suite ne sont
    }
   *[sentence] une phrase n’est
} que dans le texte { $missing ->
    [en] français
   *[fr] anglais
} : « { $words } »
    .hint = ajoutez à l’autre version ce qui manque, ou retirez ce qui est de trop; si la différence est voulue, acceptez-la en tête du fichier : accepted_differences: [{"{"}code: CV615, about: "…", reason: "…"{"}"}]
CV616 = ce passage est en { $found ->
    [fr] français
   *[en] anglais
}, dans un texte { $expected ->
    [fr] français
   *[en] anglais
}
    .hint = traduisez-le; un nom ou une citation se marque ainsi : [mots](lang:{ $found })
CV617 = les mêmes mots dans les deux langues : « { $words } »
    .hint = traduisez l’anglais, ou retirez-le : la page montre alors le français, marqué comme tel
CV618 = le français a changé depuis que l’anglais en a été confirmé : { $about }
    .hint = revoyez l’anglais, puis : clairevoie translate confirm { $file }
CV619 = traduction anglaise manquante : { $about }
    .hint = ajoutez l’anglais, ou retirez missing_translation: error de content/portal.yaml
CV620 = ce lien mène à la page en { $language ->
    [fr] anglais
   *[en] français
} d’un site qui est aussi en { $language ->
    [fr] français
   *[en] anglais
} : { $link }
    .hint = faites un lien vers la page en { $language ->
        [fr] français, ou écrivez « (en anglais) »
       *[en] anglais, ou écrivez « (en français) »
    } après le lien
CV621 = { $french ->
    [none] le texte anglais dit « { $english } »; le texte français ne dit rien de tel
   *[other] { $english ->
        [none] le texte français dit « { $french } »; le texte anglais ne dit rien de tel
       *[other] le texte français dit « { $french } », et le texte anglais « { $english } »
    }
}
    .hint = relisez les deux phrases : une obligation, une permission ou une limite a pu changer

# 7. Pages publiées
CV701 = lien qui ne mène nulle part : { $link } (page { $page }{ $others ->
        [0] )
        [one] {" "}et une autre page)
       *[other] {" "}et { $others } autres pages)
    }
    .hint = corrigez le lien, ou créez la page ou le fichier
CV702 = ancre introuvable : { $link } (page { $page })
    .hint = { $nearest ->
        [none] vérifiez le titre visé
       *[other] écrivez « #{ $nearest } »
    }
CV703 = identifiant « { $id } » porté par deux éléments de la page { $page }
    .hint = changez l’un des deux titres

CV704 = l’intertitre « { $words } » est de niveau { $level }, après un niveau { $last } (page { $page })
    .hint = descendez d’un niveau à la fois : ## puis ###
CV705 = image du thème sans texte de remplacement : { $image } (page { $page })
    .hint = à transmettre à la personne qui s’occupe du thème : donnez un attribut alt à l’image dans le gabarit
CV706 = tableau du thème sans cellule d’en-tête (page { $page })
    .hint = à transmettre à la personne qui s’occupe du thème : donnez des cellules th au tableau dans le gabarit
CV707 = lien sans mots : { $link } (page { $page })
    .hint = à transmettre à la personne qui s’occupe du thème : écrivez entre les balises du lien où il mène
CV708 = les mots « { $words } » ne disent pas où mène le lien (page { $page })
    .hint = nommez la page ou le fichier : « le rapport de fin d’engagement »
CV709 = les mots « { $words } » mènent à plusieurs endroits : { $targets } (page { $page })
    .hint = donnez à chaque lien ses propres mots
CV710 = le lien « { $link } » mène à un fichier sans en dire le type et la taille (page { $page })
    .hint = liez le fichier par asset:… : le type et la taille s’ajoutent d’eux-mêmes
CV711 = la page { $page } se dit en « { $found } » au lieu de « { $expected } »
    .hint = à transmettre à la personne qui s’occupe du thème : corrigez l’attribut lang de html dans le gabarit
CV712 = le lien { $link } ne répond pas ({ $cause })
    .hint = vérifiez l’adresse dans un navigateur; si la page a disparu, liez-en une autre ou une copie archivée
CV721 = security.txt n’est plus valable depuis le { $expires }
    .hint = vérifiez que la personne-ressource est toujours la bonne, puis reportez expires à moins d’un an; le jour où l’on est : { $day }
CV722 = security.txt ne sera plus valable le { $expires } ({ $days ->
        [one] il reste { $days } jour
       *[other] il reste { $days } jours
    })
    .hint = vérifiez que la personne-ressource est toujours la bonne, puis reportez expires à moins d’un an; le jour où l’on est : { $day }
CV723 = cet hôte n’envoie aucun en-tête : une partie de la protection manque
    .hint = les pages portent elles-mêmes la politique de sécurité, mais rien n’empêche un autre site de les montrer dans un cadre, ni un navigateur de deviner le type d’un fichier; les adresses quittées mènent à une page, et non à une redirection, et un texte retiré répond comme s’il était là. Pour le reste, il faut un hôte que l’on règle : clairevoie host

# 8. Thème
CV801 = thème « { $theme } » introuvable
    .expected = quebec, ou un dossier de themes/
CV802 = gabarit en défaut
    .hint = à transmettre à la personne qui s’occupe du thème; sinon, retirez le gabarit de themes/ pour reprendre celui du programme. Détail technique : { $detail }
CV803 = message « { $key } » absent de la langue « { $language } »
    .hint = ajoutez « { $key } = … » à ce fichier
CV804 = fichier de messages illisible
    .hint = à transmettre à la personne qui s’occupe du thème. Détail technique : { $detail }
CV805 = ce fichier du thème ne sert à rien : aucun gabarit ne le nomme
    .hint = { $nearest ->
        [none] clairevoie theme énumère les fichiers qui peuvent être remplacés
       *[other] renommez-le s’il devait remplacer { $nearest }
    }

# 9. Le programme
CV901 = défaut du programme lui-même, pendant le travail sur ce fichier
    .hint = ce n’est pas votre faute : gardez une copie du fichier, signalez ce message, et reprenez par petites modifications. Détail technique : { $detail }

report-more = { $count ->
    [one] et un autre problème de cette sorte dans ce fichier
   *[other] et { $count } autres problèmes de cette sorte dans ce fichier
}
report-counts = { $errors ->
        [0] {""}
        [one] { $errors } erreur{", "}
       *[other] { $errors } erreurs{", "}
    }{ $warnings ->
        [0] aucun avertissement
        [one] { $warnings } avertissement
       *[other] { $warnings } avertissements
    }

# Commandes
cli-about = Clairevoie fait, de fiches YAML et de commentaires Markdown, le site bilingue d’un comité consultatif public.
cli-usage = Emploi :
cli-commands = Commandes :
cli-options = Options :
cli-help = Montre cette aide
cli-help-command = Montre l’aide d’une commande
cli-version = Montre la version
cli-root = Dossier du portail (sinon le plus proche, en remontant, où se trouve content/portal.yaml)
cli-lang = Langue des messages : fr ou en
cli-publish = Publie une édition : consigne ce qui a changé, puis écrit le site
cli-note = Raison de l’édition, publiée avec elle
cli-note-en = La même raison en anglais
cli-value-text = TEXTE
cli-until = Liste, jour par jour, ce qui viendra à échéance d’ici cette date
publish-edition = Édition { $number } : { $changed ->
    [0] { $number ->
        [1] tout y est nouveau
       *[other] aucun texte modifié
    }
    [one] { $changed } fichier modifié
   *[other] { $changed } fichiers modifiés
}. Conservez le dossier editions/ avec le contenu.
publish-nothing = Le contenu n’a pas changé depuis la dernière édition.
publish-chain = { $new ->
    [yes] C’est l’édition { $number } du site : elle s’ajoute à la chaîne (editions.json).
   *[no] Les fichiers du site sont ceux de son édition { $number } : rien ne s’ajoute à la chaîne (editions.json).
 }
publish-earlier = La dernière édition est du { $last } : une édition du { $day } viendrait avant elle. Rien n’a été écrit. Vérifiez --as-of, ou l’horloge de l’ordinateur.
publish-stopped = Aucune édition n’a été faite, et rien n’a été écrit.
publish-unknown-edition = Le site publié a une édition { $number } que ce dossier de portail ne connaît pas, ou pas la même : publier ici réécrirait l’histoire. Récupérez d’abord le dossier editions/ à jour (git pull), puis recommencez. Si cette édition n’a jamais été mise en ligne, supprimez public/ et .public.clairevoie/. Le site n’a pas changé.
publish-elsewhere = --base-url { $address } : les éditions de ce portail sont publiées à { $last }, et un essai ailleurs n’en est pas une. Rien n’a été écrit. Pour un essai, utilisez « clairevoie build --base-url … ».
publish-without-handover = portal.yaml nomme d’autres clés (signing_keys) que la dernière édition, et aucune des clés précédentes ne s’en porte garante : les lecteurs ne pourraient pas s’y fier. Le site n’a pas changé. Ajoutez --sign et --handover-key avec la clé précédente; si elle est perdue, --without-handover.
editions-forgotten = Les éditions antérieures ne peuvent plus être rétablies : leurs fichiers sont supprimés de cet ordinateur.
verify-wrong-statement = Ce que l’édition dit d’elle-même (edition.json) n’est pas ce que la chaîne en dit.
publish-not-signed = Cette édition n’est pas signée, alors que portal.yaml nomme des clés (signing_keys). Pour la signer : clairevoie publish --sign minisign, ou signez SHA256SUMS avec votre outil et déposez la signature à côté.
publish-unsigned-why = { $why ->
    [missing] l’outil { $detail } n’est pas installé.
    [refused] l’outil { $detail } a refusé; il a dit pourquoi ci-dessus.
    [key] la clé qui a signé n’est pas de celles que portal.yaml nomme (signing_keys). Ajoutez-y la clé publique, ou signez avec la bonne.
   *[system] { $detail }.
 }
usage-sign-key = Pour signer avec OpenSSH, nommez la clé : --sign ssh --sign-key CHEMIN.
usage-sign = Nommez l’outil qui signe : --sign minisign, ou --sign ssh.
editions-none = Aucune édition n’a été publiée. « clairevoie publish » fait la première.
editions-line = { $number }. { $date }, contenu de l’édition { $history }{ $restores ->
    [0] {""}
   *[other] {" "}(rétablit l’édition { $restores })
 }{ $state ->
    [published] {" "}— publiée ici
    [kept] {" "}— peut être rétablie
   *[gone] {""}
 } [{ $hash }]
rollback-nothing = Aucune édition antérieure n’est conservée ici. Les éditions se conservent à côté du dossier publié, à mesure que « clairevoie publish » les écrit.
rollback-already = L’édition { $number } est déjà celle qui est publiée. Rien n’a changé.
rollback-done = L’édition { $number } est rétablie dans { $path } (fichiers écrits : { $written }, retirés : { $removed }). La chaîne le dit : c’est l’édition { $own }. Le contenu du portail n’a pas changé : corrigez-le avant la prochaine publication.
verify-no-folder = { $path } n’est ni un dossier ni une adresse (https://…).
verify-bad-since = « { $value } » n’est pas une édition. Attendu : ce que la vérification dit à la fin, comme 12:3f2a…, ou une empreinte SHA-256.
verify-bad-key = « { $value } » n’est pas une clé publique de minisign (RW…) ni d’OpenSSH (ssh-ed25519 AAAA…).
verify-forked = Autre histoire : l’édition { $subject } que vous aviez vue a été remplacée par une autre.
verify-broken-chain = La chaîne des éditions (editions.json) est rompue à la ligne { $subject } : une édition y a été modifiée, retirée ou ajoutée après coup.
verify-truncated = Chaîne tronquée : l’édition que vous aviez vue n’y est plus ({ $subject }).
verify-wrong-checkpoint = Le point de contrôle (checkpoint) ne correspond pas à la chaîne des éditions.
verify-wrong-signature = La signature n’est pas celle de ce manifeste par une clé reconnue.
verify-keys-replaced = L’édition { $subject } change les clés de signature sans qu’aucune des clés précédentes ne s’en porte garante.
verify-unsigned = Signature absente, alors que des clés sont nommées.
verify-unchecked = La signature n’a pas pu être vérifiée : l’outil { $subject } n’est pas installé.
verify-no-manifest = { $subject ->
    [none] Aucun manifeste (SHA256SUMS) à cet endroit : rien ne peut être vérifié.
   *[other] Le manifeste (SHA256SUMS) est illisible à la ligne { $subject }.
 }
verify-outdated = Le manifeste est celui de l’édition { $subject }, et non de la dernière : la mise en ligne est restée inachevée, ou une ancienne édition a été remise sans que la chaîne le dise.
verify-not-an-edition = Ces fichiers ne sont ceux d’aucune édition publiée : site construit sans « publish », ou manifeste modifié.
verify-altered = Modifié à la source : { $subject }
verify-missing = Manquant : { $subject }
verify-extra = En trop : { $subject }
verify-altered-in-transit = Modifié en chemin, par un cache ou un intermédiaire : { $subject }
verify-unreadable = Lecture impossible : { $subject } ({ $detail })
verify-more = … et { $count ->
    [one] un de plus
   *[other] { $count } de plus
 } ({ $what }).
verify-kind-altered = modifiés à la source
verify-kind-missing = manquants
verify-kind-extra = en trop
verify-kind-altered-in-transit = modifiés en chemin
verify-kind-unreadable = illisibles
verify-kind-keys-replaced = changements de clés
verify-result = { $verified ->
    [yes] Vérifié
   *[no] Non vérifié
 } : { $site }, { $files } fichiers conformes{ $earlier ->
    [0] {""}
   *[other] {""}, { $earlier } d’éditions antérieures
 }{ $edition ->
    [0] {""}
   *[other] {""}; édition { $edition } du { $date }
 }{ $signed ->
    [no] {""}
   *[other] {""}, signée par { $signed }
 }.
verify-token = Pour vérifier plus tard que rien n’a été réécrit, gardez ceci : --since { $token }
ahead-none = Rien ne vient à échéance d’ici le { $day }.
ahead-head = D’ici le { $day } :
cli-build = Écrit le site
cli-check = Vérifie tout ce qui peut l’être, sans rien écrire
cli-positionals = Arguments :
cli-schema-out = Dossier où écrire (schemas/ dans celui où vous êtes)
cli-out = Dossier où écrire (public/ dans celui du portail)
cli-base-url = Adresse du site, à la place de celle du portail
cli-as-of = Date de référence, à la place de celle du portail (p. ex. 2023-06-01)
cli-drafts = Montre aussi les brouillons
cli-no-search = Laisse la recherche de côté
cli-in-place = Remplacer les fichiers un à un plutôt que d’échanger le dossier : pour un dossier monté tel quel dans un conteneur
cli-no-precompress = Ne pas écrire de copies compressées (.br, .gz) à côté des fichiers
cli-sign = Signer l’édition avec l’outil de l’éditeur : minisign ou ssh
cli-sign-key = Clé avec laquelle l’outil signe
cli-handover-key = Clé précédente, qui se porte garante de nouvelles clés
cli-without-handover = Changer de clés sans qu’une clé précédente s’en porte garante (clé perdue)
cli-forget = Supprimer ce qui permet de rétablir les éditions antérieures, par exemple après le retrait d’un renseignement personnel
cli-editions = Énumère les éditions publiées et celles qui peuvent être rétablies
cli-rollback = Rétablit une édition antérieure : la précédente, ou celle qui est nommée
cli-rollback-number = Numéro de l’édition
cli-out-of = Dossier publié (par défaut : public)
cli-verify = Vérifie un site publié, dossier ou adresse, contre son manifeste et sa chaîne d’éditions
cli-verify-site = Dossier ou adresse du site
cli-since = Édition vue auparavant, que la chaîne doit contenir
cli-key = Clé publique à laquelle vous vous fiez
cli-timeout = Durée maximale de la vérification d’une adresse, en secondes (par défaut : 600)
cli-verify-format = Forme de la réponse : human ou json
cli-value-tool = OUTIL
cli-value-number = NUMÉRO
cli-value-site = SITE
cli-value-edition = ÉDITION
cli-value-key = CLÉ
cli-value-seconds = SECONDES
cli-format = Forme des messages : human, json ou sarif
cli-explain = Explique un code, avec un exemple faux et un exemple juste; sans code, les énumère
cli-hints = Donne aussi des conseils de lecture (phrases longues, sigles)
cli-value-format = FORME
cli-value-code = CODE
cli-value-command = COMMANDE
usage-unknown-code = { $value } n’est pas un code de message. Les codes vont de { $first } à { $last }, comme dans erreur[CV201].
cli-init = Écrit un premier portail, prêt à être montré
cli-new = Écrit une fiche dont chaque champ est expliqué
cli-schema = Écrit les schémas JSON des fiches, pour l’éditeur de texte
cli-fmt = Corrige la typographie des sources selon les règles de chaque langue, et ce qui se répare d’une seule façon
cli-check-flag = Montre ce qui changerait, sans rien écrire
cli-translate = Suit les traductions
cli-status = Énumère les traductions absentes, à revoir et jamais confirmées
cli-accept = Accepte une différence entre les deux versions
cli-accept-file = Le fichier, avec la ligne si vous voulez
cli-accept-reason = Pourquoi elle est voulue
cli-accept-code = Seulement les différences de ce code
cli-accept-line = Seulement celles de cette ligne
cli-confirm = Enregistre que la traduction est à jour
cli-folder = Le dossier du portail à écrire
cli-kind = Ce qu’il faut écrire : member, nomination, meeting, plan, commentary, response, page, commitment ou recommendation
cli-id = Le nom du fichier, sans terminaison; pour une rencontre, sa date; pour un commentaire, plan/nom
cli-file = Les fichiers à confirmer
cli-all = Confirme tous les textes et toutes les fiches
cli-value-kind = GENRE
cli-value-id = NOM
cli-value-file = FICHIER
init-done = Portail écrit dans le dossier « { $path } ». Pour le voir : { $here ->
        [yes] clairevoie serve --open
       *[other] cd { $path }, puis clairevoie serve --open
    }
new-bad-id = { $id } ne peut pas être un nom de fichier : des lettres minuscules sans accent, des chiffres et des traits d’union{ $reserved ->
        [yes] , sauf les noms que Windows réserve, comme con ou aux
       *[no] {""}
    }. Par exemple : { $suggestion }
new-bad-commentary = { $id } ne dit pas de quel plan il s’agit. Écrivez le plan, une barre oblique et le nom : clairevoie new { $kind } { $known }/{ $suggestion }
new-bad-meeting = { $id } n’est pas une date. Le fichier d’une rencontre porte la sienne : clairevoie new meeting { $suggestion }
new-taken = L’adresse « { $id } » est celle d’une page ou d’un dossier du portail. Choisissez un autre nom.
new-no-plan = Aucun plan ne se nomme « { $plan } ». Créez-le d’abord : clairevoie new plan { $plan }
new-no-commentary = Aucun commentaire ne se nomme « { $id } ». Créez-le d’abord : clairevoie new commentary { $id }
new-no-recommendation = Le commentaire « { $id } » ne contient aucune recommandation. Ajoutez-en une d’abord : clairevoie new recommendation { $id }
new-no-place = { $id } : la liste est écrite entre crochets, ou le fichier contient une erreur. Écrivez un élément par ligne, chacun précédé d’un tiret, ou ajoutez le nouveau à la main.
new-bad-commitment = { $id } ne dit pas de quel engagement il s’agit. Écrivez le plan, une barre oblique et le numéro : clairevoie new commitment 2021-2023/6
new-bad-number = { $id } ne peut pas être le numéro d’un engagement : des chiffres, des lettres minuscules sans accent et des traits d’union. Par exemple : { $suggestion }
new-commitment-there = L’engagement { $id } existe déjà. Choisissez un autre numéro.
new-given-up = Rien n’a été écrit.
ask-french = { $what ->
    [name] Nom officiel de l’organisme, en français?
    [answer] Réponse, en français?
    [item] Premier point de l’ordre du jour, en français?
   *[title] Titre, en français?
} (Entrée : à remplir plus tard)
ask-english = { $what ->
    [name] Nom en anglais? (Entrée : il n’y en a pas)
   *[other] En anglais? (Entrée : pas encore traduit)
}
ask-seat = Siège? { $seats } (Entrée : le premier)
ask-seat-unknown = Ce siège n’est pas dans la liste.
ask-date = { $what ->
    [member] Début du mandat, comme { $day }, ou l’année ou le mois seuls? (Entrée : inconnu)
    [nomination] Ouverture de l’appel, comme { $day }? (Entrée : aujourd’hui)
    [plan] Début du plan, comme { $day }, ou l’année seule? (Entrée : aujourd’hui)
   *[other] Date, comme { $day }? (Entrée : aujourd’hui)
}
ask-date-bad = Ce n’est pas une date. Écrivez l’année, le mois et le jour : 2026-04-12, 2026-04 ou 2026.
ask-text-bad = Ce texte contient un caractère invisible. Retapez-le.
cli-theme = Énumère les fichiers du thème, ou en écrit un pour le modifier
cli-theme-file = Fichier à écrire, comme templates/footer.html
theme-list = Un fichier du même nom dans { $folder } remplace celui du programme (* : c’est déjà le cas). Pour en écrire un et le modifier : clairevoie theme templates/footer.html. Pour ajouter des règles de style sans rien recopier, écrivez-les dans { $added }.
theme-unknown = Le thème n’a pas de fichier « { $file } ». { $nearest ->
    [none] clairevoie theme les énumère.
   *[other] Vouliez-vous écrire « { $nearest } »?
}
schema-done = Schémas écrits dans { $path }. Pour VS Code, avec l’extension YAML, ajoutez ceci à .vscode/settings.json :
fmt-done = { $count ->
    [0] { $skipped ->
        [0] Rien à changer.
       *[other] Aucun fichier changé.
    }
    [one] { $count } fichier mis en forme{ $repaired ->
        [0] .
       *[other] { "" } et réparé : relisez les lignes ci-dessus.
    }
   *[other] { $count } fichiers mis en forme{ $repaired ->
        [0] .
        [one] , dont 1 réparé : relisez les lignes ci-dessus.
       *[other] , dont { $repaired } réparés : relisez les lignes ci-dessus.
    }
}
fmt-checked = { $count ->
    [0] { $skipped ->
        [0] Rien à changer.
       *[other] Rien d’autre à changer.
    }
    [one] { $count } fichier à mettre en forme : clairevoie fmt
   *[other] { $count } fichiers à mettre en forme : clairevoie fmt
}
fmt-skipped = { $skipped ->
    [one] 1 fichier illisible a été laissé tel quel : corrigez-le, puis relancez clairevoie fmt.
   *[other] { $skipped } fichiers illisibles ont été laissés tels quels : corrigez-les, puis relancez clairevoie fmt.
}
accept-bad-line = Donnez le numéro d’une ligne : --line 12
accept-no-reason = Donnez la raison : --reason "…"
accept-nothing = Aucune différence n’est signalée à cet endroit de { $path }.
accept-no-place = L’entrée ne peut pas être ajoutée à { $path } : écrivez-la vous-même sous accepted_differences, ou mettez cette liste en lignes.
accept-done = { $count ->
    [one] { $count } différence acceptée.
   *[other] { $count } différences acceptées.
}
confirm-nothing = Nommez les fichiers à confirmer, ou employez --all.
confirm-unknown = { $path } n’est pas un fichier du contenu.
confirm-placeholder = { $path } contient encore un texte à remplir. Remplacez-le, puis confirmez.
confirm-unreadable = { $path } manque ou contient des erreurs. Corrigez-les d’abord : clairevoie check
confirm-no-english = { $path } n’existe pas encore : il n’y a pas de traduction à confirmer.
confirm-done = { $count ->
    [one] { $count } traduction confirmée. Gardez le dossier translations/ avec le contenu.
   *[other] { $count } traductions confirmées. Gardez le dossier translations/ avec le contenu.
}
status-missing = manque : { $path }
status-missing-fields = anglais absent dans { $path } : { $fields }
status-unconfirmed = jamais confirmée : { $path }
status-stale = à revoir : { $about } (le français a changé depuis la confirmation)
    {"  "}anglais : { $english }
    {"  "}français : { $french }
status-done = Traductions : { $missing } { $missing ->
    [one] absente
   *[other] absentes
}, { $stale } { $stale ->
    [one] à revoir
   *[other] à revoir
}, { $unconfirmed } { $unconfirmed ->
    [one] jamais confirmée
   *[other] jamais confirmées
}.
write-changed = { $path } : le fichier a changé depuis sa lecture; rien n’y a été écrit. Relancez la commande.
write-link = { $path } : un lien symbolique mène ailleurs; rien n’y a été écrit. Remplacez le lien par un dossier.
init-inside = { $path } : ce dossier est dans le contenu d’un portail ({ $portal }). Choisissez un dossier ailleurs.
serve-watching-ended = La surveillance des fichiers s’est arrêtée : relancez l’aperçu.
write-exists = { $path } existe déjà; rien n’a été écrit.
external-unkept = Les réponses des autres sites n’ont pas pu être gardées; elles seront redemandées.
cli-external = Demande aussi les liens vers d’autres sites (réponses gardées un jour dans .clairevoie/)
cli-timings = Dit le temps de chaque étape, et les gabarits et pages les plus lents
cli-strict = Traite les avertissements comme des erreurs
cli-value-folder = DOSSIER
cli-value-language = LANGUE
cli-value-url = ADRESSE
cli-value-date = DATE

usage-unknown-command = Commande inconnue : « { $argument } ».{ $suggestion ->
        [none] {""}
       *[other] {" "}Vouliez-vous écrire « { $suggestion } »?
    }
usage-unknown-argument = Option inconnue : « { $argument } ».{ $suggestion ->
        [none] {""}
       *[other] {" "}Vouliez-vous écrire « { $suggestion } »?
    }
usage-bad-value = « { $value } » ne convient pas à { $argument }. Attendu : { $known }.
usage-bad-number = « { $value } » ne convient pas à { $argument }. Attendu : un nombre entier.
usage-repeated = Option donnée deux fois : { $argument }.
usage-other = Il manque une valeur à { $argument }.
usage-no-text = Une valeur contient des octets qui ne sont pas du texte (UTF-8). Renommez le fichier ou le dossier, ou corrigez la commande.
usage-missing-command = Il manque une commande. Choisissez : { $known }.
usage-bad-epoch = SOURCE_DATE_EPOCH : « { $value } » n’est pas un nombre de secondes depuis 1970.
usage-bad-date = La date « { $value } » ne convient pas à { $argument }. Attendu : un jour, comme 2023-06-01.
usage-note-in-french = --note-en demande aussi --note : la raison s’écrit d’abord en français.
usage-until-past = --until donne le { $until }, avant le jour de référence ({ $day }). Donnez un jour plus tardif.
usage-bad-url = L’adresse « { $value } » ne convient pas à { $argument }. Attendu : une adresse complète, comme https://exemple.org/comite/.
usage-see-help = L’aide : clairevoie --help

no-portal = Aucun portail ici : ni { $path } ni les dossiers qui le contiennent n’ont de content/portal.yaml. Pour en créer un : clairevoie init mon-portail
no-portal-there = Aucun portail dans { $path } : il n’y a pas de dossier content/.
system-failed = { $reason ->
        [missing] Introuvable : { $path }
        [permission] Accès refusé : { $path }
        [full] Disque plein : { $path }
        [readonly] Disque en lecture seule : { $path }
        [kind] Ce n’est pas un fichier ordinaire : { $path }. Déplacez-le, puis recommencez.
        [large] Fichier trop grand : { $path }. Déplacez-le, puis recommencez.
       *[other] Le système a refusé : { $path } (détail technique : { $detail })
    }

build-stopped = { $there ->
    [yes] Rien n’a été écrit : { $path } est comme avant.
   *[no] Rien n’a été écrit.
}
build-busy = Une autre construction écrit déjà dans { $path }. Attendez qu’elle finisse.
build-changed = Rien n’a été publié : { $path } a été modifié pendant la construction. Relancez la commande.
build-obstructed = Rien n’a été publié : { $path } n’a pas été écrit par Clairevoie, ou a été modifié depuis, et occupe la place d’un fichier du site. Déplacez-le, puis recommencez.
build-done = Site écrit dans { $path } : { $pages } pages; fichiers écrits : { $written }, inchangés : { $unchanged }, retirés : { $removed }; { $kilobytes } ko; { $warnings ->
        [0] aucun avertissement
        [one] { $warnings } avertissement
       *[other] { $warnings } avertissements
    }.
build-gone = Ces adresses ne mènent plus nulle part; ceux qui les ont citées ne les trouveront plus : { $addresses }{ $more ->
        [0] {""}
        [one] {" "}et un de plus
       *[other] {" "}et { $more } autres
    }
build-kept = { $count ->
        [one] Un ancien fichier a été modifié à la main depuis la dernière construction; il reste en place : { $paths }
       *[other] { $count } anciens fichiers ont été modifiés à la main depuis la dernière construction; ils restent en place : { $paths }
    }
refused-inside-content = Refusé : { $path } fait partie des sources du portail.
refused-inside-output = Refusé : { $path } se trouve dans un site déjà construit.
refused-holds-more = Refusé : { $path } contient les sources du portail, ou un dossier personnel.
refused-not-ours = Refusé : { $path } contient des fichiers que Clairevoie n’a pas écrits. Choisissez un dossier vide.
refused-not-a-folder = Refusé : { $path } n’est pas un dossier.
refused-other-portal = Refusé : { $path } contient le site d’un autre portail, { $other }. Donnez un autre dossier avec --out; si c’est l’adresse de ce portail qui a changé, supprimez d’abord ce dossier.
check-done = { $warnings ->
        [0] Tout est en ordre : { $pages } pages vérifiées.
       *[other] Aucune erreur : { $pages } pages vérifiées. Voyez les avertissements ci-dessus.
    }
check-failed = { $errors ->
        [0] Rien n’empêche de publier, mais vous avez demandé qu’aucun avertissement ne reste (--strict).
       *[other] Le site ne peut pas être publié tant que ces erreurs ne sont pas corrigées.
    }
timings = Temps : { $stages }; en tout { $total }.
build-searched = Recherche : { $pages } pages indexées, { $kilobytes } ko, { $kept ->
        [yes] index gardé, puisque aucun texte indexé n’a changé
       *[no] prête après { $time } (à côté de l’écriture des pages)
    }.
build-mixed = Les fichiers étaient remplacés un à un : { $path } a maintenant des fichiers de deux versions du site. Réparez la cause, puis relancez la commande : elle termine ce qui a été commencé.
build-in-place = Le dossier { $path } ne peut pas être échangé contre un autre (point de montage, autre disque, dossier réseau, groupe auquel vous n’appartenez pas ou option --in-place) : les fichiers ont été remplacés un à un. Une construction interrompue y laisse des fichiers de deux éditions, que la suivante remet en ordre.
build-compressed = Copies compressées (.br, .gz) : { $files } fichiers, { $kilobytes } ko, en { $time }.
chain-broken = La chaîne des éditions ({ $path }) est rompue à la ligne { $line }{ $edition ->
    [0] {""}
   *[other] {" "}(édition { $edition })
 }. Rien n’a été écrit. Ce fichier est écrit par « clairevoie publish » et ne se modifie pas à la main : reprenez-le de l’historique du dépôt, ou du site publié (editions.json).
publish-unsigned = La signature n’a pas été faite : { $detail } Rien n’a été publié.
rollback-not-kept = L’édition { $number } n’est plus conservée ici, ou pas en entier. « clairevoie editions » énumère celles qui peuvent être rétablies. Rien n’a changé.
build-search = L’index de recherche n’a pas pu être construit ({ $detail }). Le site n’a pas changé. Pour publier sans recherche : clairevoie build --no-search
stage-unchanged = comparaison
timings-template = { $name } : { $count } pages, { $total } en tout, { $mean } chacune en moyenne
timings-slowest = Les pages les plus lentes :
stage-snapshot = lecture
stage-inputs = empreintes
stage-records = fiches
stage-site = liens et thème
stage-tree = adresses
stage-publish = pages
stage-check = vérification

# Aperçu
cli-serve = Montre un aperçu, à jour à chaque enregistrement
cli-port = Port où écouter (4000, ou le suivant qui est libre)
cli-open = Ouvre le navigateur
cli-poll = Compare les fichiers au lieu d’attendre les signaux du système (dossiers en réseau)
cli-host = Adresse où écouter, au lieu de cet ordinateur seul
cli-allow-host = Nom d’hôte accepté de plus
cli-editor = Adresse qui ouvre un fichier dans l’éditeur, ou none
cli-value-port = PORT
cli-value-address = ADRESSE
cli-value-name = NOM
usage-bad-port = Le port « { $value } » ne convient pas à { $argument }. Attendu : un nombre de 0 à 65535.
usage-bad-host = L’adresse « { $value } » ne convient pas à { $argument }. Attendu : une adresse IP, comme 127.0.0.1.
serve-other-port = Le port { $asked } est pris; l’aperçu est au port { $taken }.
serve-exposed = Attention : l’aperçu est ouvert à d’autres machines ({ $address }). Toute personne qui atteint cette adresse lit les brouillons.
serve-stop = Ctrl-C pour arrêter.
serve-no-browser = Le navigateur n’a pas pu être ouvert.
serve-remade = À jour ({ $number }) : { $milliseconds } ms.
serve-polling = Le système ne peut surveiller davantage de fichiers (réglage { $setting }); l’aperçu les vérifie à intervalles réguliers.
preview-foreign-host = Ce nom d’hôte n’est pas celui de l’aperçu (voyez --allow-host).
preview-bar = Aperçu
preview-sentences = Phrase par phrase
preview-french = Français
preview-english = Anglais
preview-absent = rien
preview-difference = Différence
preview-key-sentences = les deux versions, phrase par phrase
preview-differences = { $count ->
    [0] Aucune différence n’est signalée dans le texte.
    [one] { $count } différence signalée; la commande l’accepte, si elle est voulue.
   *[other] { $count } différences signalées; la commande en accepte une, si elle est voulue.
}
preview-beside = Français et anglais côte à côte
preview-own-diagnostics = { $count ->
        [0] rien à signaler dans cette page
        [one] { $count } remarque dans cette page
       *[other] { $count } remarques dans cette page
    }
preview-translated = traduite
preview-stale = traduction à revoir
preview-unconfirmed = traduction jamais confirmée
preview-last-good = dernière version sans erreur
preview-leave = Revenir à une seule langue (Échap)
preview-explained = Explication de { $code }
preview-untranslated = pas encore traduite
preview-draft = brouillon
preview-more = { $count ->
    [one] et un autre problème
   *[other] et { $count } autres problèmes
}
preview-gone = Cette page n’existe plus.
preview-none = Aucune erreur, aucun avertissement.
preview-broken = Le portail ne peut pas encore être montré
preview-key-help = montre ces touches
preview-key-editor = ouvre la source dans l’éditeur
preview-key-diagnostics = montre les erreurs et les avertissements
preview-key-beside = met le français et l’anglais côte à côte
preview-key-language = passe à l’autre langue

# Mise en ligne
cli-deploy = Met le site en ligne, par rsync ou rclone, dans l’ordre où aucune page n’est montrée sans ses fichiers
cli-deploy-target = Destination : un dossier, utilisateur@serveur:/chemin, rsync:DESTINATION ou rclone:DESTINATION
cli-deploy-from = Dossier publié à envoyer (public/ dans celui du portail)
cli-deploy-verify = Ce qui est relu à destination : changed (ce qui a été envoyé), all (tout) ou none (rien)
cli-deploy-keep-days = Nombre de jours où restent les styles, scripts et polices du thème qui ont été remplacés (30)
cli-deploy-dry-run = Montre ce qui serait fait, sans rien changer à destination
cli-deploy-format = Forme de ce que montre --dry-run : human ou json
cli-deploy-repair = Relit tous les fichiers à destination et renvoie ceux qui y manquent ou y sont altérés
cli-deploy-force = Accepte une destination qui porte un autre portail, ou un site qui n’a pas été mis en ligne par cette commande
cli-value-target = DESTINATION
cli-value-extent = ÉTENDUE
cli-value-days = JOURS
usage-bad-days = « { $value } » ne convient pas à --keep-days. Attendu : un nombre de jours, de 0 à 65535.
usage-no-target = Il manque une destination après « { $target } ».
usage-ambiguous-target = « { $target } » peut être un serveur ou une destination de rclone. Écrivez rsync:{ $target } ou rclone:{ $target }.
deploy-heading = Vers { $target }, par { $tool } : { $found ->
        [nothing] première mise en ligne.
        [interrupted] reprise d’une mise en ligne interrompue.
       *[edition] une édition s’y trouve déjà.
    }
deploy-phase = { $phase ->
        [examining] Vérification de ce qui est déjà à destination
        [assets] Thème, index de recherche et documents
        [search] Recherche
        [data] Données
        [pages] Pages
        [feeds] Plan du site, flux et calendriers
        [account] Liste des fichiers et signature
        [chain] Suite des éditions
        [verifying] Relecture à destination
       *[removing] Retrait
    } : { $count ->
        [one] { $count } fichier
       *[other] { $count } fichiers
    }
deploy-dry-run = Rien n’a été changé à destination. Fichiers à envoyer : { $sent }; inchangés : { $unchanged }.
deploy-done = { $nothing ->
        [yes] La destination est à jour
       *[no] Le site est en ligne
    }. Fichiers envoyés : { $sent }, inchangés : { $unchanged }, retirés : { $removed }, relus : { $verified }.
deploy-unlisted = { $path } ne contient pas SHA256SUMS, la liste de ses fichiers : rien n’a été envoyé. Publiez d’abord le site, par clairevoie publish.
deploy-bad-list = { $path } ne se lit pas : rien n’a été envoyé. Publiez de nouveau le site, par clairevoie publish.
deploy-damaged = { $count ->
        [one] Ce fichier du dossier à envoyer manque ou n’est pas celui que dit SHA256SUMS
       *[other] { $count } fichiers du dossier à envoyer manquent ou ne sont pas ceux que dit SHA256SUMS
    } : { $paths }{ $more ->
        [0] {""}
        [one] {" "}et un de plus
       *[other] {" "}et { $more } autres
    }. Publiez de nouveau le site, par clairevoie publish, et attendez qu’il soit écrit avant de le mettre en ligne.
deploy-differs = { $count ->
        [one] Relu à destination, ce fichier n’est pas celui qui devrait y être
       *[other] Relus à destination, { $count } fichiers ne sont pas ceux qui devraient y être
    } : { $paths }{ $more ->
        [0] {""}
        [one] {" "}et un de plus
       *[other] {" "}et { $more } autres
    }. Relancez la même commande avec --repair, qui les renverra.
deploy-ahead = Refusé : la destination a une édition que le dossier à envoyer ne connaît pas; l’envoyer ferait disparaître une édition publiée. Publiez à partir du dossier editions/ à jour. Rien n’a été changé. Pour passer outre, ajoutez --force.
deploy-other-portal = Refusé : la destination porte un autre portail ({ $there }), et non { $here }. Rien n’a été changé. Si elle doit être remplacée, ajoutez --force.
deploy-own-folder = Refusé : { $target } contient les sources d’un portail, ou le site à envoyer lui-même. Rien n’a été changé. Nommez un autre dossier.
deploy-occupied = Refusé : { $target } contient déjà un site, qui n’a pas été mis en ligne par cette commande. Rien n’a été changé. S’il doit être remplacé, ajoutez --force.
deploy-tool-failed = { $cause ->
        [missing-rsync] rsync n’est pas installé sur cet ordinateur. Debian et Ubuntu : apt install rsync. macOS : brew install rsync. Windows : installez plutôt rclone (winget install Rclone.Rclone), et nommez la destination par rclone:DESTINATION.
        [missing-rclone] rclone n’est pas installé sur cet ordinateur. Debian et Ubuntu : apt install rclone. macOS : brew install rclone. Windows : winget install Rclone.Rclone.
        [missing-there] rsync n’est pas installé sur le serveur. Faites-l’y installer, ou passez par SFTP : rclone:DESTINATION.
        [interrupted] La mise en ligne a été interrompue.
        [unreachable] { $target } ne répond pas, ou la connexion a été coupée. Vérifiez l’adresse et le réseau.
        [denied] { $target } refuse l’accès. Vérifiez la clé ou le mot de passe que connaît { $tool }, et le droit d’écrire à cet endroit.
        [full] Il n’y a plus de place à destination. Faites-en, puis relancez la même commande.
        [unknown-remote] rclone ne connaît pas cette destination : { $target }. Décrivez-la par rclone config; rclone listremotes énumère celles qu’il connaît.
       *[other] { $tool } a échoué.
    }
deploy-state = { $state ->
        [untouched] La destination est comme avant.
        [mixed] La destination est entre deux éditions : des pages sont nouvelles, d’autres non, et chacune a les fichiers qu’il lui faut. Relancez la même commande : elle ne fera que le reste.
       *[complete] La nouvelle édition est en ligne, complète; des fichiers de trop peuvent encore s’y trouver. Relancez la même commande : elle les retirera.
    }
# La configuration du serveur web
cli-value-server = SERVEUR
cli-host-command = Écrit ce que le serveur web doit savoir : nginx, apache, apache-vhost, caddy, netlify ou iis
cli-host-kind = Serveur : nginx, apache, apache-vhost, caddy, netlify ou iis (sinon, celui de host.kind)
usage-host-kind = Pour quel serveur? Écrivez nginx, apache, apache-vhost, caddy, netlify ou iis après la commande, ou sous host.kind dans content/portal.yaml.
cli-host-folder = Dossier du site sur le serveur (/var/www/, suivi de l’hôte et du chemin de base_url)
cli-host-out = Dossier où écrire les fichiers (sinon, la sortie standard)
usage-bad-server-folder = « { $value } » ne peut pas être le dossier du site sur le serveur : écrivez un chemin complet, sans guillemet, accolade, étoile ni signe $.
host-written = Écrit dans { $path } : { $files }.
host-head = Ce que { $server } doit savoir pour servir { $url }. Écrit par « clairevoie host » : à refaire quand une adresse est redirigée, qu’un texte est retiré ou qu’une sorte de fichier s’ajoute.
host-nginx-install = À inclure dans un bloc server (include …/clairevoie-nginx.conf;), puis à vérifier par « nginx -t ».
host-apache-install = À mettre dans le dossier du site, sous le nom .htaccess. L’hôte doit permettre AllowOverride FileInfo, et avoir les modules headers, mime et rewrite. Si MultiViews y est actif, demandez qu’il ne le soit pas dans ce dossier.
host-vhost-install = À inclure dans un bloc VirtualHost (Include …/clairevoie-apache.conf). Il faut les modules alias, dir, headers, mime et rewrite.
host-caddy-install = À importer dans le bloc du site (import …/clairevoie.caddy).
host-netlify-install = À mettre à la racine de ce qui est déployé. Netlify comprime lui-même les fichiers et gère le certificat.
host-iis-install = À mettre dans le dossier du site, sous le nom web.config. Il faut le module URL Rewrite. La compression se règle pour tout le serveur.
host-folder = Le dossier du site sur ce serveur.
host-relative = Les redirections gardent le protocole et l’hôte de la demande.
host-nginx-compression = Les fichiers .br et .gz, comprimés d’avance. Sans le module brotli (libnginx-mod-http-brotli-static chez Debian), retirez la ligne brotli_static.
host-apache-compression = L’adresse d’un dossier mène à sa page, puis au fichier comprimé d’avance que le navigateur accepte.
host-compression = Les fichiers .br et .gz, comprimés d’avance.
host-types = Les types des fichiers.
host-apache-folders = L’adresse d’un dossier finit par une barre.
host-apache-languages = La fin d’un nom n’est pas une langue : .br n’est pas du breton.
host-headers = La politique de sécurité, et ce que le navigateur revérifie à chaque visite.
host-immutable = Le nom de ces fichiers change avec leur contenu : ils peuvent être gardés.
host-open = Les programmes d’autres sites peuvent lire les données, les fils et les sommes de contrôle.
host-vary = Le contenu dépend de la compression que le navigateur accepte.
host-not-found = La page des adresses introuvables, dans la langue de l’adresse.
host-hidden = Les fichiers cachés ne se lisent pas, sauf /.well-known/.
host-redirects = Les adresses quittées.
host-gone = Les textes retirés : leur avis, avec l’état 410.
host-vhost-options = Ni liste des dossiers, ni négociation du contenu.
host-administrator = À transmettre à l’administration de { $host } : ce qui suit vaut pour l’hôte entier.
host-administrator-robots = robots.txt ne compte qu’à la racine de l’hôte. Ligne à y ajouter :
host-administrator-security = security.txt ne compte qu’à la racine de l’hôte, à l’adresse /.well-known/security.txt. Si l’hôte n’a pas déjà le sien :
host-administrator-transport = Si tout l’hôte est servi en HTTPS, en-tête qui l’impose aux navigateurs (il engage l’hôte entier, pour un an) :
host-administrator-site-map = Plan du site à déclarer aux moteurs de recherche :
