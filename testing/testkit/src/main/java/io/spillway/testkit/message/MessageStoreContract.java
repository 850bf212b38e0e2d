package io.spillway.testkit.message;

import static io.spillway.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
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

/**
 * Contract test of {@link MessageStore}. Extend it and return your store from the factory method.
 */
public abstract class MessageStoreContract extends UnmoderatedMessagesContract
    implements MonitoredContract {

  /**
   * {@return a store with a limit of messages; empty if there is no limit}
   *
   * @param max the limit, a small number
   */
  protected Optional<MessageStore> newStoreOfAtMost(int max) {
    return Optional.empty();
  }

  /**
   * {@return a store whose database is unreachable; empty if there is no such state} The
   * implementor restores the connection after the test.
   */
  protected Optional<MessageStore> newStoreOutOfReach() {
    return Optional.empty();
  }

  @Override
  public final MessageStore monitored() {
    return store;
  }

  @Test
  void an_added_message_can_be_found() {
    Message hello = message(stream, "m-1").text("hello").build();

    assertThat(store.add(hello)).isEqualTo(hello);

    assertThat(store.find(stream, "m-1")).contains(hello);
  }

  @Test
  void an_unknown_message_is_not_found() {
    store.add(message(stream, "m-1").build());

    assertThat(store.find(stream, "m-2")).isEmpty();
    assertThat(store.find(Fixtures.uniqueStream(), "m-1")).isEmpty();
  }

  @Test
  void a_message_added_twice_is_one_message() {
    long before = store.countUnmoderated(1_000);
    Message hello = unmoderatedMessage(stream, "m-1", LONG_AGO);
    store.add(hello);

    assertThat(store.add(unmoderatedMessage(stream, "m-1", LONG_AGO))).isEqualTo(hello);

    assertThat(store.countUnmoderated(1_000)).isEqualTo(before + 1);
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
  void exactly_one_of_sixteen_concurrent_adds_wins_and_all_return_it() {
    long before = store.countUnmoderated(1_000);
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
      assertThat(store.countUnmoderated(1_000)).isEqualTo(before + 1);
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
  void a_message_with_any_verdict_is_stored_without_loss(Verdict.Published verdict) {
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
  void the_longest_ids_and_texts_are_stored_without_loss() {
    String longStream = Fixtures.longestStream();
    for (String id : Fixtures.foreignIds()) {
      Message message =
          message(longStream, id).author("é̂̃".repeat(100)).text("🎉".repeat(2_000)).build();

      assertThat(store.add(message)).isEqualTo(message);

      assertThat(store.find(longStream, id)).contains(message);
      assertThat(store.withdraw(longStream, id)).isTrue();
      assertThat(store.find(longStream, id)).isEmpty();
    }
  }

  @Test
  void a_withdrawn_message_is_not_found() {
    store.add(message(stream, "m-1").build());
    store.add(message(stream, "m-2").build());

    assertThat(store.withdraw(stream, "m-1")).isTrue();

    assertThat(store.find(stream, "m-1")).isEmpty();
    assertThat(store.find(stream, "m-2")).isPresent();
  }

  @Test
  void a_repeated_withdrawal_has_no_effect() {
    store.add(message(stream, "m-1").build());
    store.add(message(stream, "m-2").build());
    store.withdraw(stream, "m-1");

    assertThat(store.withdraw(stream, "m-1")).isFalse();
    assertThat(store.withdraw(stream, "never-there")).isFalse();
    assertThat(store.withdraw(Fixtures.uniqueStream(), "m-2")).isFalse();

    assertThat(store.find(stream, "m-2")).isPresent();
  }

  @Test
  void exactly_one_of_sixteen_concurrent_withdrawals_succeeds() {
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
  void a_full_store_rejects_additions_and_keeps_its_items() {
    Optional<MessageStore> small = newStoreOfAtMost(1);
    assumeTrue(small.isPresent(), "this store has no limit of its own");
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
  void an_unreachable_store_fails_with_a_transient_failure() {
    Optional<MessageStore> unreachable = newStoreOutOfReach();
    assumeTrue(unreachable.isPresent(), "this store is never unreachable");

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
