//! Certificates for both ends of a connection, made anew for each test. In: names. Out: PEM files and what a server needs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

/// An authority that certifies.
pub(crate) struct Certifier {
    issuer: Issuer<'static, KeyPair>,
    root: CertificateDer<'static>,
    pub(crate) root_file: PathBuf,
    folder: PathBuf,
}

/// A certificate and its key, as files and as bytes.
pub(crate) struct Certified {
    pub(crate) certificate_file: PathBuf,
    pub(crate) key_file: PathBuf,
    pub(crate) certificate: CertificateDer<'static>,
    key: KeyPair,
}

impl Certifier {
    pub(crate) fn new(folder: &Path, name: &str) -> Self {
        let mut params = CertificateParams::new(vec![]).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        let key = KeyPair::generate().unwrap();
        let certificate = params.self_signed(&key).unwrap();
        let root_file = folder.join(format!("{name}.crt"));
        std::fs::write(&root_file, certificate.pem()).unwrap();
        Self { root: certificate.der().clone(), issuer: Issuer::new(params, key), root_file, folder: folder.to_owned() }
    }

    /// For a server on this machine, or for an account.
    pub(crate) fn certify(&self, name: &str) -> Certified {
        let mut params = CertificateParams::new(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth];
        params.use_authority_key_identifier_extension = true;
        let key = KeyPair::generate().unwrap();
        let certificate = params.signed_by(&key, &self.issuer).unwrap();
        let (certificate_file, key_file) = (self.folder.join(format!("{name}.crt")), self.folder.join(format!("{name}.key")));
        std::fs::write(&certificate_file, certificate.pem()).unwrap();
        std::fs::write(&key_file, key.serialize_pem()).unwrap();
        Certified { certificate_file, key_file, certificate: certificate.der().clone(), key }
    }

    /// Accepts connections of clients that this authority has certified, and of nobody else.
    pub(crate) fn acceptor(&self, server: &Certified) -> TlsAcceptor {
        let mut roots = RootCertStore::empty();
        roots.add(self.root.clone()).unwrap();
        let provider = Arc::new(default_provider());
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider)).build().unwrap();
        let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let key = PrivateKeyDer::try_from(server.key.serialize_der()).unwrap();
        let config = builder.with_client_cert_verifier(verifier).with_single_cert(vec![server.certificate.clone()], key).unwrap();
        TlsAcceptor::from(Arc::new(config))
    }
}
