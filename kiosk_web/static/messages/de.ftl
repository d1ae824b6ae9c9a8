### The screen that invites people. It speaks four languages at once: each button its own.

attract-languages = Wählen Sie Ihre Sprache
attract-welcome = Buchen Sie hier Ihren Termin
attract-start = Zum Beginnen hier tippen
attract-keys = Mit einer Tastatur: Taste F, N, D oder E
attract-still = Bewegung anhalten


### Every word of the booth, screen by screen. Plain, short, no blame, no codes. „Sie“, always.

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
who-lead = Buchen Sie hier, für sich oder für Angehörige: Antworten Sie dann an deren Stelle.
who-known = Ich habe eine Patientennummer
    .hint = Ich bin im Krankenhaus schon registriert
who-new = Ich bin zum ersten Mal hier
    .hint = Ich habe noch keine Patientennummer

## Name, number, birth date

name-title = Wie heißen Sie?
field-last-name = Nachname
field-first-name = Vorname
name-one = Ich habe nur einen Namen
    .hint = Schreiben Sie ihn in das Feld darüber.
field-one-name = Ihr Name
patient-number-title = Wie lautet Ihre Patienten­nummer?
field-number = Patientennummer
field-number-hint = Sie steht auf Ihren Briefen vom Krankenhaus.
birth-title = Wann sind Sie geboren?
field-birth = Geburtsdatum
    .hint = Sie dürfen es leer lassen. Zum Beispiel: 7 3 1948
birth-unknown = Ich weiß es nicht genau
    .hint = Es bleibt leer: Der Empfang kann es mit Ihnen ergänzen.
date-day = Tag
date-month = Monat
date-year = Jahr
confirm-title = Stimmen Ihre Angaben?
confirm-lead = Mit „Weiter“ erhalten Sie Ihre Patientennummer.
confirm-no-birth = leer gelassen

## The new number

number-title = Ihre Patienten­nummer
number-lead = Bitte notieren Sie sie: Wir fragen bei jedem Besuch danach, zusammen mit Ihrem Nachnamen und Vornamen.
number-hint = Nehmen Sie sich Zeit, sie auf Papier oder in Ihrem Telefon zu notieren.
number-noted = Notiert, weiter

## Specialty, doctor, day, hour

specialty-title = Für welches Fachgebiet kommen Sie?
choices-letters = Sie können die ersten Buchstaben dessen eingeben, was Sie suchen.
any-specialty = Ich weiß es nicht
    .hint = Alle Fachgebiete ansehen
doctor-title = Bei welchem Arzt?
any-doctor = Jeder Arzt ist mir recht
    .hint = Für den frühesten Termin
doctor-only = In diesem Fachgebiet gibt es nur einen Arzt: Er ist schon ausgewählt.
doctor-name = Dr. { $first } { $last }
doctor-of-row = Dr. { $name }
day-title = An welchem Tag möchten Sie kommen?
day-list-title = Die nächsten freien Tage
day-list-only = Nur die Liste anzeigen
day-show-calendar = Den Kalender anzeigen
hour-title = Um wie viel Uhr?
hour-morning = Am Vormittag
hour-afternoon = Am Nachmittag
hour-to-afternoon = Am Nachmittag: weiter unten
hour-more = Weitere Uhrzeiten anzeigen
hour-none = An diesem Tag ist nichts mehr frei. Mit „Zurück“ wählen Sie einen anderen Tag.
hour-only = Das ist die einzige freie Uhrzeit an diesem Tag: Sie ist schon ausgewählt.
soonest = So früh wie möglich
soonest-title = Die ersten freien Termine
soonest-chosen = Der erste ist schon ausgewählt. Sie können einen anderen wählen.
nearest-title = Das sind die nächsten freien Termine
results-none = Für diese Auswahl ist kein Termin frei
results-none-hint = Erweitern Sie die Suche, oder fragen Sie am Empfang um Rat.
results-widen-doctors = Bei allen Ärztinnen und Ärzten suchen
results-widen-all = In allen Fachgebieten suchen

## The reason

reason-title = Warum kommen Sie?
reason-lead = So kann sich der Arzt vorbereiten. Es ist noch nichts gebucht.
reason-field = Grund des Termins
reason-check-up = Routineuntersuchung
reason-symptom = Neue Beschwerden
reason-results = Ergebnisse von Untersuchungen
reason-follow-up = Verlaufskontrolle
reason-prescription = Rezept
reason-opinion = Zweite Meinung
reason-own = Ein anderer Grund
    .hint = Ich schreibe es mit meinen Worten

## Check everything

check-title = Stimmt alles?
check-not-yet = Es ist noch nichts gebucht. Mit „Buchen“ gehört der Termin Ihnen.
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
print-unconfirmed = Wir wissen nicht, ob Ihr Ausdruck herausgekommen ist: Sehen Sie unter dem Bildschirm nach. Ihr Termin ist gebucht: Nehmen Sie den Code mit Ihrem Telefon auf, oder notieren Sie Datum und Uhrzeit.
ticket-title = Ihr Termin
ticket-summary = Termin – { $specialty }

## Your consultations

bookings-open = Meine bevorstehenden Termine
bookings-title = Ihre bevorstehenden Termine
bookings-count = { $count ->
    [0] Sie haben keine bevorstehenden Termine.
    [one] Sie haben einen bevorstehenden Termin.
   *[other] Sie haben { $count } bevorstehende Termine.
}

## The end

ended-goodbye = Danke, und auf Wiedersehen
    .what = Sie sind abgemeldet. Alles, was Sie geschrieben haben, ist auf diesem Gerät gelöscht.
ended-expired = Ihre Sitzung ist beendet
    .what = Sie wurde von selbst geschlossen, um Ihre Daten zu schützen. Was bestätigt war, bleibt gebucht.
ended-unsure = Fragen Sie am Empfang, bevor Sie gehen
    .what = Die Sitzung ist beendet, und wir konnten nicht prüfen, ob Ihr letzter Termin gebucht ist.
ended-restarted = Das Gerät musste neu starten
    .what = Bitte entschuldigen Sie. Alles Geschriebene ist gelöscht; was bestätigt war, bleibt gebucht.
ended-restarted-unsure = Fragen Sie am Empfang, bevor Sie gehen
    .what = Das Gerät musste neu starten, und wir konnten nicht prüfen, ob Ihr letzter Termin gebucht ist.
ended-call = Das Telefon des Empfangs: { $phone }
ended-again = Neu beginnen

## Moving a long screen

scroll-name = Seite bewegen
scroll-up = Nach oben
scroll-down = Nach unten


### How the patient wants the booth to be, help, leaving, and the staff's code.

toolbar-name = Sprache, Anzeige und Hilfe
toolbar-language = Sprache
tool-look = Anzeige
tool-reach-low = Tiefer
tool-reach-high = Höher
tool-speech = Vorlesen
tool-help = Hilfe

look-title = Wie soll der Bildschirm aussehen?
look-size = Schriftgröße
look-size-1 = Normal
look-size-2 = Groß
look-size-3 = Größer
look-size-4 = Sehr groß
look-colours = Farben
look-plain = Helle Farben
look-contrast = Starker Kontrast
look-done = So ist es gut

help-title = Hilfe
help-done = Verstanden
help-everywhere = Mit „Zurück“ geht nichts verloren, was Sie geschrieben haben. Unten am Bildschirm ändern Sie die Sprache und die Anzeige.
help-touch = Tippen Sie mit einem Finger auf das, was Sie wählen, dann auf „Weiter“. Tippen Sie auf ein Feld, um darin zu schreiben.
help-keys = Mit einer Tastatur: Die Tabulatortaste geht zur nächsten Auswahl, die Pfeiltasten wählen aus, die Eingabetaste bestätigt, F2 liest den Bildschirm vor.
help-desk = Der Empfang hilft Ihnen gern.
help-desk-phone = Der Empfang hilft Ihnen gern. Telefon: { $phone }
help-attract = Tippen Sie auf Ihre Sprache, um zu beginnen.
help-who = Haben Sie vom Krankenhaus schon eine Patientennummer? Dann nehmen Sie die erste Auswahl. Sonst nehmen Sie die zweite: Sie bekommen dann eine.
help-name = Schreiben Sie Ihren Nachnamen und Vornamen wie auf Ihrem Personalausweis. Großbuchstaben und Akzente sind nicht wichtig. Wenn Sie nur einen Namen haben, wählen Sie „Ich habe nur einen Namen“. Für Angehörige schreiben Sie deren Namen.
help-number = Die Patientennummer steht auf Ihren Briefen vom Krankenhaus. Wenn Sie sie nicht haben, findet der Empfang sie für Sie.
help-birth = Schreiben Sie Tag, Monat und Jahr in Ziffern. Wenn Sie nicht sicher sind, wählen Sie „Ich weiß es nicht genau“.
help-confirm-name = Lesen Sie Ihren Namen und Ihr Geburtsdatum noch einmal. Mit „Ändern“ verbessern Sie sie.
help-new-number = Schreiben Sie diese Nummer auf Papier oder in Ihr Telefon, und gehen Sie dann weiter.
help-specialty = Wählen Sie, was zu Ihrem Anliegen passt. Wenn Sie unsicher sind, wählen Sie „Ich weiß es nicht“.
help-doctor = Wenn Sie keinen bestimmten Arzt möchten, lassen Sie „Jeder Arzt ist mir recht“ stehen.
help-day = Wählen Sie einen Tag. Die Zahl unter dem Tag sagt, wie viele Termine frei sind.
help-hour = Wählen Sie die Uhrzeit, die Ihnen passt.
help-reason = Wählen Sie einen Grund. Wenn keiner passt, wählen Sie „Ein anderer Grund“ und schreiben Sie ihn auf.
help-check = Lesen Sie jede Zeile noch einmal. „Ändern“ ändert eine Antwort und behält die anderen. „Buchen“ bucht den Termin.
help-booked = Der Termin ist gebucht. „Ich bin fertig“ löscht Ihre Angaben vom Bildschirm.
help-bookings = Das sind Ihre bevorstehenden Termine. Sie können hier nicht abgesagt werden: Der Empfang macht das für Sie.
help-ended = Die Sitzung ist beendet. Mit „Neu beginnen“ können Sie sich wieder anmelden.

leave-title = Möchten Sie aufhören?
leave-what = Was Sie gewählt und geschrieben haben, wird gelöscht. Was bestätigt ist, bleibt gebucht.
leave-go = Aufhören und löschen
leave-stay = Bleiben
still-title = Sind Sie noch da?
still-what = Ohne Antwort werden Ihre Angaben vom Bildschirm gelöscht, um sie zu schützen. Berühren Sie „Ja, weitermachen“ oder eine Taste der Tastatur.
still-overdue = Dieser Bildschirm ist seit Langem offen. Um Ihre Angaben zu schützen, wird er gelöscht. Danach können Sie von vorn beginnen.
still-booked = Ihr Termin bleibt gebucht.
still-seconds = { $count ->
    [one] Noch eine Sekunde
   *[other] Noch { $count } Sekunden
}
still-here = Ja, weitermachen

staff-title = Nur für das Personal
staff-code = Code
staff-leave = Programm beenden
staff-cancel = Abbrechen
staff-refused = Dieser Code stimmt nicht.
staff-failed = Das Gerät konnte den Code nicht prüfen. Versuchen Sie es erneut.
staff-locked = { $count ->
    [one] Zu viele Versuche. Versuchen Sie es in einer Minute wieder.
   *[other] Zu viele Versuche. Versuchen Sie es in { $count } Minuten wieder.
}


### The calendar of free consultations and the list beside it.

calendar-day = { $count ->
    [one] { $date }, { $count } freier Termin
   *[other] { $date }, { $count } freie Termine
}
calendar-day-many = { $date }, { $count } oder mehr freie Termine
calendar-day-none = { $date }, kein freier Termin
calendar-today-is = Heute, { $date }
calendar-count = { $count ->
    [one] { $count } freier Termin
   *[other] { $count } freie Termine
}
calendar-count-many = { $count } oder mehr freie Termine
# In a cell of the calendar, 130 px wide: as short as can be.
calendar-free = { $count } frei
calendar-free-many = { $count }+ frei
calendar-previous = Früher
    .label = Früher: ab { $date }
calendar-next = Später
    .label = Später: ab { $date }
calendar-empty = Keine freien Termine mehr in diesen fünf Wochen.
calendar-go = Weiter zu: { $date }
calendar-nowhere = Im Moment gibt es keine weiteren. Erweitern Sie Ihre Suche, oder fragen Sie am Empfang.
calendar-waiting = Wir suchen die freien Tage …
calendar-legend-count = Anzahl freier Termine
calendar-legend-dots = mehr Punkte, mehr Auswahl
calendar-legend-today = heute

day-list-legend = Wählen Sie einen Tag
day-list-more = Weitere Tage anzeigen
day-list-empty = Im Moment keine freien Tage.


### The keyboard in the page. What stands on a key is short; signs have a name for those who hear it.

keyboard-name = Tastatur
keyboard-numbers = Zifferntasten
keyboard-accents = Buchstaben mit Akzent
keyboard-accents-of = Akzente des Buchstabens { $letter }

key-space = Leerzeichen
key-backspace = Löschen
key-shift = Großbuchstabe
key-accents = Weitere Akzente
key-symbols = Ziffern und Zeichen
key-letters = Buchstaben
key-done = Fertig

key-apostrophe = Apostroph
key-straight-apostrophe = Gerader Apostroph
key-hyphen = Bindestrich
key-dash = Gedankenstrich
key-period = Punkt
key-comma = Komma
key-colon = Doppelpunkt
key-semicolon = Strichpunkt
key-question = Fragezeichen
key-exclamation = Ausrufezeichen
key-opening-bracket = Klammer auf
key-closing-bracket = Klammer zu
key-opening-quote = Anführungszeichen auf
key-closing-quote = Anführungszeichen zu
key-straight-quote = Gerades Anführungszeichen
key-slash = Schrägstrich
key-plus = Plus
key-equals = Gleich
key-degree = Grad
key-percent = Prozent
key-euro = Euro
key-ampersand = Und-Zeichen
key-at = At-Zeichen


### What went wrong, in plain words: what happened (value), what it means (.what), what to do (.todo).

problem-unreachable = Das Gerät erreicht den Buchungsdienst nicht
    .what = Die Verbindung ist im Moment unterbrochen. Was Sie gewählt und geschrieben haben, bleibt erhalten.
    .todo = Warten Sie einen Moment, und versuchen Sie es dann noch einmal. Wenn es länger dauert, wenden Sie sich an den Empfang.
problem-disconnected = Wir haben keine Antwort bekommen
    .what = Die Verbindung wurde unterbrochen. Was Sie geschrieben haben, bleibt erhalten.
    .todo = Versuchen Sie es noch einmal. Eine Nummer, die Sie nicht gesehen haben, wird nie benutzt. Dauert es an, wenden Sie sich bitte an den Empfang.
problem-unavailable = Der Buchungsdienst ist kurz unterbrochen
    .what = Was Sie gewählt und geschrieben haben, bleibt erhalten.
    .todo = Meist geht es schnell weiter: Versuchen Sie es gleich noch einmal. Dauert es an, wenden Sie sich bitte an den Empfang.
problem-server-busy = Im Moment buchen viele Patienten
    .what = Alle Plätze des Dienstes sind besetzt. Was Sie geschrieben haben, bleibt erhalten.
    .todo = Warten Sie ein wenig, und versuchen Sie es dann noch einmal. Dauert es an, wenden Sie sich bitte an den Empfang.
problem-login-refused = Wir haben Sie nicht gefunden
    .what = Nachname, Vorname und Nummer passen nicht zusammen.
    .todo = Lesen Sie die Nummer noch einmal; „Zurück“ zeigt Ihren Namen. Haben Sie Ihre Nummer verloren? Der Empfang findet sie für Sie.
problem-too-many-attempts = Zu viele Versuche
    .what = Um Ihre Akte zu schützen, ist die Anmeldung für einige Zeit gesperrt.
    .todo = Gehen Sie mit Ihrem Personalausweis zum Empfang, oder warten Sie, bis die Zeit abgelaufen ist.
problem-too-many-registrations = Neue Patienten müssen sich ein wenig gedulden
    .what = In der letzten Stunde haben sich hier viele neue Patienten angemeldet. Was Sie geschrieben haben, bleibt erhalten.
    .todo = Der Empfang kann Sie sofort aufnehmen, oder warten Sie, bis die Zeit abgelaufen ist.
problem-too-many-bookings = Sie haben so viele Termine wie möglich
    .what = Die Termine, die Sie gebucht haben, bleiben gebucht.
    .todo = Für einen weiteren Termin wenden Sie sich bitte an den Empfang.
problem-not-available = Dieser Termin wurde gerade vergeben
    .what = Ein anderer Patient hat ihn kurz vor Ihnen gebucht, oder die Uhrzeit ist vorbei.
    .todo = Die Liste ist jetzt aktuell: Wählen Sie einen anderen Termin.
problem-time-conflict = Sie haben zu dieser Uhrzeit schon einen Termin
    .what = Dieser andere Termin bleibt gebucht.
    .todo = Wählen Sie in der Liste einen Termin zu einer anderen Zeit.
problem-session-expired = Ihre Sitzung ist beendet
    .what = Sie wurde von selbst geschlossen, um Ihre Daten zu schützen.
    .todo = Melden Sie sich wieder an, um weiterzumachen.
problem-bad-request = Das Gerät kann dies nicht senden
    .what = In einem der Felder steht etwas, das der Dienst nicht annimmt.
    .todo = Lesen Sie noch einmal, was Sie geschrieben haben, und versuchen Sie es dann wieder.
problem-defect = Bei uns hat etwas nicht funktioniert
    .what = Es ist nicht Ihre Schuld. Was Sie geschrieben haben, bleibt erhalten.
    .todo = Versuchen Sie es noch einmal. Wenn es wieder geschieht, wenden Sie sich an den Empfang.
problem-booth-stopped = Dieses Gerät ist außer Betrieb
    .what = Seine Daten wurden gelöscht.
    .todo = Wenden Sie sich an den Empfang, oder benutzen Sie ein anderes Gerät.

fate-nothing-booked = Es wurde nichts gebucht.
fate-unsure = Wir wissen noch nicht, ob Ihr Termin gebucht ist. Wählen Sie „Prüfen“: Sie buchen nie zweimal. Wenn keine Antwort kommt, sagt der Empfang es Ihnen.
retry = Noch einmal versuchen
retry-by-itself = Das Gerät versucht es in { $count } s von selbst noch einmal.
retry-check = Prüfen
retry-check-in-seconds = Prüfen in { $count } s
retry-in-seconds = Noch einmal versuchen in { $count } s
retry-in-minutes = Noch einmal versuchen in { $count } Min.

## What to look at again in a form

errors-title = Bitte noch einmal prüfen
check-last-name = Schreiben Sie Ihren Nachnamen
check-one-name = Schreiben Sie Ihren Namen
check-first-name = Schreiben Sie Ihren Vornamen, oder wählen Sie „Ich habe nur einen Namen“
check-number-missing = Schreiben Sie Ihre Patientennummer
check-number-register = Das sieht nach Ihrer Nationalregisternummer aus (11 Ziffern). Schreiben Sie die Patientennummer, die Sie vom Krankenhaus haben
check-number-length = Prüfen Sie die Patientennummer: Das ist keine Nummer des Krankenhauses
check-number-slip = Lesen Sie Ihre Nummer noch einmal: Eine Ziffer scheint nicht zu stimmen. Wenn die Nummer richtig ist, wählen Sie noch einmal „Weiter“
check-no-such-day = Dieses Datum gibt es nicht: Prüfen Sie den Tag und den Monat
check-lone-year = Schreiben Sie auch den Tag und den Monat, oder wählen Sie „Ich weiß es nicht genau“
check-birth-parts = Schreiben Sie Tag, Monat und Jahr, oder wählen Sie „Ich weiß es nicht genau“
check-future = Dieses Datum liegt in der Zukunft: Prüfen Sie das Jahr
check-birth-date = Prüfen Sie das Geburtsdatum: Tag, Monat, und das Jahr mit vier Ziffern
check-specialty = Wählen Sie ein Fachgebiet
check-day = Wählen Sie einen Tag
check-hour = Wählen Sie eine Uhrzeit
check-reason = Wählen Sie einen Grund
check-reason-words = Schreiben Sie den Grund mit Ihren Worten


### What specialties are called; a hospital’s own, not among them, keep the name in its database.
### The hint is for those who do not know the word: short, plain, no sentence.

specialty-cardiology = Kardiologie
    .hint = das Herz

specialty-dermatology = Dermatologie
    .hint = die Haut

specialty-endocrinology = Endokrinologie
    .hint = die Drüsen und Hormone

specialty-diabetes = Diabetologie
    .hint = der Diabetes

specialty-gastroenterology = Gastro­enterologie
    .hint = Magen und Darm

specialty-hepatology = Hepatologie
    .hint = die Leber

specialty-gynaecology = Gynäkologie
    .hint = die Gesundheit der Frau

specialty-obstetrics = Geburtshilfe
    .hint = Schwanger­schaft und Geburt

specialty-fertility = Fertilität
    .hint = der Kinderwunsch

specialty-general = Allgemein­medizin
    .hint = alle gesundheit­lichen Fragen

specialty-internal = Innere Medizin
    .hint = Krankheiten mehrerer Organe

specialty-neurology = Neurologie
    .hint = Gehirn und Nerven

specialty-neurosurgery = Neurochirurgie
    .hint = Operationen an Gehirn und Rücken

specialty-ophthalmology = Augenheilkunde
    .hint = die Augen

specialty-orthopaedics = Orthopädie
    .hint = Knochen und Gelenke

specialty-ent = HNO-Heilkunde
    .hint = Hals, Nase und Ohren

specialty-paediatrics = Kinder­heilkunde
    .hint = die Kinder

specialty-neonatology = Neonatologie
    .hint = die Neugeborenen

specialty-pneumology = Pneumologie
    .hint = die Lunge

specialty-psychiatry = Psychiatrie
    .hint = die seelische Gesundheit

specialty-child-psychiatry = Kinder- und Jugend­psychiatrie
    .hint = die seelische Gesundheit von Kindern

specialty-psychology = Psychologie
    .hint = über Belastendes sprechen

specialty-rheumatology = Rheumatologie
    .hint = schmerzende Gelenke

specialty-urology = Urologie
    .hint = Blase und Prostata

specialty-nephrology = Nephrologie
    .hint = die Nieren

specialty-radiology = Radiologie
    .hint = Röntgenbilder und Scans

specialty-nuclear-medicine = Nuklearmedizin
    .hint = Szintigrafien

specialty-radiotherapy = Strahlen­therapie
    .hint = Krebs, mit Strahlen

specialty-oncology = Onkologie
    .hint = Krebs

specialty-haematology = Hämatologie
    .hint = das Blut

specialty-geriatrics = Geriatrie
    .hint = ältere Menschen

specialty-surgery = Chirurgie
    .hint = Operationen

specialty-abdominal-surgery = Bauchchirurgie
    .hint = Operationen am Bauch

specialty-cardiac-surgery = Herzchirurgie
    .hint = Operationen am Herzen

specialty-thoracic-surgery = Thorax­chirurgie
    .hint = Operationen an der Lunge

specialty-vascular-surgery = Gefäßchirurgie
    .hint = Venen und Arterien

specialty-plastic-surgery = Plastische Chirurgie
    .hint = Narben und Wieder­herstellung

specialty-maxillofacial = Mund-, Kiefer- und Gesichts­chirurgie
    .hint = Operationen an Mund und Gesicht

specialty-dentistry = Zahnmedizin
    .hint = die Zähne

specialty-anaesthesia = Anästhesie
    .hint = eine Operation vorbereiten

specialty-pain = Schmerz­therapie
    .hint = Schmerzen, die bleiben

specialty-rehabilitation = Physikalische Medizin und Rehabilitation
    .hint = wieder beweglich werden

specialty-physiotherapy = Physiotherapie
    .hint = Übungen und Bewegung

specialty-speech-therapy = Logopädie
    .hint = Sprache und Stimme

specialty-nutrition = Ernährungs­beratung
    .hint = die Ernährung

specialty-allergy = Allergologie
    .hint = Allergien

specialty-infections = Infektiologie
    .hint = Infektionen

specialty-travel = Reisemedizin
    .hint = Impfungen vor einer Reise

specialty-sports = Sportmedizin
    .hint = der Sport

specialty-emergency = Notaufnahme
    .hint = was nicht warten kann

specialty-palliative = Palliativ­medizin
    .hint = lindern und begleiten

specialty-genetics = Genetik
    .hint = erbliche Krankheiten

specialty-smoking = Tabak­entwöhnung
    .hint = mit dem Rauchen aufhören

specialty-laboratory = Labor
    .hint = Blutabnahme und Analysen


### What the booth says beside what is on the screen: the read-aloud mode. Heard more than seen.

## The read-aloud mode

speech-name = Vorlesen
speech-repeat = Wiederholen
speech-quieter = Leiser
speech-louder = Lauter
speech-stop = Beenden
    .label = Beenden: Vorlesen
speech-volume = Lautstärke { $level } von { $count }
speech-on = Das Vorlesen ist eingeschaltet. Die Tabulatortaste geht weiter, die Eingabetaste wählt aus, F2 wiederholt. Jede andere Taste lässt die Stimme schweigen.
speech-off = Das Vorlesen ist beendet.

## What can be done on a screen

speech-to-fill = Auszufüllen:
speech-to-choose = Zur Auswahl:
speech-to-press = Schaltflächen:
speech-others = { $count ->
    [one] und 1 weitere
   *[other] und { $count } weitere
}

## What a thing is

speech-button = Schaltfläche
speech-link = Link
speech-field = Eingabefeld
speech-number-field = Ziffernfeld
speech-radio = Auswahlknopf
speech-checkbox = Kontrollkästchen
speech-switch = Schalter
speech-tab = Registerkarte
speech-list = Auswahlliste
speech-slider = Regler

## The state it is in

speech-empty = leer
speech-checked = angekreuzt
speech-not-checked = nicht angekreuzt
speech-selected = ausgewählt
speech-not-selected = nicht ausgewählt
speech-open = aufgeklappt
speech-closed = zugeklappt
speech-opens = öffnet eine Auswahl
speech-required = erforderlich
speech-wrong = zu berichtigen
speech-busy = einen Moment
speech-off-now = noch nicht verfügbar
speech-position = { $place } von { $count }

## What is typed

speech-erased = gelöscht: { $letters }
speech-capital = großes { $letter }
speech-space = Leerzeichen
speech-apostrophe = Apostroph
speech-hyphen = Bindestrich
speech-period = Punkt
speech-comma = Komma
speech-new-line = neue Zeile

## How what is written is said

speech-doctor = Doktor
speech-hour = { $hour } Uhr { $minutes }
speech-full-hour = { $hour } Uhr
