package io.vigia.cli.replay;

import io.vigia.cli.kafka.CommandFailedException;
import io.vigia.cli.kafka.Offsets;
import io.vigia.cli.record.Span;
import io.vigia.cli.record.TopicPart;
import io.vigia.contract.SensorPattern;
import io.vigia.detection.onnx.BundleFiles;
import io.vigia.kafka.ModelWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Creates a replay's topics and its plan, or finds those of a stopped replay. */
final class Preparation {
    private final Request request;
    private final Admin admin;
    private final Offsets offsets;

    Preparation(Request request, Admin admin) {
        this.request = request;
        this.admin = admin;
        this.offsets = new Offsets(admin);
    }

    /** A replay that can be run. */
    record Ready(ReplayTopics isolated, Source source, ReplayPlan plan) {}

    /** A new replay, or the existing one if the same request was started under that prefix. */
    Ready begin(String prefix) {
        if (prefix.equals(request.kafka().topics().prefix())) {
            throw new CommandFailedException(
                    "--into is the prefix of the original run, " + prefix + "; use another prefix");
        }
        ReplayTopics isolated = new ReplayTopics(request.kafka(), prefix, admin);
        if (isolated.isTaken()) {
            throw new CommandFailedException(
                    "the prefix " + prefix + " has topics that are not of a replay; give another prefix with --into");
        }
        ReplayPlan known = isolated.isReplay() ? isolated.plan() : null;
        Source source = source(known == null ? null : known.spans());
        BundleFiles override = request.model() == null ? null : BundleFiles.load(request.model());
        ReplayPlan plan = plan(source, override);
        if (known != null) {
            if (!known.sameRequest(plan)) {
                throw new CommandFailedException("the prefix " + prefix + " has a replay of another source ("
                        + known.source() + "); give another prefix with --into, or delete it with 'vigia replay delete "
                        + prefix + "'");
            }
            return new Ready(isolated, source, known);
        }
        isolated.create();
        copyBundles(isolated, source, plan.firstModel(), override);
        isolated.write(plan);
        return new Ready(isolated, source, plan);
    }

    /** A stopped replay. */
    Ready goOn(String prefix) {
        ReplayTopics isolated = new ReplayTopics(request.kafka(), prefix, admin);
        ReplayPlan plan = isolated.isReplay() ? isolated.plan() : null;
        if (plan == null) {
            throw new CommandFailedException("no replay with the prefix " + prefix
                    + " was found; 'vigia replay run --into " + prefix + "' starts one");
        }
        List<SensorPattern> sensors =
                plan.selection().sensors().stream().map(SensorPattern::new).toList();
        Source source =
                request.file() == null ? topics(plan.spans(), sensors) : new FileSource(request.file(), sensors);
        if (!source.name().equals(plan.source())) {
            throw new CommandFailedException("the replay under " + prefix + " is of " + plan.source() + ", not of "
                    + source.name() + "; name that one");
        }
        return new Ready(isolated, source, plan);
    }

    private Source source(@Nullable List<Span> known) {
        Path file = request.file();
        if (file == null) {
            List<Span> spans = known != null
                    ? known
                    : request.selection()
                            .spans(offsets, request.kafka().topics().readings());
            return topics(spans, request.selection().sensors());
        }
        if (request.selection().from() != null || request.selection().to() != null) {
            throw new CommandFailedException(
                    "a recording is always replayed whole; use --from and --to with 'vigia record'");
        }
        return new FileSource(file, request.selection().sensors());
    }

    private Source topics(List<Span> spans, List<SensorPattern> sensors) {
        return new TopicSource(request.kafka(), spans, new TopicPart(request.kafka(), offsets, spans, sensors));
    }

    private ReplayPlan plan(Source source, @Nullable BundleFiles override) {
        String shipped = BundleFiles.shipped().manifest().id();
        String recorded = source.firstModel();
        String first = override == null ? (recorded == null ? shipped : recorded) : id(override);
        return new ReplayPlan(
                ReplayPlan.VERSION,
                source.name(),
                request.selection().text(),
                override == null
                        ? null
                        : id(override) + " " + override.manifest().onnxSha256(),
                first,
                source.spans(),
                Clock.systemUTC().millis());
    }

    private static String id(BundleFiles bundle) {
        return bundle.manifest().id();
    }

    private static void copyBundles(
            ReplayTopics isolated, Source source, String first, @Nullable BundleFiles override) {
        Map<String, byte[]> bundles = new TreeMap<>(source.bundlesToCopy());
        bundles.put(first, override == null ? firstBundle(source, first) : override.zip());
        try (ModelWriter writer = new ModelWriter(isolated.kafka())) {
            bundles.forEach(writer::bundle);
            writer.commit();
        }
    }

    private static byte[] firstBundle(Source source, String id) {
        byte[] found = source.bundle(id);
        if (found != null) {
            return found;
        }
        BundleFiles shipped = BundleFiles.shipped();
        if (!id(shipped).equals(id)) {
            throw new CommandFailedException("the original run started with the model " + id
                    + ", whose bundle no longer exists; give the folder of a bundle with --model");
        }
        return shipped.zip();
    }
}
