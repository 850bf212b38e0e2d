package io.spillway.core.message;

import static java.util.Objects.requireNonNull;

import io.spillway.Reviews;
import io.spillway.core.InputCheck;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationStore;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Messages that policy published and marked, for moderators to keep or to withhold after all. Where
 * two decide at once, withholding wins.
 *
 * <p>Safe for use by many threads.
 */
public final class MarkedMessages {

  private final MessageStore messages;
  private final MessageArchive archive;
  private final RetroactiveWithdrawal late;
  private final InstantSource clock;

  /**
   * Marked messages in these stores.
   *
   * @param messages where messages are stored
   * @param archive lists the marked ones
   * @param violations where violations are stored
   * @param clock tells when a moderator decides
   * @param telemetry hears of each message that is withdrawn
   */
  public MarkedMessages(
      MessageStore messages,
      MessageArchive archive,
      ViolationStore violations,
      InstantSource clock,
      Telemetry telemetry) {
    this.messages = requireNonNull(messages, "messages");
    this.archive = requireNonNull(archive, "archive");
    this.late =
        new RetroactiveWithdrawal(messages, violations, requireNonNull(telemetry, "telemetry"));
    this.clock = requireNonNull(clock, "clock");
  }

  /**
   * {@return the marked messages of a stream, newest first}
   *
   * @param streamId id of the stream
   * @param page which part of the listing
   */
  public Page<Message> list(String streamId, PageRequest page) {
    return archive.marked(streamId, page);
  }

  /**
   * Takes the mark away: the message stays as it is.
   *
   * @param id of the message
   * @param moderator who decides
   * @return whether there was such a mark to take away
   * @throws io.spillway.InvalidInputException for a moderator without a proper name
   * @throws io.spillway.ports.PortException when the store failed; safe to do again
   */
  public boolean keep(ViolationId id, @Nullable String moderator) {
    String who = named(moderator);
    Verdict.Released kept = new Verdict.Released(who, clock.instant());
    return marked(id).map(message -> messages.replaceVerdict(message, kept)).orElse(false);
  }

  /**
   * Takes the message away from the readers and makes it a violation, open for review.
   *
   * @param id of the message
   * @param moderator who decides
   * @return the violation as it stands; empty when there is no such marked message
   * @throws io.spillway.InvalidInputException for a moderator without a proper name
   * @throws io.spillway.ports.PortException when a store failed; safe to do again
   */
  public Optional<Versioned<Violation>> withhold(ViolationId id, @Nullable String moderator) {
    String who = named(moderator);
    return marked(id)
        .map(
            message ->
                late.withdraw(
                    message, flagged((Verdict.Marked) message.verdict()), who, clock.instant()));
  }

  private Optional<Message> marked(ViolationId id) {
    return messages
        .find(id.streamId(), id.messageId())
        .filter(message -> message.verdict() instanceof Verdict.Marked);
  }

  private static Verdict.Flagged flagged(Verdict.Marked marked) {
    return Verdict.Flagged.of(
        marked.category(),
        marked.severity(),
        marked.score(),
        marked.category().code() + " was marked by policy " + marked.policyVersion(),
        marked.scores(),
        marked.policyVersion(),
        marked.provenance());
  }

  private static String named(@Nullable String moderator) {
    InputCheck check = new InputCheck();
    String who = check.person("moderator", moderator, Reviews.MAX_MODERATOR_LENGTH);
    check.orThrow();
    return who;
  }
}
