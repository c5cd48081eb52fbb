# VD0071 kennt das Programm nicht
process =
    .title = Sample
seite =
    .title = Page
a =
    .label = A
    .hint = For example
