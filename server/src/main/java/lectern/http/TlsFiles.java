package lectern.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// What a server proves with who it is: a certificate with those that vouch for it, and its key.
///
/// @param certificate a PEM file; the server's own certificate stands first
/// @param key a PEM file with an unencrypted PKCS #8 key
public record TlsFiles(Path certificate, Path key) {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]*)-----END PRIVATE KEY-----");

  /// Kinds of keys that TLS knows, and how each signs.
  private static final List<KeyKind> KEY_KINDS =
      List.of(
          new KeyKind("EC", "SHA256withECDSA"),
          new KeyKind("RSA", "SHA256withRSA"),
          new KeyKind("EdDSA", "EdDSA"));

  private record KeyKind(String name, String signature) {}

  /// Reads both files.
  ///
  /// @throws ServerUnavailable in one line, when one is broken or they do not belong together
  SSLContext context() {
    var chain = chain();
    var privateKey = privateKey(chain[0].getPublicKey());
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("lectern", privateKey, new char[0], chain);
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      var context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, new SecureRandom());
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(certificate, "cannot be used for TLS: " + e.getMessage());
    }
  }

  private Certificate[] chain() {
    try {
      var all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(read(certificate)));
      if (all.isEmpty()) {
        throw unusable(certificate, "holds no certificate in PEM form");
      }
      return all.toArray(Certificate[]::new);
    } catch (CertificateException _) {
      throw unusable(certificate, "holds no certificate in PEM form");
    }
  }

  private PrivateKey privateKey(PublicKey publicKey) {
    var pem = PKCS8.matcher(new String(read(key), StandardCharsets.ISO_8859_1));
    if (!pem.find()) {
      throw unusable(
          key,
          "holds no unencrypted PKCS #8 key;"
              + " `openssl pkcs8 -topk8 -nodes -in KEY -out NEW` makes one of others");
    }
    byte[] encoded = decoded(pem.group(1));
    for (var kind : KEY_KINDS) {
      try {
        var read =
            KeyFactory.getInstance(kind.name()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        if (belongsTo(publicKey, read, kind)) {
          return read;
        }
        throw unusable(key, "is not the key of the certificate in " + certificate);
      } catch (InvalidKeySpecException _) {
        // a key of another kind
      } catch (GeneralSecurityException _) {
        throw unusable(key, "is not the key of the certificate in " + certificate);
      }
    }
    throw unusable(key, "holds a key of an unknown kind, or a broken one");
  }

  private byte[] decoded(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      throw unusable(key, "holds a broken key");
    }
  }

  /// Whether what one signs the other confirms.
  private static boolean belongsTo(PublicKey publicKey, PrivateKey privateKey, KeyKind kind)
      throws GeneralSecurityException {
    byte[] text = {1, 2, 3};
    var signing = Signature.getInstance(kind.signature());
    signing.initSign(privateKey);
    signing.update(text);
    byte[] signature = signing.sign();
    var checking = Signature.getInstance(kind.signature());
    checking.initVerify(publicKey);
    checking.update(text);
    return checking.verify(signature);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unusable(file, "cannot be read: " + e);
    }
  }

  private static ServerUnavailable unusable(Path file, String why) {
    return new ServerUnavailable(file + " " + why + " (server.tls_certificate, server.tls_key)");
  }
}
