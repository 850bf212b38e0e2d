package io.spillway.embedding.sql;

import io.spillway.ports.Stores;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** Stores of messages and violations in one database. */
final class SqlStores implements Stores {

  /** One database for all tests, as in a shared installation. */
  static final SqlStores SHARED = inMemory();

  private final SqlMessageStore messages;
  private final SqlViolationStore violations;

  private SqlStores(DataSource source) {
    Sql sql = new Sql(source);
    messages = new SqlMessageStore(sql);
    violations = new SqlViolationStore(sql);
  }

  private static SqlStores inMemory() {
    DataSource source = source("jdbc:h2:mem:spillway;DB_CLOSE_DELAY=-1");
    try {
      Sql sql = new Sql(source);
      sql.update(SqlMessageStore.SCHEMA);
      sql.update(SqlViolationStore.SCHEMA);
    } catch (SQLException e) {
      throw new IllegalStateException("no schema", e);
    }
    return new SqlStores(source);
  }

  /** Returns stores of an unreachable database. */
  static SqlStores outOfReach() {
    return new SqlStores(source("jdbc:h2:mem:gone;IFEXISTS=TRUE"));
  }

  private static DataSource source(String url) {
    return JdbcConnectionPool.create(url, "sa", "");
  }

  @Override
  public SqlMessageStore messages() {
    return messages;
  }

  @Override
  public SqlMessageStore messageArchive() {
    return messages;
  }

  @Override
  public SqlViolationStore violations() {
    return violations;
  }

  @Override
  public SqlViolationStore violationArchive() {
    return violations;
  }
}
