kontakt =
    .title = Kontakt
email =
    .label = E-Mail-Adresse
    .hint = Zum Beispiel: name@beispiel.de
telefon =
    .label = Telefon·nummer
    .hint = Zum Beispiel: 0641 1234567
