# The calendar of free consultations and the list beside it.

calendar-day = { $count ->
    [one] { $date }, { $count } free consultation
   *[other] { $date }, { $count } free consultations
}
calendar-day-none = { $date }, no free consultation
calendar-today-is = Today, { $date }
calendar-count = { $count ->
    [one] { $count } free consultation
   *[other] { $count } free consultations
}
# In a cell of the calendar, 130 px wide: as short as can be.
calendar-free = { $count } free
calendar-previous = Previous month: { $month }
calendar-next = Next month: { $month }
calendar-empty = No free consultations left in { $month }.
calendar-go = Go to { $date }
calendar-nowhere = There are no others at the moment. Widen your search, or ask at reception.
calendar-waiting = We are looking for the free days…
calendar-legend-count = number of free consultations
calendar-legend-dots = more dots, more choice
calendar-legend-today = today

day-list-legend = Choose a day
day-list-more = Show more days
day-list-empty = No free days at the moment.
