package io.vigia.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A secret, given directly or, better, as the first line of a file.
 *
 * @param text the variable that holds it
 * @param file the variable that names the file
 */
public record SecretSetting(Setting<String> text, Setting<String> file) {
    /** {@code VARIABLE} and {@code VARIABLE_FILE}. */
    public static SecretSetting of(String variable, String meaning) {
        return new SecretSetting(
                Setting.secretText(variable, meaning),
                Setting.text(variable + "_FILE", "", "A file whose first line is " + variable));
    }

    /** Both variables, for the table in docs/configuration.md. */
    public List<Setting<?>> all() {
        return List.of(text, file);
    }

    /** Whether one of the two is set. */
    public boolean isSet(Variables variables) {
        return !text.from(variables).isEmpty() || !file.from(variables).isEmpty();
    }

    /**
     * The secret; empty if there is none.
     *
     * @throws InvalidSettingException if both are set, or the file can't be read or is empty
     */
    public String from(Variables variables) {
        String path = file.from(variables);
        if (path.isEmpty()) {
            return text.from(variables);
        }
        if (!text.from(variables).isEmpty()) {
            throw new InvalidSettingException(file.variable(), path, "empty while " + text.variable() + " is set");
        }
        try {
            return Files.readString(Path.of(path))
                    .lines()
                    .findFirst()
                    .orElseThrow()
                    .trim();
        } catch (IOException | InvalidPathException | NoSuchElementException unreadable) {
            throw new InvalidSettingException(file.variable(), path, "a readable, non-empty file");
        }
    }
}
