package io.spillway.adapters.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** Webhook settings for tests. */
final class Webhooks {

  static final String SECRET = secret(1);

  private Webhooks() {}

  static String secret(int seed) {
    byte[] key = new byte[32];
    key[0] = (byte) seed;
    return "whsec_" + Base64.getEncoder().encodeToString(key);
  }

  static WebhookSettings to(URI url) {
    return to(url, Duration.ofSeconds(20));
  }

  static WebhookSettings to(URI url, Duration timeout) {
    return new WebhookSettings(url, List.of(WebhookSecret.parse(SECRET)), true, timeout);
  }
}
