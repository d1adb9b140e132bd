package io.vigia.runtime.answer;

import org.springframework.http.MediaType;

/** The format of an answer. */
public enum Format {
    JSON(MediaType.APPLICATION_JSON),
    HTML(MediaType.parseMediaType("text/html;charset=UTF-8")),
    TEXT(MediaType.parseMediaType("text/plain;charset=UTF-8")),
    CSV(MediaType.parseMediaType("text/csv;charset=UTF-8"));

    private final MediaType mediaType;

    Format(MediaType mediaType) {
        this.mediaType = mediaType;
    }

    /** The content type of such an answer. */
    public MediaType mediaType() {
        return mediaType;
    }
}
