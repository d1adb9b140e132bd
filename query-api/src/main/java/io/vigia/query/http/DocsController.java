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

/** The page with the documentation of the calls. */
@RestController
public class DocsController {
    private final byte[] page;

    /**
     * @param name of this installation
     * @param assets include Swagger UI and its start script
     */
    public DocsController(String name, Assets assets) {
        String version = assets.version();
        this.page = Html.format(PageTemplate.read("docs.html"), name, version, version, version, version)
                .markup()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Shows {@code /openapi.json}. */
    @GetMapping("/docs")
    @Needs(Access.ANYONE)
    public ResponseEntity<byte[]> docs() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(page.clone());
    }
}
