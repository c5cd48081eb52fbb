yes = Ja
no = Nein
not-answered = Keine Antwort
unknown = nicht bekannt

row = Eintrag { $number }
add-row = Neuer Eintrag
remove-row = Eintrag { $number } löschen

period-from = Von
period-until = Bis
moment-day = Datum
moment-time = Uhr·zeit
