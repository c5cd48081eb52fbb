//! Properties over arbitrary input: codecs, padding, parsers that meet strangers' text.

use proptest::prelude::*;
use vordruck_envelope::draft::{DraftKey, LinkSecret, Pin};
use vordruck_envelope::exposed::Exposed;
use vordruck_envelope::receipt::Receipt;
use vordruck_envelope::{Digest, FormHash, Kid, Lookup, OsEntropy, Pid, Reference, VerifyingKey, limits};

use crate::fixtures::{draft_place, place};

proptest! {
    #[test]
    fn ids_read_what_they_write(bytes: [u8; 16], long: [u8; 32], random: [u8; 16]) {
        prop_assert_eq!(Lookup::from_bytes(bytes).to_string().parse(), Ok(Lookup::from_bytes(bytes)));
        prop_assert_eq!(FormHash::from_bytes(long).to_string().parse(), Ok(FormHash::from_bytes(long)));
        prop_assert_eq!(Kid::from_bytes(long).to_string().parse(), Ok(Kid::from_bytes(long)));
        prop_assert_eq!(Pid::from_random(random).to_string().parse(), Ok(Pid::from_random(random)));
        let link = LinkSecret::from_bytes(long);
        let (exposed, fragment) = (link.to_exposed(), link.fragment());
        prop_assert!(LinkSecret::from_exposed(&exposed).is_some_and(|read| *read.expose() == long));
        prop_assert!(LinkSecret::from_fragment(&fragment).is_ok_and(|read| *read.expose() == long));
    }

    #[test]
    fn any_text_that_is_an_id_is_its_only_spelling(text in "[A-Za-z0-9_=-]{20,64}") {
        if let Ok(lookup) = text.parse::<Lookup>() { prop_assert_eq!(lookup.to_string(), text.clone()); }
        if let Ok(form) = text.parse::<FormHash>() { prop_assert_eq!(form.to_string(), text.clone()); }
        if let Ok(pid) = text.parse::<Pid>() { prop_assert_eq!(pid.to_string(), text); }
    }

    #[test]
    fn no_text_breaks_a_parser(text in "\\PC{0,80}") {
        let _ = Pin::parse(&text);
        let _ = text.parse::<Reference>();
        let _ = text.parse::<Pid>();
        let _ = LinkSecret::from_fragment(&text);
        let _ = Receipt::verify(&text, &VerifyingKey::from_bytes([1; 32]), &place(), &Digest::of(&[]));
    }

    #[test]
    fn padding_is_long_enough_monotonous_and_at_most_an_eighth(content in 0..limits::MAX_CONTENT, min in prop_oneof![Just(limits::MIN_BODY), Just(limits::MIN_OBJECT)]) {
        let padded = limits::padded_len(content, min);
        prop_assert!(padded >= content + 8 && padded >= min);
        prop_assert!(padded <= min.max((content + 8) / 8 * 9 + 9));
        prop_assert!(limits::padded_len(content + 1, min) >= padded);
        prop_assert_eq!(limits::padded_len(padded - 8, min), padded, "padding what is padded changes nothing");
    }

    #[test]
    fn any_body_opens_as_it_was(body in proptest::collection::vec(any::<u8>(), 0..40_000), rev: u64) {
        let key = DraftKey::from_bytes([8; 32]);
        let sealed = key.seal_body(&draft_place(), rev, &body, &mut OsEntropy).unwrap();
        prop_assert_eq!(&*key.open_body(&draft_place(), rev, sealed).unwrap(), &body);
    }

    #[test]
    fn no_bytes_break_opening(sealed in proptest::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(DraftKey::from_bytes([8; 32]).open_body(&draft_place(), 1, sealed).is_err());
    }
}
