package io.spillway.core.policy;

import static io.spillway.core.policy.Drafts.banning;
import static io.spillway.ports.moderation.Category.HATE;
import static io.spillway.ports.moderation.Category.SPAM;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.EntryReading;
import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.Policies;
import io.spillway.Policy;
import io.spillway.PolicyChange;
import io.spillway.PolicyChange.Stale;
import io.spillway.PolicyChange.Stored;
import io.spillway.adapters.inmemory.InMemoryPolicyStore;
import io.spillway.core.audit.NoAuditLog;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Faults;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoliciesTest {

  private static final PolicyScope STREAM = PolicyScope.ofStream("s-1");

  /** Age from which a policy is refreshed in the background. */
  private static final Duration SOON_OLD = Policies.FRESHNESS.minus(StoredPolicies.READ_AHEAD);

  private final SettableClock clock = new SettableClock();
  private final Faults faults = new Faults();
  private final PolicyStore store = faults.wrap(PolicyStore.class, new InMemoryPolicyStore());

  /** Background tasks, run when a test says so. */
  private final Queue<Runnable> background = new ArrayDeque<>();

  private final StoredPolicies policies =
      new StoredPolicies(store, Policy.standard(), clock, background::add);

  /** The same store, as another process sees it. */
  private final StoredPolicies elsewhere =
      new StoredPolicies(store, Policy.standard(), clock, Runnable::run);

  @Test
  void the_standard_policy_is_in_force_by_default() {
    assertThat(policies.inForce("s-1")).isEqualTo(Policy.standard());
    assertThat(policies.current(STREAM)).isEmpty();
  }

  @Test
  void a_streams_policy_overlays_the_default_and_that_the_standard_one() {
    write(PolicyScope.DEFAULT, null, banning("one"));
    write(STREAM, null, banning("two"));

    assertThat(policies.inForce("s-1").version()).isEqualTo("stream-1.default-1");
    assertThat(policies.inForce("s-1").banned()).containsKeys("one", "two", "kys");
    assertThat(policies.inForce("s-2").version()).isEqualTo("default-1");
    assertThat(policies.inForce("s-2").banned())
        .containsKeys("one", "kys")
        .doesNotContainKey("two");
  }

  /** Stored by a version that read entries and hosts otherwise. */
  @Test
  void a_stored_policy_stays_in_force_without_the_entries_that_are_refused_now() {
    PolicyDraft old =
        PolicyDraft.EMPTY
            .withWords(
                new PolicyDraft.Words(
                    Map.of("c++", HATE, "sh!p", HATE, "ship", SPAM, "one", HATE),
                    Map.of("s.h.i.p", SPAM, "$hip", SPAM),
                    Set.of("a")))
            .withLinks(new PolicyDraft.Links(null, Set.of("co.uk", "example.com")));
    store.add(new PolicyRevision(STREAM, 1, old, "grace", clock.instant(), ""));

    Policy inForce = policies.inForce("s-1");

    assertThat(inForce.version()).isEqualTo("stream-1.standard-1");
    assertThat(inForce.banned())
        .containsEntry("one", HATE)
        .containsKey("ship")
        .doesNotContainKey("c");
    assertThat(inForce.links().allowedHosts()).containsExactly("example.com");
    assertThat(Policy.readings(old))
        .filteredOn(entry -> entry.problem() != null)
        .extracting(EntryReading::entry)
        .containsExactly("c++", "a");
  }

  @Test
  void a_change_is_in_force_here_at_once_and_elsewhere_before_thirty_seconds_are_over() {
    assertThat(elsewhere.inForce("s-1").version()).isEqualTo("standard-1");
    policies.inForce("s-1");
    write(STREAM, null, banning("one"));

    assertThat(policies.inForce("s-1").version()).isEqualTo("stream-1.standard-1");
    clock.advance(SOON_OLD.minusMillis(1));
    assertThat(elsewhere.inForce("s-1").version()).isEqualTo("standard-1");
    clock.advance(Duration.ofMillis(1));
    assertThat(elsewhere.inForce("s-1").version()).isEqualTo("stream-1.standard-1");
  }

  @Test
  void messages_ask_the_store_no_more_while_a_policy_is_known() {
    for (int i = 0; i < 100; i++) {
      elsewhere.inForce("s-1");
    }

    assertThat(faults.calls()).containsExactly("PolicyStore.latest", "PolicyStore.latest");
  }

  @Test
  void no_message_waits_while_a_policy_is_read_again() {
    policies.inForce("s-1");
    new StoredPolicies(store, Policy.standard(), clock, Runnable::run)
        .write(STREAM, null, banning("one"), "", "grace");
    clock.advance(SOON_OLD);
    int before = faults.calls().size();

    assertThat(policies.inForce("s-1").version()).isEqualTo("standard-1");
    assertThat(policies.inForce("s-1").version()).isEqualTo("standard-1");
    assertThat(faults.calls()).hasSize(before);
    assertThat(background).hasSize(2); // the default's and the stream's, once each
    background.forEach(Runnable::run);

    assertThat(policies.inForce("s-1").version()).isEqualTo("stream-1.standard-1");
  }

  @Test
  void after_thirty_idle_seconds_a_message_waits_for_the_policy() {
    policies.inForce("s-1");
    new StoredPolicies(store, Policy.standard(), clock, Runnable::run)
        .write(STREAM, null, banning("one"), "", "grace");
    clock.advance(Policies.FRESHNESS);

    assertThat(policies.inForce("s-1").version()).isEqualTo("stream-1.standard-1");
    assertThat(background).isEmpty();
  }

  @Test
  void a_background_executor_that_rejects_work_does_not_block_requests() {
    StoredPolicies busy =
        new StoredPolicies(
            store,
            Policy.standard(),
            clock,
            task -> {
              throw new RejectedExecutionException();
            });
    busy.inForce("s-1");
    clock.advance(SOON_OLD);

    assertThat(busy.inForce("s-1")).isEqualTo(Policy.standard());
    assertThat(busy.health().detail()).contains("policies.refresh-rejected");
  }

  @Test
  void unused_streams_are_evicted() {
    StoredPolicies small =
        new StoredPolicies(
            store,
            Policy.standard(),
            NoAuditLog.LOG,
            clock,
            Runnable::run,
            new PolicyCache.Limits(2, 1_000));
    List.of("s-1", "s-2", "s-1", "s-3").forEach(small::inForce);
    int before = faults.calls().size();

    small.inForce("s-1");
    assertThat(faults.calls()).hasSize(before);
    small.inForce("s-2");
    assertThat(faults.calls()).hasSize(before + 1);
  }

  @Test
  void each_change_is_a_revision_that_says_who_when_and_why() {
    PolicyChange change = policies.write(STREAM, null, banning("one"), "because", "grace");

    PolicyRevision revision = ((Stored) change).revision();
    assertThat(revision)
        .isEqualTo(
            new PolicyRevision(STREAM, 1, banning("one"), "grace", clock.instant(), "because"));
    assertThat(policies.current(STREAM)).contains(revision);
    write(STREAM, 1, banning("two"));
    assertThat(policies.find(STREAM, 1)).contains(revision);
    assertThat(policies.history(STREAM, PageRequest.first(10)).items())
        .extracting(PolicyRevision::number)
        .containsExactly(2, 1);
  }

  @Test
  void a_writer_with_a_stale_revision_gets_the_current_one() {
    write(STREAM, null, banning("one"));
    PolicyRevision second = write(STREAM, 1, banning("two"));

    assertThat(policies.write(STREAM, 1, banning("three"), "", "ada")).isEqualTo(new Stale(second));
    assertThat(policies.write(STREAM, null, banning("three"), "", "ada"))
        .isEqualTo(new Stale(second));
    assertThat(policies.write(STREAM, 3, banning("three"), "", "ada")).isEqualTo(new Stale(second));
    assertThat(policies.write(PolicyScope.DEFAULT, 1, banning("three"), "", "ada"))
        .isEqualTo(new Stale(null));
  }

  @Test
  void one_of_sixteen_concurrent_writers_succeeds_and_none_is_lost() {
    List<PolicyChange> changes =
        Concurrently.call(i -> policies.write(STREAM, null, banning("w" + i), "", "mod-" + i));

    assertThat(changes).filteredOn(Stored.class::isInstance).hasSize(1);
    assertThat(policies.history(STREAM, PageRequest.first(10)).items()).hasSize(1);
  }

  @Test
  void a_concurrent_write_makes_the_later_one_stale() {
    PolicyStore overtaken =
        (PolicyStore)
            Proxy.newProxyInstance(
                PolicyStore.class.getClassLoader(),
                new Class<?>[] {PolicyStore.class},
                (self, method, arguments) -> {
                  if (method.getName().equals("add")) {
                    elsewhere.write(STREAM, null, banning("theirs"), "", "ada");
                  }
                  return method.invoke(store, arguments);
                });
    StoredPolicies late = new StoredPolicies(overtaken, Policy.standard(), clock, Runnable::run);

    Stale stale = (Stale) late.write(STREAM, null, banning("mine"), "", "grace");

    assertThat(requireNonNull(stale.current()).who()).isEqualTo("ada");
    assertThat(late.inForce("s-1").banned()).containsKey("theirs").doesNotContainKey("mine");
  }

  @Test
  void a_later_default_is_overlaid_by_a_streams_own_policy() {
    write(STREAM, null, banning("own"));
    policies.inForce("s-1");

    write(PolicyScope.DEFAULT, null, banning("all"));

    assertThat(policies.inForce("s-1").version()).isEqualTo("stream-1.default-1");
    assertThat(policies.inForce("s-1").banned()).containsKeys("own", "all");
  }

  @Test
  void a_writer_whose_answer_was_lost_finds_their_own_revision_standing() {
    faults.failAfter("PolicyStore.add", Fixtures.outage());
    assertThatThrownBy(() -> policies.write(STREAM, null, banning("one"), "", "grace"))
        .isInstanceOf(PortException.class);

    Stale again = (Stale) policies.write(STREAM, null, banning("one"), "", "grace");

    assertThat(requireNonNull(again.current()).policy()).isEqualTo(banning("one"));
    assertThat(policies.history(STREAM, PageRequest.first(10)).items()).hasSize(1);
  }

  @Test
  void a_streams_own_policy_can_end_and_begin_anew_and_all_can_still_be_read() {
    write(PolicyScope.DEFAULT, null, banning("all"));
    write(STREAM, null, banning("one"));
    assertThat(policies.end("s-1", 7, "", "grace")).isInstanceOf(Stale.class);

    assertThat(policies.end("s-1", 1, "over", "grace")).isInstanceOf(Stored.class);

    assertThat(policies.current(STREAM)).isEmpty();
    assertThat(policies.inForce("s-1").version()).isEqualTo("default-1");
    assertThat(policies.end("s-1", 2, "", "grace")).isEqualTo(new Stale(null));
    assertThat(write(STREAM, null, banning("two")).number()).isEqualTo(3);
    assertThat(policies.inForce("s-1").version()).isEqualTo("stream-3.default-1");
  }

  @Test
  void the_policy_that_a_verdict_names_can_be_made_again() {
    write(PolicyScope.DEFAULT, null, banning("all"));
    write(STREAM, null, banning("one"));
    Policy then = policies.inForce("s-1");
    write(PolicyScope.DEFAULT, 1, banning("more"));
    policies.end("s-1", 1, "", "grace");

    assertThat(policies.named("s-1", then.version())).contains(then);
    assertThat(policies.named("s-1", "standard-1")).contains(Policy.standard());
    for (String unknown : List.of("stream-9.default-1", "default-9", "standard-0", "x", "")) {
      assertThat(policies.named("s-1", unknown)).as(unknown).isEmpty();
    }
  }

  @Test
  void nothing_is_stored_of_a_policy_that_is_wrong() {
    PolicyDraft bad =
        PolicyDraft.of(
            Map.of(Category.HATE, new PolicyDraft.Rule(2.0, null, null)),
            new PolicyDraft.Words(Map.of("...", Category.HATE), Map.of(), Set.of()),
            PolicyDraft.EMPTY.links(),
            PolicyDraft.EMPTY.rates(),
            PolicyDraft.Standing.INHERITED);

    var refused =
        catchThrowableOfType(
            InvalidInputException.class,
            () -> policies.write(STREAM, null, bad, "x".repeat(1_001), null));

    assertThat(refused.fields())
        .extracting(InvalidField::field)
        .containsExactly("policy.rules.hate.threshold", "policy.words.banned", "note", "who");
    assertThat(faults.calls()).isEmpty();
  }

  private PolicyRevision write(PolicyScope scope, @Nullable Integer seen, PolicyDraft draft) {
    return ((Stored) policies.write(scope, seen, draft, "", "grace")).revision();
  }
}
