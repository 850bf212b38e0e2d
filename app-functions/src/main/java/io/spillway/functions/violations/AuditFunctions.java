package io.spillway.functions.violations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.spillway.core.violation.AuditExport;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Role;
import io.spillway.functions.http.Answer;
import io.spillway.functions.http.HttpEntry;
import io.spillway.functions.http.Query;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.wire.AuditJson;
import io.spillway.wire.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who decided what, for those who must account for it. */
public final class AuditFunctions {

  private static final String JSON_LINES = "application/x-ndjson";

  private final HttpEntry http;
  private final ViolationStore violations;
  private final AuditExport export;

  public AuditFunctions(Spillway spillway, HttpEntry http) {
    this.http = http;
    this.violations = spillway.adapters().violations();
    this.export = spillway.reviewDesk().audit();
  }

  @FunctionName("GetViolationAudit")
  public HttpResponseMessage ofOne(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "violations/{violationId}/audit")
          HttpRequestMessage<Optional<String>> request,
      @BindingName("violationId") String violationId,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          Violation violation =
              violations
                  .find(ViolationAnswers.parse(violationId))
                  .orElseThrow(ViolationAnswers::notFound)
                  .value();
          return Answer.json(200, AuditJson.write(violation));
        });
  }

  @FunctionName("ListAudit")
  public HttpResponseMessage list(
      @HttpTrigger(
              name = "request",
              methods = HttpMethod.GET,
              authLevel = AuthorizationLevel.ANONYMOUS,
              route = "audit")
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return http.answer(
        request,
        context,
        Role.MODERATOR,
        caller -> {
          Query query = new Query(request);
          Instant from = query.instant("from");
          Instant to = query.instant("to");
          PageRequest page = query.page();
          query.orThrow();
          return lines(export.page(from, to, page));
        });
  }

  private static Answer lines(Page<AuditExport.Line> page) {
    String body =
        page.items().stream()
            .map(line -> Json.text(json(line)) + "\n")
            .collect(Collectors.joining());
    Answer answer = new Answer(200, JSON_LINES, body, Map.of());
    String next = page.nextCursor();
    return next == null ? answer : answer.with("Next-Cursor", next);
  }

  private static ObjectNode json(AuditExport.Line line) {
    return AuditJson.write(line.id(), line.number(), line.step());
  }
}
