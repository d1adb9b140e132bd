package io.vigia.detection.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigia.detection.model.AdaptiveParameters;
import io.vigia.detection.model.ModelManifest;
import io.vigia.detection.model.NetworkKind;
import io.vigia.detection.model.OutputScale;
import io.vigia.detection.model.RuleSpec;
import io.vigia.detection.model.Scaling;
import io.vigia.property.Draw;
import io.vigia.property.Property;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelManifestJsonTest {
    private static final byte[] ONNX = {1, 2, 3};
    private static final String JSON = text(TestNetworks.manifest(ONNX));

    private static String text(ModelManifest manifest) {
        return new String(ModelManifestJson.write(manifest), StandardCharsets.UTF_8);
    }

    private static ModelManifest read(String json) {
        return ModelManifestJson.read(json.getBytes(StandardCharsets.UTF_8), "model.json");
    }

    static Stream<ModelManifest> manifests() {
        RuleSpec fixed = new RuleSpec.AbsoluteError(2.387054468521088, 3);
        return Stream.of(
                TestNetworks.manifest(ONNX),
                TestNetworks.manifest(ONNX, new Scaling.None(), OutputScale.RAW, fixed),
                TestNetworks.manifest(ONNX, new Scaling.MinMax(57.4, 86.2), OutputScale.SCALED, fixed),
                TestNetworks.manifest(ONNX, new Scaling.Standard(71.2, 4.1), OutputScale.SCALED, fixed),
                TestNetworks.manifest(
                        ONNX,
                        new Scaling.Robust(71, 5),
                        OutputScale.RAW,
                        RuleSpec.Adaptive.defaults().withCalibrations(100, 100)),
                TestNetworks.manifest(
                        ONNX,
                        new Scaling.Sensor(6),
                        OutputScale.SCALED,
                        new RuleSpec.Adaptive2(AdaptiveParameters.defaults().withCalibrations(100, 200))));
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void what_is_written_is_read_again(ModelManifest manifest) {
        assertThat(read(text(manifest))).isEqualTo(manifest);
        assertThat(text(read(text(manifest)))).isEqualTo(text(manifest));
    }

    @Test
    void parameters_of_the_adaptive_rule_that_are_left_out_have_their_defaults() {
        String json =
                JSON.replaceAll("(?s)\"rule\" : \\{.*?}", "\"rule\" : {\"kind\" : \"adaptive\", \"threshold\" : 7}");

        RuleSpec.Adaptive rule = (RuleSpec.Adaptive) read(json).rule();

        assertThat(rule.threshold()).isEqualTo(7);
        assertThat(rule.lastCalibration()).isEqualTo(500);
    }

    @Test
    void parameters_of_adaptive_2_that_are_left_out_have_their_defaults() {
        String json = JSON.replaceAll(
                "(?s)\"rule\" : \\{.*?}", "\"rule\" : {\"kind\" : \"adaptive-2\", \"threshold\" : 7, \"hold\" : true}");

        RuleSpec.Adaptive2 rule = (RuleSpec.Adaptive2) read(json).rule();

        assertThat(rule.parameters().threshold()).isEqualTo(7);
        assertThat(rule.parameters().adoptAfter()).isEqualTo(86_400_000);
    }

    @Test
    void the_kind_of_network_is_written_where_it_is_no_forecast() {
        ModelManifest copies = read(
                JSON.replace("\"output\" : \"scaled\"", "\"output\" : \"scaled\", \"network\" : \"reconstruction\""));

        assertThat(copies.network()).isEqualTo(NetworkKind.RECONSTRUCTION);
        assertThat(copies.lookBack()).isEqualTo(9);
        assertThat(read(text(copies))).isEqualTo(copies);
        assertThat(text(read(JSON.replace(
                        "\"output\" : \"scaled\"", "\"output\" : \"scaled\", \"network\" : \"forecast\""))))
                .isEqualTo(JSON);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "formatVersion" : 1      | "formatVersion" : 2      | formatVersion is 2; expected 1 to 1
            "name" : "test-lstm"     | "name" : "a b"           | name is 'a b'; expected 1 to 64 of
            "name" : "test-lstm",    |                          | name is missing; expected a string
            "name" : "test-lstm"     | "name" : 5               | name is 5; expected a string
            "window" : 10            | "window" : 10.5          | window is 10.5; expected an integer
            "window" : 10            | "window" : 99999999999   | window is 99999999999; expected an integer of 32 bits
            "window" : 10            | "window" : 0             | window is 0; expected 1 to 1024
            "window" : 10            | "window" : 9             | golden[0].input is 10 values; expected 9, the window
            "window" : 10            | "window" : 10, "w" : 1   | w is not known; expected one of
            "kind" : "sensor"        | "kind" : "log"           | input.kind is 'log'; expected none, minmax
            "clip" : 6.0             | "clip" : -1              | input.clip is -1.0; expected a finite number above 0
            "clip" : 6.0             | "clip" : "6"             | input.clip is "6"; expected a finite number
            "output" : "scaled"      | "output" : "raw"         | output is raw; expected scaled, because
            "output" : "scaled"      | "output" : "log"         | output is 'log'; expected scaled or raw
            "output" : "scaled"      | "output" : "scaled", "network" : "gan" | network is 'gan'; expected forecast or reconstruction
            "kind" : "adaptive"      | "kind" : "magic"         | rule.kind is 'magic'; expected absolute-error, adaptive or adaptive-2
            "threshold" : 6.75       | "threshold" : 0          | rule.threshold is 0.0; expected a finite number above 0
            "threshold" : 6.75       | "threshold" : 1e999      | rule.threshold is
            "firstCalibration" : 250 | "firstCalibration" : 10  | expected
            "seed" : 7               | "seed" : null            | trained.seed is null; expected an integer
            "mae" : 0.25             | "mae" : []               | error.mae is []; expected a finite number
            """)
    void a_wrong_field_is_named_with_what_came_and_what_was_expected(String from, String to, String message) {
        String json = JSON.replace(from, to == null ? "" : to);

        assertThat(json).isNotEqualTo(JSON);
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith("model.json: ")
                .hasMessageContaining(message)
                .hasMessageEndingWith("Correct the field, or create the bundle again.");
    }

    @Test
    void a_field_that_comes_twice_is_refused() {
        assertThatThrownBy(() -> read(JSON.replace("\"window\" : 10", "\"window\" : 10, \"window\" : 11")))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("window");
    }

    @Property
    void arbitrary_text_is_read_or_refused_by_name(Draw draw) {
        String json = draw.text();
        assertThatThrownBy(() -> read(json)).isInstanceOf(BundleException.class);
    }

    @Property(tries = 500)
    void a_manifest_with_damaged_bytes_is_read_or_refused_by_name(Draw draw) {
        int place = draw.anInt(0, 100_000);
        byte damage = (byte) draw.anInt(-128, 127);
        byte[] json = JSON.getBytes(StandardCharsets.UTF_8);
        json[place % json.length] = damage;
        try {
            assertThat(ModelManifestJson.read(json, "model.json").window()).isEqualTo(10);
        } catch (BundleException e) {
            assertThat(e).hasMessageStartingWith("model.json: ");
        }
    }
}
