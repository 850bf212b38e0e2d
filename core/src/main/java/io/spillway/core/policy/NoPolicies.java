package io.spillway.core.policy;

import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.policy.PolicyStore;
import java.util.List;
import java.util.Optional;

/** Policy store of a team that keeps no policies: empty, and refuses writes. */
public final class NoPolicies {

  /** The empty store. */
  public static final PolicyStore STORE =
      new PolicyStore() {
        @Override
        public PolicyRevision add(PolicyRevision revision) {
          throw new UnsupportedOperationException("these Stores have no policies");
        }

        @Override
        public Optional<PolicyRevision> latest(PolicyScope scope) {
          return Optional.empty();
        }

        @Override
        public Optional<PolicyRevision> find(PolicyScope scope, int number) {
          return Optional.empty();
        }

        @Override
        public Page<PolicyRevision> history(PolicyScope scope, PageRequest page) {
          return new Page<>(List.of(), null);
        }

        @Override
        public Health health() {
          return Health.up("no-policies");
        }
      };

  private NoPolicies() {}
}
