yes = Yes
no = No
not-answered = Not answered
unknown = unknown

row = Entry { $number }
add-row = Add an entry
remove-row = Remove entry { $number }

period-from = From
period-until = Until
moment-day = Date
moment-time = Time
