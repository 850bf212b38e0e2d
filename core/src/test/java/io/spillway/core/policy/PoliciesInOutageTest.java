package io.spillway.core.policy;

import static io.spillway.core.policy.Drafts.banning;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.Policies;
import io.spillway.Policy;
import io.spillway.PolicyChange.Stored;
import io.spillway.adapters.inmemory.InMemoryPolicyStore;
import io.spillway.core.InterleavedStore;
import io.spillway.ports.Health;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.testkit.Faults;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Policies while their store fails. */
class PoliciesInOutageTest {

  private static final PolicyScope STREAM = PolicyScope.ofStream("s-1");

  private final SettableClock clock = new SettableClock();
  private final Faults faults = new Faults();
  private final PolicyStore store = faults.wrap(PolicyStore.class, new InMemoryPolicyStore());
  private final StoredPolicies policies =
      new StoredPolicies(store, Policy.standard(), clock, Runnable::run);

  /** The same store, as another process sees it. */
  private final StoredPolicies elsewhere =
      new StoredPolicies(store, Policy.standard(), clock, Runnable::run);

  @Test
  void in_an_outage_the_last_known_policy_stays_in_force_and_health_says_so() {
    write(STREAM, null, banning("one"));
    elsewhere.inForce("s-1");
    faults.outage("PolicyStore.latest", Fixtures.outage());
    clock.advance(Policies.FRESHNESS);

    assertThat(elsewhere.inForce("s-1").version()).isEqualTo("stream-1.standard-1");
    assertThat(elsewhere.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(elsewhere.health().detail()).contains("test.unavailable");
  }

  @Test
  void health_also_tells_of_an_outage_that_only_a_streams_own_policy_meets() {
    faults.failBefore("PolicyStore.latest", 2, Fixtures.outage());

    elsewhere.inForce("s-1");

    assertThat(elsewhere.health().state()).isEqualTo(Health.State.DEGRADED);
    assertThat(elsewhere.health().detail()).contains("test.unavailable");
  }

  @Test
  void a_reading_that_crashes_is_told_by_health_and_tried_again() {
    PolicyStore crashing =
        InterleavedStore.before(
            PolicyStore.class,
            store,
            "latest",
            () -> {
              throw new IllegalStateException("a bug");
            });
    StoredPolicies reading = new StoredPolicies(crashing, Policy.standard(), clock, Runnable::run);

    assertThat(reading.inForce("s-1")).isEqualTo(Policy.standard());
    assertThat(reading.health().detail()).contains("policies.crashed");
  }

  @Test
  void an_outage_costs_one_try_in_five_seconds_and_is_over_by_itself() {
    elsewhere.inForce("s-1");
    faults.outage("PolicyStore.latest", Fixtures.outage());
    clock.advance(Policies.FRESHNESS);
    int before = faults.calls().size();
    elsewhere.inForce("s-1");
    elsewhere.inForce("s-1");
    assertThat(faults.calls()).hasSize(before + 2);
    faults.mend();
    policies.write(STREAM, null, banning("one"), "", "grace");

    clock.advance(StoredPolicies.RETRY_AFTER);

    assertThat(elsewhere.inForce("s-1").version()).isEqualTo("stream-1.standard-1");
    assertThat(elsewhere.health().state()).isEqualTo(Health.State.UP);
  }

  @Test
  void in_an_outage_one_message_waits_for_the_store_and_no_other() {
    List<Runnable> background = new ArrayList<>();
    StoredPolicies waiting = new StoredPolicies(store, Policy.standard(), clock, background::add);
    waiting.inForce("s-1");
    faults.outage("PolicyStore.latest", Fixtures.outage());
    clock.advance(Policies.FRESHNESS);
    waiting.inForce("s-1");
    int before = faults.calls().size();

    clock.advance(StoredPolicies.RETRY_AFTER);

    assertThat(waiting.inForce("s-1")).isEqualTo(Policy.standard());
    assertThat(faults.calls()).hasSize(before);
    assertThat(background).hasSize(2);
  }

  @Test
  void a_cold_start_in_an_outage_has_the_standard_policy() {
    write(STREAM, null, banning("one"));
    faults.outage("PolicyStore.latest", Fixtures.outage());

    assertThat(elsewhere.inForce("s-1")).isEqualTo(Policy.standard());
    assertThat(elsewhere.health().state()).isEqualTo(Health.State.DEGRADED);
  }

  private PolicyRevision write(PolicyScope scope, @Nullable Integer seen, PolicyDraft draft) {
    return ((Stored) policies.write(scope, seen, draft, "", "grace")).revision();
  }
}
