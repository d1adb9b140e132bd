package io.vigia.runtime.answer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Markup that is safe to send, built from our templates and from untrusted texts, which are escaped.
 *
 * @param markup HTML
 */
public record Html(String markup) {
    private static final String SLOT = "{}";

    /** Fills a template, in which each <code>{}</code> takes one argument: {@link Html} is inserted as it is, all else escaped. */
    public static Html format(String template, @Nullable Object... arguments) {
        StringBuilder markup = new StringBuilder(template.length() + 16 * arguments.length);
        int from = 0;
        for (Object argument : arguments) {
            int slot = template.indexOf(SLOT, from);
            if (slot < 0) {
                throw new IllegalArgumentException("more arguments than {} in: " + template);
            }
            markup.append(template, from, slot).append(markupOf(argument));
            from = slot + SLOT.length();
        }
        return new Html(markup.append(template, from, template.length()).toString());
    }

    /** Concatenates the parts. */
    public static Html concat(List<Html> parts) {
        return new Html(parts.stream().map(Html::markup).collect(Collectors.joining("\n")));
    }

    /** Concatenates the parts. */
    public static Html concat(Html... parts) {
        return concat(Arrays.asList(parts));
    }

    private static String markupOf(@Nullable Object argument) {
        return argument instanceof Html html ? html.markup : escape(String.valueOf(argument));
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
