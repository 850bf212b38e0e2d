package io.spillway.wire;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** States on the wire: the names of constants in lower case, such as {@code dismissed}. */
public final class Codes {

  private Codes() {}

  /**
   * {@return the constant's name in lower case}
   *
   * @param constant of any enum whose names are on the wire
   */
  public static String code(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * {@return the constant with this name, in whatever case; empty when there is none}
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
   * {@return the names of all constants, as a caller may be told, separated by commas}
   *
   * @param type the enum
   */
  public static String all(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants()).map(Codes::code).collect(joining(", "));
  }
}
