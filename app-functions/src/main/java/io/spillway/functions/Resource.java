package io.spillway.functions;

import io.spillway.functions.authors.AuthorRoutes;
import io.spillway.functions.deadletters.DeadLetterRoutes;
import io.spillway.functions.events.EventRoutes;
import io.spillway.functions.events.SourceRoutes;
import io.spillway.functions.events.StreamRoutes;
import io.spillway.functions.http.Route;
import io.spillway.functions.http.RouteTable;
import io.spillway.functions.messages.MessageRoutes;
import io.spillway.functions.moderation.ModerationRoutes;
import io.spillway.functions.notifications.NotificationRoutes;
import io.spillway.functions.operations.OperationsRoutes;
import io.spillway.functions.policies.PolicyRoutes;
import io.spillway.functions.violations.ViolationRoutes;
import io.spillway.functions.violations.WithholdRoutes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Resources of the HTTP API, keyed by the beginnings of their paths. Routes are created on the
 * first request. One switch instead of a supplier each, because every lambda costs cold-start time.
 */
enum Resource {
  HEALTH("health"),
  MESSAGES("streams/*/messages", "streams/*/feed", "message"),
  EVENTS("streams/*/events", "events"),
  STREAMS("streams", "streams/*/stats", "streams/*/alerts", "stats", "recounts"),
  STANDING("streams/*/authors", "violations"),
  AUTHORS("authors", "erasures", "restrictions"),
  VIOLATIONS("violations", "audit", "moderation"),
  WITHHOLDING("streams/*/messages"),
  MODERATION("moderation"),
  POLICIES("policies", "moderation"),
  DEAD_LETTERS("dead-letters"),
  NOTIFICATIONS("notifications"),
  QUEUES("queues"),
  STATUS("status"),
  SOURCES("sources"),
  DESCRIPTION("asyncapi.json", "openapi.json"),
  DASHBOARD("dashboard", "session");

  @SuppressWarnings("ImmutableEnumChecker") // from Set.of
  private final Set<String> beginnings;

  Resource(String... beginnings) {
    this.beginnings = Set.of(beginnings);
  }

  /** Returns the route tables of all resources. */
  static List<RouteTable> tables(Spillway app) {
    List<RouteTable> tables = new ArrayList<>();
    for (Resource resource : values()) {
      tables.add(
          RouteTable.of(() -> resource.routes(app), resource.beginnings.toArray(new String[0])));
    }
    return tables;
  }

  private List<Route> routes(Spillway app) {
    Adapters on = app.adapters();
    return switch (this) {
      case HEALTH -> OperationsRoutes.health(app::ports, on.origin().appVersion());
      case MESSAGES -> MessageRoutes.of(app.core().moderation(), on.stores());
      case EVENTS ->
          EventRoutes.of(
              app.core().eventIntake(),
              on.stores().events(),
              on.stores().deadLetters(),
              app.core().eventProcessing());
      case STREAMS -> StreamRoutes.of(on.stores(), app.core().moderation().donorMessages());
      case STANDING -> AuthorRoutes.belowOthers(app.core().moderation().authors());
      case AUTHORS -> AuthorRoutes.of(app.core().moderation(), on.stores(), on.clock());
      case VIOLATIONS ->
          ViolationRoutes.of(
              on.stores(), app.core().moderation(), on.clock(), app.core().telemetry());
      case WITHHOLDING -> WithholdRoutes.of(app.core().moderation().reviews());
      case MODERATION ->
          ModerationRoutes.of(
              app.core().moderation(),
              on.classifier(),
              on.stores(),
              on.clock(),
              app.core().telemetry());
      case POLICIES -> PolicyRoutes.of(app.core().moderation().policies(), on.stores());
      case DEAD_LETTERS ->
          DeadLetterRoutes.of(app.core().deadLetters(), app.core().eventProcessing(), on.newId());
      case NOTIFICATIONS -> NotificationRoutes.of(app.core().notifications().desk());
      case QUEUES ->
          OperationsRoutes.queues(
              List.of(on.eventQueue(), on.deadLetterQueue()),
              app.poison(),
              on.stores().deadLetters());
      case STATUS ->
          OperationsRoutes.status(app::ports, on.origin().appVersion(), on.stores(), on.clock());
      case SOURCES ->
          SourceRoutes.of(
              on.sources(),
              app.core().eventIntake(),
              app.core().eventProcessing().rejected(),
              app.core().telemetry(),
              on.clock());
      case DESCRIPTION -> OperationsRoutes.description();
      case DASHBOARD -> OperationsRoutes.dashboard();
    };
  }
}
