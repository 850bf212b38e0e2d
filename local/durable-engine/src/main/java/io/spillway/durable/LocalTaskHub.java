package io.spillway.durable;

import com.microsoft.durabletask.DurableTaskClient;
import com.microsoft.durabletask.DurableTaskGrpcClientBuilder;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Engine behind the SDK's own client, over in-process gRPC. The client can schedule, look up, list,
 * wait for, terminate and purge orchestrations; other calls fail as UNIMPLEMENTED.
 */
public final class LocalTaskHub implements AutoCloseable {

  private final DurableEngine engine;
  private final String name;
  private final Server server;
  private final ManagedChannel channel;
  private final DurableTaskClient client;

  private LocalTaskHub(DurableEngine engine, String name, Server server, ManagedChannel channel) {
    this.engine = engine;
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
        engine, name, server, InProcessChannelBuilder.forName(name).directExecutor().build());
  }

  /** Returns the SDK's client of this hub. */
  public DurableTaskClient client() {
    return client;
  }

  /** Returns the value of a parameter with {@code @DurableClientInput}. */
  public LocalDurableContext context() {
    return new LocalDurableContext(name, client, engine);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }
}
