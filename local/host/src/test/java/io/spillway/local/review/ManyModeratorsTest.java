package io.spillway.local.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ClaimResult;
import io.spillway.ClaimResult.Contended;
import io.spillway.ClaimResult.Granted;
import io.spillway.Decision;
import io.spillway.ReviewResult;
import io.spillway.adapters.azure.cosmos.CosmosSettings;
import io.spillway.adapters.azure.cosmos.CosmosSettings.ConnectionString;
import io.spillway.adapters.azure.cosmos.CosmosStores;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.core.audit.AuditLine;
import io.spillway.core.audit.AuditQuery;
import io.spillway.core.audit.AuditTrail;
import io.spillway.core.audit.NoAuditLog;
import io.spillway.core.violation.BulkResult.Item;
import io.spillway.core.violation.BulkResult.Outcome;
import io.spillway.core.violation.BulkResult.Preview;
import io.spillway.core.violation.BulkResult.Slice;
import io.spillway.core.violation.BulkReview;
import io.spillway.core.violation.Strikes;
import io.spillway.core.violation.Urgency;
import io.spillway.core.violation.ViolationClaims;
import io.spillway.core.violation.ViolationReview;
import io.spillway.cosmos.testserver.CosmosTestServer;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sixteen moderators who decide five hundred violations concurrently. */
class ManyModeratorsTest {

  private static final List<Severity> SEVERITIES = List.of(Severity.values());

  private static final int VIOLATIONS = 500;
  private static final List<String> STREAMS =
      Stream.generate(Fixtures::uniqueStream).limit(3).toList();

  private final SettableClock clock = new SettableClock(Fixtures.NOW.plusSeconds(3_600));
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final Map<ViolationId, AtomicInteger> granted = new ConcurrentHashMap<>();

  @Test
  void in_memory_each_is_decided_once_and_each_dismissed_one_is_released_once() {
    Stores stores = InMemoryStores.create(Retention.STANDARD, clock);
    assertEachOnce("in memory", List.of(desk(stores), desk(stores)));
  }

  @Test
  void on_cosmos_from_two_processes_too() {
    try (CosmosTestServer server = CosmosTestServer.builder().start();
        CosmosStores one = connected(server);
        CosmosStores another = connected(server)) {
      assertEachOnce("Cosmos test server, two clients", List.of(desk(one), desk(another)));
    }
  }

  private record Desk(
      MessageStore messages,
      MessageArchive messageArchive,
      ViolationStore violations,
      ViolationArchive violationArchive) {}

  private Desk desk(Stores stores) {
    return new Desk(
        counted(stores.messages()),
        stores.messageArchive(),
        stores.violations(),
        stores.violationArchive());
  }

  private record Work(int decided, int contended) {}

  private void assertEachOnce(String where, List<Desk> desks) {
    Desk desk = desks.get(0);
    for (int i = 0; i < VIOLATIONS; i++) {
      desk.violations().add(violation(i));
    }

    long start = System.nanoTime();
    List<Work> work = Concurrently.call(i -> work(desks.get(i % desks.size()), "moderator-" + i));
    long millis = (System.nanoTime() - start) / 1_000_000;

    System.out.printf(
        "REVIEW | %s | %d | %d ms | %d rounds lost |%n",
        where, VIOLATIONS, millis, work.stream().mapToInt(Work::contended).sum());
    assertThat(work.stream().mapToInt(Work::decided).sum()).isEqualTo(VIOLATIONS);
    assertThat(granted).hasSize(VIOLATIONS);
    assertThat(granted.values()).allMatch(times -> times.get() == 1);
    int dismissed = 0;
    for (int i = 0; i < VIOLATIONS; i++) {
      Violation violation = desk.violations().find(id(i)).orElseThrow().value();
      assertThat(violation.state()).isEqualTo(outcome(violation.id()));
      assertThat(violation.audit()).hasSize(2);
      assertThat(violation.pendingEffect()).isEqualTo(PendingEffect.NONE);
      dismissed += violation.withholds() ? 0 : 1;
    }
    assertThat(desk.violationArchive().waiting(ViolationFilter.all(), "x", clock.instant(), 1))
        .isEmpty();
    assertThat(desk.violations().pendingEffects(PendingEffect.UNSETTLED, null, 1)).isEmpty();
    assertThat(dismissed).isBetween(VIOLATIONS / 4, VIOLATIONS * 3 / 4);
    assertThat(published(desk)).isEqualTo(dismissed);
    assertThat(calls.get("add").get()).isEqualTo(dismissed);
    assertThat(calls).doesNotContainKey("withdraw");
    assertThat(exported(desk)).hasSize(2 * VIOLATIONS).doesNotHaveDuplicates();
    assertBulkDecidesEachOnce(desks);
  }

  /** Returns the full audit trail, read page by page. */
  private static List<String> exported(Desk desk) {
    AuditTrail trail = new AuditTrail(NoAuditLog.LOG, desk.violationArchive());
    List<String> lines = new ArrayList<>();
    PageRequest page = PageRequest.first(PageRequest.MAX_LIMIT);
    while (true) {
      Page<AuditLine> found =
          trail.page(AuditQuery.between(Fixtures.NOW, Fixtures.NOW.plusSeconds(7_200)), page);
      found.items().stream()
          .map(AuditLine.Step.class::cast)
          .filter(line -> STREAMS.contains(line.violation().id().streamId()))
          .forEach(line -> lines.add(line.violation().id() + " " + line.number()));
      if (found.nextCursor() == null) {
        return lines;
      }
      page = page.at(found.nextCursor());
    }
  }

  /** Sixteen moderators who confirm the same bulk preview at once reopen all upheld violations. */
  private void assertBulkDecidesEachOnce(List<Desk> desks) {
    ViolationFilter upheld =
        ViolationFilter.all().withState(ViolationState.UPHELD).inStream(STREAMS.get(0));
    clock.advance(Duration.ofSeconds(1));
    Preview preview = bulk(desks.get(0)).preview(upheld, ViolationState.REOPENED, "moderator-0");
    clock.advance(Duration.ofSeconds(1));
    Decision decision =
        new Decision(ViolationState.REOPENED, ReasonCode.MISTAKE, "", "moderator-0", null);

    List<Slice> results =
        Concurrently.call(
            i ->
                (Slice)
                    bulk(desks.get(i % desks.size()))
                        .apply(
                            preview.filter(), decision, preview.count(), preview.bulkId(), null));

    assertThat(preview.count()).isGreaterThan(20);
    assertThat(results.stream().mapToLong(r -> r.count(Outcome.DECIDED)).sum())
        .isEqualTo(preview.count());
    for (Item item : results.stream().flatMap(r -> r.items().stream()).toList()) {
      Violation violation = desks.get(0).violations().find(item.id()).orElseThrow().value();
      assertThat(violation.audit()).hasSize(3);
      assertThat(violation.lastStep().bulkId()).isEqualTo(preview.bulkId());
    }
  }

  private BulkReview bulk(Desk desk) {
    return new BulkReview(desk.messages(), desk.violations(), desk.violationArchive(), clock);
  }

  /** Works until the queue is empty; sends each decision twice, as on a double click. */
  private Work work(Desk desk, String moderator) {
    ViolationClaims claims =
        new ViolationClaims(
            desk.violations(),
            desk::violationArchive,
            Strikes.NONE,
            clock,
            () -> UUID.randomUUID().toString());
    ViolationReview review = new ViolationReview(desk.messages(), desk.violations(), clock);
    int decided = 0;
    int contended = 0;
    while (true) {
      ClaimResult next = claims.claimNext(ViolationFilter.all(), moderator, null);
      if (next instanceof Contended) {
        contended++;
      } else if (next instanceof Granted claim) {
        decided += decide(review, claim, moderator);
      } else {
        return new Work(decided, contended);
      }
    }
  }

  private int decide(ViolationReview review, Granted claim, String moderator) {
    Versioned<Violation> violation = claim.violation();
    ViolationId id = violation.value().id();
    granted.computeIfAbsent(id, absent -> new AtomicInteger()).incrementAndGet();
    ViolationState to = outcome(id);
    ReasonCode reason =
        to == ViolationState.UPHELD ? ReasonCode.HARASSMENT : ReasonCode.FALSE_POSITIVE;
    Decision decision = new Decision(to, reason, "", moderator, claim.token());
    List<ReviewResult> results = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      results.add(review.decide(id, violation.version(), decision));
    }
    return (int) results.stream().filter(ReviewResult.Decided.class::isInstance).count();
  }

  private static ViolationState outcome(ViolationId id) {
    return id.messageId().hashCode() % 2 == 0 ? ViolationState.UPHELD : ViolationState.DISMISSED;
  }

  private static Violation violation(int i) {
    Severity severity = SEVERITIES.get(i % SEVERITIES.size());
    Verdict.Flagged verdict = Fixtures.flagged(Category.HARASSMENT, severity);
    return Fixtures.violation(id(i).streamId(), id(i).messageId())
        .heldAt(Fixtures.NOW.plusSeconds(i))
        .verdict(verdict)
        .dueAt(Urgency.dueAt(verdict, Fixtures.NOW.plusSeconds(i)))
        .build();
  }

  private static ViolationId id(int i) {
    return new ViolationId(STREAMS.get(i % STREAMS.size()), "m-" + i);
  }

  private static long published(Desk desk) {
    return STREAMS.stream()
        .mapToLong(stream -> desk.messageArchive().count(stream).published())
        .sum();
  }

  private MessageStore counted(MessageStore real) {
    return (MessageStore)
        Proxy.newProxyInstance(
            MessageStore.class.getClassLoader(),
            new Class<?>[] {MessageStore.class},
            (self, method, arguments) -> {
              calls
                  .computeIfAbsent(method.getName(), absent -> new AtomicInteger())
                  .incrementAndGet();
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static CosmosStores connected(CosmosTestServer server) {
    CosmosSettings settings = CosmosSettings.of(new ConnectionString(server.connectionString()));
    CosmosStores stores = new CosmosStores(settings.creatingIfMissing(true));
    stores.violationArchive().countWithheld("warm-up");
    stores.messageArchive().count("warm-up");
    return stores;
  }
}
