# VD0071 „de-simple“ wird nicht angeboten: 2 von 4 Texten fehlen
process = Probe
a = Das A
