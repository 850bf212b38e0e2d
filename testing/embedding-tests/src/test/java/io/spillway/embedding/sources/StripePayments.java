package io.spillway.embedding.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.source.EventSource;
import io.spillway.ports.source.SourceRequest;
import io.spillway.ports.source.UnreadableDeliveryException;
import io.spillway.wire.Json;
import io.spillway.wire.JsonFields;
import io.spillway.wire.UnreadableJsonException;
import java.math.BigDecimal;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Source of Stripe's webhooks. A charge is a donation with the charge's id, so that its full refund
 * undoes it. The stream, the name to show and the message are in the charge's metadata, where the
 * site's checkout puts them.
 */
public final class StripePayments implements EventSource {

  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  /** Currencies whose amounts Stripe sends without decimals; others have two or three. */
  private static final Set<String> WITHOUT_DECIMALS =
      Set.of(
          "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF",
          "XOF", "XPF");

  private static final Set<String> WITH_THREE_DECIMALS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

  private final SecretKeySpec secret;

  /**
   * @param secret the endpoint's signing secret, {@code whsec_...}
   */
  public StripePayments(String secret) {
    this.secret = new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256");
  }

  @Override
  public String name() {
    return "stripe";
  }

  @Override
  public Admission admit(SourceRequest request, Instant now) {
    if (!isSigned(request.header("Stripe-Signature").orElse(""), request.body(), now)) {
      return new Admission.Refused("The signature does not match");
    }
    try {
      JsonFields event = fields(request.body());
      String id = event.object("data").object("object").text("id");
      String type = event.text("type");
      if (id != null && type != null && StreamEvent.idProblem(id) == null) {
        // A charge and its full refund are two events of one id, and each happens once.
        boolean isCharge = type.equals("charge.succeeded");
        return new Admission.Delivery(isCharge ? id : type + ":" + id, request.body());
      }
    } catch (UnreadableDeliveryException | IllegalArgumentException e) {
      // A signed body without an id is no event of Stripe.
    }
    return new Admission.Refused("The body is no event of Stripe");
  }

  /** The header is {@code t=SECONDS,v1=HEX,...}; the HMAC is of the time, a dot and the body. */
  private boolean isSigned(String header, Payload body, Instant now) {
    String time = "";
    boolean matches = false;
    for (String part : header.split(",", -1)) {
      if (part.startsWith("t=")) {
        time = part.substring(2);
      } else if (part.matches("v1=[0-9a-f]{64}")) {
        byte[] given = HexFormat.of().parseHex(part.substring(3));
        matches |= MessageDigest.isEqual(given, sign(time, body));
      }
    }
    return matches
        && time.matches("[0-9]{1,12}")
        && Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now)
                .abs()
                .compareTo(MAX_AGE)
            <= 0;
  }

  private byte[] sign(String time, Payload body) {
    try {
      Mac mac = Mac.getInstance(secret.getAlgorithm());
      mac.init(secret);
      mac.update((time + ".").getBytes(UTF_8));
      return mac.doFinal(body.bytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }

  @Override
  public List<EventDraft> translate(Admission.Delivery delivery) {
    JsonFields event = fields(delivery.content());
    JsonFields object = event.object("data").object("object");
    String type = event.text("type");
    List<EventDraft> drafts =
        switch (type == null ? "" : type) {
          case "charge.succeeded" -> List.of(donation(delivery.id(), object));
          case "charge.refunded" ->
              object.flag("refunded", false) // false after a refund of a part
                  ? List.of(refund(delivery.id(), object))
                  : List.of();
          default -> List.of();
        };
    if (!event.wrong().isEmpty()) {
      throw new UnreadableDeliveryException("a field has a wrong type: " + event.wrong().keySet());
    }
    return drafts;
  }

  private EventDraft donation(String id, JsonFields charge) {
    String code = charge.text("currency");
    String currency = code == null ? "" : code.toUpperCase(Locale.ROOT);
    String amount = charge.wholeNumberOrText("amount");
    if (amount == null || !amount.matches("[0-9]{1,15}")) {
      throw new UnreadableDeliveryException("data.object.amount must be a whole number");
    }
    int decimals =
        WITHOUT_DECIMALS.contains(currency) ? 0 : WITH_THREE_DECIMALS.contains(currency) ? 3 : 2;
    JsonFields metadata = charge.object("metadata");
    String name = metadata.text("name");
    return new EventDraft(
        stream(charge),
        name(),
        id,
        "donation",
        name == null || name.isBlank() ? StreamEvent.ANONYMOUS : name,
        null,
        EventFields.NONE
            .with(
                EventField.AMOUNT,
                BigDecimal.valueOf(Long.parseLong(amount), decimals).toPlainString())
            .with(EventField.CURRENCY, currency)
            .with(EventField.MESSAGE, metadata.text("message")));
  }

  private EventDraft refund(String id, JsonFields charge) {
    return new EventDraft(
        stream(charge),
        name(),
        id,
        "reversal",
        StreamEvent.ANONYMOUS,
        null,
        EventFields.NONE
            .with(EventField.REVERSES_SOURCE, name())
            .with(EventField.REVERSES_ID, charge.text("id"))
            .with(EventField.REASON, "refund"));
  }

  private static String stream(JsonFields object) {
    String stream = object.object("metadata").text("streamId");
    if (stream == null) {
      throw new UnreadableDeliveryException("data.object.metadata.streamId is missing");
    }
    return stream;
  }

  private static JsonFields fields(Payload body) {
    try {
      return new JsonFields(Json.readObject(body.text().orElse("")));
    } catch (UnreadableJsonException e) {
      throw new UnreadableDeliveryException("the body " + e.problem());
    }
  }
}
