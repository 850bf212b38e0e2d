package io.spillway.core.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.Policy;
import io.spillway.adapters.inmemory.InMemoryPolicyStore;
import io.spillway.core.audit.NoAuditLog;
import io.spillway.core.policy.PolicyCache.Limits;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.policy.ExemptDraft;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Memory of the policy cache, which depends on the policies' words and not on the number of
 * streams.
 */
class PolicyMemoryTest {

  /** The most that a draft may have in each list. */
  private static final int WORDS = 2_000;

  /** One stream of so many has a policy of its own. */
  private static final int OWN = 40;

  private final InMemoryPolicyStore store = new InMemoryPolicyStore();
  private final SettableClock clock = new SettableClock();

  private StoredPolicies policies(long mostWords) {
    return new StoredPolicies(
        store,
        Policy.standard(),
        NoAuditLog.LOG,
        clock,
        Runnable::run,
        new Limits(10_000, mostWords));
  }

  private void write(PolicyScope scope, PolicyDraft draft) {
    store.add(new PolicyRevision(scope, 1, draft, "grace", Fixtures.NOW, ""));
  }

  @Test
  void streams_without_a_policy_of_their_own_share_one() {
    write(PolicyScope.DEFAULT, Drafts.banning("one"));
    StoredPolicies policies = policies(100);
    Policy first = policies.inForce("s-0");

    for (int i = 1; i < 10_000; i++) {
      assertThat(policies.inForce("s-" + i)).isSameAs(first);
    }
    assertThat(policies.keptWords()).isZero();
  }

  @Test
  void streams_are_evicted_by_words_and_read_again() {
    for (int i = 0; i < 50; i++) {
      write(PolicyScope.ofStream("s-" + i), Drafts.banning("own" + i));
    }
    long each = words(policies(1_000_000).inForce("s-0"));
    StoredPolicies policies = policies(10 * each);

    for (int i = 0; i < 50; i++) {
      policies.inForce("s-" + i);
      assertThat(policies.keptWords()).isLessThanOrEqualTo(10 * each);
    }
    assertThat(policies.keptWords()).isEqualTo(10 * each);
    for (int i = 0; i < 50; i++) {
      assertThat(policies.inForce("s-" + i).banned()).containsEntry("own" + i, Category.HATE);
    }
  }

  @Test
  void exempt_names_count_as_words() {
    StoredPolicies policies = policies(1_000_000);
    PolicyDraft own = PolicyDraft.EMPTY.withExempt(new ExemptDraft(Set.of("ann"), Set.of("vip")));
    policies.write(PolicyScope.ofStream("s-1"), null, own, "", "grace");

    assertThat(policies.keptWords()).isEqualTo(2);
    long others = words(policies.inForce("s-2"));
    policies.inForce("s-1");
    assertThat(policies.keptWords()).isEqualTo(others + 2);
  }

  @Test
  void a_policy_over_the_limit_is_in_force_nevertheless() {
    write(PolicyScope.ofStream("s-1"), Drafts.banning("own"));
    StoredPolicies policies = policies(1);

    assertThat(policies.inForce("s-1").banned()).containsKey("own");
    assertThat(policies.inForce("s-2").banned()).doesNotContainKey("own");
    assertThat(policies.keptWords()).isZero();
  }

  @Test
  void a_stream_whose_policy_ends_frees_its_capacity() {
    StoredPolicies policies = policies(1_000_000);
    policies.write(PolicyScope.ofStream("s-1"), null, Drafts.banning("own"), "", "grace");
    assertThat(policies.keptWords()).isPositive();
    policies.inForce("s-1");
    assertThat(policies.keptWords()).isEqualTo(words(policies.inForce("s-1")));

    policies.end("s-1", 1, "", "grace");

    assertThat(policies.inForce("s-1")).isSameAs(policies.inForce("s-2"));
    assertThat(policies.keptWords()).isZero();
  }

  private static long words(Policy policy) {
    return (long) policy.banned().size()
        + policy.suspect().size()
        + policy.links().allowedHosts().size()
        + policy.exempt().authors().size()
        + policy.exempt().roles().size();
  }

  @Test
  void ten_thousand_streams_on_the_largest_policies_fit_in_a_small_heap()
      throws IOException, InterruptedException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                PolicyMemoryTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("all streams had their policies");
  }

  /** Runs with a small heap: 10,000 streams, one in forty with a large policy of its own. */
  public static void main(String... arguments) {
    PolicyMemoryTest test = new PolicyMemoryTest();
    PolicyDraft ofAll = largest("all");
    PolicyDraft own = largest("own");
    test.write(PolicyScope.DEFAULT, ofAll);
    for (int i = 0; i < 10_000; i += OWN) {
      test.write(PolicyScope.ofStream("s-" + i), own);
    }
    StoredPolicies policies =
        new StoredPolicies(test.store, Policy.standard(), test.clock, Runnable::run);
    for (int i = 0; i < 10_000; i++) {
      Policy policy = policies.inForce("s-" + i);
      boolean hasBoth = policy.banned().containsKey("all1") && policy.suspect().size() >= WORDS;
      if (!hasBoth || policy.banned().containsKey("own1") != (i % OWN == 0)) {
        throw new AssertionError("s-" + i + " has another policy");
      }
    }
    System.out.println("all streams had their policies");
  }

  private static PolicyDraft largest(String prefix) {
    Map<String, Category> banned = new HashMap<>();
    Map<String, Category> suspect = new HashMap<>();
    for (int i = 0; i < WORDS; i++) {
      banned.put(prefix + i, Category.HATE);
      suspect.put(prefix + "suspect" + i, Category.SPAM);
    }
    return PolicyDraft.EMPTY.withWords(new PolicyDraft.Words(banned, suspect, Set.of()));
  }
}
