package io.vigia.cli.monitor;

import io.vigia.cli.monitor.Screen.Kind;
import io.vigia.cli.monitor.Screen.Line;
import io.vigia.terminal.PlainWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** Controls the terminal until the user presses q or Ctrl-C, and restores it afterwards. */
final class LiveScreen {
    private static final int END_OF_INPUT = -1;

    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Looks again and again, with that time between. */
    void run(Watch watch, Duration every) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            Attributes before = terminal.enterRawMode();
            terminal.handle(Terminal.Signal.INT, signal -> stopped.countDown());
            terminal.puts(Capability.enter_ca_mode);
            terminal.puts(Capability.cursor_invisible);
            try {
                loop(terminal, watch, every);
            } finally {
                terminal.puts(Capability.cursor_normal);
                terminal.puts(Capability.exit_ca_mode);
                terminal.setAttributes(before);
                terminal.flush();
            }
        }
    }

    private void loop(Terminal terminal, Watch watch, Duration every) throws IOException {
        Display display = new Display(terminal, true);
        draw(terminal, display, List.of(new Line(Kind.PLAIN, "Loading…")));
        while (stopped.getCount() > 0) {
            PipelineSnapshot look = watch.look();
            // The last column stays free: some terminals break the line when it is written.
            draw(
                    terminal,
                    display,
                    new Screen(look, columns(terminal) - 1, ZoneId.systemDefault()).lines(System.currentTimeMillis()));
            if (key(terminal.reader(), every)) {
                return;
            }
        }
    }

    private static int columns(Terminal terminal) {
        return Math.max(40, terminal.getSize().getColumns());
    }

    private static void draw(Terminal terminal, Display display, List<Line> lines) {
        int rows = Math.max(5, terminal.getSize().getRows());
        display.resize(rows, columns(terminal));
        List<AttributedString> shown = new ArrayList<>(
                lines.stream().limit(rows - 1L).map(LiveScreen::styled).toList());
        shown.add(new AttributedString("q quits", AttributedStyle.DEFAULT.faint()));
        display.update(shown, 0);
    }

    private static AttributedString styled(Line line) {
        AttributedStyle style = switch (line.kind()) {
            case TITLE, HEAD -> AttributedStyle.BOLD;
            case PLAIN -> AttributedStyle.DEFAULT;
            case GONE -> AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
            case TROUBLE -> AttributedStyle.BOLD.foreground(AttributedStyle.RED);
        };
        return new AttributedString(PlainWriter.plain(line.text()), style);
    }

    /** Waits; true if it is to end. */
    private boolean key(NonBlockingReader keys, Duration every) throws IOException {
        long until = System.nanoTime() + every.toNanos();
        while (stopped.getCount() > 0) {
            long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            int key = keys.read(Math.min(left, 200));
            if (key == 'q' || key == 'Q' || key == END_OF_INPUT) {
                return true;
            }
        }
        return true;
    }
}
