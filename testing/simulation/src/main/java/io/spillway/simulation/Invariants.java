package io.spillway.simulation;

import com.fasterxml.jackson.databind.JsonNode;

/** All invariants, checked after each step and at quiescence. */
final class Invariants {

  private final MessageInvariants messages;
  private final ReviewInvariants reviews;
  private final EventInvariants events;
  private final LetterInvariants letters;
  private final ErasureInvariants erasures;
  private final PolicyInvariants policies;
  private final Findings findings;

  Invariants(
      World world,
      Viewers viewers,
      Clients clients,
      Moderators moderators,
      Operators operators,
      Erasers erasers,
      Policymakers policymakers) {
    messages = new MessageInvariants(world, viewers);
    reviews = new ReviewInvariants(world, viewers, moderators);
    events = new EventInvariants(world, clients);
    letters = new LetterInvariants(world, operators);
    erasures = new ErasureInvariants(world, erasers);
    policies = new PolicyInvariants(world, policymakers);
    findings = world.findings();
  }

  void checkStep() {
    messages.checkStep();
    reviews.checkStep();
    events.checkStep();
    letters.checkStep();
    erasures.checkStep();
    policies.checkStep();
  }

  void checkRest() {
    messages.checkRest();
    reviews.checkRest();
    events.checkRest();
    letters.checkRest();
    erasures.checkRest();
    policies.checkRest();
  }

  /** Checks a listing as viewers see it. */
  void checkReaders(String stream, Reply listing) {
    for (JsonNode item : listing.body().path("items")) {
      findings.require(
          item.path("streamId").asText().equals(stream), "a listing shows its own stream");
    }
  }
}
