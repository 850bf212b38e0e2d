package io.spillway.functions.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.ETag;
import io.spillway.ports.queue.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Static file of the dashboard, by its name in one flat folder. Browsers revalidate each time, so
 * that no page mixes files of two deployments.
 *
 * @param tag the entity tag, derived from the text
 */
record DashboardFile(String contentType, String text, String tag) {

  private static final String PAGE = "index.html";
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,40}(\\.[a-z]{2,5}){1,3}");

  private static final Map<String, String> CONTENT_TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "json", "application/json; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8");

  /** Only files of this app, and nothing inline. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
          + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
          + "require-trusted-types-for 'script'; trusted-types lit-html";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "no-cache",
          "Content-Security-Policy", POLICY,
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff");

  /** Caches existing files only, so that callers cannot fill it. */
  private static final Map<String, DashboardFile> READ = new ConcurrentHashMap<>();

  static DashboardFile page() {
    return named(PAGE).orElseThrow();
  }

  /** Returns the file of this name, if it exists. */
  static Optional<DashboardFile> named(String name) {
    String contentType = CONTENT_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (contentType == null || !NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(READ.computeIfAbsent(name, absent -> read(absent, contentType)));
  }

  private static @Nullable DashboardFile read(String name, String contentType) {
    try (InputStream file =
        DashboardFile.class.getResourceAsStream("/io/spillway/functions/dashboard/" + name)) {
      if (file == null) {
        return null;
      }
      byte[] bytes = file.readAllBytes();
      return new DashboardFile(
          contentType, new String(bytes, UTF_8), ETag.of(Payload.of(bytes).sha256()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the file, or 304 for a current copy. */
  ApiResponse answer(HttpRequestMessage<?> request) {
    boolean known = ETag.isKnown(request, tag);
    ApiResponse answer =
        new ApiResponse(known ? 304 : 200, contentType, known ? "" : text, HEADERS);
    return answer.with("ETag", tag);
  }
}
