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

/** Builder of events for tests; by default a follow by {@code ada} at {@link Fixtures#NOW}. */
public final class EventBuilder {

  private final String streamId;
  private final String eventId;
  private String source = StreamEvent.API;
  private String actor = "ada";
  private Instant occurredAt = Fixtures.NOW;
  private EventDetail detail = new EventDetail.Follow();

  EventBuilder(String streamId, String eventId) {
    this.streamId = streamId;
    this.eventId = eventId;
  }

  /**
   * {@return this builder, caused by another person than {@code ada}}
   *
   * @param actor the actor's name
   */
  public EventBuilder actor(String actor) {
    this.actor = actor;
    return this;
  }

  /**
   * {@return this builder, at another instant than {@link Fixtures#NOW}}
   *
   * @param occurredAt the time of the event
   */
  public EventBuilder occurredAt(Instant occurredAt) {
    this.occurredAt = occurredAt;
    return this;
  }

  /**
   * {@return this builder, with another detail than a follow}
   *
   * @param detail the type and its fields
   */
  public EventBuilder detail(EventDetail detail) {
    this.detail = detail;
    return this;
  }

  /**
   * {@return this builder, from another source than {@code api}}
   *
   * @param source the source
   */
  public EventBuilder from(String source) {
    this.source = source;
    return this;
  }

  /**
   * {@return this builder, of a reversal}
   *
   * @param source the source of the event to undo
   * @param eventId the id of the event to undo
   */
  public EventBuilder reversal(String source, String eventId) {
    return detail(new EventDetail.Reversal(source, eventId, "refund"));
  }

  /** {@return this builder, of a subscription to {@code gold} for three months} */
  public EventBuilder subscription() {
    return detail(new EventDetail.Subscription("gold", 3));
  }

  /**
   * {@return this builder, of a raid}
   *
   * @param viewers the number of viewers
   */
  public EventBuilder raid(int viewers) {
    return detail(new EventDetail.Raid(viewers));
  }

  /**
   * {@return this builder, of a custom event without fields}
   *
   * @param type the custom type
   */
  public EventBuilder custom(String type) {
    return detail(new EventDetail.Custom(type, Map.of()));
  }

  /**
   * Makes the event a donation.
   *
   * @param minorUnits the amount in the currency's smallest unit, such as cents
   * @param currency the ISO 4217 code
   * @return this builder
   */
  public EventBuilder donation(long minorUnits, String currency) {
    return detail(new EventDetail.Donation(new Money(minorUnits, Currency.getInstance(currency))));
  }

  /** {@return the event} */
  public StreamEvent build() {
    return new StreamEvent(streamId, source, eventId, actor, occurredAt, detail);
  }

  /** {@return a workflow request for the event's first delivery} */
  public WorkflowRequest request() {
    return WorkflowRequest.of(build(), arrival(Payload.of("{\"id\":\"" + eventId + "\"}")), 0);
  }

  static Arrival arrival(Payload payload) {
    return Arrival.of(QueueNames.STREAM_EVENTS, "queued-1", Fixtures.NOW, payload)
        .withTraceParent(Fixtures.TRACE_PARENT);
  }
}
