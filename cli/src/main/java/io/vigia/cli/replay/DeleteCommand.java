package io.vigia.cli.replay;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.RedisAddress;
import io.vigia.kafka.KafkaSettings;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigia replay delete}. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Deletes the topics and the consumer group of a replay.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:they are deleted", "2:usage error", "3:the command failed"})
final class DeleteCommand extends ReplayAction {
    @Parameters(paramLabel = "PREFIX", description = "Prefix of the replay")
    @SuppressWarnings("NullAway.Init")
    private String prefix;

    @Option(
            names = "--redis",
            paramLabel = "HOST:PORT",
            converter = RedisAddress.Converter.class,
            description = "Also delete the replay's values and verdicts in that Redis")
    private @Nullable RedisAddress redis;

    @Override
    protected void check() {
        checkPrefix("PREFIX", prefix);
    }

    @Override
    protected int act(KafkaSettings kafka, Admin admin) {
        ReplayTopics topics = new ReplayTopics(kafka, prefix, admin);
        if (!topics.isReplay()) {
            throw new CommandFailedException("no replay with the prefix " + prefix + " was found; nothing was deleted");
        }
        // The topics last: they show that a replay wrote the keys.
        if (redis != null) {
            ReplayStore.drop(topics.kafka(), redis, kafkaOption.variables());
        }
        topics.delete();
        spec.commandLine()
                .getOut()
                .println("Deleted the topics" + (redis == null ? "" : " and keys") + " of " + prefix + ".");
        return 0;
    }
}
