package io.spillway.local.host;

import java.net.URI;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Without keys every caller has all roles, so a page of some website must not be able to call: not
 * by a form or a script (which sends Origin), nor under a name of its own that resolves to this
 * machine (which sends that name as Host).
 */
final class LoopbackCallers {

  private LoopbackCallers() {}

  static void check(Request request) {
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (!isLoopback(Request.getServerName(request))
        || (origin != null && !isLoopback(hostOf(origin)))) {
      throw new HttpRefusal(Problems.foreignOrigin());
    }
  }

  /** Whether a host, as it stands in a URL, can only mean this machine. */
  static boolean isLoopback(@Nullable String host) {
    return host != null
        && (host.equals("127.0.0.1")
            || host.equalsIgnoreCase("localhost")
            || host.equals("[::1]")
            || host.equals("::1")
            || host.matches("127(\\.[0-9]{1,3}){3}"));
  }

  private static @Nullable String hostOf(String origin) {
    try {
      return URI.create(origin).getHost();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
