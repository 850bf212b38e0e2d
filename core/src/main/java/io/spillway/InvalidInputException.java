package io.spillway;

import io.spillway.ports.SpillwayException;
import java.util.List;
import java.util.stream.Collectors;

/** Reports invalid input: names every bad field at once. Nothing was changed. */
public final class InvalidInputException extends SpillwayException {

  private static final long serialVersionUID = 1L;

  private final transient List<InvalidField> fields;

  /**
   * Creates the exception for several fields.
   *
   * @param fields the bad fields, at least one
   */
  public InvalidInputException(List<InvalidField> fields) {
    super(null);
    this.fields = List.copyOf(fields);
  }

  /**
   * Creates the exception for one field.
   *
   * @param field the field's name
   * @param message the problem; quotes nothing of the value
   */
  public InvalidInputException(String field, String message) {
    this(List.of(new InvalidField(field, message)));
  }

  /** Lists every bad field in one line; quotes nothing of the input. */
  @Override
  public String getMessage() {
    return fields.stream()
        .map(field -> field.field() + " " + field.message())
        .collect(Collectors.joining("; "));
  }

  /** {@return the bad fields, at least one, in the order of the checks} */
  public List<InvalidField> fields() {
    return fields;
  }
}
