package io.spillway.core.erasure;

import static java.util.Objects.requireNonNull;

import io.spillway.core.OptionalStores;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Page;
import io.spillway.ports.Stores;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.author.AuthorNote;
import io.spillway.ports.author.AuthorNoteStore;
import io.spillway.ports.author.RestrictionFilter;
import io.spillway.ports.author.RestrictionStore;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.erasure.Erasure;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.WorkflowRequest;
import io.spillway.ports.report.Report;
import io.spillway.ports.report.ReportFilter;
import io.spillway.ports.report.ReportStore;
import io.spillway.ports.violation.ViolationFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All kinds of data about authors that a set of stores has, in the order of erasures. */
public final class AllAuthorData {

  private final Stores stores;
  private @Nullable List<AuthorData> kinds;

  private AllAuthorData(Stores stores) {
    this.stores = requireNonNull(stores, "stores");
  }

  /**
   * {@return all kinds in these stores} Violations come before messages, because a pending release
   * would publish its message again. Stores of other features may be missing. Asks for no store
   * before the first use, so that a message after a cold start does not pay for them.
   *
   * @param stores the stores, with messages and violations and their archives
   */
  public static AllAuthorData of(Stores stores) {
    return new AllAuthorData(stores);
  }

  synchronized List<AuthorData> kinds() {
    List<AuthorData> known = kinds;
    if (known == null) {
      known = List.copyOf(kinds(stores));
      kinds = known;
    }
    return known;
  }

  private static List<AuthorData> kinds(Stores stores) {
    List<AuthorData> kinds = new ArrayList<>();
    kinds.add(violations(stores));
    kinds.add(new MessageData(stores.messages(), stores::messageArchive));
    DonorMessageErasure donorMessages = new DonorMessageErasure(stores);
    OptionalStores.find(stores::alerts).ifPresent(store -> kinds.add(alerts(store, donorMessages)));
    OptionalStores.find(stores::events).ifPresent(log -> kinds.add(events(log, donorMessages)));
    OptionalStores.find(stores::deadLetters).ifPresent(ledger -> kinds.add(deadLetters(ledger)));
    OptionalStores.find(stores::redrives).ifPresent(store -> kinds.add(redrives(store)));
    OptionalStores.find(stores::reports).ifPresent(store -> kinds.add(reports(store)));
    OptionalStores.find(stores::reports).ifPresent(store -> kinds.add(reportsByReporter(store)));
    OptionalStores.find(stores::restrictions).ifPresent(store -> kinds.add(restrictions(store)));
    OptionalStores.find(stores::authorNotes).ifPresent(store -> kinds.add(notes(store)));
    OptionalStores.find(stores::auditLog).ifPresent(log -> kinds.add(audit(log)));
    OptionalStores.find(stores::auditLog).ifPresent(log -> kinds.add(auditOfReporter(log)));
    return kinds;
  }

  private static AuthorData violations(Stores stores) {
    return new ListedData<>(
        "violations",
        (author, stream, page) ->
            stores
                .violationArchive()
                .list(ViolationFilter.all().inStream(stream).byAuthor(author), page),
        (found, piece) -> {
          if (piece.covers(found.value().sentAt())) {
            piece.count("violations", stores.violationArchive().delete(found.value().id()));
          }
        });
  }

  private static AuthorData alerts(AlertStore store, DonorMessageErasure donorMessages) {
    return new ListedData<>(
        "alerts",
        store::ofActor,
        (alert, piece) -> {
          if (piece.covers(alert.occurredAt())) {
            donorMessages.erase(alert, piece);
            piece.count("alerts", store.delete(alert.streamId(), alert.alertId()));
          }
        });
  }

  /** Purges the history of an event before the event, which has its id. */
  private static AuthorData events(EventLog log, DonorMessageErasure donorMessages) {
    return new ListedData<>(
        "events",
        log::ofActor,
        (event, piece) -> {
          String workflow = WorkflowRequest.workflowId(event.streamId(), event.key(), 0);
          if (piece.covers(event.occurredAt()) && piece.purge(workflow)) {
            donorMessages.erase(event, piece);
            piece.count("events", log.delete(event.streamId(), event.key()));
          }
        });
  }

  private static AuthorData deadLetters(DeadLetterLedger ledger) {
    LetterErasure letters = new LetterErasure(ledger);
    return new ListedData<>("deadLetters", letters::naming, letters::erase);
  }

  private static AuthorData redrives(RedriveJobStore store) {
    RedriveErasure redrives = new RedriveErasure(store);
    return new ListedData<>("redrives", redrives::searching, redrives::erase);
  }

  private static AuthorData reports(ReportStore store) {
    return new ListedData<>(
        "reports",
        (author, stream, page) ->
            store.list(ReportFilter.all().inStream(stream).about(author), page),
        (report, piece) -> erase(report, piece, store));
  }

  private static AuthorData reportsByReporter(ReportStore store) {
    return new ListedData<>(
        "reportsByReporter",
        (author, stream, page) -> store.list(ReportFilter.all().inStream(stream).by(author), page),
        (report, piece) -> erase(report, piece, store));
  }

  private static void erase(Report report, ErasurePiece piece, ReportStore store) {
    if (piece.covers(report.at())) {
      piece.count("reports", store.delete(report));
    }
  }

  private static AuthorData restrictions(RestrictionStore store) {
    return new ListedData<>(
        "restrictions",
        (author, stream, page) ->
            store.list(RestrictionFilter.all().of(author).in(scope(stream)), page),
        (found, piece) -> {
          if (piece.covers(found.since())) {
            piece.count("restrictions", store.delete(found.author(), found.streamId()));
          }
        });
  }

  private static RestrictionFilter.@Nullable Scope scope(@Nullable String stream) {
    return stream == null ? null : new RestrictionFilter.Scope(stream);
  }

  /** The listing is of all streams, and notes are few. */
  private static AuthorData notes(AuthorNoteStore store) {
    return new ListedData<>(
        "notes",
        (author, stream, page) -> {
          Page<AuthorNote> found = store.list(author, page);
          return new Page<>(
              found.items().stream()
                  .filter(note -> stream == null || stream.equals(note.streamId()))
                  .toList(),
              found.nextCursor());
        },
        (note, piece) -> {
          if (piece.covers(note.at())) {
            piece.count("notes", store.delete(note));
          }
        });
  }

  /** Covers the record of the erasure itself, which has its time, and is not counted. */
  private static AuthorData audit(AuditLog log) {
    return new ListedData<>(
        "audit",
        (author, stream, page) -> log.list(AuditFilter.all().inStream(stream).about(author), page),
        (entry, piece) -> {
          if (!entry.at().isAfter(piece.job().requestedAt())) {
            log.anonymise(entry.anonymised(actor(entry, piece.author())));
            piece.count("audit", !entry.id().equals(piece.job().id()));
          }
        });
  }

  private static AuthorData auditOfReporter(AuditLog log) {
    return new ListedData<>(
        "auditOfReports",
        (author, stream, page) -> log.list(reportsBy(author, stream), page),
        (entry, piece) -> {
          if (piece.covers(entry.at())) {
            log.anonymise(entry.withoutActor(Erasure.PLACEHOLDER));
            piece.count("audit", true);
          }
        });
  }

  private static AuditFilter reportsBy(String author, @Nullable String stream) {
    return AuditFilter.all().inStream(stream).by(author).withAction(AuditAction.REPORT);
  }

  private static String actor(AuditRecord entry, String author) {
    boolean isReporter =
        entry.action() == AuditAction.REPORT && AuthorNames.same(entry.who(), author);
    return isReporter ? Erasure.PLACEHOLDER : entry.who();
  }
}
