package io.spillway.testkit;

import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.QueueNames;
import java.time.Instant;
import java.util.Currency;
import java.util.Map;

/** An event of a test: ada follows at {@link Fixtures#NOW} unless told otherwise. */
public final class EventBuilder {

  private final String streamId;
  private final String eventId;
  private String actor = "ada";
  private Instant occurredAt = Fixtures.NOW;
  private EventDetail detail = new EventDetail.Follow();

  EventBuilder(String streamId, String eventId) {
    this.streamId = streamId;
    this.eventId = eventId;
  }

  /**
   * {@return this builder, caused by somebody else than {@code ada}}
   *
   * @param actor who caused it
   */
  public EventBuilder actor(String actor) {
    this.actor = actor;
    return this;
  }

  /**
   * {@return this builder, at another instant than {@link Fixtures#NOW}}
   *
   * @param occurredAt when it happened
   */
  public EventBuilder occurredAt(Instant occurredAt) {
    this.occurredAt = occurredAt;
    return this;
  }

  /**
   * {@return this builder, of what happened; a follow by default}
   *
   * @param detail what happened
   */
  public EventBuilder detail(EventDetail detail) {
    this.detail = detail;
    return this;
  }

  /** {@return this builder, of a subscription to {@code gold} for three months} */
  public EventBuilder subscription() {
    return detail(new EventDetail.Subscription("gold", 3));
  }

  /**
   * {@return this builder, of a raid}
   *
   * @param viewers how many it brings
   */
  public EventBuilder raid(int viewers) {
    return detail(new EventDetail.Raid(viewers));
  }

  /**
   * {@return this builder, of a custom event without fields}
   *
   * @param type the type that it names itself
   */
  public EventBuilder custom(String type) {
    return detail(new EventDetail.Custom(type, Map.of()));
  }

  /**
   * Ada gives money.
   *
   * @param minorUnits in the currency's smallest unit, such as cents
   * @param currency as ISO 4217 code
   * @return this builder
   */
  public EventBuilder donation(long minorUnits, String currency) {
    return detail(new EventDetail.Donation(new Money(minorUnits, Currency.getInstance(currency))));
  }

  /** {@return the event} */
  public StreamEvent build() {
    return new StreamEvent(streamId, eventId, actor, occurredAt, detail);
  }

  /**
   * {@return the event as it came from the queue for the first time, on its way to its workflow}
   */
  public WorkflowRequest request() {
    return new WorkflowRequest(build(), arrival(Payload.of("{\"id\":\"" + eventId + "\"}")), 0);
  }

  static Arrival arrival(Payload payload) {
    return Arrival.of(QueueNames.STREAM_EVENTS, "queued-1", Fixtures.NOW, payload)
        .withTraceParent(Fixtures.TRACE_PARENT);
  }
}
