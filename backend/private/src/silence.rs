//! Why nobody answers. In: an error of a connection, with all that caused it. Out: a sentence that says what it is and where to look, for the log and for whoever watches
//! interfaces. Addresses of requests are not in it; names of hosts are those of the configuration.

use std::error::Error;

/// What the libraries say, each in words of its own, and what it means to an operator.
const KNOWN: &[(&[&str], &str)] = &[
    (
        &["UnknownIssuer"],
        "its certificate comes from an authority that is not trusted here; name the authority's certificate in root_certificate",
    ),
    (
        &["not valid for name", "NotValidForName"],
        "its certificate is for another name than the address; use the name that is in the certificate",
    ),
    (&["expired", "Expired"], "its certificate is over; is it renewed, and is the clock of this machine right?"),
    (&["not valid yet", "NotValidYet"], "its certificate is not valid yet; is the clock of this machine right?"),
    (&["CertificateRequired"], "it asks for a client certificate and got none that it takes"),
    (&["received fatal alert"], "it broke off the handshake; does it take our client certificate, and does it know TLS 1.2 or 1.3?"),
    (
        &["InvalidContentType"],
        "what listens at this port does not speak TLS; is the port right, or should the address begin with http:// (this machine only)?",
    ),
    (&["Connection refused"], "nobody listens there; are host and port right, and is the service running?"),
    (
        &["failed to lookup address", "dns error"],
        "the name of the host is not known; is it written right, and does DNS work on this machine?",
    ),
    (
        &["No route to host", "Network is unreachable"],
        "there is no way to this host; is the address right, and does a firewall let it through?",
    ),
    (&["timed out", "Timeout"], "it did not answer in time; is the port right, and does a firewall let it through?"),
];

/// Why there was no answer.
pub(crate) fn cause(error: &(dyn Error + 'static)) -> String {
    let said = chain(error);
    let known = KNOWN.iter().find(|(words, _)| said.iter().any(|text| words.iter().any(|words| text.contains(words))));
    match (known, said.last()) {
        (Some((_, cause)), _) => (*cause).to_owned(),
        (None, Some(innermost)) => innermost.clone(),
        (None, None) => "no reason is given".to_owned(),
    }
}

/// What an error says, from outside to inside.
fn chain(error: &(dyn Error + 'static)) -> Vec<String> {
    std::iter::successors(Some(error), |error| (*error).source()).map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[tokio::test]
    async fn a_port_at_which_nobody_listens_is_said_to_be_one() {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let error = reqwest::Client::new().get(format!("http://{free}/geheim")).send().await.unwrap_err().without_url();
        let cause = cause(&error);
        assert!(cause.starts_with("nobody listens there") && !cause.contains("geheim"), "{cause}");
    }

    #[tokio::test]
    async fn what_does_not_speak_tls_is_said_not_to() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let _ = tokio::io::AsyncWriteExt::write_all(&mut stream, b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
            }
        });
        let error = reqwest::Client::new().get(format!("https://{address}/")).send().await.unwrap_err().without_url();
        assert!(cause(&error).contains("does not speak TLS"), "{:?}", chain(&error));
    }

    /// What is said of a server with a certificate that is wrong in some way, by whoever trusts its authority or not.
    async fn said_of(change: impl FnOnce(&mut rcgen::CertificateParams), is_trusted: bool) -> String {
        use tokio_rustls::rustls::{ServerConfig, crypto::aws_lc_rs::default_provider, pki_types::PrivateKeyDer};
        let mut root = rcgen::CertificateParams::new(vec![]).unwrap();
        root.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let root_key = rcgen::KeyPair::generate().unwrap();
        let root_certificate = root.self_signed(&root_key).unwrap();
        let mut params = rcgen::CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
        change(&mut params);
        let key = rcgen::KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &rcgen::Issuer::new(root, root_key)).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider())).with_safe_default_protocol_versions().unwrap();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config = config.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key).unwrap();
        let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let _ = acceptor.accept(stream).await;
            }
        });
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("root.crt");
        std::fs::write(&file, root_certificate.pem()).unwrap();
        let client = crate::deliver::web::client(is_trusted.then_some(file.as_path())).unwrap();
        let error = client.get(format!("https://{address}/")).send().await.unwrap_err().without_url();
        cause(&error)
    }

    #[tokio::test]
    async fn what_is_wrong_with_a_certificate_is_said_with_where_to_look() {
        let unknown = said_of(|_| (), false).await;
        assert!(unknown.contains("not trusted here") && unknown.contains("root_certificate"), "{unknown}");
        let other = said_of(|params| params.subject_alt_names = vec![rcgen::SanType::DnsName("andere.example".try_into().unwrap())], true);
        let other = other.await;
        assert!(other.contains("for another name"), "{other}");
        let over = said_of(|params| params.not_after = rcgen::date_time_ymd(2020, 1, 1), true).await;
        assert!(over.contains("is over") && over.contains("clock"), "{over}");
        let early = said_of(|params| params.not_before = rcgen::date_time_ymd(2090, 1, 1), true).await;
        assert!(early.contains("not valid yet") && early.contains("clock"), "{early}");
    }

    #[test]
    fn what_is_not_known_is_said_in_the_words_of_whoever_knows_most() {
        #[derive(Debug, thiserror::Error)]
        #[error("outside")]
        struct Outside(#[source] std::io::Error);
        assert_eq!(cause(&Outside(std::io::Error::other("inside"))), "inside");
    }
}
