# „Briefwahl beantragen“ in Leichter Sprache. Schlüssel: id des Elements; der Text ist ein Attribut.

process =
    .title = Brief·wahl beantragen
start =
    .summary-1 = Sie möchten am Wahl·tag zu Hause bleiben? Oder Sie haben keine Zeit? Dann wählen Sie mit einem Brief. Das heißt: Brief·wahl. Hier beantragen Sie die Papiere dafür. Beantragen heißt: Sie bitten das Amt darum.
    .summary-2 = Füllen Sie das Formular früh aus. Die Post braucht Zeit. Der Brief muss zu Ihnen kommen. Und er muss wieder zurück.
    .needed-1 = Haben Sie einen Brief zur Wahl bekommen? Dann nehmen Sie den Brief. Er heißt: Wahl·benachrichtigung.
    .needed-2 = Machen Sie das für eine andere Person? Dann brauchen Sie eine Vollmacht. Die Vollmacht ist ein Brief. Darin steht: Sie dürfen das für die Person machen.
    .duration = ungefähr 5 bis 10 Minuten
    .fee = Das kostet nichts.
    .legal-basis-1 = Gesetz: § 25 bis § 28 Bundes·wahl·ordnung (BWO). Für andere Wahlen gibt es ähnliche Gesetze.
    .other-way-1 = Sie können auch einen Brief oder eine E-Mail schreiben. Oder Sie kommen in das Wahl·amt. Ein Anruf reicht nicht.
handelt_fuer-selbst =
    .label = Für mich
handelt_fuer-andere =
    .label = Für eine andere Person. Ich habe eine Vollmacht.
spaete_gruende-erkrankung =
    .label = Ich bin plötzlich krank.
spaete_gruende-verzeichnis =
    .label = Mein Name fehlt in der Liste. Daran bin ich nicht schuld.
spaete_gruende-keiner =
    .label = Nichts davon
zustellarten-wohnung =
    .label = Mit der Post an die Adresse von der Wohnung
zustellarten-inland =
    .label = Mit der Post an eine andere Adresse in Deutschland
zustellarten-ausland =
    .label = Mit der Post in ein anderes Land
zustellarten-abholung =
    .label = Die Person holt die Papiere selbst im Wahl·amt ab.
zustellarten-abholung_andere =
    .label = Eine andere Person holt die Papiere ab. Sie hat eine Vollmacht.

seite_wahl =
    .title = Die Wahl
wahl =
    .label = Diese Wahl ist es:
tag_der_wahl =
    .label = An diesem Tag ist die Wahl:
letzter_tag =
    .label = Das ist der letzte Tag für dieses Formular:
letzte_stunde =
    .label = Bis zu dieser Uhr·zeit:
    .hint = Zum Beispiel heißt 15: 15 Uhr.
versand_ab =
    .label = Ab diesem Tag schicken wir die Papiere:

nach_der_frist =
    .title = Sie sind spät dran
spaeter_grund =
    .label = Warum füllen Sie das Formular erst jetzt aus?
zu_spaet =
    .p-1 = Die Zeit für die Brief·wahl ist vorbei. Sie können am Wahl·tag selbst wählen. Der Ort steht auf Ihrer Wahl·benachrichtigung.
spaet_abholen =
    .p-1 = Rufen Sie jetzt auch im Wahl·amt an. Das Amt muss schnell helfen. Am Wahl·tag geht das nur bis 15 Uhr.
antrag_fuer =
    .label = Für wen ist die Brief·wahl?

seite_vertretung =
    .title = Wer füllt das Formular aus?

vertretung =
    .title = Das sind Sie
vertretung_familienname =
    .label = Ihr Nachname
vertretung_vornamen =
    .label = Ihre Vornamen

vertretung_anschrift =
    .title = Ihre Adresse
vollmacht_antrag =
    .label = Vollmacht für dieses Formular
    .hint = Die andere Person hat die Vollmacht unterschrieben.

seite_person =
    .title = Wer möchte wählen?

person =
    .title = Fragen zur Person
rule-alt_genug =
    .message = Am Wahl·tag ist die Person noch zu jung. Prüfen Sie das Datum.
wohnt_bei_mir =
    .label = Wohnt die Person bei Ihnen?
    .hint = Dann müssen Sie die Adresse nicht noch einmal schreiben.

wohnung =
    .title = Adresse von der Wohnung
    .hint = Hat die Person mehrere Wohnungen? Dann schreiben Sie die wichtigste. Das ist die Haupt·wohnung.

benachrichtigung =
    .title = Das steht auf der Wahl·benachrichtigung
    .hint = Das müssen Sie nicht ausfüllen. Aber es hilft uns.
wahlbezirk =
    .label = Nummer vom Wahl·bezirk
    .hint = Zum Beispiel: 012
verzeichnisnummer =
    .label = Nummer in der Liste
    .hint = Zum Beispiel: 1234

kontakt =
    .title = Wie erreichen wir Sie?
    .hint = Das müssen Sie nicht ausfüllen.

seite_zustellung =
    .title = Wie kommen die Papiere an?
zustellung =
    .label = Wie sollen wir die Papiere geben?
versand_bei =
    .label = Bei wem wohnen Sie dort?
    .hint = Steht Ihr Name nicht am Brief·kasten? Zum Beispiel im Hotel? Dann schreiben Sie einen Namen.

versand =
    .title = Dahin schicken wir die Papiere

versandanschrift_ausland =
    .title = Adresse in dem anderen Land
ausland_anschrift =
    .label = Adresse
    .hint = So steht es später auf dem Brief.
mitteilung_wohnung =
    .p-1 = Wir schicken auch einen Brief an Ihre Wohnung. Das ist zu Ihrem Schutz. So merken Sie: Jemand hat die Papiere bestellt.
knapp_inland =
    .p-1 = Die Wahl ist bald. Die Post ist vielleicht zu langsam. Holen Sie die Papiere lieber im Wahl·amt ab. Dort können Sie auch gleich wählen. Ihr Brief muss am Wahl·tag um 18 Uhr da sein.
knapp_ausland =
    .p-1 = Die Post in ein anderes Land dauert lange. Vielleicht kommt Ihr Brief zu spät zurück. Er muss am Wahl·tag um 18 Uhr da sein. Fragen Sie in der deutschen Botschaft. Vielleicht geht es dort schneller.
ausweis_mitbringen =
    .p-1 = Bringen Sie bitte Ihren Ausweis mit.

abholung =
    .title = Diese Person holt die Papiere ab
abholung_familienname =
    .label = Nachname von dieser Person
abholung_vornamen =
    .label = Vornamen von dieser Person
abholung_vollmacht =
    .label = Vollmacht für das Abholen
    .hint = Wer möchte wählen? Diese Person hat unterschrieben.
hoechstens_vier =
    .label = Die Person holt Papiere für höchstens 4 Menschen ab. Das unterschreibt sie im Wahl·amt. Und sie zeigt ihren Ausweis.

seite_erklaerungen =
    .title = Das müssen Sie bestätigen
nachweis_erkrankung =
    .label = Papier von der Ärztin oder vom Arzt
    .hint = Darin steht: Sie sind krank.
vertretung_versichert =
    .label = Die andere Person hat mir eine Vollmacht gegeben. Ich darf dieses Formular für sie ausfüllen.
datenschutz =
    .p-1 = Das Amt braucht Ihre Angaben für die Brief·wahl.
    .p-2 = Wir löschen das Formular nach 90 Tagen. Wichtige Papiere bleiben länger im Amt. Das steht so im Gesetz.
    .label = Ich habe gelesen: Das passiert mit meinen Daten.
richtigkeit =
    .label = Alles ist richtig. Ich weiß: Nicht jeder darf wählen. Wer trotzdem wählt, bekommt eine Strafe. Das steht in § 107a Straf·gesetz·buch.
opening =
    .message = Das Formular ist gerade geschlossen. Es ist noch zu früh. Oder es ist zu spät. Fragen Sie im Wahl·amt. Am Wahl·tag können Sie selbst wählen gehen.
