# Was der Postkorb den Beschäftigten sagt. Nur auf Deutsch: es ist ein Arbeitsmittel der Behörde.

## Rahmen
app-name = Postkorb
skip = Zum Inhalt springen
title-page = { $page } – Postkorb
title-error = Fehler: { $title }
sign-out = Abmelden
to-list = Zu den Anträgen
change-password = Passwort ändern

## Anmelden
sign-in-title = Anmelden
user-name = Benutzername
password = Passwort
password-show = Passwort anzeigen
sign-in = Anmelden
sign-in-busy = Sie werden angemeldet.
name-missing = Geben Sie Ihren Benutzernamen ein.
password-missing = Geben Sie Ihr Passwort ein.
sign-in-wrong = Benutzername oder Passwort stimmt nicht. Prüfen Sie beides und versuchen Sie es noch einmal.
signed-out = Sie sind abgemeldet.
session-over-title = Ihre Sitzung ist beendet
session-over = Melden Sie sich noch einmal an, um weiterzuarbeiten.
session-ending-title = Ihre Sitzung endet bald
session-ending = Ohne Eingabe werden Sie um { $time } Uhr abgemeldet.
session-ending-fixed = Sie werden um { $time } Uhr abgemeldet und können sich danach gleich wieder anmelden.
session-stay = Angemeldet bleiben
session-stays = Sie bleiben angemeldet.

## Eingang
list-title = Anträge
list-views = Ansichten
view-all = Alle
list-caption = Vorgänge: { $view }
service = Dienst
all-services = Alle Dienste
show = Anzeigen
refresh = Aktualisieren
loading-list = Die Anträge werden geladen.
loaded-none = Keine Vorgänge.
loaded-one = Ein Vorgang.
loaded-many = { $count } Vorgänge.
list-empty-title = Hier ist nichts
list-empty = In dieser Ansicht gibt es keine Vorgänge.
col-item = Vorgang
col-service = Dienst
col-received = Eingang
col-state = Stand
col-attachments = Anlagen
pages = Seiten
page-of = Seite { $page } von { $pages }
newer = Neuere
older = Ältere
at = { $date }, { $time } Uhr

## Stand
state-new = Neu
state-opened = Geöffnet
state-downloaded = Heruntergeladen
state-done = Erledigt
unreadable = Nicht lesbar
found = Schadsoftware

## Alarme
alarm-title = Bitte informieren Sie Ihre IT-Stelle
alarm-public-side-unreachable = Der Annahmedienst im Internet ist nicht erreichbar. Es kommen keine neuen Anträge an.
alarm-scanner-unreachable = Der Virenscanner antwortet nicht. Neue Anträge warten, bis er wieder arbeitet.
alarm-scanner-missing = Es ist kein Virenscanner eingerichtet. Anträge kommen ungeprüft an.
alarm-delivery-failing = Anträge konnten noch nicht zugestellt werden. Sie gehen nicht verloren.

## Vorgang
item = Antrag
item-title = { $service }: { $reference }
loading-item = Der Vorgang wird geladen.
item-loaded = Der Vorgang ist geladen.
checked-title = Geprüft: vollständig und unverändert
checked-clean = Der Virenscanner hat nichts gefunden.
checked-not-scanned-title = Unverändert, aber nicht auf Schadsoftware geprüft
checked-not-scanned = Es ist kein Virenscanner eingerichtet. Öffnen Sie Anlagen nur, wenn Sie sie anderweitig geprüft haben.
checked-found-title = Der Virenscanner hat etwas gefunden
checked-found = Betroffene Dateien können nicht heruntergeladen werden. Wenden Sie sich an Ihre IT-Stelle. Meldung: { $name }
unreadable-title = Dieser Antrag konnte nicht gelesen werden
unreadable-kept = Er wird so aufbewahrt, wie er angekommen ist. Nennen Sie Ihrer IT-Stelle die Vorgangsnummer.
reason-not-opened = Er lässt sich mit unseren Schlüsseln nicht öffnen: Er wurde unterwegs verändert oder war nicht für uns bestimmt.
reason-receipt-mismatch = Die Eingangsbestätigung gehört nicht zu diesem Antrag.
reason-replayed = Unter derselben Kennung ist schon ein Antrag mit anderem Inhalt angekommen.
reason-unknown-form = Er gehört zu einem Formular, das hier nicht bekannt ist.
reason-malformed = Die Angaben haben nicht die Form, die das Formular vorsieht.
reason-invalid-answers = Die Angaben verstoßen gegen die Regeln des Formulars.
reason-wrong-files = Dateien fehlen, sind zu viele oder von einer Art, die das Formular nicht annimmt.
reason-too-large = Er ist größer als erlaubt.
reason-failed = Unser Programm ist daran wiederholt gescheitert.
attachments = Anlagen
no-attachments = Keine Anlagen.
attachment-meta = { $kind }, { $size }, { $scan }
scan-clean = ohne Befund geprüft
scan-not-scanned = nicht geprüft: kein Virenscanner eingerichtet
scan-found = gesperrt, Meldung des Virenscanners: { $name }
applicant-copy = von der antragstellenden Person erzeugte Kopie, nicht mit den Angaben verglichen
download = Herunterladen
download-pdf = PDF herunterladen
downloading = { $name } wird geladen.
downloaded = { $name } ist gespeichert.
pdf-name = Antrag-{ $reference }.pdf
mark-done = Als erledigt ablegen
mark-open = Wieder öffnen
marked-done = Der Vorgang ist als erledigt abgelegt.
marked-open = Der Vorgang ist wieder geöffnet.
facts = Zum Vorgang
fact-state = Stand
fact-received = Eingegangen
fact-delivered = Zugestellt
fact-deleted = Wird gelöscht
fact-reference = Vorgangsnummer
fact-language = Sprache der antragstellenden Person
fact-form = Fassung des Formulars
fact-pid = Kennung
fact-digest = Prüfsumme über alles Gesendete
pdf-of = { $size }

## Passwort
password-title = Passwort ändern
password-now = Bisheriges Passwort
password-new = Neues Passwort
password-rules-modern = Mindestens 15 Zeichen. Am besten ein Satz oder mehrere Wörter; Sonderzeichen sind nicht nötig.
password-rules-bestand = Mindestens 10 Zeichen aus drei der vier Arten: große und kleine Buchstaben, Ziffern, andere Zeichen.
password-save = Passwort ändern
password-busy = Das Passwort wird geändert.
password-changed = Ihr Passwort ist geändert.
password-sign-in = Melden Sie sich mit dem neuen Passwort an.
password-wrong = Das bisherige Passwort stimmt nicht.
password-new-missing = Geben Sie ein neues Passwort ein.
fault-too-short = Das neue Passwort ist zu kurz. Nehmen Sie ein längeres.
fault-too-long = Das neue Passwort ist länger als 256 Byte. Nehmen Sie ein kürzeres.
fault-well-known = Das neue Passwort ist allgemein bekannt oder leicht zu erraten. Nehmen Sie ein anderes.
fault-context = Das neue Passwort enthält Ihren Namen, die Behörde oder den Dienst. Nehmen Sie ein anderes.
fault-too-few-classes = Das neue Passwort hat zu wenige Arten von Zeichen. Nehmen Sie drei der vier: große und kleine Buchstaben, Ziffern, andere.
fault-used-before = Das neue Passwort haben Sie schon benutzt. Nehmen Sie ein anderes.
fault-changed-recently = Das Passwort wurde heute schon geändert. Versuchen Sie es morgen wieder.

## Fehler
trouble-title = Das hat nicht funktioniert
trouble-offline = Der Postkorb antwortet nicht. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.
trouble-throttled = Zu viele Versuche. Warten Sie { $minutes } Minuten.
trouble-throttled-one = Zu viele Versuche. Warten Sie eine Minute.
trouble-forbidden = Dafür fehlt Ihnen die Berechtigung.
trouble-gone = Diesen Vorgang gibt es nicht, oder er ist schon gelöscht.
trouble-server = Der Postkorb hat einen Fehler. Versuchen Sie es später noch einmal.
trouble-id = Kennung: { $id }
try-again = Noch einmal versuchen
