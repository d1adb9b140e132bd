package io.vigia.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigia.testkit.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real Chromium without a window, as a person in front of it is: a language, a light or dark desk, a phone or a screen. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String AXE = resource("/axe.min.js");

    /** One for all tests of this JVM, each of which gets a new tab: a start costs as much as most tests. */
    private static @Nullable ChromeDriver running;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** An empty tab. Where there is no browser: in CI a failure, elsewhere a test that says loudly that it was not run. */
    static Browser open() {
        if (running == null) {
            running = start();
            Runtime.getRuntime().addShutdownHook(new Thread(running::quit));
        }
        return new Browser(running);
    }

    private static ChromeDriver start() {
        Path chromium = installed("chromium", "google-chrome");
        Path driver = installed("chromedriver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver started = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.toFile())
                        .usingAnyFreePort()
                        .build(),
                options);
        // By default a script ends after 30 s: a long table is not checked by then where something else takes all
        // cores.
        started.manage().timeouts().scriptTimeout(PATIENCE);
        return started;
    }

    /** What the person's browser asks pages for. */
    Browser speaking(String language) {
        devTools(
                "Network.setUserAgentOverride",
                Map.of(
                        "userAgent",
                        devTools("Browser.getVersion", Map.of()).get("userAgent"),
                        "acceptLanguage",
                        language));
        return this;
    }

    Browser in(String scheme) {
        devTools(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    Browser sized(int width, int height, boolean phone) {
        devTools(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
        return this;
    }

    /** Files that a page offers are saved into a folder. */
    Browser savingTo(Path folder) {
        devTools("Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
        return this;
    }

    void visit(String url) {
        driver.get(url);
    }

    String url() {
        return driver.getCurrentUrl();
    }

    WebElement find(String selector) {
        return await(selector)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> driver.findElement(By.cssSelector(selector)), element -> true);
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** The visible text of the first element that the selector finds; empty if there is none. */
    String text(String selector) {
        return (String) script("return document.querySelector(arguments[0])?.innerText ?? ''", selector);
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What calls of the page whose path holds the part get from now on. */
    void answerWith(String part, int status, String body) {
        script("""
                const [part, status, body] = arguments;
                const before = window.fetch;
                window.fetch = (path, ...rest) => String(path).includes(part)
                  ? Promise.resolve(new Response(body, { status }))
                  : before(path, ...rest);
                """, part, status, body);
    }

    void awaitText(String selector, String part) {
        awaitThat(selector + " holds " + part, () -> text(selector).contains(part));
    }

    void awaitThat(String what, Supplier<Boolean> holds) {
        await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(holds::get);
    }

    /** Drags across an element, from and to a share of its width. */
    void drag(String selector, double from, double to) {
        WebElement element = find(selector);
        int width = element.getSize().getWidth();
        int start = (int) ((from - 0.5) * width);
        new Actions(driver)
                .moveToElement(element, start, 0)
                .clickAndHold()
                .moveByOffset((int) ((to - from) * width), 0)
                .release()
                .perform();
    }

    /** Rules of WCAG 2.2 that the page breaks seriously, each with where. */
    List<?> seriousViolations() {
        driver.executeScript(AXE);
        return (List<?>) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
                  .then((result) => done(result.violations
                    .filter((one) => ['serious', 'critical'].includes(one.impact))
                    .map((one) => one.id + ': ' + one.nodes.map((node) => node.html + ' ' + node.failureSummary).join(' | '))))
                  .catch((failed) => done([String(failed)]));
                """);
    }

    /** What the browser complained of since it was asked last. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Keeps the page as a picture, in target/pictures. */
    Path picture(String name) {
        byte[] png = Base64.getDecoder().decode((String)
                devTools("Page.captureScreenshot", Map.of("format", "png")).get("data"));
        assertThat(png).isNotEmpty();
        try {
            return Files.write(Files.createDirectories(PICTURES).resolve(name + ".png"), png);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Leaves nothing of this tab to the next one. */
    @Override
    public void close() {
        try {
            String origin = (String) script("return location.origin");
            if (origin.startsWith("http")) {
                devTools("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
            }
            String used = driver.getWindowHandle();
            String empty = driver.switchTo().newWindow(WindowType.TAB).getWindowHandle();
            driver.switchTo().window(used).close();
            driver.switchTo().window(empty);
            complaints();
        } catch (WebDriverException ended) {
            driver.quit();
            running = null;
            throw ended;
        }
    }

    private Map<String, Object> devTools(String command, Map<String, Object> parameters) {
        return driver.executeCdpCommand(command, parameters);
    }

    private static Path installed(String... names) {
        return Machine.command(names)
                .orElseThrow(
                        () -> Machine.lacks(
                                names[0] + " is not installed, and the page can't be looked at. Debian and Ubuntu: "
                                        + "'apt-get install chromium chromium-driver'. NOT CHECKED: the live page in a browser"));
    }

    private static String resource(String name) {
        try (InputStream file = Browser.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
