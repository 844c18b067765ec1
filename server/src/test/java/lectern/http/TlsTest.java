package lectern.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileInputStream;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsTest {
  private static final Path FILES = Path.of("src/test/resources/tls");
  private static final TlsFiles GOOD = files("server.crt", "server.key");

  private static TlsFiles files(String certificate, String key) {
    return new TlsFiles(FILES.resolve(certificate), FILES.resolve(key));
  }

  @Test
  void a_request_and_a_stream_come_over_tls() throws Exception {
    var events =
        Route.get(
            "/events",
            Permission.PUBLIC,
            call -> new Reply.Stream(sink -> sink.send("secure", String.valueOf(call.isSecure()))));
    try (var server = TestServer.withTls(GOOD, TestServer.hello(), events);
        var client = new RawClient(trusting().createSocket("127.0.0.1", server.port))) {
      client.get("/hello");
      client.until("\"hello\"");
      client.get("/events");

      assertThat(client.rest()).contains("event: secure\ndata: \"true\"");
    }
  }

  private static SSLSocketFactory trusting() throws Exception {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (var in = new FileInputStream(GOOD.certificate().toFile())) {
      var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
      store.setCertificateEntry("server", certificate);
    }
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  @ParameterizedTest
  @CsvSource({
    "server.crt, other.key, is not the key of the certificate",
    "server.crt, sec1.key, openssl pkcs8",
    "server.crt, none.key, cannot be read",
    "server.key, server.key, holds no certificate",
    "README.md, server.key, holds no certificate",
  })
  void files_that_are_no_good_are_told_in_one_line(String certificate, String key, String told) {
    assertThatThrownBy(() -> TestServer.withTls(files(certificate, key)))
        .isInstanceOf(ServerUnavailable.class)
        .hasMessageContaining(told)
        .message()
        .doesNotContain("\n");
  }
}
