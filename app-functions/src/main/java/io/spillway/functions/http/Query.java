package io.spillway.functions.http;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.core.InputCheck;
import io.spillway.ports.PageRequest;
import io.spillway.wire.Codes;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request's query parameters, and the ids in its path. A parameter that is empty is the same as
 * one that is missing. Nothing that was read may be used before {@link #orThrow()} has passed.
 */
public final class Query {

  /** How keys are given to the platform, so no function may have parameters of these names. */
  private static final String[] PLATFORM = {"code", "clientId"};

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final Map<String, String> unread;
  private final TreeSet<String> known = new TreeSet<>();
  private final InputCheck check = new InputCheck();

  public Query(HttpRequestMessage<?> request) {
    unread = new LinkedHashMap<>(request.getQueryParameters());
    unread.keySet().removeAll(Arrays.asList(PLATFORM));
  }

  /** {@code limit} and {@code cursor}. */
  public PageRequest page() {
    return new PageRequest(limit(), text("cursor"));
  }

  /** {@code limit} of a list that has one page only. */
  public int limit() {
    return number("limit", PageRequest.DEFAULT_LIMIT, PageRequest.MIN_LIMIT, PageRequest.MAX_LIMIT);
  }

  /** A whole number within bounds. */
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

  /** Text of at most {@code max} characters. */
  public @Nullable String text(String name, int max) {
    String value = text(name);
    if (value != null && value.length() > max) {
      check.reject(name, "must have at most " + max + " characters");
      return null;
    }
    return value;
  }

  /** An id from the request's path, in the form of {@link io.spillway.ports.Ids}. */
  public String pathId(String name, String value) {
    return check.id(name, value);
  }

  /** A name from the request's path, of at most {@code max} code points. */
  public String pathName(String name, String value, int max) {
    return check.name(name, value, max);
  }

  /** An id in the form of {@link io.spillway.ports.Ids}. */
  public @Nullable String id(String name) {
    String value = text(name);
    return value == null ? null : check.id(name, value);
  }

  /** One of a type's constants, in whatever case. */
  public <E extends Enum<E>> @Nullable E code(String name, Class<E> type) {
    String allowed =
        Arrays.stream(type.getEnumConstants()).map(Codes::code).collect(Collectors.joining(", "));
    return one(name, value -> Codes.parse(type, value), allowed);
  }

  /** One of several things that go by a name. */
  public <T> @Nullable T one(String name, Function<String, Optional<T>> parse, String allowed) {
    String value = text(name);
    Optional<T> found = value == null ? Optional.empty() : parse.apply(value);
    if (value != null && found.isEmpty()) {
      check.reject(name, "must be one of " + allowed);
    }
    return found.orElse(null);
  }

  /** A time in ISO 8601. */
  public @Nullable Instant instant(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      Instant instant = OffsetDateTime.parse(value).toInstant();
      if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
        return instant;
      }
    } catch (DateTimeException notATime) {
      // refused below, like a time that is out of range
    }
    check.reject(name, "must be an ISO 8601 time with an offset, such as 2026-11-23T18:00:00Z");
    return null;
  }

  /** Refuses wrong values, and parameters that nobody has read. */
  public void orThrow() {
    unread
        .keySet()
        .forEach(name -> check.reject(name, "is unknown; known are " + String.join(", ", known)));
    check.orThrow();
  }
}
