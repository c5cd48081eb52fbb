# English texts of “Briefwahl beantragen”. Key: element id; the text is an attribute.

process =
    .title = Apply for a postal vote
start =
    .summary-1 = If you cannot or do not want to go to your polling station on election day, vote by post. Here you apply for the polling card (Wahlschein) and the documents.
    .summary-2 = The application has to reach us in time. Also think of the time the letter to you and your ballot letter back need.
    .needed-1 = your election notification (Wahlbenachrichtigung), if you have it
    .needed-2 = if you apply for somebody else: a written power of attorney, as a photo or PDF
    .duration = about 5 minutes
    .fee = Applying is free of charge.
    .legal-basis-1 = Sections 25 to 28 of the Federal Electoral Code (BWO); for other elections the corresponding rules
    .other-way-1 = You can also apply in writing, by e-mail or in person at the election office, but not by telephone.
handelt_fuer-selbst =
    .label = For myself
handelt_fuer-andere =
    .label = For another person, with a written power of attorney
spaete_gruende-erkrankung =
    .label = I have suddenly fallen ill
spaete_gruende-verzeichnis =
    .label = Through no fault of mine I am not on the electoral roll
spaete_gruende-keiner =
    .label = None of these reasons
zustellarten-wohnung =
    .label = By post to the home address
zustellarten-inland =
    .label = By post to another address in Germany
zustellarten-ausland =
    .label = By post abroad
zustellarten-abholung =
    .label = The voter collects them at the election office
zustellarten-abholung_andere =
    .label = Another person collects them with a power of attorney

seite_wahl =
    .title = Election and time limit
wahl =
    .label = Election
tag_der_wahl =
    .label = Election day
letzter_tag =
    .label = Application without a special reason until
letzte_stunde =
    .label = Hour on that day
    .hint = full hour
versand_ab =
    .label = We send the documents from

nach_der_frist =
    .title = The time limit has passed
spaeter_grund =
    .label = Why are you applying only now?
zu_spaet =
    .p-1 = The time limit for postal votes has passed. You can vote at your polling station on election day. It is named on your election notification.
spaet_abholen =
    .p-1 = Please also call the election office now, so that the documents can be handed out in time. On election day this is possible until 3 p.m.
antrag_fuer =
    .label = For whom are you applying?

seite_vertretung =
    .title = Who is applying?

vertretung =
    .title = About you
vertretung_familienname =
    .label = Your family name
vertretung_vornamen =
    .label = Your given names

vertretung_anschrift =
    .title = Your address
vollmacht_antrag =
    .label = Written power of attorney for the application
    .hint = signed by the voter

seite_person =
    .title = Voter

person =
    .title = About the person
rule-alt_genug =
    .message = On election day the person is not yet old enough to vote. Check the date of birth.
wohnt_bei_mir =
    .label = Does the person live at your address?
    .hint = Then you do not have to enter the address again.

wohnung =
    .title = Home address
    .hint = the address of the main home where the person is registered

benachrichtigung =
    .title = From the election notification
    .hint = voluntary; it helps us to find you faster
wahlbezirk =
    .label = Number of the polling district
    .hint = for example 012
verzeichnisnummer =
    .label = Number in the electoral roll
    .hint = for example 1234

kontakt =
    .title = How to reach you if we have questions
    .hint = voluntary

seite_zustellung =
    .title = How do the documents get there?
zustellung =
    .label = How should we hand over the documents?
versand_bei =
    .label = With whom are you staying there?
    .hint = if your name is not on the letter box, for example hotel or hospital

versand =
    .title = Delivery address

versandanschrift_ausland =
    .title = Delivery address abroad
ausland_anschrift =
    .label = Address
    .hint = as it should be on the envelope
mitteilung_wohnung =
    .p-1 = For your security we also send a note to the home address. So you notice if somebody orders documents without your knowledge.
knapp_inland =
    .p-1 = There is not much time left before the election. It is better to collect the documents at the election office; you can also vote there straight away. Your ballot letter has to arrive by 6 p.m. on election day.
knapp_ausland =
    .p-1 = Post abroad and back often takes longer than the time left. Your ballot letter has to reach us by 6 p.m. on election day. Ask the German mission abroad for a faster way.
ausweis_mitbringen =
    .p-1 = Please bring your identity card or passport.

abholung =
    .title = Person who collects the documents
abholung_familienname =
    .label = Family name of the person who collects
abholung_vornamen =
    .label = Given names of the person who collects
abholung_vollmacht =
    .label = Written power of attorney for collecting
    .hint = signed by the voter
hoechstens_vier =
    .label = The person who collects represents at most four voters. They declare this in writing before collecting and show their identity card.

seite_erklaerungen =
    .title = Declarations
nachweis_erkrankung =
    .label = Proof of the illness
    .hint = for example a doctor's certificate
vertretung_versichert =
    .label = The voter has authorised me in writing to make this application.
datenschutz =
    .p-1 = We process your data to give you polling card and postal vote documents (sections 27 and 28 BWO, Article 6 (1) (c) GDPR).
    .p-2 = In the authority's postbox the application is deleted 90 days after it arrived. What belongs to the case is kept as long as the law demands.
    .label = I have read the privacy information.
richtigkeit =
    .label = I declare that my information is correct. I know that voting without being entitled to is a criminal offence (section 107a of the Criminal Code).
opening =
    .message = It is not possible to apply for a postal vote for this election at the moment: the time for it has not begun yet or is over. Ask the election office, or vote at your polling station on election day.
