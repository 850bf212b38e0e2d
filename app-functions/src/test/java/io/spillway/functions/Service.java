package io.spillway.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.HttpMethod;
import io.spillway.AlertRules;
import io.spillway.DeadLetters;
import io.spillway.DelayedRetryPolicy;
import io.spillway.adapters.inmemory.InMemoryAlertChannel;
import io.spillway.adapters.inmemory.InMemoryDeadLetterChannel;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.adapters.inmemory.InMemoryTelemetry;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.core.event.ParkingRules;
import io.spillway.core.notification.NotificationRules;
import io.spillway.functions.access.Callers;
import io.spillway.functions.deadletters.DeadLetterFunctions;
import io.spillway.functions.events.StreamEventFunctions;
import io.spillway.functions.http.Origins;
import io.spillway.functions.http.Router;
import io.spillway.functions.http.RoutesInTest;
import io.spillway.functions.operations.MaintenanceFunctions;
import io.spillway.functions.operations.OpenApiDocument;
import io.spillway.functions.orchestration.DurableWorkflowEngine;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.notification.DeadLetterChannel;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.QueueNames;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.ports.source.EventSource;
import io.spillway.testkit.Faults;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.WrappedStores;
import io.spillway.wire.QueueText;
import io.spillway.wire.source.KofiWebhooks;
import io.spillway.wire.source.TwitchEventSub;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Functions on in-memory adapters, called as a host calls them. Checks every response against the
 * OpenAPI document.
 */
public final class Service {

  public static final Map<String, String> JSON = Map.of("content-type", "application/json");

  /** Secret of the source {@code twitch}, whose channel 1001 is the stream {@code main}. */
  public static final String TWITCH_SECRET = "not-the-real-secret";

  /** Verification token of the source {@code kofi} for the stream {@code main}. */
  public static final String KOFI_TOKEN = "6f1d9e7c-not-a-real-token";

  private static final List<EventSource> SOURCES =
      List.of(
          new TwitchEventSub(List.of(TWITCH_SECRET), Map.of("1001", "main")),
          new KofiWebhooks(Map.of(KOFI_TOKEN, "main")));

  private static final OpenApiDocument DOCUMENT = new OpenApiDocument();
  private static final Duration LEASE = Duration.ofMinutes(5);

  public final SettableClock clock = new SettableClock();
  public final Faults faults = new Faults();
  public final InMemoryAlertChannel alertChannel = new InMemoryAlertChannel();
  public final InMemoryDeadLetterChannel deadLetterChannel = new InMemoryDeadLetterChannel();
  public final TestClassifier classifier = new TestClassifier();
  public final TestContext context = new TestContext();
  public final WorkQueue eventQueue =
      faults.wrap(WorkQueue.class, new InMemoryWorkQueue(QueueNames.STREAM_EVENTS, clock));
  public final Faults deadLetterQueueFaults = new Faults();
  public final WorkQueue deadLetterQueue =
      deadLetterQueueFaults.wrap(
          WorkQueue.class, new InMemoryWorkQueue(QueueNames.DEAD_LETTERS, clock));
  public final WorkQueue poisonEventQueue =
      faults.wrap(WorkQueue.class, new InMemoryWorkQueue(QueueNames.STREAM_EVENTS_POISON, clock));
  public final WorkQueue poisonDeadLetterQueue =
      faults.wrap(WorkQueue.class, new InMemoryWorkQueue(QueueNames.DEAD_LETTERS_POISON, clock));
  public final AtomicBoolean ledgerHasBug = new AtomicBoolean();
  public final InMemoryTelemetry telemetry = new InMemoryTelemetry();
  public final Spillway spillway;
  public final Adapters adapters;
  public final TestDurable durable;

  public Service() {
    this(Callers.local());
  }

  public Service(Callers callers) {
    this(callers, null);
  }

  /** Creates a service that parks events behind a dead letter of their stream. */
  public Service(ParkingRules parking) {
    this(Callers.local(), parking);
  }

  /** Returns a service with another classifier. */
  public static Service moderatedBy(ContentClassifier other) {
    return new Service(Callers.local(), null, other);
  }

  private Service(Callers callers, @Nullable ParkingRules parking) {
    this(callers, parking, null);
  }

  private Service(
      Callers callers, @Nullable ParkingRules parking, @Nullable ContentClassifier other) {
    adapters = adapters(parking, other == null ? classifier : other);
    spillway =
        new Spillway(
            adapters,
            new DurableWorkflowEngine(),
            callers,
            () -> telemetry,
            ForkJoinPool.commonPool(),
            Runnable::run,
            Origins.NONE);
    durable = new TestDurable(spillway, clock);
  }

  private Adapters adapters(@Nullable ParkingRules parking, ContentClassifier asked) {
    AtomicInteger ids = new AtomicInteger();
    Supplier<String> newId = () -> "new-" + ids.incrementAndGet();
    Stores stores =
        WrappedStores.of(InMemoryStores.create(Retention.STANDARD, clock), this::withFaults);
    return new Adapters(
        stores,
        faults.wrap(ContentClassifier.class, asked),
        AlertRules.STANDARD,
        faults.wrap(AlertChannel.class, alertChannel),
        faults.wrap(DeadLetterChannel.class, deadLetterChannel),
        NotificationRules.STANDARD,
        eventQueue,
        deadLetterQueue,
        poisonEventQueue,
        poisonDeadLetterQueue,
        parking,
        DelayedRetryPolicy.STANDARD,
        Duration.ofDays(7),
        clock,
        clock::advance,
        newId,
        new DeadLetter.Origin("host-1", "1.2.3-test"),
        SOURCES);
  }

  private <P> P withFaults(Class<P> port, P store) {
    return faults.wrap(port, port == DeadLetterLedger.class ? withBug(port, store) : store);
  }

  /** Returns a store with a bug: it throws an exception that no port declares. */
  private <P> P withBug(Class<P> port, P store) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> {
              if (ledgerHasBug.get()) {
                throw new IllegalStateException("a bug");
              }
              return Faults.invoke(store, method, arguments);
            }));
  }

  public Reply get(String path) {
    return call(HttpMethod.GET, path, Map.of(), null);
  }

  public Reply post(String path, String body) {
    return call(HttpMethod.POST, path, JSON, body);
  }

  /** Sends a body of this media type. */
  public Reply post(String path, String contentType, String body) {
    return call(HttpMethod.POST, path, Map.of("Content-Type", contentType), body);
  }

  public Reply patch(String path, String ifMatch, String body) {
    return call(
        HttpMethod.PATCH,
        path,
        Map.of("Content-Type", "application/json; charset=utf-8", "If-Match", ifMatch),
        body);
  }

  public Reply call(
      HttpMethod method, String path, Map<String, String> headers, @Nullable String body) {
    URI uri = URI.create("http://127.0.0.1" + Router.ROOT + path);
    return call(new TestRequest(method, uri, headers, Optional.ofNullable(body)));
  }

  /** Sends a request; checks the response of a route against the OpenAPI document. */
  public Reply call(TestRequest request) {
    Reply reply =
        Reply.of(spillway.router().answer(null, request, context, () -> durable.context()));
    String path = request.uri().getRawPath().substring(Router.ROOT.length());
    RoutesInTest.find(spillway.router(), request.method(), path)
        .ifPresent(route -> DOCUMENT.check(route, reply));
    return reply;
  }

  /** Returns the dead letters, bypassing the functions. */
  public DeadLetters deadLetters() {
    return DeadLetters.builder().stores(adapters.stores()).clock(clock).build();
  }

  /** Runs a maintenance part, due or not. */
  public void maintain(String part) {
    spillway.instance(MaintenanceFunctions.class).runPart(part, durable.context(), context);
  }

  /** Redrives all dead letters, to the end of the redrive. */
  public void redriveAll() {
    clock.advance(Duration.ofSeconds(1));
    post("/dead-letters/redrive", "{\"all\":true,\"reason\":\"again\"}").is(202);
    for (int step = 0; step < 4; step++) {
      clock.advance(Duration.ofSeconds(5));
      advanceRedrives();
    }
  }

  /** Advances redrives by one step, and delivers everything that follows from it. */
  public void advanceRedrives() {
    advance("AdvanceRedrives");
  }

  /** Runs a maintenance part, and delivers everything that follows from it. */
  public void advance(String part) {
    maintain(part);
    durable.runToEnd();
    deliverAll();
  }

  /** Delivers queued messages until the queues are empty. */
  public void deliverAll() {
    while (deliverAll(eventQueue, this::deliverEvent)
        || deliverAll(deadLetterQueue, this::deliverDeadLetter)) {
      // goes on
    }
  }

  private static boolean deliverAll(WorkQueue queue, Consumer<Delivery> function) {
    List<Delivery> deliveries = queue.receive(WorkQueue.MAX_BATCH, LEASE);
    for (Delivery delivery : deliveries) {
      function.accept(delivery);
      queue.delete(delivery);
    }
    return !deliveries.isEmpty();
  }

  /** Returns at most ten dead letters of the ledger, latest first. */
  public List<DeadLetter> letters() {
    return adapters
        .stores()
        .deadLetters()
        .list(DeadLetterFilter.all(), PageRequest.first(10))
        .map(entry -> entry.value().letter())
        .items();
  }

  public void deliverEvent(Delivery delivery) {
    deliverEvent(text(delivery), delivery);
  }

  /** Delivers an event; the host passes the message's text as it is. */
  public void deliverEvent(byte[] text, Delivery delivery) {
    beginEvent(text, delivery);
    durable.runToEnd();
  }

  /** Delivers an event and leaves its workflow at its first pause. */
  public void beginEvent(Delivery delivery) {
    beginEvent(text(delivery), delivery);
  }

  private void beginEvent(byte[] text, Delivery delivery) {
    spillway
        .instance(StreamEventFunctions.class)
        .receive(
            text,
            delivery.messageId(),
            delivery.dequeueCount(),
            delivery.insertedAt().toString(),
            durable.context(),
            context);
  }

  public void deliverPoison(Payload payload) {
    spillway
        .instance(StreamEventFunctions.class)
        .abandon(
            QueueText.encode(payload).getBytes(UTF_8),
            "poison-1",
            1,
            clock.instant().toString(),
            context);
  }

  void deliverDeadLetter(Delivery delivery) {
    spillway
        .instance(DeadLetterFunctions.class)
        .enter(
            text(delivery),
            delivery.messageId(),
            delivery.dequeueCount(),
            delivery.insertedAt().toString(),
            context);
  }

  /** Delivers a poisoned dead letter. */
  public void deliverPoisonDeadLetter(Delivery delivery) {
    spillway
        .instance(DeadLetterFunctions.class)
        .rescue(
            text(delivery),
            delivery.messageId(),
            delivery.dequeueCount(),
            delivery.insertedAt().toString(),
            context);
  }

  private static byte[] text(Delivery delivery) {
    return QueueText.encode(delivery.payload()).getBytes(UTF_8);
  }

  /** Returns the only visible delivery of a queue. */
  public static Delivery onlyDelivery(WorkQueue queue) {
    List<Delivery> deliveries = queue.receive(WorkQueue.MAX_BATCH, LEASE);
    assertThat(deliveries).hasSize(1);
    return deliveries.get(0);
  }
}
