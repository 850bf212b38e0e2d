package io.spillway.testkit.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.FailureCategory;
import io.spillway.ports.event.EventRegistry;
import io.spillway.ports.event.StreamEvent;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Contract test of {@link EventRegistry}. Extend it and return your register from the factory
 * method.
 */
public abstract class EventRegistryContract implements MonitoredContract {

  private final String stream = Fixtures.uniqueStream();
  private EventRegistry registry;

  /** {@return the register under test; it may have contents of other streams} */
  protected abstract EventRegistry newRegistry();

  /**
   * {@return a register with a limit of entries; empty if there is no limit}
   *
   * @param max the limit, a small number
   */
  protected Optional<EventRegistry> newRegistryOfAtMost(int max) {
    return Optional.empty();
  }

  /**
   * {@return the expiry of entries, with the clock of the register under test; empty if a test
   * cannot set its clock}
   */
  protected Optional<Expiry> expiry() {
    return Optional.empty();
  }

  @BeforeEach
  final void openRegistry() {
    registry = newRegistry();
  }

  @Override
  public final EventRegistry monitored() {
    return registry;
  }

  @Test
  void the_first_content_of_an_event_is_registered() {
    assertThat(registry.register(stream, "e-1", "a1")).isEqualTo("a1");
    assertThat(registry.register(stream, "e-1", "b2")).isEqualTo("a1");
    assertThat(registry.register(stream, "e-1", "a1")).isEqualTo("a1");
  }

  @Test
  void repeated_registration_of_one_content_returns_it() {
    for (int i = 0; i < 3; i++) {
      assertThat(registry.register(stream, "e-1", "a1")).isEqualTo("a1");
    }
  }

  @Test
  void each_event_and_each_stream_has_a_content_of_its_own() {
    String another = Fixtures.uniqueStream();
    registry.register(stream, "e-1", "a1");

    assertThat(registry.register(stream, "e-2", "b2")).isEqualTo("b2");
    assertThat(registry.register(stream, "E-1", "c3")).isEqualTo("c3");
    assertThat(registry.register(another, "e-1", "d4")).isEqualTo("d4");
    assertThat(registry.register(stream, "e-1", "e5")).isEqualTo("a1");
  }

  @Test
  void contents_of_every_length_are_registered_exactly() {
    for (String content : List.of("0", "aZ09", "f".repeat(64), "A".repeat(100))) {
      String id = "e-" + content.length();
      assertThat(registry.register(stream, id, content)).isEqualTo(content);
      assertThat(registry.register(stream, id, "other")).isEqualTo(content);
    }
  }

  @Test
  void events_with_keys_of_every_form_are_distinct() {
    String longest = Fixtures.longestStream();
    List<String> keys =
        Fixtures.foreignIds().stream()
            .flatMap(
                id -> List.of("api", "queue").stream().map(source -> StreamEvent.key(source, id)))
            .toList();
    for (int i = 0; i < keys.size(); i++) {
      assertThat(registry.register(longest, keys.get(i), "content" + i)).isEqualTo("content" + i);
    }
    for (int i = 0; i < keys.size(); i++) {
      assertThat(registry.register(longest, keys.get(i), "late")).isEqualTo("content" + i);
    }
  }

  @Test
  void exactly_one_of_concurrent_contents_is_registered_and_all_calls_return_it() {
    for (int round = 0; round < Concurrently.ROUNDS; round++) {
      String id = "e-" + round;
      List<String> registered = Concurrently.call(i -> registry.register(stream, id, "c" + i));

      assertThat(new HashSet<>(registered)).hasSize(1);
      assertThat(registry.register(stream, id, "late")).isEqualTo(registered.get(0));
    }
  }

  @Test
  void an_entry_expires_after_its_retention() {
    Expiry expiry =
        expiry().orElseGet(() -> Assumptions.abort("the clock of this register cannot be set"));
    registry.register(stream, "e-1", "a1");

    expiry.clock().advance(expiry.kept().minusSeconds(2));
    assertThat(registry.register(stream, "e-1", "b2")).isEqualTo("a1");

    expiry.clock().advance(Duration.ofSeconds(4));
    assertThat(registry.register(stream, "e-1", "b2")).isEqualTo("b2");
  }

  @Test
  void a_full_register_rejects_further_events_and_returns_registered_contents() {
    Optional<EventRegistry> small = newRegistryOfAtMost(1);
    Assumptions.assumeTrue(small.isPresent(), "this register has no limit of its own");
    small.get().register(stream, "e-1", "a1");

    var refused = Failures.of(() -> small.get().register(stream, "e-2", "b2"));

    assertThat(refused.code()).isEqualTo("event-registry.full");
    assertThat(refused.category()).isEqualTo(FailureCategory.THROTTLED);
    assertThat(small.get().register(stream, "e-1", "c3")).isEqualTo("a1");
  }
}
