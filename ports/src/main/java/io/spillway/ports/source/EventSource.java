package io.spillway.ports.source;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Translator of a platform's webhooks into events, such as those of Twitch EventSub. A host
 * receives a request, asks {@link #admit}, and enqueues the result of {@link #translate}.
 *
 * <p>Implementations have no side effects and are safe for use by many threads. Neither method
 * throws anything but the exceptions that it names; a text of the request is never in a message.
 */
public interface EventSource {

  /** Description of the format of a name, for error messages. */
  String NAME_FORM = "1 to 40 lower-case letters, digits or hyphens, beginning with a letter";

  /** HTTP status of an accepted delivery, unless a platform needs another one. */
  int NO_CONTENT = 204;

  /**
   * {@return the name: {@value #NAME_FORM}} It is the last segment of the webhook's path, and the
   * source of each event.
   */
  String name();

  /** {@return the HTTP status that the platform needs as the answer to an accepted delivery} */
  default int acceptedStatus() {
    return NO_CONTENT;
  }

  /**
   * Authenticates a request and reads the kind of its content.
   *
   * @param request the request
   * @param now the current time, for the age of the request
   * @return the decision
   */
  Admission admit(SourceRequest request, Instant now);

  /**
   * Translates an authentic delivery into events. The result is the same for each call with the
   * same delivery.
   *
   * @param delivery the delivery from {@link #admit}, or an operator's correction of it with the
   *     same id
   * @return the unvalidated events, each with a stream and the source's {@link #name}: usually one,
   *     with the delivery's id. Each further one has that id, a slash and a word of its own. Empty
   *     for a kind of content that is no event
   * @throws UnreadableDeliveryException if the content is malformed, or its channel belongs to no
   *     stream; the host keeps the content as a dead letter, whose redrive translates it again
   */
  List<EventDraft> translate(Admission.Delivery delivery);

  /**
   * {@return whether a text is a valid name: {@value #NAME_FORM}}
   *
   * @param name any text
   */
  static boolean isName(String name) {
    return Form.NAME.matcher(name).matches();
  }

  /** Decision about a request. */
  sealed interface Admission {

    /**
     * An authentic delivery, to be translated.
     *
     * @param id the id of the delivery, the same for each repetition of it, in the form of {@link
     *     StreamEvent#eventId()}
     * @param content the part of the body to translate, byte for byte; usually the whole body.
     *     Should be JSON, in which the erasure of an author finds names
     */
    record Delivery(String id, Payload content) implements Admission {
      public Delivery {
        requireNonNull(content, "content");
        String problem = StreamEvent.idProblem(id);
        if (problem != null) {
          throw new IllegalArgumentException("id " + problem);
        }
      }
    }

    /**
     * An authentic request without an event, such as a challenge, to be answered with a text.
     *
     * @param status the HTTP status
     * @param text the body of type {@code text/plain}, without a line break at its end
     */
    record Answer(int status, String text) implements Admission {
      public Answer {
        requireNonNull(text, "text");
      }
    }

    /**
     * An authentic notice about the webhook itself, such as the revocation of a subscription, to be
     * logged, counted, and answered without content.
     *
     * @param code the reason, such as {@code revoked.user_removed}: 1 to 100 lower-case letters,
     *     digits, dots, underscores or hyphens
     */
    record Notice(String code) implements Admission {
      public Notice {
        if (!Form.CODE.matcher(code).matches()) {
          throw new IllegalArgumentException("code must match " + Form.CODE);
        }
      }
    }

    /**
     * A request that is not authentic or too old.
     *
     * @param problem the reason for the answer, without the request's content
     */
    record Refused(String problem) implements Admission {
      public Refused {
        requireNonNull(problem, "problem");
      }
    }
  }

  /** Formats of names and codes. */
  final class Form {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern CODE = Pattern.compile("[a-z0-9._-]{1,100}");

    private Form() {}
  }
}
