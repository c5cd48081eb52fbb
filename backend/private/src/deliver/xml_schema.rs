//! Whether XML fits a schema, and where it does not. In: a schema file, a document. Out: for one of ours, paths of elements with the rule they break, never what
//! stands there; for one of strangers, whether it fits. Asks `xmllint` of libxml2, because there is no XML Schema validator in Rust that is kept.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;

use super::ChannelError;

/// Most places that are named.
const MOST: usize = 5;
/// How long a document may take: a schema's patterns can be slow.
const MOST_TIME: Duration = Duration::from_secs(120);

/// Checks a document of ours.
pub(super) async fn check(schema: &Path, document: &[u8]) -> Result<(), ChannelError> {
    let document = std::str::from_utf8(document).map_err(|_| ChannelError::NotWritten)?;
    let lines = Lines::of(document)?;
    match ask(schema, lines.text.as_bytes(), Stdio::piped()).await? {
        None => Ok(()),
        Some(said) => Err(ChannelError::Mismatch(lines.places(document, &said)?)),
    }
}

/// Whether a document fits, without reading it here: for those of strangers. What is said of it is as long as its faults are many, and nobody asks for it.
pub(super) async fn fits(schema: &Path, document: &[u8]) -> Result<bool, ChannelError> {
    Ok(ask(schema, document, Stdio::null()).await?.is_none())
}

/// What xmllint says of a document that is not valid: its exit codes 1, 3 and 4 mean that.
async fn ask(schema: &Path, document: &[u8], said: Stdio) -> Result<Option<String>, ChannelError> {
    let broken = |error: std::io::Error| ChannelError::NotNow(format!("xmllint cannot be asked ({error}); is libxml2-utils installed?"));
    let mut child = tokio::process::Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema"])
        .arg(schema)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(said)
        .kill_on_drop(true)
        .spawn()
        .map_err(broken)?;
    let input = child.stdin.take();
    let feed = async {
        if let Some(mut input) = input {
            // It may stop reading early; what it says then is what counts.
            let _ = input.write_all(document).await;
        }
    };
    let asked = async { tokio::join!(child.wait_with_output(), feed).0 };
    let output = tokio::time::timeout(MOST_TIME, asked).await.map_err(|_| ChannelError::NotNow("xmllint takes too long".to_owned()))?;
    let output = output.map_err(broken)?;
    match output.status.code() {
        Some(0) => Ok(None),
        Some(1 | 3 | 4) => Ok(Some(String::from_utf8_lossy(&output.stderr).into_owned())),
        _ => Err(ChannelError::NotNow(format!("xmllint cannot use the schema {}; `xmllint --schema` says why", schema.display()))),
    }
}

/// A document with one element a line, so that a line number names an element. White space between elements means nothing in data.
struct Lines {
    text: String,
    /// Where in the document the element begins that each line begins with.
    starts: Vec<Option<usize>>,
}

impl Lines {
    fn of(document: &str) -> Result<Self, ChannelError> {
        let tree = parsed(document)?;
        let mut lines = Self { text: String::with_capacity(document.len() * 2), starts: vec![None] };
        let mut written = 0;
        for element in tree.descendants().filter(roxmltree::Node::is_element) {
            let start = element.range().start;
            // What stands in front of it may have lines, too.
            let before = document.get(written..start).unwrap_or_default();
            lines.text.push_str(before);
            lines.text.push('\n');
            lines.starts.extend(before.matches('\n').map(|_| None));
            lines.starts.push(Some(start));
            written = start;
        }
        lines.text.push_str(document.get(written..).unwrap_or_default());
        Ok(lines)
    }

    /// What xmllint said, without values: `-:<line>: element <name>: Schemas validity error : Element '<name>': <sentence>`. Of each element its first fault.
    fn places(&self, document: &str, said: &str) -> Result<Vec<String>, ChannelError> {
        let tree = parsed(document)?;
        let (mut named, mut places) = (Vec::new(), Vec::new());
        for line in said.lines() {
            let Some((number, sentence)) = line.strip_prefix("-:").and_then(|rest| rest.split_once(": element ")) else { continue };
            let start = number.parse().ok().and_then(|number: usize| self.starts.get(number.checked_sub(1)?).copied().flatten());
            let Some(start) = start.filter(|start| !named.contains(start) && places.len() < MOST) else { continue };
            let element = tree.descendants().find(|node| node.is_element() && node.range().start == start);
            named.push(start);
            places.extend(element.map(|element| format!("{} ({})", path(element), rule(sentence))));
        }
        if places.is_empty() {
            places.push("an element that is not told".to_owned());
        }
        Ok(places)
    }
}

fn parsed(document: &str) -> Result<roxmltree::Document<'_>, ChannelError> {
    roxmltree::Document::parse(document).map_err(|_| ChannelError::NotWritten)
}

/// Which rule a sentence of libxml2 is about: words from here, not from there, because a value may say anything.
fn rule(sentence: &str) -> &'static str {
    let facets = [
        "pattern",
        "enumeration",
        "length",
        "minLength",
        "maxLength",
        "minInclusive",
        "maxInclusive",
        "minExclusive",
        "maxExclusive",
        "totalDigits",
        "fractionDigits",
    ];
    let facet = sentence.split_once("[facet '").and_then(|(_, rest)| rest.split_once('\'')).map(|(facet, _)| facet);
    if let Some(facet) = facet.and_then(|facet| facets.into_iter().find(|known| *known == facet)) {
        return facet;
    }
    let known = [
        ("Missing child element", "something is missing in it"),
        ("This element is not expected", "not expected here"),
        ("No matching global declaration", "not an element of the schema"),
        ("is not a valid value of the", "not of its type"),
        ("is required but missing", "an attribute is missing"),
        ("is not allowed", "an attribute or text is not allowed"),
    ];
    known.into_iter().find(|(words, _)| sentence.contains(words)).map_or("not valid", |(_, rule)| rule)
}

/// `/antrag/person[2]/name`: names, and numbers among equal ones.
fn path(element: roxmltree::Node<'_, '_>) -> String {
    let steps: Vec<String> = element.ancestors().filter(roxmltree::Node::is_element).map(step).collect();
    steps.iter().rev().map(|step| format!("/{step}")).collect()
}

fn step(element: roxmltree::Node<'_, '_>) -> String {
    let name = element.tag_name().name();
    let is_same = |other: &roxmltree::Node<'_, '_>| other.is_element() && other.tag_name().name() == name;
    let before = element.prev_siblings().skip(1).filter(is_same).count();
    let is_one = before == 0 && !element.next_siblings().skip(1).any(|other| is_same(&other));
    if is_one { name.to_owned() } else { format!("{name}[{}]", before + 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &str = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="antrag"><xs:complexType><xs:sequence>
    <xs:element name="person" maxOccurs="9"><xs:complexType><xs:sequence>
      <xs:element name="name" type="xs:string"/>
      <xs:element name="geburt" type="xs:date"/>
      <xs:element name="plz"><xs:simpleType><xs:restriction base="xs:string"><xs:pattern value="[0-9]{5}"/></xs:restriction></xs:simpleType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>"#;

    async fn checked(document: &str) -> Result<(), ChannelError> {
        let folder = tempfile::tempdir().unwrap();
        let schema = folder.path().join("schema.xsd");
        std::fs::write(&schema, SCHEMA).unwrap();
        check(&schema, document.as_bytes()).await
    }

    #[tokio::test]
    async fn what_fits_fits() {
        let person = "<person><name>Ute</name><geburt>1980-01-02</geburt><plz>35390</plz></person>";
        checked(&format!("<?xml version=\"1.0\"?>\n<antrag>{person}{person}</antrag>")).await.unwrap();
    }

    #[tokio::test]
    async fn of_what_strangers_wrote_only_whether_it_fits_is_asked() {
        let folder = tempfile::tempdir().unwrap();
        let schema = folder.path().join("schema.xsd");
        std::fs::write(&schema, SCHEMA).unwrap();
        let person = "<person><name>Ute</name><geburt>1980-01-02</geburt><plz>35390</plz></person>";
        assert!(fits(&schema, format!("<antrag>{person}</antrag>").as_bytes()).await.unwrap());
        assert!(!fits(&schema, b"<antrag><person><name>Ute</name></person></antrag>").await.unwrap());
        assert!(!fits(&schema, b"<antrag>").await.unwrap());
        std::fs::write(&schema, "kein Schema").unwrap();
        assert!(matches!(fits(&schema, b"<antrag/>").await, Err(ChannelError::NotNow(_))));
    }

    #[tokio::test]
    async fn what_does_not_fit_is_named_by_its_path_and_never_by_its_value() {
        let good = "<person><name>Ute</name><geburt>1980-01-02</geburt><plz>35390</plz></person>";
        let bad = "<person><name>Geheimname</name><geburt>gestern-geheim</geburt><plz>GEHEIM</plz></person>";
        let document = format!("<?xml version=\"1.0\"?>\n<antrag>{good}{bad}<person><name>Geheimer</name></person></antrag>");
        let error = checked(&document).await.unwrap_err();
        let ChannelError::Mismatch(places) = &error else { panic!("{error}") };
        let expected = [
            "/antrag/person[2]/geburt (not of its type)",
            "/antrag/person[2]/plz (pattern)",
            "/antrag/person[3] (something is missing in it)",
        ];
        assert_eq!(places, &expected);
        assert!(!error.to_string().to_lowercase().contains("geheim"), "{error}");
    }
}
