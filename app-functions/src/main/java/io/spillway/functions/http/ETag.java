package io.spillway.functions.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.functions.invocation.Headers;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entity tags: versions in quotes, with reserved characters escaped. */
public final class ETag {

  /** Accepts weak tags, because proxies that compress a response weaken its tag. */
  private static final Pattern ONE = Pattern.compile("(?:W/)?\"([^\",]+)\"|([^\",*\\s]+)");

  private ETag() {}

  public static String of(String version) {
    return '"' + URLEncoder.encode(version, UTF_8) + '"';
  }

  /**
   * Returns the version in {@code If-Match}. Rejects a request without the header with 428, and one
   * with none or several versions with 400.
   */
  public static String require(HttpRequestMessage<?> request) {
    String header = Headers.of(request, "if-match").orElseThrow(ETag::missing).strip();
    Matcher matcher = ONE.matcher(header);
    if (!matcher.matches()) {
      throw ProblemException.of(
          new Problem(
              400,
              "invalid-if-match",
              "Invalid If-Match header",
              "If-Match must be one ETag from an earlier response"));
    }
    String tag = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return decode(tag);
  }

  /**
   * Returns the version in {@code If-Match}; empty for a request with {@code If-None-Match: *},
   * which creates and requires that nothing exists.
   */
  public static Optional<String> requiredOrNew(HttpRequestMessage<?> request) {
    boolean isNew =
        Headers.of(request, "if-none-match").filter(tag -> tag.strip().equals("*")).isPresent();
    return isNew ? Optional.empty() : Optional.of(require(request));
  }

  /** Returns whether {@code If-None-Match} names this tag, so that the client's copy is current. */
  public static boolean isKnown(HttpRequestMessage<?> request, String tag) {
    return Headers.of(request, "if-none-match")
        .filter(header -> ONE.matcher(header).results().anyMatch(one -> one.group().endsWith(tag)))
        .isPresent();
  }

  private static String decode(String tag) {
    try {
      return URLDecoder.decode(tag, UTF_8);
    } catch (IllegalArgumentException notOurs) {
      return tag; // not a version, and so stale
    }
  }

  private static ProblemException missing() {
    return ProblemException.of(
        new Problem(
            428,
            "version-required",
            "If-Match is required",
            "Send the ETag of the version you read, so that no concurrent change is lost"));
  }
}
