package io.vigia.query.http;

import io.vigia.contract.SensorId;
import io.vigia.query.page.Page;
import io.vigia.query.page.SeriesPages;
import io.vigia.store.Sample;
import io.vigia.store.SeriesStore;
import io.vigia.store.StoreUnavailableException;
import io.vigia.web.ClassicAnswers;
import io.vigia.web.WebSettings;
import io.vigia.web.access.Access;
import io.vigia.web.access.Needs;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /} and {@code /listar}, as the clients of before know them. */
@RestController
public class ClassicController {
    private static final Logger LOG = LoggerFactory.getLogger(ClassicController.class);

    private final SeriesStore store;
    private final SeriesPages pages;
    private final WebSettings settings;
    private final ClassicAnswers answers;

    public ClassicController(SeriesStore store, SeriesPages pages, WebSettings settings, ClassicAnswers answers) {
        this.store = store;
        this.pages = pages;
        this.settings = settings;
        this.answers = answers;
    }

    /** Welcome, hostname, visits and calls; it needs nothing but this process. */
    @RequestMapping(
            path = "/",
            method = {RequestMethod.GET, RequestMethod.POST})
    @Needs(Access.CLASSIC_READ)
    public ResponseEntity<byte[]> welcome(HttpServletRequest request) {
        return answers.answer(request, new Welcome(settings.name(), settings.hostname(), visits()));
    }

    /** The newest 1,000 measurements of a sensor, and by cursor those before them; none of an unknown one. */
    @RequestMapping(
            path = "/listar",
            method = {RequestMethod.GET, RequestMethod.POST})
    @Needs(Access.CLASSIC_READ)
    public ResponseEntity<byte[]> list(
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable String sensor,
            @RequestParam(required = false) @Nullable String cursor) {
        String id = ListParameters.sensor(sensor == null ? SensorId.DEFAULT : sensor);
        Page<Sample> page =
                pages.samples(id, ListParameters.span(null, null, null, cursor), ListParameters.USUAL_ITEMS);
        return answers.answer(
                request,
                new Measurements(
                        settings.hostname(),
                        id,
                        page.items().stream().map(Measurement::of).toList(),
                        page.next()));
    }

    private @Nullable Long visits() {
        try {
            return store.visit();
        } catch (StoreUnavailableException away) {
            LOG.warn("The visit is not counted: {}", away.getMessage());
            return null;
        }
    }
}
