# How the patient wants the booth to be, help, leaving, and the staff's code.

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
help-keys = Mit einer Tastatur: Die Tabulatortaste geht zur nächsten Auswahl, die Pfeiltasten wählen aus, die Eingabetaste bestätigt, F2 liest den Bildschirm vor.
help-desk = Der Empfang hilft Ihnen gern.
help-desk-phone = Der Empfang hilft Ihnen gern. Telefon: { $phone }
help-attract = Tippen Sie auf Ihre Sprache, um zu beginnen.
help-who = Haben Sie vom Krankenhaus schon eine Patientennummer? Dann tippen Sie auf die erste Auswahl. Sonst tippen Sie auf die zweite: Sie bekommen dann eine.
help-name = Schreiben Sie Ihren Nachnamen und Vornamen wie auf Ihrem Personalausweis. Großbuchstaben und Akzente sind nicht wichtig.
help-number = Die Patientennummer steht auf Ihren Briefen vom Krankenhaus. Wenn Sie sie nicht haben, findet der Empfang sie für Sie.
help-birth = Schreiben Sie Tag, Monat und Jahr in Ziffern. Sie dürfen auch alles leer lassen und weitergehen.
help-new-number = Schreiben Sie diese Nummer auf Papier oder in Ihr Telefon, und gehen Sie dann weiter.
help-specialty = Tippen Sie auf das, was zu Ihrem Anliegen passt. Wenn Sie unsicher sind, tippen Sie auf „Ich weiß es nicht“.
help-doctor = Wenn Sie keinen bestimmten Arzt möchten, lassen Sie „Jeder Arzt ist mir recht“ stehen.
help-day = Tippen Sie auf einen Tag. Die Zahl unter dem Tag sagt, wie viele Termine frei sind.
help-hour = Tippen Sie auf die Uhrzeit, die Ihnen passt.
help-reason = Tippen Sie auf einen Grund. Wenn keiner passt, tippen Sie auf „Ein anderer Grund“ und schreiben Sie ihn auf.
help-check = Lesen Sie jede Zeile noch einmal. „Ändern“ ändert eine Antwort und behält die anderen. „Buchen“ bucht den Termin.
help-booked = Der Termin ist gebucht. Tippen Sie auf „Ich bin fertig“: Der Bildschirm wird gelöscht.
help-bookings = Das sind Ihre nächsten Termine. Sie können hier nicht abgesagt werden: Der Empfang macht das für Sie.
help-ended = Die Sitzung ist beendet. Mit „Neu beginnen“ können Sie sich wieder anmelden.

leave-title = Möchten Sie aufhören?
leave-what = Was Sie gewählt und geschrieben haben, wird gelöscht. Was bestätigt ist, bleibt gebucht.
leave-go = Aufhören und löschen
leave-stay = Bleiben
still-title = Sind Sie noch da?
still-what = Ohne Antwort wird der Bildschirm gelöscht, um Ihre Daten zu schützen. Berühren Sie den Bildschirm oder eine Taste, um weiterzumachen.
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
