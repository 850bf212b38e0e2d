package io.spillway.simulation;

import io.spillway.Policies;
import io.spillway.core.policy.StoredPolicies;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.policy.PolicyRevision;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Oracle of policy changes: a change takes effect everywhere within {@link
 * StoredPolicies#FRESHNESS}. While its store fails, and for messages during the refresh, there is
 * no guarantee; afterwards nothing more is checked.
 */
final class PoliciesInTime {

  private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);

  private static final Pattern OF_STREAM = Pattern.compile("stream-([0-9]+)");
  private static final Pattern IN_DEFAULT = Pattern.compile("default-([0-9]+)");

  /**
   * Known revision.
   *
   * @param name the number in verdicts; 0 for an end, which no verdict names
   * @param since the latest time of its start
   */
  private record Known(int name, Instant since) {}

  private final World world;
  private final Stores stores;
  private final Map<PolicyScope, List<Known>> revisions = new HashMap<>();
  private final Set<String> judged = new HashSet<>();

  PoliciesInTime(World world) {
    this.world = world;
    this.stores = world.stores();
  }

  /** Records all revisions of a scope, oldest first; new ones start now. */
  void recordRevisions(PolicyScope scope, List<PolicyRevision> all) {
    List<Known> known = revisions.computeIfAbsent(scope, none -> new ArrayList<>());
    for (PolicyRevision revision : all.subList(known.size(), all.size())) {
      int name = revision.policy() == null ? 0 : revision.number();
      known.add(new Known(name, world.clock().instant()));
    }
  }

  /** Checks the policies of all verdicts since the last check. */
  void check() {
    if (revisions.isEmpty() || world.ports().isDisturbed(PolicyStore.class)) {
      return;
    }
    for (String stream : Viewers.STREAMS) {
      for (Message message : stores.messageArchive().list(stream, ALL).items()) {
        check(stream, message.messageId(), message.sentAt(), message.verdict());
      }
    }
    for (Versioned<Violation> found :
        stores.violationArchive().list(ViolationFilter.all(), ALL).items()) {
      Violation violation = found.value();
      check(
          violation.id().streamId(),
          violation.id().messageId(),
          violation.sentAt(),
          violation.verdict());
    }
  }

  private void check(String stream, String messageId, Instant sentAt, Verdict verdict) {
    String version = PolicyInvariants.version(verdict);
    if (!version.isEmpty() && judged.add(stream + "~" + messageId + sentAt)) {
      boolean isInTime =
          isInTime(PolicyScope.ofStream(stream), sentAt, numberOf(OF_STREAM, version))
              && isInTime(PolicyScope.DEFAULT, sentAt, numberOf(IN_DEFAULT, version));
      world
          .findings()
          .require(
              isInTime, "a policy change takes effect in time", stream, messageId, sentAt, version);
    }
  }

  /** Returns whether a revision was the last required one, or a later one. */
  private boolean isInTime(PolicyScope scope, Instant sentAt, int name) {
    boolean isInTime = name == 0;
    for (Known known : revisions.getOrDefault(scope, List.of())) {
      isInTime = known.name() == name || (isInTime && isAfter(known, sentAt));
    }
    return isInTime;
  }

  private static boolean isAfter(Known known, Instant sentAt) {
    return known.since().plus(Policies.FRESHNESS).isAfter(sentAt);
  }

  private static int numberOf(Pattern pattern, String version) {
    Matcher matcher = pattern.matcher(version);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}
