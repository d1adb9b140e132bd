package io.vigia.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Which part may know which, as the list of folders says. A rule may find nothing to check, since a class that was moved
 * to where no rule looks belongs to no part.
 */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("io.vigia");
    private static final String[] SERVICES = {
        "io.vigia.ingest..", "io.vigia.detector..", "io.vigia.query..", "io.vigia.notifier.."
    };
    private static final String[] WIRING = {
        "io.vigia.ingest.app..", "io.vigia.detector.app..", "io.vigia.query.app..", "io.vigia.notifier.app.."
    };

    /** A folder, and those that it may know besides itself. */
    private enum Part {
        VERDICT("io.vigia.verdict"),
        CONTRACT("io.vigia.contract", VERDICT),
        DETECTION("io.vigia.detection", VERDICT),
        DETECTION_ONNX("io.vigia.detection.onnx", VERDICT, DETECTION),
        SETTINGS("io.vigia.settings"),
        KAFKA("io.vigia.kafka", VERDICT, CONTRACT, SETTINGS),
        CSV("io.vigia.csv", VERDICT, CONTRACT),
        WORDING("io.vigia.wording", VERDICT, CONTRACT),
        JUDGING("io.vigia.judging", VERDICT, CONTRACT, SETTINGS, KAFKA, DETECTION, DETECTION_ONNX),
        TERMINAL("io.vigia.terminal", VERDICT, CONTRACT, SETTINGS, KAFKA),
        STORE("io.vigia.store", VERDICT, CONTRACT, SETTINGS, KAFKA),
        BROKER("io.vigia.broker"),
        TESTKIT("io.vigia.testkit", VERDICT, CONTRACT, SETTINGS, KAFKA, BROKER),
        SERVICE_RUNTIME("io.vigia.runtime", VERDICT, CONTRACT, SETTINGS, KAFKA),
        INGEST_API("io.vigia.ingest", VERDICT, CONTRACT, SETTINGS, KAFKA, CSV, SERVICE_RUNTIME),
        STREAM_DETECTOR(
                "io.vigia.detector",
                VERDICT,
                CONTRACT,
                SETTINGS,
                KAFKA,
                DETECTION,
                DETECTION_ONNX,
                JUDGING,
                STORE,
                SERVICE_RUNTIME),
        QUERY_API(
                "io.vigia.query",
                VERDICT,
                CONTRACT,
                SETTINGS,
                KAFKA,
                DETECTION,
                DETECTION_ONNX,
                JUDGING,
                STORE,
                SERVICE_RUNTIME),
        NOTIFIER("io.vigia.notifier", VERDICT, CONTRACT, SETTINGS, KAFKA, WORDING, SERVICE_RUNTIME),
        CLI(
                "io.vigia.cli",
                VERDICT,
                CONTRACT,
                SETTINGS,
                KAFKA,
                CSV,
                TERMINAL,
                DETECTION,
                DETECTION_ONNX,
                JUDGING,
                STORE,
                BROKER,
                SERVICE_RUNTIME,
                INGEST_API,
                STREAM_DETECTOR,
                QUERY_API,
                WORDING,
                NOTIFIER),
        E2E("io.vigia.e2e", VERDICT, CONTRACT, BROKER, TESTKIT);

        private final String root;
        private final Set<Part> known;

        Part(String root, Part... known) {
            this.root = root;
            this.known = Set.of(known);
        }

        /** The part with the longest matching root, since one root lies within another. */
        static Optional<Part> of(JavaClass type) {
            String name = type.getPackageName();
            return Arrays.stream(values())
                    .filter(part -> name.equals(part.root) || name.startsWith(part.root + "."))
                    .max((one, other) -> Integer.compare(one.root.length(), other.root.length()));
        }

        private DescribedPredicate<JavaClass> classes() {
            return describe(
                    "are in " + root, type -> of(type).filter(this::equals).isPresent());
        }

        private DescribedPredicate<JavaClass> strangers() {
            String allowed = known.stream().map(part -> part.root).sorted().collect(Collectors.joining(", "));
            return describe(
                    "are in a part other than " + root + (allowed.isEmpty() ? "" : ", " + allowed),
                    type -> of(type).filter(part -> part != this && !known.contains(part))
                            .isPresent());
        }
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void a_part_knows_only_those_that_its_arrows_lead_to(Part part) {
        noClasses()
                .that(part.classes())
                .should(dependOnClassesThat(part.strangers()))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void every_class_belongs_to_a_part() {
        assertThat(CLASSES.stream().filter(type -> Part.of(type).isEmpty()).map(JavaClass::getName))
                .isEmpty();
    }

    @Test
    void the_maths_needs_nothing_but_the_jdk() {
        classes()
                .that(Part.DETECTION.classes())
                .should(onlyDependOnClassesThat(
                        resideInAnyPackage("java..", "io.vigia.detection..", "io.vigia.verdict..", "org.jspecify..")))
                .check(CLASSES);
    }

    @Test
    void the_contract_needs_the_clients_of_kafka_and_a_json_parser_and_little_else() {
        classes()
                .that(Part.CONTRACT.classes())
                .should(onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "io.vigia.contract..",
                        "io.vigia.verdict..",
                        "org.apache.kafka.clients..",
                        "org.apache.kafka.common..",
                        "tools.jackson.core..",
                        "com.github.f4b6a3.uuid..",
                        "org.slf4j..",
                        "org.jspecify..")))
                .check(CLASSES);
    }

    @Test
    void a_technology_is_known_to_its_own_part_alone() {
        // The benchmark runs bare commands, and below a bare topology, as the limit of the real ones.
        onlyIn("redis.clients..", "io.vigia.store..", "io.vigia.cli.bench..", "io.vigia.testkit..", "io.vigia.e2e..");
        onlyIn("ai.onnxruntime..", "io.vigia.detection.onnx..", "io.vigia.e2e..");
        onlyIn("org.apache.kafka.streams..", "io.vigia.detector..", "io.vigia.cli.bench..");
        onlyIn("kafka..", "io.vigia.broker..");
        onlyIn("picocli..", "io.vigia.terminal..", "io.vigia.cli..");
        onlyIn(
                "org.springframework..",
                "io.vigia.runtime..",
                "io.vigia.ingest..",
                "io.vigia.detector..",
                "io.vigia.query..",
                "io.vigia.notifier..",
                "io.vigia.cli..");
        onlyIn("jakarta.mail..", "io.vigia.notifier.channel..");
        onlyIn("com.samskivert.mustache..", "io.vigia.notifier.message..");
    }

    @Test
    void nothing_that_runs_sees_what_trains() {
        noClasses()
                .should(dependOnClassesThat(resideInAnyPackage("ai.djl..", "org.tribuo..", "io.vigia.models..")))
                .check(CLASSES);
    }

    @Test
    void there_is_one_json_library() {
        noClasses()
                .should(dependOnClassesThat(resideInAnyPackage(
                        "com.fasterxml.jackson.core..",
                        "com.fasterxml.jackson.databind..",
                        "com.google.gson..",
                        "org.json..")))
                .check(CLASSES);
    }

    @Test
    void only_an_app_package_wires_so_the_rest_of_a_service_does_not_know_it() {
        noClasses()
                .that()
                .resideInAnyPackage(SERVICES)
                .and()
                .resideOutsideOfPackages(WIRING)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(WIRING)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage(SERVICES)
                .and()
                .resideOutsideOfPackages(WIRING)
                .should()
                .beAnnotatedWith("org.springframework.context.annotation.Configuration")
                .check(CLASSES);
    }

    @Test
    void the_environment_is_read_in_one_place() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.vigia.settings.Variables")
                .and(Part.E2E.classes().negate())
                .and(Part.TESTKIT.classes().negate())
                .should()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .check(CLASSES);
    }

    @Test
    void a_name_says_what_a_class_is() {
        noClasses().should().haveSimpleNameEndingWith("Util").check(CLASSES);
        noClasses().should().haveSimpleNameEndingWith("Utils").check(CLASSES);
        noClasses().should().haveSimpleNameEndingWith("Helper").check(CLASSES);
        noClasses().should().haveSimpleNameEndingWith("Manager").check(CLASSES);
        noClasses().should().haveSimpleNameEndingWith("Impl").check(CLASSES);
    }

    @Test
    void the_packages_of_a_service_form_no_circle() {
        slices().matching("io.vigia.ingest.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
        slices().matching("io.vigia.detector.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
        slices().matching("io.vigia.query.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
        slices().matching("io.vigia.notifier.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
        slices().matching("io.vigia.cli.(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void the_packages_of_the_maths_form_no_circle() {
        slices().matching("io.vigia.detection.(*)..").should().beFreeOfCycles().check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.vigia.detection.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vigia.detection")
                .check(CLASSES);
    }

    @Test
    void the_command_wires_its_parts_and_they_do_not_know_it() {
        noClasses()
                .that()
                .resideInAPackage("io.vigia.cli.*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vigia.cli")
                .check(CLASSES);
    }

    private static void onlyIn(String technology, String... parts) {
        noClasses()
                .that()
                .resideOutsideOfPackages(parts)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(technology)
                .check(CLASSES);
    }
}
