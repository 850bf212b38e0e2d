package io.spillway.functions.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.ETag;
import io.spillway.ports.queue.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;

/**
 * A document that describes an API, read once and kept plain and compressed (a tenth of the size).
 */
final class ApiDescription {

  /** Keeps the description of HTTP, which is loaded on its first use. */
  private static final class OpenApi {
    static final ApiDescription READ = read("openapi.json");
  }

  /** Keeps the description of queue and webhook, which is loaded on its first use. */
  private static final class AsyncApi {
    static final ApiDescription READ = read("asyncapi.json");
  }

  private final String text;
  private final byte[] gzip;
  private final String tag;
  private final String gzipTag;

  private ApiDescription(byte[] bytes) throws IOException {
    text = new String(bytes, UTF_8);
    gzip = compress(bytes);
    String hash = Payload.of(bytes).sha256();
    tag = ETag.of(hash);
    gzipTag = ETag.of(hash + "-gzip");
  }

  /** Returns the description of the HTTP API. */
  static ApiDescription openApi() {
    return OpenApi.READ;
  }

  /** Returns the description of the queue's events and the webhook's alerts. */
  static ApiDescription asyncApi() {
    return AsyncApi.READ;
  }

  String text() {
    return text;
  }

  /** Returns the document, or 304 for a current copy. */
  ApiResponse answer(HttpRequestMessage<?> request) {
    boolean zipped = takesGzip(request);
    String current = zipped ? gzipTag : tag;
    Map<String, String> headers =
        Map.of("ETag", current, "Cache-Control", "no-cache", "Vary", "Accept-Encoding");
    if (ETag.isKnown(request, current)) {
      return new ApiResponse(304, "application/json", "", headers);
    }
    return zipped
        ? new ApiResponse(200, "application/json", gzip, headers).with("Content-Encoding", "gzip")
        : new ApiResponse(200, "application/json", text, headers);
  }

  private static boolean takesGzip(HttpRequestMessage<?> request) {
    return request.getHeaders().entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase("accept-encoding"))
        .flatMap(header -> Arrays.stream(header.getValue().split(",")))
        .map(coding -> coding.replace(" ", ""))
        .anyMatch(coding -> coding.equals("gzip") || coding.matches("gzip;q=(?!0(\\.0*)?$).*"));
  }

  private static ApiDescription read(String name) {
    try (InputStream document =
        ApiDescription.class.getResourceAsStream("/io/spillway/functions/" + name)) {
      return new ApiDescription(Objects.requireNonNull(document).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] compress(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }
}
