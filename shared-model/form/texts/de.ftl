# The few words that answers need to be read.
yes = Ja
no = Nein
not-answered = Keine Angabe
unknown = unbekannt
