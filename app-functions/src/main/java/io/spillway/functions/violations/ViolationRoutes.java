package io.spillway.functions.violations;

import static com.microsoft.azure.functions.HttpMethod.GET;
import static com.microsoft.azure.functions.HttpMethod.PATCH;
import static com.microsoft.azure.functions.HttpMethod.POST;
import static com.microsoft.azure.functions.HttpMethod.PUT;
import static io.spillway.functions.access.Role.MODERATOR;

import io.spillway.Moderation;
import io.spillway.core.audit.AuditTrail;
import io.spillway.core.violation.BulkReview;
import io.spillway.core.violation.BulkUndo;
import io.spillway.core.violation.BulkWithholding;
import io.spillway.functions.http.Route;
import io.spillway.ports.Stores;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationStore;
import java.time.InstantSource;
import java.util.List;

/** Routes for violations and their audit trail. */
public final class ViolationRoutes {

  private ViolationRoutes() {}

  /**
   * Returns all routes.
   *
   * @param telemetry the receiver of outcomes
   */
  public static List<Route> of(
      Stores stores, Moderation moderation, InstantSource clock, Telemetry telemetry) {
    ViolationStore store = stores.violations();
    ViolationArchive archive = stores.violationArchive();
    ViolationHandlers violations = new ViolationHandlers(store, archive, moderation.reviews());
    ReviewQueueHandlers queue =
        new ReviewQueueHandlers(stores.messageArchive(), store, archive, clock);
    ClaimHandlers claims = new ClaimHandlers(moderation.claims());
    BulkReviewHandlers bulk =
        new BulkReviewHandlers(
            new BulkReview(stores.messages(), store, archive, clock),
            new BulkUndo(stores.messages(), store, archive, clock));
    BulkWithholdHandlers withholding =
        new BulkWithholdHandlers(
            new BulkWithholding(
                stores.messages(), stores.messageArchive(), store, clock, telemetry));
    AuditHandlers audit = new AuditHandlers(store, new AuditTrail(stores.auditLog(), archive));
    return List.of(
        new Route("ListViolations", GET, "violations", MODERATOR, violations::list),
        new Route("GetViolation", GET, "violations/{violationId}", MODERATOR, violations::get),
        new Route(
            "DecideViolation", PATCH, "violations/{violationId}", MODERATOR, violations::decide),
        new Route(
            "UndoDecision", POST, "violations/{violationId}/undo", MODERATOR, violations::undo),
        new Route(
            "AssignViolation",
            POST,
            "violations/{violationId}/assign",
            MODERATOR,
            violations::assign),
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
        new Route("UndoBulkDecision", POST, "violations/bulk/undo", MODERATOR, bulk::undo),
        new Route(
            "PreviewBulkWithholding",
            POST,
            "moderation/messages/preview",
            MODERATOR,
            withholding::preview),
        new Route(
            "ApplyBulkWithholding",
            POST,
            "moderation/messages/withhold",
            MODERATOR,
            withholding::apply),
        new Route(
            "ListViolationReports",
            GET,
            "violations/{violationId}/reports",
            MODERATOR,
            new ReportHandlers(moderation.reports())::ofViolation),
        new Route(
            "GetViolationAudit", GET, "violations/{violationId}/audit", MODERATOR, audit::ofOne),
        new Route(
            "PutPresence",
            PUT,
            "moderation/presence",
            MODERATOR,
            new PresenceHandlers(stores, clock)::put),
        new Route("ListAudit", GET, "audit", MODERATOR, audit::list));
  }
}
