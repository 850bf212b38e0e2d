package io.spillway.simulation;

import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationStore;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Invariants of messages: accepted = stored + withheld; harmful texts are not public. */
final class MessageInvariants {

  private final Viewers viewers;
  private final Findings findings;
  private final SimulatedClassifier classifier;
  private final MessageStore messages;
  private final MessageArchive archive;
  private final ViolationStore violations;

  MessageInvariants(World world, Viewers viewers) {
    this.viewers = viewers;
    this.findings = world.findings();
    this.classifier = world.backing().classifier();
    this.messages = world.stores().messages();
    this.archive = world.stores().messageArchive();
    this.violations = world.stores().violations();
  }

  void checkStep() {
    for (Viewers.Draft draft : viewers.accepted()) {
      Set<String> texts = viewers.texts(draft.id());
      boolean isThere =
          message(draft.id()).filter(found -> texts.contains(found.text())).isPresent()
              || violation(draft.id()).filter(found -> texts.contains(found.text())).isPresent();
      findings.require(isThere || viewers.mayBeErased(draft), "what was accepted is there", draft);
    }
    for (String stream : Viewers.STREAMS) {
      listed(stream).forEach(this::checkReadable);
    }
  }

  private void checkReadable(Message message) {
    Verdict.Published verdict = message.verdict();
    String text = message.text();
    findings.require(
        !SimulatedClassifier.isUnfit(text)
            || classifier.hasLiedAbout(text)
            || verdict instanceof Verdict.Unmoderated
            || verdict instanceof Verdict.Released,
        "an outage is never stored as clean, nor what is flagged",
        message,
        verdict);
  }

  void checkRest() {
    for (String id : viewers.ids()) {
      checkRest(id, message(id), violation(id));
    }
    for (Viewers.Draft draft : viewers.accepted()) {
      boolean isRead = message(draft.id()).isPresent();
      boolean isHeld = violation(draft.id()).filter(Violation::withholds).isPresent();
      boolean isOnce = isRead != isHeld || (!isRead && viewers.mayBeErased(draft));
      findings.require(isOnce, "accepted is stored or held, and not both", draft, isRead, isHeld);
    }
    for (String stream : Viewers.STREAMS) {
      List<Message> listed = listed(stream);
      findings.require(
          archive.count(stream).published() == listed.size(), "the count is what is listed");
      listed.forEach(
          message ->
              findings.require(
                  !(message.verdict() instanceof Verdict.Unmoderated),
                  "each unmoderated message is checked again",
                  message));
    }
  }

  private void checkRest(String id, Optional<Message> message, Optional<Violation> violation) {
    if (violation.isPresent() && violation.get().withholds()) {
      findings.require(message.isEmpty(), "what is withheld cannot be read", id);
    } else if (violation.isPresent()) {
      boolean isReleased =
          message
              .filter(found -> found.text().equals(violation.get().text()))
              .filter(found -> found.verdict() instanceof Verdict.Released)
              .isPresent();
      findings.require(isReleased, "what is dismissed is released", id, message);
    }
  }

  private List<Message> listed(String stream) {
    return archive.list(stream, PageRequest.first(PageRequest.MAX_LIMIT)).items();
  }

  private Optional<Message> message(String id) {
    ViolationId key = ViolationId.parse(id).orElseThrow();
    return messages.find(key.streamId(), key.messageId());
  }

  private Optional<Violation> violation(String id) {
    return violations.find(ViolationId.parse(id).orElseThrow()).map(Versioned::value);
  }
}
