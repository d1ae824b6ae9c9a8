### The screen that invites people. It speaks four languages at once: each button its own.

attract-languages = Choisissez votre langue
attract-welcome = Réservez ici votre consultation
attract-start = Touchez ici pour commencer
attract-keys = Au clavier : touches F, N, D ou E
attract-still = Arrêter l’animation


### Every word of the booth, screen by screen. Plain, short, no blame, no codes. « Vous », always.

app-title = Borne de réservation
app-name = Réservation de consultations
log-out = Se déconnecter
back = Retour
continue = Continuer
change = Modifier
close = Fermer
waiting = Un instant…

## Who

who-title = Êtes-vous déjà venu chez nous ?
who-lead = Réservez ici, pour vous ou pour un proche : répondez alors à sa place.
who-known = J’ai un numéro de patient
    .hint = Je suis déjà inscrit à l’hôpital
who-new = C’est ma première fois
    .hint = Je n’ai pas encore de numéro de patient

## Name, number, birth date

name-title = Comment vous appelez-vous ?
field-last-name = Nom
field-first-name = Prénom
name-one = Je n’ai qu’un nom
    .hint = Écrivez-le dans le champ au-dessus.
field-one-name = Votre nom
patient-number-title = Quel est votre numéro de patient ?
field-number = Numéro de patient
field-number-hint = Il se trouve sur vos courriers de l’hôpital.
birth-title = Quelle est votre date de naissance ?
field-birth = Date de naissance
    .hint = Vous pouvez la laisser vide. Par exemple : 7 3 1948
birth-unknown = Je ne la connais pas exactement
    .hint = Elle reste vide : l’accueil pourra la compléter avec vous.
date-day = Jour
date-month = Mois
date-year = Année
confirm-title = Vos données sont-elles justes ?
confirm-lead = « Continuer » vous donne votre numéro de patient.
confirm-no-birth = laissée vide

## The new number

number-title = Votre numéro de patient
number-lead = Notez-le bien : avec votre nom et votre prénom, il vous sera demandé à chaque visite.
number-hint = Prenez le temps de l’écrire sur un papier ou dans votre téléphone.
number-noted = C’est noté, continuer

## Specialty, doctor, day, hour

specialty-title = Pour quelle spécialité venez-vous ?
choices-letters = Vous pouvez taper les premières lettres de ce que vous cherchez.
any-specialty = Je ne sais pas
    .hint = Voir toutes les spécialités
doctor-title = Avec quel médecin ?
any-doctor = N’importe quel médecin
    .hint = Pour venir le plus tôt possible
doctor-only = Un seul médecin reçoit dans cette spécialité : ce choix est déjà fait.
doctor-name = Dr { $first } { $last }
doctor-of-row = Dr { $name }
day-title = Quel jour vous convient ?
day-list-title = Les prochains jours libres
day-list-only = Afficher seulement la liste
day-show-calendar = Afficher le calendrier
hour-title = À quelle heure ?
hour-morning = Le matin
hour-afternoon = L’après-midi
hour-to-afternoon = L’après-midi : plus bas
hour-more = Afficher plus d’heures
hour-none = Il n’y a plus rien de libre ce jour-là. « Retour » vous laisse choisir un autre jour.
hour-only = C’est la seule heure libre ce jour-là : elle est déjà choisie.
soonest = Le plus tôt possible
soonest-title = Les premières consultations libres
soonest-chosen = La première est déjà choisie. Vous pouvez en choisir une autre.
nearest-title = Voici les consultations libres les plus proches
results-none = Aucune consultation n’est libre pour ce choix
results-none-hint = Élargissez la recherche, ou demandez conseil à l’accueil.
results-widen-doctors = Chercher chez tous les médecins
results-widen-all = Chercher dans toutes les spécialités

## The reason

reason-title = Pourquoi venez-vous ?
reason-lead = Le médecin pourra ainsi se préparer. Rien n’est encore réservé.
reason-field = Raison de la consultation
reason-check-up = Contrôle de routine
reason-symptom = Nouveau symptôme
reason-results = Résultats d’examens
reason-follow-up = Suivi de traitement
reason-prescription = Ordonnance
reason-opinion = Deuxième avis
reason-own = Une autre raison
    .hint = Je l’écris avec mes mots

## Check everything

check-title = Tout est correct ?
check-not-yet = Rien n’est encore réservé. Avec « Réserver », la consultation sera à vous.
check-book = Réserver
waiting-book = Un instant, nous réservons votre consultation…

## Booked

booked-title = Votre consultation est réservée
booked-lead = Vous n’avez plus rien à faire.
booked-doctor = Médecin
booked-specialty = Spécialité
booked-date = Date
booked-hour = Heure
booked-next-title = Le jour de la consultation
booked-arrival = Présentez-vous à l’accueil dix minutes avant l’heure. Apportez votre carte d’identité et vos documents médicaux.
booked-cancel = Pour annuler ou déplacer cette consultation, adressez-vous à l’accueil.
booked-cancel-call = Pour annuler ou déplacer cette consultation, adressez-vous à l’accueil ou téléphonez au { $phone }.
booked-code = Avec l’appareil photo de votre téléphone, mettez la consultation dans votre agenda.
booked-code-label = Code QR : la consultation, pour l’agenda de votre téléphone
booked-number-keep = Il vous sera demandé à chaque visite. Notez-le si ce n’est pas fait.
booked-another = Réserver une autre consultation
booked-finish = J’ai terminé
print = Imprimer
print-again = Imprimer encore
print-printing = L’impression est en cours…
print-printed = Prenez votre ticket sous l’écran.
print-failed = L’imprimante ne répond pas. Votre consultation est bien réservée : scannez le code avec votre téléphone, ou notez la date et l’heure.
print-unconfirmed = Nous ne savons pas si votre ticket est sorti : regardez sous l’écran. Votre consultation est bien réservée : scannez le code avec votre téléphone, ou notez la date et l’heure.
ticket-title = Votre consultation
ticket-summary = Consultation – { $specialty }

## Your consultations

bookings-open = Mes consultations à venir
bookings-title = Vos consultations à venir
bookings-count = { $count ->
    [0] Vous n’avez aucune consultation à venir.
    [one] Vous avez une consultation à venir.
   *[other] Vous avez { $count } consultations à venir.
}

## The end

ended-goodbye = Merci, et au revoir
    .what = Vous êtes déconnecté. Tout ce que vous avez écrit est effacé de cette borne.
ended-expired = Votre session est terminée
    .what = Elle s’est fermée d’elle-même, pour protéger vos données. Ce qui était confirmé reste réservé.
ended-unsure = Demandez à l’accueil avant de partir
    .what = La session est terminée, et nous n’avons pas pu vérifier si votre dernière réservation est faite.
ended-restarted = La borne a dû redémarrer
    .what = Veuillez nous excuser. Tout ce qui était écrit est effacé ; ce qui était confirmé reste réservé.
ended-restarted-unsure = Demandez à l’accueil avant de partir
    .what = La borne a dû redémarrer, et nous n’avons pas pu vérifier si votre dernière réservation est faite.
ended-call = Le téléphone de l’accueil : { $phone }
ended-again = Recommencer

## Moving a long screen

scroll-name = Faire défiler
scroll-up = Monter
scroll-down = Descendre


### How the patient wants the booth to be, help, leaving, and the staff's code.

toolbar-name = Langue, affichage et aide
toolbar-language = Langue
tool-look = Affichage
tool-reach-low = Plus bas
tool-reach-high = Plus haut
tool-speech = Écouter
tool-help = Aide

look-title = Comment afficher l’écran ?
look-size = Taille du texte
look-size-1 = Normale
look-size-2 = Grande
look-size-3 = Plus grande
look-size-4 = Très grande
look-colours = Couleurs
look-plain = Couleurs claires
look-contrast = Contraste fort
look-done = C’est bien ainsi

help-title = Aide
help-done = J’ai compris
help-everywhere = « Retour » ne perd rien de ce que vous avez écrit. En bas de l’écran, vous changez la langue et l’affichage.
help-touch = Touchez du doigt ce que vous choisissez, puis « Continuer ». Touchez un champ pour y écrire.
help-keys = Avec un clavier : Tab va d’un choix à l’autre, les flèches choisissent, Entrée valide, F2 lit l’écran à voix haute.
help-desk = L’accueil est là pour vous aider.
help-desk-phone = L’accueil est là pour vous aider. Son téléphone : { $phone }
help-attract = Touchez votre langue pour commencer.
help-who = Si l’hôpital vous a déjà donné un numéro de patient, prenez le premier choix. Sinon, prenez le second : vous en recevrez un.
help-name = Écrivez votre nom et votre prénom comme sur votre carte d’identité. Les majuscules et les accents n’ont pas d’importance. Si vous n’avez qu’un nom, choisissez « Je n’ai qu’un nom ». Pour un proche, écrivez son nom.
help-number = Le numéro de patient se trouve sur vos courriers de l’hôpital. Si vous ne l’avez pas, l’accueil le retrouvera.
help-birth = Écrivez le jour, le mois et l’année en chiffres. Si vous n’êtes pas sûr de la date, choisissez « Je ne la connais pas exactement ».
help-confirm-name = Relisez votre nom et votre date de naissance. « Modifier » vous laisse les corriger.
help-new-number = Écrivez ce numéro sur un papier ou dans votre téléphone, puis continuez.
help-specialty = Choisissez ce qui correspond à votre besoin. Si vous hésitez, choisissez « Je ne sais pas ».
help-doctor = Si vous n’avez pas de préférence, laissez « N’importe quel médecin ».
help-day = Choisissez un jour. Le chiffre sous le jour dit combien de consultations sont libres.
help-hour = Choisissez l’heure qui vous convient.
help-reason = Choisissez une raison. Si aucune ne convient, choisissez « Une autre raison » et écrivez-la.
help-check = Relisez chaque ligne. « Modifier » change une réponse et garde les autres. « Réserver » fait la réservation.
help-booked = La consultation est réservée. « J’ai terminé » efface l’écran.
help-bookings = Voici vos consultations à venir. On ne peut pas les annuler ici : l’accueil le fera pour vous.
help-ended = La session est terminée. « Recommencer » permet de s’identifier à nouveau.

leave-title = Voulez-vous quitter ?
leave-what = Ce que vous avez choisi et écrit sera effacé. Ce qui est confirmé reste réservé.
leave-go = Quitter et effacer
leave-stay = Rester
still-title = Êtes-vous toujours là ?
still-what = Sans réponse, l’écran sera effacé pour protéger vos données. Touchez « Oui, continuer » ou une touche du clavier.
still-overdue = Cet écran est ouvert depuis longtemps. Pour protéger vos données, il va être effacé. Vous pourrez ensuite recommencer.
still-booked = Votre consultation reste réservée.
still-seconds = { $count ->
    [one] Encore une seconde
   *[other] Encore { $count } secondes
}
still-here = Oui, continuer

staff-title = Réservé au personnel
staff-code = Code
staff-leave = Quitter la borne
staff-cancel = Annuler
staff-refused = Ce code n’est pas le bon.
staff-failed = La borne n’a pas pu vérifier le code. Réessayez.
staff-locked = { $count ->
    [one] Trop d’essais. Réessayez dans une minute.
   *[other] Trop d’essais. Réessayez dans { $count } minutes.
}


### The calendar of free consultations and the list beside it.

calendar-day = { $count ->
    [one] { $date }, { $count } consultation libre
   *[other] { $date }, { $count } consultations libres
}
calendar-day-many = { $date }, { $count } consultations libres ou plus
calendar-day-none = { $date }, aucune consultation libre
calendar-today-is = Aujourd’hui, { $date }
calendar-count = { $count ->
    [one] { $count } consultation libre
   *[other] { $count } consultations libres
}
calendar-count-many = { $count } consultations libres ou plus
# In a cell of the calendar, 130 px wide: as short as can be.
calendar-free = { $count ->
    [one] { $count } libre
   *[other] { $count } libres
}
calendar-free-many = { $count }+ libres
calendar-previous = Plus tôt
    .label = Plus tôt : à partir du { $date }
calendar-next = Plus tard
    .label = Plus tard : à partir du { $date }
calendar-empty = Plus aucune consultation libre pendant ces cinq semaines.
calendar-go = Aller au { $date }
calendar-nowhere = Il n’y en a pas d’autre pour le moment. Élargissez votre recherche, ou demandez à l’accueil.
calendar-waiting = Nous cherchons les jours libres…
calendar-legend-count = nombre de consultations libres
calendar-legend-dots = plus de points, plus de choix
calendar-legend-today = aujourd’hui

day-list-legend = Choisissez un jour
day-list-more = Afficher d’autres jours
day-list-empty = Aucun jour libre pour le moment.


### The keyboard in the page. What stands on a key is short; signs have a name for those who hear it.

keyboard-name = Clavier
keyboard-numbers = Pavé de chiffres
keyboard-accents = Lettres accentuées
keyboard-accents-of = Accents de la lettre { $letter }

key-space = Espace
key-backspace = Effacer
key-shift = Majuscule
key-accents = Autres accents
key-symbols = Chiffres et signes
key-letters = Lettres
key-done = Terminé

key-apostrophe = Apostrophe
key-straight-apostrophe = Apostrophe droite
key-hyphen = Trait d’union
key-dash = Tiret
key-period = Point
key-comma = Virgule
key-colon = Deux-points
key-semicolon = Point-virgule
key-question = Point d’interrogation
key-exclamation = Point d’exclamation
key-opening-bracket = Parenthèse ouvrante
key-closing-bracket = Parenthèse fermante
key-opening-quote = Guillemet ouvrant
key-closing-quote = Guillemet fermant
key-straight-quote = Guillemet droit
key-slash = Barre oblique
key-plus = Plus
key-equals = Égal
key-degree = Degré
key-percent = Pour cent
key-euro = Euro
key-ampersand = Et commercial
key-at = Arobase


### What went wrong, in plain words: what happened (value), what it means (.what), what to do (.todo).

problem-unreachable = La borne ne joint pas le service de réservation
    .what = La liaison est coupée pour le moment. Ce que vous avez choisi et écrit est gardé.
    .todo = Attendez un instant, puis réessayez. Si cela dure, adressez-vous à l’accueil.
problem-disconnected = La réponse ne nous est pas parvenue
    .what = La liaison a été coupée. Ce que vous avez écrit est gardé.
    .todo = Réessayez. Un numéro que vous n’avez pas vu ne sera jamais utilisé. Si cela dure, adressez-vous à l’accueil.
problem-unavailable = Le service de réservation est interrompu un moment
    .what = Ce que vous avez choisi et écrit est gardé.
    .todo = Il revient en général très vite : réessayez dans un instant. Si cela dure, adressez-vous à l’accueil.
problem-server-busy = Beaucoup de patients réservent en ce moment
    .what = Toutes les places du service sont prises. Ce que vous avez écrit est gardé.
    .todo = Patientez un peu, puis réessayez. Si cela dure, adressez-vous à l’accueil.
problem-login-refused = Nous ne vous avons pas trouvé
    .what = Le nom, le prénom et le numéro ne correspondent pas.
    .todo = Relisez le numéro ; « Retour » montre votre nom. Vous avez perdu votre numéro ? L’accueil le retrouvera pour vous.
problem-too-many-attempts = Trop d’essais
    .what = Pour protéger votre dossier, l’identification est suspendue quelque temps.
    .todo = Adressez-vous à l’accueil avec votre carte d’identité, ou attendez la fin du délai.
problem-too-many-registrations = Les nouveaux patients doivent patienter un peu
    .what = Beaucoup de nouveaux patients se sont inscrits ici depuis une heure. Ce que vous avez écrit est gardé.
    .todo = L’accueil peut vous inscrire tout de suite, ou attendez la fin du délai.
problem-too-many-bookings = Vous avez autant de consultations que possible
    .what = Les consultations que vous avez réservées restent réservées.
    .todo = Pour une consultation de plus, adressez-vous à l’accueil.
problem-not-available = Cette consultation vient d’être prise
    .what = Un autre patient l’a réservée juste avant vous, ou son heure est passée.
    .todo = La liste est à jour : choisissez une autre consultation.
problem-time-conflict = Vous avez déjà une consultation à cette heure-là
    .what = Cette autre consultation reste réservée.
    .todo = Choisissez une consultation à un autre moment dans la liste.
problem-session-expired = Votre session est terminée
    .what = Elle s’est fermée d’elle-même, pour protéger vos données.
    .todo = Identifiez-vous à nouveau pour continuer.
problem-bad-request = La borne ne peut pas envoyer ceci
    .what = Un des champs contient quelque chose que le service n’accepte pas.
    .todo = Relisez ce que vous avez écrit, puis réessayez.
problem-defect = Quelque chose n’a pas fonctionné chez nous
    .what = Ce n’est pas votre faute. Ce que vous avez écrit est gardé.
    .todo = Réessayez. Si cela se répète, adressez-vous à l’accueil.
problem-booth-stopped = Cette borne s’est arrêtée
    .what = Ses données ont été effacées.
    .todo = Adressez-vous à l’accueil, ou utilisez une autre borne.

fate-nothing-booked = Rien n’a été réservé.
fate-unsure = Nous ne savons pas encore si votre réservation est faite. Choisissez « Vérifier » : vous ne réserverez jamais deux fois. Si cela ne répond pas, l’accueil vous le dira.
retry = Réessayer
retry-by-itself = La borne réessaie d’elle-même dans { $count } s.
retry-check = Vérifier
retry-check-in-seconds = Vérifier dans { $count } s
retry-in-seconds = Réessayer dans { $count } s
retry-in-minutes = Réessayer dans { $count } min

## What to look at again in a form

errors-title = À revoir avant de continuer
check-last-name = Écrivez votre nom
check-one-name = Écrivez votre nom
check-first-name = Écrivez votre prénom, ou choisissez « Je n’ai qu’un nom »
check-number-missing = Écrivez votre numéro de patient
check-number-register = Ceci ressemble à votre numéro national (11 chiffres). Écrivez le numéro de patient donné par l’hôpital
check-number-length = Vérifiez le numéro de patient : ce n’est pas un numéro de l’hôpital
check-number-slip = Relisez votre numéro : un chiffre semble inexact. S’il est juste, choisissez à nouveau « Continuer »
check-no-such-day = Cette date n’existe pas : vérifiez le jour et le mois
check-lone-year = Écrivez aussi le jour et le mois, ou choisissez « Je ne la connais pas exactement »
check-birth-parts = Écrivez le jour, le mois et l’année, ou choisissez « Je ne la connais pas exactement »
check-future = Cette date n’est pas encore arrivée : vérifiez l’année
check-birth-date = Vérifiez la date de naissance : jour, mois, et année en quatre chiffres
check-specialty = Choisissez une spécialité
check-day = Choisissez un jour
check-hour = Choisissez une heure
check-reason = Choisissez une raison
check-reason-words = Écrivez la raison avec vos mots


### What specialties are called; a hospital’s own, not among them, keep the name in its database.
### The hint is for those who do not know the word: short, plain, no sentence.

specialty-cardiology = Cardiologie
    .hint = le cœur

specialty-dermatology = Dermatologie
    .hint = la peau

specialty-endocrinology = Endocrinologie
    .hint = les glandes et les hormones

specialty-diabetes = Diabétologie
    .hint = le diabète

specialty-gastroenterology = Gastro-entérologie
    .hint = l’estomac et les intestins

specialty-hepatology = Hépatologie
    .hint = le foie

specialty-gynaecology = Gynécologie
    .hint = la santé des femmes

specialty-obstetrics = Obstétrique
    .hint = la grossesse et la naissance

specialty-fertility = Fertilité
    .hint = le désir d’enfant

specialty-general = Médecine générale
    .hint = tous les problèmes de santé

specialty-internal = Médecine interne
    .hint = les maladies de plusieurs organes

specialty-neurology = Neurologie
    .hint = le cerveau et les nerfs

specialty-neurosurgery = Neurochirurgie
    .hint = opérations du cerveau et du dos

specialty-ophthalmology = Ophtalmologie
    .hint = les yeux

specialty-orthopaedics = Orthopédie
    .hint = les os et les articulations

specialty-ent = Oto-rhino-laryngologie (ORL)
    .hint = les oreilles, le nez, la gorge

specialty-paediatrics = Pédiatrie
    .hint = les enfants

specialty-neonatology = Néonatologie
    .hint = les nouveau-nés

specialty-pneumology = Pneumologie
    .hint = les poumons

specialty-psychiatry = Psychiatrie
    .hint = la santé mentale

specialty-child-psychiatry = Pédopsychiatrie
    .hint = la santé mentale des enfants

specialty-psychology = Psychologie
    .hint = parler de ce qui pèse

specialty-rheumatology = Rhumatologie
    .hint = les articulations douloureuses

specialty-urology = Urologie
    .hint = la vessie et la prostate

specialty-nephrology = Néphrologie
    .hint = les reins

specialty-radiology = Radiologie
    .hint = radiographies et scanners

specialty-nuclear-medicine = Médecine nucléaire
    .hint = scintigraphies

specialty-radiotherapy = Radiothérapie
    .hint = le cancer, par rayons

specialty-oncology = Oncologie
    .hint = le cancer

specialty-haematology = Hématologie
    .hint = le sang

specialty-geriatrics = Gériatrie
    .hint = les personnes âgées

specialty-surgery = Chirurgie
    .hint = les opérations

specialty-abdominal-surgery = Chirurgie abdominale
    .hint = opérations du ventre

specialty-cardiac-surgery = Chirurgie cardiaque
    .hint = opérations du cœur

specialty-thoracic-surgery = Chirurgie thoracique
    .hint = opérations des poumons

specialty-vascular-surgery = Chirurgie vasculaire
    .hint = les veines et les artères

specialty-plastic-surgery = Chirurgie plastique
    .hint = cicatrices et reconstructions

specialty-maxillofacial = Chirurgie maxillo-faciale
    .hint = opérations de la bouche et du visage

specialty-dentistry = Dentisterie
    .hint = les dents

specialty-anaesthesia = Anesthésie
    .hint = préparer une opération

specialty-pain = Clinique de la douleur
    .hint = les douleurs qui durent

specialty-rehabilitation = Médecine physique et réadaptation
    .hint = retrouver le mouvement

specialty-physiotherapy = Kinésithérapie
    .hint = exercices et mouvement

specialty-speech-therapy = Logopédie
    .hint = la parole et la voix

specialty-nutrition = Diététique
    .hint = l’alimentation

specialty-allergy = Allergologie
    .hint = les allergies

specialty-infections = Maladies infectieuses
    .hint = les infections

specialty-travel = Médecine des voyages
    .hint = vaccins avant un voyage

specialty-sports = Médecine du sport
    .hint = le sport

specialty-emergency = Urgences
    .hint = ce qui ne peut pas attendre

specialty-palliative = Soins palliatifs
    .hint = soulager et accompagner

specialty-genetics = Génétique
    .hint = les maladies héréditaires

specialty-smoking = Tabacologie
    .hint = arrêter de fumer

specialty-laboratory = Laboratoire
    .hint = prises de sang et analyses


### What the booth says beside what is on the screen: the read-aloud mode. Heard more than seen.

## The read-aloud mode

speech-name = Lecture à voix haute
speech-repeat = Répéter
speech-quieter = Moins fort
speech-louder = Plus fort
speech-stop = Arrêter
    .label = Arrêter la lecture
speech-volume = Volume { $level } sur { $count }
speech-on = La lecture à voix haute est activée. La touche Tabulation avance, Entrée choisit, F2 répète. Toute autre touche fait taire la voix.
speech-off = La lecture à voix haute est arrêtée.

## What can be done on a screen

speech-to-fill = À remplir :
speech-to-choose = À choisir :
speech-to-press = Boutons :
speech-others = { $count ->
    [one] et 1 autre
   *[other] et { $count } autres
}

## What a thing is

speech-button = bouton
speech-link = lien
speech-field = champ à remplir
speech-number-field = champ pour des chiffres
speech-radio = choix unique
speech-checkbox = case à cocher
speech-switch = interrupteur
speech-tab = onglet
speech-list = liste de choix
speech-slider = réglage

## The state it is in

speech-empty = vide
speech-checked = coché
speech-not-checked = non coché
speech-selected = sélectionné
speech-not-selected = non sélectionné
speech-open = ouvert
speech-closed = fermé
speech-opens = ouvre un choix
speech-required = obligatoire
speech-wrong = à corriger
speech-busy = un instant
speech-off-now = pas encore disponible
speech-position = { $place } sur { $count }

## What is typed

speech-erased = effacé : { $letters }
speech-capital = { $letter } majuscule
speech-space = espace
speech-apostrophe = apostrophe
speech-hyphen = trait d’union
speech-period = point
speech-comma = virgule
speech-new-line = à la ligne

## How what is written is said

speech-doctor = docteur
speech-hour = { $hour ->
    [one] { $hour } heure { $minutes }
   *[other] { $hour } heures { $minutes }
}
speech-full-hour = { $hour ->
    [one] { $hour } heure
   *[other] { $hour } heures
}
