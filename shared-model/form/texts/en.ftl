yes = Yes
no = No
not-answered = Not answered
unknown = unknown
