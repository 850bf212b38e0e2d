package io.spillway.functions.deadletters;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import io.spillway.functions.invocation.QueueEntry;
import io.spillway.functions.invocation.QueueMessage;
import io.spillway.functions.invocation.StorageSetting;
import io.spillway.ports.queue.QueueNames;

/** Queue trigger that adds dead letters to the ledger. */
public final class DeadLetterFunctions {

  private final DeadLetterArrivals arrivals;

  public DeadLetterFunctions(DeadLetterArrivals arrivals) {
    this.arrivals = arrivals;
  }

  @FunctionName("OnDeadLetter")
  public void enter(
      @QueueTrigger(
              name = "payload",
              queueName = QueueNames.DEAD_LETTERS,
              connection = StorageSetting.NAME,
              dataType = "binary")
          byte[] payload,
      @BindingName("Id") String messageId,
      @BindingName("DequeueCount") long dequeueCount,
      @BindingName("InsertionTime") String insertedAt,
      ExecutionContext context) {
    QueueEntry.run(
        context,
        QueueMessage.of(QueueNames.DEAD_LETTERS, messageId, dequeueCount, insertedAt, payload),
        arrivals::enter);
  }

  /** Rescues a poisoned dead letter: adds it to the ledger or returns it to its queue. */
  @FunctionName("OnPoisonDeadLetter")
  public void rescue(
      @QueueTrigger(
              name = "payload",
              queueName = QueueNames.DEAD_LETTERS_POISON,
              connection = StorageSetting.NAME,
              dataType = "binary")
          byte[] payload,
      @BindingName("Id") String messageId,
      @BindingName("DequeueCount") long dequeueCount,
      @BindingName("InsertionTime") String insertedAt,
      ExecutionContext context) {
    QueueEntry.run(
        context,
        QueueMessage.of(
            QueueNames.DEAD_LETTERS_POISON, messageId, dequeueCount, insertedAt, payload),
        arrivals::rescue);
  }
}
