package io.spillway.cli.remote;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Check that a key is not sent over a network in plain text. */
public final class KeyTransport {

  private KeyTransport() {}

  /** Returns whether a key may be sent to a URL: over https, or to this machine only. */
  public static boolean isSafe(URI url) {
    return !"http".equals(url.getScheme()) || isHere(url.getHost());
  }

  /** Returns whether the host can only be this machine, without a DNS lookup. */
  private static boolean isHere(@Nullable String host) {
    return host != null
        && (host.equalsIgnoreCase("localhost")
            || host.equals("[::1]")
            || host.matches("127(\\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}"));
  }
}
