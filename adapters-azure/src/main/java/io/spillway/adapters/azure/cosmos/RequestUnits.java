package io.spillway.adapters.azure.cosmos;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Costs of operations in request units, measured against the test server, whose units are a
 * simplified model of Azure's. A test repeats the measurements.
 */
public final class RequestUnits {

  private static final Map<String, Double> MEASURED = read();

  private RequestUnits() {}

  /**
   * {@return the request units of an operation}
   *
   * @param work the operation's name in the measurements
   * @throws IllegalArgumentException if the operation is not measured
   */
  public static double of(String work) {
    Double units = MEASURED.get(work);
    if (units == null) {
      throw new IllegalArgumentException("not measured: " + work);
    }
    return units;
  }

  /** Returns all measurements. */
  static Map<String, Double> all() {
    return MEASURED;
  }

  private static Map<String, Double> read() {
    Map<String, Double> units = new TreeMap<>();
    try (InputStream file = RequestUnits.class.getResourceAsStream("request-units.json")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
      Json.readObject(text)
          .properties()
          .forEach(work -> units.put(work.getKey(), work.getValue().asDouble()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(units);
  }
}
