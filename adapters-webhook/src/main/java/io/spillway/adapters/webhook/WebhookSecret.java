package io.spillway.adapters.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shared secret of sender and receiver: {@code whsec_} and 24 to 64 bytes in Base64. Never printed.
 */
public final class WebhookSecret {

  static final int MIN_BYTES = 24;
  static final int MAX_BYTES = 64;

  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] key;

  private WebhookSecret(byte[] key) {
    this.key = key;
  }

  /**
   * {@return the parsed secret}
   *
   * @param text {@code whsec_} and the key in Base64
   * @throws IllegalArgumentException if the text is malformed; the message does not contain it
   */
  public static WebhookSecret parse(String text) {
    byte[] key = text.startsWith(PREFIX) ? decode(text.substring(PREFIX.length())) : new byte[0];
    if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          "a secret must be whsec_ and " + MIN_BYTES + " to " + MAX_BYTES + " bytes in Base64");
    }
    return new WebhookSecret(key);
  }

  /** Returns the signature with the scheme's version, such as {@code v1,K5oZ...}. */
  String sign(String signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notBase64) {
      return new byte[0];
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WebhookSecret secret && Arrays.equals(key, secret.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }

  @Override
  public String toString() {
    return "WebhookSecret[" + key.length + " bytes]";
  }
}
