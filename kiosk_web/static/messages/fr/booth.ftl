# Every word of the booth, screen by screen. Plain, short, no blame, no codes. « Vous », always.

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
who-lead = Réservez ici une consultation. Cela prend quelques minutes.
who-known = J’ai un numéro de patient
    .hint = Je suis déjà inscrit à l’hôpital
who-new = C’est ma première fois
    .hint = Je n’ai pas encore de numéro de patient

## Name, number, birth date

name-title = Comment vous appelez-vous ?
field-last-name = Nom
field-first-name = Prénom
patient-number-title = Quel est votre numéro de patient ?
field-number = Numéro de patient
field-number-hint = Il se trouve sur vos courriers de l’hôpital.
birth-title = Quelle est votre date de naissance ?
field-birth = Date de naissance
    .hint = Vous pouvez la laisser vide. Par exemple : 7 3 1948
date-day = Jour
date-month = Mois
date-year = Année

## The new number

number-title = Votre numéro de patient
number-lead = Notez-le bien : avec votre nom et votre prénom, il vous sera demandé à chaque visite.
number-hint = Prenez le temps de l’écrire sur un papier ou dans votre téléphone.
number-noted = C’est noté, continuer

## Specialty, doctor, day, hour

specialty-title = Pour quelle spécialité venez-vous ?
any-specialty = Je ne sais pas
    .hint = Voir toutes les spécialités
doctor-title = Avec quel médecin ?
any-doctor = N’importe quel médecin
    .hint = Pour venir le plus tôt possible
doctor-name = Dr { $first } { $last }
doctor-of-row = Dr { $name }
day-title = Quel jour souhaitez-vous venir ?
day-list-title = Les prochains jours libres
day-list-only = Afficher seulement la liste
day-show-calendar = Afficher le calendrier
hour-title = À quelle heure ?
hour-morning = Le matin
hour-afternoon = L’après-midi
hour-more = Afficher plus d’heures
hour-none = Il n’y a plus rien de libre ce jour-là. Touchez « Retour » pour choisir un autre jour.
nearest-title = Voici les consultations libres les plus proches
results-none = Aucune consultation n’est libre pour ce choix
results-none-hint = Élargissez la recherche, ou demandez conseil à l’accueil.
results-widen = Élargir la recherche

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

check-title = Tout est juste ?
check-not-yet = Rien n’est encore réservé. Touchez « Réserver » : la consultation sera à vous.
check-book = Réserver
waiting-book = Un instant, nous réservons votre consultation…

## Booked

booked-title = Votre consultation est réservée
booked-lead = Il ne vous reste rien à faire.
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
print-failed = L’imprimante ne répond pas. Votre consultation est bien réservée : prenez le code avec votre téléphone, ou notez la date et l’heure.
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
