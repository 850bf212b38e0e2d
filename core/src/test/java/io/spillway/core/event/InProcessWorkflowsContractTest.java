package io.spillway.core.event;

import io.spillway.adapters.inmemory.InMemoryDeadLetterQueue;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.Workflows;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.event.WorkflowsContract;
import java.util.List;
import java.util.function.Consumer;

class InProcessWorkflowsContractTest extends WorkflowsContract {

  private record Only(Consumer<StreamEvent> work) implements Activity {
    @Override
    public String name() {
      return "only";
    }

    @Override
    public void run(StreamEvent event) {
      work.accept(event);
    }
  }

  @Override
  protected Workflows newWorkflows(Consumer<StreamEvent> activity) {
    SettableClock clock = new SettableClock();
    return new InProcessWorkflows(
        Activities.of(List.of(new Only(activity))),
        new InMemoryDeadLetterQueue(),
        RetryPolicy.STANDARD,
        Given.ORIGIN,
        clock,
        Runnable::run,
        clock::advance);
  }

  /** It has come to its end when it returns from its start. */
  @Override
  protected void awaitEnd() {}
}
