package io.spillway.functions.http;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.ports.queue.Payload;
import io.spillway.wire.Json;
import io.spillway.wire.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a request's body: one JSON object with known fields of the right types. */
public final class Body {

  /** Maximum size of a body, in bytes of UTF-8. */
  public static final int MAX_BYTES = 65_536;

  private final JsonFields fields;
  private final List<InvalidField> rejected = new ArrayList<>();

  private Body(JsonFields fields) {
    this.fields = fields;
  }

  /** Parses the body. Rejects one that is not JSON, not an object, too large or missing. */
  public static Body of(HttpRequestMessage<Optional<String>> request) {
    return new Body(new JsonFields(JsonContent.of(request).object()));
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
    JsonContent.checkEncodingAndSize(request);
    return Payload.of(request.getBody().orElse(""));
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
}
