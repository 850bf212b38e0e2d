package io.spillway.embedding.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Executes statements on one database; each commits before it returns. */
final class Sql {

  private static final String DUPLICATE_KEY = "23505";

  private final DataSource source;

  Sql(DataSource source) {
    this.source = source;
  }

  /** Reader of one row. */
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> list(Reader<T> reader, String sql, @Nullable Object... values) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      List<T> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(reader.read(rows));
        }
      }
      return found;
    }
  }

  long number(String sql, @Nullable Object... values) throws SQLException {
    return list(row -> row.getLong(1), sql, values).get(0);
  }

  /** Executes an update and returns the number of changed rows. */
  int update(String sql, @Nullable Object... values) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  /** Inserts a row; returns false if its key exists. */
  boolean insert(String sql, @Nullable Object... values) throws SQLException {
    try {
      return update(sql, values) == 1;
    } catch (SQLException e) {
      if (e.getSQLState().equals(DUPLICATE_KEY)) {
        return false;
      }
      throw e;
    }
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      statement.setObject(i + 1, value instanceof Instant at ? time(at) : value);
    }
  }

  /** Converts to UTC, because the column has no zone. */
  private static LocalDateTime time(Instant at) {
    return LocalDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
