package io.spillway.adapters.azure.cosmos;

import static io.spillway.testkit.Fixtures.alert;
import static io.spillway.testkit.Fixtures.deadLetter;
import static io.spillway.testkit.Fixtures.event;
import static io.spillway.testkit.Fixtures.message;
import static io.spillway.testkit.Fixtures.violation;

import io.spillway.cosmos.testserver.Operation;
import io.spillway.ports.PageRequest;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterGrouping;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.deadletter.RedriveProgress;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.message.MessageFilter;
import io.spillway.ports.message.MessageOrder;
import io.spillway.ports.notification.Notification;
import io.spillway.ports.notification.NotificationFilter;
import io.spillway.ports.notification.NotificationKind;
import io.spillway.ports.notification.NotificationState;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.testkit.Fixtures;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A call of a port and its first request to the database.
 *
 * @param port the port's name in failure codes
 */
record PortCall(
    String port,
    String method,
    Operation operation,
    String container,
    Consumer<CosmosStores> onStores) {

  private static final String STREAM = Fixtures.uniqueStream();
  private static final PageRequest PAGE = PageRequest.first(10);
  private static final RedriveJob REDRIVE =
      new RedriveJob(
          Fixtures.uniqueId("r"),
          RedriveOrder.of(List.of(STREAM + "~e-1"), "fixed", "ada").withCanary(true),
          RedriveJob.State.PAUSED,
          "",
          Fixtures.NOW,
          RedriveProgress.none(1),
          null);
  private static final AuditRecord AUDIT =
      AuditRecord.of("a-1", Fixtures.NOW, "grace", AuditAction.KEEP, "").about(STREAM, "ada");
  private static final PolicyRevision POLICY =
      new PolicyRevision(
          PolicyScope.ofStream(STREAM), 1, PolicyDraft.EMPTY, "grace", Fixtures.NOW, "");

  private static final Notification NOTIFICATION =
      Notification.ofAlert(STREAM, "a-1", Fixtures.NOW, Fixtures.NOW);

  /** Returns calls of every method of every port. */
  static List<PortCall> all() {
    ViolationId id = new ViolationId(STREAM, "v-1");
    return List.of(
        messages("add", Operation.BATCH, s -> s.messages().add(message(STREAM, "m-1").build())),
        messages("find", Operation.READ, s -> s.messages().find(STREAM, "m-1")),
        messages(
            "neighbours",
            Operation.QUERY,
            s -> s.messageArchive().neighbours(STREAM, "m-1", Fixtures.NOW, 5, 5)),
        messages("list", Operation.QUERY, s -> s.messageArchive().list(STREAM, PAGE)),
        messages(
            "filtered",
            Operation.QUERY,
            s ->
                s.messageArchive()
                    .list(
                        MessageFilter.all().inStream(STREAM).byAuthor("ada"),
                        MessageOrder.OLDEST_FIRST,
                        PAGE)),
        messages(
            "countFiltered",
            Operation.QUERY,
            s -> s.messageArchive().count(MessageFilter.all().inStream(STREAM), 1_000)),
        messages("feed", Operation.CHANGE_FEED, s -> s.feed().read(STREAM, null, 10)),
        messages("sentAt", Operation.READ, s -> s.feed().sentAt(STREAM, "m-1")),
        messages("marked", Operation.QUERY, s -> s.messageArchive().marked(STREAM, PAGE)),
        messages("withdraw", Operation.READ, s -> s.messages().withdraw(STREAM, "m-1")),
        messages(
            "replaceVerdict",
            Operation.READ,
            s -> s.messages().replaceVerdict(message(STREAM, "m-1").build(), Fixtures.allowed())),
        messages("unmoderated", Operation.QUERY, s -> s.messages().unmoderated(10)),
        messages(
            "ofAuthor",
            Operation.QUERY,
            s -> s.messageArchive().ofAuthor("ada", STREAM, Fixtures.NOW, 10)),
        violations("delete", Operation.READ, s -> s.violationArchive().delete(id)),
        erasures("add", Operation.CREATE, s -> s.erasures().add(erasure())),
        erasures("find", Operation.READ, s -> s.erasures().find("e-1")),
        erasures("replace", Operation.REPLACE, s -> s.erasures().replace(erasure(), "\"version\"")),
        erasures("pending", Operation.QUERY, s -> s.erasures().pending(10)),
        messages("countUnmoderated", Operation.QUERY, s -> s.messages().countUnmoderated(1_000)),
        messages("recount", Operation.QUERY, s -> s.messageArchive().recount(STREAM)),
        violations("recount", Operation.QUERY, s -> s.violationArchive().recountWithheld(STREAM)),
        messages("count", Operation.QUERY, s -> s.messageArchive().count(STREAM)),
        violations(
            "add", Operation.BATCH, s -> s.violations().add(violation(STREAM, "v-1").build())),
        violations("find", Operation.READ, s -> s.violations().find(id)),
        violations(
            "replace",
            Operation.REPLACE,
            s -> s.violations().replace(violation(STREAM, "v-1").build(), "\"version\"w")),
        violations(
            "list", Operation.QUERY, s -> s.violationArchive().list(ViolationFilter.all(), PAGE)),
        violations(
            "waiting",
            Operation.QUERY,
            s -> s.violationArchive().waiting(ViolationFilter.all(), "mod-1", Fixtures.NOW, 10)),
        violations(
            "claimable",
            Operation.QUERY,
            s -> s.violationArchive().claimable(ViolationFilter.all(), "mod-1", Fixtures.NOW, 10)),
        violations(
            "pendingEffects",
            Operation.QUERY,
            s ->
                s.violations().pendingEffects(EnumSet.of(PendingEffect.CONFIRM), Fixtures.NOW, 10)),
        violations(
            "provisional", Operation.QUERY, s -> s.violations().provisional(Fixtures.NOW, 10)),
        violations(
            "count",
            Operation.QUERY,
            s -> s.violationArchive().count(ViolationFilter.all().pendingOnly(), 1_000)),
        violations(
            "countWithheld", Operation.QUERY, s -> s.violationArchive().countWithheld(STREAM)),
        events("append", Operation.CREATE, s -> s.events().append(event(STREAM, "e-1").build())),
        events("find", Operation.READ, s -> s.events().find(STREAM, "e-1")),
        events("list", Operation.QUERY, s -> s.events().list(STREAM, PAGE)),
        events("ofActor", Operation.QUERY, s -> s.events().ofActor("ada", null, PAGE)),
        events("delete", Operation.DELETE, s -> s.events().delete(STREAM, "e-1")),
        alerts("ofActor", Operation.QUERY, s -> s.alerts().ofActor("ada", null, PAGE)),
        alerts("delete", Operation.DELETE, s -> s.alerts().delete(STREAM, "a-1")),
        audit("add", Operation.CREATE, s -> s.auditLog().add(AUDIT)),
        audit("list", Operation.QUERY, s -> s.auditLog().list(AuditFilter.all(), PAGE)),
        audit("anonymise", Operation.READ, s -> s.auditLog().anonymise(AUDIT.anonymised("x"))),
        alerts("add", Operation.CREATE, s -> s.alerts().add(alert(STREAM, "a-1", Fixtures.NOW))),
        alerts("find", Operation.READ, s -> s.alerts().find(STREAM, "a-1")),
        alerts("list", Operation.QUERY, s -> s.alerts().list(STREAM, PAGE)),
        stops("stop", Operation.CREATE, s -> s.alertStops().stop("receiver")),
        stops("isStopped", Operation.READ, s -> s.alertStops().isStopped("receiver")),
        registry(
            "register", Operation.CREATE, s -> s.eventRegistry().register(STREAM, "e-1", "c1")),
        stats("apply", Operation.BATCH, s -> s.stats().apply(event(STREAM, "e-1").build())),
        stats("totals", Operation.QUERY, s -> s.stats().totals(STREAM)),
        letters(
            "add", Operation.CREATE, s -> s.deadLetters().add(deadLetter(STREAM, "e-1").entry())),
        letters("find", Operation.READ, s -> s.deadLetters().find(STREAM + "~e-1")),
        letters(
            "replace",
            Operation.REPLACE,
            s -> s.deadLetters().replace(deadLetter(STREAM, "e-1").entry(), "\"version\"")),
        letters("list", Operation.QUERY, s -> s.deadLetters().list(DeadLetterFilter.all(), PAGE)),
        letters(
            "groups",
            Operation.QUERY,
            s -> s.deadLetters().groups(DeadLetterFilter.all(), DeadLetterGrouping.CAUSE, 10)),
        letters(
            "count", Operation.QUERY, s -> s.deadLetters().count(DeadLetterFilter.all(), 1_000)),
        notifications("add", Operation.CREATE, s -> s.notifications().add(NOTIFICATION)),
        notifications("find", Operation.READ, s -> s.notifications().find(NOTIFICATION.id())),
        notifications(
            "replace",
            Operation.REPLACE,
            s -> s.notifications().replace(NOTIFICATION, "\"version\"")),
        notifications(
            "list", Operation.QUERY, s -> s.notifications().list(NotificationFilter.all(), PAGE)),
        notifications(
            "due",
            Operation.QUERY,
            s -> s.notifications().due(NotificationKind.ALERT, Fixtures.NOW, Set.of(), 10)),
        notifications(
            "waiting",
            Operation.QUERY,
            s -> s.notifications().waiting(NotificationKind.ALERT, STREAM, 10)),
        notifications(
            "count",
            Operation.QUERY,
            s -> s.notifications().count(NotificationKind.ALERT, NotificationState.FAILED, 1_000)),
        redrives("add", Operation.CREATE, s -> s.redrives().add(REDRIVE)),
        redrives("find", Operation.READ, s -> s.redrives().find(REDRIVE.id())),
        redrives("replace", Operation.REPLACE, s -> s.redrives().replace(REDRIVE, "\"version\"")),
        redrives("list", Operation.QUERY, s -> s.redrives().list(PAGE)),
        redrives("withWork", Operation.QUERY, s -> s.redrives().withWork(10)),
        redrives("countWithWork", Operation.QUERY, s -> s.redrives().countWithWork(1_000)),
        policies("add", Operation.CREATE, s -> s.policies().add(POLICY)),
        policies("latest", Operation.QUERY, s -> s.policies().latest(POLICY.scope())),
        policies("find", Operation.READ, s -> s.policies().find(POLICY.scope(), 1)),
        policies("history", Operation.QUERY, s -> s.policies().history(POLICY.scope(), PAGE)));
  }

  /** Returns the call with this name, such as {@code messages.add}. */
  static PortCall named(String name) {
    return all().stream().filter(call -> call.toString().equals(name)).findFirst().orElseThrow();
  }

  void on(CosmosStores stores) {
    onStores.accept(stores);
  }

  @Override
  public String toString() {
    return port + "." + method;
  }

  private static Erasure erasure() {
    return Erasure.of("e-1", "ada", "0123", "op", Fixtures.NOW);
  }

  private static PortCall erasures(
      String method, Operation operation, Consumer<CosmosStores> call) {
    return new PortCall("erasures", method, operation, "erasures", call);
  }

  private static PortCall messages(
      String method, Operation operation, Consumer<CosmosStores> call) {
    return new PortCall("messages", method, operation, "messages", call);
  }

  private static PortCall violations(
      String method, Operation operation, Consumer<CosmosStores> call) {
    return new PortCall("violations", method, operation, "violations", call);
  }

  private static PortCall events(String method, Operation operation, Consumer<CosmosStores> call) {
    return new PortCall("events", method, operation, "events", call);
  }

  private static PortCall alerts(String method, Operation operation, Consumer<CosmosStores> call) {
    return new PortCall("alerts", method, operation, "events", call);
  }

  private static PortCall audit(String method, Operation operation, Consumer<CosmosStores> call) {
    return new PortCall("audit", method, operation, "audit", call);
  }

  private static PortCall stops(String method, Operation operation, Consumer<CosmosStores> call) {
    return new PortCall("alert-stops", method, operation, "events", call);
  }

  private static PortCall stats(String method, Operation operation, Consumer<CosmosStores> call) {
    return new PortCall("stats", method, operation, "stats", call);
  }

  private static PortCall registry(
      String method, Operation operation, Consumer<CosmosStores> call) {
    return new PortCall("event-registry", method, operation, "stats", call);
  }

  private static PortCall letters(String method, Operation operation, Consumer<CosmosStores> call) {
    return new PortCall("dead-letters", method, operation, "dead-letters", call);
  }

  private static PortCall notifications(
      String method, Operation operation, Consumer<CosmosStores> call) {
    return new PortCall("notifications", method, operation, "notifications", call);
  }

  private static PortCall redrives(
      String method, Operation operation, Consumer<CosmosStores> call) {
    return new PortCall("redrives", method, operation, "dead-letters", call);
  }

  private static PortCall policies(
      String method, Operation operation, Consumer<CosmosStores> call) {
    return new PortCall("policies", method, operation, "policies", call);
  }
}
