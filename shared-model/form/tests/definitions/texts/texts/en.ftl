process =
    .title = Sample
seite =
    .title = Page
a =
    .label = A
    .hint = For example
# VD0072 „b.label“
b = Nobody asked
# VD0070 kein Fluent
= nothing
