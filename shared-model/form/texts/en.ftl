yes = Yes
no = No
not-answered = Not answered
unknown = unknown

row = Entry { $number }
add-row = Add an entry
remove-row = Remove entry { $number }
