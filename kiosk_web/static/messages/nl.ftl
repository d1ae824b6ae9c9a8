### The screen that invites people. It speaks four languages at once: each button its own.

attract-languages = Kies uw taal
attract-welcome = Boek hier uw raadpleging
attract-start = Raak aan om te beginnen
attract-keys = Met een toetsenbord: toets F, N, D of E
attract-still = Beweging stoppen


### Every word of the booth, screen by screen. Plain, short, no blame, no codes. “U”, always.

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
who-lead = Boek hier voor uzelf of voor een naaste: antwoord dan in diens plaats.
who-known = Ik heb een patiëntnummer
    .hint = Ik ben al ingeschreven in het ziekenhuis
who-new = Dit is mijn eerste keer
    .hint = Ik heb nog geen patiëntnummer

## Name, number, birth date

name-title = Hoe heet u?
field-last-name = Familienaam
field-first-name = Voornaam
name-one = Ik heb maar één naam
    .hint = Schrijf hem in het veld hierboven.
field-one-name = Uw naam
patient-number-title = Wat is uw patiënt­nummer?
field-number = Patiëntnummer
field-number-hint = Het staat op uw brieven van het ziekenhuis.
birth-title = Wat is uw geboortedatum?
field-birth = Geboortedatum
    .hint = U mag dit leeg laten. Bijvoorbeeld: 7 3 1948
birth-unknown = Ik weet het niet precies
    .hint = Het blijft leeg: het onthaal kan het met u aanvullen.
date-day = Dag
date-month = Maand
date-year = Jaar
confirm-title = Kloppen uw gegevens?
confirm-lead = Met “Verder” krijgt u uw patiëntnummer.
confirm-no-birth = leeg gelaten

## The new number

number-title = Uw patiënt­nummer
number-lead = Schrijf het goed op: we vragen het bij elk bezoek, samen met uw familienaam en uw voornaam.
number-hint = Neem rustig de tijd om het op papier of in uw telefoon te noteren.
number-noted = Genoteerd, verder

## Specialty, doctor, day, hour

specialty-title = Voor welk specialisme komt u?
choices-letters = U kunt de eerste letters typen van wat u zoekt.
any-specialty = Ik weet het niet
    .hint = Alle specialismen bekijken
doctor-title = Bij welke arts?
any-doctor = Om het even welke arts
    .hint = Om zo snel mogelijk te kunnen komen
doctor-only = Voor dit specialisme is er één arts: die is al gekozen.
doctor-name = Dr. { $first } { $last }
doctor-of-row = Dr. { $name }
day-title = Op welke dag wilt u komen?
day-list-title = De volgende vrije dagen
day-list-only = Alleen de lijst tonen
day-show-calendar = De kalender tonen
hour-title = Hoe laat?
hour-morning = Voormiddag
hour-afternoon = Namiddag
hour-to-afternoon = Namiddag: verder naar beneden
hour-more = Meer uren tonen
hour-none = Op die dag is er niets meer vrij. Met “Terug” kiest u een andere dag.
hour-only = Dit is het enige vrije uur op die dag: het is al gekozen.
soonest = Zo snel mogelijk
soonest-title = De eerste vrije raadplegingen
soonest-chosen = De eerste is al gekozen. U kunt een andere kiezen.
nearest-title = Dit zijn de eerstvolgende vrije raadplegingen
results-none = Voor deze keuze is er geen vrije raadpleging
results-none-hint = Zoek ruimer, of vraag raad aan het onthaal.
results-widen-doctors = Zoeken bij alle artsen
results-widen-all = Zoeken in alle specialismen

## The reason

reason-title = Waarvoor komt u?
reason-lead = Zo kan de arts zich voorbereiden. Er is nog niets geboekt.
reason-field = Reden van de raadpleging
reason-check-up = Routinecontrole
reason-symptom = Nieuwe klacht
reason-results = Resultaten van onderzoeken
reason-follow-up = Opvolging van een behandeling
reason-prescription = Voorschrift
reason-opinion = Tweede mening
reason-own = Een andere reden
    .hint = Ik schrijf het in mijn eigen woorden

## Check everything

check-title = Klopt alles?
check-not-yet = Er is nog niets geboekt. Met “Boeken” is de raadpleging voor u.
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
print-failed = De printer antwoordt niet. Uw raadpleging is wel degelijk geboekt: scan de code met uw telefoon, of noteer de datum en het uur.
print-unconfirmed = We weten niet of uw ticket is afgedrukt: kijk onder het scherm. Uw raadpleging is wel degelijk geboekt: scan de code met uw telefoon, of noteer de datum en het uur.
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


### How the patient wants the booth to be, help, leaving, and the staff's code.

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
help-touch = Tik met een vinger op wat u kiest, en dan op “Verder”. Tik op een veld om erin te schrijven.
help-keys = Met een toetsenbord: Tab gaat van de ene keuze naar de andere, de pijltjes kiezen, Enter bevestigt, F2 leest het scherm voor.
help-desk = Het onthaal helpt u graag.
help-desk-phone = Het onthaal helpt u graag. Telefoon: { $phone }
help-attract = Tik op uw taal om te beginnen.
help-who = Kreeg u al een patiëntnummer van het ziekenhuis? Neem dan de eerste keuze. Anders neemt u de tweede: u krijgt er dan een.
help-name = Schrijf uw familienaam en voornaam zoals op uw identiteitskaart. Hoofdletters en accenten zijn niet belangrijk. Hebt u maar één naam, kies dan “Ik heb maar één naam”. Voor een naaste schrijft u diens naam.
help-number = Het patiëntnummer staat op uw brieven van het ziekenhuis. Hebt u het niet bij u, dan zoekt het onthaal het voor u op.
help-birth = Schrijf de dag, de maand en het jaar in cijfers. Weet u het niet zeker, kies dan “Ik weet het niet precies”.
help-confirm-name = Lees uw naam en uw geboortedatum na. Met “Wijzigen” verbetert u ze.
help-new-number = Schrijf dit nummer op papier of in uw telefoon, en ga dan verder.
help-specialty = Kies wat bij uw vraag past. Twijfelt u, kies dan “Ik weet het niet”.
help-doctor = Hebt u geen voorkeur, laat dan “Om het even welke arts” staan.
help-day = Kies een dag. Het cijfer onder de dag zegt hoeveel raadplegingen er vrij zijn.
help-hour = Kies het uur dat u past.
help-reason = Kies een reden. Past er geen, kies dan “Een andere reden” en schrijf ze op.
help-check = Lees elke regel na. “Wijzigen” verandert één antwoord en behoudt de andere. “Boeken” boekt de raadpleging.
help-booked = De raadpleging is geboekt. “Ik ben klaar” wist het scherm.
help-bookings = Dit zijn uw komende raadplegingen. U kunt ze hier niet annuleren: het onthaal doet dat voor u.
help-ended = De sessie is afgelopen. Met “Opnieuw beginnen” kunt u zich weer aanmelden.

leave-title = Wilt u stoppen?
leave-what = Wat u koos en schreef, wordt gewist. Wat bevestigd is, blijft geboekt.
leave-go = Stoppen en wissen
leave-stay = Blijven
still-title = Bent u er nog?
still-what = Als u niet antwoordt, wordt het scherm gewist om uw gegevens te beschermen. Raak “Ja, verdergaan” of een toets van het toetsenbord aan.
still-overdue = Dit scherm staat al lang open. Om uw gegevens te beschermen wordt het gewist. Daarna kunt u opnieuw beginnen.
still-booked = Uw raadpleging blijft geboekt.
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


### The calendar of free consultations and the list beside it.

calendar-day = { $count ->
    [one] { $date }, { $count } vrije raadpleging
   *[other] { $date }, { $count } vrije raadplegingen
}
calendar-day-many = { $date }, { $count } of meer vrije raadplegingen
calendar-day-none = { $date }, geen vrije raadpleging
calendar-today-is = Vandaag, { $date }
calendar-count = { $count ->
    [one] { $count } vrije raadpleging
   *[other] { $count } vrije raadplegingen
}
calendar-count-many = { $count } of meer vrije raadplegingen
# In a cell of the calendar, 130 px wide: as short as can be.
calendar-free = { $count } vrij
calendar-free-many = { $count }+ vrij
calendar-previous = Vroeger
    .label = Vroeger: vanaf { $date }
calendar-next = Later
    .label = Later: vanaf { $date }
calendar-empty = Geen vrije raadplegingen meer in deze vijf weken.
calendar-go = Ga naar { $date }
calendar-nowhere = Er zijn er op dit moment geen andere. Zoek ruimer, of vraag het aan het onthaal.
calendar-waiting = We zoeken de vrije dagen…
calendar-legend-count = aantal vrije raadplegingen
calendar-legend-dots = meer punten, meer keuze
calendar-legend-today = vandaag

day-list-legend = Kies een dag
day-list-more = Meer dagen tonen
day-list-empty = Op dit moment geen vrije dagen.


### The keyboard in the page. What stands on a key is short; signs have a name for those who hear it.

keyboard-name = Toetsenbord
keyboard-numbers = Cijfertoetsen
keyboard-accents = Letters met accent
keyboard-accents-of = Accenten van de letter { $letter }

key-space = Spatie
key-backspace = Wissen
key-shift = Hoofdletter
key-accents = Andere accenten
key-symbols = Cijfers en tekens
key-letters = Letters
key-done = Klaar

key-apostrophe = Apostrof
key-straight-apostrophe = Rechte apostrof
key-hyphen = Koppelteken
key-dash = Gedachtestreepje
key-period = Punt
key-comma = Komma
key-colon = Dubbelepunt
key-semicolon = Puntkomma
key-question = Vraagteken
key-exclamation = Uitroepteken
key-opening-bracket = Haakje openen
key-closing-bracket = Haakje sluiten
key-opening-quote = Aanhalingsteken openen
key-closing-quote = Aanhalingsteken sluiten
key-straight-quote = Recht aanhalingsteken
key-slash = Schuine streep
key-plus = Plus
key-equals = Is gelijk aan
key-degree = Graden
key-percent = Procent
key-euro = Euro
key-ampersand = En-teken
key-at = Apenstaartje


### What went wrong, in plain words: what happened (value), what it means (.what), what to do (.todo).

problem-unreachable = Het toestel bereikt de boekingsdienst niet
    .what = De verbinding is even weg. Wat u koos en schreef, is bewaard.
    .todo = Wacht even en probeer dan opnieuw. Duurt het lang, vraag dan hulp aan het onthaal.
problem-disconnected = We hebben geen antwoord gekregen
    .what = De verbinding is verbroken. Wat u schreef, is bewaard.
    .todo = Probeer opnieuw. Een nummer dat u niet gezien hebt, wordt nooit gebruikt. Duurt dit lang? Ga dan naar het onthaal.
problem-unavailable = De boekingsdienst is even onderbroken
    .what = Wat u koos en schreef, is bewaard.
    .todo = Meestal is hij snel terug: probeer over een ogenblik opnieuw. Duurt dit lang? Ga dan naar het onthaal.
problem-server-busy = Veel patiënten boeken op dit moment
    .what = Alle plaatsen van de dienst zijn bezet. Wat u schreef, is bewaard.
    .todo = Wacht even en probeer dan opnieuw. Duurt dit lang? Ga dan naar het onthaal.
problem-login-refused = We hebben u niet gevonden
    .what = De familienaam, de voornaam en het nummer horen niet bij elkaar.
    .todo = Lees het nummer na; “Terug” toont uw naam. Bent u uw nummer kwijt? Het onthaal zoekt het voor u op.
problem-too-many-attempts = Te veel pogingen
    .what = Om uw dossier te beschermen, is aanmelden een tijdje niet mogelijk.
    .todo = Ga met uw identiteitskaart naar het onthaal, of wacht tot de tijd om is.
problem-too-many-registrations = Nieuwe patiënten moeten even wachten
    .what = Het voorbije uur hebben veel nieuwe patiënten zich hier ingeschreven. Wat u schreef, is bewaard.
    .todo = Het onthaal kan u meteen inschrijven, of wacht tot de tijd om is.
problem-too-many-bookings = U hebt zoveel raadplegingen als mogelijk is
    .what = De raadplegingen die u hebt geboekt, blijven geboekt.
    .todo = Wilt u er nog een? Ga dan naar het onthaal.
problem-not-available = Deze raadpleging is net door iemand anders geboekt
    .what = Een andere patiënt heeft ze net voor u geboekt, of het uur is voorbij.
    .todo = De lijst is bijgewerkt: kies een andere raadpleging.
problem-time-conflict = U hebt op dat uur al een raadpleging
    .what = Die andere raadpleging blijft geboekt.
    .todo = Kies in de lijst een raadpleging op een ander moment.
problem-session-expired = Uw sessie is afgelopen
    .what = Ze is vanzelf gesloten, om uw gegevens te beschermen.
    .todo = Meld u opnieuw aan om verder te gaan.
problem-bad-request = Het toestel kan dit niet verzenden
    .what = In een van de velden staat iets wat de dienst niet aanvaardt.
    .todo = Lees na wat u schreef en probeer dan opnieuw.
problem-defect = Er ging iets mis bij ons
    .what = Het is niet uw fout. Wat u schreef, is bewaard.
    .todo = Probeer opnieuw. Gebeurt het nog eens, vraag dan hulp aan het onthaal.
problem-booth-stopped = Dit toestel is gestopt
    .what = De gegevens erop zijn gewist.
    .todo = Ga naar het onthaal, of gebruik een ander toestel.

fate-nothing-booked = Er is niets geboekt.
fate-unsure = We weten nog niet of uw boeking gelukt is. Kies “Nakijken”: u boekt nooit twee keer. Komt er geen antwoord? Vraag het aan het onthaal.
retry = Opnieuw proberen
retry-by-itself = Het toestel probeert vanzelf opnieuw over { $count } s.
retry-check = Nakijken
retry-check-in-seconds = Nakijken over { $count } s
retry-in-seconds = Opnieuw proberen over { $count } s
retry-in-minutes = Opnieuw proberen over { $count } min.

## What to look at again in a form

errors-title = Kijk dit nog even na
check-last-name = Schrijf uw familienaam
check-one-name = Schrijf uw naam
check-first-name = Schrijf uw voornaam, of kies “Ik heb maar één naam”
check-number-missing = Schrijf uw patiëntnummer
check-number-register = Dit lijkt op uw rijksregisternummer (11 cijfers). Schrijf het patiëntnummer dat u van het ziekenhuis kreeg
check-number-length = Kijk het patiëntnummer na: dit is geen nummer van het ziekenhuis
check-number-slip = Lees uw nummer na: een cijfer lijkt niet te kloppen. Is het juist, kies dan nog eens “Verder”
check-no-such-day = Deze datum bestaat niet: kijk de dag en de maand na
check-lone-year = Schrijf ook de dag en de maand, of kies “Ik weet het niet precies”
check-birth-parts = Schrijf de dag, de maand en het jaar, of kies “Ik weet het niet precies”
check-future = Deze datum moet nog komen: kijk het jaar na
check-birth-date = Kijk de geboortedatum na: dag, maand, en jaar in vier cijfers
check-specialty = Kies een specialisme
check-day = Kies een dag
check-hour = Kies een uur
check-reason = Kies een reden
check-reason-words = Schrijf de reden in uw eigen woorden


### What specialties are called; a hospital’s own, not among them, keep the name in its database.
### The hint is for those who do not know the word: short, plain, no sentence.

specialty-cardiology = Cardiologie
    .hint = het hart

specialty-dermatology = Dermatologie
    .hint = de huid

specialty-endocrinology = Endocrinologie
    .hint = de klieren en hormonen

specialty-diabetes = Diabetologie
    .hint = diabetes, suikerziekte

specialty-gastroenterology = Gastro-enterologie
    .hint = de maag en de darmen

specialty-hepatology = Hepatologie
    .hint = de lever

specialty-gynaecology = Gynaecologie
    .hint = de gezondheid van vrouwen

specialty-obstetrics = Verloskunde
    .hint = zwangerschap en geboorte

specialty-fertility = Fertiliteit
    .hint = kinderwens

specialty-general = Algemene geneeskunde
    .hint = alle gezondheids­problemen

specialty-internal = Interne geneeskunde
    .hint = ziekten van meerdere organen

specialty-neurology = Neurologie
    .hint = de hersenen en de zenuwen

specialty-neurosurgery = Neurochirurgie
    .hint = operaties aan hersenen en rug

specialty-ophthalmology = Oogheelkunde
    .hint = de ogen

specialty-orthopaedics = Orthopedie
    .hint = botten en gewrichten

specialty-ent = Neus-keel-oor (NKO)
    .hint = neus, keel en oren

specialty-paediatrics = Kinder­geneeskunde
    .hint = de kinderen

specialty-neonatology = Neonatologie
    .hint = pasgeboren baby’s

specialty-pneumology = Longziekten
    .hint = de longen

specialty-psychiatry = Psychiatrie
    .hint = de geestelijke gezondheid

specialty-child-psychiatry = Kinder- en jeugd­psychiatrie
    .hint = de geestelijke gezondheid van kinderen

specialty-psychology = Psychologie
    .hint = praten over wat u bezighoudt

specialty-rheumatology = Reumatologie
    .hint = pijnlijke gewrichten

specialty-urology = Urologie
    .hint = de blaas en de prostaat

specialty-nephrology = Nefrologie
    .hint = de nieren

specialty-radiology = Radiologie
    .hint = röntgenfoto’s en scans

specialty-nuclear-medicine = Nucleaire geneeskunde
    .hint = scintigrafieën

specialty-radiotherapy = Radiotherapie
    .hint = kanker, met stralen

specialty-oncology = Oncologie
    .hint = kanker

specialty-haematology = Hematologie
    .hint = het bloed

specialty-geriatrics = Geriatrie
    .hint = de ouderen

specialty-surgery = Heelkunde
    .hint = operaties

specialty-abdominal-surgery = Abdominale heelkunde
    .hint = operaties aan de buik

specialty-cardiac-surgery = Hartchirurgie
    .hint = operaties aan het hart

specialty-thoracic-surgery = Thorax­chirurgie
    .hint = operaties aan de longen

specialty-vascular-surgery = Vaatheelkunde
    .hint = aders en slagaders

specialty-plastic-surgery = Plastische heelkunde
    .hint = littekens en herstel

specialty-maxillofacial = Mond-, kaak- en aangezichts­heelkunde
    .hint = operaties aan mond en gezicht

specialty-dentistry = Tandheelkunde
    .hint = de tanden

specialty-anaesthesia = Anesthesie
    .hint = een operatie voorbereiden

specialty-pain = Pijnkliniek
    .hint = pijn die aanhoudt

specialty-rehabilitation = Fysische geneeskunde en revalidatie
    .hint = opnieuw leren bewegen

specialty-physiotherapy = Kinesitherapie
    .hint = oefeningen en beweging

specialty-speech-therapy = Logopedie
    .hint = spraak en stem

specialty-nutrition = Diëtetiek
    .hint = voeding

specialty-allergy = Allergologie
    .hint = allergieën

specialty-infections = Infectie­ziekten
    .hint = infecties

specialty-travel = Reis­geneeskunde
    .hint = vaccinaties voor een reis

specialty-sports = Sport­geneeskunde
    .hint = sport

specialty-emergency = Spoedgevallen
    .hint = wat niet kan wachten

specialty-palliative = Palliatieve zorg
    .hint = verlichten en begeleiden

specialty-genetics = Genetica
    .hint = erfelijke ziekten

specialty-smoking = Tabakologie
    .hint = stoppen met roken

specialty-laboratory = Laboratorium
    .hint = bloedafname en analyses


### What the booth says beside what is on the screen: the read-aloud mode. Heard more than seen.

## The read-aloud mode

speech-name = Voorlezen
speech-repeat = Herhalen
speech-quieter = Stiller
speech-louder = Luider
speech-stop = Stoppen
    .label = Stoppen met voorlezen
speech-volume = Volume { $level } van { $count }
speech-on = Het voorlezen staat aan. De Tab-toets gaat verder, Enter kiest, F2 herhaalt. Elke andere toets doet de stem zwijgen.
speech-off = Het voorlezen is gestopt.

## What can be done on a screen

speech-to-fill = In te vullen:
speech-to-choose = Te kiezen:
speech-to-press = Knoppen:
speech-others = { $count ->
    [one] en nog 1
   *[other] en nog { $count }
}

## What a thing is

speech-button = knop
speech-link = link
speech-field = invulveld
speech-number-field = veld voor cijfers
speech-radio = keuzerondje
speech-checkbox = selectievakje
speech-switch = schakelaar
speech-tab = tabblad
speech-list = keuzelijst
speech-slider = schuifregelaar

## The state it is in

speech-empty = leeg
speech-checked = aangevinkt
speech-not-checked = niet aangevinkt
speech-selected = geselecteerd
speech-not-selected = niet geselecteerd
speech-open = open
speech-closed = dicht
speech-opens = opent een keuze
speech-required = verplicht
speech-wrong = te verbeteren
speech-busy = een ogenblik
speech-off-now = nog niet beschikbaar
speech-position = { $place } van { $count }

## What is typed

speech-erased = gewist: { $letters }
speech-capital = hoofdletter { $letter }
speech-space = spatie
speech-apostrophe = apostrof
speech-hyphen = koppelteken
speech-period = punt
speech-comma = komma
speech-new-line = nieuwe regel

## How what is written is said

speech-doctor = dokter
speech-hour = { $hour } uur { $minutes }
speech-full-hour = { $hour } uur
