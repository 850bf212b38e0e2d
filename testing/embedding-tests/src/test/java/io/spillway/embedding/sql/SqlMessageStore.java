package io.spillway.embedding.sql;

import io.spillway.ports.AuthorNames;
import io.spillway.ports.Cursor;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortCalls;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageContext;
import io.spillway.ports.message.MessageCounts;
import io.spillway.ports.message.MessageFilter;
import io.spillway.ports.message.MessageOrder;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.wire.Json;
import io.spillway.wire.MessageJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages in a table: columns for queries, and the complete message as JSON. */
final class SqlMessageStore implements MessageStore, MessageArchive {

  static final String SCHEMA =
      """
      create sequence if not exists versions;
      create table if not exists message (
        stream_id varchar not null,
        message_id varchar not null,
        author_key varchar not null,
        sent_at timestamp(6) not null,
        status varchar not null,
        rechecks int not null,
        version bigint not null,
        body varchar not null,
        primary key (stream_id, message_id));
      create index if not exists message_by_time on message (stream_id, sent_at, message_id);
      create index if not exists message_by_status on message (status, sent_at);
      create index if not exists message_by_author on message (author_key, sent_at);
      """;

  private final Sql sql;
  private final PortCalls calls = new PortCalls("sql", "messages");

  SqlMessageStore(Sql sql) {
    this.sql = sql;
  }

  private record Row(Message message, long version) {}

  @Override
  public Message add(Message message) {
    return calls.run(
        () -> {
          Optional<Message> standing = Optional.empty();
          while (standing.isEmpty()) {
            if (insert(message)) {
              return message;
            }
            standing = select(message.streamId(), message.messageId()).map(Row::message);
          }
          return standing.get();
        });
  }

  private boolean insert(Message message) throws SQLException {
    return sql.insert(
        "insert into message values (?, ?, ?, ?, ?, ?, next value for versions, ?)",
        message.streamId(),
        message.messageId(),
        AuthorNames.key(message.author()),
        message.sentAt(),
        status(message.verdict()),
        rechecks(message.verdict()),
        Json.text(MessageJson.write(message)));
  }

  @Override
  public Optional<Message> find(String streamId, String messageId) {
    return calls.run(() -> select(streamId, messageId).map(Row::message));
  }

  private Optional<Row> select(String streamId, String messageId) throws SQLException {
    return sql
        .list(
            row -> new Row(message(row), row.getLong("version")),
            "select * from message where stream_id = ? and message_id = ?",
            streamId,
            messageId)
        .stream()
        .findFirst();
  }

  @Override
  public boolean withdraw(String streamId, String messageId) {
    return calls.run(
            () ->
                sql.update(
                    "delete from message where stream_id = ? and message_id = ?",
                    streamId,
                    messageId))
        == 1;
  }

  @Override
  public boolean replaceVerdict(Message read, Verdict.Published verdict) {
    return calls.run(
        () -> {
          Optional<Row> standing = select(read.streamId(), read.messageId());
          return standing.isPresent()
              && standing.get().message().equals(read)
              && sql.update(
                      "update message set status = ?, rechecks = ?, body = ?,"
                          + " version = next value for versions"
                          + " where stream_id = ? and message_id = ? and version = ?",
                      status(verdict),
                      rechecks(verdict),
                      Json.text(MessageJson.write(read.with(verdict))),
                      read.streamId(),
                      read.messageId(),
                      standing.get().version())
                  == 1;
        });
  }

  @Override
  public List<Message> unmoderated(int maxRechecks, int limit) {
    return calls.run(
        () ->
            sql.list(
                SqlMessageStore::message,
                "select * from message where status = 'unmoderated' and rechecks <= ?"
                    + " order by sent_at, message_id, stream_id limit ?",
                maxRechecks,
                PageRequest.first(limit).limit()));
  }

  @Override
  public int countUnmoderated(int limit) {
    return calls.run(
        () ->
            (int)
                sql.number(
                    "select count(*) from"
                        + " (select 1 from message where status = 'unmoderated' limit ?) as counted",
                    limit));
  }

  @Override
  public Page<Message> list(MessageFilter filter, MessageOrder order, PageRequest page) {
    return calls.run(
        () -> {
          String query = filter.query(order);
          Where where = where(filter);
          String last = Cursor.lastKey(query, page.cursor());
          boolean ascending = order == MessageOrder.OLDEST_FIRST;
          if (last != null) {
            String[] place = last.split("[~ ]", 3);
            where.and(
                "(sent_at, message_id, stream_id) " + (ascending ? ">" : "<") + " (?, ?, ?)",
                Instant.parse(place[0]),
                place[1],
                place[2]);
          }
          String direction = ascending ? "" : " desc";
          List<Message> found =
              sql.list(
                  SqlMessageStore::message,
                  "select * from message"
                      + where.sql()
                      + " order by sent_at%1$s, message_id%1$s, stream_id%1$s".formatted(direction)
                      + " limit "
                      + (page.limit() + 1),
                  where.values());
          return Place.page(
              query, found, page, message -> message.sortKey() + " " + message.streamId());
        });
  }

  @Override
  public int count(MessageFilter filter, int limit) {
    return calls.run(
        () -> {
          Where where = where(filter);
          return (int)
              Math.min(
                  limit, sql.number("select count(*) from message" + where.sql(), where.values()));
        });
  }

  @Override
  public Page<Message> marked(String streamId, PageRequest page) {
    return page(streamId, "marked messages of " + streamId, " and status = 'marked'", page);
  }

  private Page<Message> page(String streamId, String query, String and, PageRequest page) {
    return calls.run(
        () -> {
          Place last = Place.after(query, page.cursor());
          List<Message> found =
              sql.list(
                  SqlMessageStore::message,
                  "select * from message where stream_id = ? and (sent_at, message_id) < (?, ?)"
                      + and
                      + " order by sent_at desc, message_id desc limit ?",
                  streamId,
                  last.at(),
                  last.id(),
                  page.limit() + 1);
          return Place.page(query, found, page, Message::sortKey);
        });
  }

  @Override
  public MessageContext neighbours(
      String streamId, String messageId, Instant sentAt, int before, int after) {
    int below = MessageContext.requireEach(before);
    int above = MessageContext.requireEach(after);
    return calls.run(
        () -> {
          List<Message> around =
              sql.list(
                  SqlMessageStore::message,
                  "select * from ((select * from message"
                      + " where stream_id = ? and (sent_at, message_id) < (?, ?)"
                      + " order by sent_at desc, message_id desc limit ?)"
                      + " union all (select * from message"
                      + " where stream_id = ? and (sent_at, message_id) > (?, ?)"
                      + " order by sent_at, message_id limit ?)) order by sent_at, message_id",
                  streamId,
                  sentAt,
                  messageId,
                  below,
                  streamId,
                  sentAt,
                  messageId,
                  above);
          Place place = new Place(sentAt, messageId);
          return new MessageContext(
              around.stream().filter(message -> place.isAfter(message)).toList(),
              around.stream().filter(message -> !place.isAfter(message)).toList());
        });
  }

  @Override
  public List<Message> ofAuthor(
      String author, @Nullable String streamId, Instant sentBefore, int limit) {
    return calls.run(
        () ->
            sql.list(
                SqlMessageStore::message,
                "select * from message where author_key = ? and sent_at < ?"
                    + " and stream_id = coalesce(?, stream_id) limit ?",
                AuthorNames.key(author),
                sentBefore,
                streamId,
                PageRequest.first(limit).limit()));
  }

  @Override
  public MessageCounts count(String streamId) {
    return calls.run(
        () ->
            sql.list(
                    row -> new MessageCounts(row.getLong(1), row.getLong(2)),
                    "select count(*), count(case when status = 'unmoderated' then 1 end)"
                        + " from message where stream_id = ?",
                    streamId)
                .get(0));
  }

  @Override
  public Health health() {
    return calls.health();
  }

  private static Where where(MessageFilter filter) {
    String author = filter.author();
    return new Where()
        .and("stream_id = ?", filter.streamId())
        .and("author_key = ?", author == null ? null : AuthorNames.key(author))
        .and("sent_at >= ?", filter.from())
        .and("sent_at < ?", filter.to());
  }

  private static Message message(ResultSet row) throws SQLException {
    return MessageJson.read(Json.readObject(row.getString("body")));
  }

  private static String status(Verdict.Published verdict) {
    if (verdict instanceof Verdict.Unmoderated) {
      return "unmoderated";
    }
    return verdict instanceof Verdict.Marked ? "marked" : "other";
  }

  private static int rechecks(Verdict.Published verdict) {
    return verdict instanceof Verdict.Unmoderated unmoderated ? unmoderated.rechecks() : 0;
  }
}
