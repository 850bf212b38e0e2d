package io.spillway.cosmos.testserver;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * In-memory server of the Cosmos DB gateway protocol on loopback, over plain HTTP by default,
 * complete enough for the real azure-cosmos SDK. Rejects unsupported features with 400; the
 * module's README lists what it supports, enforces and omits.
 */
public final class CosmosTestServer implements AutoCloseable {
  private static final int THREADS = 16;

  private final HttpServer http;
  private final ExecutorService executor;
  private final Account account;
  private final String key;
  private final ServerFaults faults = new ServerFaults();
  private final Requests requests;
  private final DocumentWrites writes = new DocumentWrites();

  private CosmosTestServer(Builder settings) throws IOException {
    // Read once by the JDK's server: without the first each response takes 40 ms, and with the
    // defaults of the others it closes connections that the SDK still has in its pool.
    setUnlessSet("sun.net.httpserver.nodelay", "true");
    setUnlessSet("sun.net.httpserver.idleInterval", "600");
    setUnlessSet("sun.net.httpserver.maxIdleConnections", "2000");
    key = settings.key;
    requests = new Requests(settings.recentRequests);
    account =
        new Account(
            settings.clock,
            new StorageLimit(settings.maxDocuments, settings.maxBytes, settings.maxPartitionBytes));
    http = listen(settings);
    executor = Executors.newFixedThreadPool(THREADS, CosmosTestServer::daemon);
    Authorization authorization = new Authorization(key, settings.accessToken);
    http.createContext(
        "/",
        new Gateway(
            account,
            authorization,
            endpoint(),
            faults,
            requests,
            new ThroughputLimit(settings.unitsPerSecond, settings.clock),
            new Contention(settings.writeTime, writes),
            executor));
    http.setExecutor(executor);
    http.start();
  }

  /** Returns a builder with default settings. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the server's address, such as {@code http://127.0.0.1:8081/}. */
  public String endpoint() {
    String scheme = http instanceof HttpsServer ? "https" : "http";
    return scheme + "://127.0.0.1:" + http.getAddress().getPort() + "/";
  }

  /** Returns the account's key, in base64. */
  public String key() {
    return key;
  }

  /** Returns endpoint and key in the format of Azure's portal. */
  public String connectionString() {
    return "AccountEndpoint=" + endpoint() + ";AccountKey=" + key + ";";
  }

  /**
   * Creates a database.
   *
   * @throws IllegalArgumentException if it exists or its name violates Azure's rules
   */
  public void createDatabase(String id) {
    orIllegalArgument(
        () -> account.createDatabase(Limits.checkedId(ServerJson.object().put("id", id))));
  }

  /**
   * Creates a container in a database.
   *
   * @throws IllegalArgumentException if the database is missing, the container exists or its
   *     settings are invalid
   */
  public void createContainer(String database, ContainerSpec spec) {
    orIllegalArgument(() -> account.createContainer(account.database(database), spec.toJson()));
  }

  /**
   * Creates documents without requests, for tests of large containers.
   *
   * @param documents the documents as JSON
   * @throws IllegalArgumentException if the container is missing or a document is invalid
   */
  public void createDocuments(String database, String container, Iterable<String> documents) {
    orIllegalArgument(() -> account.createDocuments(database, container, documents));
  }

  /** Deletes every document; databases, containers and clients' connections remain. */
  public void clear() {
    account.clear();
  }

  /** Returns the scripted failures. */
  public ServerFaults faults() {
    return faults;
  }

  /** Returns the recorded requests. */
  public Requests requests() {
    return requests;
  }

  /** Returns the writes of each document; empty without {@link Builder#writeTime}. */
  public DocumentWrites writes() {
    return writes;
  }

  /** Stops immediately and cuts open requests. */
  @Override
  public void close() {
    faults.cutStalled();
    http.stop(0);
    executor.shutdownNow();
  }

  private static void orIllegalArgument(Runnable work) {
    try {
      work.run();
    } catch (CosmosError refused) {
      throw new IllegalArgumentException(refused.reason(), refused);
    }
  }

  private static HttpServer listen(Builder settings) throws IOException {
    InetSocketAddress address = new InetSocketAddress(loopback(), settings.port);
    if (settings.tls == null) {
      return HttpServer.create(address, 0);
    }
    HttpsServer https = HttpsServer.create(address, 0);
    https.setHttpsConfigurator(new HttpsConfigurator(settings.tls));
    return https;
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "cosmos-testserver");
    thread.setDaemon(true);
    return thread;
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Collects settings and starts the server. */
  public static final class Builder {
    private int port;
    private InstantSource clock = InstantSource.system();
    private String key =
        Base64.getEncoder()
            .encodeToString("cosmos-testserver: not a secret".getBytes(StandardCharsets.UTF_8));
    private long maxDocuments = 1_000_000;
    private long maxBytes = 256L * 1024 * 1024;
    private long maxPartitionBytes = Limits.PARTITION_BYTES;
    private int recentRequests = 10_000;
    private double unitsPerSecond;
    private Duration writeTime = Duration.ZERO;
    private @Nullable SSLContext tls;
    private @Nullable String accessToken;

    private Builder() {}

    /** Sets the port on 127.0.0.1; the default 0 selects a free one. */
    public Builder port(int port) {
      this.port = port;
      return this;
    }

    /** Sets the clock of {@code _ts} and expiry. Default: the system's clock. */
    public Builder clock(InstantSource clock) {
      this.clock = clock;
      return this;
    }

    /** Sets the account's key in base64. Default: one that is the same for every server. */
    public Builder key(String base64) {
      this.key = base64;
      return this;
    }

    /** Sets the capacity before 507: documents (default 1,000,000), bytes of JSON (256 MiB). */
    public Builder capacity(long documents, long bytes) {
      this.maxDocuments = documents;
      this.maxBytes = bytes;
      return this;
    }

    /**
     * Sets the maximum bytes of JSON of one partition key before 403/1014. Default: 20 GiB, as on
     * Azure, where the index counts as well.
     */
    public Builder partitionBytes(long bytes) {
      this.maxPartitionBytes = bytes;
      return this;
    }

    /**
     * Sets the request units a second of each container before 429, as of one physical partition;
     * Azure's serverless has 5,000. Units are those of {@link RecordedRequest#charge()}, seconds
     * those of the clock. Default: no limit.
     */
    public Builder unitsPerSecond(double units) {
      this.unitsPerSecond = units;
      return this;
    }

    /**
     * Sets the duration of each write, in real time. Patches and batches of one document that
     * overlap then conflict: all but the first one are answered with 449. Default: zero, without
     * conflicts.
     */
    public Builder writeTime(Duration duration) {
      this.writeTime = duration;
      return this;
    }

    /** Sets the number of requests in {@link Requests#recent()}. Default: 10,000. */
    public Builder recentRequests(int count) {
      this.recentRequests = count;
      return this;
    }

    /** Enables TLS, with a certificate for 127.0.0.1. Default: plain HTTP. */
    public Builder tls(SSLContext context) {
      this.tls = context;
      return this;
    }

    /** Sets an identity's token, accepted in addition to the key. Default: none. */
    public Builder accessToken(String token) {
      this.accessToken = token;
      return this;
    }

    /**
     * Starts the server.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public CosmosTestServer start() {
      try {
        return new CosmosTestServer(this);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot listen on port " + port, e);
      }
    }
  }

  /** Runs a server until it is stopped: {@code --port N} (default 8081), {@code --help}. */
  public static void main(String[] arguments) {
    System.exit(Main.run(arguments, System.out, System.err));
  }
}
