//! What is wrong with a file that is to be imported. In: facts from the readers. Out: diagnostics of the compiler's kind, so that
//! they are shown in the same way: place, what, what to do. All of them at once.

use crate::source::{DEEPEST, LONGEST};
use vordruck_form::compile::diagnostic::{Diagnostic, Wording};
use vordruck_form::compile::{Code, Place, Severity};
use vordruck_form::definition::source::{FileId, Span};

/// Something wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The file is larger than any schema.
    TooLong { bytes: usize },
    /// Not UTF-8.
    NotUtf8,
    /// Elements are nested too deeply.
    TooDeep,
    /// There is a document type.
    DocumentType,
    /// More nodes than any schema has.
    TooManyNodes,
    /// Not XML.
    Malformed { error: String },
    /// A prefix that is not bound to a namespace.
    UndeclaredPrefix { prefix: String },
    /// None of the formats that are read.
    UnknownFormat { root: String, namespace: String },
    /// XDatenfelder 1.
    OldXdf,
    /// A version of XDatenfelder that is not read.
    UnknownXdfVersion { namespace: String },
    /// A message of XDatenfelder without a schema or a group.
    NoSchema { root: String },
    /// A demanded element is not there.
    Missing { element: &'static str, within: String },
    /// A demanded element has no content.
    Empty { element: &'static str },
    /// Two elements where one may be, and both say something.
    Twice { element: String },
    /// Two elements where one may be, but only one says something.
    TwiceEmpty { element: String },
    /// An element that the standard does not have here. Read on without it.
    UnknownElement { element: String, within: String },
    /// A code that is none.
    UnknownCode { element: &'static str, code: String, known: &'static str },
    /// Not `1:1`, `0:*` …
    BadMultiplicity { text: String },
    /// A `praezisierung` that is no JSON object of texts.
    BadPrecision { error: String },
    /// A BPMN file without a process.
    NoProcess,
    /// A flow from or to something that isn't there.
    DanglingFlow { flow: String, missing: String },
    /// An element that others have to name has no id.
    NoId { element: String },
    /// Two elements of a model have the same id.
    SameId { id: String },
}

/// Declares the codes: number, name, severity, what it means and what to do.
macro_rules! codes {
    ($($constant:ident = $id:literal, $slug:literal, $severity:ident, $manual:literal;)*) => {
        $(static $constant: Code = Code { id: $id, slug: $slug, severity: Severity::$severity };)*
        /// The codes of imports, in the order of their numbers, each with what it means and what to do.
        pub static CODES: &[(&Code, &str)] = &[$((&$constant, $manual)),*];
    };
}

codes! {
    UNREADABLE = "VI0001", "import-unreadable", Error,
        "The file cannot be read: it is not UTF-8, not well-formed XML, or uses a prefix that is bound to no namespace. Convert it, or open it in an XML editor, which shows the place; editors of BPMN sometimes forget to declare the prefix of their own attributes.";
    REFUSED = "VI0002", "import-refused", Error,
        "The file is refused before it is read: it is larger or more deeply nested than any published schema, or has a document type, which can make a reader load foreign files. Import parts of it one by one; delete the DOCTYPE.";
    FORMAT = "VI0003", "import-unknown-format", Error,
        "The file is none of the formats that are read: XDatenfelder 2 and 3 (a schema or a group), BPMN 2.0.";
    OLD = "VI0004", "import-xdatenfelder-1", Error,
        "XDatenfelder 1 is not read. Export the schema as XDatenfelder 2 or 3: FIM tools and the FIM portal convert it.";
    MISSING = "VI0005", "import-missing", Error,
        "An element that the standard demands is not there, or is empty. Without it nobody can tell what is meant; complete it in the editor the file comes from.";
    TWICE = "VI0006", "import-twice", Error,
        "Two elements stand where one may be, and both say something. Which one counts is the author's to say: delete the other.";
    TWICE_EMPTY = "VI0007", "import-twice-empty", Warning,
        "Two elements stand where one may be, but only one says something; that one counts.";
    UNKNOWN_ELEMENT = "VI0008", "import-unknown-element", Warning,
        "An element that the standard does not have here. It is left out, and the report says so.";
    UNKNOWN_CODE = "VI0009", "import-unknown-code", Error,
        "A code that is not in the standard's list, for example a type of field that does not exist.";
    MULTIPLICITY = "VI0010", "import-multiplicity", Error,
        "A multiplicity that is none: it is written 1:1, 0:1, 0:* or 2:5.";
    PRECISION = "VI0011", "import-precision", Error,
        "A `praezisierung` of XDatenfelder 2 that is no JSON object of texts, as in {\"minLength\":\"1\",\"maxLength\":\"10\"}.";
    MODEL = "VI0012", "import-model", Error,
        "A BPMN model that cannot be followed: no process in it, a flow to something that is not there, an element without an id, or two with the same.";
}

/// German and English of the same sentence; both take captured arguments like `format!`.
macro_rules! say {
    ($de:literal, $en:literal $(,)?) => {
        vordruck_form::compile::diagnostic::Wording { de: format!($de), en: format!($en) }
    };
}
pub(crate) use say;

impl Fault {
    fn code(&self) -> &'static Code {
        match self {
            Self::NotUtf8 | Self::Malformed { .. } | Self::UndeclaredPrefix { .. } => &UNREADABLE,
            Self::TooLong { .. } | Self::TooDeep | Self::DocumentType | Self::TooManyNodes => &REFUSED,
            Self::UnknownFormat { .. } | Self::UnknownXdfVersion { .. } | Self::NoSchema { .. } => &FORMAT,
            Self::OldXdf => &OLD,
            Self::Missing { .. } | Self::Empty { .. } => &MISSING,
            Self::Twice { .. } => &TWICE,
            Self::TwiceEmpty { .. } => &TWICE_EMPTY,
            Self::UnknownElement { .. } => &UNKNOWN_ELEMENT,
            Self::UnknownCode { .. } => &UNKNOWN_CODE,
            Self::BadMultiplicity { .. } => &MULTIPLICITY,
            Self::BadPrecision { .. } => &PRECISION,
            Self::NoProcess | Self::DanglingFlow { .. } | Self::NoId { .. } | Self::SameId { .. } => &MODEL,
        }
    }

    /// What is wrong, and what to do.
    fn wording(&self) -> (Wording, Wording) {
        match self {
            Self::TooLong { bytes } => (
                say!("Die Datei hat {bytes} Bytes, erlaubt sind {LONGEST}.", "The file has {bytes} bytes, {LONGEST} are allowed."),
                say!("Importieren Sie Teile einzeln, zum Beispiel je Datenfeldgruppe.", "Import parts one by one, for example each group."),
            ),
            Self::NotUtf8 => (
                say!("Die Datei ist nicht in UTF-8 geschrieben.", "The file is not written in UTF-8."),
                say!("Wandeln Sie sie um: iconv -f ISO-8859-1 -t UTF-8.", "Convert it: iconv -f ISO-8859-1 -t UTF-8."),
            ),
            Self::TooDeep => (
                say!("Hier sind mehr als {DEEPEST} Elemente ineinander verschachtelt.", "More than {DEEPEST} elements are nested here."),
                say!("Importieren Sie die innere Gruppe einzeln.", "Import the inner group by itself."),
            ),
            Self::DocumentType => (
                say!("Ein Dokumenttyp (DOCTYPE) ist nicht erlaubt.", "A document type (DOCTYPE) is not allowed."),
                say!("Löschen Sie die DOCTYPE-Angabe.", "Delete the DOCTYPE declaration."),
            ),
            Self::TooManyNodes => (
                say!("Die Datei hat zu viele Elemente.", "The file has too many elements."),
                say!("Importieren Sie Teile einzeln, zum Beispiel je Datenfeldgruppe.", "Import parts one by one, for example each group."),
            ),
            Self::Malformed { error } => (
                say!("Das ist kein wohlgeformtes XML: {error}.", "This is not well-formed XML: {error}."),
                say!("Exportieren Sie die Datei neu.", "Export the file again."),
            ),
            Self::UndeclaredPrefix { prefix } => (
                say!("Das Präfix „{prefix}“ gehört zu keinem Namensraum.", "The prefix “{prefix}” belongs to no namespace."),
                say!(
                    "Ergänzen Sie xmlns:{prefix}=\"…\" am Wurzelelement, oder löschen Sie, was mit „{prefix}:“ beginnt.",
                    "Add xmlns:{prefix}=\"…\" to the root element, or delete what begins with “{prefix}:”."
                ),
            ),
            Self::UnknownFormat { root, namespace } => (
                say!(
                    "<{root}> aus dem Namensraum „{namespace}“ lässt sich nicht importieren.",
                    "<{root}> of the namespace “{namespace}” can't be imported."
                ),
                say!(
                    "Gelesen werden FIM XDatenfelder 2.0 und 3.0.0 und BPMN 2.0.",
                    "FIM XDatenfelder 2.0 and 3.0.0 and BPMN 2.0 are read."
                ),
            ),
            Self::OldXdf => (
                say!("Das ist XDatenfelder 1, das nicht mehr gepflegt wird.", "This is XDatenfelder 1, which is no longer maintained."),
                say!(
                    "Laden Sie das Schema im FIM-Portal als XDatenfelder 2.0 oder 3.0.0 herunter, oder wandeln Sie es in Ihrem FIM-Redaktionssystem um.",
                    "Download the schema from the FIM portal as XDatenfelder 2.0 or 3.0.0, or convert it in your FIM editor."
                ),
            ),
            Self::UnknownXdfVersion { namespace } => (
                say!("„{namespace}“ ist keine bekannte Version von XDatenfelder.", "“{namespace}” is no known version of XDatenfelder."),
                say!(
                    "Gelesen werden urn:xoev-de:fim:standard:xdatenfelder_2 und urn:xoev-de:fim:standard:xdatenfelder_3.0.0.",
                    "urn:xoev-de:fim:standard:xdatenfelder_2 and urn:xoev-de:fim:standard:xdatenfelder_3.0.0 are read."
                ),
            ),
            Self::NoSchema { root } => (
                say!(
                    "In <{root}> steht weder ein Datenschema noch eine Datenfeldgruppe.",
                    "There is neither a schema nor a group in <{root}>."
                ),
                say!("Exportieren Sie ein Datenschema oder eine Datenfeldgruppe.", "Export a schema or a group."),
            ),
            Self::Missing { element, within } => (
                say!("In <{within}> fehlt <{element}>.", "<{element}> is missing in <{within}>."),
                say!("Ergänzen Sie es im FIM-Redaktionssystem und exportieren Sie neu.", "Add it in the FIM editor and export again."),
            ),
            Self::Empty { element } => (
                say!("<{element}> ist leer.", "<{element}> is empty."),
                say!("Ergänzen Sie es im FIM-Redaktionssystem und exportieren Sie neu.", "Add it in the FIM editor and export again."),
            ),
            Self::Twice { element } => (
                say!("<{element}> steht hier zweimal, und beide sagen etwas.", "<{element}> stands here twice, and both say something."),
                say!("Löschen Sie eins von beiden.", "Delete one of them."),
            ),
            Self::TwiceEmpty { element } => (
                say!("<{element}> steht hier zweimal.", "<{element}> stands here twice."),
                say!("Höchstens eins davon sagt etwas; das gilt.", "At most one of them says something; that one counts."),
            ),
            Self::UnknownElement { element, within } => (
                say!("<{element}> gehört nicht in <{within}>.", "<{element}> does not belong in <{within}>."),
                say!("Es wurde weggelassen und steht im Bericht.", "It was left out and stands in the report."),
            ),
            Self::UnknownCode { element, code, known } => (
                say!("„{code}“ ist kein Wert für <{element}>.", "“{code}” is no value for <{element}>."),
                say!("Möglich sind: {known}.", "Possible: {known}."),
            ),
            Self::BadMultiplicity { text } => (
                say!("„{text}“ ist keine Multiplizität.", "“{text}” is no multiplicity."),
                say!(
                    "Zum Beispiel 1:1, 0:1, 0:* oder 2:5; die erste Zahl ist höchstens die zweite.",
                    "For example 1:1, 0:1, 0:* or 2:5; the first number is at most the second."
                ),
            ),
            Self::BadPrecision { error } => (
                say!("Diese Präzisierung ist nicht zu lesen: {error}.", "This praezisierung can't be read: {error}."),
                say!(
                    "Zum Beispiel {{\"minLength\":\"1\",\"maxLength\":\"10\"}}.",
                    "For example {{\"minLength\":\"1\",\"maxLength\":\"10\"}}."
                ),
            ),
            Self::NoProcess => (
                say!("In dieser BPMN-Datei ist kein Prozess.", "There is no process in this BPMN file."),
                say!(
                    "Exportieren Sie das Modell mit seinem <process>, nicht nur die Zeichnung.",
                    "Export the model with its <process>, not only the drawing."
                ),
            ),
            Self::DanglingFlow { flow, missing } => (
                say!(
                    "Der Sequenzfluss „{flow}“ nennt „{missing}“, das es in seinem Prozess nicht gibt.",
                    "The sequence flow “{flow}” names “{missing}”, which its process does not have."
                ),
                say!("Verbinden Sie ihn im Modell neu.", "Connect it again in the model."),
            ),
            Self::NoId { element } => {
                (say!("<{element}> hat keine id.", "<{element}> has no id."), say!("Ergänzen Sie id=\"…\".", "Add id=\"…\"."))
            }
            Self::SameId { id } => (
                say!("Die id „{id}“ gibt es schon.", "The id “{id}” exists already."),
                say!("Jedes Element eines Modells hat seine eigene.", "Each element of a model has its own."),
            ),
        }
    }
}

/// What is wrong, collected.
pub(crate) struct Faults {
    /// The file that is read.
    pub(crate) file: FileId,
    list: Vec<Diagnostic>,
}

impl Faults {
    pub(crate) fn new(file: FileId) -> Self {
        Self { file, list: Vec::new() }
    }

    pub(crate) fn push(&mut self, span: Span, fault: &Fault) {
        let (message, hint) = fault.wording();
        self.list.push(Diagnostic { code: fault.code(), place: Place::Source(span), message, hints: vec![hint], related: Vec::new() });
    }

    /// At an element.
    pub(crate) fn at(&mut self, node: roxmltree::Node<'_, '_>, fault: &Fault) {
        self.push(crate::source::span(self.file, node), fault);
    }

    /// Whether something keeps the file from being imported.
    pub(crate) fn are_fatal(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.code.severity == Severity::Error)
    }

    /// In the order of the file.
    pub(crate) fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.list.sort_by(|left, right| left.place.cmp(&right.place).then_with(|| left.code.id.cmp(right.code.id)));
        self.list
    }
}
