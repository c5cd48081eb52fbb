kontakt =
    .title = Contact
email =
    .label = E-mail address
    .hint = for example name@example.com
telefon =
    .label = Telephone number
    .hint = for example 0641 1234567
