package io.spillway.local.host;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Rejects cross-origin calls. Without keys every caller has all roles, so no page of another site
 * may call: not by a form, a script or a beacon (detected by Origin or {@code Sec-Fetch-Site}), nor
 * by DNS rebinding (detected by Host). A page of another port of this machine is another site too.
 * Scripts of pages of the allowed origins may call.
 */
final class LoopbackCallers {

  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile("127(?:\\." + OCTET + "){3}");
  private static final Set<String> OWN_SITE = Set.of("none", "same-origin");

  private LoopbackCallers() {}

  /**
   * Rejects a cross-origin call.
   *
   * @param isAllowed whether pages of an origin of another site may call
   */
  static void check(Request request, Predicate<String> isAllowed) {
    HttpFields headers = request.getHeaders();
    if (!isLoopback(Request.getServerName(request))) {
      throw foreign();
    }
    List<String> origins = headers.getValuesList(HttpHeader.ORIGIN);
    boolean isOwn =
        origins.isEmpty()
            ? isOwnSite(request, headers.getValuesList("Sec-Fetch-Site"))
            : origins.size() == 1
                && (origins.get(0).equalsIgnoreCase("http://" + headers.get(HttpHeader.HOST))
                    || isAllowed.test(origins.get(0)));
    if (!isOwn) {
      throw foreign();
    }
  }

  /** Returns whether a URL's host can only be this machine. */
  static boolean isLoopback(@Nullable String host) {
    return host != null
        && (host.equalsIgnoreCase("localhost")
            || host.equals("[::1]")
            || host.equals("::1")
            || IPV4.matcher(host).matches());
  }

  /** Programs send no site; a link followed from elsewhere shows its page to the user only. */
  private static boolean isOwnSite(Request request, List<String> sites) {
    if (sites.isEmpty() || (sites.size() == 1 && OWN_SITE.contains(sites.get(0)))) {
      return true;
    }
    return request.getMethod().equals("GET")
        && List.of("navigate").equals(request.getHeaders().getValuesList("Sec-Fetch-Mode"))
        && List.of("document").equals(request.getHeaders().getValuesList("Sec-Fetch-Dest"));
  }

  private static HttpRefusal foreign() {
    return new HttpRefusal(Problems.foreignOrigin());
  }
}
