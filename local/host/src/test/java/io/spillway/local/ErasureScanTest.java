package io.spillway.local;

import static io.spillway.testkit.Fixtures.NOW;
import static io.spillway.testkit.Fixtures.alert;
import static io.spillway.testkit.Fixtures.deadLetter;
import static io.spillway.testkit.Fixtures.event;
import static io.spillway.testkit.Fixtures.message;
import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ExportedItem;
import io.spillway.Moderation;
import io.spillway.adapters.azure.cosmos.CosmosSettings;
import io.spillway.adapters.azure.cosmos.CosmosStores;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.cosmos.testserver.CosmosTestServer;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.author.AuthorNote;
import io.spillway.ports.author.Restriction;
import io.spillway.ports.author.RestrictionEffect;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.deadletter.RedriveProgress;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.report.Report;
import io.spillway.ports.violation.ReasonCode;
import io.spillway.ports.violation.ViolationId;
import io.spillway.testkit.Pages;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After an erasure, no document of any store has the name in any spelling. */
class ErasureScanTest {

  /** Spellings of one name: composed, decomposed, with an invisible sign and with edge spaces. */
  private static final List<String> SPELLINGS =
      List.of("\u017dofie Q", "Z\u030cofie Q", "\u017do\u200bfie Q", " \u017dofie Q\u00a0");

  private static final Instant BEFORE = NOW.minusSeconds(60);

  private final SettableClock clock = new SettableClock();

  @Test
  void no_object_of_the_in_memory_stores_has_the_name() {
    Stores stores = InMemoryStores.create(Retention.STANDARD, clock);

    erase(stores);

    assertThat(NameScan.find(SPELLINGS.get(0), ObjectTexts.of(stores))).isEmpty();
  }

  @Test
  void no_document_of_the_database_has_the_name() {
    try (CosmosTestServer server = CosmosTestServer.builder().clock(clock).start();
        CosmosStores stores = new CosmosStores(settings(server))) {
      erase(stores);

      List<String> documents = NameScan.documents(server);
      assertThat(documents).hasSizeGreaterThan(SPELLINGS.size());
      assertThat(NameScan.find(SPELLINGS.get(0), documents)).isEmpty();
    }
  }

  @Test
  void the_scan_finds_the_name_in_each_spelling() {
    for (String spelling : SPELLINGS) {
      assertThat(NameScan.find(SPELLINGS.get(0), List.of("{\"x\":\"" + spelling + "\"}")))
          .hasSize(1);
    }
    assertThat(NameScan.find(SPELLINGS.get(0), List.of("{\"x\":\"Z\\u030cofie Q\"}", "Zofie Q")))
        .hasSize(1);
    Stores stores = InMemoryStores.create(Retention.STANDARD, clock);
    fill(stores);
    assertThat(NameScan.find(SPELLINGS.get(0), ObjectTexts.of(stores))).hasSizeGreaterThan(20);
  }

  private void erase(Stores stores) {
    fill(stores);
    clock.advance(Duration.ofSeconds(1));
    Moderation moderation =
        Moderation.builder()
            .stores(stores)
            .classifier("none", text -> Scores.NONE)
            .clock(clock)
            .build();
    List<ExportedItem> exported =
        Pages.all(7, page -> moderation.authors().export(SPELLINGS.get(1), null, page, "operator"));
    assertThat(exported)
        .extracting(ExportedItem::kind)
        .contains(
            "messages",
            "violations",
            "events",
            "alerts",
            "deadLetters",
            "redrives",
            "reports",
            "reportsByReporter",
            "restrictions",
            "notes",
            "audit",
            "auditOfReports");
    Erasure asked =
        moderation
            .authors()
            .erase(SPELLINGS.get(0), null, "asked by " + SPELLINGS.get(0), "operator");
    moderation.runMaintenance().orThrow();
    clock.advance(Duration.ofMinutes(15));
    moderation.runMaintenance().orThrow();

    Erasure done = moderation.authors().erasure(asked.id()).orElseThrow();
    assertThat(done.isFinished()).as("%s", done.done()).isTrue();
    long each = SPELLINGS.size();
    assertThat(done.done())
        .containsEntry("messages", each)
        .containsEntry("violations", each)
        .containsEntry("events", each)
        .containsEntry("alerts", each)
        .containsEntry("deadLetters", 2 * each)
        .containsEntry("reports", 2 * each)
        .containsEntry("notes", each);
  }

  private static void fill(Stores stores) {
    for (int i = 0; i < SPELLINGS.size(); i++) {
      String stream = "s-" + i;
      String name = SPELLINGS.get(i);
      stores.messages().add(message(stream, "m").author(name).sentAt(BEFORE).build());
      stores.violations().add(violation(stream, "v").author(name).heldAt(BEFORE).build());
      stores.events().append(event(stream, "e").actor(name).occurredAt(BEFORE).build());
      stores.alerts().add(alert(stream, "e", BEFORE).about(name));
      fillDeadLetters(stores, stream, name);
      fillModeration(stores, stream, name);
    }
  }

  private static void fillDeadLetters(Stores stores, String stream, String name) {
    stores.deadLetters().add(deadLetter(stream, "d-1").payload(Payload.of(json(name))).entry());
    LedgerEntry edited = deadLetter(stream, "d-2").payload(Payload.of(json(escaped(name)))).entry();
    stores
        .deadLetters()
        .add(
            new LedgerEntry(
                edited.letter(),
                DeadLetterState.OPEN,
                Payload.of("{broken, \"actor\": \"" + name + "\""),
                null,
                null,
                edited.audit()));
    RedriveOrder order =
        RedriveOrder.matching(DeadLetterFilter.all().containing(name), "fixed", "operator");
    stores
        .redrives()
        .add(
            RedriveJob.of("r-" + stream, order, BEFORE, RedriveProgress.none(0))
                .with(RedriveJob.State.DONE, ""));
  }

  private static void fillModeration(Stores stores, String stream, String name) {
    stores
        .auditLog()
        .add(
            AuditRecord.of("a-1", BEFORE, "grace", AuditAction.NOTE, "a note about " + name)
                .about(stream, name));
    stores
        .auditLog()
        .add(
            AuditRecord.of("a-2", BEFORE, name, AuditAction.REPORT, "signed " + name)
                .about(stream, "bob"));
    ViolationId id = new ViolationId(stream, "m");
    stores
        .reports()
        .add(new Report(id, name, "bob", ReasonCode.SPAM, "so " + name, 1, BEFORE, true));
    stores.reports().add(new Report(id, "bob", name, ReasonCode.SPAM, "", 1, BEFORE, true));
    stores
        .restrictions()
        .put(
            new Restriction(
                name,
                stream,
                RestrictionEffect.HOLD,
                1,
                NOW.plus(Duration.ofDays(900)),
                ReasonCode.SPAM,
                "calm " + name,
                "grace",
                BEFORE));
    stores.authorNotes().add(new AuthorNote("n-1-" + stream, name, stream, name, "grace", BEFORE));
  }

  private static String json(String name) {
    return "{\"streamId\":\"s\",\"actor\":\"" + name + "\",\"gift\":{\"to\":[\"" + name + "\"]}}";
  }

  private static String escaped(String name) {
    StringBuilder text = new StringBuilder();
    name.chars().forEach(sign -> text.append("\\u%04X".formatted(sign)));
    return text.toString();
  }

  private static CosmosSettings settings(CosmosTestServer server) {
    return CosmosSettings.of(new CosmosSettings.ConnectionString(server.connectionString()))
        .creatingIfMissing(true);
  }
}
