package io.vigia.query.http;

import io.vigia.contract.SensorId;
import io.vigia.kafka.SettingsView;
import io.vigia.query.page.Page;
import io.vigia.query.page.SeriesPages;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.answer.ClassicAnswers;
import io.vigia.runtime.security.SensorScope;
import io.vigia.runtime.settings.WebSettings;
import io.vigia.store.Sample;
import io.vigia.store.SeriesStore;
import io.vigia.store.StoreUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The classic calls {@code /} and {@code /listar}. */
@RestController
public class ClassicController {
    private static final Logger LOG = LoggerFactory.getLogger(ClassicController.class);

    private final SeriesStore store;
    private final SeriesPages pages;
    private final WebSettings settings;
    private final ClassicAnswers answers;
    private final LivePage live;
    private final SettingsView sensorSettings;

    public ClassicController(
            SeriesStore store,
            SeriesPages pages,
            WebSettings settings,
            ClassicAnswers answers,
            LivePage live,
            SettingsView sensorSettings) {
        this.store = store;
        this.pages = pages;
        this.settings = settings;
        this.answers = answers;
        this.live = live;
        this.sensorSettings = sensorSettings;
    }

    /** Welcome, host name, visits and calls; works without the store. */
    @RequestMapping(
            path = "/",
            method = {RequestMethod.GET, RequestMethod.POST})
    @Needs(Access.CLASSIC_READ)
    public ResponseEntity<byte[]> welcome(HttpServletRequest request) {
        return answers.answer(request, new Welcome(settings.name(), settings.hostname(), visits(), live));
    }

    /** The live page without data, for browsers that need a key for everything else. */
    @GetMapping("/panel")
    @Needs(Access.ANYONE)
    public ResponseEntity<byte[]> panel() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(live.page("Panel", "", Welcome.calls(), "").markup().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The newest 1,000 measurements of a sensor, and earlier ones by cursor; an empty list for an unknown sensor. Also available
     * as CSV; {@code format} is for callers that cannot set a header, such as links.
     */
    @RequestMapping(
            path = "/listar",
            method = {RequestMethod.GET, RequestMethod.POST})
    @Needs(Access.CLASSIC_READ)
    public ResponseEntity<byte[]> list(
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable String sensor,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String format) {
        String id = SensorScope.of(request).check(ListParameters.sensor(sensor == null ? SensorId.DEFAULT : sensor));
        Page<Sample> page =
                pages.samples(id, ListParameters.span(null, null, null, cursor), ListParameters.USUAL_ITEMS);
        Measurements answer = new Measurements(
                settings.hostname(), id, sensorSettings.unit(id), page.items(), cursor == null, page.next());
        return format == null ? answers.answer(request, answer) : answers.answer(ListParameters.format(format), answer);
    }

    private @Nullable Long visits() {
        try {
            return store.visit();
        } catch (StoreUnavailableException away) {
            LOG.warn("Could not count a visit: {}", away.getMessage());
            return null;
        }
    }
}
