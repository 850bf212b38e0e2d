package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.flipkart.zjsonpatch.JsonPatch;
import com.flipkart.zjsonpatch.JsonPatchApplicationException;
import io.spillway.ports.deadletter.PayloadPatches;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON Patch (RFC 6902) of payloads that are JSON in UTF-8. A patch has at most {@value
 * #MAX_OPERATIONS} operations and {@value #MAX_LENGTH} characters, at least one {@code test}, and
 * at least one other operation. It fits a payload if each operation succeeds.
 *
 * <p>Numbers are compared by value, and written with the digits that they had. Of the rest of a
 * patched payload only white space and the escapes of texts change. Thread-safe.
 */
public final class JsonPatches implements PayloadPatches {

  /** Maximum number of operations of a patch. */
  public static final int MAX_OPERATIONS = 50;

  /** Maximum length of a patch, in characters. */
  public static final int MAX_LENGTH = 16_384;

  private static final Set<String> OPERATIONS =
      Set.of("add", "remove", "replace", "move", "copy", "test");

  private static final Pattern WRONG_ESCAPE = Pattern.compile("~(?![01])");

  private static final Comparator<JsonNode> BY_VALUE =
      (a, b) ->
          a.equals(b)
                  || (a.isNumber()
                      && b.isNumber()
                      && a.decimalValue().compareTo(b.decimalValue()) == 0)
              ? 0
              : 1;

  @Override
  public Optional<String> problem(String patch) {
    if (patch.length() > MAX_LENGTH) {
      return Optional.of("must have at most " + MAX_LENGTH + " characters");
    }
    try {
      return Optional.ofNullable(problem(Json.read(patch)));
    } catch (UnreadableJsonException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String problem(JsonNode patch) {
    if (!patch.isArray() || patch.isEmpty() || patch.size() > MAX_OPERATIONS) {
      return "must be a list of 1 to " + MAX_OPERATIONS + " operations of JSON Patch";
    }
    int tests = 0;
    for (int i = 0; i < patch.size(); i++) {
      JsonNode operation = patch.get(i);
      String problem = operationProblem(operation);
      if (problem != null) {
        return "has an invalid operation " + (i + 1) + ": " + problem;
      }
      tests += isTest(operation) ? 1 : 0;
    }
    if (tests == 0) {
      return "must have a test, such as of the value that is replaced";
    }
    return tests == patch.size() ? "must have an operation other than tests" : null;
  }

  private static @Nullable String operationProblem(JsonNode operation) {
    String op = operation.path("op").asText();
    if (!OPERATIONS.contains(op)) {
      return "op must be one of add, remove, replace, move, copy, test";
    }
    if (!isPointer(operation.path("path"))) {
      return "path must be a JSON Pointer, such as /currency";
    }
    boolean hasFrom = op.equals("move") || op.equals("copy");
    if (hasFrom && !isPointer(operation.path("from"))) {
      return "from must be a JSON Pointer, such as /currency";
    }
    boolean hasValue = !hasFrom && !op.equals("remove");
    return hasValue && !operation.has("value") ? "value is required" : null;
  }

  private static boolean isPointer(JsonNode path) {
    String text = path.textValue();
    return text != null
        && (text.isEmpty() || text.startsWith("/"))
        && !WRONG_ESCAPE.matcher(text).find();
  }

  private static boolean isTest(JsonNode operation) {
    return operation.path("op").asText().equals("test");
  }

  @Override
  public Result apply(String patch, Payload payload) {
    Optional<String> text = payload.text();
    if (text.isEmpty()) {
      return new Unfit("payload is not JSON");
    }
    try {
      JsonNode before = Json.read(text.get());
      return toResult(before, apply(Json.read(patch), before));
    } catch (UnreadableJsonException e) {
      return new Unfit("payload is not JSON");
    } catch (UnfitException e) {
      return new Unfit(e.getMessage());
    }
  }

  private static Result toResult(JsonNode before, JsonNode after) {
    String text = Json.text(after);
    return StandardCharsets.UTF_8.newEncoder().canEncode(text)
        ? new Patched(Payload.of(text), JsonChanges.of(before, after))
        : new Unfit("payload has an unpaired surrogate");
  }

  /** Applies one operation after another, which tells the one that fails and limits copies. */
  private static JsonNode apply(JsonNode patch, JsonNode document) {
    JsonNode current = document;
    for (int i = 0; i < patch.size(); i++) {
      JsonNode operation = patch.get(i);
      if (isTest(operation)) {
        require(holds(operation, current), i, operation, "the value differs or is missing");
      } else {
        require(hasTarget(operation, current), i, operation, "there is no such value");
        current = applyOne(i, operation, current);
      }
    }
    return current;
  }

  /** The library compares 5 and 5.00 as different, but RFC 6902 by value. */
  private static boolean holds(JsonNode test, JsonNode document) {
    JsonNode found = document.at(test.path("path").textValue());
    return !found.isMissingNode() && test.path("value").equals(BY_VALUE, found);
  }

  /** The library removes a missing field without an error, but RFC 6902 requires one. */
  private static boolean hasTarget(JsonNode operation, JsonNode document) {
    return !operation.path("op").asText().equals("remove")
        || !document.at(operation.path("path").textValue()).isMissingNode();
  }

  private static JsonNode applyOne(int index, JsonNode operation, JsonNode document) {
    try {
      JsonNode next = JsonPatch.apply(Json.object().arrayNode().add(operation), document);
      boolean isCopy = operation.path("op").asText().equals("copy");
      require(
          !isCopy || Json.text(next).length() <= WorkQueue.MAX_PAYLOAD_BYTES,
          index,
          operation,
          "the payload would be too long");
      return next;
    } catch (JsonPatchApplicationException | IllegalStateException | IllegalArgumentException e) {
      // The library's messages quote values.
      throw new UnfitException(message(index, operation, "it does not apply"));
    }
  }

  private static void require(boolean holds, int index, JsonNode operation, String problem) {
    if (!holds) {
      throw new UnfitException(message(index, operation, problem));
    }
  }

  private static String message(int index, JsonNode operation, String problem) {
    return "operation %d, %s %s: %s"
        .formatted(
            index + 1,
            operation.path("op").asText(),
            JsonChanges.shorten(operation.path("path").asText()),
            problem);
  }

  /** Operation that does not fit a payload. */
  private static final class UnfitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String why;

    private UnfitException(String why) {
      super(why, null, false, false);
      this.why = why;
    }

    @Override
    public String getMessage() {
      return why;
    }
  }
}
