package io.vigia.runtime.answer;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Sends a {@link ClassicAnswer} in the format that the caller requests. */
public final class ClassicAnswers {
    private final Pages pages;

    public ClassicAnswers(Pages pages) {
        this.pages = pages;
    }

    /** The response to {@code request}. */
    public ResponseEntity<byte[]> answer(HttpServletRequest request, ClassicAnswer answer) {
        return answer(Negotiation.of(request), answer);
    }

    /** The answer in this format, or as JSON if it does not have it. */
    public ResponseEntity<byte[]> answer(Format wanted, ClassicAnswer answer) {
        boolean impossible = wanted == Format.CSV && answer.csv().isEmpty();
        Format format = impossible ? Format.JSON : wanted;
        ResponseEntity.BodyBuilder response = ResponseEntity.status(answer.status())
                .contentType(format.mediaType())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        answer.headers().forEach(response::header);
        return response.body(
                switch (format) {
                    case JSON -> Json.bytes(answer.json());
                    case TEXT -> (answer.text() + "\n").getBytes(StandardCharsets.UTF_8);
                    case CSV -> answer.csv().orElse("").getBytes(StandardCharsets.UTF_8);
                    case HTML -> html(answer);
                });
    }

    private byte[] html(ClassicAnswer answer) {
        return answer.page()
                .map(page -> page.markup().getBytes(StandardCharsets.UTF_8))
                .orElseGet(() -> pages.page(answer.title(), answer.html()));
    }
}
