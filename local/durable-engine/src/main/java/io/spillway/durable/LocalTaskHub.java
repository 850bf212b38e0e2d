package io.spillway.durable;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.DurableTaskGrpcClientBuilder;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.HttpManagementPayload;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;

/**
 * Engine behind the SDK's own client, over in-process gRPC. The client can schedule, look up, list,
 * wait for, terminate and purge orchestrations; other calls fail as UNIMPLEMENTED.
 */
public final class LocalTaskHub implements AutoCloseable {

  private final String name;
  private final Server server;
  private final ManagedChannel channel;
  private final DurableTaskClient client;

  private LocalTaskHub(String name, Server server, ManagedChannel channel) {
    this.name = name;
    this.server = server;
    this.channel = channel;
    this.client = new DurableTaskGrpcClientBuilder().grpcChannel(channel).build();
  }

  /** Returns an open hub. */
  public static LocalTaskHub of(DurableEngine engine) {
    String name = InProcessServerBuilder.generateName();
    Server server =
        InProcessServerBuilder.forName(name)
            .directExecutor()
            .addService(new TaskHubService(engine))
            .build();
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new LocalTaskHub(
        name, server, InProcessChannelBuilder.forName(name).directExecutor().build());
  }

  /** Returns the SDK's client of this hub. */
  public DurableTaskClient client() {
    return client;
  }

  /**
   * Returns the value of a parameter with {@code @DurableClientInput}. Its check-status links have
   * Azure's form; no local host serves them.
   */
  public DurableClientContext context() {
    return new LocalContext(name, client);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  private static final class LocalContext extends DurableClientContext {
    private final String hub;
    private final DurableTaskClient client;

    LocalContext(String hub, DurableTaskClient client) {
      this.hub = hub;
      this.client = client;
    }

    @Override
    public String getTaskHubName() {
      return hub;
    }

    @Override
    public DurableTaskClient getClient() {
      return client;
    }

    @Override
    public HttpResponseMessage createCheckStatusResponse(
        HttpRequestMessage<?> request, String instanceId) {
      HttpManagementPayload links = createHttpManagementPayload(request, instanceId);
      return request
          .createResponseBuilder(HttpStatus.ACCEPTED)
          .header("Location", links.getStatusQueryGetUri())
          .header("Content-Type", "application/json")
          .body(links)
          .build();
    }

    @Override
    public HttpManagementPayload createHttpManagementPayload(
        HttpRequestMessage<?> request, String instanceId) {
      String instance =
          request.getUri().resolve("/runtime/webhooks/durabletask/instances/").toString()
              + URLEncoder.encode(instanceId, UTF_8);
      return new HttpManagementPayload(instanceId, instance, "");
    }
  }
}
