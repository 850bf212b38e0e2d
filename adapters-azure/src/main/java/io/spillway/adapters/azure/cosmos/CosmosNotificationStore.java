package io.spillway.adapters.azure.cosmos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.SortableTime;
import io.spillway.ports.Versioned;
import io.spillway.ports.notification.Notification;
import io.spillway.ports.notification.NotificationFilter;
import io.spillway.ports.notification.NotificationKind;
import io.spillway.ports.notification.NotificationState;
import io.spillway.ports.notification.NotificationStore;
import io.spillway.wire.Codes;
import io.spillway.wire.NotificationJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notifications, one document each, in the partition of their lane. The version is the ETag. */
final class CosmosNotificationStore implements NotificationStore {

  private static final String KIND = "kind";
  private static final String STATE = "state";
  private static final String DUE = "dueKey";

  private static final DocumentForm<Notification> FORM =
      new DocumentForm<>(
          CosmosNotificationStore::write,
          NotificationJson::read,
          Notification::id,
          Notification::sortKey);

  private final Documents documents;
  private final VersionedDocuments<Notification> versioned;

  CosmosNotificationStore(CosmosConnection connection) {
    documents = new Documents(connection, CosmosContainers.NOTIFICATIONS, "notifications");
    versioned = new VersionedDocuments<>(documents, FORM);
  }

  @Override
  public Versioned<Notification> add(Notification notification) {
    return versioned.add(notification);
  }

  @Override
  public Optional<Versioned<Notification>> find(String id) {
    int joint = id.lastIndexOf('~');
    return joint < 0 ? Optional.empty() : versioned.find(id.substring(0, joint), id);
  }

  @Override
  public Replacement<Notification> replace(Notification notification, String version) {
    return versioned.replace(notification, version);
  }

  @Override
  public Page<Versioned<Notification>> list(NotificationFilter filter, PageRequest page) {
    DocumentQuery query =
        DocumentQuery.of(filter.streamId())
            .equal(KIND, filter.kind() == null ? null : Codes.code(filter.kind()))
            .equal(STATE, filter.state() == null ? null : Codes.code(filter.state()));
    return versioned.page("notifications by " + filter, query, page);
  }

  @Override
  public List<Versioned<Notification>> due(
      NotificationKind kind, Instant until, Set<String> except, int limit) {
    int most = PageRequest.first(limit).limit();
    DocumentQuery query =
        DocumentQuery.of(null)
            .equal(KIND, Codes.code(kind))
            .outside(except)
            .below(DUE, SortableTime.text(until) + "\u007f");
    return versioned.list(query, query.lowestFirst(DUE, most), most);
  }

  @Override
  public List<Versioned<Notification>> waiting(
      NotificationKind kind, @Nullable String lane, int limit) {
    int most = PageRequest.first(limit).limit();
    DocumentQuery query = in(lane, kind, NotificationState.PENDING);
    return versioned.list(query, query.oldestFirst(most), most);
  }

  @Override
  public int count(NotificationKind kind, NotificationState state, int limit) {
    return documents.countUpTo(limit, in(null, kind, state));
  }

  @Override
  public Health health() {
    return documents.health();
  }

  private static DocumentQuery in(
      @Nullable String lane, NotificationKind kind, NotificationState state) {
    return DocumentQuery.of(lane).equal(KIND, Codes.code(kind)).equal(STATE, Codes.code(state));
  }

  private static ObjectNode write(Notification notification) {
    ObjectNode node = NotificationJson.write(notification).put("streamId", notification.lane());
    return notification.state() == NotificationState.PENDING
        ? node.put(DUE, notification.dueKey())
        : node;
  }
}
