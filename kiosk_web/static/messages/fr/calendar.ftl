# The calendar of free consultations and the list beside it.

calendar-day = { $count ->
    [one] { $date }, { $count } consultation libre
   *[other] { $date }, { $count } consultations libres
}
calendar-day-none = { $date }, aucune consultation libre
calendar-today-is = Aujourd’hui, { $date }
calendar-count = { $count ->
    [one] { $count } consultation libre
   *[other] { $count } consultations libres
}
# In a cell of the calendar, 130 px wide: as short as can be.
calendar-free = { $count ->
    [one] { $count } libre
   *[other] { $count } libres
}
calendar-previous = Mois précédent : { $month }
calendar-next = Mois suivant : { $month }
calendar-empty = Plus aucune consultation libre en { $month }.
calendar-go = Aller au { $date }
calendar-nowhere = Il n’y en a pas d’autre pour le moment. Élargissez votre recherche, ou demandez à l’accueil.
calendar-waiting = Nous cherchons les jours libres…
calendar-legend-count = nombre de consultations libres
calendar-legend-dots = plus de points, plus de choix
calendar-legend-today = aujourd’hui

day-list-legend = Choisissez un jour
day-list-more = Afficher d’autres jours
day-list-empty = Aucun jour libre pour le moment.
