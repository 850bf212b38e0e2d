package io.spillway.wire.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.ports.Ids;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.source.EventSource;
import io.spillway.ports.source.SourceRequest;
import io.spillway.ports.source.UnreadableDeliveryException;
import io.spillway.wire.JsonFields;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Source {@value #NAME}: webhooks of Twitch EventSub. The message id is the event's id.
 *
 * <p>Translates {@code channel.follow}, {@code channel.subscribe} (also gifted ones), {@code
 * channel.subscription.message}, {@code channel.subscription.gift}, {@code channel.cheer}, {@code
 * channel.raid} (those that arrive) and {@code channel.charity_campaign.donate}. The texts of
 * resubscriptions and cheers are dropped. Tiers are kept as sent: {@code 1000}, {@code 2000},
 * {@code 3000}.
 */
public final class TwitchEventSub implements EventSource {

  /** The source's name. */
  public static final String NAME = "twitch";

  /** Maximum age of a message, as Twitch recommends. */
  public static final Duration MAX_AGE = Duration.ofMinutes(10);

  /** Maximum time by which a message may be ahead of the host's clock. */
  public static final Duration MAX_AHEAD = Duration.ofMinutes(1);

  private static final String PREFIX = "Twitch-Eventsub-Message-";
  private static final String SIGNATURE_PREFIX = "sha256=";
  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern SECRET = Pattern.compile("\\p{ASCII}{10,100}");
  private static final Pattern CHANNEL = Pattern.compile("[0-9]{1,20}");
  private static final Pattern UNSAFE = Pattern.compile("[^a-z0-9._-]");
  private static final int MAX_REASON_LENGTH = 80;

  private final List<SecretKeySpec> secrets;
  private final Map<String, String> streams;

  /**
   * Creates the source.
   *
   * @param secrets the secrets of the subscriptions, 10 to 100 ASCII characters each; several
   *     during a rotation
   * @param streams the stream's id by the channel's numeric user id
   * @throws IllegalArgumentException if there is no secret or no channel, or one is invalid; quotes
   *     no secret
   */
  public TwitchEventSub(List<String> secrets, Map<String, String> streams) {
    if (secrets.isEmpty() || !secrets.stream().allMatch(one -> SECRET.matcher(one).matches())) {
      throw new IllegalArgumentException("secrets must have 10 to 100 ASCII characters each");
    }
    if (streams.isEmpty()
        || !streams.keySet().stream().allMatch(channel -> CHANNEL.matcher(channel).matches())) {
      throw new IllegalArgumentException("channels must be numeric ids of Twitch users");
    }
    streams.values().forEach(stream -> Ids.require("stream", stream));
    this.secrets =
        secrets.stream()
            .map(secret -> new SecretKeySpec(secret.getBytes(US_ASCII), ALGORITHM))
            .toList();
    this.streams = Map.copyOf(streams);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Admission admit(SourceRequest request, Instant now) {
    String id = request.header(PREFIX + "Id").orElse("");
    String timestamp = request.header(PREFIX + "Timestamp").orElse("");
    String signature = request.header(PREFIX + "Signature").orElse("");
    if (StreamEvent.idProblem(id) != null || !isSigned(id, timestamp, signature, request.body())) {
      return new Admission.Refused("The signature does not match");
    }
    if (!isRecent(timestamp, now)) {
      return new Admission.Refused("The message is older than 10 minutes, or from the future");
    }
    return switch (request.header(PREFIX + "Type").orElse("")) {
      case "notification" -> new Admission.Delivery(id, request.body());
      case "webhook_callback_verification" -> challenge(request.body());
      case "revocation" -> new Admission.Notice("revoked." + reason(request.body()));
      default -> new Admission.Notice("unknown-message-type");
    };
  }

  private boolean isSigned(String id, String timestamp, String signature, Payload body) {
    if (!signature.startsWith(SIGNATURE_PREFIX)) {
      return false;
    }
    byte[] given;
    try {
      given = HexFormat.of().parseHex(signature, SIGNATURE_PREFIX.length(), signature.length());
    } catch (IllegalArgumentException notHexadecimal) {
      return false;
    }
    boolean matches = false;
    for (SecretKeySpec secret : secrets) {
      matches |= MessageDigest.isEqual(given, sign(secret, id, timestamp, body));
    }
    return matches;
  }

  private static byte[] sign(SecretKeySpec secret, String id, String timestamp, Payload body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update(id.getBytes(UTF_8));
      mac.update(timestamp.getBytes(UTF_8));
      return mac.doFinal(body.bytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }

  private static boolean isRecent(String timestamp, Instant now) {
    try {
      Instant sentAt = OffsetDateTime.parse(timestamp).toInstant();
      return !sentAt.isBefore(now.minus(MAX_AGE)) && !sentAt.isAfter(now.plus(MAX_AHEAD));
    } catch (DateTimeException notATime) {
      return false;
    }
  }

  private static Admission challenge(Payload body) {
    String challenge;
    try {
      challenge = PlatformJson.read(body).text("challenge");
    } catch (UnreadableDeliveryException e) {
      challenge = null;
    }
    return challenge == null || challenge.isEmpty()
        ? new Admission.Refused("The challenge is missing")
        : new Admission.Answer(200, challenge);
  }

  /** Returns the status of a revoked subscription, such as {@code user_removed}. */
  private static String reason(Payload body) {
    String status;
    try {
      status = PlatformJson.read(body).object("subscription").text("status");
    } catch (UnreadableDeliveryException e) {
      status = null;
    }
    String known = status == null || status.isEmpty() ? "unknown" : status.toLowerCase(Locale.ROOT);
    String safe = UNSAFE.matcher(known).replaceAll("-");
    return safe.substring(0, Math.min(safe.length(), MAX_REASON_LENGTH));
  }

  @Override
  public List<EventDraft> translate(Admission.Delivery delivery) {
    JsonFields body = PlatformJson.read(delivery.content());
    TwitchNotification notification =
        new TwitchNotification(
            delivery.id(), body.object("subscription").text("type"), body.object("event"), streams);
    List<EventDraft> drafts = notification.drafts();
    PlatformJson.requireReadable(body);
    return drafts;
  }
}
