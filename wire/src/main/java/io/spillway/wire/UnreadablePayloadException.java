package io.spillway.wire;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Exception for a payload that cannot be decoded. A retry cannot succeed. */
public final class UnreadablePayloadException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;
  private final String contentType;

  private final transient Map<String, String> fields;

  UnreadablePayloadException(Failure failure, String contentType) {
    this(failure, Map.of(), contentType);
  }

  /**
   * Creates an exception for an object with bad fields.
   *
   * @param code the failure's code
   * @param fields the violated rule by field, at least one
   */
  UnreadablePayloadException(String code, Map<String, String> fields, String contentType) {
    this(Failure.permanent(code, join(fields)), fields, contentType);
  }

  private UnreadablePayloadException(
      Failure failure, Map<String, String> fields, String contentType) {
    super(requireNonNull(failure).code() + ": " + failure.message());
    this.failure = failure;
    this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    this.contentType = contentType;
  }

  private static String join(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + " " + field.getValue())
        .collect(Collectors.joining("; "));
  }

  /** {@return the reason, such as {@code event.not-json}, without a quotation of the payload} */
  public Failure failure() {
    return failure;
  }

  /**
   * {@return the violated rule by field, which the failure's message lists; empty if the payload is
   * no object}
   */
  public Map<String, String> fields() {
    return fields;
  }

  /** {@return the detected content type, such as {@code application/octet-stream}} */
  public String contentType() {
    return contentType;
  }
}
