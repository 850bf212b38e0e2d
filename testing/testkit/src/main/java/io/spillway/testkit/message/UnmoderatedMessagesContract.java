package io.spillway.testkit.message;

import static io.spillway.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageCounts;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.ListingContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The part of a store's promises about messages that are to be checked again. */
public abstract class UnmoderatedMessagesContract extends ListingContract<Message> {

  /** Long ago, so that these messages come first among those of all tests. */
  private static final Instant LONG_AGO = Instant.parse("1970-01-01T00:00:00Z");

  /** The store under test, a new one for each test. */
  protected MessageStore store;

  /** {@return the store under test; it may hold messages of other streams already} */
  protected abstract MessageStore newStore();

  @BeforeEach
  final void openStore() {
    store = newStore();
  }

  @Override
  protected final void put(String streamId, String id, Instant at) {
    store.add(message(streamId, id).sentAt(at).build());
  }

  @Override
  protected final Page<Message> list(String streamId, PageRequest page) {
    return store.list(streamId, page);
  }

  @Override
  protected final String idOf(Message message) {
    return message.messageId();
  }

  @Test
  void another_verdict_is_put_on_a_message_that_is_still_as_it_was_read() {
    Message read = store.add(unmoderated(stream, "m-1", Fixtures.NOW));

    assertThat(store.replaceVerdict(read, Fixtures.allowed())).isTrue();

    Message allowed = read.with(Fixtures.allowed());
    assertThat(store.find(stream, "m-1")).contains(allowed);
    assertThat(list(stream, PageRequest.first(10)).items()).containsExactly(allowed);
    assertThat(store.count(stream)).isEqualTo(new MessageCounts(1, 0));
  }

  @Test
  void a_verdict_on_what_was_read_before_another_verdict_came_is_refused() {
    Message read = store.add(unmoderated(stream, "m-1", Fixtures.NOW));
    Verdict.Released released = new Verdict.Released("mod-1", Fixtures.NOW);
    store.replaceVerdict(read, released);

    assertThat(store.replaceVerdict(read, Fixtures.allowed())).isFalse();

    assertThat(store.find(stream, "m-1").map(Message::verdict)).contains(released);
  }

  @Test
  void a_verdict_on_a_withdrawn_message_does_not_bring_it_back() {
    Message read = store.add(unmoderated(stream, "m-1", Fixtures.NOW));
    store.withdraw(stream, "m-1");

    assertThat(store.replaceVerdict(read, Fixtures.allowed())).isFalse();
    assertThat(store.replaceVerdict(message(stream, "never").build(), Fixtures.allowed()))
        .isFalse();

    assertThat(list(stream, PageRequest.first(10)).items()).isEmpty();
  }

  @Test
  void a_verdict_on_a_message_in_whose_place_another_stands_is_refused() {
    Message read = store.add(unmoderated(stream, "m-1", Fixtures.NOW));
    store.withdraw(stream, "m-1");
    Message another = store.add(unmoderated(stream, "m-1", Fixtures.NOW.plusSeconds(1)));

    assertThat(store.replaceVerdict(read, Fixtures.allowed())).isFalse();

    assertThat(store.find(stream, "m-1")).contains(another);
  }

  @Test
  void of_sixteen_who_put_a_verdict_on_one_message_at_once_one_does_it() {
    for (int round = 0; round < Concurrently.ROUNDS; round++) {
      String id = "race-" + round;
      Message read = store.add(unmoderated(stream, id, Fixtures.NOW));

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
    store.add(unmoderated(stream, "later", LONG_AGO.plusSeconds(9)));
    store.add(unmoderated(another, "oldest", LONG_AGO.plusSeconds(1)));
    store.add(unmoderated(stream, "middle", LONG_AGO.plusSeconds(5)));
    store.add(message(stream, "clean").sentAt(LONG_AGO).build());

    assertThat(unmoderatedOf(stream, another)).containsExactly("oldest", "middle", "later");

    store.replaceVerdict(store.find(another, "oldest").orElseThrow(), Fixtures.allowed());
    store.withdraw(stream, "middle");

    assertThat(unmoderatedOf(stream, another)).containsExactly("later");
    store.withdraw(stream, "later");
  }

  @Test
  void unmoderated_messages_are_told_apart_by_how_often_they_were_checked_in_vain() {
    store.add(unmoderated(stream, "later", LONG_AGO.plusSeconds(9)));
    store.add(unmoderated(stream, "oldest", LONG_AGO.plusSeconds(1)));
    store.add(unmoderated(stream, "middle", LONG_AGO.plusSeconds(5)));
    assertThat(ids(store.unmoderated(0, PageRequest.MAX_LIMIT)))
        .containsExactly("oldest", "middle", "later");

    Message oldest = store.find(stream, "oldest").orElseThrow();
    store.replaceVerdict(oldest, new Verdict.Unmoderated("classifier.timeout", "policy-1", 11));

    assertThat(ids(store.unmoderated(0, PageRequest.MAX_LIMIT))).containsExactly("middle", "later");
    assertThat(ids(store.unmoderated(11, PageRequest.MAX_LIMIT))).containsExactly("oldest");
    assertThat(ids(store.unmoderated(1, PageRequest.MAX_LIMIT))).isEmpty();
    assertThat(store.unmoderated(0, 1)).extracting(Message::messageId).containsExactly("middle");
    for (String id : List.of("oldest", "middle", "later")) {
      store.withdraw(stream, id);
    }
  }

  @Test
  void two_streams_may_have_unmoderated_messages_of_one_id_and_instant() {
    String another = Fixtures.uniqueStream();
    long before = store.countUnmoderated();
    store.add(unmoderated(stream, "m-1", LONG_AGO));
    store.add(unmoderated(another, "m-1", LONG_AGO));
    assertThat(unmoderatedOf(stream, another)).hasSize(2);
    assertThat(store.countUnmoderated()).isEqualTo(before + 2);

    store.withdraw(stream, "m-1");

    assertThat(unmoderatedOf(stream, another)).containsExactly("m-1");
    store.withdraw(another, "m-1");
    assertThat(store.countUnmoderated()).isEqualTo(before);
  }

  @Test
  void no_more_unmoderated_messages_are_given_than_wanted() {
    for (int i = 0; i < 3; i++) {
      store.add(unmoderated(stream, "m-" + i, LONG_AGO.minusSeconds(9 - i)));
    }

    assertThat(store.unmoderated(2)).extracting(Message::messageId).containsExactly("m-0", "m-1");
    for (int i = 0; i < 3; i++) {
      store.withdraw(stream, "m-" + i);
    }
  }

  @Test
  void a_message_is_kept_anew_from_its_last_verdict_on() {
    assumeTrue(expiry().isPresent(), "nothing expires here");
    Expiry expiry = expiry().orElseThrow();
    Message read = store.add(unmoderated(stream, "m-1", Fixtures.NOW));
    expiry.clock().advance(expiry.kept().minusSeconds(2));
    store.replaceVerdict(read, Fixtures.allowed());

    expiry.clock().advance(expiry.kept().minusSeconds(2));
    assertThat(store.find(stream, "m-1")).isPresent();
    expiry.clock().advance(Duration.ofSeconds(3));
    assertThat(store.find(stream, "m-1")).isEmpty();
  }

  @Test
  void an_authors_messages_are_found_on_one_stream_or_on_all_up_to_an_instant() {
    String another = Fixtures.uniqueStream();
    String author = Fixtures.uniqueId("Åsa");
    store.add(message(stream, "m-1").author(author).build());
    store.add(message(stream, "m-2").author(author).verdict(Fixtures.unmoderated()).build());
    store.add(message(another, "m-3").author(author).build());
    store.add(message(stream, "later").author(author).sentAt(Fixtures.NOW.plusSeconds(1)).build());
    store.add(message(stream, "other").author(author.toUpperCase(Locale.ROOT)).build());
    Instant end = Fixtures.NOW.plusSeconds(1);

    assertThat(store.ofAuthor(author, null, end, 10))
        .extracting(Message::messageId)
        .containsExactlyInAnyOrder("m-1", "m-2", "m-3");
    assertThat(store.ofAuthor(author, stream, end, 10))
        .extracting(Message::messageId)
        .containsExactlyInAnyOrder("m-1", "m-2");
    assertThat(store.ofAuthor(author, null, end, 2)).hasSize(2);
    assertThat(store.ofAuthor(author, null, Fixtures.NOW, 10)).isEmpty();
    assertThat(store.ofAuthor(Fixtures.uniqueId("nobody"), null, end, 10)).isEmpty();
  }

  private List<String> unmoderatedOf(String... streams) {
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

  private static Message unmoderated(String streamId, String messageId, Instant sentAt) {
    return message(streamId, messageId).sentAt(sentAt).verdict(Fixtures.unmoderated()).build();
  }
}
