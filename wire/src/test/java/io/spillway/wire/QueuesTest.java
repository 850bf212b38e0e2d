package io.spillway.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.adapters.inmemory.InMemoryWorkQueue;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.ports.queue.WorkQueue;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QueuesTest {

  private final WorkQueue queue = new InMemoryWorkQueue("some-queue", new SettableClock());

  @Test
  void a_published_event_is_what_its_reader_gets() {
    StreamEvent event = Fixtures.event("main", "e-1").raid(7).build();
    new QueuedEvents(queue).publish(event);
    assertThat(received()).isEqualTo(EventPayload.write(event));
    assertThat(new QueuedEvents(queue).health()).isEqualTo(queue.health());
  }

  @Test
  void a_buried_letter_is_what_its_reader_gets() {
    DeadLetter letter = Fixtures.deadLetter("main", "e-1").build();
    new QueuedDeadLetters(queue).bury(letter);
    assertThat(DeadLetterPayload.read(received())).isEqualTo(letter);
    assertThat(new QueuedDeadLetters(queue).health()).isEqualTo(queue.health());
  }

  @Test
  void a_letter_with_the_largest_payload_that_a_queue_holds_can_be_buried() {
    byte[] largest = new byte[WorkQueue.MAX_PAYLOAD_BYTES];
    new Random(1).nextBytes(largest);
    DeadLetter letter = Fixtures.deadLetter("main", "e-1").payload(Payload.of(largest)).build();
    new QueuedDeadLetters(queue).bury(letter);
    assertThat(DeadLetterPayload.read(received()).id()).isEqualTo("main~e-1");
  }

  private Payload received() {
    return queue.receive(1, Duration.ofSeconds(30)).get(0).payload();
  }
}
