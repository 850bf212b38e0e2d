package io.spillway.testkit.message;

import static io.spillway.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Ids;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageStore;
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
public abstract class MessageStoreContract extends UnmoderatedMessagesContract
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
  void a_message_that_was_added_can_be_found() {
    Message hello = message(stream, "m-1").text("hello").build();

    assertThat(store.add(hello)).isEqualTo(hello);

    assertThat(store.find(stream, "m-1")).contains(hello);
  }

  @Test
  void a_message_that_was_never_added_is_not_found() {
    store.add(message(stream, "m-1").build());

    assertThat(store.find(stream, "m-2")).isEmpty();
    assertThat(store.find(Fixtures.uniqueStream(), "m-1")).isEmpty();
  }

  @Test
  void the_same_message_twice_is_one_message() {
    long before = store.countUnmoderated();
    Message hello = unmoderated(stream, "m-1", LONG_AGO);
    store.add(hello);

    assertThat(store.add(unmoderated(stream, "m-1", LONG_AGO))).isEqualTo(hello);

    assertThat(store.countUnmoderated()).isEqualTo(before + 1);
    assertThat(unmoderatedOf(stream)).containsExactly("m-1");
    assertThat(store.withdraw(stream, "m-1")).isTrue();
    assertThat(store.find(stream, "m-1")).isEmpty();
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
    assertThat(unmoderatedOf(stream)).isEmpty();
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
    long before = store.countUnmoderated();
    for (int round = 0; round < Concurrently.ROUNDS; round++) {
      String id = "race-" + round;

      List<Message> answers =
          Concurrently.call(
              i ->
                  store.add(
                      message(stream, id)
                          .text("from " + i)
                          .verdict(Fixtures.unmoderated())
                          .build()));

      assertThat(answers).containsOnly(store.find(stream, id).orElseThrow());
      assertThat(store.countUnmoderated()).isEqualTo(before + 1);
      assertThat(store.withdraw(stream, id)).isTrue();
    }
  }

  static List<Verdict.Published> everyKindOfVerdict() {
    return List.of(
        Fixtures.allowed(),
        Fixtures.unmoderated(),
        new Verdict.Unmoderated("classifier.bad-answer", "policy-2", 4),
        Fixtures.marked(),
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
  }

  @Test
  void the_longest_ids_and_texts_come_back_as_they_were() {
    String longStream = (stream + "x".repeat(Ids.MAX_LENGTH)).substring(0, Ids.MAX_LENGTH);
    String longId = "m".repeat(Ids.MAX_LENGTH);
    Message message = message(longStream, longId).text("🎉".repeat(500)).build();

    store.add(message);

    assertThat(store.find(longStream, longId)).contains(message);
  }

  @Test
  void a_message_that_was_withdrawn_is_gone_for_every_reader() {
    store.add(message(stream, "m-1").build());
    store.add(message(stream, "m-2").build());

    assertThat(store.withdraw(stream, "m-1")).isTrue();

    assertThat(store.find(stream, "m-1")).isEmpty();
    assertThat(store.find(stream, "m-2")).isPresent();
  }

  @Test
  void withdrawing_again_finds_nothing_and_harms_nothing() {
    store.add(message(stream, "m-1").build());
    store.add(message(stream, "m-2").build());
    store.withdraw(stream, "m-1");

    assertThat(store.withdraw(stream, "m-1")).isFalse();
    assertThat(store.withdraw(stream, "never-there")).isFalse();
    assertThat(store.withdraw(Fixtures.uniqueStream(), "m-2")).isFalse();

    assertThat(store.find(stream, "m-2")).isPresent();
  }

  @Test
  void of_sixteen_who_withdraw_one_message_at_once_one_finds_it() {
    for (int round = 0; round < Concurrently.ROUNDS; round++) {
      store.add(message(stream, "m-1").build());

      assertThat(Concurrently.call(i -> store.withdraw(stream, "m-1"))).containsOnlyOnce(true);
    }
  }

  @Test
  void a_withdrawn_message_can_be_added_again() {
    Message hello = message(stream, "m-1").build();
    store.add(hello);
    store.withdraw(stream, "m-1");

    Message released =
        message(stream, "m-1").verdict(new Verdict.Released("mod-1", Fixtures.NOW)).build();

    assertThat(store.add(released)).isEqualTo(released);
    assertThat(store.find(stream, "m-1")).contains(released);
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
    assertThat(small.get().find(stream, "m-2")).isEmpty();
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
            () -> unreachable.get().withdraw(stream, "m-1"),
            () -> unreachable.get().unmoderated(1))) {
      Failure failure = Failures.of(call);
      assertThat(failure.code()).isEqualTo("messages.unavailable");
      assertThat(failure.category()).isEqualTo(FailureCategory.TRANSIENT);
    }
  }
}
