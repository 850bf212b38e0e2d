package io.spillway.adapters.azure.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.spillway.ports.telemetry.Outcome;
import io.spillway.ports.telemetry.Outcome.Kind;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.testkit.telemetry.TelemetryContract;
import java.util.Collection;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenTelemetryCountersTest extends TelemetryContract {

  private InMemoryMetricReader reader = InMemoryMetricReader.create();

  @Override
  protected Telemetry newTelemetry() {
    return OpenTelemetryCounters.of(newSdk());
  }

  private OpenTelemetrySdk newSdk() {
    reader = InMemoryMetricReader.create();
    return OpenTelemetrySdk.builder()
        .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
        .build();
  }

  @AfterEach
  void forgetTheGlobalOne() {
    GlobalOpenTelemetry.resetForTest();
  }

  @Override
  protected long counted(Kind kind) {
    return points(kind).mapToLong(LongPointData::getValue).sum();
  }

  private Stream<LongPointData> points(Kind kind) {
    Collection<MetricData> metrics = reader.collectAllMetrics();
    return metrics.stream()
        .filter(metric -> metric.getName().equals(OpenTelemetryCounters.name(kind)))
        .flatMap(metric -> metric.getLongSumData().getPoints().stream());
  }

  @Test
  void the_counters_names_are_stable() {
    assertThat(Stream.of(Kind.values()).map(OpenTelemetryCounters::name))
        .containsExactly(
            "spillway.message.accepted",
            "spillway.message.held",
            "spillway.message.unmoderated",
            "spillway.message.withdrawn",
            "spillway.message.cleared",
            "spillway.event.taken",
            "spillway.event.parked",
            "spillway.event.done",
            "spillway.event.retried",
            "spillway.event.deferred",
            "spillway.event.buried",
            "spillway.event.redriven",
            "spillway.source.refused",
            "spillway.source.ignored",
            "spillway.source.notice");
  }

  @Test
  void the_code_is_the_only_attribute_however_many_streams_there_are() {
    Telemetry telemetry = OpenTelemetryCounters.of(newSdk());
    for (int i = 0; i < 10; i++) {
      telemetry.note(Outcome.message(Kind.MESSAGE_HELD, "stream-" + i, "m-" + i, "spam"));
    }

    assertThat(points(Kind.MESSAGE_HELD))
        .singleElement()
        .extracting(LongPointData::getAttributes)
        .isEqualTo(Attributes.of(AttributeKey.stringKey("spillway.code"), "spam"));
  }

  @Test
  void the_global_one_is_not_touched_before_the_first_outcome() {
    Telemetry telemetry = OpenTelemetryCounters.global();
    GlobalOpenTelemetry.set(newSdk()); // fails if the global instance was already read

    telemetry.note(Outcome.message(Kind.MESSAGE_ACCEPTED, "main", "m-1", null));

    assertThat(counted(Kind.MESSAGE_ACCEPTED)).isEqualTo(1);
  }
}
