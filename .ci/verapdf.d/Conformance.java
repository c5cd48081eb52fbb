// Runs veraPDF's engine. In: a profile (ua1, 3a, …) and PDF files. Out: a line a file, and every broken rule once with how
// often; the exit code is 0 if every file conforms, 1 if one doesn't, 2 if the question was wrong.

import java.io.FileInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.core.ModelParsingException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;

final class Conformance {
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("usage: verapdf <ua1|ua2|1a|1b|2a|2b|2u|3a|3b|3u|4> <file.pdf> …");
            System.exit(2);
        }
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = profile(arguments[0]);
        PDFAFlavour flavour = PDFAFlavour.fromString(arguments[0]);
        boolean conform = true;
        for (String file : List.of(arguments).subList(1, arguments.length)) {
            try {
                conform &= report(file, arguments[0], validate(file, flavour, profile));
            } catch (ModelParsingException unreadable) {
                System.out.printf("%s: NOT READABLE as a PDF: %s%n", file, unreadable.getCause());
                conform = false;
            }
        }
        System.exit(conform ? 0 : 1);
    }

    private static ValidationProfile profile(String name) throws Exception {
        String resource = name.startsWith("ua") ? "PDFUA-" + name.substring(2) : "PDFA-" + name.toUpperCase();
        try (InputStream xml = Foundries.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + resource + ".xml")) {
            if (xml == null) {
                System.err.println("verapdf: no profile " + name);
                System.exit(2);
            }
            return Profiles.profileFromXml(xml);
        }
    }

    private static ValidationResult validate(String file, PDFAFlavour flavour, ValidationProfile profile) throws Exception {
        try (InputStream pdf = new FileInputStream(file); PDFAParser parser = Foundries.defaultInstance().createParser(pdf, flavour)) {
            return ValidatorFactory.createValidator(profile, false).validate(parser);
        }
    }

    private static boolean report(String file, String name, ValidationResult result) {
        boolean conform = result.isCompliant();
        System.out.printf("%s: %s %s (%d checks)%n", file, name, conform ? "conforms" : "DOES NOT CONFORM", result.getTotalAssertions());
        Map<String, Integer> broken = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                broken.merge(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber() + " " + assertion.getMessage(), 1, Integer::sum);
            }
        }
        broken.forEach((rule, times) -> System.out.printf("  %d× %s%n", times, rule));
        return conform;
    }
}
