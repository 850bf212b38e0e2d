package io.spillway;

import io.spillway.ports.event.EventDraft;
import io.spillway.ports.queue.Payload;
import java.time.Instant;
import java.util.Optional;

/**
 * Translator of a platform's webhooks into events, such as those of Twitch EventSub. A host
 * receives a request, asks {@link #admit}, and enqueues the result of {@link #translate}.
 *
 * <p>Implementations have no side effects and are safe for use by many threads. Neither method
 * throws anything but the exceptions that it names; a text of the request is never in a message.
 */
public interface EventSource {

  /**
   * {@return the name: 1 to 40 lower case letters, digits and hyphens} It is the last segment of
   * the webhook's path, and the source of each event.
   */
  String name();

  /**
   * Authenticates a request and reads the kind of its content.
   *
   * @param request the request
   * @param now the current time, for the age of the request
   * @return the decision
   */
  Admission admit(SourceRequest request, Instant now);

  /**
   * Translates the body of an authentic delivery into an event.
   *
   * @param deliveryId the delivery's id from {@link Admission.Delivery}
   * @param body the body, as received
   * @return the unvalidated event, with a stream, an id and the source's {@link #name}; empty for a
   *     kind of content that is no event
   * @throws InvalidInputException if the body is malformed, or its channel belongs to no stream;
   *     the host keeps the body as a dead letter, whose redrive translates it again
   */
  Optional<EventDraft> translate(String deliveryId, Payload body);

  /** Decision about a request. */
  sealed interface Admission {

    /**
     * An authentic delivery, to be translated.
     *
     * @param id the id of the delivery, the same for each repetition of it; 1 to 512 characters
     */
    record Delivery(String id) implements Admission {}

    /**
     * An authentic request without an event, such as a challenge, to be answered with a text.
     *
     * @param status the HTTP status
     * @param text the body of type {@code text/plain}, without a line break at its end
     */
    record Answer(int status, String text) implements Admission {}

    /**
     * A request that is not authentic or too old.
     *
     * @param problem the reason for the log and the answer, without the request's content
     */
    record Refused(String problem) implements Admission {}
  }
}
