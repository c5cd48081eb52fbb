yes = Ja
no = Nein
not-answered = Keine Antwort
unknown = nicht bekannt

row = Eintrag { $number }
add-row = Neuer Eintrag
remove-row = Eintrag { $number } löschen
