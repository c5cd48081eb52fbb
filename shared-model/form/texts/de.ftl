# The few words that answers need to be read.
yes = Ja
no = Nein
not-answered = Keine Angabe
unknown = unbekannt

# Rows of repeated groups that have no words of their own.
row = Eintrag { $number }
add-row = Eintrag hinzufügen
remove-row = Eintrag { $number } entfernen
