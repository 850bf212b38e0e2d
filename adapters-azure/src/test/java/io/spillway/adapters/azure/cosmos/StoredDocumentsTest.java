package io.spillway.adapters.azure.cosmos;

import static io.spillway.testkit.Fixtures.alert;
import static io.spillway.testkit.Fixtures.deadLetter;
import static io.spillway.testkit.Fixtures.event;
import static io.spillway.testkit.Fixtures.message;
import static io.spillway.testkit.Fixtures.violation;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.cosmos.testserver.Fault;
import io.spillway.cosmos.testserver.Operation;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.PageRequest;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageFilter;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Format of stored documents, and handling of documents that other software modified. */
class StoredDocumentsTest {

  private final String stream = Fixtures.uniqueStream();
  private final CosmosStores stores = TestCosmos.STORES;

  @BeforeAll
  static void warm_up() {
    TestCosmos.warmUp(TestCosmos.STORES);
  }

  @Test
  void every_document_has_its_stream_and_schema_version() {
    stores.messages().add(message(stream, "m-1").build());
    stores.violations().add(violation(stream, "v-1").build());
    stores.events().append(event(stream, "e-1").build());
    stores.alerts().add(alert(stream, "e-1", Fixtures.NOW));
    stores.stats().apply(event(stream, "e-1").build());
    stores.deadLetters().add(deadLetter(stream, "e-1").entry());

    List<JsonNode> documents =
        CosmosContainers.ALL.stream().flatMap(c -> documents(c.id()).stream()).toList();

    assertThat(documents)
        .allSatisfy(
            document -> {
              assertThat(document.path("streamId").asText()).isEqualTo(stream);
              assertThat(document.path("schemaVersion").asInt()).isEqualTo(1);
            });
    assertThat(documents)
        .extracting(document -> document.path("id").asText())
        .filteredOn(id -> !id.startsWith("~count-"))
        .containsExactlyInAnyOrder(
            "m-1",
            stream + "~v-1",
            "event~e-1",
            "alert~e-1",
            "counted~e-1",
            TotalsDocument.id("e-1"),
            stream + "~e-1");
  }

  @ParameterizedTest
  @CsvSource({"/schemaVersion, 2", "/sentAt, 7", "/moderation, 7"})
  void a_modified_document_is_rejected_by_id(String path, int value) {
    stores.messages().add(message(stream, "m-1").text("a viewer's text").build());
    container("messages")
        .patchItem(
            "m-1",
            new PartitionKey(stream),
            CosmosPatchOperations.create().set(path, value),
            JsonNode.class);

    Failure found = Failures.of(() -> stores.messages().find(stream, "m-1"));
    Failure listed = Failures.of(() -> stores.messageArchive().list(stream, PageRequest.first(10)));

    assertThat(found).isEqualTo(listed);
    assertThat(found.code()).isEqualTo("messages.rejected");
    assertThat(found.category()).isEqualTo(FailureCategory.PERMANENT);
    assertThat(found.message()).contains("m-1").doesNotContain("a viewer's text");
  }

  @Test
  void a_document_stored_before_names_had_a_compared_form_is_found_by_the_exact_name() {
    String author = Fixtures.uniqueId("Jose\u0301") + " ";
    stores.messages().add(message(stream, "m-1").author(author).build());
    stores.violations().add(violation(stream, "v-1").author(author).build());
    remove("messages", "m-1", "/authorKey");
    remove("violations", stream + "~v-1", "/authorKey", "/authorFolded");

    assertThat(stores.messageArchive().ofAuthor(author, stream, Fixtures.NOW.plusSeconds(1), 10))
        .hasSize(1);
    for (ViolationFilter filter :
        List.of(
            ViolationFilter.all().byAuthor(author),
            ViolationFilter.all().byAuthorIgnoringCase(author))) {
      assertThat(stores.violationArchive().list(filter, PageRequest.first(10)).items()).hasSize(1);
    }
  }

  private void remove(String container, String id, String... paths) {
    CosmosPatchOperations without = CosmosPatchOperations.create();
    for (String path : paths) {
      without.remove(path);
    }
    container(container).patchItem(id, new PartitionKey(stream), without, JsonNode.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a/b", "a\\b", "a?b", "a#b", "~", "日本", "\"", "*"})
  void an_invalid_id_is_not_found(String id) {
    stores.messages().add(message(stream, "m-1").build());

    assertThat(stores.messages().find(stream, id)).isEmpty();
    assertThat(stores.messages().find(id, "m-1")).isEmpty();
    assertThat(stores.messages().withdraw(stream, id)).isFalse();
    assertThat(stores.messageArchive().count(id).published()).isZero();
    assertThat(stores.messageArchive().list(id, PageRequest.first(1)).items()).isEmpty();
    assertThat(stores.deadLetters().find(id)).isEmpty();
    assertThat(stores.deadLetters().find(stream + "~" + id)).isEmpty();
  }

  @Test
  void a_withdrawn_message_leaves_a_mark_for_a_day_without_name_and_text() {
    stores.messages().add(message(stream, "m-1").author("Zoë").text("a viewer's text").build());
    stores.messages().withdraw(stream, "m-1");

    assertThat(uncounted()).containsExactly("withdrawn~m-1");
    JsonNode mark = document("withdrawn~m-1");
    assertThat(mark.path("ttl").asLong()).isGreaterThan(Duration.ofDays(1).toSeconds());
    assertThat(mark.toString()).doesNotContain("Zoë", "a viewer's text");
    assertThat(names(mark))
        .filteredOn(name -> !name.startsWith("_"))
        .containsExactlyInAnyOrder(
            "streamId", "id", "schemaVersion", "documentType", "messageId", "messageSentAt", "ttl");
    assertThat(stores.messages().find(stream, "withdrawn~m-1")).isEmpty();
    assertThat(stores.messages().withdraw(stream, "withdrawn~m-1")).isFalse();
    assertThat(uncounted()).hasSize(1);
  }

  /** Returns the ids of the messages' container without the counters. */
  private List<String> uncounted() {
    return documents("messages").stream()
        .map(document -> document.path("id").asText())
        .filter(id -> !id.startsWith("~count-"))
        .toList();
  }

  private JsonNode document(String id) {
    return documents("messages").stream()
        .filter(document -> document.path("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(JsonNode document) {
    return document.properties().stream().map(Map.Entry::getKey).toList();
  }

  @Test
  void a_message_stored_before_the_comparable_form_is_found_by_its_exact_author() {
    String author = Fixtures.uniqueId("ada");
    stores.messages().add(message(stream, "m-1").author(author).build());
    container("messages")
        .patchItem(
            "m-1",
            new PartitionKey(stream),
            CosmosPatchOperations.create().remove("/authorKey"),
            JsonNode.class);

    assertThat(stores.messageArchive().count(MessageFilter.all().byAuthor(author), 1_000))
        .isEqualTo(1);
  }

  @Test
  void a_mark_without_the_time_of_sending_has_no_position() {
    stores.messages().add(message(stream, "m-1").build());
    stores.messages().withdraw(stream, "m-1");
    remove("messages", "withdrawn~m-1", "/messageSentAt");

    assertThat(stores.feed().sentAt(stream, "m-1")).isEmpty();
  }

  @Test
  void a_message_that_a_replica_does_not_have_yet_is_withdrawn_and_counted_off() {
    stores.messages().add(message(stream, "m-1").build());
    TestCosmos.SERVER.faults().next(1, Fault.status(404), Operation.READ, "messages");

    assertThat(stores.messages().withdraw(stream, "m-1")).isTrue();

    assertThat(stores.messages().find(stream, "m-1")).isEmpty();
    assertThat(stores.messageArchive().count(stream).published()).isZero();
  }

  @Test
  void a_message_withdrawn_during_a_retried_add_is_added() throws Exception {
    Message first = message(stream, "m-1").text("first").build();
    Message second = message(stream, "m-1").text("second").build();
    stores.messages().add(first);
    TestCosmos.SERVER
        .faults()
        .next(1, Fault.stall(Duration.ofMinutes(1)), Operation.READ, "messages");

    CompletableFuture<Message> adding =
        CompletableFuture.supplyAsync(() -> stores.messages().add(second));
    while (TestCosmos.SERVER.faults().stalled() == 0 && !adding.isDone()) {
      Thread.onSpinWait();
    }
    stores.messages().withdraw(stream, "m-1");
    TestCosmos.SERVER.faults().release();

    assertThat(adding.get()).isEqualTo(second);
    assertThat(stores.messages().find(stream, "m-1")).contains(second);
  }

  @Test
  void a_dead_letter_expires_after_ninety_days() {
    stores.deadLetters().add(deadLetter(stream, "e-1").entry());

    TestCosmos.CLOCK.advance(CosmosContainers.DEAD_LETTER_RETENTION.minusSeconds(2));
    assertThat(stores.deadLetters().find(stream + "~e-1")).isPresent();

    TestCosmos.CLOCK.advance(Duration.ofSeconds(3));
    assertThat(stores.deadLetters().find(stream + "~e-1")).isEmpty();
  }

  @Test
  void filters_with_unrepresentable_times_match_all_or_nothing() {
    stores.violations().add(violation(stream, "v-1").build());

    assertThat(heldBetween(Instant.MIN, Instant.MAX)).isEqualTo(1);
    assertThat(heldBetween(Instant.MAX, Instant.MAX)).isZero();
    assertThat(heldBetween(Instant.MIN, Instant.MIN)).isZero();
  }

  private int heldBetween(Instant from, Instant to) {
    return stores
        .violationArchive()
        .list(
            ViolationFilter.all().inStream(stream).withheldFrom(from).withheldBefore(to),
            PageRequest.first(10))
        .items()
        .size();
  }

  private List<JsonNode> documents(String container) {
    return container(container)
        .queryItems(
            "SELECT * FROM c",
            new CosmosQueryRequestOptions().setPartitionKey(new PartitionKey(stream)),
            JsonNode.class)
        .stream()
        .toList();
  }

  private static CosmosContainer container(String id) {
    return TestCosmos.sdk().getDatabase(TestCosmos.DATABASE).getContainer(id);
  }
}
