package io.spillway.functions.violations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.core.violation.AuditExport;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Query;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.wire.AuditJson;
import io.spillway.wire.Json;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** Handlers for the audit trail: decisions and the moderators who took them. */
final class AuditHandlers {

  private static final String JSON_LINES = "application/x-ndjson";

  private final ViolationStore violations;
  private final AuditExport export;

  AuditHandlers(ViolationStore violations, ViolationArchive archive) {
    this.violations = violations;
    this.export = new AuditExport(archive);
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
    Instant from = query.instant("from");
    Instant to = query.instant("to");
    PageRequest page = query.page();
    query.orThrow();
    return lines(export.page(from, to, page));
  }

  private static ApiResponse lines(Page<AuditExport.Line> page) {
    String body =
        page.items().stream()
            .map(line -> Json.text(json(line)) + "\n")
            .collect(Collectors.joining());
    ApiResponse answer = new ApiResponse(200, JSON_LINES, body, Map.of());
    String next = page.nextCursor();
    return next == null ? answer : answer.with("Next-Cursor", next);
  }

  private static ObjectNode json(AuditExport.Line line) {
    return AuditJson.write(line.id(), line.number(), line.step());
  }
}
