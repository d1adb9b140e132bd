package io.vigia.cli.dlq;

import io.vigia.cli.kafka.KafkaCommand;
import io.vigia.cli.kafka.Offsets;
import io.vigia.contract.SensorPattern;
import io.vigia.kafka.KafkaSettings;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigia dlq list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Lists dead letters, newest last.")
final class ListCommand extends KafkaCommand {
    @Mixin
    private BoxOption boxOption = new BoxOption();

    @Option(names = "--sensors", defaultValue = "", description = "Only these sensors, such as boiler-*")
    private String sensors = "";

    @Option(names = "--open", description = "Only dead letters that were not sent again")
    private boolean open;

    @Option(names = "--limit", defaultValue = "100", description = "Maximum number to list (default: ${DEFAULT-VALUE})")
    private int limit = 100;

    @Option(names = "--json", description = "Print one JSON object per line, with key and value in base64")
    private boolean json;

    private long found;

    @Override
    protected void check() {
        pattern();
    }

    @Override
    protected int act(KafkaSettings kafka, Admin admin) {
        SensorPattern pattern = pattern();
        Offsets offsets = new Offsets(admin);
        Map<String, String> sent = new Ledger(kafka, offsets).read();
        Deque<LetterRow> newest = new ArrayDeque<>();
        new Letters(kafka, offsets).each(boxOption.boxes(), letter -> {
            LetterRow row = new LetterRow(letter, sent.get(letter.id().toString()));
            if (pattern.matches(letter.sensor()) && !(open && row.redriven() != null)) {
                add(newest, row);
            }
        });
        print(newest, spec.commandLine().getOut());
        return 0;
    }

    private SensorPattern pattern() {
        try {
            return new SensorPattern(sensors);
        } catch (IllegalArgumentException refused) {
            throw new picocli.CommandLine.ParameterException(
                    spec.commandLine(), String.valueOf(refused.getMessage()), refused);
        }
    }

    private void add(Deque<LetterRow> newest, LetterRow row) {
        found++;
        newest.add(row);
        if (newest.size() > Math.max(0, limit)) {
            newest.removeFirst();
        }
    }

    private void print(Deque<LetterRow> rows, PrintWriter out) {
        if (json) {
            rows.forEach(row -> out.println(row.json()));
        } else if (found == 0) {
            out.println("There are no dead letters.");
        } else {
            out.println(LetterRow.head());
            rows.forEach(row -> out.println(row.line()));
            if (found > rows.size()) {
                out.printf("%d older dead letters are not shown; raise --limit to see them%n", found - rows.size());
            }
        }
        out.flush();
    }
}
