package io.spillway.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.deadletter.DeadLetterAction;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.deadletter.RedriveProgress;

/**
 * JSON of a redrive: {@code {redriveId, state, note, createdAt, order, progress, leasedUntil?}}.
 * The fields of the order's filter are named as the API's parameters.
 */
public final class RedriveJobJson {

  private RedriveJobJson() {}

  /**
   * {@return the redrive as JSON}
   *
   * @param job the redrive
   */
  public static ObjectNode write(RedriveJob job) {
    ObjectNode node =
        Json.object()
            .put("redriveId", job.id())
            .put("state", Codes.code(job.state()))
            .put("note", job.note());
    Stored.put(node, "createdAt", job.createdAt());
    node.set("order", writeOrder(job.order()));
    node.set("progress", writeProgress(job.progress()));
    Stored.putIfAny(node, "leasedUntil", job.leasedUntil());
    return node;
  }

  /**
   * {@return the redrive}
   *
   * @param node JSON from {@code write}
   * @throws IllegalArgumentException if the JSON is invalid
   */
  public static RedriveJob read(JsonNode node) {
    return new RedriveJob(
        Stored.text(node, "redriveId"),
        readOrder(Stored.object(node, "order")),
        Stored.code(node, "state", RedriveJob.State.class),
        Stored.text(node, "note"),
        Stored.instant(node, "createdAt"),
        readProgress(Stored.object(node, "progress")),
        Stored.instantOrNull(node, "leasedUntil"));
  }

  private static ObjectNode writeOrder(RedriveOrder order) {
    ObjectNode node = Json.object().put("action", Codes.code(order.action()));
    Stored.putIfAny(node, "patch", order.patch());
    if (order.filter() != null) {
      node.set("filter", writeFilter(order.filter()));
    }
    order.ids().forEach(node.putArray("ids")::add);
    node.put("canary", order.canary())
        .put("ratePerSecond", order.ratePerSecond())
        .put("maxGeneration", order.maxGeneration())
        .put("reason", order.reason())
        .put("by", order.by());
    if (order.expected() != null) {
      node.put("expected", order.expected());
    }
    return node;
  }

  private static RedriveOrder readOrder(ObjectNode node) {
    // Orders that were stored before there were other actions have none, and filters of any state.
    DeadLetterAction action =
        node.has("action")
            ? Stored.code(node, "action", DeadLetterAction.class)
            : DeadLetterAction.REDRIVE;
    return new RedriveOrder(
        action,
        Stored.textOrNull(node, "patch"),
        node.has("filter") ? readFilter(Stored.object(node, "filter"), action) : null,
        Stored.texts(node, "ids"),
        Stored.flag(node, "canary"),
        Stored.number(node, "ratePerSecond"),
        Stored.number(node, "maxGeneration"),
        Stored.text(node, "reason"),
        Stored.text(node, "by"),
        node.has("expected") ? Stored.longNumber(node, "expected") : null);
  }

  private static ObjectNode writeFilter(DeadLetterFilter filter) {
    ObjectNode node = Json.object();
    Stored.putIfAny(node, "streamId", filter.streamId());
    Stored.putIfAny(node, "fingerprint", filter.fingerprint());
    Stored.putIfAny(node, "type", filter.eventType());
    Stored.putIfAny(node, "eventId", filter.eventId());
    Stored.putIfAny(node, "failureCode", filter.code());
    Stored.putIfAny(
        node, "category", filter.category() == null ? null : Codes.code(filter.category()));
    Stored.putIfAny(node, "state", filter.state() == null ? null : Codes.code(filter.state()));
    Stored.putIfAny(node, "from", filter.from() == null ? null : filter.from().toString());
    Stored.putIfAny(node, "to", filter.to() == null ? null : filter.to().toString());
    Stored.putIfAny(node, "q", filter.text());
    return node;
  }

  private static DeadLetterFilter readFilter(ObjectNode node, DeadLetterAction action) {
    DeadLetterState state =
        node.has("state") ? Stored.code(node, "state", DeadLetterState.class) : null;
    return DeadLetterFilter.all()
        .inStream(Stored.textOrNull(node, "streamId"))
        .withFingerprint(Stored.textOrNull(node, "fingerprint"))
        .withEventType(Stored.textOrNull(node, "type"))
        .withEventId(Stored.textOrNull(node, "eventId"))
        .withCode(Stored.textOrNull(node, "failureCode"))
        .withCategory(
            node.has("category") ? Stored.code(node, "category", FailureCategory.class) : null)
        .withState(state != null && action.states().contains(state) ? state : null)
        .deadLetteredFrom(Stored.instantOrNull(node, "from"))
        .deadLetteredBefore(Stored.instantOrNull(node, "to"))
        .containing(Stored.textOrNull(node, "q"));
  }

  private static ObjectNode writeProgress(RedriveProgress progress) {
    ObjectNode node = Json.object().put("total", progress.total());
    Stored.putIfAny(node, "cursor", progress.cursor());
    node.put("nextId", progress.nextId())
        .put("exhausted", progress.exhausted())
        .put("waves", progress.waves());
    progress.inHand().forEach(node.putArray("inHand")::add);
    node.put("succeeded", progress.succeeded())
        .put("failedAgain", progress.failedAgain())
        .put("skipped", progress.skipped());
    node.set(
        "skips",
        Stored.array(
            progress.skips(),
            skip -> Json.object().put("deadLetterId", skip.letterId()).put("why", skip.why())));
    Stored.putIfAny(node, "pacedAt", progress.pacedAt());
    return node;
  }

  private static RedriveProgress readProgress(ObjectNode node) {
    return new RedriveProgress(
        Stored.longNumber(node, "total"),
        Stored.textOrNull(node, "cursor"),
        Stored.number(node, "nextId"),
        Stored.flag(node, "exhausted"),
        Stored.number(node, "waves"),
        Stored.texts(node, "inHand"),
        Stored.longNumber(node, "succeeded"),
        Stored.longNumber(node, "failedAgain"),
        Stored.longNumber(node, "skipped"),
        Stored.list(
            node,
            "skips",
            skip ->
                new RedriveProgress.Skip(
                    Stored.text(skip, "deadLetterId"), Stored.text(skip, "why"))),
        Stored.instantOrNull(node, "pacedAt"));
  }
}
