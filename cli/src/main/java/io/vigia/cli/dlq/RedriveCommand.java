package io.vigia.cli.dlq;

import io.vigia.cli.kafka.KafkaCommand;
import io.vigia.cli.kafka.Offsets;
import io.vigia.contract.Letter;
import io.vigia.contract.LetterId;
import io.vigia.kafka.KafkaSettings;
import io.vigia.runtime.answer.Json;
import io.vigia.terminal.Count;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vigia dlq redrive}. */
@Command(
        name = "redrive",
        mixinStandardHelpOptions = true,
        description = {
            "Sends dead letters again, byte for byte, to their original topics, once the cause is fixed.",
            "Each is sent once; one call sends all or none. Letters that would be refused again are skipped and named."
        })
final class RedriveCommand extends KafkaCommand {
    @Parameters(
            paramLabel = "LETTER",
            converter = LetterIdConverter.class,
            description = "Ids of dead letters, such as scores-3-17")
    private List<LetterId> ids = new ArrayList<>();

    @Mixin
    private BoxOption boxOption = new BoxOption();

    @Option(names = "--all", description = "All dead letters that were not sent again yet")
    private boolean all;

    @Option(names = "--again", description = "Also dead letters that were already sent again")
    private boolean again;

    @Option(names = "--json", description = "Print the result as one JSON object")
    private boolean json;

    private final List<String> sent = new ArrayList<>();
    private final Map<String, String> left = new LinkedHashMap<>();

    @Override
    protected void check() {
        if (all == !ids.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no dead letter given; give ids or --all");
        }
    }

    @Override
    protected int act(KafkaSettings kafka, Admin admin) {
        Letters letters = new Letters(kafka, new Offsets(admin));
        List<Letter> named = ids.stream().map(letters::find).toList();
        try (Redrive redrive = new Redrive(kafka, admin, again)) {
            if (all) {
                letters.each(boxOption.boxes(), letter -> take(letter, redrive));
            } else {
                named.forEach(letter -> take(letter, redrive));
            }
            redrive.commit();
        }
        tell();
        return left.isEmpty() || all ? 0 : 1;
    }

    private void take(Letter letter, Redrive redrive) {
        String id = letter.id().toString();
        if (redrive.isDone(letter)) {
            if (!all) {
                left.put(id, "it was already sent again; use --again to send it once more");
            }
            return;
        }
        String obstacle = redrive.obstacle(letter);
        if (obstacle == null) {
            redrive.asItIs(letter);
            sent.add(id);
        } else {
            left.put(id, obstacle);
        }
    }

    private static String count(int letters) {
        return Count.of(letters, "dead letter");
    }

    private void tell() {
        if (json) {
            spec.commandLine()
                    .getOut()
                    .println(new String(Json.bytes(Map.of("sent", sent, "left", left)), StandardCharsets.UTF_8));
        } else {
            left.forEach((id, why) -> spec.commandLine().getErr().println("vigia: " + id + " is skipped: " + why));
            spec.commandLine()
                    .getOut()
                    .println(count(sent.size()) + " sent again"
                            + (left.isEmpty() ? "" : ", " + left.size() + " skipped"));
        }
        spec.commandLine().getOut().flush();
        spec.commandLine().getErr().flush();
    }
}
