package io.vigia.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The functions of the script {@code vigia}, sourced without its last line and asked one by one. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has vigia.cmd")
class LauncherScriptTest {
    @TempDir
    Path folder;

    @Test
    void the_major_version_comes_from_the_release_file() throws Exception {
        assertThat(script("jdk_major " + jdk("a", "17.0.15")).out()).isEqualTo("17");
        assertThat(script("jdk_major " + jdk("b", "1.8.0_402")).out()).isEqualTo("8");
        assertThat(script("jdk_major " + jdk("c", "25")).out()).isEqualTo("25");
        assertThat(script("jdk_major " + Files.createDirectory(folder.resolve("jre")))
                        .out())
                .isEmpty();
    }

    @Test
    void the_newest_jdk_is_taken_and_of_equals_the_first() throws Exception {
        String candidates =
                String.join("\n", jdk("old", "11.0.2"), jdk("one", "21.0.1"), jdk("two", "21.0.9"), jdk("mid", "17"));
        Answer answer = script(found(candidates) + "find_jdk; echo $jdk_version $JAVA_HOME");
        assertThat(answer.out()).isEqualTo("21 " + folder.resolve("one"));
    }

    @Test
    void an_old_jdk_is_one_sentence_with_what_to_do_and_exit_code_2() throws Exception {
        Answer answer = script(found(jdk("old", "11.0.2")) + "find_jdk");
        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.out())
                .startsWith("vigia: the newest JDK found is 11 (")
                .contains("17 or newer", "JAVA_HOME");
        assertThat(answer.out().lines()).hasSize(1);
    }

    @Test
    void no_jdk_is_one_sentence_with_what_to_do_and_exit_code_2() throws Exception {
        Answer answer = script(found("") + "find_jdk");
        assertThat(answer.exit()).isEqualTo(2);
        assertThat(answer.out()).startsWith("vigia: no JDK found, and 17 or newer is needed;");
    }

    @Test
    void an_old_maven_is_one_sentence_and_exit_code_2() throws Exception {
        Path mvn =
                executable("mvn", "#!/bin/sh\necho 'Apache Maven 3.6.3 (cecedd343002696d0abb50b32b541b8a6ba2883f)'\n");
        Answer old = script("PATH=" + mvn.getParent() + ":$PATH; find_maven");
        assertThat(old.exit()).isEqualTo(2);
        assertThat(old.out()).startsWith("vigia: Maven is 3.6.3 (" + mvn + "), and 3.8 or newer is needed to build;");
        executable("mvn", "#!/bin/sh\necho 'Apache Maven 4.0.1'\n");
        assertThat(script("PATH=" + mvn.getParent() + ":$PATH; find_maven; echo $maven")
                        .out())
                .isEqualTo(mvn.toString());
    }

    @Test
    void what_a_build_itself_makes_is_no_reason_to_build_again_and_an_edited_source_is() throws Exception {
        Path home = builtHome();
        Files.writeString(
                Files.createDirectories(home.resolve("models/bundles/target")).resolve("made"), "");
        Files.createDirectories(home.resolve("cli/src/main/java/empty"));
        String look =
                "cd " + home + "; touch models/bundles models/bundles/target cli/src/main; is_stale cli vigia.jar";
        assertThat(script(look).exit()).as("stale only by its folders").isEqualTo(1);
        for (String source :
                List.of("pom.xml", "cli/pom.xml", "cli/src/main/java/A.java", "models/bundles/model.json")) {
            assertThat(script("cd " + home + "; sleep 0.02; touch " + source
                                    + "; is_stale cli vigia.jar; echo $?; sleep 0.02; touch cli/target/.built")
                            .out())
                    .as(source)
                    .isEqualTo("0");
        }
    }

    @Test
    void a_build_leaves_the_jars_of_a_program_that_runs_as_they_were() throws Exception {
        Path home = builtHome();
        Path mvn = executable(
                "mvn",
                "#!/bin/sh\n[ \"$1\" != -v ] || { echo 'Apache Maven 3.9.9'; exit; }\n"
                        + "mkdir -p cli/target/lib && echo new >cli/target/vigia.jar && echo new >cli/target/lib/a.jar\n");
        Answer answer = script(
                "PATH=" + mvn.getParent() + ":$PATH; cd " + home
                        + "; exec 3<cli/target/vigia.jar 4<cli/target/lib/a.jar; touch pom.xml; build_if_stale cli vigia.jar Vigía"
                        + "; cat <&3; cat <&4; cat cli/target/vigia.jar cli/target/lib/a.jar; is_stale cli vigia.jar || echo $?");
        assertThat(answer.out().lines().skip(1)).containsExactly("old", "old", "new", "new", "1");
    }

    /** A folder with sources, and jars that were built a minute after them. */
    private Path builtHome() throws IOException {
        Path home = folder.resolve("home");
        for (String source :
                List.of("pom.xml", "cli/pom.xml", "cli/src/main/java/A.java", "models/bundles/model.json")) {
            aged(home.resolve(source), "", 120);
        }
        aged(home.resolve("cli/target/vigia.jar"), "old\n", 60);
        aged(home.resolve("cli/target/lib/a.jar"), "old\n", 60);
        aged(home.resolve("cli/target/.built"), "", 60);
        return home;
    }

    private static void aged(Path file, String text, int seconds) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(seconds)));
    }

    private static String found(String candidates) {
        return "jdk_candidates() { printf '%s\\n' '" + candidates + "'; }; ";
    }

    private String jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve(name).resolve("bin")).getParent();
        executable(name + "/bin/javac", "#!/bin/sh\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home.toString();
    }

    private Path executable(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private record Answer(int exit, String out) {}

    private Answer script(String commands) throws IOException, InterruptedException {
        List<String> lines = Files.readAllLines(Path.of("..", "vigia"));
        assertThat(lines.get(lines.size() - 1)).isEqualTo("main \"$@\"");
        Path functions = Files.write(folder.resolve("functions"), lines.subList(0, lines.size() - 1));
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", ". " + functions + "; " + commands);
        builder.redirectErrorStream(true);
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8"));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Answer(process.exitValue(), out.strip());
    }
}
