package io.vigia.cli.dlq;

import io.vigia.cli.kafka.KafkaCommand;
import io.vigia.cli.kafka.Offsets;
import io.vigia.contract.Letter;
import io.vigia.contract.LetterId;
import io.vigia.kafka.KafkaSettings;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigia dlq show LETTER}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows a dead letter: its reason, origin, headers and bytes.")
final class ShowCommand extends KafkaCommand {
    @Parameters(
            paramLabel = "LETTER",
            converter = LetterIdConverter.class,
            description = "Id of the dead letter, such as readings-3-17")
    @SuppressWarnings("NullAway.Init")
    private LetterId id;

    @Option(names = "--json", description = "Print one JSON object, with key and value in base64")
    private boolean json;

    @Override
    protected int act(KafkaSettings kafka, Admin admin) {
        Offsets offsets = new Offsets(admin);
        Letter letter = new Letters(kafka, offsets).find(id);
        LetterRow row = new LetterRow(letter, new Ledger(kafka, offsets).read().get(id.toString()));
        spec.commandLine().getOut().println(json ? row.json() : row.whole().stripTrailing());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
