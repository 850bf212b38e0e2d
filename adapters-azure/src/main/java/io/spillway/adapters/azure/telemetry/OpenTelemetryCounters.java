package io.spillway.adapters.azure.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.spillway.ports.Health;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Telemetry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Telemetry that counts outcomes with OpenTelemetry's API, in counters such as {@code
 * spillway.message.accepted} and {@code spillway.event.done}, with the attribute {@code
 * spillway.code} if an outcome has a code. Streams and ids are not attributes, because each would
 * create a separate time series.
 *
 * <p>The API is first accessed by the first outcome. An SDK must have been set up by then, for
 * example by OpenTelemetry's Java agent; without one, nothing is counted.
 */
public final class OpenTelemetryCounters implements Telemetry {

  private static final String SCOPE = "io.spillway";
  private static final AttributeKey<String> CODE = AttributeKey.stringKey("spillway.code");

  private final Supplier<OpenTelemetry> openTelemetry;
  private volatile @Nullable Map<Outcome.Kind, LongCounter> counters;

  private OpenTelemetryCounters(Supplier<OpenTelemetry> openTelemetry) {
    this.openTelemetry = openTelemetry;
  }

  /** {@return counters of the process's global OpenTelemetry} */
  public static OpenTelemetryCounters global() {
    return new OpenTelemetryCounters(GlobalOpenTelemetry::get);
  }

  /**
   * {@return counters of an OpenTelemetry instance}
   *
   * @param openTelemetry the instance
   */
  public static OpenTelemetryCounters of(OpenTelemetry openTelemetry) {
    return new OpenTelemetryCounters(() -> openTelemetry);
  }

  @Override
  public void note(Outcome outcome) {
    LongCounter counter = counters().get(outcome.kind());
    if (counter != null) {
      counter.add(1, attributes(outcome.code()));
    }
  }

  @Override
  public Health health() {
    return Health.up("opentelemetry");
  }

  private static Attributes attributes(@Nullable String code) {
    return code == null ? Attributes.empty() : Attributes.of(CODE, code);
  }

  private Map<Outcome.Kind, LongCounter> counters() {
    Map<Outcome.Kind, LongCounter> known = counters;
    if (known == null) {
      known = newCounters();
      // Concurrent first outcomes may create the counters twice; OpenTelemetry returns the same
      // ones.
      counters = known;
    }
    return known;
  }

  private Map<Outcome.Kind, LongCounter> newCounters() {
    Meter meter = openTelemetry.get().getMeter(SCOPE);
    Map<Outcome.Kind, LongCounter> made = new EnumMap<>(Outcome.Kind.class);
    for (Outcome.Kind kind : Outcome.Kind.values()) {
      made.put(kind, meter.counterBuilder(name(kind)).build());
    }
    return made;
  }

  /** Returns a counter's name, such as {@code spillway.message.accepted}. */
  static String name(Outcome.Kind kind) {
    return "spillway." + kind.name().toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
