package io.vigia.cli.dlq;

import io.vigia.cli.kafka.KafkaOption;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.kafka.QuietLogs;
import io.vigia.kafka.KafkaSettings;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigia dlq show LETTER}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a dead letter: its reason, origin, headers and bytes.")
final class ShowCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "LETTER",
            converter = LetterId.Converter.class,
            description = "Id of the dead letter, such as readings-3-17")
    @SuppressWarnings("NullAway.Init")
    private LetterId id;

    @Mixin
    private KafkaOption kafkaOption = new KafkaOption();

    @Option(names = "--json", description = "Print one JSON object, with key and value in base64")
    private boolean json;

    @Override
    public Integer call() {
        KafkaSettings kafka = kafkaOption.settings();
        QuietLogs.begin();
        try (Admin admin = Offsets.connect(kafka)) {
            Offsets offsets = new Offsets(admin);
            Letter letter = new Letters(kafka, offsets).find(id);
            LetterRow row =
                    new LetterRow(letter, new Ledger(kafka, offsets).read().get(id.toString()));
            spec.commandLine().getOut().println(json ? row.json() : row.whole().stripTrailing());
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
