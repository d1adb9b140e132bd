package io.vigia.e2e;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The documents of this repository. */
final class Guides {
    /** The folder of the whole repository. */
    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", "data");
    private static final Pattern BLOCK =
            Pattern.compile("^<!-- (run|parse) -->\\n```([a-z]+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private Guides() {}

    /**
     * A snippet that a comment before it marks.
     *
     * @param file where it is, relative to the repository
     * @param run whether it is to be run; else it is only to be read by its language
     * @param language as its fence says
     */
    record Snippet(Path file, int line, boolean run, String language, String text) {
        @Override
        public String toString() {
            return file + ":" + line + " (" + language + ")";
        }
    }

    /** All files with one of these endings. */
    static List<Path> files(String... endings) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (List.of(endings).stream().anyMatch(file.toString()::endsWith)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    static List<Snippet> snippets() throws IOException {
        List<Snippet> snippets = new ArrayList<>();
        for (Path file : files(".md")) {
            String text = Files.readString(file);
            for (MatchResult block : BLOCK.matcher(text).results().toList()) {
                snippets.add(new Snippet(
                        ROOT.relativize(file),
                        (int) text.substring(0, block.start()).lines().count() + 1,
                        block.group(1).equals("run"),
                        block.group(2),
                        block.group(3)));
            }
        }
        return snippets;
    }
}
