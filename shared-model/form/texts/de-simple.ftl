yes = Ja
no = Nein
not-answered = Keine Antwort
unknown = nicht bekannt
