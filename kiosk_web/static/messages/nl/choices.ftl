# How the patient wants the booth to be, help, leaving, and the staff's code.

toolbar-name = Taal, weergave en hulp
toolbar-language = Taal
tool-look = Weergave
tool-reach-low = Lager
tool-reach-high = Hoger
tool-speech = Voorlezen
tool-help = Hulp

look-title = Hoe wilt u het scherm zien?
look-size = Tekstgrootte
look-size-1 = Gewoon
look-size-2 = Groot
look-size-3 = Groter
look-size-4 = Heel groot
look-colours = Kleuren
look-plain = Lichte kleuren
look-contrast = Sterk contrast
look-done = Zo is het goed

help-title = Hulp
help-done = Ik begrijp het
help-everywhere = Met “Terug” verliest u niets van wat u schreef. Onderaan het scherm kiest u de taal en de weergave.
help-keys = Met een toetsenbord: Tab gaat van de ene keuze naar de andere, de pijltjes kiezen, Enter bevestigt, F2 leest het scherm voor.
help-desk = Het onthaal helpt u graag.
help-desk-phone = Het onthaal helpt u graag. Telefoon: { $phone }
help-attract = Tik op uw taal om te beginnen.
help-who = Kreeg u al een patiëntnummer van het ziekenhuis? Tik dan op de eerste keuze. Anders tikt u op de tweede: u krijgt er dan een.
help-name = Schrijf uw familienaam en voornaam zoals op uw identiteitskaart. Hoofdletters en accenten zijn niet belangrijk.
help-number = Het patiëntnummer staat op uw brieven van het ziekenhuis. Hebt u het niet bij u, dan zoekt het onthaal het voor u op.
help-birth = Schrijf de dag, de maand en het jaar in cijfers. U mag ook niets invullen en verdergaan.
help-new-number = Schrijf dit nummer op papier of in uw telefoon, en ga dan verder.
help-specialty = Tik op wat bij uw vraag past. Twijfelt u, tik dan op “Ik weet het niet”.
help-doctor = Hebt u geen voorkeur, laat dan “Om het even welke arts” staan.
help-day = Tik op een dag. Het cijfer onder de dag zegt hoeveel raadplegingen er vrij zijn.
help-hour = Tik op het uur dat u past.
help-reason = Tik op een reden. Past er geen, tik dan op “Een andere reden” en schrijf ze op.
help-check = Lees elke regel na. “Wijzigen” verandert één antwoord en behoudt de andere. “Boeken” boekt de raadpleging.
help-booked = De raadpleging is geboekt. Tik op “Ik ben klaar”: het scherm wordt gewist.
help-bookings = Dit zijn uw komende raadplegingen. U kunt ze hier niet annuleren: het onthaal doet dat voor u.
help-ended = De sessie is afgelopen. Met “Opnieuw beginnen” kunt u zich weer aanmelden.

leave-title = Wilt u stoppen?
leave-what = Wat u koos en schreef, wordt gewist. Wat bevestigd is, blijft geboekt.
leave-go = Stoppen en wissen
leave-stay = Blijven
still-title = Bent u er nog?
still-what = Als u niet antwoordt, wordt het scherm gewist om uw gegevens te beschermen. Raak het scherm of een toets aan om verder te gaan.
still-seconds = { $count ->
    [one] Nog één seconde
   *[other] Nog { $count } seconden
}
still-here = Ja, verdergaan

staff-title = Alleen voor het personeel
staff-code = Code
staff-leave = Programma sluiten
staff-cancel = Annuleren
staff-refused = Deze code is niet juist.
staff-failed = Het toestel kon de code niet nagaan. Probeer opnieuw.
staff-locked = { $count ->
    [one] Te veel pogingen. Probeer opnieuw over één minuut.
   *[other] Te veel pogingen. Probeer opnieuw over { $count } minuten.
}
