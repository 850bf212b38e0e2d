package io.spillway.local.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.storage.queue.QueueClient;
import com.azure.storage.queue.QueueClientBuilder;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.QueueTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import io.spillway.adapters.azure.queue.StorageQueueSettings;
import io.spillway.adapters.azure.queue.StorageQueueSettings.ConnectionString;
import io.spillway.adapters.azure.queue.StorageQueues;
import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.azurite.AzuriteServer;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.queue.QueueTexts;
import io.spillway.wire.QueueText;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Equal decoding of queue texts on this host and on Azure's host. */
class QueueTextsTest {

  private final Reader reader = new Reader();
  private final WorkQueue poison = new InMemoryWorkQueue("texts-poison", new SettableClock());

  /** A function that decodes, as all functions of Spillway do. */
  public static final class Reader {
    private final List<Payload> payloads = new ArrayList<>();

    @FunctionName("reader")
    public void read(@QueueTrigger(name = "text", queueName = "q", connection = "") byte[] text) {
      payloads.add(QueueText.decode(text));
    }
  }

  @ParameterizedTest
  @MethodSource("io.spillway.testkit.queue.QueueTexts#all")
  void from_a_storage_account_every_text_of_the_table_is_read_as_it_says(QueueTexts.Row row) {
    String account = AzuriteServer.shared().connectionString();
    String name = "q-" + UUID.randomUUID();
    QueueClient raw =
        new QueueClientBuilder().connectionString(account).queueName(name).buildClient();
    raw.create();
    raw.sendMessage(row.text());

    deliver(new StorageQueues(StorageQueueSettings.of(new ConnectionString(account))).queue(name));

    assertThat(reader.payloads).containsExactly(row.payload());
  }

  /** Inserted as by the producers' queue endpoint. */
  @ParameterizedTest
  @MethodSource("io.spillway.testkit.queue.QueueTexts#all")
  void from_memory_every_text_of_the_table_is_read_as_it_says(QueueTexts.Row row) {
    Assumptions.assumeFalse(row.text().isEmpty(), "no queue of ours takes an empty payload");
    WorkQueue queue = new InMemoryWorkQueue("q", new SettableClock());
    queue.send(QueueText.decode(row.text().getBytes(UTF_8)));

    deliver(queue);

    assertThat(reader.payloads).containsExactly(row.payload());
  }

  private void deliver(WorkQueue queue) {
    FunctionCatalogue.Queue function =
        FunctionCatalogue.of(List.of(reader), DurableClientContext::new).queues().get(0);
    new QueueListener(function, queue, poison, QueueSettings.STANDARD, Runnable::run).pump();
  }
}
