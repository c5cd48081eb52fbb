//! What both ends say, against the schemas that XTA 2.1.1 publishes. They are KoSIT's (XRepository): whoever has them names their folder.

use std::path::Path;
use std::process::{Command, Stdio};

use roxmltree::{Document, Node};

use super::Scene;
use super::server::Temper;

/// One schema for all that stands in envelopes, put together as the WSDL does it.
fn schema(theirs: &str, folder: &Path) -> std::path::PathBuf {
    let (xta, osci) = ("http://xoev.de/transport/xta/211", "http://www.osci.eu/ws");
    let text = format!(
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"{xta}\">\
         <xs:import namespace=\"{osci}/2014/10/transport\" schemaLocation=\"file://{theirs}/OSCI_MessageMetaData_V2.02.xsd\"/>\
         <xs:import namespace=\"{osci}/2008/05/transport\" schemaLocation=\"file://{theirs}/OSCI2_02.xsd\"/>\
         <xs:include schemaLocation=\"file://{theirs}/XTA-Webservice-Globale-Elemente.xsd\"/>\
         <xs:include schemaLocation=\"file://{theirs}/XTA-Webservice-Exceptions.xsd\"/></xs:schema>"
    );
    let file = folder.join("xta.xsd");
    std::fs::write(&file, text).unwrap();
    file
}

/// The parts of an envelope that XTA's schemas know, each as a document.
fn known_parts(envelope: &str) -> Vec<String> {
    let document = Document::parse(envelope).unwrap();
    let is_known = |node: &Node<'_, '_>| {
        let namespace = node.tag_name().namespace().unwrap_or_default();
        namespace.contains("osci.eu")
            || namespace.contains("xoev.de")
            || (node.tag_name().name() == "MessageID" && node.parent_element().unwrap().tag_name().name() == "Body")
    };
    let outermost = |node: &Node<'_, '_>| is_known(node) && !node.ancestors().skip(1).any(|above| above.is_element() && is_known(&above));
    let elements = document.descendants().filter(Node::is_element).filter(outermost);
    elements.map(|node| without_references(&envelope[node.range()])).collect()
}

/// A reference of XOP stands for what it refers to, as Base64 (XOP § 2).
fn without_references(xml: &str) -> String {
    let mut pieces = xml.split("<xop:Include");
    let first = pieces.next().unwrap().to_owned();
    pieces.fold(first, |text, piece| text + "QQ==" + piece.split_once("/>").unwrap().1)
}

#[tokio::test]
#[ignore = "needs KoSIT's schemas of XTA 2.1.1: VORDRUCK_XTA_XSD=<folder with XTA-Webservice-Globale-Elemente.xsd and what it imports>"]
async fn what_both_ends_say_fits_the_schemas_of_xta() {
    let theirs = std::env::var("VORDRUCK_XTA_XSD").expect("VORDRUCK_XTA_XSD names a folder");
    let folder = tempfile::tempdir().unwrap();
    let schema = schema(&theirs, folder.path());
    let scene = Scene::new(Temper { status: 3, ..Temper::default() }).await;
    scene.work().await;
    let office = scene.post.office();
    let id = office.list(10).await.unwrap().messages.remove(0).message_id;
    office.fetch(&id).await.unwrap();
    office.fetch("urn:nothing").await.err().unwrap();
    office.close(&id).await.unwrap();
    scene.work().await;
    let parts: Vec<String> = scene.post.server.envelopes().iter().flat_map(|envelope| known_parts(envelope)).collect();
    let file = folder.path().join("part.xml");
    for part in &parts {
        std::fs::write(&file, part).unwrap();
        let mut xmllint = Command::new("xmllint");
        let output = xmllint.args(["--noout", "--nonet", "--schema"]).args([&schema, &file]).stderr(Stdio::piped()).output().unwrap();
        assert!(output.status.success(), "{part}\n{}", String::from_utf8_lossy(&output.stderr));
    }
    for name in [
        "Author",
        "MessageMetaData",
        "GenericContentContainer",
        "MessageID",
        "TransportReport",
        "MsgStatusList",
        "MsgBoxFetchRequest",
        "InvalidMessageIDException",
    ] {
        assert!(parts.iter().any(|part| part.split([' ', '>']).next().unwrap().ends_with(name)), "{name} was not said");
    }
}
