package io.spillway.wire;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Names of enum constants in JSON: in lower case, such as {@code dismissed}. */
public final class Codes {

  private Codes() {}

  /**
   * {@return the constant's name in lower case}
   *
   * @param constant a constant of an enum that is used in JSON
   */
  public static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * {@return the constant with this name, ignoring case; empty if unknown}
   *
   * @param <E> the enum
   * @param type the enum
   * @param code any text
   */
  public static <E extends Enum<E>> Optional<E> parse(Class<E> type, String code) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().equalsIgnoreCase(code))
        .findFirst();
  }

  /**
   * {@return the names of all constants, separated by commas, for error messages}
   *
   * @param type the enum
   */
  public static String all(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Codes::code).collect(joining(", "));
  }
}
