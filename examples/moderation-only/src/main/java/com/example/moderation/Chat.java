package com.example.moderation;

import io.spillway.Decision;
import io.spillway.adapters.inmemory.InMemoryMessageStore;
import io.spillway.adapters.inmemory.InMemoryViolationStore;
import io.spillway.MessageDraft;
import io.spillway.core.message.MessageIntake;
import io.spillway.Receipt;
import io.spillway.core.moderation.TextModeration;
import io.spillway.Policy;
import io.spillway.ReviewResult;
import io.spillway.core.violation.ViolationReview;
import io.spillway.ports.PageRequest;
import io.spillway.ports.message.Message;
import io.spillway.ports.violation.ViolationState;
import java.time.InstantSource;
import java.util.UUID;

/** Moderates what is written, and nothing else of Spillway. */
public final class Chat {

  private final InMemoryMessageStore messages = new InMemoryMessageStore();
  private final InMemoryViolationStore violations = new InMemoryViolationStore();
  private final MessageIntake intake =
      new MessageIntake(
          messages,
          violations,
          new TextModeration(new ShoutingClassifier(), streamId -> Policy.standard()),
          InstantSource.system(),
          () -> UUID.randomUUID().toString());
  private final ViolationReview review =
      new ViolationReview(messages, violations, InstantSource.system());

  public static void main(String[] args) {
    Chat chat = new Chat();
    chat.say("ann", "what a save!");
    Receipt shouted = chat.say("bob", "WHAT A SAVE!");
    chat.say("cho", "WHO ARE YOU?");
    if (shouted instanceof Receipt.Held held) {
      chat.dismiss(held);
    }
    messagesOf(chat).forEach(text -> System.out.println("viewers see: " + text));
  }

  private Receipt say(String author, String text) {
    Receipt receipt = intake.accept(new MessageDraft("demo", null, author, text));
    if (receipt instanceof Receipt.Held held) {
      System.out.println(author + " is withheld: " + held.violation().verdict().category().code());
    } else {
      System.out.println(author + " is published");
    }
    return receipt;
  }

  /** A moderator finds nothing wrong with it, which publishes it. */
  private void dismiss(Receipt.Held held) {
    var found = violations.find(held.violation().id()).orElseThrow();
    ReviewResult result =
        review.decide(
            held.violation().id(), found.version(), Decision.of(ViolationState.DISMISSED, "joy", "mia"));
    System.out.println("mia dismisses it: " + (result instanceof ReviewResult.Decided));
  }

  private static Iterable<String> messagesOf(Chat chat) {
    return chat.messages.list("demo", PageRequest.first(10)).map(Message::text).items();
  }
}
