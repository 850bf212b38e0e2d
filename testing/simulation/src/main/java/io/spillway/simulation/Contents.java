package io.spillway.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.policy.PolicyScope;
import io.spillway.ports.report.Report;
import io.spillway.ports.report.ReportFilter;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.wire.AlertJson;
import io.spillway.wire.AuditJson;
import io.spillway.wire.ErasureJson;
import io.spillway.wire.EventJson;
import io.spillway.wire.Json;
import io.spillway.wire.LedgerEntryJson;
import io.spillway.wire.MessageJson;
import io.spillway.wire.PolicyRevisionJson;
import io.spillway.wire.RedriveJobJson;
import io.spillway.wire.ReportJson;
import io.spillway.wire.ViolationJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Contents of all stores, one line each, without random parts: versions and tokens. */
final class Contents {

  private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);

  private final List<String> lines = new ArrayList<>();

  private Contents(Stores stores, List<String> erasures) {
    for (String stream : Viewers.STREAMS) {
      add("message", stores.messageArchive().list(stream, ALL).items(), MessageJson::write);
      add("report", reports(stores, stream), ReportJson::write);
      add("event", stores.events().list(stream, ALL).items(), EventJson::write);
      add("alert", stores.alerts().list(stream, ALL).items(), AlertJson::write);
      addPolicies(stores, PolicyScope.ofStream(stream));
      lines.add("totals " + stream + " " + stores.stats().totals(stream));
    }
    addPolicies(stores, PolicyScope.DEFAULT);
    addValues(
        "violation",
        stores.violationArchive().list(ViolationFilter.all(), ALL),
        ViolationJson::shown);
    addValues(
        "letter", stores.deadLetters().list(DeadLetterFilter.all(), ALL), LedgerEntryJson::write);
    addValues("redrive", stores.redrives().list(ALL), RedriveJobJson::write);
    add("audit", stores.auditLog().list(AuditFilter.all(), ALL).items(), AuditJson::write);
    for (String id : erasures) {
      add(
          "erasure",
          stores.erasures().find(id).map(Versioned::value).stream().toList(),
          ErasureJson::write);
    }
  }

  static List<String> of(Stores stores, List<String> erasures) {
    return List.copyOf(new Contents(stores, erasures).lines);
  }

  private static List<Report> reports(Stores stores, String stream) {
    return stores.reports().list(ReportFilter.all().inStream(stream), ALL).items();
  }

  private void addPolicies(Stores stores, PolicyScope scope) {
    add("policy", stores.policies().history(scope, ALL).items(), PolicyRevisionJson::write);
  }

  private <T> void addValues(String kind, Page<Versioned<T>> page, Function<T, ObjectNode> json) {
    add(kind, page.items().stream().map(Versioned::value).toList(), json);
  }

  private <T> void add(String kind, List<T> values, Function<T, ObjectNode> json) {
    values.forEach(value -> lines.add(kind + " " + Json.text(json.apply(value))));
  }
}
