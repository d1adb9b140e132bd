package io.vigia.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The two languages of messages, told apart by words that only one of them has. */
public enum Language {
    ENGLISH(
            "the",
            "an",
            "is",
            "are",
            "was",
            "were",
            "be",
            "been",
            "must",
            "not",
            "of",
            "and",
            "or",
            "with",
            "without",
            "for",
            "to",
            "from",
            "by",
            "at",
            "on",
            "in",
            "it",
            "its",
            "this",
            "that",
            "than",
            "then",
            "which",
            "has",
            "have",
            "may",
            "can",
            "cannot",
            "retry",
            "send",
            "received",
            "missing",
            "invalid",
            "found",
            "use"),
    SPANISH(
            "el",
            "la",
            "los",
            "las",
            "lo",
            "un",
            "una",
            "es",
            "está",
            "están",
            "son",
            "se",
            "del",
            "de",
            "debe",
            "deben",
            "y",
            "o",
            "con",
            "sin",
            "por",
            "para",
            "que",
            "su",
            "en",
            "más",
            "hay",
            "esta",
            "este",
            "envíe",
            "inténtelo",
            "recibió",
            "falta",
            "llamada",
            "use");

    private final Set<String> words;

    Language(String... words) {
        this.words = Set.of(words);
    }

    /**
     * The words of a text that belong to the other language alone. What stands in quotation marks was received, and counts for
     * neither.
     */
    public List<String> foreign(String text) {
        Language other = this == ENGLISH ? SPANISH : ENGLISH;
        return Arrays.stream(
                        text.replaceAll("'[^']*'", " ").toLowerCase(Locale.ROOT).split("\\s+"))
                .map(word -> word.replaceAll("^\\P{L}+|\\P{L}+$", ""))
                .filter(word -> other.words.contains(word) && !words.contains(word))
                .toList();
    }
}
