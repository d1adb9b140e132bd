package io.vigia.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The source of settings: the environment of the process, or a map. */
@FunctionalInterface
public interface Variables {
    /** The text of a variable; null if it is not set. */
    @Nullable
    String get(String variable);

    /** The environment of this process. */
    static Variables process() {
        return System::getenv;
    }

    /** The names of all variables of this process' environment. */
    static Set<String> namesOfProcess() {
        return System.getenv().keySet();
    }

    /** Exactly these variables. */
    static Variables of(Map<String, String> variables) {
        Map<String, String> copy = new HashMap<>(variables);
        return copy::get;
    }

    /** These variables before this environment's own. */
    default Variables with(Map<String, String> overrides) {
        Map<String, String> copy = new HashMap<>(overrides);
        return variable -> copy.containsKey(variable) ? copy.get(variable) : get(variable);
    }
}
