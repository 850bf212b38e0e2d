package io.spillway.testkit.message;

import static io.spillway.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.PageRequest;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Expiry;
import io.spillway.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Part of {@link MessageStoreContract} about unmoderated messages. */
abstract class UnmoderatedMessagesContract {

  /** An early time, so that these messages come first among those of all tests. */
  static final Instant LONG_AGO = Instant.parse("1970-01-01T00:00:00Z");

  /** A stream that is unique to the test. */
  final String stream = Fixtures.uniqueStream();

  /** The store under test, a new one for each test. */
  MessageStore store;

  /** {@return the store under test; it may have messages of other streams} */
  protected abstract MessageStore newStore();

  /** {@return the retention of messages with the store's clock; empty if nothing expires} */
  protected Optional<Expiry> expiry() {
    return Optional.empty();
  }

  @BeforeEach
  final void openStore() {
    store = newStore();
  }

  @Test
  void the_verdict_of_an_unchanged_message_is_replaced() {
    Message read = store.add(unmoderatedMessage(stream, "m-1", Fixtures.NOW));

    assertThat(store.replaceVerdict(read, Fixtures.allowed())).isTrue();

    Message allowed = read.with(Fixtures.allowed());
    assertThat(store.find(stream, "m-1")).contains(allowed);
    assertThat(unmoderatedOf(stream)).isEmpty();
  }

  @Test
  void a_replacement_of_an_outdated_verdict_has_no_effect() {
    Message read = store.add(unmoderatedMessage(stream, "m-1", Fixtures.NOW));
    Verdict.Released released = new Verdict.Released("mod-1", Fixtures.NOW);
    store.replaceVerdict(read, released);

    assertThat(store.replaceVerdict(read, Fixtures.allowed())).isFalse();

    assertThat(store.find(stream, "m-1").map(Message::verdict)).contains(released);
  }

  @Test
  void a_new_verdict_does_not_restore_a_withdrawn_message() {
    Message read = store.add(unmoderatedMessage(stream, "m-1", Fixtures.NOW));
    store.withdraw(stream, "m-1");

    assertThat(store.replaceVerdict(read, Fixtures.allowed())).isFalse();
    assertThat(store.replaceVerdict(message(stream, "never").build(), Fixtures.allowed()))
        .isFalse();

    assertThat(store.find(stream, "m-1")).isEmpty();
    assertThat(store.find(stream, "never")).isEmpty();
  }

  @Test
  void a_new_verdict_does_not_affect_another_message_of_the_same_id() {
    Message read = store.add(unmoderatedMessage(stream, "m-1", Fixtures.NOW));
    store.withdraw(stream, "m-1");
    Message another = store.add(unmoderatedMessage(stream, "m-1", Fixtures.NOW.plusSeconds(1)));

    assertThat(store.replaceVerdict(read, Fixtures.allowed())).isFalse();

    assertThat(store.find(stream, "m-1")).contains(another);
  }

  @Test
  void exactly_one_of_sixteen_concurrent_verdicts_wins() {
    for (int round = 0; round < Concurrently.ROUNDS; round++) {
      String id = "race-" + round;
      Message read = store.add(unmoderatedMessage(stream, id, Fixtures.NOW));

      List<Boolean> done =
          Concurrently.call(
              i -> store.replaceVerdict(read, new Verdict.Released("mod-" + i, Fixtures.NOW)));

      assertThat(done).containsOnlyOnce(true);
      assertThat(store.find(stream, id).map(Message::verdict))
          .contains(new Verdict.Released("mod-" + done.indexOf(true), Fixtures.NOW));
    }
  }

  @Test
  void the_oldest_unmoderated_message_of_all_streams_comes_first() {
    String another = Fixtures.uniqueStream();
    store.add(unmoderatedMessage(stream, "later", LONG_AGO.plusSeconds(9)));
    store.add(unmoderatedMessage(another, "oldest", LONG_AGO.plusSeconds(1)));
    store.add(unmoderatedMessage(stream, "middle", LONG_AGO.plusSeconds(5)));
    store.add(message(stream, "clean").sentAt(LONG_AGO).build());
    store.add(message(stream, "marked").sentAt(LONG_AGO).verdict(Fixtures.marked()).build());

    assertThat(unmoderatedOf(stream, another)).containsExactly("oldest", "middle", "later");

    store.replaceVerdict(store.find(another, "oldest").orElseThrow(), Fixtures.allowed());
    store.withdraw(stream, "middle");

    assertThat(unmoderatedOf(stream, another)).containsExactly("later");
    store.withdraw(stream, "later");
  }

  @Test
  void unmoderated_messages_are_filtered_by_failed_rechecks() {
    store.add(unmoderatedMessage(stream, "later", LONG_AGO.plusSeconds(9)));
    store.add(unmoderatedMessage(stream, "oldest", LONG_AGO.plusSeconds(1)));
    store.add(unmoderatedMessage(stream, "middle", LONG_AGO.plusSeconds(5)));
    assertThat(ids(store.unmoderated(0, PageRequest.MAX_LIMIT)))
        .containsExactly("oldest", "middle", "later");

    Message oldest = store.find(stream, "oldest").orElseThrow();
    store.replaceVerdict(oldest, new Verdict.Unmoderated("classifier.timeout", "policy-1", 11));

    assertThat(ids(store.unmoderated(0, PageRequest.MAX_LIMIT))).containsExactly("middle", "later");
    assertThat(ids(store.unmoderated(10, PageRequest.MAX_LIMIT)))
        .containsExactly("middle", "later");
    assertThat(ids(store.unmoderated(11, PageRequest.MAX_LIMIT)))
        .containsExactly("oldest", "middle", "later");
    assertThat(unmoderatedOf(stream)).containsExactly("oldest", "middle", "later");
    assertThat(store.unmoderated(0, 1)).extracting(Message::messageId).containsExactly("middle");
    for (String id : List.of("oldest", "middle", "later")) {
      store.withdraw(stream, id);
    }
  }

  @Test
  void two_streams_may_have_unmoderated_messages_of_one_id_and_instant() {
    String another = Fixtures.uniqueStream();
    long before = store.countUnmoderated(1_000);
    store.add(unmoderatedMessage(stream, "m-1", LONG_AGO));
    store.add(unmoderatedMessage(another, "m-1", LONG_AGO));
    store.add(message(another, "marked").sentAt(LONG_AGO).verdict(Fixtures.marked()).build());
    assertThat(unmoderatedOf(stream, another)).hasSize(2);
    assertThat(store.countUnmoderated(1_000)).isEqualTo(before + 2);

    store.withdraw(stream, "m-1");

    assertThat(unmoderatedOf(stream, another)).containsExactly("m-1");
    store.withdraw(another, "m-1");
    assertThat(store.countUnmoderated(1_000)).isEqualTo(before);
  }

  @Test
  void unmoderated_messages_are_limited() {
    for (int i = 0; i < 3; i++) {
      store.add(unmoderatedMessage(stream, "m-" + i, LONG_AGO.minusSeconds(9 - i)));
    }

    assertThat(store.unmoderated(2)).extracting(Message::messageId).containsExactly("m-0", "m-1");
    for (int i = 0; i < 3; i++) {
      store.withdraw(stream, "m-" + i);
    }
  }

  @Test
  void the_retention_of_a_message_restarts_with_a_new_verdict() {
    assumeTrue(expiry().isPresent(), "nothing expires here");
    Expiry expiry = expiry().orElseThrow();
    Message read = store.add(unmoderatedMessage(stream, "m-1", Fixtures.NOW));
    expiry.clock().advance(expiry.kept().minusSeconds(2));
    store.replaceVerdict(read, Fixtures.allowed());

    expiry.clock().advance(expiry.kept().minusSeconds(2));
    assertThat(store.find(stream, "m-1")).isPresent();
    expiry.clock().advance(Duration.ofSeconds(3));
    assertThat(store.find(stream, "m-1")).isEmpty();
  }

  final List<String> unmoderatedOf(String... streams) {
    return ids(store.unmoderated(PageRequest.MAX_LIMIT), streams);
  }

  private List<String> ids(List<Message> messages) {
    return ids(messages, stream);
  }

  private static List<String> ids(List<Message> messages, String... streams) {
    return messages.stream()
        .filter(message -> List.of(streams).contains(message.streamId()))
        .map(Message::messageId)
        .toList();
  }

  static Message unmoderatedMessage(String streamId, String messageId, Instant sentAt) {
    return message(streamId, messageId).sentAt(sentAt).verdict(Fixtures.unmoderated()).build();
  }
}
