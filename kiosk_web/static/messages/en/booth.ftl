# Every word of the booth in French. Plain, short, no blame, no codes. « Vous », always.

app-title = Borne de réservation
app-name = Réservation de consultations
log-out = Se déconnecter
back = Retour
close = Fermer

## Welcome

welcome-title = Bonjour et bienvenue
welcome-lead = Réservez ici une consultation avec un médecin de l’hôpital. Cela prend quelques minutes.
welcome-question = Êtes-vous déjà venu chez nous ?
welcome-known = J’ai un numéro de patient
welcome-known-hint = Je suis déjà inscrit à l’hôpital
welcome-new = C’est ma première fois
welcome-new-hint = Je n’ai pas encore de numéro de patient
welcome-help = Besoin d’aide ? Le personnel de l’accueil est là pour vous.
notice-logged-out = Vous êtes déconnecté. Tout ce que vous avez écrit a été effacé de cette borne.
notice-unsure = La session est terminée. Nous n’avons pas pu vérifier si votre dernière réservation est faite : demandez à l’accueil avant de partir.
notice-expired = La session s’est terminée d’elle-même, pour protéger vos données. Les consultations déjà confirmées restent réservées. Pour continuer, identifiez-vous à nouveau.

## Identify and register

identify-title = Qui êtes-vous ?
identify-lead = Écrivez votre nom, votre prénom et votre numéro de patient.
register-title = Faisons connaissance
register-lead = Nous allons vous donner un numéro de patient.
field-last-name = Nom
field-first-name = Prénom
field-number = Numéro de patient
field-number-hint = Il se trouve sur vos courriers de l’hôpital.
field-birth = Date de naissance
    .hint = Facultative. Par exemple : 7 3 1948
date-day = Jour
date-month = Mois
date-year = Année
identify-submit = S’identifier
register-submit = Recevoir mon numéro
waiting-enter = Un instant, nous ouvrons votre session…

## The new number

number-title = Votre numéro de patient
number-lead = Notez-le bien : avec votre nom et votre prénom, il vous sera demandé à chaque visite.
number-hint = Prenez le temps de l’écrire sur un papier ou dans votre téléphone.
number-noted = C’est noté, continuer

## Search

search-title = Choisissez une consultation
search-specialty = Spécialité
search-doctor = Médecin
search-when = Quand ?
any-specialty = Toutes les spécialités
any-doctor = Tous les médecins
doctor-name = Dr { $first } { $last }
when-soon = Le plus tôt possible
when-week = Dans les 7 jours
when-month = Dans les 30 jours
when-range = Entre deux dates
when-range-of = Du { $from } au { $to }
when-range-from = À partir du { $from }
when-range-to = Jusqu’au { $to }
range-from = À partir du
range-to = Jusqu’au
range-hint = Par exemple : 7 3 2027. Vous pouvez laisser une date vide.
range-submit = Chercher à ces dates
search-submit = Lancer la recherche
search-choose-specialty = Quelle spécialité ?
search-choose-doctor = Quel médecin ?
search-choose-when = Quand souhaitez-vous venir ?
results-title = Consultations libres
results-count = { $count ->
    [0] Aucune consultation libre
    [one] 1 consultation libre affichée
   *[other] { $count } consultations libres affichées
}
results-more = Afficher plus de consultations
results-none = Aucune consultation n’est libre pour ce choix
results-none-hint = Élargissez la recherche, ou demandez conseil à l’accueil.
results-widen = Voir toutes les consultations libres
widened-dates = Rien de libre à ces dates. Voici les prochaines consultations, à d’autres dates.
widened-doctor = Ce médecin n’a rien de libre. Voici les prochaines consultations avec d’autres médecins.
waiting-search = Recherche en cours…
column-choice = Choix
column-date = Date
column-hour = Heure
column-doctor = Médecin
column-specialty = Spécialité
doctor-of-row = Dr { $name }
selected-none = Touchez la consultation qui vous convient.
selected-is = Votre choix
book = Réserver
scroll-name = Faire défiler
scroll-up = Monter
scroll-down = Descendre

## The reason

reason-title = Pourquoi venez-vous ?
reason-lead = Touchez une raison, ou écrivez-la avec vos mots. Rien n’est encore réservé.
reason-field = Raison de la consultation
reason-check-up = Contrôle de routine
reason-symptom = Nouveau symptôme
reason-results = Résultats d’examens
reason-follow-up = Suivi de traitement
reason-prescription = Ordonnance
reason-opinion = Deuxième avis
reason-cancel = Annuler
reason-submit = Réserver cette consultation
problem-book-title = Votre réservation
waiting-book = Un instant, nous réservons votre consultation…

## Booked

booked-title = Votre consultation est réservée
booked-lead = Il ne vous reste rien à faire.
booked-doctor = Médecin
booked-specialty = Spécialité
booked-date = Date
booked-hour = Heure
booked-next-title = Le jour de la consultation
booked-next = Présentez-vous à l’accueil dix minutes avant l’heure, avec votre carte d’identité.
booked-keep = Notez la date et l’heure avant de partir.
booked-cancel = Pour annuler ou déplacer cette consultation, adressez-vous à l’accueil.
booked-another = Réserver une autre consultation
