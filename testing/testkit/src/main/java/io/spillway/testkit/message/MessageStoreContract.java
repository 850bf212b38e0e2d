package io.spillway.testkit.message;

import static io.spillway.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Ids;
import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageCounts;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.message.Neighbours;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.moderation.Severity;
import io.spillway.ports.moderation.Verdict;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a {@link MessageStore} promises. Extend it by a test class that gives your store. */
public abstract class MessageStoreContract extends WithdrawnMessagesContract
    implements MonitoredContract {

  /**
   * {@return a store that can hold this many messages; empty when there is no such bound}
   *
   * @param max how many; a contract asks for a few only
   */
  protected Optional<MessageStore> newStoreOfAtMost(int max) {
    return Optional.empty();
  }

  /**
   * {@return a store whose database cannot be reached; empty when it is always there} After the
   * test its owner mends what it broke.
   */
  protected Optional<MessageStore> newStoreOutOfReach() {
    return Optional.empty();
  }

  @Override
  public final MessageStore monitored() {
    return store;
  }

  @Test
  void a_message_that_was_added_can_be_found_and_listed() {
    Message hello = message(stream, "m-1").text("hello").build();

    assertThat(store.add(hello)).isEqualTo(hello);

    assertThat(store.find(stream, "m-1")).contains(hello);
    assertThat(store.list(stream, PageRequest.first(10)).items()).containsExactly(hello);
  }

  @Test
  void a_message_that_was_never_added_is_not_found() {
    store.add(message(stream, "m-1").build());

    assertThat(store.find(stream, "m-2")).isEmpty();
    assertThat(store.find(Fixtures.uniqueStream(), "m-1")).isEmpty();
  }

  @Test
  void the_same_message_twice_is_one_message() {
    Message hello = message(stream, "m-1").build();
    store.add(hello);

    assertThat(store.add(message(stream, "m-1").build())).isEqualTo(hello);

    assertThat(ids(10)).containsExactly("m-1");
    assertThat(store.count(stream)).isEqualTo(new MessageCounts(1, 0));
  }

  @Test
  void the_first_message_of_an_id_wins_over_another_one() {
    Message first = message(stream, "m-1").text("first").build();
    store.add(first);

    Message second =
        message(stream, "m-1")
            .text("second")
            .sentAt(first.sentAt().plusSeconds(5))
            .verdict(Fixtures.unmoderated())
            .build();

    assertThat(store.add(second)).isEqualTo(first);
    assertThat(store.find(stream, "m-1")).contains(first);
    assertThat(store.list(stream, PageRequest.first(10)).items()).containsExactly(first);
    assertThat(store.count(stream)).isEqualTo(new MessageCounts(1, 0));
  }

  @Test
  void one_id_on_two_streams_is_two_messages() {
    String another = Fixtures.uniqueStream();
    store.add(message(stream, "m-1").text("here").build());
    store.add(message(another, "m-1").text("there").build());

    assertThat(store.find(stream, "m-1").map(Message::text)).contains("here");
    assertThat(store.find(another, "m-1").map(Message::text)).contains("there");
  }

  @Test
  void of_sixteen_who_add_one_id_at_once_one_wins_and_all_are_told_so() {
    List<Message> answers =
        Concurrently.call(i -> store.add(message(stream, "m-1").text("from " + i).build()));

    assertThat(answers).containsOnly(store.find(stream, "m-1").orElseThrow());
    assertThat(ids(10)).containsExactly("m-1");
    assertThat(store.count(stream)).isEqualTo(new MessageCounts(1, 0));
  }

  @Test
  void sixteen_who_add_different_messages_at_once_lose_none() {
    Concurrently.call(
        i -> {
          for (int n = 0; n < 10; n++) {
            put(stream, "m-" + i + "-" + n, Fixtures.NOW.plusSeconds(n));
          }
          return i;
        });

    assertThat(ids(50)).hasSize(160).doesNotHaveDuplicates();
    assertThat(store.count(stream)).isEqualTo(new MessageCounts(160, 0));
  }

  @Test
  void messages_that_no_classifier_looked_at_are_counted_apart() {
    store.add(message(stream, "m-1").build());
    store.add(message(stream, "m-2").verdict(Fixtures.unmoderated()).build());
    store.add(message(stream, "m-3").verdict(Fixtures.unmoderated()).build());
    store.add(message(stream, "m-4").verdict(new Verdict.Released("ada", Fixtures.NOW)).build());
    store.add(message(stream, "m-5").verdict(marked()).build());
    assertThat(store.count(stream)).isEqualTo(new MessageCounts(5, 2));

    store.withdraw(stream, "m-2");

    assertThat(store.count(stream)).isEqualTo(new MessageCounts(4, 1));
  }

  private String read(Neighbours neighbours) {
    return ids(new Page<>(neighbours.before(), null))
        + " "
        + ids(new Page<>(neighbours.after(), null));
  }

  @Test
  void the_nearest_messages_on_both_sides_of_a_place_are_told_in_the_order_they_were_sent() {
    put(9);
    put(Fixtures.uniqueStream(), "elsewhere", Fixtures.NOW.plusSeconds(4));
    Instant at = store.find(stream, "item-4").orElseThrow().sentAt();

    assertThat(read(store.neighbours(stream, "item-4", at, 3, 2)))
        .isEqualTo("[item-1, item-2, item-3] [item-5, item-6]");

    store.withdraw(stream, "item-4");
    store.withdraw(stream, "item-3");
    assertThat(read(store.neighbours(stream, "item-4", at, 1, 9)))
        .isEqualTo("[item-2] [item-5, item-6, item-7, item-8]");
    assertThat(read(store.neighbours(stream, "item-4", at, 0, 0))).isEqualTo("[] []");
    assertThat(read(store.neighbours(Fixtures.uniqueStream(), "item-4", at, 5, 5)))
        .isEqualTo("[] []");
  }

  @Test
  void among_messages_of_one_instant_the_id_says_which_are_before() {
    for (String id : List.of("a", "b", "c", "d")) {
      put(stream, id, Fixtures.NOW);
    }

    assertThat(read(store.neighbours(stream, "b", Fixtures.NOW, 5, 5))).isEqualTo("[a] [c, d]");
    assertThat(read(store.neighbours(stream, "bb", Fixtures.NOW, 1, 1))).isEqualTo("[b] [c]");
  }

  @Test
  void more_neighbours_than_there_may_be_are_refused() {
    assertThatThrownBy(() -> store.neighbours(stream, "m", Fixtures.NOW, 51, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 to 50");
    assertThatThrownBy(() -> store.neighbours(stream, "m", Fixtures.NOW, 0, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_stream_that_was_never_seen_counts_none() {
    assertThat(store.count(stream)).isEqualTo(new MessageCounts(0, 0));
  }

  private static Verdict.Marked marked() {
    return new Verdict.Marked(
        Category.HATE,
        Severity.HIGH,
        0.5,
        Scores.of(Category.HATE, 0.5),
        "policy-1",
        Fixtures.provenance());
  }

  static List<Verdict.Published> everyKindOfVerdict() {
    return List.of(
        Fixtures.allowed(),
        Fixtures.unmoderated(),
        new Verdict.Unmoderated("classifier.bad-answer", "policy-2", 4),
        marked(),
        new Verdict.Released("Zoë \"the mod\"", Fixtures.NOW.plusNanos(123_456_000)));
  }

  @ParameterizedTest
  @MethodSource("everyKindOfVerdict")
  void a_message_comes_back_as_it_was_whatever_its_verdict(Verdict.Published verdict) {
    Message message =
        message(stream, "m-1")
            .author("Åsa \"🎮\" <script>")
            .text(Fixtures.AWKWARD_TEXT)
            .sentAt(Instant.parse("2026-01-01T00:00:00.000001Z"))
            .verdict(verdict)
            .build();

    store.add(message);

    assertThat(store.find(stream, "m-1")).contains(message);
    assertThat(store.list(stream, PageRequest.first(10)).items()).containsExactly(message);
  }

  @Test
  void the_longest_ids_and_texts_come_back_as_they_were() {
    String longStream = (stream + "x".repeat(Ids.MAX_LENGTH)).substring(0, Ids.MAX_LENGTH);
    String longId = "m".repeat(Ids.MAX_LENGTH);
    Message message = message(longStream, longId).text("🎉".repeat(500)).build();

    store.add(message);

    assertThat(store.find(longStream, longId)).contains(message);
    assertThat(store.list(longStream, PageRequest.first(1)).items()).containsExactly(message);
  }

  @Test
  void a_full_store_refuses_more_and_still_knows_what_it_has() {
    Optional<MessageStore> small = newStoreOfAtMost(1);
    assumeTrue(small.isPresent(), "this store has no bound of its own");
    Message first = message(stream, "m-1").build();
    small.get().add(first);

    var refused = Failures.of(() -> small.get().add(message(stream, "m-2").build()));

    assertThat(refused.code()).isEqualTo("messages.full");
    assertThat(refused.category()).isEqualTo(FailureCategory.THROTTLED);
    assertThat(small.get().add(first)).isEqualTo(first);
    assertThat(small.get().count(stream)).isEqualTo(new MessageCounts(1, 0));
    small.get().withdraw(stream, "m-1");
    assertThat(small.get().add(message(stream, "m-2").build()).messageId()).isEqualTo("m-2");
  }

  @Test
  void a_store_out_of_reach_says_so_by_a_transient_failure() {
    Optional<MessageStore> unreachable = newStoreOutOfReach();
    assumeTrue(unreachable.isPresent(), "this store is always within reach");

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> unreachable.get().add(message(stream, "m-1").build()),
            () -> unreachable.get().find(stream, "m-1"),
            () -> unreachable.get().list(stream, PageRequest.first(1)))) {
      Failure failure = Failures.of(call);
      assertThat(failure.code()).isEqualTo("messages.unavailable");
      assertThat(failure.category()).isEqualTo(FailureCategory.TRANSIENT);
    }
  }

  @Test
  void what_policy_marked_is_listed_apart_until_it_gets_another_verdict() {
    Verdict.Marked marked = marked();
    store.add(message(stream, "m-1").build());
    for (int i = 2; i <= 4; i++) {
      store.add(
          message(stream, "m-" + i).sentAt(Fixtures.NOW.plusSeconds(i)).verdict(marked).build());
    }
    store.add(message(Fixtures.uniqueStream(), "m-5").verdict(marked).build());

    Page<Message> first = store.marked(stream, PageRequest.first(2));

    assertThat(ids(first)).containsExactly("m-4", "m-3");
    assertThat(first.items().get(0).verdict()).isEqualTo(marked);
    PageRequest next = new PageRequest(2, first.nextCursor());
    assertThat(ids(store.marked(stream, next))).containsExactly("m-2");
    assertThatThrownBy(() -> store.list(stream, next)).isInstanceOf(InvalidCursorException.class);
    store.replaceVerdict(first.items().get(0), Fixtures.allowed());
    assertThat(ids(store.marked(stream, PageRequest.first(9)))).containsExactly("m-3", "m-2");
  }
}
