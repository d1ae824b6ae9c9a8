# The calendar of free consultations and the list beside it.

calendar-day = { $count ->
    [one] { $date }, { $count } vrije raadpleging
   *[other] { $date }, { $count } vrije raadplegingen
}
calendar-day-none = { $date }, geen vrije raadpleging
calendar-today-is = Vandaag, { $date }
calendar-count = { $count ->
    [one] { $count } vrije raadpleging
   *[other] { $count } vrije raadplegingen
}
# In a cell of the calendar, 130 px wide: as short as can be.
calendar-free = { $count } vrij
calendar-previous = Vorige maand: { $month }
calendar-next = Volgende maand: { $month }
calendar-empty = Geen vrije raadplegingen meer in { $month }.
calendar-go = Ga naar { $date }
calendar-nowhere = Er zijn er op dit moment geen andere. Zoek ruimer, of vraag het aan het onthaal.
calendar-waiting = We zoeken de vrije dagen…
calendar-legend-count = aantal vrije raadplegingen
calendar-legend-dots = meer punten, meer keuze
calendar-legend-today = vandaag

day-list-legend = Kies een dag
day-list-more = Meer dagen tonen
day-list-empty = Op dit moment geen vrije dagen.
