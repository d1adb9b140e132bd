package io.vigia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.ingest.format.Rule;
import io.vigia.testkit.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Reads the texts of problems where they are created, so that those that no test provokes are checked too. The answers that
 * tests get are checked by {@link io.vigia.testkit.HttpDocument}.
 */
@DisplayName("The texts of problems")
class ProblemLanguageTest {
    private static final Pattern CALL = Pattern.compile("(inSpanish|Problem\\.of|Problem(?:Exception)?\\.invalid)\\(");
    private static final Pattern TEXT = Pattern.compile("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"", Pattern.DOTALL);
    /** Classes whose problems only calls of {@code /api/v1} can get, which are in English. */
    private static final Set<String> API_ALONE = Set.of(
            "BacktestAnswers.java",
            "BacktestController.java",
            "BacktestRequest.java",
            "BodyReader.java",
            "ReadingsController.java",
            "SensorsController.java",
            "DeadLettersController.java",
            "DetectionsController.java",
            "FeedbackController.java",
            "IncidentsController.java",
            "JsonBody.java",
            "KafkaAway.java",
            "LabelsController.java",
            "MaintenanceController.java",
            "OpenStreams.java",
            "Preconditions.java",
            "SettingsController.java",
            "SettingsItem.java",
            "StreamAdvice.java");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    @Test
    void are_english_in_one_place_and_spanish_in_the_other() throws IOException {
        List<String> mixed = new ArrayList<>();
        int texts = 0;
        for (Path source : sources()) {
            String code = Files.readString(source);
            Matcher call = CALL.matcher(code);
            while (call.find()) {
                List<String> arguments = arguments(code, call.end());
                for (int i = 0; i < arguments.size(); i++) {
                    boolean spanish =
                            call.group(1).equals("inSpanish") || call.group(1).equals("Problem.invalid") && i == 3;
                    String text = literals(arguments.get(i));
                    Language language = spanish ? Language.SPANISH : Language.ENGLISH;
                    language.foreign(text).forEach(word -> mixed.add(source + ": «" + word + "» in: " + text));
                    texts += text.isEmpty() ? 0 : 1;
                }
            }
        }
        assertThat(mixed).isEmpty();
        assertThat(texts).as("texts found").isGreaterThan(100);
    }

    /** Also texts that are built elsewhere and passed on. */
    @Test
    void are_never_in_two_languages_at_once() throws IOException {
        List<String> mixed = new ArrayList<>();
        for (Path source : sources()) {
            Matcher text = TEXT.matcher(Files.readString(source));
            while (text.find()) {
                List<String> spanish = Language.ENGLISH.foreign(text.group());
                List<String> english = Language.SPANISH.foreign(text.group());
                if (!spanish.isEmpty() && !english.isEmpty()) {
                    mixed.add(source + ": " + spanish + " and " + english + " in: " + text.group());
                }
            }
        }
        assertThat(mixed).isEmpty();
    }

    @Test
    void exist_in_spanish_wherever_a_classic_call_may_get_them() throws IOException {
        for (Path source : sources()) {
            String code = Files.readString(source);
            if (!API_ALONE.contains(source.getFileName().toString())) {
                assertThat(count(code, ".inSpanish("))
                        .as("Spanish texts of the problems in %s", source)
                        .isGreaterThanOrEqualTo(count(code, "Problem.of("));
            }
        }
    }

    private static int count(String code, String call) {
        return code.split(Pattern.quote(call), -1).length - 1;
    }

    @Test
    void of_rules_are_each_in_one_language() {
        assertThat(Rule.values()).allSatisfy(rule -> {
            assertThat(Language.ENGLISH.foreign(rule.english())).isEmpty();
            assertThat(Language.SPANISH.foreign(rule.spanish())).isEmpty();
        });
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("ingest-api", "query-api", "libs/service-runtime")) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }

    /** The arguments of a call, whose parenthesis opens before {@code start}. */
    private static List<String> arguments(String code, int start) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int from = start;
        for (int i = start; ; i++) {
            char c = code.charAt(i);
            if (c == '"') {
                Matcher literal = LITERAL.matcher(code).region(i, code.length());
                i = literal.lookingAt() ? literal.end() - 1 : i;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && depth == 0) {
                arguments.add(code.substring(from, i));
                return arguments;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                arguments.add(code.substring(from, i));
                from = i + 1;
            }
        }
    }

    private static String literals(String argument) {
        return String.join(
                " ",
                LITERAL.matcher(argument).results().map(found -> found.group(1)).toList());
    }
}
