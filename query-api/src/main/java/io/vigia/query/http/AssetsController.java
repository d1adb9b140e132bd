package io.vigia.query.http;

import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.problem.Problem;
import io.vigia.runtime.problem.ProblemException;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The files of the live page, which are the same for everybody. */
@RestController
public class AssetsController {
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final Assets assets;

    public AssetsController(Assets assets) {
        this.assets = assets;
    }

    /** Browsers request this icon for pages that name none. */
    @GetMapping("/favicon.ico")
    @Needs(Access.ANYONE)
    public ResponseEntity<byte[]> icon() {
        return asset(assets.version(), "icon.svg");
    }

    /**
     * A file. While replicas are replaced, a page of one replica may request files from another. It gets the files of this
     * version, without caching them.
     */
    @GetMapping("/assets/{version}/{name}")
    @Needs(Access.ANYONE)
    public ResponseEntity<byte[]> asset(@PathVariable String version, @PathVariable String name) {
        byte[] file = assets.file(name);
        if (file == null) {
            throw new ProblemException(Problem.of(
                            404,
                            "not-found",
                            "Not found",
                            "'" + Problem.shortened(name) + "' is not a file of the live page")
                    .inSpanish("No encontrado", "'" + Problem.shortened(name) + "' no es un archivo de la página"));
        }
        return ResponseEntity.ok()
                .contentType(Assets.type(name))
                .cacheControl(version.equals(assets.version()) ? FOR_EVER : CacheControl.noStore())
                .body(file);
    }
}
