package io.spillway.embedding.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventField;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.source.EventSource;
import io.spillway.ports.source.SourceRequest;
import io.spillway.ports.source.UnreadableDeliveryException;
import io.spillway.wire.Json;
import io.spillway.wire.JsonFields;
import io.spillway.wire.UnreadableJsonException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;

/**
 * Source of a tip jar that sends {@code {tipId, kind, page, from, euros}} and a key in a header.
 */
public final class TipJar implements EventSource {

  private final byte[] key;

  public TipJar(String key) {
    this.key = key.getBytes(UTF_8);
  }

  @Override
  public String name() {
    return "tip-jar";
  }

  @Override
  public Admission admit(SourceRequest request, Instant now) {
    byte[] given = request.header("X-Tip-Jar-Key").orElse("").getBytes(UTF_8);
    if (!MessageDigest.isEqual(given, key)) { // in constant time
      return new Admission.Refused("The key does not match");
    }
    String id = request.header("X-Tip-Id").orElse("");
    return id.matches("[0-9]{1,18}")
        ? new Admission.Delivery(id, request.body())
        : new Admission.Refused("The id is missing");
  }

  @Override
  public List<EventDraft> translate(Admission.Delivery delivery) {
    JsonFields tip = fields(delivery);
    if (!"tip".equals(tip.text("kind"))) {
      return List.of(); // counted, and answered with 204
    }
    EventFields fields =
        EventFields.NONE
            .with(EventField.AMOUNT, tip.textOrNumber("euros"))
            .with(EventField.CURRENCY, "EUR");
    String page = tip.text("page");
    String from = tip.text("from");
    if (page == null || !tip.wrong().isEmpty()) {
      throw new UnreadableDeliveryException("page, from or euros is missing or has a wrong type");
    }
    return List.of(new EventDraft(page, name(), delivery.id(), "donation", from, null, fields));
  }

  private static JsonFields fields(Admission.Delivery delivery) {
    try {
      return new JsonFields(Json.readObject(delivery.content().text().orElse("")));
    } catch (UnreadableJsonException e) {
      throw new UnreadableDeliveryException("the body " + e.problem());
    }
  }
}
