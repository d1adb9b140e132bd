package io.vigia.e2e;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The program of the image vigia/e2e: the tests that want nothing but a running system and its Kafka. */
final class BlackBox {
    private BlackBox() {}

    /** Prints a line for each test; ends with 0 if all passed, with 1 if one failed or none was found. */
    public static void main(String... arguments) {
        if (System.getenv(Target.URL) == null) {
            System.err.println(
                    "Set " + Target.URL + " to the gateway of the system to test, such as http://gateway:4000.");
            System.exit(2);
        }
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(tests(), summary, new Lines());
        TestExecutionSummary result = summary.getSummary();
        result.printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        System.out.printf("%d passed, %d failed%n", result.getTestsSucceededCount(), result.getTotalFailureCount());
        System.exit(result.getTotalFailureCount() == 0 && result.getTestsSucceededCount() > 0 ? 0 : 1);
    }

    private static LauncherDiscoveryRequest tests() {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(Stream.of(
                                ClassicCallsTest.class,
                                ProgramCallsTest.class,
                                BadInputTest.class,
                                AnomalyConsumerTest.class)
                        .map(test -> selectClass(test))
                        .toList())
                .build();
    }

    private static final class Lines implements TestExecutionListener {
        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                System.out.println(result.getStatus() + "  " + test.getDisplayName());
            }
        }
    }
}
