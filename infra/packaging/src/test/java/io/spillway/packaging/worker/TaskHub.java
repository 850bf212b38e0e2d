package io.spillway.packaging.worker;

import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.CreateInstanceRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.CreateInstanceResponse;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.GetInstanceRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.GetInstanceResponse;
import com.microsoft.durabletask.implementation.protobuf.TaskHubSidecarServiceGrpc.TaskHubSidecarServiceImplBase;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Fake of the host's durable endpoint, on a port: it has no orchestrations and accepts every start.
 */
final class TaskHub extends TaskHubSidecarServiceImplBase implements AutoCloseable {

  private final List<CreateInstanceRequest> started = new CopyOnWriteArrayList<>();
  private final Server server;

  TaskHub() throws IOException {
    server =
        OkHttpServerBuilder.forPort(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                InsecureServerCredentials.create())
            .addService(this)
            .build()
            .start();
  }

  /** Returns the requested starts. */
  List<CreateInstanceRequest> started() {
    return List.copyOf(started);
  }

  /** Returns the host's JSON for a durable client. */
  String client() {
    return "{\"taskHubName\":\"spillway\",\"requiredQueryStringParameters\":\"\",\"rpcBaseUrl\":\"http://127.0.0.1:%d/\"}"
        .formatted(server.getPort());
  }

  @Override
  public void getInstance(
      GetInstanceRequest request, StreamObserver<GetInstanceResponse> observer) {
    observer.onNext(GetInstanceResponse.newBuilder().setExists(false).build());
    observer.onCompleted();
  }

  @Override
  public void startInstance(
      CreateInstanceRequest request, StreamObserver<CreateInstanceResponse> observer) {
    started.add(request);
    observer.onNext(
        CreateInstanceResponse.newBuilder().setInstanceId(request.getInstanceId()).build());
    observer.onCompleted();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
