process = Leicht
seite = Seite
# VD0084 14 Wörter
hund = Schreiben Sie hier bitte den Namen von Ihrem Hund und auch noch sein Alter
# VD0084 Sondernutzungserlaubnis
erlaubnis = Sondernutzungserlaubnis
