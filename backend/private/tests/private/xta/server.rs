//! A small XTA server for tests, after the WSDL of XTA 2.1.1: three ports behind mutual TLS, accounts by certificate, a mailbox for each. What was sent, a reader gets as it
//! came, byte by byte. Requests are taken apart by another library than the one under test.

use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::body::Bytes;
use axum::extract::connect_info::Connected;
use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::serve::{IncomingStream, Listener};
use roxmltree::{Document, Node};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::certificates::{Certified, Certifier};

const XTA: &str = "http://xoev.de/transport/xta/211";
const META: &str = "http://www.osci.eu/ws/2014/10/transport";
const OSCI: &str = "http://www.osci.eu/ws/2008/05/transport";
const ADDRESSING: &str = "http://www.w3.org/2005/08/addressing";

/// How the server behaves.
#[derive(Debug, Clone, Default)]
pub(crate) struct Temper {
    /// `PermissionDeniedException` for everybody.
    pub(crate) is_closed: bool,
    /// Exception and number in answer to a message, which is not kept.
    pub(crate) refuses: Option<(&'static str, &'static str)>,
    /// The first message is kept, but its sender learns nothing of it.
    pub(crate) loses_the_answer: bool,
    /// Has no report for anybody.
    pub(crate) has_no_reports: bool,
    /// Its reports are about another message.
    pub(crate) reports_another: bool,
    /// Messages come inside of the envelope, as Base64.
    pub(crate) inlines: bool,
    /// Status of the reports.
    pub(crate) status: u8,
}

/// A message that was sent, as it came.
#[derive(Clone)]
pub(crate) struct Sent {
    pub(crate) id: String,
    pub(crate) author: String,
    pub(crate) reader: String,
    pub(crate) metadata: String,
    /// Kind of element, name, media type, content.
    pub(crate) files: Vec<(String, String, String, Vec<u8>)>,
    content_type: String,
    body: Bytes,
    is_closed: bool,
}

#[derive(Default)]
struct Inside {
    temper: Temper,
    accounts: Vec<(Vec<u8>, String)>,
    issued: Vec<String>,
    sent: Vec<Sent>,
    actions: Vec<String>,
    envelopes: Vec<String>,
}

/// The server.
#[derive(Clone)]
pub(crate) struct XtaServer {
    pub(crate) url: String,
    inside: Arc<Mutex<Inside>>,
}

impl XtaServer {
    pub(crate) async fn start(certifier: &Certifier, temper: Temper) -> Self {
        let acceptor = certifier.acceptor(&certifier.certify("xta-server"));
        let tcp = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("https://{}/services/XTAService", tcp.local_addr().unwrap());
        let server = Self { url, inside: Arc::default() };
        server.inside().temper = temper;
        let router = Router::new().route("/services/XTAService/{port}", axum::routing::post(answer)).with_state(server.clone());
        let router = router.layer(axum::extract::DefaultBodyLimit::disable()).into_make_service_with_connect_info::<Peer>();
        tokio::spawn(async move { axum::serve(TlsListener { tcp, acceptor }, router).await.unwrap() });
        server
    }

    /// Who has this certificate is this party.
    pub(crate) fn open_account(&self, certified: &Certified, identifier: &str) {
        self.inside().accounts.push((certified.certificate.to_vec(), identifier.to_owned()));
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut Temper)) {
        change(&mut self.inside().temper);
    }

    pub(crate) fn sent(&self) -> Vec<Sent> {
        self.inside().sent.clone()
    }

    /// Last words of the actions it was asked for.
    pub(crate) fn actions(&self) -> Vec<String> {
        self.inside().actions.clone()
    }

    /// What both ends said, without parts.
    pub(crate) fn envelopes(&self) -> Vec<String> {
        self.inside().envelopes.clone()
    }

    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap()
    }
}

struct TlsListener {
    tcp: TcpListener,
    acceptor: TlsAcceptor,
}

/// The certificate of whoever asks.
#[derive(Debug, Clone)]
struct Peer(Vec<u8>);

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = Peer;

    async fn accept(&mut self) -> (Self::Io, Peer) {
        loop {
            let (tcp, _) = self.tcp.accept().await.unwrap();
            // Who shows no certificate, or a stranger's, doesn't get further than this.
            if let Ok(tls) = self.acceptor.accept(tcp).await {
                let certificate = tls.get_ref().1.peer_certificates().unwrap()[0].to_vec();
                return (tls, Peer(certificate));
            }
        }
    }

    fn local_addr(&self) -> std::io::Result<Peer> {
        Ok(Peer(Vec::new()))
    }
}

impl Connected<IncomingStream<'_, TlsListener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, TlsListener>) -> Self {
        stream.remote_addr().clone()
    }
}

async fn answer(
    State(server): State<XtaServer>,
    ConnectInfo(peer): ConnectInfo<Peer>,
    Path(port): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let content_type = headers["content-type"].to_str().unwrap().to_owned();
    let (envelope, parts) = taken_apart(&content_type, &body);
    let response = {
        let document = Document::parse(&envelope).unwrap();
        let action = text(find(document.root_element(), ADDRESSING, "Action"));
        assert_eq!(headers["soapaction"].to_str().unwrap().trim_matches('"'), action, "the header of SOAP 1.1 says the same");
        assert_eq!(text(find(document.root_element(), ADDRESSING, "To")), format!("{}/{port}", server.url));
        let received = Received { document: &document, parts: &parts, content_type: &content_type, body: &body };
        handle(&mut server.inside(), &peer.0, &port, &action, &received)
    };
    let (head, body) = response.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let said = String::from_utf8_lossy(&body).into_owned();
    let answered = said.find("<s:Envelope").and_then(|from| said.get(from..said.rfind("</s:Envelope>")? + "</s:Envelope>".len()));
    let answered = answered.map(str::to_owned);
    server.inside().envelopes.extend([Some(envelope), answered].into_iter().flatten());
    Response::from_parts(head, body.into())
}

/// A request, taken apart.
struct Received<'a, 'i> {
    document: &'a Document<'i>,
    parts: &'a [(String, Vec<u8>)],
    content_type: &'a str,
    body: &'a Bytes,
}

fn handle(inside: &mut Inside, certificate: &[u8], port: &str, action: &str, request: &Received<'_, '_>) -> Response {
    let document = request.document;
    let what = action.rsplit('/').next().unwrap().to_owned();
    inside.actions.push(what.clone());
    let account = inside.accounts.iter().find(|(known, _)| known == certificate).map(|(_, identifier)| identifier.clone());
    let claimed = find(document.root_element(), META, "Author").and_then(|author| find(author, META, "Identifier"));
    let Some(account) = account.filter(|account| *account == text(claimed)) else { return fault("PermissionDenied", "9014") };
    if inside.temper.is_closed {
        return fault("PermissionDenied", "9011");
    }
    let id = find(document.root_element().last_element_child().unwrap(), ADDRESSING, "MessageID");
    let named = |inside: &Inside, id: &str, account: &str| {
        inside.sent.iter().position(|sent| sent.id == id && (sent.author == account || sent.reader == account))
    };
    match (port, what.as_str()) {
        ("ManagementPort", "CheckAccountActive") => enveloped("", ""),
        ("ManagementPort", "CreateMessageID") => {
            let id = format!("urn:de:xta:messageid:test:{}", inside.issued.len() + 1);
            inside.issued.push(id.clone());
            enveloped("", &format!("<a:MessageID xmlns:a=\"{ADDRESSING}\">{id}</a:MessageID>"))
        }
        ("ManagementPort", "GetTransportReport") => {
            let Some(place) = named(inside, &text(id), &account).filter(|_| !inside.temper.has_no_reports) else {
                return fault("InvalidMessageID", "9070");
            };
            report(&inside.sent[place], &inside.temper)
        }
        ("SendXtaPort", "SendMessage") => {
            let sent = received(request, &account);
            if !inside.issued.contains(&sent.id) || inside.sent.iter().any(|known| known.id == sent.id) {
                return fault("ParameterIsNotValid", "9024");
            }
            if let Some((exception, code)) = inside.temper.refuses {
                return fault(exception, code);
            }
            inside.sent.push(sent);
            if std::mem::take(&mut inside.temper.loses_the_answer) {
                return (StatusCode::BAD_GATEWAY, "Bad Gateway").into_response();
            }
            enveloped("", "")
        }
        ("MsgBoxPort", "MsgBoxStatusListRequest") => {
            let request = find(document.root_element(), OSCI, "MsgBoxStatusListRequest").unwrap();
            let most: usize = request.attribute("maxListItems").unwrap().parse().unwrap();
            let waiting: Vec<&Sent> = inside.sent.iter().filter(|sent| sent.reader == account && !sent.is_closed).collect();
            let listed: String = waiting.iter().take(most).map(|sent| sent.metadata.as_str()).collect();
            let pending = waiting.len().saturating_sub(most);
            let header = format!(
                "<o:MsgBoxResponse xmlns:o=\"{OSCI}\" MsgBoxRequestID=\"urn:1\"><o:ItemsPending>{pending}</o:ItemsPending></o:MsgBoxResponse>"
            );
            enveloped(&header, &format!("<o:MsgStatusList xmlns:o=\"{OSCI}\">{listed}</o:MsgStatusList>"))
        }
        ("MsgBoxPort", "MsgBoxFetchRequest") => match named(inside, &text(id), &account) {
            Some(place) if inside.temper.inlines => inlined(&inside.sent[place]),
            Some(place) => ([("content-type", inside.sent[place].content_type.clone())], inside.sent[place].body.clone()).into_response(),
            None => fault("InvalidMessageID", "9070"),
        },
        ("MsgBoxPort", "MsgBoxCloseRequest") => {
            match named(inside, &text(find(document.root_element(), OSCI, "LastMsgReceived")), &account) {
                Some(place) => {
                    inside.sent[place].is_closed = true;
                    enveloped("", "")
                }
                None => fault("InvalidMessageID", "9070"),
            }
        }
        other => panic!("no operation: {other:?}"),
    }
}

/// The envelope and the other parts, by their ids.
fn taken_apart(content_type: &str, body: &[u8]) -> (String, Vec<(String, Vec<u8>)>) {
    use mailparse::MailHeaderMap as _;
    let mail = [format!("MIME-Version: 1.0\r\nContent-Type: {content_type}\r\n\r\n").as_bytes(), body].concat();
    let mail = mailparse::parse_mail(&mail).unwrap();
    let id = |part: &mailparse::ParsedMail<'_>| part.headers.get_first_value("Content-ID").unwrap().trim_matches(['<', '>']).to_owned();
    let start = mail.ctype.params["start"].trim_matches(['<', '>']).to_owned();
    assert_eq!((mail.ctype.mimetype.as_str(), id(&mail.subparts[0])), ("multipart/related", start));
    let parts = mail.subparts[1..].iter().map(|part| (id(part), part.get_body_raw().unwrap())).collect();
    (String::from_utf8(mail.subparts[0].get_body_raw().unwrap()).unwrap(), parts)
}

fn received(request: &Received<'_, '_>, author: &str) -> Sent {
    let Received { document, parts, content_type, body } = request;
    let metadata = find(document.root_element(), META, "MessageMetaData").unwrap();
    let reader = find(metadata, META, "Reader").and_then(|reader| find(reader, META, "Identifier"));
    let container = find(document.root_element(), XTA, "ContentContainer").unwrap();
    let file = |element: Node<'_, '_>| {
        let href = element.first_element_child().unwrap().attribute("href").unwrap();
        let bytes = parts.iter().find(|(id, _)| href == format!("cid:{id}")).unwrap().1.clone();
        let attribute = |name: &str| element.attribute(name).unwrap().to_owned();
        (element.tag_name().name().to_owned(), attribute("filename"), attribute("contentType"), bytes)
    };
    Sent {
        id: text(find(metadata, ADDRESSING, "MessageID")),
        author: author.to_owned(),
        reader: text(reader),
        metadata: document.input_text()[metadata.range()].to_owned(),
        files: container.children().filter(Node::is_element).map(file).collect(),
        content_type: (*content_type).to_owned(),
        body: (*body).clone(),
        is_closed: false,
    }
}

fn report(sent: &Sent, temper: &Temper) -> Response {
    let metadata = if temper.reports_another { sent.metadata.replace(&sent.id, "urn:another") } else { sent.metadata.clone() };
    let record = "<x:Timestamp>2026-11-22T08:00:00Z</x:Timestamp><x:Code listURI=\"urn:x\" listVersionID=\"1\"><code>9032</code></x:Code>\
                  <x:Reason>Bello konnte nicht zugestellt werden</x:Reason>";
    let errors = if temper.status == 3 { format!("<x:ErrorList><x:Error>{record}</x:Error></x:ErrorList>") } else { String::new() };
    let status = temper.status;
    let body = format!(
        "<x:TransportReport xmlns:x=\"{XTA}\">{metadata}<x:ReportTime>2026-11-22T08:00:00Z</x:ReportTime>\
         <x:XTAServerIdentity>test</x:XTAServerIdentity><x:MessageStatus><x:Status>{status}</x:Status>{errors}</x:MessageStatus></x:TransportReport>"
    );
    enveloped("", &body)
}

/// A message as a server may write it that does without MTOM.
fn inlined(sent: &Sent) -> Response {
    use base64ct::{Base64, Encoding as _};
    let file = |(kind, name, media_type, bytes): &(String, String, String, Vec<u8>)| {
        let wrapped: Vec<String> =
            Base64::encode_string(bytes).as_bytes().chunks(76).map(|line| String::from_utf8_lossy(line).into_owned()).collect();
        format!("<x:{kind} contentType=\"{media_type}\" filename=\"{name}\">\n{}\n</x:{kind}>", wrapped.join("\n"))
    };
    let files: String = sent.files.iter().map(file).collect();
    let body = format!(
        "<x:GenericContentContainer xmlns:x=\"{XTA}\"><x:ContentContainer>{files}</x:ContentContainer></x:GenericContentContainer>"
    );
    let content_type = "application/soap+xml; charset=utf-8";
    ([("content-type", content_type)], envelope(&sent.metadata, &body)).into_response()
}

fn envelope(header: &str, body: &str) -> String {
    format!(
        "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Header>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>"
    )
}

/// An answer as Apache CXF writes it: in parts even if there is only one.
fn enveloped(header: &str, body: &str) -> Response {
    let content_type = "multipart/related; type=\"application/xop+xml\"; boundary=\"uuid:1-2\"; start=\"<root.message@cxf.apache.org>\"; \
                        start-info=\"application/soap+xml\"";
    let head = "\r\n--uuid:1-2\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"application/soap+xml\"\r\nContent-Transfer-Encoding: binary\r\n\
                Content-ID: <root.message@cxf.apache.org>\r\n\r\n";
    ([("content-type", content_type)], format!("{head}{}\r\n--uuid:1-2--", envelope(header, body))).into_response()
}

fn fault(exception: &str, code: &str) -> Response {
    let body = format!(
        "<s:Fault><s:Code><s:Value>s:Receiver</s:Value></s:Code><s:Reason><s:Text xml:lang=\"de\">Bello</s:Text></s:Reason><s:Detail>\
         <x:{exception}Exception xmlns:x=\"{XTA}\"><x:errorCode><code>{code}</code><name>Bello</name></x:errorCode></x:{exception}Exception></s:Detail></s:Fault>"
    );
    let content_type = "application/soap+xml; charset=UTF-8";
    (StatusCode::INTERNAL_SERVER_ERROR, [("content-type", content_type)], envelope("", &body)).into_response()
}

fn find<'a, 'i>(node: Node<'a, 'i>, namespace: &str, name: &str) -> Option<Node<'a, 'i>> {
    node.descendants().find(|node| node.tag_name().name() == name && node.tag_name().namespace() == Some(namespace))
}

fn text(node: Option<Node<'_, '_>>) -> String {
    node.and_then(|node| node.text()).unwrap_or_default().trim().to_owned()
}
