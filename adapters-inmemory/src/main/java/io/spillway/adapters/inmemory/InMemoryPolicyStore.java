package io.spillway.adapters.inmemory;

import io.spillway.adapters.inmemory.SortedIndex.Selection;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.policy.PolicyStore;
import java.util.List;
import java.util.Optional;

/** In-memory store of policy revisions. */
public final class InMemoryPolicyStore implements PolicyStore {

  /** Default maximum number of revisions. */
  public static final int DEFAULT_MAX = 10_000;

  private final SortedIndex<PolicyRevision> revisions;

  /** Creates an instance for at most {@link #DEFAULT_MAX} revisions. */
  public InMemoryPolicyStore() {
    this(DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param max the maximum number of revisions, 1 or more; a further one is rejected with {@code
   *     policies.full}
   */
  public InMemoryPolicyStore(int max) {
    revisions =
        new SortedIndex<>(
            new Capacity("policies", max),
            PolicyRevision::sortKey,
            revision -> List.of(revision.scope().partition()));
  }

  @Override
  public PolicyRevision add(PolicyRevision revision) {
    return revisions
        .putIfAbsent(id(revision.scope(), revision.number()), revision)
        .orElse(revision);
  }

  @Override
  public Optional<PolicyRevision> latest(PolicyScope scope) {
    return history(scope, PageRequest.first(1)).items().stream().findFirst();
  }

  @Override
  public Optional<PolicyRevision> find(PolicyScope scope, int number) {
    return revisions.find(id(scope, number));
  }

  @Override
  public Page<PolicyRevision> history(PolicyScope scope, PageRequest page) {
    return revisions.page(Selection.shelf(scope.partition()), page);
  }

  @Override
  public Health health() {
    return revisions.health();
  }

  private static String id(PolicyScope scope, int number) {
    return scope.partition() + "~" + number;
  }
}
