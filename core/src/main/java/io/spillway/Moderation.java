package io.spillway;

import io.spillway.core.author.AuthorNotes;
import io.spillway.core.author.AuthorRestrictions;
import io.spillway.core.erasure.AllAuthorData;
import io.spillway.core.erasure.AuthorErasures;
import io.spillway.core.erasure.AuthorExport;
import io.spillway.core.erasure.NoHistories;
import io.spillway.core.event.AlertFollowUps;
import io.spillway.core.message.MessageIntake;
import io.spillway.core.message.ModeratedDonations;
import io.spillway.core.message.RecheckResult;
import io.spillway.core.message.RecheckRules;
import io.spillway.core.message.RecheckSweep;
import io.spillway.core.message.UnmoderatedReview;
import io.spillway.core.moderation.TextModeration;
import io.spillway.core.policy.StoredPolicies;
import io.spillway.core.report.MessageReports;
import io.spillway.core.standing.AuthorStanding;
import io.spillway.core.stream.StreamActivityLog;
import io.spillway.core.violation.Appeals;
import io.spillway.core.violation.ReleaseNotice;
import io.spillway.core.violation.ViolationClaims;
import io.spillway.core.violation.ViolationReview;
import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.Stores;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.WithheldName;
import io.spillway.ports.violation.ViolationStore;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Moderation of chat messages over a team's stores: accepts messages, withholds toxic ones, and
 * serves moderators.
 *
 * <pre>{@code
 * Moderation moderation = Moderation.builder()
 *     .stores(InMemoryStores.create())
 *     .classifier("caps", text -> Scores.of(SPAM, shouting(text)))
 *     .build();
 * Receipt receipt = moderation.accept("room-1", "ann", "what a save!");
 * }</pre>
 *
 * <p>Fails open: while the classifier gives no answer, a local word list withholds some messages,
 * all others are published as unmoderated, a warning is logged, and {@link #runMaintenance()}
 * rechecks both later. Call it once a minute, from any number of processes. Rate limits for each
 * author are on by default: {@link RateLimits}.
 *
 * <p>Makes no threads. Safe for use by many threads.
 */
public final class Moderation implements Monitored {

  private final MessageIntake intake;
  private final TextModeration text;
  private final StoredPolicies policies;
  private final DonorMessages donorMessages;
  private final ViolationReview reviews;
  private final ViolationClaims claims;
  private final Authors authors;
  private final AuthorErasures erasures;
  private final MessageReports messageReports;
  private final Reports reports;
  private final RecheckSweep recheck;
  private final UnmoderatedMessages unmoderated;

  Moderation(ModerationBuilder with) {
    Stores stores = with.stores();
    MessageStore messages = stores.messages();
    ViolationStore violations = stores.violations();
    AuditLog log = with.auditLog();
    AllAuthorData data = AllAuthorData.of(stores);
    this.policies =
        new StoredPolicies(with.policyStore(), with.policy, log, with.clock, with.background);
    this.text =
        new TextModeration(
            with.classifier(), policies::inForce, with.onClassifierFailure(), with.local());
    AuthorRestrictions restrictions =
        new AuthorRestrictions(with.restrictionStore(), log, with.clock, with.newId);
    AuthorStanding standing =
        new AuthorStanding(stores::violationArchive, policies::inForce, restrictions, with.clock);
    this.intake =
        new MessageIntake(
            messages,
            violations,
            text,
            standing,
            with.clock,
            with.newId,
            with.telemetry,
            StreamActivityLog.of(stores, with.clock),
            with.background);
    this.donorMessages = new ModeratedDonations(intake, messages);
    this.reviews =
        new ViolationReview(
            messages,
            violations,
            with.clock,
            Reviews.UNDO_WINDOW,
            with.telemetry,
            notice(with, stores));
    this.claims =
        new ViolationClaims(
            violations, stores::violationArchive, standing, with.clock, SystemDefaults::newToken);
    this.erasures = new AuthorErasures(with.erasureStore(), data, log, with.clock, with.newId);
    this.authors =
        new Authors(
            standing,
            restrictions,
            new AuthorNotes(stores::authorNotes, log, with.clock, with.newId),
            new Appeals(violations, with.clock),
            erasures,
            new AuthorExport(standing, data, log, with.clock, with.newId));
    this.messageReports =
        new MessageReports(
            with.reportStore(),
            log,
            messages,
            violations,
            streamId -> policies.inForce(streamId).reports().withholdAt(),
            with.clock,
            with.telemetry);
    this.reports = new Reports(messageReports);
    this.recheck =
        new RecheckSweep(
            messages, violations, text, RecheckRules.STANDARD, with.clock, with.telemetry);
    this.unmoderated =
        new UnmoderatedMessages(
            recheck, new UnmoderatedReview(messages, violations, log, with.clock, with.telemetry));
  }

  private ReleaseNotice notice(ModerationBuilder with, Stores stores) {
    AlertChannel channel = with.alertChannel;
    return channel == null
        ? ReleaseNotice.NONE
        : new AlertFollowUps(stores::alerts, channel, donorMessages, with.clock);
  }

  /**
   * {@return a builder that needs stores and a classifier, and has defaults for all else: {@link
   * Policy#standard()}, the system's clock, random UUIDs as ids, a warning for a failing
   * classifier}
   */
  public static ModerationBuilder builder() {
    return new ModerationBuilder();
  }

  /**
   * Accepts a message under a new id. When this returns it is stored.
   *
   * @param streamId the stream's id, in the form of {@link io.spillway.ports.Ids}
   * @param author the author's name, 1 to 100 code points without control characters
   * @param text the text, 1 to 500 code points and not blank
   * @return published or held
   * @throws InvalidInputException naming each bad field
   * @throws AuthorNameRefusedException if the stream's local rules withhold the author's name
   * @throws AuthorRestrictedException if a moderator's restriction refuses the author's messages
   * @throws RateExceededException if the author exceeds a rate limit
   * @throws PortException when a store failed; the message may have been stored
   */
  public Receipt accept(String streamId, String author, String text) {
    return accept(MessageDraft.of(streamId, author, text));
  }

  /**
   * Accepts a message. When this returns it is stored. Idempotent for a message with an id: any
   * number of calls, concurrent or sequential, store one message and get the same answer.
   *
   * @param draft the message
   * @return published or held
   * @throws InvalidInputException naming each bad field
   * @throws MessageIdReusedException if the id belongs to a message of another author or text
   * @throws AuthorNameRefusedException if the stream's local rules withhold the author's name; a
   *     retry of an accepted message is still answered
   * @throws AuthorRestrictedException if a moderator's restriction refuses the author's messages; a
   *     retry of an accepted message is still answered
   * @throws RateExceededException if the author exceeds a rate limit; a retry of an accepted
   *     message is still answered
   * @throws PortException when a store failed: the message may have been stored, and with an id it
   *     is safe to send again. A failing classifier is no error
   */
  public Receipt accept(MessageDraft draft) {
    return intake.accept(draft);
  }

  /**
   * {@return the reason why the stream's local rules withhold a name, such as a donor's; empty for
   * most names, and for authors whom the policy exempts by name} The policy's words, links and the
   * local classifier apply; nothing is requested or stored.
   *
   * @param streamId the stream's id
   * @param name the name as sent
   */
  public Optional<WithheldName> checkName(String streamId, String name) {
    Policy policy = text.policyOf(streamId);
    return policy.exempts(name, List.of()) ? Optional.empty() : text.checkName(policy, name);
  }

  /** {@return the moderation of the messages that donors send along} */
  public DonorMessages donorMessages() {
    return donorMessages;
  }

  /** {@return the decisions about withheld messages} */
  public Reviews reviews() {
    return reviews;
  }

  /** {@return the leases of violations to moderators} */
  public Claims claims() {
    return claims;
  }

  /** {@return the policies and their history} */
  public Policies policies() {
    return policies;
  }

  /** {@return the viewers' reports of published messages} */
  public Reports reports() {
    return reports;
  }

  /** {@return standing, restrictions, notes, appeals, erasure and export of authors} */
  public Authors authors() {
    return authors;
  }

  /** {@return the messages that were published while the classifier failed} */
  public UnmoderatedMessages unmoderated() {
    return unmoderated;
  }

  /**
   * Runs all periodic work: see {@link MaintenanceTask}. Each task does a bounded part, at most
   * about a minute; the next run continues. To be called once a minute. Safe to run in any number
   * of processes at once.
   *
   * @return the work done; a failed task is in the report and does not stop the others
   */
  public MaintenanceReport runMaintenance() {
    return runMaintenance(EnumSet.allOf(MaintenanceTask.class));
  }

  /**
   * Runs some of the periodic work.
   *
   * @param tasks the tasks to run
   * @return the report, as by {@link #runMaintenance()}
   */
  public MaintenanceReport runMaintenance(Set<MaintenanceTask> tasks) {
    return runMaintenance(tasks, NoHistories.WORKFLOWS);
  }

  /**
   * Runs some of the periodic work of a team with a workflow engine.
   *
   * @param tasks the tasks to run
   * @param workflows the engine; erasures purge the histories of an author's events
   * @return the report, as by {@link #runMaintenance()}
   */
  public MaintenanceReport runMaintenance(Set<MaintenanceTask> tasks, Workflows workflows) {
    Map<MaintenanceTask, PortException> failures = new EnumMap<>(MaintenanceTask.class);
    int settled = 0;
    int confirmed = 0;
    long erased = 0;
    RecheckResult swept = RecheckResult.NOTHING;
    for (MaintenanceTask task : EnumSet.copyOf(tasks)) {
      try {
        switch (task) {
          case SETTLE_DECISIONS -> {
            settled = reviews.applyPending(PageRequest.MAX_LIMIT);
            confirmed = reviews.confirm(PageRequest.MAX_LIMIT);
            var unused = messageReports.countLeft(PageRequest.MAX_LIMIT);
          }
          case RECHECK_UNMODERATED -> swept = recheck.run();
          case ERASE_AUTHORS -> erased = erasures.sweep(workflows);
        }
      } catch (PortException e) {
        failures.put(task, e);
      }
    }
    return new MaintenanceReport(
        settled,
        confirmed,
        swept.allowed(),
        swept.withdrawn(),
        swept.inVain(),
        swept.outage(),
        erased,
        failures);
  }

  /**
   * {@return the classifier's health; degraded, with code and exception class, while the last text
   * got no answer}
   */
  @Override
  public Health health() {
    return text.health();
  }
}
