package io.vigia.settings;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Checks all settings before anything starts, and reports all invalid ones together. */
public final class SettingsCheck {
    private final Variables variables;
    private final Set<String> wrong = new TreeSet<>();

    public SettingsCheck(Variables variables) {
        this.variables = variables;
    }

    /** Each of them, and then all of them together, as {@code from} reads them. */
    public SettingsCheck settings(List<Setting<?>> settings, Consumer<Variables> from) {
        boolean eachIsRight = true;
        for (Setting<?> setting : settings) {
            String text = variables.get(setting.variable());
            if (text != null && !text.isBlank()) {
                eachIsRight &= holds(() -> setting.from(variables));
            }
        }
        if (eachIsRight) {
            holds(() -> from.accept(variables));
        }
        return this;
    }

    /** Anything else; what {@code look} throws is noted. */
    public boolean holds(Runnable look) {
        try {
            look.run();
            return true;
        } catch (InvalidSettingException invalid) {
            wrong.add(String.valueOf(invalid.getMessage()));
            return false;
        }
    }

    /**
     * Finishes the check.
     *
     * @throws InvalidSettingException if a setting is invalid; the message names all invalid settings
     */
    public void refuse() {
        if (!wrong.isEmpty()) {
            throw new InvalidSettingException(
                    wrong.size() == 1
                            ? wrong.iterator().next()
                            : wrong.size() + " settings are invalid:\n  " + String.join("\n  ", wrong));
        }
    }
}
