package io.spillway.adapters.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Settings of the webhook that receives alerts.
 *
 * @param url an {@code https} URL without user and fragment; {@code http} only with {@code
 *     privateTargets}
 * @param secrets 1 to {@value #MAX_SECRETS} secrets; each signs, so that a receiver can rotate them
 * @param privateTargets whether to allow this machine and its private network
 * @param timeout the timeout of one call in total, {@value #MIN_TIMEOUT_MILLIS} ms to {@value
 *     #MAX_TIMEOUT_MILLIS} ms
 */
public record WebhookSettings(
    URI url, List<WebhookSecret> secrets, boolean privateTargets, Duration timeout) {

  /** Default timeout. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /** Maximum number of secrets. */
  public static final int MAX_SECRETS = 3;

  static final int MIN_TIMEOUT_MILLIS = 100;
  static final int MAX_TIMEOUT_MILLIS = 30_000;

  /**
   * Throws {@link IllegalArgumentException} if a value is invalid; its message contains neither a
   * secret nor the URL.
   */
  public WebhookSettings {
    secrets = List.copyOf(secrets);
    boolean encrypted = "https".equalsIgnoreCase(url.getScheme());
    if (!encrypted && !(privateTargets && "http".equalsIgnoreCase(url.getScheme()))) {
      throw new IllegalArgumentException("the URL must begin with https");
    }
    if (isMissing(url.getHost()) || url.getRawUserInfo() != null || url.getFragment() != null) {
      throw new IllegalArgumentException("the URL must have a host and no user or fragment");
    }
    if (HttpUrl.parse(url.toString()) == null) {
      throw new IllegalArgumentException("the URL has a malformed host or port");
    }
    if (secrets.isEmpty() || secrets.size() > MAX_SECRETS) {
      throw new IllegalArgumentException("there must be 1 to " + MAX_SECRETS + " secrets");
    }
    if (timeout.toMillis() < MIN_TIMEOUT_MILLIS || timeout.toMillis() > MAX_TIMEOUT_MILLIS) {
      throw new IllegalArgumentException(
          "the timeout must be " + MIN_TIMEOUT_MILLIS + " to " + MAX_TIMEOUT_MILLIS + " ms");
    }
  }

  private static boolean isMissing(@Nullable String host) {
    return host == null || host.isEmpty();
  }

  /** Contains only the host, because the rest of a webhook's URL may be a secret. */
  @Override
  public String toString() {
    return "WebhookSettings[" + url.getHost() + ", " + secrets + ", " + timeout + "]";
  }
}
