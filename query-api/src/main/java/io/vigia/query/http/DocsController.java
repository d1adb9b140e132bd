package io.vigia.query.http;

import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.answer.Html;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A page on which a person reads what can be called, and calls it. */
@RestController
public class DocsController {
    private final byte[] page;

    /**
     * @param name of this installation
     * @param assets Swagger UI and what starts it are among them
     */
    public DocsController(String name, Assets assets) {
        String version = assets.version();
        this.page = Html.format(PageTemplate.read("docs.html"), name, version, version, version, version)
                .markup()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Shows what {@code /openapi.json} says. */
    @GetMapping("/docs")
    @Needs(Access.ANYONE)
    public ResponseEntity<byte[]> docs() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(page.clone());
    }
}
