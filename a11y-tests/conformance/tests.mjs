// What the table's words for tests stand for. A test file counts when it ran in this run and every test in it passed; a step of `make test` when
// it passed.

export const TESTS = {
  states: { file: /^states\//, de: "Alle Seiten aller Formulare und des Postkorbs in allen Zuständen: axe-core, Alfa, IBM Equal Access, html-validate und eigene Regeln, in Chromium und Firefox", en: "Every page of every form and of the postbox in every state: axe-core, Alfa, IBM Equal Access, html-validate and own rules, in Chromium and Firefox" },
  planted: { file: /^planted\//, de: "Eingepflanzte Fehler jeder Art werden gefunden", en: "Planted faults of every family are found" },
  keyboard: { file: /^keyboard\//, de: "Ganze Anträge nur mit der Tastatur, in Chromium und Firefox", en: "Whole applications by keyboard alone, in Chromium and Firefox" },
  reader: { file: /^reader\//, de: "Ein ganzer Antrag nur mit dem virtuellen Screenreader, mit Mitschrift", en: "A whole application by virtual screen reader alone, with transcript" },
  tree: { file: /^platform-tree\//, de: "Was das System an Hilfsmittel weitergibt (AT-SPI), in Chromium und Firefox", en: "What the system hands to assistive technology (AT-SPI), in Chromium and Firefox" },
  room: { file: /^conditions\/room/, de: "320 px, 400 %, Textgröße und Textabstand", en: "320 px, 400 %, text size and text spacing" },
  modes: { file: /^conditions\/modes/, de: "Dunkel, erzwungene Farben, wenig Bewegung", en: "Dark, forced colours, reduced motion" },
  application: { file: /^journeys\/application/, de: "Ein Antrag vom Portal bis zum Postkorb, mit Fehlern, Speichern, Prüfen und Absenden", en: "An application from the portal to the postbox, with errors, saving, checking and sending" },
  interruptions: { file: /^journeys\/interruptions/, de: "Unterbrechungen: nichts geht verloren", en: "Interruptions: nothing is lost" },
  rows: { file: /^journeys\/rows/, de: "Entfernen lässt sich rückgängig machen", en: "Removing can be undone" },
  evidence: { file: /^conformance\/(evidence|clauses)/, de: "Dieser Bericht ist selbst geprüft und vollständig", en: "This report is checked itself, and complete" },
  paper: { step: "conformance", de: "veraPDF: PDF/UA-1 und PDF/A-3a", en: "veraPDF: PDF/UA-1 and PDF/A-3a" },
  native: { step: "test-native", de: "Tests des Dokuments, der Meldungen und der Texte", en: "Tests of the document, the messages and the texts" },
  style: { step: "style", de: "Kontraste und Größen aller Farben und Maße, hell und dunkel", en: "Contrasts and sizes of all colours and measures, light and dark" },
};
