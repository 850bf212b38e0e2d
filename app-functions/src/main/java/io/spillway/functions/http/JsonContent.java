package io.spillway.functions.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.InvalidInputException;
import io.spillway.functions.invocation.Headers;
import io.spillway.wire.Json;
import io.spillway.wire.UnreadableJsonException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * JSON content of a request, before it is parsed.
 *
 * @param mediaType the media type in lower case, without parameters; empty for a request with
 *     neither type nor body
 * @param text the body; blank if it is missing
 */
public record JsonContent(String mediaType, String text) {

  private static final String JSON = "application/json";
  private static final Pattern JSON_TYPE =
      Pattern.compile(
          "application/(?:[a-z0-9.+-]+\\+)?json(?:;(?:charset=\"?utf-8\"?|(?!charset=)[^;]*))*");

  /**
   * Reads the content of a request. Rejects a body that is not of a type of JSON, compressed or
   * larger than {@link Body#MAX_BYTES}.
   */
  public static JsonContent of(HttpRequestMessage<Optional<String>> request) {
    Optional<String> type = Headers.of(request, "content-type");
    Optional<String> body = request.getBody().filter(found -> !found.isBlank());
    // A cross-origin page can send a body without a type without a preflight request.
    if (type.isPresent() || body.isPresent()) {
      checkContentType(type.orElse(""));
    }
    checkEncodingAndSize(request);
    return new JsonContent(mediaType(type.orElse("")), body.orElse(""));
  }

  /** Parses the body. Rejects one that is missing or not JSON. */
  public JsonNode value() {
    if (text.isBlank()) {
      throw new InvalidInputException("body", "is required: a JSON object");
    }
    try {
      return Json.read(text);
    } catch (UnreadableJsonException e) {
      throw malformed(e.problem());
    }
  }

  /** Parses the body. Rejects one that is missing or not a JSON object. */
  public ObjectNode object() {
    if (value() instanceof ObjectNode object) {
      return object;
    }
    throw malformed("must be a JSON object");
  }

  /**
   * Returns the rejection of a body in another form.
   *
   * @param problem the problem, as a phrase that follows "The body"
   */
  public static ProblemException malformed(String problem) {
    return ProblemException.of(
        new Problem(400, "malformed-json", "Malformed JSON", "The body " + problem));
  }

  private static String mediaType(String contentType) {
    int end = contentType.indexOf(';');
    String type = end < 0 ? contentType : contentType.substring(0, end);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  private static void checkContentType(String contentType) {
    if (contentType.equals(JSON)) {
      return;
    }
    String type = contentType.replace(" ", "").toLowerCase(Locale.ROOT);
    if (!JSON_TYPE.matcher(type).matches()) {
      throw ProblemException.of(
          new Problem(
              415,
              "unsupported-media-type",
              "Unsupported media type",
              "Content-Type must be application/json, in UTF-8"));
    }
  }

  /** Rejects a body that is compressed or too large. */
  static void checkEncodingAndSize(HttpRequestMessage<Optional<String>> request) {
    checkContentEncoding(Headers.of(request, "content-encoding").orElse("identity"));
    checkSize(request.getBody().orElse(""));
  }

  private static void checkContentEncoding(String encoding) {
    if (!encoding.strip().equalsIgnoreCase("identity")) {
      throw ProblemException.of(
          new Problem(
              415,
              "unsupported-media-type",
              "Unsupported media type",
              "Content-Encoding is not supported: send the body uncompressed"));
    }
  }

  private static void checkSize(String text) {
    if (text.length() > Body.MAX_BYTES || text.getBytes(UTF_8).length > Body.MAX_BYTES) {
      throw ProblemException.of(
          new Problem(
              413,
              "body-too-large",
              "Body too large",
              "The body may have at most " + Body.MAX_BYTES + " bytes"));
    }
  }

  /** Contains the media type, but not the body. */
  @Override
  public String toString() {
    return "JsonContent[" + mediaType + "]";
  }
}
