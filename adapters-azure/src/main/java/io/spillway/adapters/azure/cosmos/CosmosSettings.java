package io.spillway.adapters.azure.cosmos;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Retention;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the database is reached.
 *
 * @param access the account, and what opens it
 * @param database name of the database, 1 to 255 characters without {@code / \ # ?}
 * @param mode how requests travel
 * @param createIfMissing whether the database and its containers are created when one is found
 *     missing; otherwise that is a failure. A container is created as {@link CosmosContainers} says
 *     and an existing one is left as it is
 * @param operationTimeout for one call to the database, the SDK's own retries included, 100
 *     milliseconds to 60 seconds
 * @param retention how long what is written from now on is kept; each document says so itself, so
 *     that a changed setting needs no changed container
 */
public record CosmosSettings(
    Access access,
    String database,
    Mode mode,
    boolean createIfMissing,
    Duration operationTimeout,
    Retention retention) {

  /** Of one call, when nothing else is set. */
  public static final Duration DEFAULT_OPERATION_TIMEOUT = Duration.ofSeconds(3);

  /** The database, when nothing else is set. */
  public static final String DEFAULT_DATABASE = "spillway";

  /** How often the SDK tries again by itself when the database asks for less. */
  public static final int THROTTLING_RETRIES = 2;

  /** Longest that the SDK waits by itself when the database asks for less. */
  public static final Duration MAX_THROTTLING_WAIT = Duration.ofSeconds(1);

  private static final Duration LEAST_TIMEOUT = Duration.ofMillis(100);
  private static final Duration MOST_TIMEOUT = Duration.ofSeconds(60);

  /** How requests travel. */
  public enum Mode {
    /** By HTTPS through Azure's gateway: one port, few connections. */
    GATEWAY,
    /** Straight to the replicas: faster, but needs ports 10000 to 20000 and many connections. */
    DIRECT
  }

  /** What opens the account. */
  public sealed interface Access {
    /** {@return where the account is; null when that cannot be made out} */
    @Nullable URI endpoint();
  }

  /**
   * A connection string, as the portal shows it: {@code AccountEndpoint=...;AccountKey=...;}.
   *
   * @param value a secret; {@link #toString} does not show it
   */
  public record ConnectionString(String value) implements Access {

    public ConnectionString {
      requireNonNull(value, "value");
    }

    @Override
    public @Nullable URI endpoint() {
      return parsed(part("AccountEndpoint"));
    }

    String key() {
      String key = part("AccountKey");
      return key == null ? "" : key;
    }

    private @Nullable String part(String name) {
      for (String part : value.split(";", -1)) {
        if (part.startsWith(name + "=")) {
          return part.substring(name.length() + 1).strip();
        }
      }
      return null;
    }

    @Override
    public String toString() {
      return "ConnectionString[hidden]";
    }
  }

  /**
   * The identity that the process runs under: a managed identity on Azure, a developer's own login
   * elsewhere. It needs the role <i>Cosmos DB Built-in Data Contributor</i>, which cannot create
   * containers.
   *
   * @param endpoint such as {@code https://account.documents.azure.com:443/}
   * @param clientId of a user-assigned managed identity; null for the system-assigned one
   */
  public record Identity(URI endpoint, @Nullable String clientId) implements Access {
    public Identity {
      requireNonNull(endpoint, "endpoint");
    }
  }

  /**
   * Everything is kept for {@link Retention#STANDARD}.
   *
   * @param access see {@link #access()}
   * @param database see {@link #database()}
   * @param mode see {@link #mode()}
   * @param createIfMissing see {@link #createIfMissing()}
   * @param operationTimeout see {@link #operationTimeout()}
   */
  public CosmosSettings(
      Access access,
      String database,
      Mode mode,
      boolean createIfMissing,
      Duration operationTimeout) {
    this(access, database, mode, createIfMissing, operationTimeout, Retention.STANDARD);
  }

  /** Throws {@link IllegalArgumentException} that names everything that is wrong. */
  public CosmosSettings {
    requireNonNull(retention, "retention");
    requireNonNull(mode, "mode");
    List<String> problems = new ArrayList<>(problems(access));
    if (!database.matches("[^/\\\\#?\\p{Cntrl}]{0,254}[^/\\\\#?\\p{Cntrl} ]")) {
      problems.add("database must have 1 to 255 characters, none of them / \\ # ?");
    }
    if (createIfMissing && access instanceof Identity) {
      problems.add("createIfMissing needs a connection string: an identity cannot create");
    }
    if (operationTimeout.compareTo(LEAST_TIMEOUT) < 0
        || operationTimeout.compareTo(MOST_TIMEOUT) > 0) {
      problems.add("operationTimeout must be 100 ms to 60 s: " + operationTimeout);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("Cosmos DB settings: " + String.join("; ", problems));
    }
  }

  /**
   * {@return this access, through the gateway, and the defaults; what is missing is not created}
   *
   * @param access where the service is, and how it is asked
   */
  public static CosmosSettings of(Access access) {
    return new CosmosSettings(
        access, DEFAULT_DATABASE, Mode.GATEWAY, false, DEFAULT_OPERATION_TIMEOUT);
  }

  /**
   * {@return these settings, and the database and its containers created when missing, or not}
   *
   * @param create needs a connection string
   */
  public CosmosSettings creatingIfMissing(boolean create) {
    return new CosmosSettings(access, database, mode, create, operationTimeout, retention);
  }

  /**
   * {@return these settings, and what is written is kept for this long}
   *
   * @param other for how long
   */
  public CosmosSettings keeping(Retention other) {
    return new CosmosSettings(access, database, mode, createIfMissing, operationTimeout, other);
  }

  private static List<String> problems(Access access) {
    List<String> problems = new ArrayList<>();
    URI endpoint = access.endpoint();
    if (endpoint == null || endpoint.getHost() == null) {
      problems.add("the account's endpoint must be a URL");
    } else if (!"https".equals(endpoint.getScheme()) && !isPlainLoopback(endpoint)) {
      problems.add("the account's endpoint must be an https URL, or http on this machine");
    }
    if (access instanceof ConnectionString secret && !isBase64(secret.key())) {
      problems.add("the connection string must have an AccountKey in Base64");
    }
    return problems;
  }

  /** Whether there is a server for tests on this machine. */
  static boolean isPlainLoopback(URI endpoint) {
    return "http".equals(endpoint.getScheme())
        && Set.of("127.0.0.1", "localhost", "[::1]").contains(endpoint.getHost());
  }

  private static @Nullable URI parsed(@Nullable String url) {
    try {
      return url == null ? null : URI.create(url);
    } catch (IllegalArgumentException notUrl) {
      return null;
    }
  }

  private static boolean isBase64(String key) {
    try {
      return Base64.getDecoder().decode(key).length > 0;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }
}
