package io.spillway.core.message;

import static io.spillway.core.message.SubmissionFixture.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spillway.InvalidField;
import io.spillway.InvalidInputException;
import io.spillway.MessageDraft;
import io.spillway.Receipt;
import io.spillway.core.StoresFixture;
import io.spillway.ports.Ids;
import io.spillway.testkit.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Validation of message drafts. */
class MessageDraftTest {

  private final StoresFixture stores = new StoresFixture();
  private final SubmissionFixture submissions = new SubmissionFixture(stores);
  private final MessageIntake intake = submissions.intake();

  @Test
  void every_bad_field_is_named_at_once_and_nothing_is_asked_or_stored() {
    InvalidInputException thrown =
        refusal(new MessageDraft("not valid", "~", "new\nline", "\u200B \u3164"));

    assertThat(thrown.fields())
        .containsExactly(
            new InvalidField("streamId", "must be " + Ids.FORM),
            new InvalidField("messageId", "must be " + Ids.FORM),
            new InvalidField("author", "must not have control characters"),
            new InvalidField("text", "must not be blank"));
    assertThat(submissions.asked()).isZero();
    assertThat(stores.calls()).isEmpty();
  }

  @Test
  void all_but_the_id_is_required() {
    assertThat(refusal(new MessageDraft(null, null, null, null)).fields())
        .extracting(InvalidField::field)
        .containsExactly("streamId", "author", "text");
    assertThat(refusal(new MessageDraft("stream", "", "ada", "hello")).fields())
        .extracting(InvalidField::field)
        .containsExactly("messageId");
  }

  @Test
  void author_and_text_are_limited_in_code_points() {
    intake.accept(new MessageDraft("stream", "m-1", "🎉".repeat(100), "🎉".repeat(500)));

    assertThat(
            refusal(new MessageDraft("stream", "m-2", "a".repeat(101), "b".repeat(501))).fields())
        .containsExactly(
            new InvalidField("author", "must have at most 100 characters"),
            new InvalidField("text", "must have at most 500 characters"));
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\u200b", "\u202e \u3164", "\u2800", "\u180e", "\u0600"})
  void an_author_without_anything_visible_is_refused(String author) {
    assertThat(refusal(new MessageDraft("stream", "m-1", author, "hello")).fields())
        .containsExactly(new InvalidField("author", "must not be blank"));
  }

  @Test
  void an_author_is_stored_as_sent() {
    MessageDraft draft = new MessageDraft("stream", "m-1", " Jose\u0301\u200b", "hello");

    assertThat(((Receipt.Published) intake.accept(draft)).message().author())
        .isEqualTo(" Jose\u0301\u200b");
  }

  @Test
  void text_that_is_not_unicode_is_refused() {
    assertThat(refusal(new MessageDraft("stream", "m-1", "ada\uD800", "\uDFFFhi")).fields())
        .containsExactly(
            new InvalidField("author", "must be valid Unicode"),
            new InvalidField("text", "must be valid Unicode"));
  }

  @Test
  void texts_do_not_appear_in_loggable_strings() {
    assertThat(draft("m-1", "secret").toString()).contains("m-1").doesNotContain("secret", "ada");
    assertThat(Submission.of(draft("m-1", "secret"), () -> "n", Fixtures.NOW).toString())
        .contains("m-1")
        .doesNotContain("secret", "ada");
  }

  private InvalidInputException refusal(MessageDraft draft) {
    return catchThrowableOfType(InvalidInputException.class, () -> intake.accept(draft));
  }
}
