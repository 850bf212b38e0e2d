package io.spillway.simulation;

import com.fasterxml.jackson.databind.JsonNode;

/** All invariants, checked after each step and at quiescence. */
final class Invariants {

  private final MessageInvariants messages;
  private final ReviewInvariants reviews;
  private final CountInvariants counts;
  private final EventInvariants events;
  private final LetterInvariants letters;
  private final ErasureInvariants erasures;
  private final PolicyInvariants policies;
  private final Findings findings;

  private final ReportInvariants reports;
  private final RestrictionOracle restrictions;
  private final FeedReaders readers;
  private final AuditOracle audit;

  Invariants(World world, Actors actors) {
    messages = new MessageInvariants(world, actors.viewers());
    reviews = new ReviewInvariants(world, actors.viewers(), actors.moderators());
    counts = new CountInvariants(world);
    events = new EventInvariants(world, actors.clients());
    letters = new LetterInvariants(world, actors.operators());
    erasures = new ErasureInvariants(world, actors.erasers());
    policies = new PolicyInvariants(world, actors.policymakers());
    reports = new ReportInvariants(world, actors.viewers(), actors.reporters());
    restrictions = actors.restrictions();
    readers = actors.readers();
    audit = world.audit();
    findings = world.findings();
  }

  void checkStep() {
    messages.checkStep();
    counts.checkStep();
    reviews.checkStep();
    events.checkStep();
    letters.checkStep();
    erasures.checkStep();
    policies.checkStep();
    restrictions.checkStep();
  }

  void checkRest() {
    messages.checkRest();
    reviews.checkRest();
    events.checkRest();
    letters.checkRest();
    erasures.checkRest();
    policies.checkRest();
    reports.checkRest();
    readers.checkRest();
    audit.checkRest();
  }

  /** Checks a listing as viewers see it. */
  void checkReaders(String stream, Reply listing) {
    for (JsonNode item : listing.body().path("items")) {
      findings.require(
          item.path("streamId").asText().equals(stream), "a listing shows its own stream");
    }
  }
}
