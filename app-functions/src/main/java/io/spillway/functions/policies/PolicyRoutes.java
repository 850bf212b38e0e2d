package io.spillway.functions.policies;

import static com.microsoft.azure.functions.HttpMethod.DELETE;
import static com.microsoft.azure.functions.HttpMethod.GET;
import static com.microsoft.azure.functions.HttpMethod.POST;
import static com.microsoft.azure.functions.HttpMethod.PUT;
import static io.spillway.functions.access.Role.MODERATOR;
import static io.spillway.functions.access.Role.OPERATOR;

import io.spillway.Policies;
import io.spillway.core.policy.trial.EntryTrials;
import io.spillway.core.policy.trial.ModerationQuality;
import io.spillway.core.policy.trial.PolicyTrials;
import io.spillway.functions.http.Route;
import io.spillway.ports.Stores;
import java.util.List;

/** Routes for policies, their revisions and simulations. */
public final class PolicyRoutes {

  private PolicyRoutes() {}

  /** Returns all routes. */
  public static List<Route> of(Policies policies, Stores stores) {
    PolicyHandlers current = new PolicyHandlers(policies);
    PolicyVersionHandlers versions = new PolicyVersionHandlers(policies);
    PolicyTrialHandlers trials =
        new PolicyTrialHandlers(
            new PolicyTrials(stores.messageArchive(), stores.violationArchive(), policies),
            new ModerationQuality(stores.violationArchive()));
    return List.of(
        new Route("GetDefaultPolicy", GET, "policies/default", MODERATOR, current::getDefault),
        new Route("PutDefaultPolicy", PUT, "policies/default", OPERATOR, current::putDefault),
        new Route(
            "GetStreamPolicy", GET, "policies/streams/{streamId}", MODERATOR, current::getOfStream),
        new Route(
            "PutStreamPolicy", PUT, "policies/streams/{streamId}", MODERATOR, current::putOfStream),
        new Route(
            "EndStreamPolicy",
            DELETE,
            "policies/streams/{streamId}",
            MODERATOR,
            current::endOfStream),
        new Route(
            "GetEffectivePolicy",
            GET,
            "policies/streams/{streamId}/effective",
            MODERATOR,
            current::getEffective),
        new Route(
            "ListDefaultPolicyVersions",
            GET,
            "policies/default/versions",
            MODERATOR,
            versions::listOfDefault),
        new Route(
            "GetDefaultPolicyVersion",
            GET,
            "policies/default/versions/{number}",
            MODERATOR,
            versions::getOfDefault),
        new Route(
            "ListStreamPolicyVersions",
            GET,
            "policies/streams/{streamId}/versions",
            MODERATOR,
            versions::listOfStream),
        new Route(
            "GetStreamPolicyVersion",
            GET,
            "policies/streams/{streamId}/versions/{number}",
            MODERATOR,
            versions::getOfStream),
        new Route(
            "TryEntries",
            POST,
            "policies/streams/{streamId}/entries/try",
            MODERATOR,
            new EntryHandlers(new EntryTrials(stores.messageArchive()))::tryEntries),
        new Route("SimulatePolicy", POST, "policies/simulate", MODERATOR, trials::simulate),
        new Route("GetModerationQuality", GET, "moderation/quality", MODERATOR, trials::quality));
  }
}
