package io.vigia.notifier.app;

import io.vigia.contract.EventJson;
import io.vigia.contract.Incident;
import io.vigia.contract.Topics;
import io.vigia.runtime.ServiceLauncher;
import io.vigia.settings.Variables;
import io.vigia.testkit.KafkaBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;

/** The notifier as it runs, with a file of the test, over the shared broker. */
final class NotifierProcess implements AutoCloseable {
    static final KafkaBroker BROKER = KafkaBroker.shared();

    private final Topics topics;
    private final ConfigurableApplicationContext context;

    /** Starts it, and waits until it reads incidents. */
    NotifierProcess(Topics topics, Path folder, String file) throws IOException {
        this.topics = topics;
        Map<String, String> variables = BROKER.variables(topics.prefix());
        variables.put("MANAGEMENT_PORT", "0");
        variables.put("VIGIA_URL", "https://vigia.example/");
        variables.put(
                "VIGIA_NOTIFY_FILE",
                Files.writeString(folder.resolve("notify.yaml"), file).toString());
        context = Notifier.start(Variables.of(variables));
        Awaitility.await("ready").until(() -> call("/health/ready").statusCode() == 200);
    }

    void tell(Incident change) {
        send(topics, change);
    }

    static void send(Topics topics, Incident change) {
        BROKER.send(topics.incidents(), change.sensor().getBytes(StandardCharsets.UTF_8), EventJson.write(change));
    }

    /** Waits until all that was told is settled. */
    void awaitSettled() {
        BROKER.awaitZeroLag(topics.notifierGroup(), topics.incidents());
    }

    /** The text of a management call. */
    String get(String path) {
        return call(path).body();
    }

    private HttpResponse<String> call(String path) {
        try {
            URI url = URI.create("http://localhost:" + ServiceLauncher.managementPort(context) + path);
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(path, failed);
        } catch (InterruptedException stopped) {
            throw new AssertionError("interrupted", stopped);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
