package io.spillway.durable;

import com.google.protobuf.StringValue;
import com.google.protobuf.Timestamp;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.CompleteOrchestrationAction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.ExecutionCompletedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.ExecutionStartedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.HistoryEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestrationInstance;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorAction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.OrchestratorStartedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.ScheduleTaskAction;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TaskCompletedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TaskFailedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TaskFailureDetails;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TaskScheduledEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TimerCreatedEvent;
import com.microsoft.durabletask.implementation.protobuf.OrchestratorService.TimerFiredEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Creates history entries. */
final class Events {

  private static final int MAX_FRAMES = 40;

  private Events() {}

  static HistoryEvent started(String instanceId, String name, @Nullable String input, Instant now) {
    ExecutionStartedEvent.Builder started =
        ExecutionStartedEvent.newBuilder()
            .setName(name)
            .setOrchestrationInstance(OrchestrationInstance.newBuilder().setInstanceId(instanceId));
    if (input != null) {
      started.setInput(StringValue.of(input));
    }
    return at(now, -1).setExecutionStarted(started).build();
  }

  static HistoryEvent turn(Instant now) {
    return at(now, -1)
        .setOrchestratorStarted(OrchestratorStartedEvent.getDefaultInstance())
        .build();
  }

  /** Returns the record of a requested action. */
  static HistoryEvent recorded(OrchestratorAction action, Instant now) {
    HistoryEvent.Builder event = at(now, action.getId());
    if (action.hasScheduleTask()) {
      return event.setTaskScheduled(scheduled(action.getScheduleTask())).build();
    }
    if (action.hasCreateTimer()) {
      return event
          .setTimerCreated(
              TimerCreatedEvent.newBuilder().setFireAt(action.getCreateTimer().getFireAt()))
          .build();
    }
    return event.setExecutionCompleted(completed(action.getCompleteOrchestration())).build();
  }

  /** Returns the record of a requested activity. */
  static HistoryEvent scheduled(int taskId, String activity, String input, Instant now) {
    return at(now, taskId)
        .setTaskScheduled(
            TaskScheduledEvent.newBuilder().setName(activity).setInput(StringValue.of(input)))
        .build();
  }

  private static TaskScheduledEvent.Builder scheduled(ScheduleTaskAction task) {
    TaskScheduledEvent.Builder scheduled = TaskScheduledEvent.newBuilder().setName(task.getName());
    return task.hasInput() ? scheduled.setInput(task.getInput()) : scheduled;
  }

  private static ExecutionCompletedEvent.Builder completed(CompleteOrchestrationAction end) {
    return ExecutionCompletedEvent.newBuilder()
        .setOrchestrationStatus(end.getOrchestrationStatus())
        .setResult(end.getResult())
        .setFailureDetails(end.getFailureDetails());
  }

  static HistoryEvent taskCompleted(int taskId, String output, Instant now) {
    return at(now, -1)
        .setTaskCompleted(
            TaskCompletedEvent.newBuilder()
                .setTaskScheduledId(taskId)
                .setResult(StringValue.of(output)))
        .build();
  }

  static HistoryEvent taskFailed(int taskId, Throwable thrown, Instant now) {
    TaskFailureDetails.Builder details =
        TaskFailureDetails.newBuilder()
            .setErrorType(thrown.getClass().getName())
            .setErrorMessage(String.valueOf(thrown.getMessage()))
            .setStackTrace(StringValue.of(frames(thrown)));
    return at(now, -1)
        .setTaskFailed(
            TaskFailedEvent.newBuilder().setTaskScheduledId(taskId).setFailureDetails(details))
        .build();
  }

  static HistoryEvent timerFired(int timerId, Instant due, Instant now) {
    return at(now, -1)
        .setTimerFired(TimerFiredEvent.newBuilder().setTimerId(timerId).setFireAt(timestamp(due)))
        .build();
  }

  static Timestamp timestamp(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }

  private static HistoryEvent.Builder at(Instant now, int eventId) {
    return HistoryEvent.newBuilder().setEventId(eventId).setTimestamp(timestamp(now));
  }

  /** Formats frames as the SDK's worker does. */
  private static String frames(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .limit(MAX_FRAMES)
        .map(frame -> "\tat " + frame)
        .collect(Collectors.joining("\n"));
  }
}
