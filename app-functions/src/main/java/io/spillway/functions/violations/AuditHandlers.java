package io.spillway.functions.violations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.Reviews;
import io.spillway.core.audit.AuditLine;
import io.spillway.core.audit.AuditQuery;
import io.spillway.core.audit.AuditTrail;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.JsonLines;
import io.spillway.functions.http.Query;
import io.spillway.functions.invocation.Headers;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.wire.AuditJson;
import java.util.Locale;

/** Handlers for the audit trail: actions and the people who took them. */
final class AuditHandlers {

  private enum Format {
    JSON,
    CSV
  }

  private final ViolationStore violations;
  private final AuditTrail trail;

  AuditHandlers(ViolationStore violations, AuditTrail trail) {
    this.violations = violations;
    this.trail = trail;
  }

  ApiResponse ofOne(Call call) {
    Violation violation =
        violations
            .find(ViolationResponses.parse(call.path("violationId")))
            .orElseThrow(ViolationResponses::notFound)
            .value();
    return ApiResponse.json(200, AuditJson.write(violation));
  }

  ApiResponse list(Call call) {
    Query query = call.query();
    AuditQuery wanted =
        new AuditQuery(
            query.text("moderator", Reviews.MAX_MODERATOR_LENGTH),
            query.one("action", AuditQuery::action, AuditQuery.allActions()),
            query.id("streamId"),
            query.instant("from"),
            query.instant("to"));
    Format format = query.code("format", Format.class);
    PageRequest page = query.page();
    query.orThrow();
    Page<AuditLine> found = trail.page(wanted, page);
    boolean isCsv = format == null ? acceptsCsv(call) : format == Format.CSV;
    return isCsv
        ? JsonLines.of(
            AuditCsv.CONTENT_TYPE, AuditCsv.text(found.items(), page.cursor() == null), found)
        : JsonLines.of(found, AuditHandlers::json);
  }

  private static boolean acceptsCsv(Call call) {
    return Headers.of(call.request(), "Accept")
        .filter(accept -> accept.toLowerCase(Locale.ROOT).startsWith("text/csv"))
        .isPresent();
  }

  static ObjectNode json(AuditLine line) {
    return line instanceof AuditLine.Step step
        ? AuditJson.write(step.violation(), step.number())
        : AuditJson.write(((AuditLine.Logged) line).entry());
  }
}
