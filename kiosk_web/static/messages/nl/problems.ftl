# What went wrong, in plain words: what happened (value), what it means (.what), what to do (.todo).

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
problem-too-many-attempts = Te veel pogingen voor het moment
    .what = Om uw dossier te beschermen, is aanmelden een tijdje niet mogelijk.
    .todo = Wacht tot de tijd om is, of ga naar het onthaal met uw identiteitskaart.
problem-not-available = Deze raadpleging is net ingenomen
    .what = Een andere patiënt heeft ze net voor u geboekt, of het uur is voorbij.
    .todo = De lijst is bijgewerkt: kies een andere raadpleging.
problem-time-conflict = U hebt op dat uur al een raadpleging
    .what = U kunt niet op twee plaatsen tegelijk zijn.
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
fate-unsure = We weten nog niet of uw boeking gelukt is. Tik op “Nakijken”: u boekt nooit twee keer. Komt er geen antwoord, dan zegt het onthaal het u.
retry = Opnieuw proberen
retry-by-itself = Het toestel probeert vanzelf opnieuw over { $count } s.
retry-check = Nakijken
retry-check-in-seconds = Nakijken over { $count } s
retry-in-seconds = Opnieuw proberen over { $count } s
retry-in-minutes = Opnieuw proberen over { $count } min.

## What to look at again in a form

errors-title = Kijk dit nog even na
check-last-name = Schrijf uw familienaam
check-first-name = Schrijf uw voornaam
check-number-missing = Schrijf uw patiëntnummer
check-number-register = Dit lijkt op uw rijksregisternummer (11 cijfers). Schrijf het patiëntnummer dat u van het ziekenhuis kreeg
check-number-length = Kijk het patiëntnummer na: dit is geen nummer van het ziekenhuis
check-number-slip = Lees uw nummer na: een cijfer lijkt niet te kloppen. Is het juist, tik dan nog eens op “Verder”
check-no-such-day = Deze datum bestaat niet: kijk de dag en de maand na
check-birth-date = Kijk de geboortedatum na: dag, maand, en jaar in vier cijfers
check-specialty = Tik op een specialisme
check-day = Tik op een dag
check-hour = Tik op een uur
check-reason = Tik op een reden
check-reason-words = Schrijf de reden in uw eigen woorden
