# Every word of the booth, screen by screen. Plain, short, no blame, no codes. “U”, always.

app-title = Boekingstoestel
app-name = Raadplegingen boeken
log-out = Afmelden
back = Terug
continue = Verder
change = Wijzigen
close = Sluiten
waiting = Een ogenblik…

## Who

who-title = Bent u al eens bij ons geweest?
who-lead = Boek hier een raadpleging. Dat duurt maar enkele minuten.
who-known = Ik heb een patiëntnummer
    .hint = Ik ben al ingeschreven in het ziekenhuis
who-new = Dit is mijn eerste keer
    .hint = Ik heb nog geen patiëntnummer

## Name, number, birth date

name-title = Hoe heet u?
field-last-name = Familienaam
field-first-name = Voornaam
patient-number-title = Wat is uw patiënt­nummer?
field-number = Patiëntnummer
field-number-hint = Het staat op uw brieven van het ziekenhuis.
birth-title = Wat is uw geboortedatum?
field-birth = Geboortedatum
    .hint = U mag dit leeg laten. Bijvoorbeeld: 7 3 1948
date-day = Dag
date-month = Maand
date-year = Jaar

## The new number

number-title = Uw patiënt­nummer
number-lead = Schrijf het goed op: we vragen het bij elk bezoek, samen met uw familienaam en uw voornaam.
number-hint = Neem rustig de tijd om het op papier of in uw telefoon te noteren.
number-noted = Genoteerd, verder

## Specialty, doctor, day, hour

specialty-title = Voor welk specialisme komt u?
any-specialty = Ik weet het niet
    .hint = Alle specialismen bekijken
doctor-title = Bij welke arts?
any-doctor = Om het even welke arts
    .hint = Om zo snel mogelijk te kunnen komen
doctor-name = Dr. { $first } { $last }
doctor-of-row = Dr. { $name }
day-title = Op welke dag wilt u komen?
day-list-title = De volgende vrije dagen
day-list-only = Alleen de lijst tonen
day-show-calendar = De kalender tonen
hour-title = Hoe laat?
hour-morning = Voormiddag
hour-afternoon = Namiddag
hour-more = Meer uren tonen
hour-none = Op die dag is er niets meer vrij. Tik op “Terug” om een andere dag te kiezen.
nearest-title = Dit zijn de eerstvolgende vrije raadplegingen
results-none = Voor deze keuze is er geen vrije raadpleging
results-none-hint = Zoek ruimer, of vraag raad aan het onthaal.
results-widen = Ruimer zoeken

## The reason

reason-title = Waarvoor komt u?
reason-lead = Zo kan de arts zich voorbereiden. Er is nog niets geboekt.
reason-field = Reden van de raadpleging
reason-check-up = Gewone controle
reason-symptom = Nieuwe klacht
reason-results = Resultaten van onderzoeken
reason-follow-up = Opvolging van een behandeling
reason-prescription = Voorschrift
reason-opinion = Tweede mening
reason-own = Een andere reden
    .hint = Ik schrijf het in mijn eigen woorden

## Check everything

check-title = Klopt alles?
check-not-yet = Er is nog niets geboekt. Tik op “Boeken”: dan is de raadpleging voor u.
check-book = Boeken
waiting-book = Een ogenblik, we boeken uw raadpleging…

## Booked

booked-title = Uw raadpleging is geboekt
booked-lead = U hoeft niets meer te doen.
booked-doctor = Arts
booked-specialty = Specialisme
booked-date = Datum
booked-hour = Uur
booked-next-title = Op de dag van de raadpleging
booked-arrival = Meld u tien minuten vooraf bij het onthaal. Breng uw identiteitskaart en uw medische documenten mee.
booked-cancel = Wilt u deze raadpleging annuleren of verplaatsen? Vraag het aan het onthaal.
booked-cancel-call = Wilt u deze raadpleging annuleren of verplaatsen? Vraag het aan het onthaal of bel { $phone }.
booked-code = Met de camera van uw telefoon zet u de raadpleging in uw agenda.
booked-code-label = QR-code: de raadpleging, voor de agenda van uw telefoon
booked-number-keep = We vragen het bij elk bezoek. Schrijf het op als u dat nog niet deed.
booked-another = Nog een raadpleging boeken
booked-finish = Ik ben klaar
print = Afdrukken
print-again = Nog eens afdrukken
print-printing = Bezig met afdrukken…
print-printed = Neem uw ticket onder het scherm.
print-failed = De printer antwoordt niet. Uw raadpleging is wel degelijk geboekt: neem de code met uw telefoon, of noteer de datum en het uur.
ticket-title = Uw raadpleging
ticket-summary = Raadpleging – { $specialty }

## Your consultations

bookings-open = Mijn komende raadplegingen
bookings-title = Uw komende raadplegingen
bookings-count = { $count ->
    [0] U hebt geen komende raadplegingen.
    [one] U hebt één komende raadpleging.
   *[other] U hebt { $count } komende raadplegingen.
}

## The end

ended-goodbye = Dank u wel, en tot ziens
    .what = U bent afgemeld. Alles wat u schreef, is van dit toestel gewist.
ended-expired = Uw sessie is afgelopen
    .what = Ze is vanzelf gesloten, om uw gegevens te beschermen. Wat bevestigd was, blijft geboekt.
ended-unsure = Vraag het aan het onthaal voor u vertrekt
    .what = De sessie is afgelopen, en we konden niet nagaan of uw laatste boeking gelukt is.
ended-restarted = Het toestel moest opnieuw starten
    .what = Onze excuses. Alles wat geschreven was, is gewist; wat bevestigd was, blijft geboekt.
ended-restarted-unsure = Vraag het aan het onthaal voor u vertrekt
    .what = Het toestel moest opnieuw starten, en we konden niet nagaan of uw laatste boeking gelukt is.
ended-call = De telefoon van het onthaal: { $phone }
ended-again = Opnieuw beginnen

## Moving a long screen

scroll-name = Door de pagina gaan
scroll-up = Omhoog
scroll-down = Omlaag
