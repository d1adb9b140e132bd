package io.vigia.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.util.SafeEncoder;
import tools.jackson.databind.JsonNode;

/**
 * A query of a dashboard as the command that redis-datasource 2.2.0 sends for it (its pkg/query.go,
 * redis-time-series.go and redis-custom.go), which differs from what one would write by hand: a bucket has to be a
 * whole number of milliseconds, for one.
 */
record RedisPluginQuery(JsonNode query) {
    /** As Grafana finds variables in a text: {@code $name}, {@code [[name]]}, <code>${name}</code>, with a format. */
    private static final Pattern VARIABLE = Pattern.compile(
            "\\$(?<plain>\\w+)|\\[\\[(?<old>\\w+?)(?::\\w+)?]]|\\$\\{(?<braced>\\w+)(?:\\.[^:}]+)?(?::[^}]+)?}");

    /** A word of a shell's line: single-quoted, double-quoted (with backslashes), or bare. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");

    /**
     * The command and its arguments.
     *
     * @param variables by name; {@code __from} and {@code __to} too, epoch milliseconds
     * @throws AssertionError if the plugin would not know what to do, or a variable is missing
     */
    List<String> command(Map<String, String> variables) {
        String custom = replaced("query", variables);
        if (!custom.isEmpty()) {
            return words(custom);
        }
        String command = text("command");
        String key = replaced("keyName", variables);
        List<String> words = new ArrayList<>(List.of(command));
        switch (command) {
            case "ts.get" -> words.add(key);
            case "ts.range" -> {
                words.addAll(List.of(key, from(variables), to(variables)));
                aggregation(words);
            }
            default -> throw new AssertionError("no dashboard is known to use " + command + ": " + query);
        }
        return words;
    }

    static Object run(Jedis jedis, List<String> command) {
        byte[] name = SafeEncoder.encode(command.get(0));
        return jedis.sendCommand(() -> name, command.subList(1, command.size()).toArray(String[]::new));
    }

    private void aggregation(List<String> words) {
        String aggregation = text("aggregation");
        if (aggregation.isEmpty()) {
            return;
        }
        if (!query.path("bucket").isIntegralNumber()) {
            throw new AssertionError("the plugin takes a bucket of whole milliseconds and nothing else: " + query);
        }
        words.addAll(List.of("AGGREGATION", aggregation, query.path("bucket").asString()));
    }

    private String replaced(String field, Map<String, String> variables) {
        return VARIABLE.matcher(text(field)).replaceAll(found -> {
            String name = name(found);
            String value = variables.get(name);
            if (value == null) {
                throw new AssertionError("the variable " + name + " is not defined: " + query);
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String name(MatchResult found) {
        for (int group = 1; group <= found.groupCount(); group++) {
            if (found.group(group) != null) {
                return found.group(group);
            }
        }
        throw new AssertionError(found.group());
    }

    private static List<String> words(String line) {
        return WORD.matcher(line).results().map(RedisPluginQuery::word).toList();
    }

    private static String word(MatchResult word) {
        if (word.group(1) != null) {
            return word.group(1);
        }
        return word.group(2) != null ? word.group(2).replaceAll("\\\\(.)", "$1") : word.group(3);
    }

    private String text(String field) {
        return query.path(field).asString("");
    }

    private static String from(Map<String, String> variables) {
        return variables.getOrDefault("__from", "-");
    }

    private static String to(Map<String, String> variables) {
        return variables.getOrDefault("__to", "+");
    }
}
