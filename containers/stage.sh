#!/usr/bin/env bash
# Lays out what goes into the images in target/image, from what Maven built; run again on the same build, the same bytes and times.
#   containers/stage.sh          wants JAVA_HOME, and Maven on the PATH or in MAVEN
#   containers/stage.sh --e2e    what the image of the black-box tests holds too
set -euo pipefail
cd "$(dirname "$0")/.."

readonly EPOCH=2026-01-01T00:00:00Z
readonly OUT=target/image
readonly MODULES=(ingest-api stream-detector query-api notifier cli)
jar="${JAVA_HOME:?stage: JAVA_HOME must name the JDK}/bin/jar"

main_class() {
    case "$1" in
        ingest-api) echo io.vigia.ingest.app.IngestApi ;;
        stream-detector) echo io.vigia.detector.app.StreamDetector ;;
        query-api) echo io.vigia.query.app.QueryApi ;;
        notifier) echo io.vigia.notifier.app.Notifier ;;
        tools) echo io.vigia.cli.Vigia ;;
    esac
}

# Of the machine that an image is for: arm64's folder is staged too, so that one build makes both.
native_files() {
    case "$1-$2" in
        onnxruntime-amd64) echo ai/onnxruntime/native/linux-x64/libonnxruntime.so ai/onnxruntime/native/linux-x64/libonnxruntime4j_jni.so ;;
        onnxruntime-arm64) echo ai/onnxruntime/native/linux-aarch64/libonnxruntime.so ai/onnxruntime/native/linux-aarch64/libonnxruntime4j_jni.so ;;
        rocksdbjni-amd64) echo librocksdbjni-linux64.so ;;
        rocksdbjni-arm64) echo librocksdbjni-linux-aarch64.so ;;
        zstd-jni-amd64) echo linux/amd64/libzstd-jni-*.so ;;
        zstd-jni-arm64) echo linux/aarch64/libzstd-jni-*.so ;;
        snappy-java-amd64) echo org/xerial/snappy/native/Linux/x86_64/libsnappyjava.so ;;
        snappy-java-arm64) echo org/xerial/snappy/native/Linux/aarch64/libsnappyjava.so ;;
    esac
}

# Native code leaves its jar for a folder that java.library.path names: no temporary copies at each start, so /tmp may forbid
# executing, and nothing for other systems: split_native NAME FOLDER-FOR-NATIVE JAR
split_native() {
    local name="$1" native="$2" file="$3" work arch found
    work="$(mktemp -d)"
    (cd "$work" && "$jar" --extract --file "$OLDPWD/$file")
    for arch in amd64 arm64; do
        mkdir -p "$native/$arch/opt/vigia/native"
        for found in $(cd "$work" && native_files "$name" "$arch"); do
            cp "$work/$found" "$native/$arch/opt/vigia/native/"
        done
    done
    # jlinenative and LZ4 stay as they are: both go on without.
    find "$work" -type f \( -name '*.so' -o -name '*.dll' -o -name '*.dylib' -o -name '*.jnilib' -o -path '*.dSYM/*' \) -delete
    cp "$work/META-INF/MANIFEST.MF" "$work.mf"
    rm "$work/META-INF/MANIFEST.MF"
    rm "$file"
    "$jar" --create --date="$EPOCH" --file "$file" --manifest "$work.mf" -C "$work" .
    rm -rf "$work" "$work.mf"
}

options() {
    local image="$1" folder file path=""
    for folder in "$OUT/common" "$OUT/$image-lib" "$OUT/$image-app"; do
        for file in "$folder"/opt/vigia/*/*.jar; do
            path+="${path:+:}${file#"$folder"}"
        done
    done
    java_options "$path" "$(main_class "$image")"
}

# java_options CLASS-PATH MAIN-CLASS
java_options() {
    # What a start fills anyway is there at once: from the default, a 64th, a heap grows by thirty collections before it is ready.
    cat <<OPTIONS
-XX:+UseG1GC
-XX:InitialRAMPercentage=12.5
-XX:MaxRAMPercentage=60
-XX:+ExitOnOutOfMemoryError
-Djava.library.path=/opt/vigia/native
-Donnxruntime.native.path=/opt/vigia/native
-Dorg.xerial.snappy.use.systemlib=true
--enable-native-access=ALL-UNNAMED
-cp $1
$2
OPTIONS
}

# The model workbench in the image of tools: what it shares with the rest is not there twice, and the 112 MB of PyTorch, which only
# training uses, are left out.
stage_workbench() {
    local jar name path="" there
    mkdir -p "$OUT/tools-model/opt/vigia/model"
    for jar in models/workbench/target/vigia-model.jar models/workbench/target/lib/*.jar; do
        name="$(basename "$jar")"
        case "$name" in pytorch-native-*) continue ;; esac
        there="$(find "$OUT/common" "$OUT/tools-lib" "$OUT/tools-app" -name "$name")"
        if [ -z "$there" ]; then
            cp "$jar" "$OUT/tools-model/opt/vigia/model/"
            there="$OUT/tools-model/opt/vigia/model/$name"
        fi
        path+="${path:+:}/opt/vigia/${there##*/opt/vigia/}"
    done
    java_options "$path" io.vigia.models.app.ModelCommand >"$OUT/tools-model/opt/vigia/model.options"
}

maven="${MAVEN:-mvn}"
"$maven" -B -ntp -q -Pimages -pl "$(IFS=, && echo "${MODULES[*]}"),models/workbench" -am package -Dmaven.test.skip=true

rm -rf "$OUT"
mkdir -p "$OUT/common/opt/vigia/lib" "$OUT/archive" "$OUT/data/data"
for module in "${MODULES[@]}"; do
    image="${module/cli/tools}"
    mkdir -p "$OUT/$image-lib/opt/vigia/lib" "$OUT/$image-app/opt/vigia/app"
    cp "$module"/target/lib/*.jar "$OUT/$image-lib/opt/vigia/lib/"
    mv "$OUT/$image-lib"/opt/vigia/lib/vigia-*.jar "$OUT/$image-app/opt/vigia/app/"
    for main in "$module/target/vigia.jar" "$module/target/vigia-$module"-*.jar; do
        case "$main" in
            *'*'* | *-sources.jar | *-tests.jar) ;;
            *) [ ! -f "$main" ] || cp "$main" "$OUT/$image-app/opt/vigia/app/" ;;
        esac
    done
done

# The libraries that all five have are a layer of their own, which the images share.
for file in "$OUT"/ingest-api-lib/opt/vigia/lib/*.jar; do
    name="$(basename "$file")"
    if [ "$(find "$OUT"/*-lib -name "$name" | wc -l)" -eq "${#MODULES[@]}" ]; then
        mv "$file" "$OUT/common/opt/vigia/lib/"
        rm -f "$OUT"/*-lib/opt/vigia/lib/"$name"
    fi
done
for name in zstd-jni snappy-java onnxruntime rocksdbjni; do
    first="$(find "$OUT" -name "$name-*.jar" | sort | head -n 1)"
    # Networks run in the detector, in the back-tests of query-api and in tools; what is left is the detector's and that of tools.
    case "$name $first" in
        *" $OUT"/common/*) native="native-common" ;;
        "onnxruntime "*) native="native-onnx" ;;
        *) native="native-detector" ;;
    esac
    split_native "$name" "$OUT/$native" "$first"
    find "$OUT" -name "$name-*.jar" ! -path "$first" -exec cp "$first" {} \;
done

stage_workbench

if [ "${1:-}" = --e2e ]; then
    "$maven" -B -ntp -q -Pe2e-image -pl testing/e2e -am package -DskipTests
    mkdir -p "$OUT/e2e/opt/vigia/e2e"
    cp -r testing/e2e/target/lib "$OUT/e2e/opt/vigia/e2e/lib"
    cp -r testing/e2e/target/test-classes "$OUT/e2e/opt/vigia/e2e/classes"
fi

cp containers/files/healthy "$OUT/common/opt/vigia/"
cp containers/files/archive "$OUT/archive/"
cp containers/files/vigia "$OUT/tools-app/opt/vigia/"
for module in "${MODULES[@]}"; do
    image="${module/cli/tools}"
    options "$image" >"$OUT/$image-app/opt/vigia/service.options"
done
find "$OUT" -type d -exec chmod 755 {} +
find "$OUT" -type f -exec chmod 644 {} +
chmod 755 "$OUT/common/opt/vigia/healthy" "$OUT/archive/archive" "$OUT/tools-app/opt/vigia/vigia"
find "$OUT" -exec touch --no-dereference --date="$EPOCH" {} +
