package io.spillway.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ClaimResult;
import io.spillway.Decision;
import io.spillway.Moderation;
import io.spillway.RestrictionRequest;
import io.spillway.ReviewResult.Decided;
import io.spillway.Withholding;
import io.spillway.adapters.azure.cosmos.CosmosSettings;
import io.spillway.adapters.azure.cosmos.CosmosSettings.ConnectionString;
import io.spillway.adapters.azure.cosmos.CosmosStores;
import io.spillway.core.violation.BulkResult;
import io.spillway.core.violation.BulkReview;
import io.spillway.core.violation.BulkUndo;
import io.spillway.core.violation.BulkWithholding;
import io.spillway.core.violation.BulkWithholding.Preview;
import io.spillway.cosmos.testserver.CosmosTestServer;
import io.spillway.cosmos.testserver.RecordedRequest;
import io.spillway.ports.PageRequest;
import io.spillway.ports.author.RestrictionEffect;
import io.spillway.ports.author.RestrictionFilter.Scope;
import io.spillway.ports.message.MessageFilter;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.ports.violation.Presence;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Requests and request units of moderators' and viewers' actions on Cosmos DB, whole. The figures
 * are in {@code docs/measurements.md}.
 */
class ModeratorsCostTest {

  private static final String STREAM = "main";

  private final SettableClock clock = new SettableClock(Fixtures.NOW);

  @Test
  void each_action_takes_this_number_of_requests() {
    try (CosmosTestServer server = CosmosTestServer.builder().clock(clock).start();
        CosmosStores stores = new CosmosStores(settings(server))) {
      Moderation moderation =
          Moderation.builder()
              .stores(stores)
              .classifier("none", text -> Scores.NONE)
              .clock(clock)
              .build();
      for (int i = 0; i < 20; i++) {
        stores.messages().add(Fixtures.message(STREAM, "m-" + i).build());
      }
      // The first one of a stream creates its counters.
      stores.violations().add(Fixtures.violation(STREAM, "warm").build());
      clock.advance(Duration.ofSeconds(1));
      moderation.reports().report(id("m-19"), "warm", ReasonCode.SPAM, "");
      moderation.authors().addNote("ada", STREAM, "warm", "mia");

      costs(server, "message withheld by a moderator", 6, () -> withhold(moderation, "m-1"));
      costs(server, "the same again", 1, () -> withhold(moderation, "m-1"));
      costs(server, "first report of a message", 11, () -> report(moderation, "m-2", "bo"));
      costs(server, "second report of a message", 10, () -> report(moderation, "m-2", "cy"));
      costs(server, "the same report again", 1, () -> report(moderation, "m-2", "cy"));
      costs(server, "author restricted", 3, () -> restrict(moderation));
      costs(server, "restriction lifted", 3, () -> lift(moderation));
      costs(server, "note added", 2, () -> note(moderation));
      costs(server, "restrictions read, each ten seconds", 2, () -> readRestrictions(moderation));
      costs(server, "19 messages withheld by filter", 3 + 19 * 6, () -> bulk(stores));
      for (int i = 0; i < 19; i++) {
        stores.violations().add(Fixtures.violation("cases", "m-" + i).build());
      }
      ViolationFilter cases = ViolationFilter.all().inStream("cases").pendingOnly();
      costs(server, "cases counted", 1, () -> stores.violationArchive().count(cases, 1_000));
      BulkReview review =
          new BulkReview(stores.messages(), stores.violations(), stores.violationArchive(), clock);
      BulkResult.Preview[] seen = new BulkResult.Preview[1];
      costs(server, "bulk decision previewed", 2, () -> seen[0] = preview(review));
      costs(server, "19 cases decided in bulk", 4 + 19, () -> uphold(review, seen[0]));
      BulkUndo undo =
          new BulkUndo(stores.messages(), stores.violations(), stores.violationArchive(), clock);
      costs(server, "and undone", 2 + 19, () -> undo.undo(seen[0].bulkId(), "mia", null));
      costs(server, "next case claimed, of 19", 8, () -> claimNext(moderation));
      costs(server, "heartbeat of a moderator at a case", 2, () -> beat(stores));
    }
  }

  private static void withhold(Moderation moderation, String messageId) {
    assertThat(
            moderation
                .reviews()
                .withhold(id(messageId), Withholding.of(ReasonCode.SPAM, "", "mia")))
        .isInstanceOf(Decided.class);
  }

  private static void report(Moderation moderation, String messageId, String reporter) {
    assertThat(moderation.reports().report(id(messageId), reporter, ReasonCode.SPAM, "")).isTrue();
  }

  private void restrict(Moderation moderation) {
    moderation
        .authors()
        .restrict(
            RestrictionRequest.of("ada")
                .inStream(STREAM)
                .with(RestrictionEffect.HOLD, clock.instant().plus(Duration.ofHours(1)))
                .because(ReasonCode.SPAM, "")
                .by("mia"));
  }

  private static void lift(Moderation moderation) {
    assertThat(moderation.authors().lift("ada", STREAM, "", "mia")).isPresent();
  }

  private static void note(Moderation moderation) {
    moderation.authors().addNote("ada", STREAM, "warned", "mia");
  }

  /** Reads as a message does, ten seconds after the last one. */
  private static void readRestrictions(Moderation moderation) {
    for (Scope scope : List.of(Scope.EVERYWHERE, new Scope(STREAM))) {
      moderation.authors().restrictions(scope, null, PageRequest.first(PageRequest.MAX_LIMIT));
    }
  }

  private void bulk(CosmosStores stores) {
    BulkWithholding bulk =
        new BulkWithholding(
            stores.messages(), stores.messageArchive(), stores.violations(), clock, Telemetry.NONE);
    MessageFilter filter = MessageFilter.all().inStream(STREAM);
    Preview preview = bulk.preview(filter);
    bulk.apply(
        preview.filter(),
        Withholding.of(ReasonCode.SPAM, "", "mia"),
        preview.count(),
        preview.bulkId(),
        null);
  }

  private static BulkResult.Preview preview(BulkReview review) {
    return review.preview(ViolationFilter.all().inStream("cases"), ViolationState.UPHELD, "mia");
  }

  private static void uphold(BulkReview review, BulkResult.Preview seen) {
    Decision decision = Decision.of(ViolationState.UPHELD, "", "mia");
    var slice =
        (BulkResult.Slice) review.apply(seen.filter(), decision, seen.count(), seen.bulkId(), null);
    assertThat(slice.count(BulkResult.Outcome.DECIDED)).isEqualTo(19);
  }

  private static void claimNext(Moderation moderation) {
    assertThat(moderation.claims().claimNext(ViolationFilter.all().inStream("cases"), "mia", null))
        .isInstanceOf(ClaimResult.Granted.class);
  }

  private void beat(CosmosStores stores) {
    stores.presence().put(new Presence("mia", id("m-1"), clock.instant().plusSeconds(30)));
    assertThat(stores.presence().list(clock.instant(), 100)).hasSize(1);
  }

  private static void costs(CosmosTestServer server, String work, int expected, Runnable call) {
    server.requests().clear();
    call.run();
    List<RecordedRequest> requests = server.requests().items();
    double units = requests.stream().mapToDouble(RecordedRequest::charge).sum();
    System.out.printf("COST | %s | %d | %.1f |%n", work, requests.size(), units);
    assertThat(requests).as(work).hasSize(expected);
  }

  private static ViolationId id(String messageId) {
    return new ViolationId(STREAM, messageId);
  }

  private static CosmosSettings settings(CosmosTestServer server) {
    return CosmosSettings.of(new ConnectionString(server.connectionString()))
        .creatingIfMissing(true);
  }
}
