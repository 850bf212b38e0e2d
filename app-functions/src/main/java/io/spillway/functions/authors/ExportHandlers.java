package io.spillway.functions.authors;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.AuthorHistory;
import io.spillway.Authors;
import io.spillway.ExportedItem;
import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.JsonLines;
import io.spillway.functions.http.Query;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.author.AuthorNote;
import io.spillway.ports.author.Restriction;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.message.Message;
import io.spillway.ports.report.Report;
import io.spillway.ports.violation.Violation;
import io.spillway.wire.AlertJson;
import io.spillway.wire.AuditJson;
import io.spillway.wire.AuthorNoteJson;
import io.spillway.wire.EventJson;
import io.spillway.wire.Json;
import io.spillway.wire.LedgerEntryJson;
import io.spillway.wire.MessageJson;
import io.spillway.wire.RedriveJobJson;
import io.spillway.wire.ReportJson;
import io.spillway.wire.RestrictionJson;
import io.spillway.wire.ViolationJson;

/** Handlers for exporting everything held about an author. */
final class ExportHandlers {

  private final Authors authors;

  ExportHandlers(Authors authors) {
    this.authors = authors;
  }

  ApiResponse export(Call call) {
    Query query = call.query();
    String author = query.text("author");
    String streamId = query.text("streamId");
    PageRequest page = query.page();
    query.orThrow();
    return JsonLines.of(
        authors.export(author, streamId, page, call.caller().name()), ExportHandlers::line);
  }

  private static JsonNode line(ExportedItem item) {
    return Json.object().put("kind", item.kind()).set("data", data(item.data()));
  }

  private static JsonNode data(Object item) {
    Object data = item instanceof Versioned<?> versioned ? versioned.value() : item;
    if (data instanceof Message message) {
      return MessageJson.write(message);
    }
    if (data instanceof Violation violation) {
      return ViolationJson.shown(violation);
    }
    if (data instanceof StreamEvent event) {
      return EventJson.write(event);
    }
    if (data instanceof Alert alert) {
      return AlertJson.write(alert);
    }
    if (data instanceof LedgerEntry entry) {
      return LedgerEntryJson.write(entry);
    }
    if (data instanceof RedriveJob job) {
      return RedriveJobJson.write(job);
    }
    if (data instanceof AuditRecord entry) {
      return AuditJson.write(entry);
    }
    if (data instanceof Report report) {
      return ReportJson.write(report);
    }
    if (data instanceof Restriction restriction) {
      return RestrictionJson.write(restriction);
    }
    if (data instanceof AuthorNote note) {
      return AuthorNoteJson.write(note);
    }
    return AuthorHandlers.standing((AuthorHistory) data);
  }
}
