# What went wrong, in plain words: what happened (value), what it means (.what), what to do (.todo).

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
problem-too-many-attempts = Zu viele Versuche für den Moment
    .what = Um Ihre Akte zu schützen, ist die Anmeldung für einige Zeit gesperrt.
    .todo = Warten Sie, bis die Zeit abgelaufen ist, oder gehen Sie mit Ihrem Personalausweis zum Empfang.
problem-not-available = Dieser Termin wurde gerade vergeben
    .what = Ein anderer Patient hat ihn kurz vor Ihnen gebucht, oder die Uhrzeit ist vorbei.
    .todo = Die Liste ist jetzt aktuell: Wählen Sie einen anderen Termin.
problem-time-conflict = Sie haben zu dieser Uhrzeit schon einen Termin
    .what = Man kann nicht an zwei Orten zugleich sein.
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
problem-booth-stopped = Dieses Gerät hat angehalten
    .what = Seine Daten wurden gelöscht.
    .todo = Wenden Sie sich an den Empfang, oder benutzen Sie ein anderes Gerät.

fate-nothing-booked = Es wurde nichts gebucht.
fate-unsure = Wir wissen noch nicht, ob Ihre Buchung gelungen ist. Tippen Sie auf „Prüfen“: Sie buchen nie zweimal. Wenn keine Antwort kommt, sagt der Empfang es Ihnen.
retry = Noch einmal versuchen
retry-by-itself = Das Gerät versucht es in { $count } s von selbst noch einmal.
retry-check = Prüfen
retry-check-in-seconds = Prüfen in { $count } s
retry-in-seconds = Noch einmal versuchen in { $count } s
retry-in-minutes = Noch einmal versuchen in { $count } Min.

## What to look at again in a form

errors-title = Bitte sehen Sie sich das noch einmal an
check-last-name = Schreiben Sie Ihren Nachnamen
check-first-name = Schreiben Sie Ihren Vornamen
check-number-missing = Schreiben Sie Ihre Patientennummer
check-number-register = Das sieht nach Ihrer Nationalregisternummer aus (11 Ziffern). Schreiben Sie die Patientennummer, die Sie vom Krankenhaus haben
check-number-length = Prüfen Sie die Patientennummer: Das ist keine Nummer des Krankenhauses
check-number-slip = Lesen Sie Ihre Nummer noch einmal: Eine Ziffer scheint nicht zu stimmen. Wenn die Nummer richtig ist, tippen Sie noch einmal auf „Weiter“
check-no-such-day = Dieses Datum gibt es nicht: Prüfen Sie den Tag und den Monat
check-birth-date = Prüfen Sie das Geburtsdatum: Tag, Monat, und das Jahr mit vier Ziffern
check-specialty = Tippen Sie auf ein Fachgebiet
check-day = Tippen Sie auf einen Tag
check-hour = Tippen Sie auf eine Uhrzeit
check-reason = Tippen Sie auf einen Grund
check-reason-words = Schreiben Sie den Grund mit Ihren Worten
