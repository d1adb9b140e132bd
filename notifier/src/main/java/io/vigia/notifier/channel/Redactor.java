package io.vigia.notifier.channel;

import io.vigia.notifier.config.Secret;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Removes the secrets of a channel from text of others, such as an answer that repeats what it was asked. */
final class Redactor {
    /** Shorter parts of a URL are words that may be anywhere. */
    private static final int LEAST_PART = 8;

    private final List<String> secrets;

    Redactor(List<Secret> secrets) {
        this.secrets = secrets.stream()
                .map(Secret::reveal)
                .flatMap(secret -> Stream.concat(Stream.of(secret), parts(secret)))
                .filter(text -> !text.isBlank())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Of a URL, what is in its path and query. */
    private static Stream<String> parts(String secret) {
        return secret.contains("://")
                ? Stream.of(secret.split("[/?&=]")).filter(part -> part.length() >= LEAST_PART && !part.contains("."))
                : Stream.of();
    }

    /** The text with each secret replaced. */
    String clean(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, "***");
        }
        return clean;
    }
}
