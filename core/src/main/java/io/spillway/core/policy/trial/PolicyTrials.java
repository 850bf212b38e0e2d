package io.spillway.core.policy.trial;

import static java.util.Objects.requireNonNull;

import io.spillway.Policies;
import io.spillway.Policy;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Simulates policies on the past of a stream: on the stored scores of its messages and violations,
 * and on moderators' decisions. Calls no classifier and changes nothing.
 *
 * <p>Reads the latest first, page by page, and keeps only counts and a few examples.
 */
public final class PolicyTrials {

  private final MessageArchive messages;
  private final ViolationArchive violations;
  private final Policies policies;

  /**
   * Creates the trials of a pair of archives.
   *
   * @param messages the published messages
   * @param violations the withheld messages
   * @param policies the current and past policies
   */
  public PolicyTrials(MessageArchive messages, ViolationArchive violations, Policies policies) {
    this.messages = requireNonNull(messages, "messages");
    this.violations = requireNonNull(violations, "violations");
    this.policies = requireNonNull(policies, "policies");
  }

  /**
   * Simulates the candidates, and the policy in force for comparison.
   *
   * @param request the candidates and the window
   * @return the result of each policy for the window, and the end of the next window
   * @throws io.spillway.InvalidInputException if a candidate is invalid, or if the window is too
   *     long ago to be reached
   * @throws io.spillway.ports.PortException if a store failed
   */
  public TrialResult run(TrialRequest request) {
    Policy inForce = policies.stored(request.streamId());
    PolicySimulation simulation =
        new PolicySimulation(inForce, candidates(request), request.maxExamples());
    PastCases past = new PastCases(request.streamId(), inForce, policies);
    Instant continueTo = feed(request, past, simulation);
    return new TrialResult(
        simulation.cases(), past.unmoderated(), past.unscored(), continueTo, simulation.trials());
  }

  private List<Policy> candidates(TrialRequest request) {
    PolicyScope scope =
        request.isDefault() ? PolicyScope.DEFAULT : PolicyScope.ofStream(request.streamId());
    List<Policy> made = new ArrayList<>();
    for (PolicyDraft draft : request.candidates()) {
      String version = "candidate-" + (made.size() + 1);
      made.add(policies.with(scope, request.streamId(), draft, version));
    }
    return made;
  }

  /** Feeds cases to the simulation. Returns the end of the next window if there are too many. */
  private @Nullable Instant feed(
      TrialRequest request, PastCases past, PolicySimulation simulation) {
    TrialWindow window = request.window();
    RecentTexts<Message> published =
        new RecentTexts<>(page -> messages.list(request.streamId(), page), Message::sentAt, window);
    RecentTexts<Versioned<Violation>> withheld =
        WithheldCount.in(violations, request.streamId(), window);
    Instant last = null;
    for (int looked = 0; ; looked++) {
      Instant message = published.peek();
      Instant violation = withheld.peek();
      if (message == null && violation == null) {
        return null;
      }
      boolean isMessage = violation == null || (message != null && message.isAfter(violation));
      Instant next = requireNonNull(isMessage ? message : violation);
      // Cases of one instant are not split, so that the next window can continue from there.
      if (looked >= window.maxCases() && !next.equals(last)) {
        return last;
      }
      (isMessage ? past.of(published.take()) : past.of(withheld.take().value()))
          .ifPresent(simulation::add);
      last = next;
    }
  }
}
