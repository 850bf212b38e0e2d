package io.spillway.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.AuthorNameRefusedException;
import io.spillway.MessageDraft;
import io.spillway.Policy;
import io.spillway.Receipt;
import io.spillway.core.RecordingTelemetry;
import io.spillway.core.StoresFixture;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.policy.ExemptDraft;
import io.spillway.ports.policy.PolicyDraft;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages by authors whose names the local rules withhold. */
class AuthorNamesTest {

  private final StoresFixture stores = new StoresFixture();
  private final RecheckFixture classifier = new RecheckFixture(stores);
  private final RecordingTelemetry noted = new RecordingTelemetry();
  private int sent;
  private Policy policy = Policy.standard();
  private final MessageIntake intake =
      classifier.intake(() -> policy, () -> "new-" + ++sent, noted);

  private Receipt send(String id, String author, String... roles) {
    return intake.accept(new MessageDraft("stream", id, author, "hello").withRoles(List.of(roles)));
  }

  private void ban(String word) {
    policy =
        policy.with(
            PolicyDraft.EMPTY.withWords(
                new PolicyDraft.Words(Map.of(word, Category.HARASSMENT), Map.of(), Set.of())),
            "banning-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"i will kill you", "kys losers", "https://evil.com join now"})
  void a_message_by_such_an_author_is_refused_before_any_call(String author) {
    assertThatThrownBy(() -> intake.accept(new MessageDraft("stream", null, author, "hello")))
        .isInstanceOf(AuthorNameRefusedException.class)
        .hasMessageNotContaining(author);

    assertThat(stores.calls()).isEmpty();
    assertThat(classifier.asked).isEmpty();
    assertThat(noted.outcomes()).isEmpty();
  }

  @Test
  void the_refusal_has_the_category() {
    AuthorNameRefusedException refused =
        catchThrowableOfType(
            AuthorNameRefusedException.class, () -> send("m-1", "i will kill you"));

    assertThat(refused.category()).isEqualTo(Category.HARASSMENT_THREATENING);
    assertThat(refused).hasMessage("author must have another name: harassment/threatening");
  }

  @Test
  void an_exempt_author_and_role_are_not_refused() {
    ban("zorblax");
    policy =
        policy.with(
            PolicyDraft.EMPTY.withExempt(new ExemptDraft(Set.of("Zorblax"), Set.of("moderator"))),
            "exempting-1");

    assertThat(send("m-1", "Zorblax")).isInstanceOf(Receipt.Published.class);
    assertThat(send("m-2", "the zorblax", "moderator")).isInstanceOf(Receipt.Published.class);
    assertThatThrownBy(() -> send("m-3", "the zorblax"))
        .isInstanceOf(AuthorNameRefusedException.class);
  }

  @Test
  void a_retry_of_a_message_that_was_accepted_before_the_name_was_banned_is_answered() {
    Receipt first = send("m-1", "zorblax");
    ban("zorblax");

    assertThat(send("m-1", "zorblax")).isEqualTo(first);
    assertThatThrownBy(() -> send("m-2", "zorblax")).isInstanceOf(AuthorNameRefusedException.class);
  }

  @Test
  void a_message_whose_answer_was_lost_in_a_crash_is_answered_although_the_name_is_banned() {
    stores.after("messages.add", StoresFixture.DEATH);
    assertThatThrownBy(() -> send("m-1", "zorblax")).isInstanceOf(StoresFixture.Death.class);
    ban("zorblax");

    assertThat(send("m-1", "zorblax")).isInstanceOf(Receipt.Published.class);
  }

  @Test
  void refused_messages_count_for_no_rate_limit() {
    ban("zorblax");
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() -> send("m-1", "zorblax"))
          .isInstanceOf(AuthorNameRefusedException.class);
    }

    policy = Policy.standard();

    assertThat(send("m-1", "zorblax")).isInstanceOf(Receipt.Published.class);
  }

  @Test
  void the_classifier_never_gets_a_name() {
    send("m-1", "ada");

    assertThat(classifier.asked).containsExactly("hello");
  }

  @Test
  void limits_of_shape_do_not_apply_to_names() {
    assertThat(send("m-1", "A".repeat(60) + "!!!!!!!!!!!!!!!!!!!!"))
        .isInstanceOf(Receipt.Published.class);
  }
}
