package io.spillway.wire.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.ports.Ids;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.source.EventSource;
import io.spillway.ports.source.SourceRequest;
import io.spillway.ports.source.UnreadableDeliveryException;
import io.spillway.wire.JsonFields;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Source {@value #NAME}: webhooks of Ko-fi. The message id is the event's id, and the verification
 * token names the stream, because Ko-fi sends no id of a page.
 *
 * <p>A {@code Donation} is a donation. A {@code Subscription} is two events for each payment: a
 * subscription, and a donation of its money with the id {@code MESSAGE_ID/payment}. A {@code Shop
 * Order} and a {@code Commission} are custom events with the amount as a field. A message is taken
 * from public donations only; the actor of a payment that is not public is {@link
 * StreamEvent#ANONYMOUS}. Addresses are never read.
 */
public final class KofiWebhooks implements EventSource {

  /** The source's name. */
  public static final String NAME = "kofi";

  /** Status that stops Ko-fi from sending a delivery again. */
  private static final int OK = 200;

  /** Maximum length of a message's id, which leaves space for the suffix of a payment's. */
  private static final int MAX_ID_LENGTH = 200;

  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,200}");

  private final Map<String, String> streams;

  /**
   * Creates the source.
   *
   * @param streams the stream's id by the verification token of a Ko-fi page
   * @throws IllegalArgumentException if there is no token, or a token or stream is invalid; quotes
   *     no token
   */
  public KofiWebhooks(Map<String, String> streams) {
    if (streams.isEmpty()
        || !streams.keySet().stream().allMatch(token -> TOKEN.matcher(token).matches())) {
      throw new IllegalArgumentException("tokens must have 1 to 200 visible ASCII characters each");
    }
    streams.values().forEach(stream -> Ids.require("stream", stream));
    this.streams = Map.copyOf(streams);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int acceptedStatus() {
    return OK;
  }

  @Override
  public Admission admit(SourceRequest request, Instant now) {
    Payload data = data(request.body());
    if (data == null) {
      return refuse();
    }
    try {
      JsonFields fields = PlatformJson.read(data);
      if (stream(fields.text("verification_token")) != null) {
        return new Admission.Delivery(id(fields.text("message_id"), data), data);
      }
    } catch (UnreadableDeliveryException e) {
      // A body without a readable token is refused as one without a token.
    }
    return refuse();
  }

  private static Admission refuse() {
    return new Admission.Refused("The verification token does not match");
  }

  /** Returns the message's id, or one of the content if it is missing or does not fit. */
  private static String id(@Nullable String messageId, Payload data) {
    return messageId != null
            && messageId.length() <= MAX_ID_LENGTH
            && StreamEvent.idProblem(messageId) == null
        ? messageId
        : Ids.derive(data.sha256());
  }

  /** Returns the field {@code data} of a form; null if it is missing. */
  private static @Nullable Payload data(Payload body) {
    for (String pair : body.text().orElse("").split("&", -1)) {
      if (pair.startsWith("data=")) {
        try {
          return Payload.of(URLDecoder.decode(pair.substring("data=".length()), UTF_8));
        } catch (IllegalArgumentException malformed) {
          return null;
        }
      }
    }
    return null;
  }

  /** Returns the stream of a token, in constant time; null if the token is unknown. */
  private @Nullable String stream(@Nullable String token) {
    byte[] given = (token == null ? "" : token).getBytes(UTF_8);
    String stream = null;
    for (Map.Entry<String, String> known : streams.entrySet()) {
      if (MessageDigest.isEqual(given, known.getKey().getBytes(UTF_8))) {
        stream = known.getValue();
      }
    }
    return stream;
  }

  @Override
  public List<EventDraft> translate(Admission.Delivery delivery) {
    JsonFields fields = PlatformJson.read(delivery.content());
    String stream = stream(fields.text("verification_token"));
    if (stream == null) {
      throw new UnreadableDeliveryException("verification_token belongs to no stream");
    }
    List<EventDraft> drafts = new KofiPayment(stream, delivery.id(), fields).drafts();
    PlatformJson.requireReadable(fields);
    return drafts;
  }
}
