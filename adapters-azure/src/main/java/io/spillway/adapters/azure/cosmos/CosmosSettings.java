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
 * Settings of the Cosmos DB adapters.
 *
 * @param access the account and its credentials
 * @param database the database's name, 1 to 255 characters without {@code / \ # ?}
 * @param mode the connection mode
 * @param createIfMissing whether to create the database and its containers if missing, as defined
 *     by {@link CosmosContainers}; otherwise a missing one is a failure. Existing containers are
 *     not changed
 * @param operationTimeout the timeout of one call to the database, including the SDK's own retries,
 *     100 milliseconds to 60 seconds
 * @param retention the retention of documents written from now on; each document has its own TTL,
 *     so that a change does not affect the containers
 */
public record CosmosSettings(
    Access access,
    String database,
    Mode mode,
    boolean createIfMissing,
    Duration operationTimeout,
    Retention retention) {

  /** Default timeout of one call. */
  public static final Duration DEFAULT_OPERATION_TIMEOUT = Duration.ofSeconds(3);

  /** Default name of the database. */
  public static final String DEFAULT_DATABASE = "spillway";

  /** Number of retries by the SDK when the database throttles requests. */
  public static final int THROTTLING_RETRIES = 2;

  /** Maximum total delay of the SDK's retries when the database throttles requests. */
  public static final Duration MAX_THROTTLING_WAIT = Duration.ofSeconds(1);

  private static final Duration LEAST_TIMEOUT = Duration.ofMillis(100);
  private static final Duration MOST_TIMEOUT = Duration.ofSeconds(60);

  /** Connection mode. */
  public enum Mode {
    /** HTTPS through Azure's gateway: one port, few connections. */
    GATEWAY,
    /**
     * Direct connections to the replicas: faster, but requires ports 10000 to 20000 and many
     * connections.
     */
    DIRECT
  }

  /** Account and credentials. */
  public sealed interface Access {
    /** {@return the account's endpoint; null if it is malformed} */
    @Nullable URI endpoint();
  }

  /**
   * Connection string as shown in the portal: {@code AccountEndpoint=...;AccountKey=...;}.
   *
   * @param value the connection string, a secret that {@link #toString} omits
   */
  public record ConnectionString(String value) implements Access {

    public ConnectionString {
      requireNonNull(value, "value");
    }

    @Override
    public @Nullable URI endpoint() {
      return parse(part("AccountEndpoint"));
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
   * Identity of the process: a managed identity on Azure, a developer's login elsewhere. It
   * requires the role <i>Cosmos DB Built-in Data Contributor</i>, which cannot create containers.
   *
   * @param endpoint the account's endpoint, such as {@code
   *     https://account.documents.azure.com:443/}
   * @param clientId the client id of a user-assigned managed identity; null for the system-assigned
   *     one
   */
  public record Identity(URI endpoint, @Nullable String clientId) implements Access {
    public Identity {
      requireNonNull(endpoint, "endpoint");
    }
  }

  /**
   * Creates settings with {@link Retention#STANDARD}.
   *
   * @param access {@link #access()}
   * @param database {@link #database()}
   * @param mode {@link #mode()}
   * @param createIfMissing {@link #createIfMissing()}
   * @param operationTimeout {@link #operationTimeout()}
   */
  public CosmosSettings(
      Access access,
      String database,
      Mode mode,
      boolean createIfMissing,
      Duration operationTimeout) {
    this(access, database, mode, createIfMissing, operationTimeout, Retention.STANDARD);
  }

  /** Throws {@link IllegalArgumentException} with all problems if a value is invalid. */
  public CosmosSettings {
    requireNonNull(retention, "retention");
    requireNonNull(mode, "mode");
    List<String> problems = new ArrayList<>(problems(access));
    if (!database.matches("[^/\\\\#?\\p{Cntrl}]{0,254}[^/\\\\#?\\p{Cntrl} ]")) {
      problems.add("database must have 1 to 255 characters other than / \\ # ?");
    }
    if (createIfMissing && access instanceof Identity) {
      problems.add(
          "createIfMissing requires a connection string; an identity cannot create containers");
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
   * {@return settings with gateway mode and the defaults, without creation of missing containers}
   *
   * @param access the account and its credentials
   */
  public static CosmosSettings of(Access access) {
    return new CosmosSettings(
        access, DEFAULT_DATABASE, Mode.GATEWAY, false, DEFAULT_OPERATION_TIMEOUT);
  }

  /**
   * {@return the settings with or without creation of the missing database and containers}
   *
   * @param create whether to create them; true requires a connection string
   */
  public CosmosSettings creatingIfMissing(boolean create) {
    return new CosmosSettings(access, database, mode, create, operationTimeout, retention);
  }

  /**
   * {@return the settings with another retention}
   *
   * @param other the retention periods
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

  /** Returns whether the endpoint is a test server on this machine. */
  static boolean isPlainLoopback(URI endpoint) {
    return "http".equals(endpoint.getScheme())
        && Set.of("127.0.0.1", "localhost", "[::1]").contains(endpoint.getHost());
  }

  private static @Nullable URI parse(@Nullable String url) {
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
