package io.spillway.core.erasure;

import static java.util.Objects.requireNonNull;

import io.spillway.ExportedItem;
import io.spillway.core.InputCheck;
import io.spillway.core.message.MessageIntake;
import io.spillway.core.standing.AuthorStanding;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Cursor;
import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.report.Report;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Export of everything held about an author, one kind of data after the other. The first page is
 * written to the audit log before it is read. Safe for use by many threads.
 */
public final class AuthorExport {

  /** Stands for a reporter, whose name only moderators see. */
  static final String ANOTHER = "another viewer";

  private final AuthorData standing;
  private final AllAuthorData data;
  private final AuditLog log;
  private final InstantSource clock;
  private final Supplier<String> newId;

  /**
   * Creates the export.
   *
   * @param standing the standing of authors, exported for a single stream
   * @param data all kinds of data
   * @param log the audit log
   * @param clock the time of records
   * @param newId the source of unique ids, in the form of {@link io.spillway.ports.Ids}
   */
  public AuthorExport(
      AuthorStanding standing,
      AllAuthorData data,
      AuditLog log,
      InstantSource clock,
      Supplier<String> newId) {
    this.standing = new ListedData<>("standing", standings(standing), (item, piece) -> {});
    this.data = requireNonNull(data, "data");
    this.log = requireNonNull(log, "log");
    this.clock = requireNonNull(clock, "clock");
    this.newId = requireNonNull(newId, "newId");
  }

  private static ListedData.Listing<Object> standings(AuthorStanding standing) {
    return (author, stream, page) ->
        new Page<>(stream == null ? List.of() : List.of(standing.history(stream, author)), null);
  }

  /**
   * {@return a page of everything held about an author} A page may have fewer items than its limit,
   * or none, and a cursor.
   *
   * @param author the author's name, compared by {@link AuthorNames#key}, 1 to 100 code points
   * @param streamId the only stream; null for all
   * @param page the page
   * @param who the operator's name
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws InvalidCursorException for a malformed cursor, or one of another author or stream
   * @throws io.spillway.ports.PortException if a store failed; safe to call again
   */
  public Page<ExportedItem> page(
      @Nullable String author, @Nullable String streamId, PageRequest page, String who) {
    InputCheck check = new InputCheck();
    String name = check.name("author", author, MessageIntake.MAX_AUTHOR_LENGTH);
    String stream = streamId == null ? null : check.id("streamId", streamId);
    check.orThrow();
    String query = "export of " + AuthorNames.key(name) + " on " + stream;
    String position = Cursor.lastKey(query, page.cursor());
    if (position == null) {
      AuditRecord first = AuditRecord.of(newId.get(), clock.instant(), who, AuditAction.EXPORT, "");
      var unused = log.add(first.about(stream, name));
    }
    List<AuthorData> kinds = kinds();
    int index = position == null ? 0 : index(kinds, position);
    String cursor = position == null ? null : cursor(position);
    List<ExportedItem> items = new ArrayList<>();
    while (index < kinds.size() && items.size() < page.limit()) {
      AuthorData kind = kinds.get(index);
      Page<?> found = kind.page(name, stream, new PageRequest(page.limit() - items.size(), cursor));
      found
          .items()
          .forEach(item -> items.add(new ExportedItem(kind.kind(), withoutReporter(item, name))));
      cursor = found.nextCursor();
      if (cursor != null) {
        break;
      }
      index++;
    }
    return new Page<>(items, next(kinds, query, index, cursor));
  }

  private List<AuthorData> kinds() {
    List<AuthorData> kinds = new ArrayList<>();
    kinds.add(standing);
    kinds.addAll(data.kinds());
    return kinds;
  }

  /**
   * Returns a report, or its audit record, without the name of a reporter other than the author.
   */
  private static Object withoutReporter(Object item, String author) {
    if (item instanceof Report report && !AuthorNames.same(report.reporter(), author)) {
      return report.by(ANOTHER);
    }
    return item instanceof AuditRecord entry
            && entry.action() == AuditAction.REPORT
            && !AuthorNames.same(entry.who(), author)
        ? entry.withoutActor(ANOTHER)
        : item;
  }

  private static @Nullable String next(
      List<AuthorData> kinds, String query, int index, @Nullable String cursor) {
    return index == kinds.size()
        ? null
        : Cursor.after(query, kinds.get(index).kind() + " " + (cursor == null ? "" : cursor));
  }

  private static int index(List<AuthorData> kinds, String position) {
    String kind = position.substring(0, Math.max(0, position.indexOf(' ')));
    for (int i = 0; i < kinds.size(); i++) {
      if (kinds.get(i).kind().equals(kind)) {
        return i;
      }
    }
    throw new InvalidCursorException("cursor is malformed");
  }

  private static @Nullable String cursor(String position) {
    String cursor = position.substring(position.indexOf(' ') + 1);
    return cursor.isEmpty() ? null : cursor;
  }
}
