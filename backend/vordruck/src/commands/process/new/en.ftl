# English texts. Key: element id; the text is an attribute.

process =
    .title = {title}

start =
    .summary-1 = Here you can do this online.
    .needed-1 = a proof as a photo or PDF, if you have one
    .duration = about 5 minutes
    .fee = This is free of charge.
    .legal-basis-1 = The legal basis is named here.
    .other-way-1 = You can also do this in writing or in person.

anlaesse-neu =
    .label = For the first time
anlaesse-aenderung =
    .label = Something has changed

seite_anliegen =
    .title = Your request
anlass =
    .label = What is it about?
aenderung =
    .label = What has changed?
beginn =
    .label = From which day on?
    .hint = for example 1 12 2026
rule-beginn_nicht_vorbei =
    .message = The day is in the past. Enter today's date or a later one.
nachweis =
    .label = Proof
    .hint = if you have one

seite_person =
    .title = About you
familienname =
    .label = Family name
vornamen =
    .label = Given names
email =
    .label = E-mail address
    .hint = in case we have questions, for example name@example.com

seite_erklaerungen =
    .title = Declarations
datenschutz =
    .label = I have read the privacy notice.
richtigkeit =
    .label = I confirm that what I have stated is correct and complete.
