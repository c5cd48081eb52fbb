// Runs veraPDF's engine. In: profiles (ua1, 3a, … with commas between) and PDF files. Out: a line a profile; a line for each file that does not conform, and
// every rule it breaks once with how often; the exit code is 0 if every file conforms, 1 if one doesn't, 2 if the question was wrong.

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
            System.err.println("usage: verapdf <ua1|ua2|1a|1b|2a|2b|2u|3a|3b|3u|4>,… <file.pdf> …");
            System.exit(2);
        }
        VeraGreenfieldFoundryProvider.initialise();
        List<String> files = List.of(arguments).subList(1, arguments.length);
        boolean conform = true;
        // Starting the engine takes longer than a file: once for all.
        for (String name : arguments[0].split(",")) {
            conform &= check(name, files);
        }
        System.exit(conform ? 0 : 1);
    }

    private static boolean check(String name, List<String> files) throws Exception {
        ValidationProfile profile = profile(name);
        PDFAFlavour flavour = PDFAFlavour.fromString(name);
        int conforming = 0;
        long checks = 0;
        for (String file : files) {
            try {
                ValidationResult result = validate(file, flavour, profile);
                checks += result.getTotalAssertions();
                if (result.isCompliant()) {
                    conforming++;
                } else {
                    report(file, name, result);
                }
            } catch (ModelParsingException unreadable) {
                System.out.printf("%s: NOT READABLE as a PDF: %s%n", file, unreadable.getCause());
            }
        }
        System.out.printf("%s: %d of %d files conform (%d checks)%n", name, conforming, files.size(), checks);
        return conforming == files.size();
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

    private static void report(String file, String name, ValidationResult result) {
        System.out.printf("%s: DOES NOT CONFORM to %s%n", file, name);
        Map<String, Integer> broken = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                broken.merge(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber() + " " + assertion.getMessage(), 1, Integer::sum);
            }
        }
        broken.forEach((rule, times) -> System.out.printf("  %d× %s%n", times, rule));
    }
}
