package io.spillway.cosmos.testserver;

import static io.spillway.cosmos.testserver.Sdk.failure;
import static io.spillway.cosmos.testserver.Sdk.ids;
import static io.spillway.cosmos.testserver.Sdk.item;
import static io.spillway.cosmos.testserver.Sdk.key;
import static io.spillway.cosmos.testserver.Sdk.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryTest {
  private final CosmosContainer container = Sdk.container(Sdk.spec().withDefaultTtl(-1));

  @Test
  void a_document_lives_for_its_ttl_and_then_can_be_created_again() {
    container.createItem(item("1", "A").put("ttl", 60));
    Sdk.CLOCK.advance(Duration.ofSeconds(59));
    assertThat(read(container, "1", "A").path("ttl").asInt()).isEqualTo(60);
    Sdk.CLOCK.advance(Duration.ofSeconds(1));
    assertGone("1");
    assertThat(ids(container, "A", "SELECT * FROM c")).isEmpty();
    assertThat(container.createItem(item("1", "A")).getStatusCode()).isEqualTo(201);
  }

  @Test
  void an_expired_document_cannot_be_deleted_and_upsert_creates_it() {
    container.createItem(item("1", "A").put("ttl", 1));
    Sdk.CLOCK.advance(Duration.ofSeconds(1));
    var none = new CosmosItemRequestOptions();
    assertThat(failure(() -> container.deleteItem("1", key("A"), none)).getStatusCode())
        .isEqualTo(404);
    assertThat(container.upsertItem(item("1", "A")).getStatusCode()).isEqualTo(201);
  }

  @Test
  void a_write_restarts_the_ttl() {
    container.createItem(item("1", "A").put("ttl", 60));
    Sdk.CLOCK.advance(Duration.ofSeconds(50));
    container.upsertItem(item("1", "A").put("ttl", 60));
    Sdk.CLOCK.advance(Duration.ofSeconds(50));
    read(container, "1", "A");
  }

  @Test
  void the_containers_default_applies_to_documents_without_a_ttl() {
    CosmosContainer minute = Sdk.container(Sdk.spec().withDefaultTtl(60));
    minute.createItem(item("default", "A"));
    minute.createItem(item("never", "A").put("ttl", -1));
    minute.createItem(item("longer", "A").put("ttl", 100));
    Sdk.CLOCK.advance(Duration.ofSeconds(60));
    assertThat(ids(minute, "A", "SELECT * FROM c")).containsExactly("never", "longer");
  }

  @Test
  void a_container_without_expiry_ignores_the_ttl_of_documents() {
    CosmosContainer off = Sdk.container();
    off.createItem(item("1", "A").put("ttl", 1));
    Sdk.CLOCK.advance(Duration.ofDays(1));
    read(off, "1", "A");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-2", "1.5", "'60'", "null"})
  void a_ttl_that_is_no_time_is_refused(String ttl) {
    var document = Sdk.json("{'id':'1','pk':'A','ttl':" + ttl + "}");
    assertThat(failure(() -> container.createItem(document)).getStatusCode()).isEqualTo(400);
  }

  private void assertGone(String id) {
    assertThat(failure(() -> read(container, id, "A")).getStatusCode()).isEqualTo(404);
  }
}
