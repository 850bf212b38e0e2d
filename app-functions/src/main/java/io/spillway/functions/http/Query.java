package io.spillway.functions.http;

import io.spillway.core.InputCheck;
import io.spillway.ports.PageRequest;
import io.spillway.wire.Codes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's query parameters and the ids in its path. An empty parameter counts as missing.
 * Values may be used only after {@link #orThrow()} has passed.
 */
public final class Query {

  /** Reserved for the platform's keys, so no function may have parameters of these names. */
  private static final String[] PLATFORM = {"code", "clientId"};

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /** A plus sign that a decoder of forms has read as a space. */
  private static final Pattern UNENCODED_PLUS = Pattern.compile(" [0-9]{2}:?[0-9]{2}$");

  private final Map<String, String> unread;
  private final TreeSet<String> known = new TreeSet<>();
  private final InputCheck check = new InputCheck();
  private final Map<String, Instant> times = new HashMap<>();

  private final Map<String, String> path;

  Query(Map<String, String> query, Map<String, String> path) {
    this.path = path;
    unread = new LinkedHashMap<>(query);
    unread.keySet().removeAll(Arrays.asList(PLATFORM));
  }

  /** Reads {@code limit} and {@code cursor}. */
  public PageRequest page() {
    return new PageRequest(limit(), text("cursor"));
  }

  /** Reads {@code limit} of an unpaged list. */
  public int limit() {
    return number("limit", PageRequest.DEFAULT_LIMIT, PageRequest.MIN_LIMIT, PageRequest.MAX_LIMIT);
  }

  /** Reads an integer within bounds. */
  public int number(String name, int otherwise, int min, int max) {
    String given = text(name);
    if (given == null) {
      return otherwise;
    }
    Integer number = given.matches("[0-9]{1,9}") ? Integer.valueOf(given) : Integer.valueOf(-1);
    return check.number(name, number, min, max);
  }

  public @Nullable String text(String name) {
    known.add(name);
    String value = unread.remove(name);
    return value == null || value.isEmpty() ? null : value;
  }

  /** Reads a text of at most {@code max} characters. */
  public @Nullable String text(String name, int max) {
    String value = text(name);
    if (value != null && value.length() > max) {
      check.reject(name, "must have at most " + max + " characters");
      return null;
    }
    return value;
  }

  /** Reads an id from the path, in the form of {@link io.spillway.ports.Ids}. */
  public String pathId(String name) {
    return check.id(name, path.get(name));
  }

  /**
   * Reads a text with a rule of its own from the path.
   *
   * @param rule returns the violated rule, phrased to follow a field's name; null for a valid text
   */
  public String pathText(String name, Function<String, @Nullable String> rule) {
    String value = String.valueOf(path.get(name));
    check(name, rule.apply(value));
    return value;
  }

  /**
   * Reads a text with a rule of its own.
   *
   * @param rule returns the violated rule, phrased to follow a field's name; null for a valid text
   */
  public @Nullable String text(String name, Function<String, @Nullable String> rule) {
    String value = text(name);
    if (value != null) {
      check(name, rule.apply(value));
    }
    return value;
  }

  private void check(String name, @Nullable String problem) {
    if (problem != null) {
      check.reject(name, problem);
    }
  }

  /** Reads a name from the path, of at most {@code max} code points. */
  public String pathName(String name, int max) {
    return check.name(name, path.get(name), max);
  }

  /** Reads a name of at most {@code max} code points. */
  public @Nullable String name(String name, int max) {
    String value = text(name);
    return value == null ? null : check.name(name, value, max);
  }

  /** Reads a required name of at most {@code max} code points. */
  public String requiredName(String name, int max) {
    return check.name(name, text(name), max);
  }

  /** Reads an id in the form of {@link io.spillway.ports.Ids}. */
  public @Nullable String id(String name) {
    String value = text(name);
    return value == null ? null : check.id(name, value);
  }

  /** Reads an enum constant, ignoring case. */
  public <E extends Enum<E>> @Nullable E code(String name, Class<E> type) {
    String allowed =
        Arrays.stream(type.getEnumConstants()).map(Codes::code).collect(Collectors.joining(", "));
    return one(name, value -> Codes.parse(type, value), allowed);
  }

  /** Reads a named value. */
  public <T> @Nullable T one(String name, Function<String, Optional<T>> parse, String allowed) {
    String value = text(name);
    Optional<T> found = value == null ? Optional.empty() : parse.apply(value);
    if (value != null && found.isEmpty()) {
      check.reject(name, "must be one of " + allowed);
    }
    return found.orElse(null);
  }

  /** Reads a time in ISO 8601. */
  public @Nullable Instant instant(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      Instant instant = OffsetDateTime.parse(value).toInstant();
      if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
        times.put(name, instant);
        return instant;
      }
    } catch (DateTimeException notATime) {
      // rejected below, like a time out of range
    }
    String encode = UNENCODED_PLUS.matcher(value).find() ? "; encode its + as %2B" : "";
    check.reject(
        name, "must be an ISO 8601 time with an offset, such as 2026-11-23T18:00:00Z" + encode);
    return null;
  }

  /** Rejects invalid values, a {@code from} after {@code to}, and unknown parameters. */
  public void orThrow() {
    Instant to = times.get("to");
    if (to != null && times.getOrDefault("from", to).isAfter(to)) {
      check.reject("from", "must not be after to");
    }
    unread
        .keySet()
        .forEach(
            name ->
                check.reject(
                    name, "is not a known parameter; known are " + String.join(", ", known)));
    check.orThrow();
  }
}
