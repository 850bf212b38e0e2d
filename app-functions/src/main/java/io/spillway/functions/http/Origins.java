package io.spillway.functions.http;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.functions.invocation.Headers;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Web origins of other sites whose pages may call the API (CORS). Keys are sent in headers, so
 * cookies are never allowed.
 *
 * @param allowed the origins as browsers send them, in lower case; empty for none
 */
public record Origins(Set<String> allowed) {

  /** Name of the setting. */
  public static final String SETTING = "SPILLWAY_CORS_ORIGINS";

  /** Maximum number of origins. */
  public static final int MAX_ORIGINS = 50;

  /** No origin of another site. */
  public static final Origins NONE = new Origins(Set.of());

  private static final Pattern ORIGIN =
      Pattern.compile(
          "(?<scheme>[a-z][a-z0-9+.-]{0,30})://(?:[a-z0-9][a-z0-9.-]{0,252}|\\[[0-9a-f:.]{2,45}])"
              + "(?<port>:[1-9][0-9]{0,4})?");

  public Origins {
    allowed = Set.copyOf(allowed);
  }

  /**
   * Parses the setting.
   *
   * @param list 1 to {@value #MAX_ORIGINS} origins, separated by commas or white space, each {@code
   *     scheme://host} or {@code scheme://host:port}
   * @throws IllegalArgumentException for any other list; the message names the rule
   */
  public static Origins of(String list) {
    Set<String> origins = new LinkedHashSet<>();
    for (String origin : list.strip().toLowerCase(Locale.ROOT).split("[,\\s]+", 0)) {
      origins.add(require(origin));
    }
    if (origins.size() > MAX_ORIGINS) {
      throw new IllegalArgumentException("must have at most " + MAX_ORIGINS + " origins");
    }
    return new Origins(origins);
  }

  private static String require(String origin) {
    if (origin.contains("*")) {
      throw new IllegalArgumentException(
          "must not have *: every site could use a key that its visitor has; name each origin");
    }
    Matcher matcher = ORIGIN.matcher(origin);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "must be origins such as https://chat.example.com or http://localhost:3000, without a"
              + " path");
    }
    if (List.of("http:80", "https:443").contains(matcher.group("scheme") + matcher.group("port"))) {
      throw new IllegalArgumentException("must not have a default port: browsers leave it out");
    }
    return origin;
  }

  /** Returns whether there are none, so that nothing about other sites is checked or answered. */
  boolean isEmpty() {
    return allowed.isEmpty();
  }

  /** Returns whether pages of an origin may call, as sent in the header {@code Origin}. */
  public boolean allow(String origin) {
    return allowed.contains(origin);
  }

  /**
   * Returns whether a request may be answered: it names no origin, that of this app or an allowed
   * one. Without allowed origins every request may, as no page of another site can read an answer.
   */
  boolean admit(HttpRequestMessage<?> request) {
    if (isEmpty()) {
      return true;
    }
    return Headers.of(request, "origin")
        .map(origin -> allow(origin) || isOwn(origin, request.getUri()))
        .orElse(true);
  }

  private static boolean isOwn(String origin, URI uri) {
    int authority = origin.indexOf("://") + 3;
    return authority > 2 && origin.substring(authority).equalsIgnoreCase(uri.getRawAuthority());
  }
}
