package io.spillway.testkit;

import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.Verdict;
import java.time.Instant;

/** A message of a test: allowed, of ada, at {@link Fixtures#NOW} unless told otherwise. */
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

  public MessageBuilder author(String author) {
    this.author = author;
    return this;
  }

  public MessageBuilder text(String text) {
    this.text = text;
    return this;
  }

  public MessageBuilder sentAt(Instant sentAt) {
    this.sentAt = sentAt;
    return this;
  }

  public MessageBuilder verdict(Verdict.Published verdict) {
    this.verdict = verdict;
    return this;
  }

  public Message build() {
    return new Message(streamId, messageId, author, text, sentAt, verdict);
  }
}
