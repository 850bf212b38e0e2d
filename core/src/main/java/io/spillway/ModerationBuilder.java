package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.core.OptionalStores;
import io.spillway.core.audit.NoAuditLog;
import io.spillway.core.author.NoRestrictions;
import io.spillway.core.erasure.NoErasures;
import io.spillway.core.moderation.ClassifierFailureLog;
import io.spillway.core.moderation.LocalClassifier;
import io.spillway.core.policy.NoPolicies;
import io.spillway.core.report.NoReports;
import io.spillway.ports.PortException;
import io.spillway.ports.Stores;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.author.RestrictionStore;
import io.spillway.ports.erasure.ErasureStore;
import io.spillway.ports.event.AlertChannel;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.moderation.Scores;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.ports.report.ReportStore;
import io.spillway.ports.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builder of a {@link Moderation}: needs stores and a classifier, and has defaults for the rest.
 */
public final class ModerationBuilder {

  /** Longest version of a base policy; the revisions of a stream are prepended to it. */
  public static final int MAX_VERSION_LENGTH = 32;

  private @Nullable Stores stores;
  private @Nullable ContentClassifier classifier;
  private @Nullable Consumer<PortException> onClassifierFailure;
  private @Nullable LocalClassifier local;
  @Nullable AlertChannel alertChannel;
  Policy policy = Policy.standard();
  InstantSource clock = SystemDefaults.clock();
  Supplier<String> newId = SystemDefaults::newId;
  Executor background = SystemDefaults.executor();
  Telemetry telemetry = Telemetry.NONE;

  ModerationBuilder() {}

  /**
   * Sets the stores; required. Those of messages and violations are mandatory. Without policies the
   * base policy is in force everywhere; without erasures none can be requested; without an audit
   * log the actions in it are not recorded; without restrictions, reports or notes none can be
   * made; without the archive of violations strikes cannot be counted, and {@link Claims#claimNext}
   * throws {@link UnsupportedOperationException}.
   *
   * @param wanted the stores, such as {@code InMemoryStores.create()}, {@code CosmosStores} or a
   *     team's own
   * @return this builder
   */
  public ModerationBuilder stores(Stores wanted) {
    this.stores = requireNonNull(wanted, "stores");
    return this;
  }

  /**
   * Sets the classifier; required.
   *
   * @param wanted the classifier; called for each text unless local rules already gave the highest
   *     score
   * @return this builder
   */
  public ModerationBuilder classifier(ContentClassifier wanted) {
    this.classifier = requireNonNull(wanted, "classifier");
    return this;
  }

  /**
   * Sets a classifier that is a function: {@link ContentClassifier#of}.
   *
   * @param name the classifier's name, for verdicts and health
   * @param scores the function from a text to its scores, 0 to 1 for each category; an exception
   *     counts as a failure of the classifier
   * @return this builder
   */
  public ModerationBuilder classifier(String name, Function<String, Scores> scores) {
    return classifier(ContentClassifier.of(name, scores));
  }

  /**
   * Sets the local classifier: it judges names, by the policy's thresholds, and withholds texts
   * about which the classifier gives no answer, until that answers. It never clears a text. By
   * default {@link WordListClassifier}, which is in English.
   *
   * @param wanted the local classifier, such as a word list; called for each author's name, so it
   *     makes no requests. Its failures count as no scores
   * @return this builder
   */
  public ModerationBuilder fallback(ContentClassifier wanted) {
    this.local = LocalClassifier.of(wanted);
    return this;
  }

  /**
   * Leaves out the local classifier: names, and texts about which the classifier gives no answer,
   * are judged by the policy's words and links alone.
   *
   * @return this builder
   */
  public ModerationBuilder noFallback() {
    this.local = LocalClassifier.NONE;
    return this;
  }

  /**
   * Sets the base policy, which stored policies overlay; by default {@link Policy#standard()}.
   *
   * @param wanted the policy, such as {@code Policy.standard().but(p -> p.threshold(SPAM, 0.5))};
   *     its version has at most {@value #MAX_VERSION_LENGTH} characters
   * @return this builder
   */
  public ModerationBuilder policy(Policy wanted) {
    if (wanted.version().length() > MAX_VERSION_LENGTH) {
      throw new IllegalArgumentException(
          "policy.version must have at most " + MAX_VERSION_LENGTH + " characters");
    }
    this.policy = wanted;
    return this;
  }

  /**
   * Sets a listener to failures of the classifier; by default a warning with type and stack by
   * {@link System.Logger}, named {@value ClassifierFailureLog#LOGGER}, at most once a minute.
   *
   * @param listener the listener; runs on the calling thread for each failure, and its own
   *     exceptions are ignored. The failure's message may quote a text
   * @return this builder
   */
  public ModerationBuilder onClassifierFailure(Consumer<PortException> listener) {
    this.onClassifierFailure = requireNonNull(listener, "listener");
    return this;
  }

  /**
   * Sets the clock; by default the system's.
   *
   * @param wanted the clock, such as a test's {@code SettableClock}
   * @return this builder
   */
  public ModerationBuilder clock(InstantSource wanted) {
    this.clock = requireNonNull(wanted, "clock");
    return this;
  }

  /**
   * Sets the source of ids for messages without one, and for erasures; by default random UUIDs.
   *
   * @param wanted the source of unique ids, in the form of {@link io.spillway.ports.Ids}
   * @return this builder
   */
  public ModerationBuilder newId(Supplier<String> wanted) {
    this.newId = requireNonNull(wanted, "newId");
    return this;
  }

  /**
   * Sets the executor that refreshes cached policies before they are stale, reads the restrictions
   * of a stream's first message while its policy is read, and writes the stream's activity while
   * the message is moderated; by default the common pool. With {@code Runnable::run}, a message
   * waits for each.
   *
   * @param wanted the executor of short reads and writes
   * @return this builder
   */
  public ModerationBuilder background(Executor wanted) {
    this.background = requireNonNull(wanted, "background");
    return this;
  }

  /**
   * Sets a listener to the outcome of each message; by default none.
   *
   * @param wanted the listener; gets ids and codes, never a text
   * @return this builder
   */
  public ModerationBuilder telemetry(Telemetry wanted) {
    this.telemetry = requireNonNull(wanted, "telemetry");
    return this;
  }

  /**
   * Sets the receiver of alerts, to which {@link Moderation#runMaintenance()} sends the alert of a
   * donation again once its message was released; by default none. Needs the store of alerts.
   *
   * @param wanted the receiver of the alerts of {@link FanOutBuilder#standardActivities}; null for
   *     none
   * @return this builder
   */
  public ModerationBuilder alertChannel(@Nullable AlertChannel wanted) {
    this.alertChannel = wanted;
    return this;
  }

  /**
   * {@return the moderation}
   *
   * @throws IllegalStateException naming the missing part
   */
  public Moderation build() {
    return new Moderation(this);
  }

  Stores stores() {
    return Required.of(stores, "stores");
  }

  ContentClassifier classifier() {
    return Required.of(classifier, "classifier");
  }

  /** Returns the local classifier; a word list that is the classifier is not loaded twice. */
  LocalClassifier local() {
    if (local != null) {
      return local;
    }
    return classifier instanceof WordListClassifier list
        ? LocalClassifier.of(list)
        : LocalClassifier.standard(background);
  }

  Consumer<PortException> onClassifierFailure() {
    return onClassifierFailure == null ? new ClassifierFailureLog(clock) : onClassifierFailure;
  }

  PolicyStore policyStore() {
    return OptionalStores.find(stores()::policies).orElse(NoPolicies.STORE);
  }

  ErasureStore erasureStore() {
    return OptionalStores.find(stores()::erasures).orElse(NoErasures.STORE);
  }

  RestrictionStore restrictionStore() {
    return OptionalStores.find(stores()::restrictions).orElse(NoRestrictions.STORE);
  }

  ReportStore reportStore() {
    return OptionalStores.find(stores()::reports).orElse(NoReports.STORE);
  }

  AuditLog auditLog() {
    return OptionalStores.find(stores()::auditLog).orElse(NoAuditLog.LOG);
  }
}
