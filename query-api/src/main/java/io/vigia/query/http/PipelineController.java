package io.vigia.query.http;

import io.vigia.query.pipeline.PipelineView;
import io.vigia.runtime.access.Access;
import io.vigia.runtime.access.Needs;
import io.vigia.runtime.answer.Json;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The state of the pipeline: rates, latency, pending and failed records, live instances. */
@RestController
public class PipelineController {
    private final PipelineView view;

    public PipelineController(PipelineView view) {
        this.view = view;
    }

    /** At most a second old. */
    @GetMapping("/api/v1/pipeline")
    @Needs(Access.READ)
    public ResponseEntity<byte[]> pipeline() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(Json.bytes(view.now()));
    }
}
