import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The end of a run of tests: why tests were skipped, how many passed, failed and were skipped, and which failed. Run from its source:
 * {@code java testing/TestReport.java [--expect-all] FOLDER CHECKS}. Reads the reports of Surefire below a folder, and a file of other checks,
 * {@code passed|failed|skipped TAB what TAB why} a line. With {@code --expect-all}, a module with tests and without reports is a failure.
 * The exit code is 1 if anything failed.
 */
final class TestReport {
    private static final int LONGEST = 300;
    private static final int MOST_NAMES = 5;

    private final Map<String, List<String>> skipped = new TreeMap<>();
    private final TreeSet<String> failed = new TreeSet<>();
    private int passed;
    private int skips;

    public static void main(String[] arguments) throws Exception {
        boolean expectAll = arguments[0].equals("--expect-all");
        Path folder = Path.of(arguments[expectAll ? 1 : 0]);
        TestReport report = new TestReport();
        report.readModules(folder, expectAll);
        report.readChecks(Path.of(arguments[expectAll ? 2 : 1]));
        System.exit(report.print());
    }

    private void readModules(Path folder, boolean expectAll) throws Exception {
        DocumentBuilder xml = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        for (Path module : modules(folder)) {
            List<Path> reports = reports(module);
            for (Path report : reports) {
                readSuite(xml.parse(report.toFile()).getDocumentElement());
            }
            if (expectAll && reports.isEmpty()) {
                failed.add(folder.relativize(module) + ": no test ran");
            }
        }
    }

    private void readSuite(Element suite) {
        NodeList cases = suite.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            readCase((Element) cases.item(i));
        }
    }

    private void readCase(Element test) {
        String name = test.getAttribute("classname") + (test.getAttribute("name").isEmpty() ? "" : "." + test.getAttribute("name"));
        Element outcome = outcome(test);
        if (outcome == null) {
            passed++;
        } else if (outcome.getTagName().equals("skipped")) {
            skip(name, outcome.getAttribute("message"));
        } else {
            failed.add(name + ": " + shortened(outcome.getAttribute("message").isEmpty() ? outcome.getAttribute("type") : outcome.getAttribute("message")));
        }
    }

    private static Element outcome(Element test) {
        for (Node child = test.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (List.of("failure", "error", "skipped").contains(child.getNodeName())) {
                return (Element) child;
            }
        }
        return null;
    }

    private void readChecks(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\t", -1);
            switch (fields[0]) {
                case "passed" -> passed++;
                case "skipped" -> skip(fields[1], fields[2]);
                default -> failed.add(fields[1] + ": " + fields[2]);
            }
        }
    }

    private void skip(String name, String why) {
        skips++;
        skipped.computeIfAbsent(why.isEmpty() ? "no reason given" : shortened(why), reason -> new ArrayList<>()).add(name);
    }

    private int print() {
        System.out.println();
        if (skips > 0) {
            System.out.println("Skipped:");
        }
        skipped.forEach((why, names) -> {
            System.out.println("  " + names.size() + ": " + why);
            names.stream().limit(MOST_NAMES).forEach(name -> System.out.println("      " + name));
            if (names.size() > MOST_NAMES) {
                System.out.println("      and " + (names.size() - MOST_NAMES) + " more");
            }
        });
        System.out.printf("%d passed, %d failed, %d skipped%n", passed, failed.size(), skips);
        failed.forEach(failure -> System.out.println("FAILED " + failure));
        return failed.isEmpty() ? 0 : 1;
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** The folders that have tests. */
    private static List<Path> modules(Path folder) throws IOException {
        List<Path> modules = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path here, BasicFileAttributes attributes) {
                String name = String.valueOf(here.getFileName());
                if (name.equals("target") || name.equals("src") || name.equals("data") || name.equals("node_modules") || name.startsWith(".git")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (Files.isRegularFile(here.resolve("pom.xml")) && Files.isDirectory(here.resolve("src/test/java"))) {
                    modules.add(here);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return modules;
    }

    private static List<Path> reports(Path module) throws IOException {
        Path folder = module.resolve("target/surefire-reports");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
            List<Path> reports = new ArrayList<>();
            files.forEach(reports::add);
            return reports;
        }
    }
}
