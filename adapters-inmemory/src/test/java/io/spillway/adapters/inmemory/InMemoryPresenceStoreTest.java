package io.spillway.adapters.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.PageRequest;
import io.spillway.ports.violation.Presence;
import io.spillway.ports.violation.PresenceStore;
import io.spillway.ports.violation.ViolationId;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.violation.PresenceStoreContract;
import org.junit.jupiter.api.Test;

class InMemoryPresenceStoreTest extends PresenceStoreContract {

  @Override
  protected PresenceStore newStore() {
    return new InMemoryPresenceStore();
  }

  @Test
  void beyond_the_limit_the_oldest_is_lost() {
    PresenceStore store = newStore();
    ViolationId id = new ViolationId("stream", "m-1");
    for (int i = 0; i <= InMemoryPresenceStore.MAX; i++) {
      store.put(new Presence("mod-" + i, id, Fixtures.NOW.plusSeconds(i == 0 ? 100_000 : i)));
    }

    assertThat(store.list(Fixtures.NOW, PageRequest.MAX_LIMIT))
        .extracting(Presence::name)
        .doesNotContain("mod-0")
        .contains("mod-1000");
  }
}
