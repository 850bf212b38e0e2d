package io.spillway.core.event;

import io.spillway.Activity;
import io.spillway.RetryPolicy;
import io.spillway.adapters.inmemory.InMemoryDeadLetterQueue;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.Workflows;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.event.WorkflowsContract;
import java.util.Map;
import java.util.function.Consumer;

class InProcessWorkflowsContractTest extends WorkflowsContract {

  private record Working(String name, Consumer<StreamEvent> work) implements Activity {
    @Override
    public void run(StreamEvent event) {
      work.accept(event);
    }
  }

  @Override
  protected Workflows newWorkflows(Map<String, Consumer<StreamEvent>> activities) {
    SettableClock clock = new SettableClock();
    return new InProcessWorkflows(
        Activities.of(
            activities.entrySet().stream()
                .<Activity>map(each -> new Working(each.getKey(), each.getValue()))
                .toList()),
        new InMemoryDeadLetterQueue(),
        RetryPolicy.STANDARD,
        EventFixture.ORIGIN,
        clock,
        Runnable::run,
        clock::advance);
  }

  /** It has come to its end when it returns from its start. */
  @Override
  protected void awaitEnd() {}
}
