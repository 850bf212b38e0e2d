package io.spillway.functions.violations;

import static com.microsoft.azure.functions.HttpMethod.GET;
import static com.microsoft.azure.functions.HttpMethod.PATCH;
import static com.microsoft.azure.functions.HttpMethod.POST;
import static io.spillway.functions.access.Role.MODERATOR;

import io.spillway.core.violation.BulkReview;
import io.spillway.core.violation.Strikes;
import io.spillway.core.violation.ViolationClaims;
import io.spillway.core.violation.ViolationReview;
import io.spillway.functions.http.Route;
import io.spillway.ports.Stores;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;

/** Routes of violations and of their audit trail. */
public final class ViolationRoutes {

  private static final int TOKEN_BYTES = 32;

  private ViolationRoutes() {}

  /**
   * All of them.
   *
   * @param strikes strikes of authors, by which the review queue is ordered
   */
  public static List<Route> of(
      Stores stores, ViolationReview review, Strikes strikes, InstantSource clock) {
    ViolationStore store = stores.violations();
    ViolationArchive archive = stores.violationArchive();
    ViolationHandlers violations = new ViolationHandlers(store, archive, review);
    ReviewQueueHandlers queue =
        new ReviewQueueHandlers(stores.messageArchive(), store, archive, clock);
    ClaimHandlers claims = new ClaimHandlers(claims(store, archive, strikes, clock));
    BulkReviewHandlers bulk =
        new BulkReviewHandlers(new BulkReview(stores.messages(), store, archive, clock));
    AuditHandlers audit = new AuditHandlers(store, archive);
    return List.of(
        new Route("ListViolations", GET, "violations", MODERATOR, violations::list),
        new Route("GetViolation", GET, "violations/{violationId}", MODERATOR, violations::get),
        new Route(
            "DecideViolation", PATCH, "violations/{violationId}", MODERATOR, violations::decide),
        new Route(
            "UndoDecision", POST, "violations/{violationId}/undo", MODERATOR, violations::undo),
        new Route("ListWaitingViolations", GET, "violations/waiting", MODERATOR, queue::waiting),
        new Route(
            "GetViolationContext",
            GET,
            "violations/{violationId}/context",
            MODERATOR,
            queue::surroundings),
        new Route(
            "ClaimNextViolation", POST, "violations/claim-next", MODERATOR, claims::claimNext),
        new Route(
            "ClaimViolation", POST, "violations/{violationId}/claim", MODERATOR, claims::claim),
        new Route(
            "ReleaseClaim",
            POST,
            "violations/{violationId}/claim/release",
            MODERATOR,
            claims::release),
        new Route("PreviewBulkDecision", POST, "violations/bulk/preview", MODERATOR, bulk::preview),
        new Route("ApplyBulkDecision", POST, "violations/bulk/apply", MODERATOR, bulk::apply),
        new Route(
            "GetViolationAudit", GET, "violations/{violationId}/audit", MODERATOR, audit::ofOne),
        new Route("ListAudit", GET, "audit", MODERATOR, audit::list));
  }

  private static ViolationClaims claims(
      ViolationStore store, ViolationArchive archive, Strikes strikes, InstantSource clock) {
    SecureRandom random = new SecureRandom();
    return new ViolationClaims(store, archive, strikes, clock, () -> newToken(random));
  }

  private static String newToken(SecureRandom random) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
