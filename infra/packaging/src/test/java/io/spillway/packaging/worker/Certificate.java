package io.spillway.packaging.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Self-signed certificate of 127.0.0.1, created by the JDK's keytool for one test.
 *
 * @param store the key store with the certificate and its key
 */
record Certificate(Path store) {

  private static final String PASSWORD = "loopback";

  static Certificate in(Path folder) throws IOException, InterruptedException {
    Path store = folder.resolve("loopback.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD,
            "-alias",
            "loopback",
            "-keyalg",
            "EC",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "san=ip:127.0.0.1,dns:localhost",
            "-ext",
            "bc=ca:true");
    Path output = folder.resolve("keytool.txt");
    ProcessBuilder keytool =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    if (keytool.start().waitFor() != 0) {
      throw new IOException("keytool: " + Files.readString(output));
    }
    return new Certificate(store);
  }

  /** Returns the context of the server with this certificate. */
  SSLContext server() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** Returns the options of a JVM that trusts only this certificate. */
  String[] trusted() {
    return new String[] {
      "-Djavax.net.ssl.trustStore=" + store, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD
    };
  }
}
