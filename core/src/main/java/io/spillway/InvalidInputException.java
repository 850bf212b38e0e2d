package io.spillway;

import io.spillway.ports.SpillwayException;
import java.util.List;
import java.util.stream.Collectors;

/** What a caller gave is wrong; names every bad field at once. Nothing was done. */
public final class InvalidInputException extends SpillwayException {

  private static final long serialVersionUID = 1L;

  private final transient List<InvalidField> fields;

  /**
   * Several fields are wrong.
   *
   * @param fields at least one
   */
  public InvalidInputException(List<InvalidField> fields) {
    super(null);
    this.fields = List.copyOf(fields);
  }

  /**
   * One field is wrong.
   *
   * @param field what it is called
   * @param message what is wrong with it; quotes nothing of it
   */
  public InvalidInputException(String field, String message) {
    this(List.of(new InvalidField(field, message)));
  }

  /** Every bad field in one line; quotes nothing of what the caller gave. */
  @Override
  public String getMessage() {
    return fields.stream()
        .map(field -> field.field() + " " + field.message())
        .collect(Collectors.joining("; "));
  }

  /** {@return at least one, in the order in which they were checked} */
  public List<InvalidField> fields() {
    return fields;
  }
}
