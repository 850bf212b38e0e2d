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
 * What pieces of work cost in request units, as they were last measured against the test server,
 * whose units are a simple model and not Azure's bill. A test measures them again.
 */
public final class RequestUnits {

  private static final Map<String, Double> MEASURED = read();

  private RequestUnits() {}

  /**
   * {@return the request units of a piece of work}
   *
   * @param work its name, as the measurements have it
   * @throws IllegalArgumentException for one that is not measured
   */
  public static double of(String work) {
    Double units = MEASURED.get(work);
    if (units == null) {
      throw new IllegalArgumentException("not measured: " + work);
    }
    return units;
  }

  /** All that are measured. */
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
