package io.spillway.core.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.ports.Failure;
import java.util.List;
import java.util.Map;

/**
 * Reason for dead-lettering an arrival that cannot be processed.
 *
 * @param failure the failure
 * @param problems the bad fields and the violated rules, which quote no values; empty if the
 *     failure is no fault of fields
 */
public record Rejection(Failure failure, List<InvalidField> problems) {

  public Rejection {
    requireNonNull(failure, "failure");
    problems = List.copyOf(problems);
  }

  /**
   * {@return a rejection that is no fault of fields}
   *
   * @param failure the failure
   */
  public static Rejection of(Failure failure) {
    return new Rejection(failure, List.of());
  }

  /**
   * {@return the rejection of an event with bad fields}
   *
   * @param code the failure's code
   * @param invalid the bad fields, whose list is the failure's message
   */
  public static Rejection of(String code, InvalidInputException invalid) {
    return new Rejection(Failure.permanent(code, invalid.getMessage()), invalid.fields());
  }

  /**
   * {@return the rejection of a payload}
   *
   * @param failure the failure
   * @param fields the violated rule by field; empty if the payload is no object
   */
  public static Rejection of(Failure failure, Map<String, String> fields) {
    return new Rejection(
        failure,
        fields.entrySet().stream()
            .map(field -> new InvalidField(field.getKey(), field.getValue()))
            .toList());
  }
}
