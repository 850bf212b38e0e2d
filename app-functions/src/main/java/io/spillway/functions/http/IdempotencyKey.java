package io.spillway.functions.http;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.InvalidInputException;
import io.spillway.functions.invocation.Headers;
import io.spillway.ports.Ids;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Header {@code Idempotency-Key} of a POST that creates something: replaces an id in the body, so
 * that a repeated request has the same id. The id is derived from the key, and bound to its kind
 * and scope; nothing else is stored.
 */
public final class IdempotencyKey {

  private static final String NAME = "Idempotency-Key";
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private IdempotencyKey() {}

  /**
   * Returns the id in the body or, without one, the id that follows from the header; null if both
   * are missing. Rejects a header that is not 1 to 255 visible ASCII characters, even if the body
   * has an id.
   *
   * @param kind the kind of the created object, such as {@code message}
   * @param scope the stream's id, or another text within which keys are unique
   * @param given the id in the body
   */
  public static @Nullable String idOr(
      HttpRequestMessage<?> request, String kind, String scope, @Nullable String given) {
    check(request);
    Optional<String> key = Headers.of(request, NAME);
    return given == null && key.isPresent()
        ? Ids.derive(kind + "\n" + scope + "\n" + key.get())
        : given;
  }

  /** Rejects a header that is not 1 to 255 visible ASCII characters. */
  public static void check(HttpRequestMessage<?> request) {
    if (!Headers.of(request, NAME).map(key -> VISIBLE.matcher(key).matches()).orElse(true)) {
      throw new InvalidInputException(NAME, "must be 1 to 255 visible ASCII characters");
    }
  }

  /**
   * Returns the rejection of a key that was used for something else.
   *
   * @param owner the owner of the key, such as {@code a note with another text}
   */
  public static ProblemException rejectReused(String owner) {
    return ProblemException.of(
        new Problem(
            409,
            "idempotency-key-reused",
            "Idempotency-Key already used",
            "This Idempotency-Key belongs to " + owner));
  }
}
