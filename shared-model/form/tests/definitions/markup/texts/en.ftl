process = Probe
p = Page
    .intro-1 = First read the <a href="https://town.example/statute">statute of the town</a>.
ja = Yes
ort = Place
gut = What holds
    .p-1 = This is <strong>important</strong>, 1 < 2 & so on
    .li-1 = one
    .li-2 = two: <a href="#ja">the first question</a>
# VD0086 <b>
n1 = This is <b>bold</b>.
# VD0086 fehlt href
n2 = To the <a>office</a>.
# VD0086 nicht zu lesen
n3 = This is <em>stressed.
# VD0087 javascript:
n4 = To the <a href="javascript:alert(1)">office</a>.
# VD0087 mailto:amt
n5 = To the <a href="mailto:amt">office</a>.
# VD0088 „nein“
n6 = To the <a href="#nein">first question</a>.
n7 = To the place.
# VD0089 „here“
n8 = You find more <a href="https://town.example">here</a>.
# VD0086 In <em> steht <strong>
n9 = This <em>is <strong>a lot</strong></em>.
