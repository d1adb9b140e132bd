package io.vigia.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigia.settings.Variables;
import io.vigia.store.Order;
import io.vigia.store.Sample;
import io.vigia.store.SeriesStore;
import io.vigia.store.Writes;
import io.vigia.testkit.Machine;
import io.vigia.testkit.RedisServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The store over TLS")
class RedisTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @Test
    void writes_and_reads_where_the_certificate_is_trusted_and_names_the_host() throws Exception {
        int port = Machine.freePort();
        KeyStore keys = newKeys("trusted");
        trust(keys);
        try (RedisServer redis = encrypted("trusted", keys, port);
                SeriesStore store = store("localhost", port);
                SeriesStore otherName = store(redis.host(), port)) {
            store.write(List.of(Writes.scored("s", 1, 21.5)));
            assertThat(store.range("s", 0, 9, 9, Order.OLDEST_FIRST))
                    .extracting(Sample::value)
                    .containsExactly(21.5);
            assertThat(otherName.available())
                    .as("127.0.0.1 with a certificate of localhost")
                    .isFalse();
        }
        int strange = Machine.freePort();
        try (RedisServer redis = encrypted("strange", newKeys("strange"), strange);
                SeriesStore store = store("localhost", strange)) {
            assertThat(redis.port()).isNotEqualTo(strange);
            assertThat(store.available()).as("a certificate that nobody trusts").isFalse();
        }
    }

    /** For the whole JVM and for good, since its default sockets are made once; no other test here speaks TLS. */
    private static void trust(KeyStore keys) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("redis", keys.getCertificate("redis"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLContext.setDefault(context);
    }

    private KeyStore newKeys(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(keytool, "-genkeypair", "-alias", "redis", "-keyalg", "RSA"));
        command.addAll(List.of("-dname", "CN=localhost", "-ext", "SAN=dns:localhost", "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", new String(PASSWORD), "-keystore", file.toString()));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private RedisServer encrypted(String name, KeyStore keys, int port) throws Exception {
        Path certificate =
                pem(name + ".cert", "CERTIFICATE", keys.getCertificate("redis").getEncoded());
        Path key =
                pem(name + ".key", "PRIVATE KEY", keys.getKey("redis", PASSWORD).getEncoded());
        return RedisServer.requiredHere(
                "--tls-port",
                Integer.toString(port),
                "--tls-cert-file",
                certificate.toString(),
                "--tls-key-file",
                key.toString(),
                "--tls-auth-clients",
                "no");
    }

    private static SeriesStore store(String host, int port) {
        Map<String, String> where =
                Map.of("REDIS_HOST", host, "REDIS_PORT", Integer.toString(port), "REDIS_TLS", "true");
        return RedisSeriesStore.open(RedisSettings.from(Variables.of(where)), "tls");
    }

    private Path pem(String file, String kind, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return Files.writeString(
                folder.resolve(file), "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n");
    }
}
