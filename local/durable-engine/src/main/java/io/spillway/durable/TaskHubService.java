package io.spillway.durable;

import com.google.protobuf.StringValue;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.CreateInstanceRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.CreateInstanceResponse;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.GetInstanceRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.GetInstanceResponse;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.InstanceQuery;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationState;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationStatus;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.PurgeInstancesRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.PurgeInstancesResponse;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.QueryInstancesRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.QueryInstancesResponse;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TaskFailureDetails;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TerminateRequest;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TerminateResponse;
import com.microsoft.durabletask.implementation.protobuf.TaskHubSidecarServiceGrpc.TaskHubSidecarServiceImplBase;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Serves the SDK client's calls from an engine. Other calls are UNIMPLEMENTED. */
final class TaskHubService extends TaskHubSidecarServiceImplBase {

  private final DurableEngine engine;

  TaskHubService(DurableEngine engine) {
    this.engine = engine;
  }

  @Override
  public void startInstance(
      CreateInstanceRequest request, StreamObserver<CreateInstanceResponse> observer) {
    answer(
        observer,
        () -> {
          String id = request.getInstanceId();
          String input = request.hasInput() ? request.getInput().getValue() : null;
          if (!engine.schedule(id, request.getName(), input)) {
            throw Status.ALREADY_EXISTS.withDescription(id).asRuntimeException();
          }
          return CreateInstanceResponse.newBuilder().setInstanceId(id).build();
        });
  }

  @Override
  public void getInstance(
      GetInstanceRequest request, StreamObserver<GetInstanceResponse> observer) {
    answer(observer, () -> response(request, engine.status(request.getInstanceId()).orElse(null)));
  }

  @Override
  public void waitForInstanceStart(
      GetInstanceRequest request, StreamObserver<GetInstanceResponse> observer) {
    getInstance(request, observer);
  }

  @Override
  public void waitForInstanceCompletion(
      GetInstanceRequest request, StreamObserver<GetInstanceResponse> observer) {
    engine
        .end(request.getInstanceId())
        .ifPresentOrElse(
            end -> end.thenAccept(done -> answer(observer, () -> response(request, done))),
            () -> getInstance(request, observer));
  }

  @Override
  public void terminateInstance(
      TerminateRequest request, StreamObserver<TerminateResponse> observer) {
    answer(
        observer,
        () -> {
          String output = request.hasOutput() ? request.getOutput().getValue() : null;
          engine.terminate(request.getInstanceId(), output);
          return TerminateResponse.getDefaultInstance();
        });
  }

  /** The page token is the last id of the previous page. */
  @Override
  public void queryInstances(
      QueryInstancesRequest request, StreamObserver<QueryInstancesResponse> observer) {
    answer(
        observer,
        () -> {
          InstanceQuery query = request.getQuery();
          List<InstanceStatus> found = engine.list(InstanceFilter.of(query));
          int most = query.getMaxInstanceCount() > 0 ? query.getMaxInstanceCount() : found.size();
          List<InstanceStatus> page = found.subList(0, Math.min(most, found.size()));
          QueryInstancesResponse.Builder response = QueryInstancesResponse.newBuilder();
          page.forEach(
              status ->
                  response.addOrchestrationState(state(status, query.getFetchInputsAndOutputs())));
          if (page.size() < found.size()) {
            response.setContinuationToken(text(page.get(page.size() - 1).instanceId()));
          }
          return response.build();
        });
  }

  /** Keeps running instances, as Azure does. */
  @Override
  public void purgeInstances(
      PurgeInstancesRequest request, StreamObserver<PurgeInstancesResponse> observer) {
    answer(
        observer,
        () -> {
          Predicate<InstanceStatus> which =
              request.hasPurgeInstanceFilter()
                  ? InstanceFilter.of(request.getPurgeInstanceFilter())
                  : status -> status.instanceId().equals(request.getInstanceId());
          return PurgeInstancesResponse.newBuilder()
              .setDeletedInstanceCount(engine.purge(which))
              .build();
        });
  }

  private static <T> void answer(StreamObserver<T> observer, Supplier<T> work) {
    try {
      observer.onNext(work.get());
      observer.onCompleted();
    } catch (IllegalArgumentException e) {
      observer.onError(
          Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
    } catch (RejectedExecutionException e) {
      observer.onError(
          Status.RESOURCE_EXHAUSTED.withDescription(e.getMessage()).asRuntimeException());
    } catch (RuntimeException e) {
      observer.onError(e);
    }
  }

  private static GetInstanceResponse response(
      GetInstanceRequest request, @Nullable InstanceStatus status) {
    return status == null
        ? GetInstanceResponse.getDefaultInstance()
        : GetInstanceResponse.newBuilder()
            .setExists(true)
            .setOrchestrationState(state(status, request.getGetInputsAndOutputs()))
            .build();
  }

  private static OrchestrationState state(InstanceStatus status, boolean whole) {
    OrchestrationState.Builder state =
        OrchestrationState.newBuilder()
            .setInstanceId(status.instanceId())
            .setName(status.name())
            .setOrchestrationStatus(
                OrchestrationStatus.valueOf("ORCHESTRATION_STATUS_" + status.state()))
            .setCreatedTimestamp(Events.timestamp(status.createdAt()))
            .setLastUpdatedTimestamp(Events.timestamp(status.updatedAt()));
    if (whole) {
      state.setInput(text(status.input()));
      state.setOutput(text(status.output()));
      state.setCustomStatus(text(status.customStatus()));
    }
    InstanceStatus.Failure failure = status.failure();
    if (failure != null) {
      state.setFailureDetails(
          TaskFailureDetails.newBuilder()
              .setErrorType(failure.type())
              .setErrorMessage(failure.message()));
    }
    return state.build();
  }

  /** The SDK treats empty text as null. */
  private static StringValue text(@Nullable String text) {
    return StringValue.of(text == null ? "" : text);
  }
}
