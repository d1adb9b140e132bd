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

/** The page for a screen on a wall: all sensors as tiles, the worst first. */
@RestController
public class WallController {
    private final byte[] page;

    /**
     * @param name of this installation
     * @param assets include its script and its styles
     */
    public WallController(String name, Assets assets) {
        String version = assets.version();
        this.page = Html.format(
                        PageTemplate.read("wall.html"),
                        name,
                        version,
                        version,
                        version,
                        version,
                        version,
                        name,
                        PageTemplate.keyDialog())
                .markup()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The page without any data, which its script loads. */
    @GetMapping("/wall")
    @Needs(Access.ANYONE)
    public ResponseEntity<byte[]> wall() {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(page.clone());
    }
}
