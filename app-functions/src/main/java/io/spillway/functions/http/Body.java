package io.spillway.functions.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.functions.invocation.Headers;
import io.spillway.ports.queue.Payload;
import io.spillway.wire.Json;
import io.spillway.wire.JsonFields;
import io.spillway.wire.UnreadableJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a request's body: one JSON object with known fields of the right types. */
public final class Body {

  /** Maximum size of a body, in bytes of UTF-8. */
  public static final int MAX_BYTES = 65_536;

  private static final String JSON = "application/json";
  private static final Pattern JSON_TYPE =
      Pattern.compile(
          "application/(?:[a-z0-9.+-]+\\+)?json(?:;(?:charset=\"?utf-8\"?|(?!charset=)[^;]*))*");

  private final JsonFields fields;
  private final List<InvalidField> rejected = new ArrayList<>();

  private Body(JsonFields fields) {
    this.fields = fields;
  }

  /** Parses the body. Rejects one that is not JSON, not an object, too large or missing. */
  public static Body of(HttpRequestMessage<Optional<String>> request) {
    Optional<String> type = Headers.of(request, "content-type");
    Optional<String> body = request.getBody().filter(found -> !found.isBlank());
    // A cross-origin page can send a body without a type without a preflight request.
    if (type.isPresent() || body.isPresent()) {
      checkContentType(type.orElse(""));
    }
    checkContentEncoding(Headers.of(request, "content-encoding").orElse("identity"));
    String text =
        body.orElseThrow(() -> new InvalidInputException("body", "is required: a JSON object"));
    checkSize(text);
    try {
      return new Body(new JsonFields(Json.readObject(text)));
    } catch (UnreadableJsonException e) {
      String detail = "The body " + e.problem();
      throw ProblemException.of(new Problem(400, "malformed-json", "Malformed JSON", detail));
    }
  }

  /** Parses the body, or returns an empty one if it is missing. */
  public static Body orEmpty(HttpRequestMessage<Optional<String>> request) {
    boolean isMissing = request.getBody().filter(body -> !body.isBlank()).isEmpty();
    return isMissing ? new Body(new JsonFields(Json.object())) : of(request);
  }

  /**
   * Returns the body as received, of any type; empty if it is missing. Rejects one that is too
   * large or compressed.
   */
  public static Payload raw(HttpRequestMessage<Optional<String>> request) {
    checkContentEncoding(Headers.of(request, "content-encoding").orElse("identity"));
    String text = request.getBody().orElse("");
    checkSize(text);
    return Payload.of(text);
  }

  /** Returns the fields to read. Values may be used only after {@link #orThrow()} has passed. */
  public JsonFields fields() {
    return fields;
  }

  /**
   * Reads a named value; null if it is missing or unknown, which {@link #orThrow()} rejects.
   *
   * @param problem the problem of an unknown name, as a phrase that follows the field's name
   */
  public <T> @Nullable T code(String field, Function<String, Optional<T>> parse, String problem) {
    String text = fields.text(field);
    Optional<T> found = text == null ? Optional.empty() : parse.apply(text);
    if (text != null && found.isEmpty()) {
      rejected.add(new InvalidField(field, problem));
    }
    return found.orElse(null);
  }

  /** Rejects fields of a wrong type and unknown fields. */
  public void orThrow() {
    orThrow(List.of());
  }

  /**
   * Rejects fields of a wrong type, unknown fields and these.
   *
   * @param more further invalid fields
   */
  public void orThrow(List<InvalidField> more) {
    List<InvalidField> invalid = new ArrayList<>();
    fields.wrong().forEach((field, message) -> invalid.add(new InvalidField(field, message)));
    fields.unknown().forEach(field -> invalid.add(new InvalidField(field, "is not a known field")));
    invalid.addAll(rejected);
    invalid.addAll(more);
    if (!invalid.isEmpty()) {
      throw new InvalidInputException(invalid);
    }
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
    if (text.length() > MAX_BYTES || text.getBytes(UTF_8).length > MAX_BYTES) {
      throw ProblemException.of(
          new Problem(
              413,
              "body-too-large",
              "Body too large",
              "The body may have at most " + MAX_BYTES + " bytes"));
    }
  }
}
