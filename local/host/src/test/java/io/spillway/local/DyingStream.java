package io.spillway.local;

import static io.spillway.local.PatientHost.deliver;
import static io.spillway.local.PatientHost.deliverAll;
import static io.spillway.local.PatientHost.patiently;
import static io.spillway.testkit.Fixtures.NOW;

import io.spillway.AlertRules;
import io.spillway.DelayedRetryPolicy;
import io.spillway.InvalidInputException;
import io.spillway.RetryPolicy;
import io.spillway.adapters.azure.cosmos.CosmosStores;
import io.spillway.adapters.azure.queue.StorageQueueSettings;
import io.spillway.adapters.azure.queue.StorageQueues;
import io.spillway.core.deadletter.DeadLetterConsumer;
import io.spillway.core.deadletter.DeadLetterOperations;
import io.spillway.core.deadletter.RedriveSweep;
import io.spillway.core.deadletter.Redrives;
import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.core.deadletter.Rejection;
import io.spillway.core.event.Activities;
import io.spillway.core.event.EventArrivals;
import io.spillway.core.event.EventIdentity;
import io.spillway.core.event.InProcessWorkflows;
import io.spillway.core.event.OutageWatch;
import io.spillway.core.event.Parking;
import io.spillway.ports.Failure;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterGrouping;
import io.spillway.ports.deadletter.DeadLetterGroups;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.PayloadPatches;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.testkit.EventBuilder;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.Pages;
import io.spillway.testkit.SettableClock;
import io.spillway.wire.DeadLetterPayload;
import io.spillway.wire.EventPayload;
import io.spillway.wire.QueuedDeadLetters;
import io.spillway.wire.UnreadablePayloadException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stream of events in which three of each 500 die in each of five ways, with their processing. */
final class DyingStream {

  static final String STREAM = "show";

  private static final Pattern NUMBER = Pattern.compile("e-(\\d+)");

  private final SettableClock clock = new SettableClock();
  private final CosmosStores stores;
  private final WorkQueue events;
  private final WorkQueue letters;
  private final int count;
  private final EventArrivals arrivals;
  private final Workflows workflows;
  private final DeadLetterConsumer drain;
  private final DeadLetterOperations desk;
  private final Redrives redrives;
  private final RedriveSweep sweep;
  private volatile boolean mended;

  DyingStream(CosmosStores stores, String storage, int count) {
    this.stores = stores;
    this.count = count;
    StorageQueues queues =
        new StorageQueues(
            StorageQueueSettings.of(new StorageQueueSettings.ConnectionString(storage)));
    events = queues.queue("show-events");
    letters = queues.queue("show-letters");
    DeadLetter.Origin origin = new DeadLetter.Origin("show", "test");
    QueuedDeadLetters buried = new QueuedDeadLetters(letters);
    workflows =
        new InProcessWorkflows(
            Activities.standard(
                    dying(
                        StatsStore.class,
                        stores.stats(),
                        2,
                        () -> new PortException(Failure.transientFailure("stats.unavailable", ""))),
                    dying(
                        AlertStore.class,
                        stores.alerts(),
                        3,
                        () -> new PortException(Failure.permanent("alerts.rejected", ""))),
                    AlertRules.STANDARD,
                    dying(EventLog.class, stores.events(), 4, IllegalStateException::new))
                .watchedBy(new OutageWatch(clock)),
            buried,
            RetryPolicy.STANDARD,
            origin,
            clock,
            Runnable::run,
            clock::advance);
    arrivals =
        new EventArrivals(
            workflows,
            new RejectedArrivals(buried, origin, clock),
            Telemetry.NONE,
            Parking.OFF,
            EventIdentity.UNCHECKED,
            null);
    drain =
        new DeadLetterConsumer(
            stores.deadLetters(), letters, DelayedRetryPolicy.OFF, Telemetry.NONE);
    desk = new DeadLetterOperations(stores.deadLetters(), DyingStream::draftOf, clock);
    redrives =
        new Redrives(
            stores.deadLetters(),
            stores.redrives(),
            DyingStream::draftOf,
            PayloadPatches.NONE,
            clock);
    sweep =
        new RedriveSweep(
            stores.deadLetters(),
            stores.redrives(),
            DyingStream::draftOf,
            PayloadPatches.NONE,
            EventIdentity.UNCHECKED,
            clock,
            Telemetry.NONE);
  }

  CosmosStores stores() {
    return stores;
  }

  /** Returns the valid event of this number. */
  static StreamEvent event(int number) {
    EventBuilder event = Fixtures.event(STREAM, "e-" + number).occurredAt(NOW.plusSeconds(number));
    if (wayOf(number) == 3) {
      return event.donation(20_000 + number, "USD").build();
    }
    return switch (number % 4) {
      case 0 -> event.donation(100 + number % 997, "EUR").build();
      case 1 -> event.raid(number % 90).build();
      case 2 -> event.subscription().build();
      default -> event.build();
    };
  }

  /** Returns 0 to 4 for an event that dies, more for another. */
  private static int wayOf(int number) {
    return number % 500 / 3;
  }

  /** Returns the payload: no JSON, an event with an invalid field, or a valid one. */
  private static Payload sent(int number) {
    return switch (wayOf(number)) {
      case 0 -> Payload.of("{\"id\": \"e-" + number + "\", oh no");
      case 1 ->
          Payload.of(
              "{\"type\":\"wedding\",\"actor\":\"ada\",\"streamId\":\"show\",\"source\":\"api\","
                  + "\"eventId\":\"e-"
                  + number
                  + "\"}");
      default -> EventPayload.write(event(number), null);
    };
  }

  private static EventDraft draftOf(Arrival arrival) {
    try {
      return EventPayload.read(arrival.payload()).draft();
    } catch (UnreadablePayloadException e) {
      throw new InvalidInputException("payload", e.failure().message());
    }
  }

  /** Decorates a port: fails for the events of one way until repaired. */
  private <P> P dying(Class<P> port, P adapter, int way, Supplier<RuntimeException> failure) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> {
              if (!mended && arguments != null && numberOf(arguments[0]) % 500 / 3 == way) {
                throw failure.get();
              }
              try {
                return method.invoke(adapter, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            }));
  }

  private static int numberOf(Object written) {
    if (written instanceof StreamEvent event) {
      return Integer.parseInt(event.eventId().substring(2));
    }
    return written instanceof Alert alert ? Integer.parseInt(alert.alertId().substring(2)) : 499;
  }

  void playAll() {
    for (int i = 0; i < count; i++) {
      Payload payload = sent(i);
      patiently(() -> events.send(payload));
      if (i % WorkQueue.MAX_BATCH == 0) {
        deliver(events, this::receive);
      }
    }
    deliverAll(events, this::receive);
    deliverAll(letters, this::enter);
  }

  private void receive(Delivery delivery) {
    Arrival arrival =
        Arrival.of(events.name(), delivery.messageId(), delivery.insertedAt(), delivery.payload())
            .withDequeueCount(delivery.dequeueCount())
            .withContentType(EventPayload.CLOUD_EVENTS);
    try {
      arrivals.receive(arrival, EventPayload.read(delivery.payload()).draft());
    } catch (UnreadablePayloadException e) {
      arrivals.refuse(
          arrival,
          EventPayload.identify(delivery.payload()),
          Rejection.of(e.failure(), e.fields()));
    }
  }

  private void enter(Delivery delivery) {
    drain.enter(DeadLetterPayload.read(delivery.payload()), delivery.payload());
  }

  DeadLetterGroups openGroups() {
    return stores.deadLetters().groups(open(null), DeadLetterGrouping.CAUSE, PageRequest.MAX_LIMIT);
  }

  void mendWhatTheyStandOn() {
    mended = true;
  }

  /** Replaces malformed payloads by valid ones. */
  void editWhatWasMalformed() {
    for (String code : List.of("event.not-json", "event.invalid")) {
      DeadLetterFilter filter =
          DeadLetterFilter.all().withCode(code).withState(DeadLetterState.OPEN);
      Pages.all(50, page -> stores.deadLetters().list(filter, page)).forEach(this::edit);
    }
  }

  private void edit(Versioned<LedgerEntry> entry) {
    String text = entry.value().letter().arrival().payload().text().orElseThrow();
    Matcher number = NUMBER.matcher(text);
    if (!number.find()) {
      throw new IllegalStateException("no number in the payload");
    }
    Payload whole = EventPayload.write(event(Integer.parseInt(number.group(1))), null);
    patiently(() -> desk.edit(entry.value().id(), entry.version(), whole, "mended", "ada"));
  }

  void redriveGroupByGroup() {
    clock.advance(Duration.ofSeconds(1));
    for (DeadLetterGroups.Group group : openGroups().groups()) {
      String id = "r-" + group.key();
      DeadLetterFilter filter = open(group.key());
      redrives.order(id, RedriveOrder.matching(filter, "mended", "ada").withRate(100));
      while (!stores.redrives().withWork(1).isEmpty()) {
        clock.advance(Duration.ofSeconds(5));
        patiently(() -> sweep.advance(workflows));
        deliver(letters, this::enter);
      }
    }
  }

  long queued() {
    return events.approximateCount() + letters.approximateCount();
  }

  List<RedriveJob> jobs() {
    return redrives.list(null, PageRequest.first(10)).map(Versioned::value).items();
  }

  private static DeadLetterFilter open(@Nullable String fingerprint) {
    return DeadLetterFilter.all().withFingerprint(fingerprint).withState(DeadLetterState.OPEN);
  }
}
