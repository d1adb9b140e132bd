package io.vigia.runtime.answer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Markup that is safe to send: made from templates of ours and texts of anybody, which are escaped on the way in.
 *
 * @param markup HTML
 */
public record Html(String markup) {
    private static final String SLOT = "{}";

    /** A template of ours in which each <code>{}</code> takes one argument: {@link Html} as it is, all else escaped. */
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

    /** Parts one after the other. */
    public static Html concat(List<Html> parts) {
        return new Html(parts.stream().map(Html::markup).collect(Collectors.joining("\n")));
    }

    /** Parts one after the other. */
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
