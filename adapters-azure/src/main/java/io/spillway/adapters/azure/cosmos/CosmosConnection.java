package io.spillway.adapters.azure.cosmos;

import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.cosmos.CosmosAsyncClient;
import com.azure.cosmos.CosmosAsyncContainer;
import com.azure.cosmos.CosmosAsyncDatabase;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.CosmosEndToEndOperationLatencyPolicyConfigBuilder;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.ThrottlingRetryOptions;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.ExcludedPath;
import com.azure.cosmos.models.IncludedPath;
import com.azure.cosmos.models.IndexingPolicy;
import io.spillway.adapters.azure.cosmos.CosmosContainers.Container;
import io.spillway.adapters.azure.cosmos.CosmosSettings.ConnectionString;
import io.spillway.adapters.azure.cosmos.CosmosSettings.Identity;
import io.spillway.adapters.azure.identity.AzureIdentity;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Lazily created client, shared by all stores. Thread-safe. */
final class CosmosConnection implements AutoCloseable {

  /**
   * Timeout of creating the client, which reads the account and takes seconds on a small machine.
   */
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

  /** Timeout of creating a database and all its containers. */
  private static final Duration CREATE_TIMEOUT = Duration.ofSeconds(60);

  private static final int CONFLICT = 409;

  private final CosmosSettings settings;
  private volatile Duration patience;
  private @Nullable CompletableFuture<CosmosAsyncClient> client;
  private boolean closed;

  /**
   * Creates a connection.
   *
   * @param connectTimeout the time for which calls wait for the client; after one timeout, later
   *     calls wait only for the timeout of an operation
   */
  CosmosConnection(CosmosSettings settings, Duration connectTimeout) {
    this.settings = settings;
    this.patience = connectTimeout;
  }

  CosmosSettings settings() {
    return settings;
  }

  CosmosAsyncContainer container(Container container) {
    return client().getDatabase(settings.database()).getContainer(container.id());
  }

  /** Begins to create the client, unless closed. */
  synchronized void prepare() {
    if (!closed) {
      var unused = connecting();
    }
  }

  /** Creates the database and its containers if missing. */
  void createMissing() {
    CosmosAsyncClient connected = client();
    Mono<?> work = unlessThere(connected.createDatabaseIfNotExists(settings.database()));
    CosmosAsyncDatabase database = connected.getDatabase(settings.database());
    for (Container container : CosmosContainers.ALL) {
      work = work.then(unlessThere(database.createContainerIfNotExists(properties(container))));
    }
    work.block(CREATE_TIMEOUT);
  }

  /**
   * Ignores a conflict: the SDK checks before it creates, and another process may create
   * concurrently.
   */
  private static Mono<?> unlessThere(Mono<?> creation) {
    return creation
        .then()
        .onErrorResume(
            CosmosException.class,
            e -> e.getStatusCode() == CONFLICT ? Mono.empty() : Mono.error(e));
  }

  /** Closes the client, if it was created; later calls fail. */
  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      var unused = client.thenAccept(CosmosAsyncClient::close);
    }
  }

  private CosmosAsyncClient client() {
    CompletableFuture<CosmosAsyncClient> connecting = connecting();
    try {
      return Objects.requireNonNull(Mono.fromFuture(connecting, true).block(patience));
    } catch (RuntimeException e) {
      patience = settings.operationTimeout();
      throw e;
    }
  }

  /**
   * Creates the client in a separate thread, because the SDK blocks for half a minute if the
   * account does not respond.
   */
  private synchronized CompletableFuture<CosmosAsyncClient> connecting() {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    if (client == null || client.isCompletedExceptionally()) {
      CompletableFuture<CosmosAsyncClient> connecting = new CompletableFuture<>();
      client = connecting;
      Thread thread = new Thread(() -> complete(connecting), "cosmos-connect");
      thread.setDaemon(true);
      thread.start();
    }
    return client;
  }

  private void complete(CompletableFuture<CosmosAsyncClient> connecting) {
    try {
      connecting.complete(builder().buildAsyncClient());
    } catch (RuntimeException | Error e) {
      connecting.completeExceptionally(e);
    }
  }

  private CosmosClientBuilder builder() {
    URI endpoint = Objects.requireNonNull(settings.access().endpoint());
    CosmosClientBuilder builder =
        new CosmosClientBuilder()
            .endpoint(endpoint.toString())
            .userAgentSuffix("spillway")
            .contentResponseOnWriteEnabled(false)
            .throttlingRetryOptions(
                new ThrottlingRetryOptions()
                    .setMaxRetryAttemptsOnThrottledRequests(CosmosSettings.THROTTLING_RETRIES)
                    .setMaxRetryWaitTime(CosmosSettings.MAX_THROTTLING_WAIT))
            .endToEndOperationLatencyPolicyConfig(
                new CosmosEndToEndOperationLatencyPolicyConfigBuilder(settings.operationTimeout())
                    .build());
    if (settings.access() instanceof ConnectionString secret) {
      builder.key(secret.key());
    } else if (settings.access() instanceof Identity identity) {
      builder.credential(AzureIdentity.of(identity.clientId(), new JdkHttpClientBuilder().build()));
    }
    if (CosmosSettings.isPlainLoopback(endpoint)) {
      allowTestServer(builder);
    }
    return settings.mode() == CosmosSettings.Mode.DIRECT
        ? builder.directMode()
        : builder.gatewayMode();
  }

  private static void allowTestServer(CosmosClientBuilder builder) {
    System.setProperty("COSMOS.HTTP_CONNECTION_WITHOUT_TLS_ALLOWED", "true");
    System.setProperty("COSMOS.DISABLE_IMDS_ACCESS", "true");
    builder.endpointDiscoveryEnabled(false);
  }

  private static CosmosContainerProperties properties(Container container) {
    IndexingPolicy indexing =
        new IndexingPolicy()
            .setIncludedPaths(container.includedPaths().stream().map(IncludedPath::new).toList())
            .setExcludedPaths(container.excludedPaths().stream().map(ExcludedPath::new).toList());
    CosmosContainerProperties properties =
        new CosmosContainerProperties(container.id(), CosmosContainers.PARTITION_KEY_PATH)
            .setIndexingPolicy(indexing);
    return container.defaultTtl() == CosmosContainers.NO_EXPIRY
        ? properties
        : properties.setDefaultTimeToLiveInSeconds(container.defaultTtl());
  }
}
