package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.Ids;
import io.spillway.ports.PageRequest;
import io.spillway.ports.SortableTime;
import io.spillway.ports.violation.Presence;
import io.spillway.ports.violation.PresenceStore;
import io.spillway.ports.violation.ViolationId;
import io.spillway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Moderators' presence, one document for each person, in one partition whose key is not a valid
 * stream id. A document expires soon after its end.
 */
final class CosmosPresenceStore implements PresenceStore {

  private static final String PARTITION = "~presence";
  private static final String TYPE = "presence";
  private static final String UNTIL = "until";

  /** Time for which an ended presence is kept at least, because clocks differ. */
  private static final Duration SLACK = Duration.ofMinutes(1);

  private static final DocumentForm<Presence> FORM =
      new DocumentForm<>(
          CosmosPresenceStore::write,
          CosmosPresenceStore::read,
          presence -> id(presence.name()),
          presence -> SortableTime.key(presence.until(), id(presence.name())));

  private final Documents documents;
  private final InstantSource clock;

  CosmosPresenceStore(CosmosConnection connection, InstantSource clock) {
    this.documents = new Documents(connection, CosmosContainers.AUTHORS, "presence");
    this.clock = clock;
  }

  @Override
  public void put(Presence presence) {
    Duration left = Duration.between(clock.instant(), presence.until());
    documents.put(FORM.document(presence), left.isNegative() ? SLACK : left.plus(SLACK));
  }

  @Override
  public void remove(String name) {
    var unused = documents.delete(PARTITION, id(name));
  }

  @Override
  public List<Presence> list(Instant now, int limit) {
    int most = PageRequest.first(limit).limit();
    DocumentQuery query =
        DocumentQuery.of(PARTITION)
            .equal(DocumentQuery.DOCUMENT_TYPE, TYPE)
            .after(UNTIL, SortableTime.text(now));
    return documents.list(query, query.highestFirst(UNTIL, most), most).stream()
        .map(document -> FORM.value(document, documents.failures()))
        .toList();
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private static String id(String name) {
    return TYPE + "~" + Ids.derive(Presence.key(name));
  }

  private static ObjectNode write(Presence presence) {
    return Json.object()
        .put("streamId", PARTITION)
        .put(DocumentQuery.DOCUMENT_TYPE, TYPE)
        .put("name", presence.name())
        .put("violationId", presence.violationId().toString())
        .put(UNTIL, SortableTime.text(presence.until()));
  }

  private static Presence read(ObjectNode document) {
    return new Presence(
        document.path("name").asText(),
        ViolationId.parse(document.path("violationId").asText())
            .orElseThrow(() -> new IllegalArgumentException("violationId is invalid")),
        Instant.parse(document.path(UNTIL).asText()));
  }
}
