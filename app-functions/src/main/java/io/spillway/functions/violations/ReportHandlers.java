package io.spillway.functions.violations;

import io.spillway.Reports;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Query;
import io.spillway.ports.PageRequest;
import io.spillway.ports.report.ReportFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.wire.PageJson;
import io.spillway.wire.ReportJson;

/** Handlers for the reports of a case. */
final class ReportHandlers {

  private final Reports reports;

  ReportHandlers(Reports reports) {
    this.reports = reports;
  }

  ApiResponse ofViolation(Call call) {
    Query query = call.query();
    PageRequest page = query.page();
    query.orThrow();
    ViolationId id = ViolationResponses.parse(call.path("violationId"));
    ReportFilter filter = ReportFilter.all().ofMessage(id.streamId(), id.messageId());
    return ApiResponse.json(200, PageJson.write(reports.list(filter, page), ReportJson::write));
  }
}
