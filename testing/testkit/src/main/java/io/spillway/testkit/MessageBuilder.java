package io.spillway.testkit;

import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Verdict;
import java.time.Instant;

/**
 * Builder of messages for tests; by default of {@code ada}, allowed, sent at {@link Fixtures#NOW}.
 */
public final class MessageBuilder {

  private final String streamId;
  private final String messageId;
  private String author = "ada";
  private String text = "good evening everyone";
  private Instant sentAt = Fixtures.NOW;
  private Verdict.Published verdict = Fixtures.allowed();

  MessageBuilder(String streamId, String messageId) {
    this.streamId = streamId;
    this.messageId = messageId;
  }

  /**
   * {@return this builder, by another author than {@code ada}}
   *
   * @param author the author's name
   */
  public MessageBuilder author(String author) {
    this.author = author;
    return this;
  }

  /**
   * {@return this builder, with another text than a friendly one}
   *
   * @param text the text
   */
  public MessageBuilder text(String text) {
    this.text = text;
    return this;
  }

  /**
   * {@return this builder, sent at another instant than {@link Fixtures#NOW}}
   *
   * @param sentAt the time of sending
   */
  public MessageBuilder sentAt(Instant sentAt) {
    this.sentAt = sentAt;
    return this;
  }

  /**
   * {@return this builder, with another verdict than {@link Fixtures#allowed}}
   *
   * @param verdict the verdict
   */
  public MessageBuilder verdict(Verdict.Published verdict) {
    this.verdict = verdict;
    return this;
  }

  /** {@return the message} */
  public Message build() {
    return new Message(streamId, messageId, author, text, sentAt, verdict);
  }
}
