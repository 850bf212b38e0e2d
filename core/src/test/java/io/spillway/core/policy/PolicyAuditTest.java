package io.spillway.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.spillway.Policy;
import io.spillway.adapters.inmemory.InMemoryAuditLog;
import io.spillway.adapters.inmemory.InMemoryPolicyStore;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.testkit.Crash;
import io.spillway.testkit.Faults;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records of changes of policies. */
class PolicyAuditTest {

  private static final PolicyScope STREAM = PolicyScope.ofStream("s-1");

  private final Faults faults = new Faults();
  private final PolicyStore store = faults.wrap(PolicyStore.class, new InMemoryPolicyStore());
  private final AuditLog log = new InMemoryAuditLog();
  private final StoredPolicies policies =
      new StoredPolicies(
          store,
          Policy.standard(),
          faults.wrap(AuditLog.class, log),
          new SettableClock(),
          Runnable::run);

  private List<AuditRecord> records() {
    return log.list(AuditFilter.all(), PageRequest.first(50)).items();
  }

  @Test
  void each_change_has_a_record() {
    policies.write(PolicyScope.DEFAULT, null, PolicyDraft.EMPTY, "calmer", "olga");
    policies.write(STREAM, null, PolicyDraft.EMPTY, "", "grace");
    policies.end("s-1", 1, "over", "grace");

    assertThat(records())
        .extracting(
            AuditRecord::action,
            AuditRecord::who,
            AuditRecord::streamId,
            AuditRecord::policyVersion,
            AuditRecord::note)
        .containsExactlyInAnyOrder(
            tuple(AuditAction.CHANGE_POLICY, "olga", null, "default-1", "changed: calmer"),
            tuple(AuditAction.CHANGE_POLICY, "grace", "s-1", "stream-1", "changed"),
            tuple(AuditAction.CHANGE_POLICY, "grace", "s-1", "stream-2", "removed: over"));
  }

  @Test
  void a_stale_change_has_no_record() {
    policies.write(STREAM, null, PolicyDraft.EMPTY, "", "grace");
    policies.write(STREAM, null, PolicyDraft.EMPTY, "", "ada");

    assertThat(records()).hasSize(1);
  }

  @Test
  void nothing_changes_without_a_record() {
    faults.outage("AuditLog.add", Fixtures.outage());

    assertThatThrownBy(() -> policies.write(STREAM, null, PolicyDraft.EMPTY, "", "grace"))
        .isInstanceOf(PortException.class);
    assertThat(policies.current(STREAM)).isEmpty();
  }

  @Test
  void a_retry_after_a_crash_before_the_change_has_the_same_record() {
    faults.crashBefore("PolicyStore.add", 1);
    assertThatThrownBy(() -> policies.write(STREAM, null, PolicyDraft.EMPTY, "x", "grace"))
        .isInstanceOf(Crash.class);
    faults.restart();

    policies.write(STREAM, null, PolicyDraft.EMPTY, "x", "grace");

    assertThat(records()).hasSize(1);
    assertThat(policies.current(STREAM)).isPresent();
  }
}
