package com.example.moderation;

import static io.spillway.ports.moderation.Category.HARASSMENT;

import io.spillway.Moderation;
import io.spillway.Receipt;
import io.spillway.ReviewResult;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Stores;
import io.spillway.ports.moderation.Scores;

/** Moderates chat messages with a custom classifier, using only this part of Spillway. */
public final class Chat {

  public static void main(String[] args) {
    Stores stores = InMemoryStores.create();
    Moderation moderation =
        Moderation.builder()
            .stores(stores)
            .classifier("capitals", text -> Scores.of(HARASSMENT, shouting(text)))
            .build();

    say(moderation, "ann", "what a save!");
    Receipt shouted = say(moderation, "bob", "WHAT A SAVE!");
    say(moderation, "cho", "WHO ARE YOU?");
    if (shouted instanceof Receipt.Held held) {
      ReviewResult result = moderation.reviews().dismiss(held.violation().id(), "mia");
      System.out.println("mia dismisses it: " + (result instanceof ReviewResult.Decided));
    }
    stores
        .messageArchive()
        .list("demo", PageRequest.first(10))
        .items()
        .forEach(message -> System.out.println("viewers see: " + message.text()));
  }

  private static Receipt say(Moderation moderation, String author, String text) {
    Receipt receipt = moderation.accept("demo", author, text);
    System.out.println(
        receipt instanceof Receipt.Held held
            ? author + " is withheld: " + held.violation().verdict().category().code()
            : author + " is published");
    return receipt;
  }

  private static double shouting(String text) {
    long letters = text.chars().filter(Character::isLetter).count();
    long capitals = text.chars().filter(Character::isUpperCase).count();
    return letters == 0 ? 0 : (double) capitals / letters;
  }
}
