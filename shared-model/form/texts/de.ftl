# The few words that answers need to be read.
yes = Ja
no = Nein
not-answered = Keine Angabe
unknown = unbekannt

# Rows of repeated groups that have no words of their own.
row = Eintrag { $number }
add-row = Eintrag hinzufügen
remove-row = Eintrag { $number } entfernen

# Parts of periods and moments.
period-from = Von
period-until = Bis
moment-day = Datum
moment-time = Uhrzeit
