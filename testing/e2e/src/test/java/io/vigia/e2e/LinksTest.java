package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Links within the repository lead somewhere; those out of it are addresses (nobody is asked whether they answer). */
@DisplayName("Links")
class LinksTest {
    private static final Pattern FENCE =
            Pattern.compile("^ *(```|~~~).*?^ *\\1 *$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`[^`\\n]*`");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+?) *#*$", Pattern.MULTILINE);
    private static final List<Pattern> LINKS = List.of(
            Pattern.compile("\\]\\(<?([^()\\s>]+(?:\\([^()\\s]*\\)[^()\\s]*)?)>?(?: +\"[^\"]*\")?\\)"),
            Pattern.compile("^\\[[^\\]]+\\]: +<?([^\\s>]+)>?", Pattern.MULTILINE),
            Pattern.compile("\\b(?:href|src)=\"([^\"]+)\""));
    private static final Pattern ASCIIDOC = Pattern.compile("\\b(?:link|xref|include|image)::?([^\\s\\[\\]{}]+)\\[");

    static List<Path> markdown() throws IOException {
        return Guides.files(".md");
    }

    static List<Path> documents() throws IOException {
        return Guides.files(".md", ".adoc").stream()
                .map(Guides.ROOT::relativize)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documents")
    void of_a_document_lead_somewhere(Path document) throws IOException {
        Path file = Guides.ROOT.resolve(document);
        List<String> broken = new ArrayList<>();
        for (String link : links(file)) {
            String wrong = wrong(file, link);
            if (wrong != null) {
                broken.add(link + ": " + wrong);
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void from_the_readme_reach_every_guide() throws IOException {
        Set<Path> reached = new HashSet<>();
        List<Path> toRead = new ArrayList<>(List.of(Guides.ROOT.resolve("README.md")));
        while (!toRead.isEmpty()) {
            Path file = toRead.remove(toRead.size() - 1);
            if (reached.add(file)
                    && Files.isRegularFile(file)
                    && file.toString().endsWith(".md")) {
                for (String link : links(file)) {
                    if (!external(link)) {
                        toRead.add(target(file, link));
                    }
                }
            }
        }
        assertThat(markdown().stream()
                        .filter(file -> file.startsWith(Guides.ROOT.resolve("docs")))
                        .filter(file -> !reached.contains(file.getParent())))
                .isSubsetOf(reached);
    }

    @ParameterizedTest
    @CsvSource({
        "Two commands, two-commands",
        "`/listar` as a page, listar-as-a-page",
        "What's new?, whats-new",
        "Kafka's disks, kafkas-disks",
        "Qué responde, qué-responde"
    })
    void name_headings_as_pages_do(String heading, String anchor) {
        assertThat(anchor(heading)).isEqualTo(anchor);
    }

    private static List<String> links(Path file) throws IOException {
        List<String> links = new ArrayList<>();
        if (file.toString().endsWith(".adoc")) {
            ASCIIDOC.matcher(Files.readString(file)).results().forEach(link -> links.add(link.group(1)));
        } else {
            String prose = CODE.matcher(withoutFences(file)).replaceAll("code");
            LINKS.forEach(pattern ->
                    pattern.matcher(prose).results().map(link -> link.group(1)).forEach(links::add));
        }
        return links;
    }

    private static String withoutFences(Path file) throws IOException {
        return FENCE.matcher(Files.readString(file)).replaceAll("");
    }

    private static boolean external(String link) {
        return link.matches("[a-z][a-z0-9+.-]*:.*");
    }

    private static Path target(Path file, String link) {
        String path = link.replaceFirst("#.*", "");
        return path.isEmpty() ? file : file.resolveSibling(path).normalize();
    }

    private static @Nullable String wrong(Path file, String link) throws IOException {
        if (external(link)) {
            return wrongAddress(link);
        }
        Path target = target(file, link);
        if (!target.startsWith(Guides.ROOT)) {
            return "leads out of the repository";
        }
        if (!Files.exists(target)) {
            return "there is no " + Guides.ROOT.relativize(target);
        }
        int hash = link.indexOf('#');
        boolean found = hash < 0
                || !target.toString().endsWith(".md")
                || anchors(target).contains(link.substring(hash + 1));
        return found ? null : "no heading of " + Guides.ROOT.relativize(target) + " is called so";
    }

    private static @Nullable String wrongAddress(String link) {
        try {
            URI address = new URI(link);
            boolean known = Set.of("https", "http", "mailto").contains(address.getScheme());
            return known && (address.getHost() != null || link.startsWith("mailto:")) ? null : "is no address";
        } catch (URISyntaxException malformed) {
            return malformed.getMessage();
        }
    }

    private static Set<String> anchors(Path file) throws IOException {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        for (MatchResult heading :
                HEADING.matcher(withoutFences(file)).results().toList()) {
            String anchor = anchor(heading.group(1));
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        }
        return anchors;
    }

    private static String anchor(String heading) {
        return heading.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                .replace(' ', '-');
    }
}
