package io.spillway.simulation;

import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.ReviewAction;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import java.util.HashSet;
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

  /** Ids of messages that a recheck may have found to be released. */
  private final Set<String> unmoderated = new HashSet<>();

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
      findings.require(
          isThere || viewers.mayBeErased(draft), "an accepted message is stored", draft);
    }
    for (String stream : Viewers.STREAMS) {
      list(stream).forEach(this::checkReadable);
    }
  }

  private void checkReadable(Message message) {
    Verdict.Published verdict = message.verdict();
    if (verdict instanceof Verdict.Unmoderated) {
      unmoderated.add(message.streamId() + "~" + message.messageId());
    }
    String text = message.text();
    findings.require(
        !(text.contains(Viewers.THREAT) && verdict instanceof Verdict.Unmoderated),
        "an outage publishes nothing that the word list withholds",
        message);
    findings.require(
        !SimulatedClassifier.isUnfit(text)
            || classifier.hasLiedAbout(text)
            || verdict instanceof Verdict.Unmoderated
            || isByPerson(verdict),
        "neither an outage nor a flagged text is stored as clean",
        message,
        verdict);
  }

  private static boolean isByPerson(Verdict.Published verdict) {
    return verdict instanceof Verdict.Released || verdict instanceof Verdict.Kept;
  }

  void checkRest() {
    for (String id : viewers.ids()) {
      checkRest(id, message(id), violation(id));
    }
    for (Viewers.Draft draft : viewers.accepted()) {
      boolean isRead = message(draft.id()).isPresent();
      boolean isHeld = violation(draft.id()).filter(Violation::withholds).isPresent();
      boolean isOnce = isRead != isHeld || (!isRead && viewers.mayBeErased(draft));
      findings.require(
          isOnce, "an accepted message is either published or withheld", draft, isRead, isHeld);
    }
    for (String stream : Viewers.STREAMS) {
      List<Message> listed = list(stream);
      listed.forEach(
          message ->
              findings.require(
                  !(message.verdict() instanceof Verdict.Unmoderated),
                  "each unmoderated message is rechecked",
                  message));
    }
  }

  private void checkRest(String id, Optional<Message> message, Optional<Violation> violation) {
    if (violation.isPresent() && violation.get().withholds()) {
      findings.require(message.isEmpty(), "a withheld message is not public", id);
    } else if (violation.isPresent()) {
      boolean wasPublished = wasPublished(violation.get());
      boolean isReleased =
          message
              .filter(found -> found.text().equals(violation.get().text()))
              .filter(found -> wasPublished || isByPerson(found.verdict()))
              .isPresent();
      findings.require(isReleased, "a dismissed message is released", id, message);
      boolean wasWithdrawn =
          violation.get().audit().stream().anyMatch(step -> step.to().withholds());
      boolean isUnchanged =
          message.filter(found -> found.verdict() instanceof Verdict.Released).isEmpty();
      findings.require(
          wasWithdrawn || isUnchanged || unmoderated.contains(id),
          "a message that stayed public keeps its verdict",
          id);
    }
  }

  /** Returns whether the message was public before its case, which was opened by people. */
  private static boolean wasPublished(Violation violation) {
    AuditEntry first = violation.audit().get(0);
    return first.to() == ViolationState.REPORTED || first.action() == ReviewAction.WITHHOLD;
  }

  private List<Message> list(String stream) {
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
