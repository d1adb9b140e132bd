package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

@DisplayName("The live page of an installation that asks for keys, in a real browser")
class LivePageWithKeysTest {
    @Test
    void asks_for_a_key_and_shows_everything_with_it(@TempDir Path folder) throws Exception {
        CallerKey key = CallerKey.random();
        Path keys = key.writeTo(folder.resolve("keys"));
        Map<String, String> variables = Map.of(
                "VIGIA_KAFKA_PORT",
                "0",
                "VIGIA_AUTH_KEYS_FILE",
                keys.toString(),
                "DETECT_WAIT_MS",
                "60000",
                "INGEST_ACK_TIMEOUT_MS",
                "60000");
        try (ServiceProcess vigia = new ServiceProcess("up", variables, folder).awaitReady();
                Browser browser =
                        Browser.open().sized(1280, 900, false).speaking("en").in("light")) {
            Calls calls = new Calls(vigia, vigia).with("X-API-Key", key.text());
            calls.json("/detectar?dato=20.5&sensor=oven");
            browser.visit("http://localhost:" + vigia.port() + "/?sensor=oven");
            browser.awaitText("#key-needed", "A key that may do this is needed");
            browser.awaitText(".card .note", "no API key was received");

            browser.find("#key-needed-button").click();
            browser.find("#key").sendKeys(key.text());
            browser.picture("key");
            browser.find("#key-form .main").click();

            browser.awaitText(".newest", "20.5");
            browser.awaitThat(
                    "the stream is open",
                    () -> "connected".equals(browser.find("#connection").getAttribute("data-state")));
            assertThat(browser.find("#key-needed").isDisplayed()).isFalse();

            // This key may send and read, and is not for acting on incidents.
            for (int i = 0; i < 40; i++) {
                calls.json("/nuevo?dato=" + (20 + i % 3) + "&sensor=oven");
            }
            calls.json("/detectar?dato=95&sensor=oven");
            browser.awaitThat("asked", () -> {
                browser.find(".card [data-id$='/acknowledge']").sendKeys(Keys.ENTER);
                return browser.find("#respond").isDisplayed();
            });
            browser.find("#respond-do").click();
            browser.awaitText(".card .progress", "the key 'test' lacks the role that this call requires: operate");
            browser.awaitText("#open-incidents", "lacks the role");
        }
    }
}
