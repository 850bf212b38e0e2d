package io.spillway.embedding.sql;

import static java.util.stream.Collectors.joining;

import io.spillway.ports.AuthorNames;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PersonKey;
import io.spillway.ports.PersonNames;
import io.spillway.ports.PortCalls;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Claim;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationStore;
import io.spillway.wire.Json;
import io.spillway.wire.ViolationJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Violations in a table: columns for queries, and the complete violation as JSON. */
final class SqlViolationStore implements ViolationStore, ViolationArchive {

  static final String SCHEMA =
      """
      create sequence if not exists versions;
      create table if not exists violation (
        id varchar primary key,
        stream_id varchar not null,
        author_key varchar not null,
        author_folded varchar not null,
        text_in_lower_case varchar not null,
        category varchar not null,
        severity varchar not null,
        provisional boolean not null,
        held_at timestamp(6) not null,
        state varchar not null,
        pending_effect varchar not null,
        stepped_at timestamp(6) not null,
        bulk_id varchar,
        due_at timestamp(6),
        claimed_until timestamp(6),
        excluded varchar array not null,
        assignee_name varchar,
        assignee_id varchar,
        version bigint not null,
        body varchar not null);
      create index if not exists violation_by_time on violation (held_at, id);
      create index if not exists violation_by_stream on violation (stream_id, held_at, id);
      create index if not exists violation_by_due on violation (due_at, id);
      create index if not exists violation_by_pending_effect on violation (pending_effect, held_at);
      """;

  private final Sql sql;
  private final PortCalls calls = new PortCalls("sql", "violations");

  SqlViolationStore(Sql sql) {
    this.sql = sql;
  }

  @Override
  public Versioned<Violation> add(Violation violation) {
    return calls.run(
        () -> {
          Optional<Versioned<Violation>> standing = Optional.empty();
          while (standing.isEmpty()) {
            long version = nextVersion();
            if (insert(violation, version)) {
              return new Versioned<>(violation, Long.toString(version));
            }
            standing = select(violation.id());
          }
          return standing.get();
        });
  }

  private boolean insert(Violation violation, long version) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(violation.id().toString());
    values.add(violation.id().streamId());
    values.add(AuthorNames.key(violation.author()));
    values.add(AuthorNames.foldedKey(violation.author()));
    values.add(violation.text().toLowerCase(Locale.ROOT));
    values.add(violation.verdict().category().name());
    values.add(violation.verdict().severity().name());
    values.add(violation.verdict().isProvisional());
    values.add(violation.heldAt());
    values.addAll(changing(violation));
    values.add(version);
    values.add(Json.text(ViolationJson.write(violation)));
    return sql.insert(
        "insert into violation values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values.toArray());
  }

  /** Returns the values of the columns that a step may change, in their order. */
  private static List<@Nullable Object> changing(Violation violation) {
    Claim claim = violation.assignment().claim();
    PersonKey assignee = assignee(violation.assignment().assignee());
    return Arrays.asList(
        violation.state().name(),
        violation.pendingEffect().name(),
        violation.lastStep().at(),
        violation.lastStep().bulkId(),
        violation.state().waits() ? violation.assignment().dueAt() : null,
        claim == null ? null : claim.until(),
        violation.assignment().excluded().toArray(),
        assignee == null ? null : assignee.name(),
        assignee == null ? null : assignee.id());
  }

  private static @Nullable PersonKey assignee(@Nullable String name) {
    return name == null ? null : PersonNames.key(name);
  }

  private long nextVersion() throws SQLException {
    return sql.number("select next value for versions");
  }

  @Override
  public Optional<Versioned<Violation>> find(ViolationId id) {
    return calls.run(() -> select(id));
  }

  private Optional<Versioned<Violation>> select(ViolationId id) throws SQLException {
    return sql
        .list(SqlViolationStore::violation, "select * from violation where id = ?", id.toString())
        .stream()
        .findFirst();
  }

  @Override
  public Replacement<Violation> replace(Violation violation, String version) {
    Optional<Long> next = calls.run(() -> update(violation, version));
    if (next.isPresent()) {
      return new Replacement.Replaced<>(new Versioned<>(violation, next.get().toString()));
    }
    return new Replacement.Stale<>(
        find(violation.id())
            .orElseThrow(() -> new NoSuchElementException("no violation " + violation.id())));
  }

  private Optional<Long> update(Violation violation, String version) throws SQLException {
    long next = nextVersion();
    List<@Nullable Object> values = new ArrayList<>(changing(violation));
    values.add(violation.text().toLowerCase(Locale.ROOT));
    values.add(violation.verdict().isProvisional());
    values.add(next);
    values.add(Json.text(ViolationJson.write(violation)));
    values.add(violation.id().toString());
    values.add(version);
    int changed =
        sql.update(
            "update violation set state = ?, pending_effect = ?, stepped_at = ?, bulk_id = ?, due_at = ?,"
                + " claimed_until = ?, excluded = ?, assignee_name = ?, assignee_id = ?, text_in_lower_case = ?, provisional = ?, version = ?,"
                + " body = ?"
                + " where id = ? and cast(version as varchar) = ?",
            values.toArray());
    return changed == 1 ? Optional.of(next) : Optional.empty();
  }

  @Override
  public List<Versioned<Violation>> pendingEffects(
      Set<PendingEffect> effects, @Nullable Instant steppedBefore, int limit) {
    String names = effects.stream().map(effect -> "'" + effect.name() + "'").collect(joining(", "));
    Where where =
        new Where().and("pending_effect in (" + names + ")").and("stepped_at < ?", steppedBefore);
    return select(where, "held_at, id", limit);
  }

  @Override
  public List<Versioned<Violation>> provisional(Instant withheldFrom, int limit) {
    Where where =
        new Where().and("state = ?", "OPEN").and("provisional").and("held_at >= ?", withheldFrom);
    return select(where, "held_at desc, id desc", limit);
  }

  @Override
  public Page<Versioned<Violation>> list(ViolationFilter filter, PageRequest page) {
    String query = "violations by " + filter;
    return calls.run(
        () -> {
          Place last = Place.after(query, page.cursor());
          Where where = where(filter).and("(held_at, id) < (?, ?)", last.at(), last.id());
          List<Versioned<Violation>> found = rows(where, "held_at desc, id desc", page.limit() + 1);
          return Place.page(query, found, page, violation -> violation.value().sortKey());
        });
  }

  @Override
  public List<Versioned<Violation>> waiting(
      ViolationFilter filter, String moderator, Instant now, int limit) {
    return waiting(where(filter), moderator, now, limit);
  }

  @Override
  public List<Versioned<Violation>> claimable(
      ViolationFilter filter, String moderator, Instant now, int limit) {
    PersonKey me = PersonNames.key(moderator);
    List<Object> values = new ArrayList<>(List.of(now));
    values.addAll(person(me));
    Where where =
        where(filter)
            .and(
                "(assignee_name is null or due_at <= ? or " + isPerson(me) + ")", values.toArray());
    return waiting(where, moderator, now, limit);
  }

  private List<Versioned<Violation>> waiting(
      Where wanted, String moderator, Instant now, int limit) {
    Where where =
        wanted
            .and("due_at is not null")
            .and("(claimed_until is null or claimed_until <= ?)", now)
            .and("not array_contains(excluded, ?)", moderator);
    return select(where, "due_at, id", limit);
  }

  private static Where where(ViolationFilter filter) {
    String text = filter.text();
    PersonKey assignee = assignee(filter.assignee());
    Where where = filter.pending() ? new Where().and("due_at is not null") : new Where();
    if (assignee != null) {
      where.and(isPerson(assignee), person(assignee).toArray());
    }
    return where
        .and("state = ?", name(filter.state()))
        .and("stream_id = ?", filter.streamId())
        .and("category = ?", name(filter.category()))
        .and("severity = ?", name(filter.severity()))
        .and("author_key = ?", filter.ignoresAuthorCase() ? null : key(filter.author()))
        .and("author_folded = ?", filter.ignoresAuthorCase() ? folded(filter.author()) : null)
        .and(
            "position(? in text_in_lower_case) > 0",
            text == null ? null : text.toLowerCase(Locale.ROOT))
        .and("held_at >= ?", filter.from())
        .and("held_at < ?", filter.to())
        .and("stepped_at >= ?", filter.steppedFrom())
        .and("bulk_id = ?", filter.bulkId())
        .and("due_at < ?", filter.dueBefore())
        .and("due_at >= ?", filter.dueFrom())
        .and("stepped_at < ?", filter.steppedBefore())
        .and("claimed_until > ?", filter.claimedAt());
  }

  private static String isPerson(PersonKey who) {
    return who.id().isEmpty()
        ? "(assignee_name = ? or assignee_id = ?)"
        : "(assignee_id = ? or (assignee_id = '' and assignee_name in (?, ?)))";
  }

  private static List<Object> person(PersonKey who) {
    return who.id().isEmpty()
        ? List.of(who.name(), who.name())
        : List.of(who.id(), who.name(), who.id());
  }

  private static @Nullable String key(@Nullable String author) {
    return author == null ? null : AuthorNames.key(author);
  }

  private static @Nullable String folded(@Nullable String author) {
    return author == null ? null : AuthorNames.foldedKey(author);
  }

  private static @Nullable String name(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name();
  }

  private List<Versioned<Violation>> select(Where where, String order, int limit) {
    return calls.run(() -> rows(where, order, PageRequest.first(limit).limit()));
  }

  private List<Versioned<Violation>> rows(Where where, String order, int limit)
      throws SQLException {
    return sql.list(
        SqlViolationStore::violation,
        "select * from violation" + where.sql() + " order by " + order + " limit " + limit,
        where.values());
  }

  @Override
  public boolean delete(ViolationId id) {
    return calls.run(() -> sql.update("delete from violation where id = ?", id.toString())) == 1;
  }

  @Override
  public long countWithheld(String streamId) {
    return calls.run(
        () ->
            sql.number(
                "select count(*) from violation where stream_id = ? and state not in ('DISMISSED', 'REPORTED')",
                streamId));
  }

  @Override
  public int count(ViolationFilter filter, int limit) {
    Where where = where(filter);
    return calls.run(
        () ->
            (int)
                Math.min(
                    limit,
                    sql.number("select count(*) from violation" + where.sql(), where.values())));
  }

  @Override
  public Health health() {
    return calls.health();
  }

  private static Versioned<Violation> violation(ResultSet row) throws SQLException {
    return new Versioned<>(
        ViolationJson.read(Json.readObject(row.getString("body"))), row.getString("version"));
  }
}
