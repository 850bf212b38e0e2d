package io.spillway.functions.policies;

import io.spillway.InvalidInputException;
import io.spillway.core.InputCheck;
import io.spillway.core.policy.trial.ModerationQuality;
import io.spillway.core.policy.trial.PolicyTrials;
import io.spillway.core.policy.trial.TrialRequest;
import io.spillway.core.policy.trial.TrialWindow;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Body;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Query;
import io.spillway.ports.policy.PolicyDraft;
import io.spillway.wire.JsonFields;
import io.spillway.wire.PolicyJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Handlers for evaluating policies and classifiers by moderators' decisions. */
final class PolicyTrialHandlers {

  private final PolicyTrials trials;
  private final ModerationQuality quality;

  PolicyTrialHandlers(PolicyTrials trials, ModerationQuality quality) {
    this.trials = trials;
    this.quality = quality;
  }

  ApiResponse simulate(Call call) {
    Body body = Body.of(call.request());
    boolean hasText = Boolean.TRUE.equals(body.fields().flag("includeText"));
    return ApiResponse.json(200, TrialJson.write(trials.run(request(body)), hasText));
  }

  ApiResponse quality(Call call) {
    Query query = call.query();
    String streamId = query.id("streamId");
    TrialWindow window =
        new TrialWindow(
            query.instant("from"),
            query.instant("to"),
            query.number("maxCases", TrialWindow.DEFAULT_CASES, 1, TrialWindow.MAX_CASES));
    query.orThrow();
    return ApiResponse.json(200, TrialJson.write(quality.report(streamId, window)));
  }

  private static TrialRequest request(Body body) {
    JsonFields fields = body.fields();
    InputCheck check = new InputCheck();
    String streamId = fields.text("streamId");
    Instant from = fields.instant("from");
    Instant to = fields.instant("to");
    int maxCases = orElse(fields.wholeNumber("maxCases"), TrialWindow.DEFAULT_CASES);
    int maxExamples = orElse(fields.wholeNumber("maxExamples"), TrialRequest.DEFAULT_EXAMPLES);
    boolean isDefault = Boolean.TRUE.equals(fields.flag("asDefault"));
    List<JsonFields> given = fields.objects("candidates");
    if (given.size() > TrialRequest.MAX_CANDIDATES) {
      // Before parsing: a body can hold thousands, and each costs as much as a policy.
      throw new InvalidInputException("candidates", "must be 1 to " + TrialRequest.MAX_CANDIDATES);
    }
    List<PolicyDraft> candidates = new ArrayList<>();
    for (JsonFields candidate : given) {
      String name = "candidates[" + candidates.size() + "]";
      PolicyDraft draft = PolicyJson.read(candidate);
      DraftField.problems(draft, name).forEach(bad -> check.reject(bad.field(), bad.message()));
      candidates.add(draft);
    }
    body.orThrow(check.problems());
    return check(streamId, from, to, maxCases, maxExamples, isDefault, candidates);
  }

  private static TrialRequest check(
      @Nullable String streamId,
      @Nullable Instant from,
      @Nullable Instant to,
      int maxCases,
      int maxExamples,
      boolean isDefault,
      List<PolicyDraft> candidates) {
    InputCheck check = new InputCheck();
    check.id("streamId", streamId);
    check.orThrow();
    return new TrialRequest(
        Objects.requireNonNull(streamId),
        new TrialWindow(from, to, maxCases),
        isDefault,
        candidates,
        maxExamples);
  }

  private static int orElse(@Nullable Integer number, int otherwise) {
    return number == null ? otherwise : number;
  }
}
