package io.spillway.functions.orchestration;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.durabletask.azurefunctions.DurableActivityTrigger;
import io.spillway.core.event.Activities;
import io.spillway.core.event.ActivityOutcome;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.wire.DeadLetterJson;
import io.spillway.wire.EventJson;
import io.spillway.wire.Json;

/**
 * Activities of {@link EventOrchestration}. Each takes and returns a JSON object; a failure is
 * returned in the object, so that its category and retry delay are preserved.
 */
public final class EventActivityFunctions {

  static final String BURY = "bury";

  private final Activities activities;
  private final DeadLetterQueue deadLetters;

  public EventActivityFunctions(Activities activities, DeadLetterQueue deadLetters) {
    this.activities = activities;
    this.deadLetters = deadLetters;
  }

  @FunctionName("stats")
  public String stats(@DurableActivityTrigger(name = "input") String input) {
    return execute("stats", input);
  }

  @FunctionName("alerts")
  public String alerts(@DurableActivityTrigger(name = "input") String input) {
    return execute("alerts", input);
  }

  @FunctionName("log")
  public String log(@DurableActivityTrigger(name = "input") String input) {
    return execute("log", input);
  }

  @FunctionName(BURY)
  public String enqueue(@DurableActivityTrigger(name = "input") String input) {
    ActivityOutcome outcome = new ActivityOutcome.Done(BURY);
    try {
      deadLetters.enqueue(DeadLetterJson.read(Json.readObject(input)));
    } catch (PortException e) {
      outcome = new ActivityOutcome.Failed(BURY, e.failure(), null);
    }
    return Json.text(OutcomeJson.write(outcome));
  }

  /** Runs an activity once; to add an activity, call this from a function of its name. */
  public String execute(String activity, String input) {
    return Json.text(
        OutcomeJson.write(activities.execute(activity, EventJson.read(Json.readObject(input)))));
  }
}
