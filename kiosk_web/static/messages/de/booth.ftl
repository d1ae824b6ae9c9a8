# Every word of the booth, screen by screen. Plain, short, no blame, no codes. „Sie“, always.

app-title = Buchungsgerät
app-name = Termine buchen
log-out = Abmelden
back = Zurück
continue = Weiter
change = Ändern
close = Schließen
waiting = Einen Moment …

## Who

who-title = Waren Sie schon einmal bei uns?
who-lead = Buchen Sie hier einen Termin. Das dauert nur wenige Minuten.
who-known = Ich habe eine Patientennummer
    .hint = Ich bin im Krankenhaus schon eingeschrieben
who-new = Ich bin zum ersten Mal hier
    .hint = Ich habe noch keine Patientennummer

## Name, number, birth date

name-title = Wie heißen Sie?
field-last-name = Nachname
field-first-name = Vorname
patient-number-title = Wie lautet Ihre Patienten­nummer?
field-number = Patientennummer
field-number-hint = Sie steht auf Ihren Briefen vom Krankenhaus.
birth-title = Wann sind Sie geboren?
field-birth = Geburtsdatum
    .hint = Sie dürfen es leer lassen. Zum Beispiel: 7 3 1948
date-day = Tag
date-month = Monat
date-year = Jahr

## The new number

number-title = Ihre Patienten­nummer
number-lead = Schreiben Sie sie gut auf: Wir fragen bei jedem Besuch danach, zusammen mit Ihrem Nachnamen und Vornamen.
number-hint = Nehmen Sie sich Zeit, sie auf Papier oder in Ihrem Telefon zu notieren.
number-noted = Notiert, weiter

## Specialty, doctor, day, hour

specialty-title = Für welches Fachgebiet kommen Sie?
any-specialty = Ich weiß es nicht
    .hint = Alle Fachgebiete ansehen
doctor-title = Bei welchem Arzt?
any-doctor = Jeder Arzt ist mir recht
    .hint = Um so früh wie möglich zu kommen
doctor-name = Dr. { $first } { $last }
doctor-of-row = Dr. { $name }
day-title = An welchem Tag möchten Sie kommen?
day-list-title = Die nächsten freien Tage
day-list-only = Nur die Liste anzeigen
day-show-calendar = Den Kalender anzeigen
hour-title = Um wie viel Uhr?
hour-morning = Am Vormittag
hour-afternoon = Am Nachmittag
hour-more = Weitere Uhrzeiten anzeigen
hour-none = An diesem Tag ist nichts mehr frei. Tippen Sie auf „Zurück“, um einen anderen Tag zu wählen.
nearest-title = Das sind die nächsten freien Termine
results-none = Für diese Auswahl ist kein Termin frei
results-none-hint = Erweitern Sie die Suche, oder fragen Sie am Empfang um Rat.
results-widen = Suche erweitern

## The reason

reason-title = Warum kommen Sie?
reason-lead = So kann sich der Arzt vorbereiten. Es ist noch nichts gebucht.
reason-field = Grund des Termins
reason-check-up = Normale Kontrolle
reason-symptom = Neue Beschwerden
reason-results = Ergebnisse von Untersuchungen
reason-follow-up = Weitere Behandlung
reason-prescription = Rezept
reason-opinion = Zweite Meinung
reason-own = Ein anderer Grund
    .hint = Ich schreibe es mit meinen Worten

## Check everything

check-title = Stimmt alles?
check-not-yet = Es ist noch nichts gebucht. Tippen Sie auf „Buchen“: Dann gehört der Termin Ihnen.
check-book = Buchen
waiting-book = Einen Moment, wir buchen Ihren Termin …

## Booked

booked-title = Ihr Termin ist gebucht
booked-lead = Sie brauchen nichts mehr zu tun.
booked-doctor = Arzt
booked-specialty = Fachgebiet
booked-date = Datum
booked-hour = Uhrzeit
booked-next-title = Am Tag des Termins
booked-arrival = Melden Sie sich zehn Minuten vorher am Empfang. Bringen Sie Ihren Personalausweis und Ihre medizinischen Unterlagen mit.
booked-cancel = Möchten Sie diesen Termin absagen oder verschieben? Wenden Sie sich an den Empfang.
booked-cancel-call = Möchten Sie diesen Termin absagen oder verschieben? Wenden Sie sich an den Empfang, oder rufen Sie an: { $phone }.
booked-code = Mit der Kamera Ihres Telefons tragen Sie den Termin in Ihren Kalender ein.
booked-code-label = QR-Code: der Termin, für den Kalender Ihres Telefons
booked-number-keep = Wir fragen bei jedem Besuch danach. Schreiben Sie sie auf, falls Sie es noch nicht getan haben.
booked-another = Noch einen Termin buchen
booked-finish = Ich bin fertig
print = Drucken
print-again = Noch einmal drucken
print-printing = Es wird gedruckt …
print-printed = Nehmen Sie Ihren Ausdruck unter dem Bildschirm.
print-failed = Der Drucker antwortet nicht. Ihr Termin ist trotzdem gebucht: Nehmen Sie den Code mit Ihrem Telefon auf, oder notieren Sie Datum und Uhrzeit.
ticket-title = Ihr Termin
ticket-summary = Termin – { $specialty }

## Your consultations

bookings-open = Meine nächsten Termine
bookings-title = Ihre nächsten Termine
bookings-count = { $count ->
    [0] Sie haben keinen weiteren Termin.
    [one] Sie haben einen weiteren Termin.
   *[other] Sie haben { $count } weitere Termine.
}

## The end

ended-goodbye = Danke, und auf Wiedersehen
    .what = Sie sind abgemeldet. Alles, was Sie geschrieben haben, ist auf diesem Gerät gelöscht.
ended-expired = Ihre Sitzung ist beendet
    .what = Sie wurde von selbst geschlossen, um Ihre Daten zu schützen. Was bestätigt war, bleibt gebucht.
ended-unsure = Fragen Sie am Empfang, bevor Sie gehen
    .what = Die Sitzung ist beendet, und wir konnten nicht prüfen, ob Ihre letzte Buchung gelungen ist.
ended-restarted = Das Gerät musste neu starten
    .what = Bitte entschuldigen Sie. Alles Geschriebene ist gelöscht; was bestätigt war, bleibt gebucht.
ended-restarted-unsure = Fragen Sie am Empfang, bevor Sie gehen
    .what = Das Gerät musste neu starten, und wir konnten nicht prüfen, ob Ihre letzte Buchung gelungen ist.
ended-call = Das Telefon des Empfangs: { $phone }
ended-again = Neu beginnen

## Moving a long screen

scroll-name = Seite bewegen
scroll-up = Nach oben
scroll-down = Nach unten
