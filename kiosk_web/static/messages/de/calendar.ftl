# The calendar of free consultations and the list beside it.

calendar-day = { $count ->
    [one] { $date }, { $count } freier Termin
   *[other] { $date }, { $count } freie Termine
}
calendar-day-none = { $date }, kein freier Termin
calendar-today-is = Heute, { $date }
calendar-count = { $count ->
    [one] { $count } freier Termin
   *[other] { $count } freie Termine
}
# In a cell of the calendar, 130 px wide: as short as can be.
calendar-free = { $count } frei
calendar-previous = Voriger Monat: { $month }
calendar-next = Nächster Monat: { $month }
calendar-empty = Keine freien Termine mehr im { $month }.
calendar-go = Weiter zu: { $date }
calendar-nowhere = Im Moment gibt es keine weiteren. Erweitern Sie Ihre Suche, oder fragen Sie am Empfang.
calendar-waiting = Wir suchen die freien Tage …
calendar-legend-count = Anzahl freier Termine
calendar-legend-dots = mehr Punkte, mehr Auswahl
calendar-legend-today = heute

day-list-legend = Wählen Sie einen Tag
day-list-more = Weitere Tage anzeigen
day-list-empty = Im Moment keine freien Tage.
